package modele

import (
	"testing"

	"delib/core/examen"
)

// TestTheWindowKnowsEveryGesture: a gesture that is new says where it is done, or
// that nothing needs be said.
func TestTheWindowKnowsEveryGesture(t *testing.T) {
	for _, g := range examen.Gestes() {
		if _, connu := entrees[g]; !connu {
			t.Errorf("the window does not know %q", g)
		}
	}
}

func TestNobodyIsNamedToTheRoom(t *testing.T) {
	r := examen.Refuser(examen.CodeLivret, examen.Qui+" n’a pas de livret.", "")
	for _, c := range []struct {
		sujet          examen.Sujet
		nommé, anonyme string
	}{
		{examen.Sujet{Cle: "1-001", Nom: "LE GALL Anaïs", Anonymat: "T1"}, "LE GALL Anaïs (1-001) n’a pas de livret.", "N° T1 n’a pas de livret."},
		{examen.Sujet{Cle: "1-001", Nom: "LE GALL Anaïs"}, "LE GALL Anaïs (1-001) n’a pas de livret.", "(sans n° anonymat) n’a pas de livret."},
		{examen.Sujet{Cle: "1-001"}, "1-001 n’a pas de livret.", "(sans n° anonymat) n’a pas de livret."},
	} {
		r.Nommant(c.sujet)
		if n, a := PorteurPour(true).Porter(r).Message, PorteurPour(false).Porter(r).Message; n != c.nommé || a != c.anonyme {
			t.Errorf("%q, %q", n, a)
		}
	}
}
