package composant

import "fyne.io/fyne/v2"

// Mesurer tells an object's width each time that it changes, before the object
// is laid out: a screen drops its secondary columns where there is no room. The
// object never asks for more than etroit, which is what it is known to bear.
func Mesurer(etroit float32, quand func(largeur float32), o fyne.CanvasObject) *fyne.Container {
	large := float32(0)
	return MesurerTaille(etroit, func(s fyne.Size) {
		if s.Width != large {
			large = s.Width
			quand(large)
		}
	}, o)
}

// MesurerTaille is Mesurer for an object that drops things for want of height too.
func MesurerTaille(etroit float32, quand func(fyne.Size), o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &mesure{etroit: etroit, quand: quand}, Objects: []fyne.CanvasObject{o}}
}

type mesure struct {
	etroit float32
	vue    fyne.Size
	quand  func(fyne.Size)
}

func (m *mesure) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := o[0].MinSize()
	return fyne.NewSize(min(s.Width, m.etroit), s.Height)
}

func (m *mesure) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if s != m.vue {
		m.vue = s
		m.quand(s)
	}
	o[0].Resize(s)
	o[0].Move(fyne.NewPos(0, 0))
}

// Flot puts objects side by side, and goes to another line where there is no
// room; on the right, if asked.
func Flot(espace float32, droite bool, objets ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flot{espace: espace, droite: droite}, Objects: objets}
}

type flot struct {
	espace, largeur float32
	droite          bool
}

// lignes breaks the objects into lines no wider than a width.
func (f *flot) lignes(objets []fyne.CanvasObject, largeur float32) [][]fyne.CanvasObject {
	var ls [][]fyne.CanvasObject
	reste := float32(0)
	for _, o := range objets {
		if !o.Visible() {
			continue
		}
		l := o.MinSize().Width
		if len(ls) == 0 || reste < l {
			ls, reste = append(ls, nil), largeur
		}
		ls[len(ls)-1] = append(ls[len(ls)-1], o)
		reste -= l + f.espace
	}
	return ls
}

func hautDe(ligne []fyne.CanvasObject) (h float32) {
	for _, o := range ligne {
		h = max(h, o.MinSize().Height)
	}
	return h
}

func (f *flot) MinSize(objets []fyne.CanvasObject) (s fyne.Size) {
	largeur := f.largeur
	if largeur == 0 {
		largeur = 1e6 // one line until the width is known
	}
	for i, l := range f.lignes(objets, largeur) {
		if i > 0 {
			s.Height += f.espace
		}
		s.Height += hautDe(l)
		for _, o := range l {
			s.Width = max(s.Width, o.MinSize().Width)
		}
	}
	return s
}

func (f *flot) Layout(objets []fyne.CanvasObject, s fyne.Size) {
	f.largeur = s.Width
	y := float32(0)
	for _, l := range f.lignes(objets, s.Width) {
		x, h := float32(0), hautDe(l)
		if f.droite {
			x = s.Width + f.espace
			for _, o := range l {
				x -= o.MinSize().Width + f.espace
			}
		}
		for _, o := range l {
			o.Resize(fyne.NewSize(o.MinSize().Width, h))
			o.Move(fyne.NewPos(max(0, x), y))
			x += o.MinSize().Width + f.espace
		}
		y += h + f.espace
	}
}
