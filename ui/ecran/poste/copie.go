package poste

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/ui/composant"
	"delib/ui/modele"
)

// Source is a file to copy, and the name of its copy; Texte is what is written where
// there is no file.
type Source struct{ Chemin, Nom, Texte string }

// Sources gives files under their own names.
func Sources(chemins []string) []Source {
	var l []Source
	for _, c := range chemins {
		l = append(l, Source{Chemin: c, Nom: filepath.Base(c)})
	}
	return l
}

// Copier copies files into a folder, all or none: written beside, synced, each under a
// free name.
func Copier(dossier string, sources []Source) ([]string, error) {
	if dossier == "" {
		return nil, examen.Refuser(examen.CodeSaisie, "Le dossier n’est pas indiqué.", "Tapez son chemin, ou choisissez-le par « Parcourir… ».")
	}
	lot, err := fichier.Preparer(dossier)
	if err != nil {
		return nil, err
	}
	defer lot.Abandonner()
	for _, s := range sources {
		if err := ajouter(lot, s); err != nil {
			return nil, err
		}
	}
	return lot.Valider()
}

func ajouter(lot *fichier.Ensemble, s Source) error {
	if s.Chemin == "" {
		w, err := lot.Creer(fichier.Nom(s.Nom))
		if err == nil {
			_, err = io.WriteString(w, s.Texte)
		}
		return err
	}
	de, err := os.Open(s.Chemin)
	if err != nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » n’est plus à sa place.", filepath.Base(s.Chemin)),
			"Produisez-le de nouveau.")
	}
	defer de.Close()
	w, err := lot.Creer(fichier.Nom(s.Nom))
	if err != nil {
		return err
	}
	_, err = io.Copy(w, de)
	return err
}

const reglageDossier = "dossier-copies"

// EnregistrerSous asks where to, and copies a file there; it never writes over
// a file that exists.
func (p *Hote) EnregistrerSous(source string, fait func(chemin string)) {
	p.enregistrer("Enregistrer sous", Sources([]string{source}), func(chemins []string) { fait(chemins[0]) })
}

// EnregistrerVers copies files where the person says, in one gesture; a notice says
// where, and opens the folder.
func (p *Hote) EnregistrerVers(fichiers []string, avis *Avis, montrer func()) {
	p.enregistrerVers(Sources(fichiers), avis, montrer)
}

// EnregistrerTexte is EnregistrerVers for a text that is in no file yet.
func (p *Hote) EnregistrerTexte(nom, texte string, avis *Avis, montrer func()) {
	p.enregistrerVers([]Source{{Nom: nom, Texte: texte}}, avis, montrer)
}

func (p *Hote) enregistrerVers(sources []Source, avis *Avis, montrer func()) {
	titre := "Enregistrer vers…"
	if len(sources) > 1 {
		titre = "Enregistrer " + modele.Compter(len(sources), "document", "documents") + " vers…"
	}
	p.enregistrer(titre, sources, func(chemins []string) {
		dossier := filepath.Dir(chemins[0])
		avis.Dire(modele.Compter(len(chemins), "document copié", "documents copiés")+" dans « "+dossier+" » : "+NomsFichiers(chemins), false,
			composant.NouveauBouton("Ouvrir le dossier", composant.Normal, func() { p.Ouvrir(dossier) }))
		montrer()
	})
}

// enregistrer asks where to copy files: a key by one click, or a folder. The name can
// be changed where there is one file.
func (p *Hote) enregistrer(titre string, sources []Source, fait func(chemins []string)) {
	Lire(p, func(ctx context.Context) (string, error) { return p.Service.Reglage(ctx, reglageDossier) }, func(dossier string) {
		if dossier == "" {
			dossier = Maison()
		}
		champ := composant.NouvelleSaisie(dossier, "")
		nom := composant.NouvelleSaisie(sources[0].Nom, "")
		copier := func(vers string) {
			l := slices.Clone(sources)
			if len(l) == 1 {
				l[0].Nom = nom.Text
			}
			Travailler(p, func(ctx context.Context) ([]string, error) { return p.copier(ctx, vers, l) }, func(chemins []string, err error) {
				if err != nil {
					p.Erreur(err)
					return
				}
				fait(chemins)
			})
		}
		corps := composant.Pile(6, nil)
		var boite *composant.Boite
		var premier fyne.Focusable = champ
		for i, c := range p.cles() {
			b := composant.NouveauBouton("Clé USB : "+c.Nom, composant.Normal, func() {
				boite.Fermer()
				copier(c.Dossier)
			})
			if i == 0 {
				corps.Add(Etiquette("Sur une clé"))
				premier = b
			}
			corps.Add(composant.Rangee(8, nil, b))
		}
		corps.Add(Etiquette("Dossier"))
		corps.Add(composant.Rangee(8, champ, champ, p.ParcourirDossiers(champ)))
		if len(sources) == 1 {
			corps.Add(Etiquette("Nom du fichier"))
			corps.Add(nom)
		}
		corps.Add(composant.NouveauParagraphe("Un fichier du même nom n’est jamais remplacé : la copie prend alors un numéro.",
			composant.Police{Taille: composant.TaillePetite, Ton: composant.Second}))
		boite = composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: titre, Largeur: 640, Premier: premier, Corps: corps,
			Reponses: []composant.Reponse{
				{Texte: "Annuler", Annule: true},
				{Texte: "Enregistrer", Rang: composant.Principal, Defaut: true, Action: func() { copier(strings.TrimSpace(champ.Text)) }},
			},
		})
	})
}

// cles gives the keys that are there.
func (p *Hote) cles() []Cle {
	if p.Cles != nil {
		return p.Cles()
	}
	return Cles()
}

// copier is Copier to a folder that is offered again the next time.
func (p *Hote) copier(ctx context.Context, dossier string, sources []Source) ([]string, error) {
	chemins, err := Copier(dossier, sources)
	if err != nil {
		return nil, err
	}
	return chemins, p.Service.Regler(ctx, reglageDossier, dossier)
}
