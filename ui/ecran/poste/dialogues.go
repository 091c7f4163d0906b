package poste

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/modele"
)

// Erreur shows why something could not be done, and what to do next.
func (p *Hote) Erreur(err error) {
	MontrerErreur(p.Fenetre, p.Expliquer(err), nil, p.SortieDivergence(err)...)
}

// MontrerErreur shows an error over a window; ferme, if any, runs when it is read;
// autres are other ways out than closing.
func MontrerErreur(w fyne.Window, e modele.Erreur, ferme func(), autres ...composant.Reponse) *composant.Boite {
	return composant.Ouvrir(w, composant.Contenu{
		Titre: e.Titre, Corps: CorpsErreur(e), Largeur: 620,
		Reponses: append(autres, composant.Reponse{Texte: "Fermer", Rang: composant.Principal, Defaut: true, Annule: true, Action: ferme}),
	})
}

// CorpsErreur gives an error's message, its whole list in a scroll, and the help.
func CorpsErreur(e modele.Erreur) fyne.CanvasObject {
	corps := composant.Pile(10, nil, composant.NouveauParagraphe(e.Message, composant.Police{Gras: true}))
	if len(e.Details) > 0 {
		corps.Add(ListeDefilante(e.Details, 210))
	}
	if e.Aide != "" {
		corps.Add(composant.NouveauParagraphe(e.Aide, composant.Police{}))
	}
	return corps
}

// ListeDefilante shows lines in a height that does not grow beyond a maximum.
func ListeDefilante(lignes []string, haut float32) fyne.CanvasObject {
	t := composant.NouveauTexteLong(strings.Join(lignes, "\n"))
	defil := container.NewVScroll(composant.Marge(0, 0, 4, t))
	t.Defil = defil
	t.Resize(fyne.NewSize(540, 10))
	defil.SetMinSize(fyne.NewSize(0, min(haut, t.MinSize().Height+4)))
	return composant.Carte(defil)
}

// Demander asks one line of text; Enter confirms.
func Demander(w fyne.Window, titre, explication, valeur, bouton string, verifier func(string) string, faire func(string), ferme func()) {
	champ := composant.NouvelleSaisie(valeur, "")
	defaut := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
	composant.Ouvrir(w, composant.Contenu{
		Titre: titre, Premier: champ, Ferme: ferme, Corps: composant.Pile(8, nil, composant.NouveauParagraphe(explication, composant.Police{}), champ, defaut),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: bouton, Rang: composant.Principal, Defaut: true,
				Verifier: func() bool {
					faute := verifier(champ.Text)
					if faute != "" {
						defaut.Changer("! "+faute, composant.Mauvais)
						w.Canvas().Focus(champ)
					}
					return faute == ""
				},
				Action: func() { faire(strings.TrimSpace(champ.Text)) }},
		},
	})
	champ.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed replaces what stands there
}

// Ouvrir opens a file with the system's reader.
func (p *Hote) Ouvrir(chemin string) {
	p.EnFond(func() {
		_, err := os.Stat(chemin)
		if errors.Is(err, os.ErrNotExist) {
			err = examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » n’est plus à sa place.", filepath.Base(chemin)),
				"Il a été déplacé ou effacé de « "+filepath.Dir(chemin)+" ». Produisez-le de nouveau.")
		} else if err = p.OuvrirFichier(chemin); err != nil {
			err = examen.Refuser(examen.CodeFichier, "Aucun programme de ce poste n’a ouvert le fichier.", "Il se trouve ici : "+chemin)
		}
		if err != nil {
			p.SurEcran(func() { p.Erreur(err) })
		}
	})
}

// ParcourirDossiers gives the button that looks for the folder of a field.
func (p *Hote) ParcourirDossiers(champ *composant.Saisie) *composant.Bouton {
	return composant.NouveauBouton("Parcourir…", composant.Normal, func() {
		d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				champ.SetText(u.Path())
			}
		}, p.Fenetre)
		Preparer(d, champ.Text, p.Fenetre)
	})
}

// Preparer sets a file dialog's words, place and size, and shows it.
func Preparer(d *dialog.FileDialog, dossier string, w fyne.Window) {
	d.SetConfirmText("Choisir")
	d.SetDismissText("Annuler")
	if l, err := storage.ListerForURI(storage.NewFileURI(dossier)); err == nil {
		d.SetLocation(l)
	}
	d.Show() // before the size: Fyne 2.8 makes the dialog here
	s := w.Canvas().Size()
	d.Resize(fyne.NewSize(s.Width*0.85, s.Height*0.85))
}

// Maison gives the folder of the documents of who uses the workstation, "" for none.
func Maison() string {
	d, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if x := filepath.Join(d, "Documents"); existe(x) {
		return x
	}
	return d
}

func existe(chemin string) bool {
	_, err := os.Stat(chemin)
	return err == nil
}

// Etiquette is the small text above a field.
func Etiquette(texte string) fyne.CanvasObject {
	return composant.Ligne(texte, composant.Police{Taille: composant.TaillePetite, Gras: true, Ton: composant.Second})
}
