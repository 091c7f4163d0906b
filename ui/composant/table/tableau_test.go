package table

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant"
)

func nouveauTableauTest(n int) *Tableau {
	return NouveauTableau([]Colonne{{Titre: "A", Largeur: 100}, {Titre: "B", Largeur: 100, Part: 1, Agit: true}}, func() int { return n },
		func(i, k int) Cellule { return Cellule{Texte: fmt.Sprintf("ligne %d, colonne %d", i, k)} })
}

func TestTableByKeyboardAndMouse(t *testing.T) {
	app(t)
	x := nouveauTableauTest(100)
	colonne := -2
	x.Agir = func(_, k int) { colonne = k }
	w := test.NewTempWindow(t, x)
	w.Resize(fyne.NewSize(400, 300))
	w.Canvas().Focus(x)
	for _, c := range []struct {
		touche fyne.KeyName
		veut   int
	}{{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyEnd, 99}, {fyne.KeyDown, 99}, {fyne.KeyUp, 98}, {fyne.KeyHome, 0}, {fyne.KeyPageDown, 7}} {
		x.TypedKey(&fyne.KeyEvent{Name: c.touche})
		if x.Curseur() != c.veut && c.touche != fyne.KeyPageDown || x.Curseur() == 0 && c.touche == fyne.KeyPageDown {
			t.Errorf("%s: row %d", c.touche, x.Curseur())
		}
	}
	x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if colonne != -1 {
		t.Errorf("Enter gives column %d", colonne)
	}
	x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	test.TapAt(x.corps, fyne.NewPos(10, hautLigne*2+5))
	if x.Curseur() != 2 || colonne != -1 {
		t.Errorf("a click on a plain column: row %d, column %d", x.Curseur(), colonne)
	}
	test.TapAt(x.corps, fyne.NewPos(150, hautLigne*3+5))
	if x.Curseur() != 3 || colonne != 1 {
		t.Errorf("a click on a column that acts: row %d, column %d", x.Curseur(), colonne)
	}
}

// TestHeadingsSortAndRowsAreCopied: by a click or by F3; Ctrl+C gives what a
// spreadsheet takes.
func TestHeadingsSortAndRowsAreCopied(t *testing.T) {
	app(t)
	x := nouveauTableauTest(2)
	par, descendant := -1, false
	x.Colonnes[0].Triable, x.Colonnes[1].Triable = true, true
	x.Tri = func() (int, bool) { return par, descendant }
	x.Trier = func(k int) {
		descendant = par == k && !descendant
		par = k
	}
	w := test.NewTempWindow(t, x)
	w.Resize(fyne.NewSize(400, 300))
	test.TapAt(x, fyne.NewPos(150, 10))
	if titre, signe := x.titre(1); par != 1 || titre+signe != "B ▲" {
		t.Errorf("sorted by %d: %s%s", par, titre, signe)
	}
	for _, veut := range []string{"B ▼", "A ▲", "A ▼", "B ▲"} {
		x.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF3})
		if titre, signe := x.titre(par); titre+signe != veut {
			t.Errorf("F3: %s%s, not %s", titre, signe, veut)
		}
	}
	x.TypedShortcut(&fyne.ShortcutCopy{})
	veut := "A\tB\nligne 0, colonne 0\tligne 0, colonne 1\nligne 1, colonne 0\tligne 1, colonne 1\n"
	if lu := fyne.CurrentApp().Clipboard().Content(); lu != veut {
		t.Errorf("copied %q", lu)
	}
}

func BenchmarkTableScroll5000(b *testing.B) {
	app(b)
	x := nouveauTableauTest(5000)
	w := test.NewTempWindow(b, x)
	w.Resize(fyne.NewSize(1100, 700))
	b.ReportAllocs()
	pas := float32(-90)
	for b.Loop() {
		avant := x.defil.Offset.Y
		if x.defil.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, pas)}); x.defil.Offset.Y == avant {
			pas = -pas
		}
	}
}

func app(t testing.TB) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(composant.NouveauTheme())
}
