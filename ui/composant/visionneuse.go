package composant

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"delib/ui/modele"
)

// Visionneuse shows the pages of a document, one at a time: PgUp and PgDn turn
// them, the arrows and the wheel move over one, + and − change its size.
type Visionneuse struct {
	widget.BaseWidget
	Pages *modele.Pages
	// Dessiner draws a page at so many dots an inch, out of the screen's goroutine.
	Dessiner         func(page int, dpi float64) (image.Image, error)
	EnFond, SurEcran func(func())
	Echec            func(error)
	Change           func() // the page or its size has changed
	defil            *container.Scroll
	feuille          *feuille
	focus            bool
	largeur          float32
}

// NouvelleVisionneuse gives a viewer of a document.
func NouvelleVisionneuse(f *modele.Pages, dessiner func(int, float64) (image.Image, error)) *Visionneuse {
	v := &Visionneuse{Pages: f, Dessiner: dessiner, EnFond: func(g func()) { g() }, SurEcran: func(g func()) { g() }}
	v.feuille = &feuille{v: v}
	v.feuille.ExtendBaseWidget(v.feuille)
	v.defil = container.NewScroll(v.feuille)
	v.ExtendBaseWidget(v)
	return v
}

func (v *Visionneuse) echelle() float64 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		return float64(c.Scale())
	}
	return 1
}

// Montrer shows the present page and has the missing ones drawn.
func (v *Visionneuse) Montrer() {
	v.Pages.Ajuster(float64(v.Size().Width) - 2*margeFeuille - 14)
	v.feuille.Refresh()
	v.defil.Refresh()
	if v.Change != nil {
		v.Change()
	}
	v.dessiner()
}

func (v *Visionneuse) dessiner() {
	dpi := v.Pages.DPI(v.echelle())
	page := v.Pages.Suivante(dpi)
	if page < 0 || v.Size().IsZero() {
		return
	}
	v.Pages.Commencer(page)
	mesuree := v.Pages.Mesuree(page)
	v.EnFond(func() {
		var esquisse image.Image
		if !mesuree {
			esquisse, _ = v.Dessiner(page, dpiEsquisse) // its error comes with the page
		}
		img, err := v.Dessiner(page, dpi)
		v.SurEcran(func() {
			if err != nil {
				if v.Echec != nil {
					v.Echec(err)
				}
				return
			}
			if esquisse != nil {
				t := esquisse.Bounds().Size()
				v.Pages.Mesurer(page, float64(t.X)*72/dpiEsquisse, float64(t.Y)*72/dpiEsquisse)
			}
			v.Pages.Garder(page, dpi, img)
			if page == v.Pages.Page {
				v.Montrer() // its width may ask for another size
				return
			}
			v.dessiner()
		})
	})
}

// dpiEsquisse draws a page only to know its size.
const dpiEsquisse = 36

// Aller turns to a page and shows its top.
func (v *Visionneuse) Aller(page int) {
	if v.Pages.Aller(page) {
		v.defil.ScrollToOffset(fyne.NewPos(v.defil.Offset.X, 0))
		v.Montrer()
	}
}

// Zoomer changes the size by one step.
func (v *Visionneuse) Zoomer(sens int) {
	v.Pages.Zoomer(sens)
	v.Montrer()
}

// AjusterLargeur makes the page as wide as the view.
func (v *Visionneuse) AjusterLargeur() {
	v.Pages.Ajuste = true
	v.Montrer()
}

// Resize fits the page again when the width changes.
func (v *Visionneuse) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	if s.Width != v.largeur {
		v.largeur = s.Width
		v.Montrer()
	}
}

func (v *Visionneuse) defiler(dx, dy float32) {
	o, vue, tout := v.defil.Offset, v.defil.Size(), v.feuille.MinSize()
	x := max(0, min(o.X+dx, tout.Width-vue.Width))
	y := max(0, min(o.Y+dy, tout.Height-vue.Height))
	if y == o.Y && x == o.X {
		switch {
		case dy > 0 && v.Pages.Page < v.Pages.Nombre-1:
			v.Aller(v.Pages.Page + 1)
		case dy < 0 && v.Pages.Page > 0:
			v.Aller(v.Pages.Page - 1)
			v.defil.ScrollToOffset(fyne.NewPos(o.X, max(0, v.feuille.MinSize().Height-vue.Height)))
		}
		return
	}
	v.defil.ScrollToOffset(fyne.NewPos(x, y))
}

// TypedKey turns the pages and moves over them.
func (v *Visionneuse) TypedKey(ev *fyne.KeyEvent) {
	if !v.Touche(ev) {
		Transmettre(v, ev)
	}
}

