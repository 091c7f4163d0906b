package composant

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// The layouts below keep the order of their objects, which is the order of Tab;
// Fyne's border layout puts its centre first.

// alignement stacks objects along one axis; the souple one takes what is left.
type alignement struct {
	horizontal bool
	espace     float32
	souple     fyne.CanvasObject
}

// Pile stacks objects downwards; souple, if any, takes the height that is left.
func Pile(espace float32, souple fyne.CanvasObject, objets ...fyne.CanvasObject) *fyne.Container {
	return container.New(&alignement{espace: espace, souple: souple}, objets...)
}

// Rangee puts objects side by side; souple, if any, takes the width that is left.
func Rangee(espace float32, souple fyne.CanvasObject, objets ...fyne.CanvasObject) *fyne.Container {
	return container.New(&alignement{horizontal: true, espace: espace, souple: souple}, objets...)
}

func (a *alignement) MinSize(objets []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objets {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if a.horizontal {
			s.Width += m.Width
			s.Height = max(s.Height, m.Height)
		} else {
			s.Height += m.Height
			s.Width = max(s.Width, m.Width)
		}
		n++
	}
	if n > 1 {
		if a.horizontal {
			s.Width += float32(n-1) * a.espace
		} else {
			s.Height += float32(n-1) * a.espace
		}
	}
	return s
}

func (a *alignement) Layout(objets []fyne.CanvasObject, taille fyne.Size) {
	reste := taille.Height
	if a.horizontal {
		reste = taille.Width
	}
	n := 0
	for _, o := range objets {
		if !o.Visible() {
			continue
		}
		n++
		if o == a.souple {
			continue
		}
		if a.horizontal {
			reste -= o.MinSize().Width
		} else {
			o.Resize(fyne.NewSize(taille.Width, o.MinSize().Height)) // lines break in this width
			reste -= o.MinSize().Height
		}
	}
	reste -= float32(n-1) * a.espace
	pos := float32(0)
	for _, o := range objets {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if a.horizontal {
			l := m.Width
			if o == a.souple {
				l = max(l, reste)
			}
			h := taille.Height
			if _, texte := o.(*canvas.Text); texte {
				h = m.Height
			}
			o.Resize(fyne.NewSize(l, h))
			o.Move(fyne.NewPos(pos, (taille.Height-h)/2))
			pos += l + a.espace
			continue
		}
		h := m.Height
		if o == a.souple {
			h = max(h, reste)
		}
		o.Resize(fyne.NewSize(taille.Width, h))
		o.Move(fyne.NewPos(0, pos))
		pos += h + a.espace
	}
}

// Marge puts space around an object.
func Marge(haut, bas, cotes float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(haut, bas, cotes, cotes), o)
}

// Carte puts an object on a white surface with a border.
func Carte(o fyne.CanvasObject) *fyne.Container {
	return fond(CouleurSurface, CouleurBord, 10, o)
}

// CarteSerree is a card with less space in it, for a list of them.
func CarteSerree(o fyne.CanvasObject) *fyne.Container {
	return fond(CouleurSurface, CouleurBord, 7, o)
}

// Encart is a coloured note beside the text, for what must be seen.
func Encart(attention bool, o fyne.CanvasObject) *fyne.Container { return encart(attention, 9, o) }

// EncartSerre is a note with little space in it.
func EncartSerre(attention bool, o fyne.CanvasObject) *fyne.Container {
	return encart(attention, 3, o)
}

func encart(attention bool, marge float32, o fyne.CanvasObject) *fyne.Container {
	if attention {
		return fond(CouleurFondAtt, CouleurAnneau, marge, o)
	}
	return fond(CouleurFondOK, CouleurBord, marge, o)
}

func fond(interieur, bord fyne.ThemeColorName, marge float32, o fyne.CanvasObject) *fyne.Container {
	r := canvas.NewRectangle(Couleur(interieur))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = Couleur(bord), 1, 5
	return container.NewStack(r, Marge(marge, marge, marge+2, o))
}

// Ressort takes the room between two objects.
func Ressort() fyne.CanvasObject {
	r := Rectangle()
	return r
}

// Largeur holds an object to one width.
func Largeur(l float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&largeurFixe{l}, o)
}

