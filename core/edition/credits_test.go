package edition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"delib/core/document"
	"delib/core/document/documenttest"
	"delib/core/edition"
)

// TestR6Credits: the credits of an épreuve are those of the dossier, printed as
// they are; without them the column stays empty.
func TestR6Credits(t *testing.T) {
	c := ouvrir(t, bts)
	d := c.jurys("31310")[0]
	x := edition.Convoques(c.Profil, &d, 1)[0]
	ecrit := func() string {
		return string(documenttest.Texte(document.Liasse{Documents: []document.Document{edition.PVI(c.Faits, &d, x, 1, false)}}))
	}
	credits := map[string]int{"U1": 17, "U2": 9, "U3": 31, "U41": 24, "U42": 12, "U5": 24}
	finissent := func(texte string) (n int) {
		for _, ligne := range strings.Split(texte, "\n") {
			ligne = strings.TrimSpace(ligne)
			if code, _, _ := strings.Cut(ligne, " "); credits[code] > 0 && strings.HasSuffix(ligne, fmt.Sprintf(" %d", credits[code])) {
				n++
			}
		}
		return n
	}
	if n := finissent(ecrit()); n != 0 {
		t.Errorf("%d credits that the dossier does not give", n)
	}
	d.Epreuves = slices.Clone(d.Epreuves)
	for i := range d.Epreuves {
		d.Epreuves[i].Credits = credits[d.Epreuves[i].Code]
	}
	if n := finissent(ecrit()); n != len(credits) {
		t.Errorf("%d credits printed, want %d:\n%s", n, len(credits), ecrit())
	}
}
