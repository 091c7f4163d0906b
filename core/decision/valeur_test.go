package decision_test

import (
	"strings"
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// TestAUnitOfSousEpreuvesHasAValue: what papers show of a unit without a row of its
// own is what its sous-épreuves give, and it is missing only when they are.
func TestAUnitOfSousEpreuvesHasAValue(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	e := jury.Entete{Epreuves: reglement(t, "U1 3 G oui, U2 2 G oui, LE/U2 1 G, LO/U2 1 G")}
	for _, c := range []struct{ u1, u2, le, lo, veut string }{
		{"10", "-", "6", "15.5", "11.0"}, // 10.75, half point above (B20)
		{"10", "12", "6", "15.5", "12.0"},
		{"10", "-", "6", "-", "Note manquante"},
		{"10", "-", "AB", "15", "AB"},
		{"10", "-", "AJ", "16", "8.0"},
		{"10", "-", "AJ", "0", "AJ"},
		{"10", "BE 14", "-", "-", "14.0"},
		{"10", "DI", "-", "-", "DI"},
		{"10", "-", "DI", "15", "15.0"},
	} {
		x := &jury.Candidat{Cle: jury.Cle{Numero: "1", Inscription: "001"}}
		for i, v := range []string{c.u1, c.u2, c.le, c.lo} {
			if lue := valeur(t, v); !lue.EstManquante() {
				x.Notes = append(x.Notes, jury.NoteEpreuve{Epreuve: e.Epreuves[i].Code, Groupe: 1, Valeur: lue})
			}
		}
		lu := decision.ValeurUnite(p, &e, x, "U2")
		if texte := lu.Libelle(); texte != c.veut && !(lu.Statut == note.Benefice && c.u2 == "BE 14") {
			t.Errorf("%+v: %q", c, texte)
		}
	}
}

// TestBeforeTheUnitHadARow: the mark that a jury changed was the one that the
// sous-épreuves gave.
func TestBeforeTheUnitHadARow(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	e := jury.Entete{Epreuves: reglement(t, "U1 3 G oui, U2 2 G oui, LE/U2 1 G, LO/U2 1 G")}
	x := &jury.Candidat{Notes: []jury.NoteEpreuve{
		{Epreuve: "U2", Groupe: 1, Valeur: note.De(1400)}, {Epreuve: "LE", Groupe: 1, Valeur: note.De(600)}, {Epreuve: "LO", Groupe: 1, Valeur: note.De(1550)},
	}}
	if v := decision.ValeurUnite(p, &e, decision.AvantLaLigne(x, "U2"), "U2"); v != note.De(1100) {
		t.Errorf("%v", v)
	}
	if x.Valeur("U2", 1) != note.De(1400) {
		t.Error("the candidate himself was changed")
	}
}

// TestTheEdgeOfABenefice: a mark kept five sessions warns of nothing, six does (D643-15).
func TestTheEdgeOfABenefice(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	e := jury.Entete{Epreuves: reglement(t, "U1 3 G oui, U3 5 P")}
	for origine, dit := range map[string]bool{"2022-06": false, "2018-06": false, "2018-01": false, "2017-09": true, "2010-06": true} {
		x := &jury.Candidat{Notes: []jury.NoteEpreuve{
			{Epreuve: "U1", Groupe: 1, Valeur: note.Valeur{Statut: note.Benefice, Note: 1400, Origine: origine}},
			{Epreuve: "U3", Groupe: 1, Valeur: note.De(1000)},
		}}
		r := decision.Calculer(p, &e, x)
		if vu := strings.Contains(strings.Join(r.Motifs(), "\n"), "il y a plus de 5 ans"); vu != dit {
			t.Errorf("%s: %v", origine, r.Motifs())
		}
		if r.Decision != examen.Admis {
			t.Errorf("%s: the mark no longer counts: %v", origine, r.Decision)
		}
	}
}