// Elargir gives another width to what Largeur holds.
func Elargir(c *fyne.Container, l float32) { c.Layout.(*largeurFixe).l = l }

type largeurFixe struct{ l float32 }

func (f *largeurFixe) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.l, o[0].MinSize().Height)
}

func (f *largeurFixe) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[0].Move(fyne.NewPos(0, 0))
}

// AuMilieu keeps an object at its own height, in the middle of the room.
func AuMilieu(o fyne.CanvasObject) *fyne.Container { return container.New(&auMilieu{}, o) }

type auMilieu struct{}

func (*auMilieu) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (*auMilieu) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, max(0, (s.Height-h)/2)))
}

// Focalisables gives what can take the focus under an object, in the order of Tab.
func Focalisables(o fyne.CanvasObject) []fyne.Focusable {
	if o == nil || !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
			return nil
		}
		return []fyne.Focusable{f}
	}
	var l []fyne.Focusable
	switch x := o.(type) {
	case *fyne.Container:
		for _, e := range x.Objects {
			l = append(l, Focalisables(e)...)
		}
	case *container.Scroll:
		l = Focalisables(x.Content)
	}
	return l
}

// Transmettre hands a key that a widget does not use to the window.
func Transmettre(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// TransmettreRaccourci hands a shortcut that a widget does not use to the window.
func TransmettreRaccourci(w fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(w).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// PrendreFocus gives the focus to a widget that stands in a window.
func PrendreFocus(w fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w.(fyne.CanvasObject)); c != nil {
		c.Focus(w)
	}
}

// Etiquette is a short framed text, such as "Centre de démonstration".
func Etiquette(texte string) fyne.CanvasObject {
	r := canvas.NewRectangle(Couleur(CouleurFondAtt))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = Couleur(CouleurAnneau), 1, 9
	return container.NewStack(r, Marge(2, 2, 9, Ligne(texte, Police{Taille: TaillePetite, Gras: true, Ton: Attention})))
}

// Reveler scrolls what holds a widget until the widget is in sight: Fyne moves
// the focus without it.
func Reveler(w fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(w)
	if c == nil || c.Overlays().Top() != nil {
		return
	}
	for _, s := range defilants(c.Content(), w) {
		ici, dedans := d.AbsolutePositionForObject(w), d.AbsolutePositionForObject(s.Content)
		tout, vue, o := s.Content.Size(), s.Size(), s.Offset
		o.X = revele(ici.X-dedans.X, w.Size().Width, o.X, vue.Width, tout.Width)
		o.Y = revele(ici.Y-dedans.Y, w.Size().Height, o.Y, vue.Height, max(tout.Height, s.Content.MinSize().Height))
		if o != s.Offset {
			s.ScrollToOffset(o)
		}
	}
}

// revele gives how far to scroll along one axis so that what stands at debut is
// in sight; what is larger than the view shows its beginning.
func revele(debut, longueur, decale, vue, tout float32) float32 {
	const bord = 6
	fin := debut + longueur + bord
	switch {
	case tout <= vue:
		return 0
	case debut-bord < decale || longueur+2*bord > vue:
		decale = debut - bord
	case fin > decale+vue:
		decale = fin - vue
	}
	return max(0, min(decale, tout-vue))
}

// defilants gives the scrolls that hold an object, from the outer one.
func defilants(dans, cherche fyne.CanvasObject) []*container.Scroll {
	trouve, chemin := false, []*container.Scroll{}
	var aller func(o fyne.CanvasObject)
	aller = func(o fyne.CanvasObject) {
		if trouve = trouve || o == cherche; trouve {
			return
		}
		switch x := o.(type) {
		case *fyne.Container:
			for _, e := range x.Objects {
				if aller(e); trouve {
					return
				}
			}
		case *container.Scroll:
			chemin = append(chemin, x)
			if aller(x.Content); !trouve {
				chemin = chemin[:len(chemin)-1]
			}
		}
	}
	aller(dans)
	if !trouve {
		return nil
	}
	return chemin
}

// Rectangle gives a rectangle that shows nothing yet: one without a colour at
// all cannot be drawn by the painter that makes pictures without a display.
func Rectangle() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
