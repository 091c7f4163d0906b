package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"delib/ui/composant"
	"delib/ui/modele"
)

// TestTabReachesEverything walks each screen with Tab alone: all that can be used
// gets the focus, and the walk comes round.
func TestTabReachesEverything(t *testing.T) {
	for _, dossier := range []string{"../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip", "../core/dossier/testdata/dossier-bcp-2021-06-0350059Z.zip"} {
		b := nouveauBanc(t, dossier)
		b.touches(fyne.KeyReturn) // the name that is proposed
		_, p, err := b.s.Centre(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range modele.MenuEntier(p) {
			if e.ID == "" {
				continue
			}
			b.f.Aller(e.ID, nil)
			reste := map[fyne.Focusable]bool{}
			for _, f := range composant.Focalisables(b.f.Window.Content()) {
				reste[f] = true
			}
			depart := b.toile().Focused()
			for range 3 * len(reste) {
				delete(reste, b.toile().Focused())
				b.toile().FocusNext()
				if b.toile().Focused() == depart {
					break
				}
			}
			for f := range reste {
				t.Errorf("%s: Tab never reaches %T", e.ID, f)
			}
			if b.toile().Focused() != depart {
				t.Errorf("%s: Tab does not come round", e.ID)
			}
		}
	}
}
