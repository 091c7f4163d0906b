package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Etroit holds an object in a room that may be too small for it: it then
// scrolls, so that nothing is out of reach on a small or an enlarged screen.
func Etroit(o fyne.CanvasObject) *fyne.Container {
	d := &dedans{}
	s := container.NewScroll(container.New(d, o))
	return container.New(&etroit{d}, s)
}

type etroit struct{ d *dedans }

func (*etroit) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 120) }

func (e *etroit) Layout(o []fyne.CanvasObject, s fyne.Size) {
	e.d.vue = s
	o[0].Resize(s)
	o[0].Refresh() // what is inside may ask for another height in this width
}

// dedans asks the height of an object once its lines are broken in the width
// that it has.
type dedans struct{ vue fyne.Size }

func (d *dedans) MinSize(o []fyne.CanvasObject) fyne.Size {
	if d.vue.IsZero() {
		return o[0].MinSize()
	}
	o[0].Resize(d.vue.Max(o[0].MinSize()))
	return o[0].MinSize()
}

func (d *dedans) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[0].Move(fyne.NewPos(0, 0))
}
