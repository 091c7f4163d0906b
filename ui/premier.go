package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/modele"
)

// premierDepart asks one thing: a dossier, or the demonstration centre.
func (f *Fenetre) premierDepart() {
	faute := composant.NouveauTexteLong("")
	faute.Defil = container.NewVScroll(faute)
	faute.Defil.SetMinSize(fyne.NewSize(100, 150))
	carte := composant.Carte(faute.Defil)
	carte.Hide()
	var boutons []*composant.Bouton
	lancer := func(importer func(context.Context) (*activite.Importe, error)) {
		for _, b := range boutons {
			b.Activer(false)
		}
		f.o.EnFond(func() {
			_, err := importer(f.o.Contexte)
			f.o.SurEcran(func() {
				for _, b := range boutons {
					b.Activer(true)
				}
				if err == nil {
					f.lire(true)
					return
				}
				e := modele.LireErreur(err, f.o.Horloge())
				if e.Reference != "" && f.o.Journal != nil {
					f.o.Journal(e.Reference, err)
				}
				texte := "! " + e.Message
				for _, d := range e.Details {
					texte += "\n" + d
				}
				faute.Changer(texte + "\n" + e.Aide)
				carte.Show()
				f.Window.Content().Refresh()
			})
		})
	}
	choix := ecran.NouveauChoixDossier(f.poste, "Ouvrir le dossier", func(chemin string) {
		if ecran.ReprendreSiPlan(f.poste, chemin) {
			return
		}
		lancer(func(ctx context.Context) (*activite.Importe, error) {
			return f.o.Service.Importer(ctx, chemin, f.o.Auteur)
		})
	})
	f.recevoir = func(chemin string) {
		choix.Champ.SetText(chemin)
		choix.Champ.Valider()
	}
	ici := func(dossier []byte) func() {
		return func() {
			lancer(func(ctx context.Context) (*activite.Importe, error) {
				return ImporterDemonstration(ctx, f.o.Service, dossier, f.o.Auteur)
			})
		}
	}
	essayer := f.boutonEssayer("Essayer avec le centre de démonstration", false, ici(f.o.Demonstration))
	boutons = []*composant.Bouton{choix.Bouton, essayer}
	essais := composant.Rangee(8, nil, essayer)
	if f.o.DemonstrationBacPro != nil {
		bacPro := f.boutonEssayer("Essayer avec un bac pro de 2026", true, ici(f.o.DemonstrationBacPro))
		boutons = append(boutons, bacPro)
		essais.Add(bacPro)
	}
	autres := container.NewVBox() // empty without a way to resume
	if f.o.Soutien != nil {
		reprendre := composant.NouveauBouton("Reprendre d’un plan de secours ou d’une copie…", composant.Normal, func() {
			ecran.OuvrirReprise(f.poste, f.o.Soutien, f.repris)
		})
		boutons = append(boutons, reprendre)
		autres.Add(composant.Rangee(8, nil, reprendre))
	}
	centres := container.NewVBox() // empty when this workstation has no other
	if f.o.Centres != nil {
		f.proposerCentres(centres)
	}
	reseau := container.NewVBox() // empty without a way to the académie
	if f.o.Echange != nil {
		raccorder := composant.NouveauBouton("Recevoir le dossier de l’académie…", composant.Normal, func() {
			ecran.DemanderRaccordement(f.poste, func(faire func(context.Context) (string, error)) {
				lancer(func(ctx context.Context) (*activite.Importe, error) {
					_, err := faire(ctx)
					return nil, err
				})
			})
		})
		boutons = append(boutons, raccorder)
		reseau.Add(composant.Rangee(8, nil, raccorder))
	}
	ressort := composant.Ressort()
	trait := canvas.NewRectangle(theme.Color(composant.CouleurBord))
	trait.SetMinSize(fyne.NewSize(1, 1))
	pile := composant.Pile(12, nil,
		composant.Rangee(8, ressort, composant.Ligne("Délib", composant.Police{Taille: 30, Gras: true, Ton: composant.Accent}), ressort,
			composant.NouveauBouton("?  Aide (F1)", composant.Discret, f.aideEcran)),
		composant.NouveauParagraphe("Quel dossier de centre voulez-vous ouvrir ?", composant.Police{Taille: 18, Gras: true}),
		composant.NouveauParagraphe(
			"C’est le fichier .zip reçu de votre académie, par exemple sur une clé USB. Il est copié sur ce poste : le réseau n’est plus nécessaire ensuite.",
			composant.Police{}),
		choix.Objet, reseau, carte, trait,
		composant.NouveauParagraphe(decouvrir(f.o.Soutien != nil), composant.Police{}), essais, autres, centres)
	f.contenu(container.NewCenter(composant.Largeur(720, composant.Carte(composant.Marge(16, 16, 20, pile)))))
	f.Window.SetMainMenu(nil)
	f.Window.Canvas().Focus(choix.Champ)
	if f.o.Soutien != nil {
		ecran.Annoncer(f.poste, f.o.Soutien, nil)
	}
}

func decouvrir(reprise bool) string {
	t := "Vous découvrez Délib ? Des centres inventés permettent de tout essayer sans risque."
	if reprise {
		t += " Votre poste précédent ne répond plus ? Reprenez d’où il en était."
	}
	return t
}

// ImporterDemonstration loads the demonstration centre, and marks the base as
// one where the acts of the académie may be simulated.
func ImporterDemonstration(ctx context.Context, s *activite.Service, dossier []byte, par string) (*activite.Importe, error) {
	d, err := os.MkdirTemp("", "delib-demonstration-")
	if err != nil {
		return nil, fmt.Errorf("demonstration: %w", err)
	}
	chemin := filepath.Join(d, "demonstration.zip")
	err = os.WriteFile(chemin, dossier, 0o600)
	var r *activite.Importe
	if err == nil {
		r, err = s.Importer(ctx, chemin, par)
	}
	_ = os.RemoveAll(d) // an antivirus may still hold it; what stays in the temporary folder harms nothing
	if err != nil {
		return nil, err
	}
	c, _, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	return r, s.Regler(ctx, reglageDemonstration, activite.MarqueDemonstration(c))
}
