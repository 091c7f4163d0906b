package ecran

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/core/reprise"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// ChoixDossier is the field and the buttons that name a dossier de centre.
type ChoixDossier struct {
	Objet  *fyne.Container
	Champ  *composant.Saisie
	Bouton *composant.Bouton
}

// NouveauChoixDossier asks for a dossier de centre: its path typed, or chosen.
func NouveauChoixDossier(p *poste.Hote, libelle string, choisi func(chemin string)) *ChoixDossier {
	c := &ChoixDossier{Champ: composant.NouvelleSaisie("", "Chemin du fichier, par exemple E:\\dossier-bts-2023-06-0250001R.zip")}
	aller := func() { choisi(strings.Trim(strings.TrimSpace(c.Champ.Text), `"`)) }
	c.Champ.Valider = aller
	c.Bouton = composant.NouveauBouton(libelle, composant.Principal, aller)
	parcourir := poste.ParcourirFichiers(p, c.Champ, func() { p.Fenetre.Canvas().Focus(c.Bouton) }, ".zip")
	c.Objet = composant.Pile(8, nil, composant.Rangee(8, c.Champ, c.Champ, parcourir), composant.Rangee(8, nil, c.Bouton))
	return c
}

// importer is the screen that loads a dossier de centre.
type importer struct {
	p     *poste.Hote
	objet *fyne.Container
	avis  *poste.Avis
	choix *ChoixDossier
	fait  *composant.TexteLong
	carte *fyne.Container
}

func nouvelImport(p *poste.Hote) *importer {
	x := &importer{p: p, avis: poste.NouvelAvis(), fait: composant.NouveauTexteLong("")}
	x.choix = NouveauChoixDossier(p, "Importer", x.lancer)
	x.fait.Defil = container.NewVScroll(x.fait)
	x.carte = composant.Carte(x.fait.Defil)
	x.carte.Hide()
	x.objet = poste.Page("", "Importer un dossier", x.avis, x.carte,
		composant.NouveauParagraphe(
			"Chargez le dossier de centre (fichier .zip) reçu de votre académie. Il est d’abord vérifié en entier : s’il contient une erreur, rien n’est changé. "+
				"Un jury qui porte déjà des actes de ce poste n’est jamais remplacé.",
			composant.Police{Taille: 13.5}),
		poste.Etiquette("Dossier de centre"), x.choix.Objet, x.carte)
	return x
}

func (x *importer) Objet() fyne.CanvasObject { return x.objet }
func (x *importer) Premier() fyne.Focusable  { return x.choix.Champ }
func (x *importer) Charger(pret func()) {
	if pret != nil {
		pret()
	}
}

func (x *importer) lancer(chemin string) {
	if chemin == "" {
		x.avis.Dire("Indiquez le fichier à importer.", true)
		x.objet.Refresh()
		return
	}
	if ReprendreSiPlan(x.p, chemin) {
		return
	}
	x.choix.Bouton.Activer(false)
	par := x.p.Par
	poste.Travailler(x.p, func(ctx context.Context) (*activite.Importe, error) {
		return x.p.Service.Importer(ctx, chemin, par)
	}, func(r *activite.Importe, err error) {
		x.choix.Bouton.Activer(true)
		if err != nil {
			if x.p.ImporterAPart(chemin, err) {
				return
			}
			x.avis.Dire("Le dossier n’a pas été importé : rien n’a été changé.", true)
			x.montrer(lignesErreur(x.p.Expliquer(err)))
			return
		}
		x.p.RetenirFichier(chemin)
		x.avis.Dire("Dossier importé.", len(r.Avertissements) > 0)
		lignes := r.Messages()
		for _, a := range r.Avertissements {
			lignes = append(lignes, "À noter : "+a)
		}
		x.montrer(lignes)
		x.p.Importe()
	})
}

// Recevoir imports a file that was dropped on the window.
func (x *importer) Recevoir(chemin string) {
	x.choix.Champ.SetText(chemin)
	x.lancer(chemin)
}

// ReprendreSiPlan goes on with a file that is a plan de secours, and no dossier;
// it tells whether it is one.
func ReprendreSiPlan(p *poste.Hote, chemin string) bool {
	if p.ReprendreDe == nil {
		return false
	}
	plan, err := reprise.EstPlan(chemin)
	if err != nil || !plan { // what is wrong with the file, the import will say
		return false
	}
	p.ReprendreDe(chemin)
	return true
}

func lignesErreur(e modele.Erreur) []string {
	lignes := append([]string{e.Message}, e.Details...)
	if e.Aide != "" {
		lignes = append(lignes, "", e.Aide)
	}
	return lignes
}

func (x *importer) montrer(lignes []string) {
	x.fait.Changer(strings.Join(lignes, "\n"))
	x.carte.Show()
	x.objet.Refresh()
	x.p.Fenetre.Canvas().Focus(x.fait)
}
