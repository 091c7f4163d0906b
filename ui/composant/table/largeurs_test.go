package table

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant"
)

// TestColumnsAreResizedByHand: what a column gains the next one gives; no column goes
// under the least, hidden ones are passed over, and the widths are kept.
func TestColumnsAreResizedByHand(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(composant.NouveauTheme())
	tab := NouveauTableau([]Colonne{{Titre: "A", Largeur: 100}, {Titre: "B", Largeur: 80, Cachee: true}, {Titre: "C", Largeur: 100, Part: 1}},
		func() int { return 2 }, func(int, int) Cellule { return Cellule{Texte: "x"} })
	w := test.NewTempWindow(t, tab)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 200))
	var retenu []float32
	tab.Retenir = func(g []float32) { retenu = slices.Clone(g) }
	tirer := func(de, vers, y float32) {
		tab.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(vers, y)}, Dragged: fyne.NewDelta(vers-de, 0)})
		tab.DragEnd()
	}
	large := tab.larges[0] + tab.larges[2]
	if tirer(100, 150, 10); tab.larges[0] != 150 || tab.larges[0]+tab.larges[2] != large {
		t.Errorf("dragged by 50: %v", tab.larges)
	}
	if !slices.Equal(retenu, []float32{50, 0, 0}) {
		t.Errorf("kept: %v", retenu)
	}
	if tirer(150, 2000, 10); tab.larges[2] != largeurMoins {
		t.Errorf("dragged too far: %v", tab.larges)
	}
	if tirer(tab.larges[0], 0, 10); tab.larges[0] != largeurMoins {
		t.Errorf("dragged too far back: %v", tab.larges)
	}
	avant := slices.Clone(tab.larges)
	if tirer(tab.larges[0], 200, 100); !slices.Equal(avant, tab.larges) {
		t.Errorf("dragged in the rows: %v", tab.larges)
	}
	tab.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(tab.larges[0]+2, 8)}})
	if tab.Cursor() != desktop.HResizeCursor {
		t.Error("the pointer does not say that the border moves")
	}
	tab.Ajuster([]float32{50, 0, 0})
	if tab.larges[0] != 150 {
		t.Errorf("found again: %v", tab.larges)
	}
	if tab.Ajuster([]float32{1}); tab.larges[0] != 150 {
		t.Errorf("widths of another table: %v", tab.larges)
	}
}
