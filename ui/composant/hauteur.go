package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Hauteur holds an object to one height, so that what is around it does not move.
func Hauteur(h float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&hauteurFixe{h}, o)
}

// Rehausser gives another height to what Hauteur holds.
func Rehausser(c *fyne.Container, h float32) { c.Layout.(*hauteurFixe).h = h }

type hauteurFixe struct{ h float32 }

func (f *hauteurFixe) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, f.h)
}

func (f *hauteurFixe) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[0].Move(fyne.NewPos(0, 0))
}
