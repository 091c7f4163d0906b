package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Radio is a list of options in view, of which one is chosen: one stop of Tab,
// arrows between options.
type Radio struct {
	widget.BaseWidget
	Options []string
	Change  func(int)
	choisi  int
	focus   bool
}

// NouveauRadio gives a list of options; choisi is -1 for none.
func NouveauRadio(options []string, choisi int, change func(int)) *Radio {
	r := &Radio{Options: options, choisi: choisi, Change: change}
	r.ExtendBaseWidget(r)
	return r
}

// Choisi gives the rank of the chosen option, -1 for none.
func (r *Radio) Choisi() int { return r.choisi }

// Choisir chooses as a person does.
func (r *Radio) Choisir(i int) {
	if i < 0 || i >= len(r.Options) || i == r.choisi {
		return
	}
	r.choisi = i
	r.Refresh()
	if r.Change != nil {
		r.Change(i)
	}
}

const hautOption float32 = 25

// Tapped chooses the option under the pointer.
func (r *Radio) Tapped(ev *fyne.PointEvent) {
	PrendreFocus(r)
	r.Choisir(int(ev.Position.Y / hautOption))
}

// TypedKey moves the choice.
func (r *Radio) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		r.Choisir(max(0, r.choisi-1))
	case fyne.KeyDown, fyne.KeyRight:
		r.Choisir(r.choisi + 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if r.choisi >= 0 && ev.Name != fyne.KeySpace {
			Transmettre(r, ev) // in a dialog, Enter then confirms
			return
		}
		r.Choisir(max(0, r.choisi))
	default:
		Transmettre(r, ev)
	}
}

// TypedRune is not used.
func (r *Radio) TypedRune(rune) {}

// FocusGained shows the focus.
func (r *Radio) FocusGained() { r.focus = true; r.Refresh(); Reveler(r) }

// FocusLost hides it.
func (r *Radio) FocusLost() { r.focus = false; r.Refresh() }

// CreateRenderer is Fyne's.
func (r *Radio) CreateRenderer() fyne.WidgetRenderer {
	x := &renduRadio{r: r, anneau: Rectangle()}
	x.anneau.StrokeWidth, x.anneau.CornerRadius = 2.5, 5
	x.objets = []fyne.CanvasObject{x.anneau}
	for _, o := range r.Options {
		rond, point, texte := canvas.NewCircle(nil), canvas.NewCircle(nil), Ligne(o, Police{})
		x.ronds, x.points, x.textes = append(x.ronds, rond), append(x.points, point), append(x.textes, texte)
		x.objets = append(x.objets, rond, point, texte)
	}
	x.Refresh()
	return x
}

type renduRadio struct {
	r             *Radio
	anneau        *canvas.Rectangle
	ronds, points []*canvas.Circle
	textes        []*canvas.Text
	objets        []fyne.CanvasObject
}

func (x *renduRadio) MinSize() fyne.Size {
	l := float32(0)
	for _, t := range x.textes {
		l = max(l, t.MinSize().Width)
	}
	return fyne.NewSize(l+32, float32(len(x.textes))*hautOption)
}

func (x *renduRadio) Layout(fyne.Size) {
	m := x.MinSize()
	x.anneau.Resize(m.AddWidthHeight(4, 0))
	x.anneau.Move(fyne.NewPos(-2, 0))
	for i, t := range x.textes {
		y := float32(i) * hautOption
		x.ronds[i].Resize(fyne.NewSize(16, 16))
		x.ronds[i].Move(fyne.NewPos(2, y+4))
		x.points[i].Resize(fyne.NewSize(8, 8))
		x.points[i].Move(fyne.NewPos(6, y+8))
		t.Resize(t.MinSize())
		t.Move(fyne.NewPos(26, y+(hautOption-t.MinSize().Height)/2))
	}
}

func (x *renduRadio) Refresh() {
	x.anneau.StrokeColor, x.anneau.Hidden = Couleur(CouleurAnneau), !x.r.focus
	for i := range x.textes {
		x.ronds[i].FillColor, x.ronds[i].StrokeColor, x.ronds[i].StrokeWidth = Couleur(theme.ColorNameInputBackground), Couleur(theme.ColorNameForeground), 1.4
		x.points[i].FillColor, x.points[i].Hidden = Couleur(theme.ColorNamePrimary), i != x.r.choisi
		x.textes[i].Color = Couleur(theme.ColorNameForeground)
	}
	canvas.Refresh(x.r)
}

func (x *renduRadio) Objects() []fyne.CanvasObject { return x.objets }
func (x *renduRadio) Destroy()                     {}
