package modele

import (
	"testing"

	"delib/core/reprise"
)

// TestWhatWillBeResumed: what is held is never taken, and the count is of what is
// ticked alone.
func TestWhatWillBeResumed(t *testing.T) {
	x := NouveauAReprendre(&reprise.Recueil{Jurys: []reprise.Jury{
		{Code: "1", Texte: []byte("un")}, {Code: "2", Trouve: true, Texte: []byte("deux")}, {Code: "3", Trouve: true, Texte: []byte("trois")},
	}}, []string{"3"})
	veut := func(n int, resume string) {
		t.Helper()
		if len(x.Textes()) != n || x.Resume() != resume {
			t.Errorf("%d, %q", len(x.Textes()), x.Resume())
		}
	}
	veut(2, "2 jurys seront repris sur ce poste. 1 vient d’un plan trouvé à côté de celui que vous avez indiqué.")
	if x.Cocher(2) || !x.Cocher(1) {
		t.Error("a jury that is held was ticked, or another was not")
	}
	veut(1, "1 jury sera repris sur ce poste.")
	x.Cocher(0)
	veut(0, "Cochez les jurys à reprendre (Espace).")
	if x = NouveauAReprendre(&reprise.Recueil{Jurys: []reprise.Jury{{Code: "3"}}}, []string{"3"}); x.Possible() {
		t.Error("offers what cannot be done")
	}
	veut(0, "Ce poste tient déjà tous ces jurys : il n’y a rien à reprendre.")
}
