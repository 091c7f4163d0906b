package table

import (
	"fyne.io/fyne/v2"

	"delib/ui/composant"
)

// Recherche is a text field above a list: the keys that move in the list go to it.
type Recherche struct {
	composant.Saisie
	Liste *Tableau
}

// NouvelleRecherche gives a search field above a list.
func NouvelleRecherche(invite string, liste *Tableau) *Recherche {
	r := &Recherche{Liste: liste}
	r.PlaceHolder = invite
	r.ExtendBaseWidget(r)
	return r
}

// TypedKey hands the keys of the list to it.
func (r *Recherche) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
		r.Liste.TypedKey(ev)
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF5:
		composant.Transmettre(r, ev)
	default:
		r.Saisie.TypedKey(ev)
	}
}
