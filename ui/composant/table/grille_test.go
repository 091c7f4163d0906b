package table

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"delib/ui/modele/grille"
)

func nouvelleGrilleTest(n int) *Grille {
	var ls []*grille.LigneGrille
	for i := range n {
		ls = append(ls, &grille.LigneGrille{Cle: fmt.Sprint(i), Valeurs: []string{fmt.Sprintf("Candidat %d", i), "", "", fmt.Sprint(i % 20)}})
	}
	m := grille.NouvelleGrille(
		[]grille.ColonneGrille{
			{Titre: "Candidat", Largeur: 200, Part: 1}, {Titre: "A", Largeur: 90, Saisie: true, Liste: true}, {Titre: "B", Largeur: 90, Saisie: true},
			{Titre: "C", Largeur: 80},
		},
		ls)
	m.Offrir = func(int, int) []string { return []string{"un", "deux"} }
	m.Controler = func(_ int, l *grille.LigneGrille) {
		if t, _ := l.Saisi(2); t == "faux" {
			l.Refuser(2, "raison")
		}
	}
	return NouvelleGrille(m)
}

func TestGridKeys(t *testing.T) {
	app(t)
	g := nouvelleGrilleTest(50)
	w := test.NewTempWindow(t, g.Vue)
	w.Resize(fyne.NewSize(700, 400))
	w.Canvas().Focus(g)
	touche := func(ns ...fyne.KeyName) {
		for _, n := range ns {
			g.TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
	taper := func(s string) {
		for _, r := range s {
			g.TypedRune(r)
		}
	}
	ou := func(ligne, colonne int) {
		t.Helper()
		if i, k := g.Curseur(); i != ligne || k != colonne {
			t.Errorf("cursor at %d %d, not %d %d", i, k, ligne, colonne)
		}
	}
	touche(fyne.KeyTab)
	ou(0, 1)
	touche(fyne.KeyTab)
	taper("12")
	touche(fyne.KeyReturn)
	ou(1, 2)
	taper("8x")
	touche(fyne.KeyBackspace)
	touche(fyne.KeyRight) // ends a typing that replaces
	ou(1, 3)
	if a, b := g.M.Cellule(0, 2).Texte, g.M.Cellule(1, 2).Texte; a != "12" || b != "8" {
		t.Errorf("%q %q", a, b)
	}
	touche(fyne.KeyLeft, fyne.KeyF2, fyne.KeyHome)
	taper("1")
	touche(fyne.KeyTab)
	if x := g.M.Cellule(1, 2).Texte; x != "18" {
		t.Errorf("F2 then Home: %q", x)
	}
	ou(2, 1)
	g.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	touche(fyne.KeyTab)
	ou(1, 2)
	g.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	taper("faux")
	touche(fyne.KeyEscape)
	if x := g.M.Cellule(1, 2); x.Texte != "18" || g.EnEdition() {
		t.Errorf("Esc in a cell: %+v", x)
	}
	touche(fyne.KeyEscape)
	if g.M.Cellule(1, 2).Modifiee {
		t.Error("Esc restores what was recorded")
	}
	touche(fyne.KeyLeft)
	g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	if w.Canvas().Overlays().Top() == nil {
		t.Error("Alt+Down opens no list")
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if o := w.Canvas().Overlays().Top(); o != nil {
		w.Canvas().Overlays().Remove(o)
	}
	touche(fyne.KeyPageDown, fyne.KeyPageDown)
	if g.defil.Offset.Y == 0 {
		t.Error("the cursor left the sight")
	}
	g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
	touche(fyne.KeyRight, fyne.KeyTab)
	if w.Canvas().Focused() == fyne.Focusable(g) {
		t.Error("Tab after the last cell stays in the grid")
	}
	g.corps.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(g.abscisse(2)+5, hautLigne*3+5)}})
	ou(3, 2)
	g.corps.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(g.abscisse(2)+5, hautLigne*3+5)})
	if !g.EnEdition() {
		t.Error("a double click edits nothing")
	}
	test.TapAt(g.entete, fyne.NewPos(g.abscisse(3)+5, 5))
	test.TapAt(g.entete, fyne.NewPos(g.abscisse(3)+5, 5))
	if k, d := g.M.Tri(); k != 3 || !d {
		t.Errorf("sorted by %d", k)
	}
}

func BenchmarkGridScroll5000(b *testing.B) {
	app(b)
	g := nouvelleGrilleTest(5000)
	w := test.NewTempWindow(b, g.Vue)
	w.Resize(fyne.NewSize(1100, 700))
	b.ReportAllocs()
	pas := float32(-90)
	for b.Loop() {
		avant := g.defil.Offset.Y
		if g.defil.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, pas)}); g.defil.Offset.Y == avant {
			pas = -pas
		}
	}
	if n := len(test.WidgetRenderer(g.corps).(*renduCorpsGrille).rangees); n > 60 {
		b.Errorf("%d rows drawn", n)
	}
}

func BenchmarkGridFilter5000(b *testing.B) {
	app(b)
	g := nouvelleGrilleTest(5000)
	w := test.NewTempWindow(b, g.Vue)
	w.Resize(fyne.NewSize(1100, 700))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g.champs[0].SetText([]string{"c", "ca", "cand", "candidat 4", ""}[i%5])
	}
}
