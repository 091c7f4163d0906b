package ui_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant"
	"delib/ui/modele"
)

// TestOneDarkButtonAScreen: what a screen is for stands out because nothing else does.
func TestOneDarkButtonAScreen(t *testing.T) {
	b := demonstration(t)
	_, p, err := b.s.Centre(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range modele.MenuEntier(p) {
		if e.ID == "" {
			continue
		}
		b.f.Aller(e.ID, nil)
		var sombres []string
		for _, o := range b.objets() {
			if x, ok := o.(*composant.Bouton); ok && x.Rang == composant.Principal && x.Visible() && !x.Disabled() {
				sombres = append(sombres, x.Texte)
			}
		}
		if len(sombres) > 1 {
			t.Errorf("%s: %q", e.ID, sombres)
		}
	}
}

// TestMenuIsReadAtAGlance: an entry is one line without the verb that its heading has;
// the pointer shows its whole title.
func TestMenuIsReadAtAGlance(t *testing.T) {
	b := demonstration(t)
	b.f.Window.Resize(fyne.NewSize(1366, 1000))
	_, p, err := b.s.Centre(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var menu *composant.Menu
	for _, o := range b.objets() {
		if m, ok := o.(*composant.Menu); ok {
			menu = m
		}
	}
	vu := b.ecrit()
	for _, e := range modele.MenuEntier(p) {
		if !strings.Contains(vu, e.Court+"\n") && e.ID != "" {
			t.Errorf("%q is not on one line", e.Court)
		}
		if e.ID != "" && strings.HasPrefix(e.Court, "Editer") {
			t.Errorf("%q says the verb of its heading", e.Court)
		}
	}
	if h := menu.MinSize().Height; h > 960 {
		t.Errorf("the menu is %v high", h)
	}
	dites := map[string]bool{}
	for y := float32(0); y < menu.MinSize().Height; y += 6 {
		menu.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(60, y)}})
		dites[menu.Bulle.Texte()] = true
	}
	for _, e := range modele.MenuEntier(p) {
		if e.ID != "" && dites[e.Titre] == (e.Court == e.Titre) {
			t.Errorf("%q: the pointer shows its title: %v", e.Titre, dites[e.Titre])
		}
	}
	menu.MouseOut()
	if s := menu.Bulle.Texte(); s != "" {
		t.Errorf("%q stays", s)
	}
	test.Tap(menu)
	b.touches(fyne.KeyHome, fyne.KeyDown, fyne.KeyDown)
	if s := menu.Bulle.Texte(); s != "Editer la liste des élèves avec livret scolaire" {
		t.Errorf("the keyboard shows %q", s)
	}
}
