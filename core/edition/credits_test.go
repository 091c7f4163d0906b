package edition_test

import (
	"strings"
	"testing"

	"delib/core/document"
	"delib/core/edition"
	"delib/core/render"
)

// TestCredits: épreuve by épreuve only where the profile asks for it; the Banque
// of the memo shares 18, 12, 30, 24, 12 and 24 of 120 credits.
func TestCredits(t *testing.T) {
	c := ouvrir(t, bts)
	d := c.jurys("31310")[0]
	for _, x := range edition.Convoques(c.Profil, &d, 1) {
		if x.Nom != "DATE" {
			continue
		}
		ecrit := func() string {
			return string(render.Texte(document.Liasse{Documents: []document.Document{edition.PVI(c.Faits, &d, x, 1)}}))
		}
		sans := ecrit()
		c.Profil.Parametres.ECTSParEpreuve = true
		avec := ecrit()
		for unite, credits := range map[string]string{"U1 ": "18", "U2 ": "12", "U3 ": "30", "U41 ": "24", "U42 ": "12", "U5 ": "24"} {
			for _, ligne := range strings.Split(avec, "\n") {
				if strings.HasPrefix(strings.TrimSpace(ligne), unite) && !strings.HasSuffix(strings.TrimSpace(ligne), " "+credits) {
					t.Errorf("%q: want %s credits", ligne, credits)
				}
			}
		}
		if sans == avec {
			t.Error("the parameter changes nothing")
		}
		return
	}
	t.Fatal("no such candidate")
}
