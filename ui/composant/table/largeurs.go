package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// The widths that a person gives to the columns: the border of a heading is dragged, and
// what one column gains the next one gives, so that the table keeps its own width.

const (
	priseBord    float32 = 6  // beside a border, on each side
	largeurMoins float32 = 40 // no column gets narrower by hand
)

// Ajuster gives the columns what a person gained for each, as Ajustements gives it; a
// table with other columns stays as it is.
func (t *Tableau) Ajuster(gains []float32) {
	if len(gains) != len(t.Colonnes) {
		return
	}
	t.gains = append(t.gains[:0:0], gains...)
	t.Refresh()
}

// Ajustements gives what a person gained for each column, nil for nothing.
func (t *Tableau) Ajustements() []float32 { return t.gains }

// ajusterLargeurs adds what a person gained to the widths that the room gives.
func (t *Tableau) ajusterLargeurs() {
	for k, g := range t.gains {
		if g != 0 && k < len(t.larges) {
			t.deplacerBord(k, g)
		}
	}
}

// deplacerBord moves the border after a column, and gives how far it went.
func (t *Tableau) deplacerBord(k int, de float32) float32 {
	s := t.suivante(k)
	if s < 0 || t.Colonnes[k].Cachee {
		return 0
	}
	de = max(min(largeurMoins-t.larges[k], 0), min(max(0, t.larges[s]-largeurMoins), de))
	t.larges[k] += de
	t.larges[s] -= de
	return de
}

// suivante gives the next column that is shown, -1 after the last.
func (t *Tableau) suivante(k int) int {
	for i := k + 1; i < len(t.Colonnes); i++ {
		if !t.Colonnes[i].Cachee {
			return i
		}
	}
	return -1
}

// bordA gives the column whose right border is under a place of the headings, -1 for none.
func (t *Tableau) bordA(p fyne.Position) int {
	if p.Y >= t.entete() || p.Y < 0 {
		return -1
	}
	x := float32(0)
	for k, l := range t.larges {
		x += l
		if l > 0 && p.X >= x-priseBord && p.X <= x+priseBord && t.suivante(k) >= 0 {
			return k
		}
	}
	return -1
}

// Dragged moves a border of the headings.
func (t *Tableau) Dragged(ev *fyne.DragEvent) {
	if !t.tire {
		t.bord, t.tire = t.bordA(ev.Position.SubtractXY(ev.Dragged.DX, ev.Dragged.DY)), true
	}
	if t.bord < 0 {
		return
	}
	if len(t.gains) != len(t.Colonnes) {
		t.gains = make([]float32, len(t.Colonnes))
	}
	t.gains[t.bord] += t.deplacerBord(t.bord, ev.Dragged.DX)
	t.Refresh()
}

// DragEnd keeps the widths.
func (t *Tableau) DragEnd() {
	change := t.tire && t.bord >= 0
	t.tire, t.bord = false, -1
	if change && t.Retenir != nil {
		t.Retenir(t.gains)
	}
}

// MouseIn tells a border of the headings from the rest.
func (t *Tableau) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved does too.
func (t *Tableau) MouseMoved(ev *desktop.MouseEvent) { t.surBord = t.bordA(ev.Position) >= 0 }

// MouseOut leaves the headings.
func (t *Tableau) MouseOut() { t.surBord = false }

// Cursor shows that a border can be dragged.
func (t *Tableau) Cursor() desktop.Cursor {
	if t.surBord || t.tire && t.bord >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}
