package ui

import "delib/ui/modele"

import "fyne.io/fyne/v2"

// TailleEcran gives the room that the screen in view asks for, and the one that it has.
func (f *Fenetre) TailleEcran() (demande, place fyne.Size) {
	return f.zone.MinSize(), f.cote.Objet.Objects[1].Size()
}

// Deposer drops a file on the window.
func (f *Fenetre) Deposer(u fyne.URI) { f.deposer(fyne.Position{}, []fyne.URI{u}) }

// Devant puts the window in front of the others, or behind them.
func (f *Fenetre) Devant(oui bool) {
	if f.arriere = !oui; oui {
		f.titrer()
	}
}

// MenuVu tells whether the side menu is shown.
func (f *Fenetre) MenuVu() bool { return f.cote.Visible() }

// Afficher changes the look as the menu does.
func (f *Fenetre) Afficher(a modele.Affichage) { f.afficher(a) }
