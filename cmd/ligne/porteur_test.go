package ligne

import (
	"testing"

	"delib/core/examen"
)

func TestEveryGestureHasItsCommand(t *testing.T) {
	for _, g := range examen.Gestes() {
		if commande(examen.Remede{Geste: g, Objet: "x"}) == "" {
			t.Errorf("nothing says how to do %q on a command line", g)
		}
	}
}

func TestARefusalOnACommandLine(t *testing.T) {
	r := examen.Refuser(examen.CodeMotif, examen.Qui+" attend un motif.", "Indiquez-le : il figure au procès-verbal.").
		Nommant(examen.Sujet{Cle: "02319252150-001", Nom: "AZBTSUN John", Anonymat: "T1"}).Par(examen.Champ("motif"), examen.Faire(examen.GesteNote))
	veut := "AZBTSUN John (02319252150-001) attend un motif.\nIndiquez-le : il figure au procès-verbal (--motif ; deliberer modifier-note)."
	if lu := Porteur.Dire(r); lu != veut {
		t.Errorf("%q", lu)
	}
}
