package poste

import (
	"fyne.io/fyne/v2"

	"delib/ui/composant"
)

// retenant is a screen that may hold work that is not recorded.
type retenant interface {
	// NonEnregistre says what would be lost, "" for nothing.
	NonEnregistre() string
	// EnregistrerPuis records, and goes on when nothing is left to correct.
	EnregistrerPuis(suite func())
}

// Retenu tells whether a screen holds work that is not recorded.
func Retenu(e Ecran) bool {
	r, ok := e.(retenant)
	return ok && r.NonEnregistre() != ""
}

// Enregistreur is a screen that Ctrl+S records.
type Enregistreur interface{ Enregistrer() }

// Annuleur is a screen whose last act can be undone.
type Annuleur interface {
	// AnnulerLeDernier says what it would undo, and asks.
	AnnulerLeDernier()
}

// Valideur is a screen that does what it is for by Ctrl+Enter.
type Valideur interface{ Valider() }

// Toucheur is a screen that uses keys which no widget of it used.
type Toucheur interface {
	Touche(ev *fyne.KeyEvent) bool
}

// Couvrant is a screen that may take the whole window.
type Couvrant interface {
	// Decouvrir gives the window its own content back.
	Decouvrir()
}

// Receveur is a screen on which a file can be dropped.
type Receveur interface{ Recevoir(chemin string) }

// Large is a screen that wants the room of the side menu, which then folds.
type Large interface {
	// LargeurVoulue is the width of the window below which it does.
	LargeurVoulue() float32
}

// Retenir asks before a screen with work that is not recorded is left; it tells
// whether it asked. suite leaves.
func Retenir(p *Hote, e Ecran, suite func()) bool {
	if d, ok := e.(Couvrant); ok {
		d.Decouvrir() // the window's own content comes back first
	}
	r, ok := e.(retenant)
	if !ok {
		return false
	}
	perdu := r.NonEnregistre()
	if perdu == "" {
		return false
	}
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Enregistrer avant de continuer ?", Largeur: 620,
		Corps: composant.NouveauParagraphe(perdu+". Si vous continuez sans enregistrer, ce travail est perdu.", composant.Police{}),
		Reponses: []composant.Reponse{
			{Texte: "Rester ici", Annule: true},
			{Texte: "Continuer sans enregistrer", Rang: composant.Danger, Action: suite},
			{Texte: "Enregistrer et continuer", Rang: composant.Principal, Defaut: true, Action: func() { r.EnregistrerPuis(suite) }},
		},
	})
	return true
}
