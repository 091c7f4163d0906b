package ui

import (
	"fyne.io/fyne/v2"

	"delib/assets"
	"delib/ui/composant"
	"delib/ui/modele"
)

// largeurAide is the width of the help panel.
const largeurAide = 520

// aideEcran shows the help of the screen; that of the first start is how to import.
func (f *Fenetre) aideEcran() {
	if f.vide {
		f.ouvrirAide(modele.EcranImporter)
		return
	}
	f.ouvrirAide(pageAide(f.id))
}

// ouvrirAide shows a help page, on the right of the window.
func (f *Fenetre) ouvrirAide(page string) {
	if !montrerAide(f.Window, page) {
		f.aideClavier()
	}
}

// aideUtilisateurs tells who acts on a workstation, and by which passphrase.
func (f *Fenetre) aideUtilisateurs() { f.ouvrirAide(modele.EcranUtilisateurs) }

// montrerAide shows a help page on the right of a window; false when there is none.
func montrerAide(w fyne.Window, page string) bool {
	texte, ok := assets.Aide(page)
	if ok {
		n := composant.NouvelleNotice(texte)
		composant.OuvrirPanneau(w, "Aide", largeurAide, n, n)
	}
	return ok
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
	if ev.Name == fyne.KeyF1 && (f.menu != nil || f.vide) {
		f.aideEcran()
		return true
	}
	return false
}
