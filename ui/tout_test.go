package ui_test

import (
	"strings"
	"testing"

	"delib/ui/modele"
)

// TestAllPapersOfAJuryArePrintedAtOnce: the PV and every list of results of a jury that
// has closed, by one button.
func TestAllPapersOfAJuryArePrintedAtOnce(t *testing.T) {
	b := demonstration(t)
	b.livrer("31310")
	b.clore("31310")
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.cliquer("Imprimer tout…")
	b.veut("4 documents")
	b.cliquer("Imprimer")
	lu := strings.Join(b.papiers, "\n")
	for _, x := range []string{"31310_pv_groupe1", "31310_admis_groupe1", "31310_admissibles_groupe1", "31310_non-admis_groupe1"} {
		if strings.Count(lu, x) != 1 {
			t.Errorf("%s is not printed once:\n%s", x, lu)
		}
	}
}
