package composant

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"delib/ui/modele"
)

// Barres is a chart of bars: the marked ones are filled, the others hollow, and
// a line with its label stands where the marked ones start.
type Barres struct {
	widget.BaseWidget
	barres []modele.Barre
	seuil  string // label of the line
}

// NouvellesBarres gives a chart; seuil says what the marked bars are.
func NouvellesBarres(seuil string) *Barres {
	b := &Barres{seuil: seuil}
	b.ExtendBaseWidget(b)
	return b
}

// Changer shows other bars.
func (b *Barres) Changer(bs []modele.Barre) {
	b.barres = bs
	b.Refresh()
}

// Titrer says what the marked bars are.
func (b *Barres) Titrer(seuil string) {
	b.seuil = seuil
	b.Refresh()
}

// CreateRenderer is Fyne's.
func (b *Barres) CreateRenderer() fyne.WidgetRenderer { return &renduBarres{b: b} }

type renduBarres struct {
	b      *Barres
	objets []fyne.CanvasObject
}

func (r *renduBarres) MinSize() fyne.Size           { return fyne.NewSize(200, 92) }
func (r *renduBarres) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduBarres) Destroy()                     {}

func (r *renduBarres) Refresh() {
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *renduBarres) texte(t string, p Police, x, y float32) {
	o := Ligne(t, p)
	m := o.MinSize()
	o.Move(fyne.NewPos(x-m.Width/2, y))
	o.Resize(m)
	r.objets = append(r.objets, o)
}

func (r *renduBarres) Layout(s fyne.Size) {
	r.objets = nil
	n := len(r.b.barres)
	if n == 0 || s.Width < 20 {
		return
	}
	plus := 1
	for _, x := range r.b.barres {
		plus = max(plus, x.Nombre)
	}
	const haut, bas = 32, 17
	pas, base := s.Width/float32(n), s.Height-bas
	premiere := -1
	for i, x := range r.b.barres {
		if x.Marquee && premiere < 0 {
			premiere = i
		}
		gauche := float32(i) * pas
		h := (base - haut) * float32(x.Nombre) / float32(plus)
		if x.Nombre > 0 {
			c := canvas.NewRectangle(Couleur(CouleurSurface))
			c.StrokeColor, c.StrokeWidth = Couleur(theme.ColorNamePrimary), 1.5
			if x.Marquee {
				c.FillColor = Couleur(theme.ColorNamePrimary)
			}
			c.Move(fyne.NewPos(gauche+pas*0.18, base-h))
			c.Resize(fyne.NewSize(pas*0.64, h))
			r.objets = append(r.objets, c)
			r.texte(fmt.Sprint(x.Nombre), Police{Taille: 12, Gras: true}, gauche+pas/2, base-h-16)
		}
		r.texte(x.Libelle, Police{Taille: 12, Ton: Second}, gauche+pas/2, base+1)
	}
	sol := canvas.NewLine(Couleur(theme.ColorNameInputBorder))
	sol.Position1, sol.Position2 = fyne.NewPos(0, base), fyne.NewPos(s.Width, base)
	r.objets = append(r.objets, sol)
	if premiere >= 0 {
		x := float32(premiere) * pas
		l := canvas.NewLine(Couleur(CouleurAnneau))
		l.StrokeWidth = 2
		l.Position1, l.Position2 = fyne.NewPos(x, 2), fyne.NewPos(x, base)
		t := Ligne(r.b.seuil, Police{Taille: 12, Gras: true})
		t.Move(fyne.NewPos(x+5, 0))
		r.objets = append(r.objets, l, t)
	}
}
