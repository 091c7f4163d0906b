package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// TexteLong is a text to read in a scroll: it takes the focus, and the arrows
// and the page keys move it. Ctrl+C copies it whole.
type TexteLong struct {
	widget.BaseWidget
	dedans *Paragraphe
	Defil  *container.Scroll
	focus  bool
}

// NouveauTexteLong gives a text to read.
func NouveauTexteLong(texte string) *TexteLong {
	t := &TexteLong{dedans: NouveauParagraphe(texte, Police{Taille: 13.5})}
	t.ExtendBaseWidget(t)
	return t
}

// Texte gives the text.
func (t *TexteLong) Texte() string { return t.dedans.Texte() }

// Changer sets another text and goes back to its top.
func (t *TexteLong) Changer(texte string) {
	t.dedans.Changer(texte, Courant)
	if t.Defil != nil {
		t.Defil.Refresh()
		t.Defil.ScrollToTop()
	}
}

// Tapped takes the focus.
func (t *TexteLong) Tapped(*fyne.PointEvent) { PrendreFocus(t) }

// TypedKey scrolls.
func (t *TexteLong) TypedKey(ev *fyne.KeyEvent) {
	if t.Defil == nil {
		Transmettre(t, ev)
		return
	}
	y, page := t.Defil.Offset.Y, t.Defil.Size().Height*0.9
	switch ev.Name {
	case fyne.KeyUp:
		y -= 40
	case fyne.KeyDown:
		y += 40
	case fyne.KeyPageUp:
		y -= page
	case fyne.KeyPageDown, fyne.KeySpace:
		y += page
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = t.MinSize().Height
	default:
		Transmettre(t, ev)
		return
	}
	t.Defil.ScrollToOffset(fyne.NewPos(0, max(0, min(y, t.MinSize().Height-t.Defil.Size().Height))))
}

// TypedShortcut copies the text.
func (t *TexteLong) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		fyne.CurrentApp().Clipboard().SetContent(t.Texte())
	}
}

// TypedRune is not used.
func (t *TexteLong) TypedRune(rune) {}

// FocusGained shows the focus.
func (t *TexteLong) FocusGained() {
	t.focus = true
	t.Refresh()
	if t.Defil != nil {
		Reveler(t.Defil)
	}
}

// FocusLost hides it.
func (t *TexteLong) FocusLost() { t.focus = false; t.Refresh() }

// CreateRenderer is Fyne's.
func (t *TexteLong) CreateRenderer() fyne.WidgetRenderer {
	r := &renduTexteLong{t: t, barre: Rectangle()}
	r.Refresh()
	return r
}

type renduTexteLong struct {
	t     *TexteLong
	barre *canvas.Rectangle
}

func (r *renduTexteLong) MinSize() fyne.Size { return r.t.dedans.MinSize().AddWidthHeight(12, 0) }

func (r *renduTexteLong) Layout(s fyne.Size) {
	r.t.dedans.Resize(fyne.NewSize(s.Width-12, s.Height))
	r.t.dedans.Move(fyne.NewPos(10, 0))
	r.barre.Resize(fyne.NewSize(4, s.Height))
}

func (r *renduTexteLong) Refresh() {
	r.barre.FillColor, r.barre.Hidden = Couleur(CouleurAnneau), !r.t.focus
	r.t.dedans.Refresh()
	canvas.Refresh(r.t)
}

func (r *renduTexteLong) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.dedans, r.barre}
}
func (r *renduTexteLong) Destroy() {}
