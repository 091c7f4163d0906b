package edition_test

import (
	"strings"
	"testing"

	"delib/core/document"
	"delib/core/document/documenttest"
	"delib/core/edition"
	"delib/core/jury"
)

// TestPVSaysWhatHappened: the incidents of the group stand under the observations of
// the jury, by their hours; those of the other group do not.
func TestPVSaysWhatHappened(t *testing.T) {
	f, d := bacProAvecProjet(t)
	d.Incidents = []jury.Incident{
		{Groupe: 1, Categorie: jury.IncidentSuspension, Heure: "15:10", Texte: "malaise d’un membre", Par: "Moreau Claire"},
		{Groupe: 1, Categorie: jury.IncidentCoupure, Heure: "14:05", Texte: "courant coupé dix minutes", Par: "Petit Alain"},
		{Groupe: 2, Categorie: jury.IncidentFraude, Heure: "09:00", Texte: "téléphone", Par: "Moreau Claire"},
	}
	texte := string(documenttest.Texte(document.Liasse{Documents: edition.PV(f, d, 1, edition.Tenue{Sceau: "x"})}))
	_, texte, _ = strings.Cut(texte, "Composition du jury et émargement - Jury")
	texte = strings.Join(strings.Fields(texte), " ")
	reste := texte
	for _, veut := range []string{
		"Observations du jury", "Incidents de séance", "14 h 05 – coupure : courant coupé dix minutes (noté par Petit Alain)",
		"15 h 10 – suspension de séance : malaise d’un membre (noté par Moreau Claire)",
	} {
		_, apres, ok := strings.Cut(reste, veut)
		if !ok {
			t.Fatalf("%q is not in its place in\n%s", veut, texte)
		}
		reste = apres
	}
	if strings.Contains(texte, "téléphone") {
		t.Error("an incident of the other group is in this one")
	}
}
