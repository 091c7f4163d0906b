package main

import "fyne.io/fyne/v2"

// barreTitre is the room of a window's title bar, in pixels.
const barreTitre = 32

// tenirDansEcran makes a window that is larger than the monitor as large as it:
// at 200 %, the usual size would reach beyond.
func tenirDansEcran(w fyne.Window) {
	l, h, ok := moniteur()
	c := w.Canvas()
	if !ok || c.Scale() <= 0 {
		return
	}
	s := c.Size()
	if t := bornee(s, l/c.Scale(), (h-barreTitre)/c.Scale()); t != s {
		w.Resize(t)
	}
}

// bornee gives a size that fits in a room.
func bornee(s fyne.Size, largeur, hauteur float32) fyne.Size {
	return fyne.NewSize(min(s.Width, largeur), min(s.Height, hauteur))
}
