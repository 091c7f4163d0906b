package activite_test

import (
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/examen"
)

// TestEveryEntryIsWhole: what menu, search, help and papers say of an entry stands
// in its literal, and in each exam's words.
func TestEveryEntryIsWhole(t *testing.T) {
	vus := map[string]bool{}
	for _, a := range activite.Registre() {
		if vus[a.ID] {
			t.Errorf("%s stands twice", a.ID)
		}
		vus[a.ID] = true
		for _, ex := range [][2]string{{"BTS", "2023-06"}, {"BCP", "2021-06"}, {"BCP", "2025-06"}} {
			p, err := examen.Trouver(ex[0], ex[1])
			if err != nil {
				t.Fatal(err)
			}
			textes := append(a.Expliquer(p), a.Titre(p), a.TitreCourt(p), a.TitreDocument(p, &activite.Demande{}), activite.EnMots(a.Bouton, p))
			for _, c := range a.Champs {
				for _, o := range c.Options {
					textes = append(textes, a.TitreDocument(p, &activite.Demande{Valeurs: map[string][]string{c.Nom: {o.Code}}}))
				}
			}
			for _, x := range textes {
				if strings.ContainsAny(x, "{}") {
					t.Errorf("%s, %s: a word is left: %q", a.ID, ex[0], x)
				}
			}
			if n := len([]rune(a.TitreCourt(p))); n > 45 {
				t.Errorf("%s, %s: its short title has %d letters", a.ID, ex[0], n)
			}
		}
		switch {
		case a.Genre == activite.Edition && (a.Document == "" || a.Fichier == ""):
			t.Errorf("%s does not say how its documents are called", a.ID)
		case strings.HasPrefix(a.Document, "Editer"), strings.HasPrefix(a.Document, "Générer"):
			t.Errorf("%s: a document is called by a noun, not %q", a.ID, a.Document)
		case a.Genre == activite.Avancement && a.Vers != 0 && (a.Bouton == "" || len(a.Explication) == 0):
			t.Errorf("%s moves jurys and does not say how", a.ID)
		}
	}
}
