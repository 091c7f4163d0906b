package edition_test

import (
	"strings"
	"testing"

	"delib/core/document"
	"delib/core/document/documenttest"
)

// TestNameAndAnonymat: a paper bears the names or the N° anonymat, never both: who holds
// both undoes the anonymity. Apart are the lists of the reference documents that have
// both, and what is for the president alone.
func TestNameAndAnonymat(t *testing.T) {
	deux := map[string]bool{
		"liste-eleves-livret": true, "liste-candidats-livret": true, "listes-candidats-correspondance": true, "listes-candidats-amenagements": true,
	}
	for _, nom := range []string{bts, bcp} {
		c := ouvrir(t, nom)
		vus := 0
		for _, l := range cas(t, nom) {
			for _, d := range l.Documents {
				texte := string(documenttest.Texte(document.Liasse{Nom: l.Nom, Documents: []document.Document{d}}))
				for i := range c.ds {
					for _, x := range c.ds[i].Candidats {
						if x.Anonymat == "" || !strings.Contains(texte, x.Anonymat) || !strings.Contains(texte, x.NomComplet()) {
							continue
						}
						if vus++; !deux[l.Nom] && !strings.HasPrefix(d.Nom, "Reserve_au_president") {
							t.Errorf("%s, %s: %s stands beside %s", l.Nom, d.Titre, x.Anonymat, x.NomComplet())
						}
					}
				}
			}
		}
		if vus == 0 {
			t.Errorf("%s: no paper has both, not even the correspondance", nom)
		}
	}
}