// Touche does what a key asks of the viewer; false when it asks nothing of it.
func (v *Visionneuse) Touche(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyPageUp:
		v.Aller(v.Pages.Page - 1)
	case fyne.KeyPageDown:
		v.Aller(v.Pages.Page + 1)
	case fyne.KeyHome:
		v.Aller(0)
	case fyne.KeyEnd:
		v.Aller(v.Pages.Nombre - 1)
	case fyne.KeyUp:
		v.defiler(0, -60)
	case fyne.KeyDown:
		v.defiler(0, 60)
	case fyne.KeyLeft:
		v.defiler(-60, 0)
	case fyne.KeyRight:
		v.defiler(60, 0)
	case fyne.KeySpace:
		v.defiler(0, v.defil.Size().Height*0.85)
	default:
		return false
	}
	return true
}

// TypedRune changes the size on + and −.
func (v *Visionneuse) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.Zoomer(1)
	case '-':
		v.Zoomer(-1)
	}
}

// Tapped takes the focus.
func (v *Visionneuse) Tapped(*fyne.PointEvent) { PrendreFocus(v) }

// FocusGained shows the focus.
func (v *Visionneuse) FocusGained() { v.focus = true; v.Refresh(); Reveler(v) }

// FocusLost hides it.
func (v *Visionneuse) FocusLost() { v.focus = false; v.Refresh() }

// CreateRenderer is Fyne's.
func (v *Visionneuse) CreateRenderer() fyne.WidgetRenderer {
	r := &renduVisionneuse{v: v, fond: Rectangle(), anneau: Rectangle()}
	r.anneau.StrokeWidth, r.anneau.CornerRadius = 2.5, 4
	r.Refresh()
	return r
}

type renduVisionneuse struct {
	v            *Visionneuse
	fond, anneau *canvas.Rectangle
}

func (r *renduVisionneuse) MinSize() fyne.Size { return fyne.NewSize(260, 150) }

func (r *renduVisionneuse) Layout(s fyne.Size) {
	r.fond.Resize(s)
	r.v.defil.Resize(s)
	r.anneau.Resize(s)
}

func (r *renduVisionneuse) Refresh() {
	r.fond.FillColor = Couleur(CouleurMenu)
	r.anneau.StrokeColor, r.anneau.Hidden = Couleur(CouleurAnneau), !r.v.focus
	canvas.Refresh(r.v)
}

func (r *renduVisionneuse) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.fond, r.v.defil, r.anneau}
}
func (r *renduVisionneuse) Destroy() {}

// margeFeuille is the room around the paper.
const margeFeuille = 12

// feuille is the paper, in the middle of the view.
type feuille struct {
	widget.BaseWidget
	v *Visionneuse
}

// CreateRenderer is Fyne's.
func (f *feuille) CreateRenderer() fyne.WidgetRenderer {
	r := &renduFeuille{f: f, papier: Rectangle(), image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest},
		attente: Ligne("Mise en page…", Police{Ton: Second})}
	r.Refresh()
	return r
}

type renduFeuille struct {
	f       *feuille
	papier  *canvas.Rectangle
	image   *canvas.Image
	attente *canvas.Text
}

func (r *renduFeuille) MinSize() fyne.Size {
	l, h, _ := r.f.v.Pages.Taille()
	return fyne.NewSize(float32(l)+2*margeFeuille, float32(h)+2*margeFeuille)
}

func (r *renduFeuille) Layout(s fyne.Size) {
	l, h, ok := r.f.v.Pages.Taille()
	t := fyne.NewSize(float32(l), float32(h))
	p := fyne.NewPos(max(margeFeuille, (s.Width-t.Width)/2), margeFeuille)
	r.papier.Resize(t.AddWidthHeight(2, 2))
	r.papier.Move(p.SubtractXY(1, 1))
	r.image.Resize(t)
	r.image.Move(p)
	if !ok {
		p = fyne.NewPos(margeFeuille, 0)
	}
	r.attente.Move(p.AddXY(14, 14))
	r.attente.Resize(r.attente.MinSize())
}

func (r *renduFeuille) Refresh() {
	img := r.f.v.Pages.Image()
	r.papier.FillColor, r.papier.StrokeColor, r.papier.StrokeWidth = papier, Couleur(theme.ColorNameInputBorder), 1
	r.papier.Hidden = img == nil
	r.image.Hidden, r.attente.Hidden = img == nil, img != nil
	r.attente.Color = Couleur(CouleurSecond)
	r.Layout(r.f.Size())
	if img != nil && r.image.Image != img {
		r.image.Image = img
		r.image.Refresh()
	}
	canvas.Refresh(r.f)
}

func (r *renduFeuille) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.papier, r.image, r.attente}
}
func (r *renduFeuille) Destroy() {}

// papier is white whatever the look of the window: it is what will be printed.
var papier = hex(0xFFFFFF)
