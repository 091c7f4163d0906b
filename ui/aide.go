package ui

import (
	"fyne.io/fyne/v2"

	"delib/assets"
	"delib/ui/composant"
)

// largeurAide is the width of the help panel.
const largeurAide = 520

// aideEcran shows the help of the screen.
func (f *Fenetre) aideEcran() {
	f.ouvrirAide(pageAide(f.id))
}

// ouvrirAide shows a help page, on the right of the window.
func (f *Fenetre) ouvrirAide(page string) {
	texte, ok := assets.Aide(page)
	if !ok {
		f.aideClavier()
		return
	}
	n := composant.NouvelleNotice(texte)
	composant.OuvrirPanneau(f.Window, "Aide", largeurAide, n, n)
}

// pageAide gives the help page of a screen.
func pageAide(id string) string {
	if id == "deliberer" {
		return "deliberation"
	}
	return id
}

// touchePartout does what F1 asks; false for another key.
func (f *Fenetre) touchePartout(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyF1 && f.menu != nil {
		f.aideEcran()
		return true
	}
	return false
}
