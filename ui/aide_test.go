package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/modele"
)

func TestHelpOfEveryScreen(t *testing.T) {
	b := demonstration(t)
	ids := []string{modele.EcranAccueil, modele.EcranComptes, modele.EcranImporter, modele.EcranDeliberer, modele.EcranEchanges, modele.EcranUtilisateurs}
	for _, a := range activite.Menu() {
		ids = append(ids, a.ID)
	}
	for _, id := range ids {
		b.f.Aller(id, nil)
		avant := b.toile().Focused()
		b.touches(fyne.KeyF1)
		n, ok := b.toile().Focused().(*composant.Notice)
		if !ok {
			t.Fatalf("%s: F1 gives the focus to %T", id, b.toile().Focused())
		}
		if !strings.Contains(n.Texte(), "À quoi ça sert") {
			t.Errorf("%s: %q", id, n.Texte())
		}
		b.touches(fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyUp, fyne.KeyHome, fyne.KeyEscape)
		if b.toile().Overlays().Top() != nil || b.toile().Focused() != avant {
			t.Errorf("%s: Esc leaves the focus on %T", id, b.toile().Focused())
		}
		b.cliquer("?  Aide (F1)")
		b.touches(fyne.KeyF1)
		if b.toile().Overlays().Top() != nil {
			t.Errorf("%s: F1 does not close the help", id)
		}
	}
}
