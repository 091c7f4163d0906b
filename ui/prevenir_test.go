package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/ui/modele"
)

// TestEndOfALongRunIsTold to a person who looks at another window, and only to him; the
// note goes when he is back.
func TestEndOfALongRunIsTold(t *testing.T) {
	b := demonstration(t)
	titre := b.f.Window.Title()
	generer := func(duree time.Duration) {
		t.Helper()
		b.f.Aller("plan-secours-groupe1", []string{"20112"})
		var attend func()
		b.cliquer("Générer")
		b.enFond = func(f func()) { attend = f }
		b.touches(fyne.KeyReturn)
		b.enFond = func(f func()) { f() }
		avance += duree
		attend()
		b.veut("Le traitement s’est bien déroulé")
	}
	defer func() { avance = 0 }()
	if generer(time.Minute); b.f.Window.Title() != titre {
		t.Errorf("told to a person who is there: %q", b.f.Window.Title())
	}
	b.f.Devant(false)
	if generer(0); b.f.Window.Title() != titre {
		t.Errorf("a short run is told: %q", b.f.Window.Title())
	}
	test.AssertNotificationSent(t, fyne.NewNotification("Délib", "Le traitement est terminé."), func() { generer(time.Minute) })
	if !strings.HasPrefix(b.f.Window.Title(), "✓ Terminé – Délib") {
		t.Errorf("the title is %q", b.f.Window.Title())
	}
	if b.f.Devant(true); b.f.Window.Title() != titre {
		t.Errorf("the note stays: %q", b.f.Window.Title())
	}
}

// TestWidthsOfColumnsAreKept from one start to the next.
func TestWidthsOfColumnsAreKept(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranComptes, nil)
	gains := make([]float32, len(b.tableau("Durée").Colonnes))
	gains[0] = 30
	b.tableau("Durée").Retenir(gains)
	b = b.rouvrir()
	b.touches(fyne.KeyEscape)
	b.f.Aller(modele.EcranComptes, nil)
	if g := b.tableau("Durée").Ajustements(); !slices.Equal(g, gains) {
		t.Errorf("found again: %v", g)
	}
}
