package ui_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/modele"
)

func TestLookIsRemembered(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("statistiques", nil)
	clair := theme.Color(theme.ColorNameBackground)
	b.raccourci("Sombre")
	if theme.Color(theme.ColorNameBackground) == clair {
		t.Error("the dark look has the background of the light one")
	}
	b.veut("Editer les statistiques avant délibération")
	b.raccourci("Agrandir")
	if r, _ := b.s.Reglage(context.Background(), "affichage"); r != "sombre grande" {
		t.Errorf("kept: %q", r)
	}
	b.raccourci("Taille normale, ou largeur de la page")
	b.raccourci("Clair")
	if r, _ := b.s.Reglage(context.Background(), "affichage"); r != "clair normale" {
		t.Errorf("kept: %q", r)
	}
	if theme.Color(theme.ColorNameBackground) != clair {
		t.Error("the light look is not the first one")
	}
}

func TestZoomOfTheDocumentFirst(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("listes-candidats", nil)
	b.cliquer("Visualiser")
	avant := b.visionneuse().Pages.Zoom
	b.raccourci("Agrandir")
	if b.visionneuse().Pages.Zoom <= avant {
		t.Error("the document is not larger")
	}
	b.raccourci("Taille normale, ou largeur de la page")
	if r, _ := b.s.Reglage(context.Background(), "affichage"); r != "" || b.visionneuse().Pages.Zoom != avant {
		t.Errorf("the window changed: %q", r)
	}
}

// TestSmallScreen opens every screen at 1366 × 768 without a scroll of the whole,
// at 1024 × 768, and at 960 × 540 (1920 × 1080 at 200 %), where what does not fit
// scrolls, never sideways.
func TestSmallScreen(t *testing.T) {
	b := demonstration(t)
	ids := []string{modele.EcranAccueil, modele.EcranComptes, modele.EcranImporter, modele.EcranDeliberer}
	for _, a := range activite.Menu() {
		ids = append(ids, a.ID)
	}
	for _, x := range []fyne.Size{{Width: 1366, Height: 708}, {Width: 1024, Height: 700}, {Width: 960, Height: 500}} {
		b.f.Window.Resize(x)
		for _, id := range ids {
			b.f.Aller(id, nil)
			if m := b.f.Window.Content().MinSize(); m.Width > 960 || m.Height > 500 {
				t.Errorf("%s holds the window to %v", id, m)
			}
			b.f.Window.Content().Refresh() // the window's own driver does it when a height changes
			veut, place := b.f.TailleEcran()
			if veut.Width > place.Width {
				t.Errorf("%s at %v scrolls sideways: %v in %v", id, x, veut, place)
			}
			menu := float32(280)
			if id == modele.EcranDeliberer {
				menu = 0 // it folds for the marks
			}
			if x.Width == 1366 && (veut.Height > place.Height || place.Width != 1366-menu) {
				t.Errorf("%s at %v wants %v in %v", id, x, veut, place)
			}
			for _, f := range composant.Focalisables(b.f.Window.Content()) {
				if _, ok := f.(*composant.Menu); ok {
					continue // it scrolls to its entries
				}
				o, c := f.(fyne.CanvasObject), b.toile()
				c.Focus(f)
				p := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
				if large := min(o.Size().Width, 200); p.X < -1 || p.X+large > c.Size().Width+1 {
					t.Errorf("%s at %v: %T at %v, %v, is beside the sight", id, x, o, p, o.Size())
				}
				if haut := min(o.Size().Height, 30); p.Y < -1 || p.Y+haut > c.Size().Height+1 {
					t.Errorf("%s at %v: %T at %v, %v, is out of sight", id, x, o, p, o.Size())
				}
			}
		}
	}
}

func TestMenuStandsAwayWhereThereIsNoRoom(t *testing.T) {
	b := demonstration(t)
	vu := b.f.MenuVu
	if !vu() {
		t.Error("no menu at 1366")
	}
	b.f.Window.Resize(fyne.NewSize(960, 500))
	if vu() {
		t.Error("the menu takes the room of the screen")
	}
	b.cliquer("Menu (Ctrl+M)")
	if !vu() {
		t.Error("the menu does not come when it is asked for")
	}
	b.touches(fyne.KeyEnd, fyne.KeyReturn)
	b.veut("Dossier de centre")
	if vu() {
		t.Error("the menu stays over the screen that was chosen")
	}
	b.toile().Unfocus()
	b.touches(fyne.KeyEscape)
	if !vu() {
		t.Error("Esc does not lead to the menu")
	}
}
