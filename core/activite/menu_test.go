package activite_test

import (
	"slices"
	"strings"
	"testing"

	"delib/assets"
	"delib/core/activite"
	"delib/core/examen"
)

// TestMenuIsTheOriginal holds rubriques and entries to the order of the memo,
// and the words to each exam.
func TestMenuIsTheOriginal(t *testing.T) {
	bts, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	bcp, err := examen.Trouver("BCP", "2021-06")
	if err != nil {
		t.Fatal(err)
	}
	var rubriques []string
	titres := map[string][2]string{}
	for _, a := range activite.Menu() {
		if r := a.Rubrique.Titre(bts); len(rubriques) == 0 || rubriques[len(rubriques)-1] != r {
			rubriques = append(rubriques, r)
		}
		titres[a.ID] = [2]string{a.Titre(bts), a.Titre(bcp)}
		for _, p := range []*examen.Profil{bts, bcp} {
			if strings.ContainsAny(a.Titre(p)+a.Rubrique.Titre(p), "{}") {
				t.Errorf("%s: %q", a.ID, a.Titre(p))
			}
		}
		if a.Genre == activite.Avancement && a.Vers != 0 {
			if p, ok := examen.TrouverPassage(a.Etats[0], a.Vers, false); !ok || p.Par != examen.RoleCentre {
				t.Errorf("%s leads from %v to %v, which is not a move of the chef de centre", a.ID, a.Etats, a.Vers)
			}
		}
	}
	want := []string{
		"Préparation des livrets scolaires pour le jury", "Avant la délibération du 1er groupe", "Après la délibération du 1er groupe",
		"Organisation du 2nd groupe", "Avant la délibération du 2nd groupe", "Après la délibération du 2nd groupe", "Général",
	}
	if !slices.Equal(rubriques, want) {
		t.Errorf("rubriques %q", rubriques)
	}
	for id, w := range map[string][2]string{
		"terminer-groupe2": {"Terminer le 2nd groupe", "Terminer l'épreuve de contrôle"},
		"ouvrir-groupe2":   {"Ouvrir la délibération du 2nd groupe", "Ouvrir la délibération de l'épreuve de contrôle"},
	} {
		if titres[id] != w {
			t.Errorf("%s: %q", id, titres[id])
		}
	}
}

// TestEveryPaperCanBePrintedOnBothSides: each asks how it is printed, but the one that
// is a single document for the centre.
func TestEveryPaperCanBePrintedOnBothSides(t *testing.T) {
	for _, a := range activite.Menu() {
		imprime := a.Genre == activite.Edition || a.ID == activite.IDPlan1 || a.ID == activite.IDPlan2
		demande := slices.ContainsFunc(a.Champs, func(c activite.Champ) bool { return c.Nom == "impression" && c.Defaut == "recto-verso" })
		if demande != (imprime && a.ID != "fraudeurs-liste-rouge") {
			t.Errorf("%s asks for it: %v", a.ID, demande)
		}
	}
}

// TestEveryActivityHasHelp: a page each, with the same five headings.
func TestEveryActivityHasHelp(t *testing.T) {
	ids := []string{"accueil", "deliberation", "importer", "comptes-rendus", "echanges", "portail", "utilisateurs",
		"etats", "imprimer", "rechercher", "votre-nom", "demonstration", "copies-de-surete", "assistance"} // these from the menu bar
	for _, a := range activite.Menu() {
		ids = append(ids, a.ID)
	}
	for _, id := range ids {
		texte, ok := assets.Aide(id)
		if !ok {
			t.Errorf("%s has no help page", id)
			continue
		}
		if a, ok := activite.Trouver(id); ok && !strings.HasPrefix(texte, "# "+a.Libelle+"\n") {
			t.Errorf("%s: the page does not bear the menu's own title", id)
		}
		for _, titre := range []string{"# ", "## À quoi ça sert", "## Quand", "## Comment", "## Ensuite", "## Ce qui peut mal se passer"} {
			if !strings.Contains(texte, titre) {
				t.Errorf("%s: no %q", id, titre)
			}
		}
	}
	if len(assets.Aides()) != len(ids) {
		t.Errorf("%d pages for %d screens", len(assets.Aides()), len(ids))
	}
}
