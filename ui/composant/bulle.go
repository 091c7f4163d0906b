package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Bulle is a short text beside what it explains, over the window; it takes no click and
// no key.
type Bulle struct {
	Objet *fyne.Container
	fond  *canvas.Rectangle
	texte *canvas.Text
}

// NouvelleBulle gives a note that says nothing yet; its object stands over the others.
func NouvelleBulle() *Bulle {
	b := &Bulle{fond: Rectangle(), texte: Ligne("", Police{Taille: 13})}
	b.fond.CornerRadius, b.fond.StrokeWidth = 4, 1
	b.Objet = &fyne.Container{Objects: []fyne.CanvasObject{b.fond, b.texte}}
	b.Objet.Hide()
	return b
}

// Texte gives what is said, "" for nothing.
func (b *Bulle) Texte() string {
	if b.Objet.Hidden {
		return ""
	}
	return b.texte.Text
}

// Montrer says something beside a place of an object.
func (b *Bulle) Montrer(texte string, pres fyne.CanvasObject, ou fyne.Position) {
	d := fyne.CurrentApp().Driver()
	p := d.AbsolutePositionForObject(pres).Subtract(d.AbsolutePositionForObject(b.Objet)).Add(ou)
	b.texte.Text, b.texte.Color = texte, Couleur(theme.ColorNameForeground)
	b.fond.FillColor, b.fond.StrokeColor = Couleur(theme.ColorNameOverlayBackground), Couleur(theme.ColorNameInputBorder)
	m := b.texte.MinSize()
	b.fond.Move(p)
	b.fond.Resize(m.AddWidthHeight(18, 8))
	b.texte.Move(p.AddXY(9, 4))
	b.texte.Resize(m)
	b.Objet.Show()
	b.Objet.Refresh()
}

// Cacher takes it away.
func (b *Bulle) Cacher() {
	if !b.Objet.Hidden {
		b.Objet.Hide()
	}
}
