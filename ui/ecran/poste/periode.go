package poste

import (
	"slices"

	"fyne.io/fyne/v2"

	"delib/ui/composant"
)

// Periode is the list of the périodes de délibération, over the jurys of a screen.
type Periode struct {
	Objet   *fyne.Container
	place   *fyne.Container
	options []string
	choisie string
	change  func(periode string)
}

// NouvellePeriode gives the list; change hears which période is to be shown.
func NouvellePeriode(change func(string)) *Periode {
	x := &Periode{place: composant.Largeur(largeurPeriode, composant.Ressort()), change: change}
	x.Objet = composant.Rangee(8, nil, composant.AuMilieu(composant.Pile(0, nil, Etiquette("Période de délibération"))), x.place)
	x.Objet.Hide()
	return x
}

// largeurPeriode is the width of the list.
const largeurPeriode = 190

// Montrer offers these périodes, one of which is shown.
func (x *Periode) Montrer(options []string, choisie string) {
	if slices.Equal(options, x.options) && choisie == x.choisie {
		return
	}
	x.options, x.choisie = options, choisie
	c := composant.NouveauChoix(options, max(0, slices.Index(options, choisie)), func(i int) {
		x.choisie = options[i]
		x.change(options[i])
	})
	c.Tenir(largeurPeriode - 24)
	x.place.Objects = []fyne.CanvasObject{c.Vue}
	x.Objet.Hidden = len(options) == 0
	x.Objet.Refresh()
}
