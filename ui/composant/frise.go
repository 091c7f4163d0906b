package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Frise draws how far something is along fixed steps: full behind, a tall mark
// at the present one, hollow ahead. A gap parts the two halves.
type Frise struct {
	widget.BaseWidget
	Etapes, Rang, Coupure int
}

// NouvelleFrise gives a progress: rang is the present step, from 0; the gap
// stands before the step coupure.
func NouvelleFrise(etapes, rang, coupure int) *Frise {
	f := &Frise{Etapes: etapes, Rang: rang, Coupure: coupure}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is Fyne's.
func (f *Frise) CreateRenderer() fyne.WidgetRenderer {
	r := &renduFrise{f: f}
	for i := 0; i < f.Etapes; i++ {
		x := Rectangle()
		x.CornerRadius = 2
		r.objets = append(r.objets, x)
	}
	r.Refresh()
	return r
}

type renduFrise struct {
	f      *Frise
	objets []fyne.CanvasObject
}

func (r *renduFrise) MinSize() fyne.Size { return fyne.NewSize(float32(r.f.Etapes)*15+8, 16) }

func (r *renduFrise) Layout(s fyne.Size) {
	pas := min((s.Width-8)/float32(r.f.Etapes), 34)
	for i, o := range r.objets {
		x := float32(i) * pas
		if i >= r.f.Coupure {
			x += 8
		}
		h := float32(6)
		if i == r.f.Rang {
			h = 14
		}
		o.Resize(fyne.NewSize(pas-3, h))
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
	}
}

func (r *renduFrise) Refresh() {
	for i, o := range r.objets {
		x := o.(*canvas.Rectangle)
		switch {
		case i == r.f.Rang:
			x.FillColor, x.StrokeColor, x.StrokeWidth = Couleur(CouleurAnneau), Couleur(CouleurAnneau), 0
		case i < r.f.Rang:
			x.FillColor, x.StrokeWidth = Couleur(theme.ColorNamePrimary), 0
		default:
			x.FillColor, x.StrokeColor, x.StrokeWidth = Couleur(CouleurSurface), Couleur(theme.ColorNameInputBorder), 1
		}
	}
	canvas.Refresh(r.f)
}

func (r *renduFrise) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduFrise) Destroy()                     {}
