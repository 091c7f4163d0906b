package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// menuSoutien gives what the menus File and Help have when the program around
// can do it.
func (f *Fenetre) menuSoutien(item func(string, fyne.Shortcut, func()) *fyne.MenuItem) (fichier, aide []*fyne.MenuItem) {
	s := f.o.Soutien
	if s == nil {
		return nil, nil
	}
	return []*fyne.MenuItem{
			item("Reprendre d’un plan de secours…", nil, f.ouvrirReprise), item("Copies de sûreté…", nil, func() { ecran.OuvrirCopies(f.poste, s) }),
		},
		[]*fyne.MenuItem{item("Quand quelque chose ne va plus", nil,
			func() { f.ouvrirAide("copies-de-surete") }), item("Demander de l’aide", nil, func() { f.ouvrirAide("assistance") }),
			item("Fichier pour l’assistance…", nil, func() { ecran.OuvrirDiagnostic(f.poste, s) })}
}

// ouvrirReprise resumes jurys from files, and shows the home screen again.
func (f *Fenetre) ouvrirReprise() {
	if !poste.Retenir(f.poste, f.ecran, func() { ecran.OuvrirReprise(f.poste, f.o.Soutien, f.repris) }) {
		ecran.OuvrirReprise(f.poste, f.o.Soutien, f.repris)
	}
}

// repris shows the jurys that have come.
func (f *Fenetre) repris() { f.lire(true) }

// reprendreDe gives what resumes jurys from a file that was taken for a dossier,
// nil when the program around cannot.
func (f *Fenetre) reprendreDe() func(chemin string) {
	if f.o.Soutien == nil {
		return nil
	}
	return func(chemin string) { ecran.LireReprise(f.poste, f.o.Soutien, chemin, f.repris) }
}

// Sauvetage is a damaged base, found before the window could open.
type Sauvetage struct {
	Message  string   // what was found
	Propose  []string // what would be done
	Possible bool     // something can be rebuilt
	// Faire does it, out of the screen's goroutine, and says what was done.
	Faire func(context.Context) ([]string, error)
	// Ouvrir starts the program again, once it is done.
	Ouvrir func()
	// Diagnostic writes the file for the help desk and gives its path.
	Diagnostic       func() (string, error)
	Expliquer        func(error) modele.Erreur
	EnFond, SurEcran func(func())
	PremiereImage    func()
}

// MontrerSauvetage says, in a window of its own, that the base is damaged and
// what can be done of it; nothing is touched before the person agrees.
func MontrerSauvetage(app fyne.App, x Sauvetage) fyne.Window {
	w := app.NewWindow("Délib")
	w.SetPadded(false)
	titre := composant.NouveauParagraphe("La base de ce poste est abîmée", composant.Police{Taille: 19, Gras: true})
	message := composant.NouveauParagraphe(x.Message, composant.Police{})
	texte := composant.NouveauTexteLong(strings.Join(x.Propose, "\n"))
	texte.Defil = container.NewVScroll(composant.Marge(0, 0, 4, texte))
	carte := composant.Carte(texte.Defil)
	ressort := composant.Ressort()
	boutons := composant.Rangee(8, ressort)
	montrer := func(premier *composant.Bouton, autres ...fyne.CanvasObject) {
		boutons.Objects = append([]fyne.CanvasObject{ressort}, append(autres, premier)...)
		boutons.Refresh()
		w.Content().Refresh()
		w.Canvas().Focus(premier)
	}
	dire := func(t, m string, lignes []string) {
		titre.Changer(t, composant.Courant)
		message.Changer(m, composant.Courant)
		texte.Changer(strings.Join(lignes, "\n"))
	}
	fermer := composant.NouveauBouton("Fermer sans rien changer", composant.Normal, w.Close)
	ouvrir := composant.NouveauBouton("Ouvrir Délib", composant.Principal, x.Ouvrir)
	var faire *composant.Bouton
	assistance := composant.NouveauBouton("Fichier pour l’assistance", composant.Normal, func() {
		chemin, err := x.Diagnostic()
		if err != nil {
			poste.MontrerErreur(w, x.Expliquer(err), nil)
			return
		}
		composant.Ouvrir(w, composant.Contenu{Titre: "Fichier écrit", Corps: composant.NouveauParagraphe(chemin, composant.Police{}), Largeur: 560,
			Reponses: []composant.Reponse{{Texte: "Fermer", Rang: composant.Principal, Defaut: true, Annule: true}}})
	})
	libelle := "Reconstruire la base"
	if !x.Possible {
		libelle = "Mettre de côté et recommencer"
	}
	faire = composant.NouveauBouton(libelle, composant.Principal, func() {
		faire.Activer(false)
		fermer.Activer(false)
		x.EnFond(func() {
			lignes, err := x.Faire(context.Background())
			x.SurEcran(func() {
				if err != nil {
					faire.Activer(true)
					fermer.Activer(true)
					poste.MontrerErreur(w, x.Expliquer(err), nil)
					return
				}
				if x.Possible {
					dire("La base est reconstruite", "Elle a passé tous les contrôles. Ce compte rendu est gardé à côté des fichiers abîmés.", lignes)
				} else {
					dire("La base abîmée est mise de côté",
						"Délib va proposer de reprendre d’un plan de secours. Ce compte rendu est gardé à côté des fichiers abîmés.", lignes)
				}
				montrer(ouvrir)
			})
		})
	})
	aide := func() { montrerAide(w, "copies-de-surete", nil) }
	boutons.Objects = []fyne.CanvasObject{ressort, assistance, fermer, faire}
	contenu := container.NewStack(canvas.NewRectangle(theme.Color(composant.CouleurSurface)), composant.Marge(22, 18, 26, composant.Pile(12, carte,
		composant.Rangee(8, titre, titre, composant.NouveauBouton("?  Aide (F1)", composant.Discret, aide)), message, carte, boutons)))
	if x.PremiereImage != nil {
		contenu.Add(container.NewWithoutLayout(temoin(x.PremiereImage)))
	}
	w.SetContent(contenu)
	w.Resize(fyne.NewSize(820, 560))
	w.CenterOnScreen()
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyF1 {
			aide()
		}
	})
	w.Canvas().Focus(faire)
	return w
}
