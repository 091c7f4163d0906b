package composant

import "fyne.io/fyne/v2"

// EnColonnes stacks objects downwards, two side by side where there is room for it:
// each column is then at least large pixels wide. The order is that of reading.
func EnColonnes(large, espace float32, objets ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &enColonnes{large: large, espace: espace}, Objects: objets}
}

type enColonnes struct{ large, espace, vue float32 }

func (e *enColonnes) nombre(largeur float32) int {
	if largeur >= 2*e.large+e.espace {
		return 2
	}
	return 1
}

// rangees places the rows in a width, and gives their height.
func (e *enColonnes) rangees(objets []fyne.CanvasObject, largeur float32, poser func(o fyne.CanvasObject, x, y, l, h float32)) float32 {
	n := e.nombre(largeur)
	l := (largeur - float32(n-1)*e.espace) / float32(n)
	y := float32(0)
	for i := 0; i < len(objets); i += n {
		rangee := objets[i:min(i+n, len(objets))]
		for _, o := range rangee {
			o.Resize(fyne.NewSize(l, o.MinSize().Height)) // lines break in this width
		}
		h := hautDe(rangee)
		for k, o := range rangee {
			poser(o, float32(k)*(l+e.espace), y, l, h)
		}
		y += h + e.espace
	}
	return max(0, y-e.espace)
}

func (e *enColonnes) MinSize(objets []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objets {
		s.Width = max(s.Width, o.MinSize().Width)
	}
	s.Height = e.rangees(objets, max(e.vue, s.Width), func(fyne.CanvasObject, float32, float32, float32, float32) {})
	return s
}

func (e *enColonnes) Layout(objets []fyne.CanvasObject, s fyne.Size) {
	e.vue = s.Width
	e.rangees(objets, s.Width, func(o fyne.CanvasObject, x, y, l, h float32) {
		o.Resize(fyne.NewSize(l, h))
		o.Move(fyne.NewPos(x, y))
	})
}
