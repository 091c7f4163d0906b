package composant

import (
	"fyne.io/fyne/v2"
)

// Cote puts a side object on the left of a main one. Where there is no room for
// both, the side stands away until it is asked for.
type Cote struct {
	Objet    *fyne.Container
	cote     fyne.CanvasObject
	corps    fyne.CanvasObject
	etroit   float32 // below this width there is no room for both
	replie   float32 // below this one the main object wants the room
	demande  bool
	Change   func() // the side came or went, or the room is another
	largeur  float32
	derniere [2]bool // visible, narrow
}

// NouveauCote lays a side and a main object out.
func NouveauCote(cote, corps fyne.CanvasObject, etroit float32) *Cote {
	c := &Cote{cote: cote, corps: corps, etroit: etroit, replie: etroit, derniere: [2]bool{true, false}}
	c.Objet = &fyne.Container{Layout: c, Objects: []fyne.CanvasObject{cote, corps}}
	return c
}

// Visible tells whether the side is shown.
func (c *Cote) Visible() bool { return c.demande || c.largeur == 0 || !c.Replie() }

// Replie tells whether the side stands away until it is asked for.
func (c *Cote) Replie() bool { return c.largeur > 0 && c.largeur < max(c.etroit, c.replie) }

// Replier sets the width below which the main object wants the room of the side.
func (c *Cote) Replier(largeur float32) {
	if c.replie != largeur {
		c.replie = largeur
		c.dire()
		c.Objet.Refresh()
	}
}

func (c *Cote) dire() {
	if c.Change != nil {
		c.Change()
	}
}

// Etroit tells whether there is room for one only.
func (c *Cote) Etroit() bool { return c.largeur > 0 && c.largeur < c.etroit }

// Demander shows the side where there is no room for both, or lets it go.
func (c *Cote) Demander(oui bool) {
	if c.demande != oui {
		c.demande = oui
		c.Objet.Refresh()
	}
}

// MinSize is the main object's.
func (c *Cote) MinSize([]fyne.CanvasObject) fyne.Size { return c.corps.MinSize() }

// Layout shows the side if it is to be.
func (c *Cote) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c.largeur = s.Width
	x := float32(0)
	c.cote.Hide()
	if c.Visible() {
		c.cote.Show()
		x = c.cote.MinSize().Width
	}
	c.cote.Resize(fyne.NewSize(x, s.Height))
	c.corps.Move(fyne.NewPos(x, 0))
	c.corps.Resize(fyne.NewSize(max(0, s.Width-x), s.Height))
	if v := [2]bool{c.Visible(), c.Etroit()}; v != c.derniere {
		c.derniere = v
		c.dire()
	}
}
