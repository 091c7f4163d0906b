package decision_test

import (
	"testing"

	"delib/core/decision"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// TestPourAtteindre holds each answer to its meaning: with the mark said the
// mean is there, half a point below it is not, and a unit left out cannot.
func TestPourAtteindre(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	d := dossiertest.Fabriquer(1, 40).Jurys[0]
	avec := func(c *jury.Candidat, e string, n note.Note) decision.Resultat {
		x := *c
		x.Notes = append([]jury.NoteEpreuve{{Epreuve: e, Groupe: 1, Valeur: note.De(n)}}, c.Notes...)
		return decision.Calculer(p, &d.Entete, &x)
	}
	dits, tus := 0, 0
	for _, c := range d.Candidats {
		r := decision.Calculer(p, &d.Entete, c)
		for _, seuil := range []int64{8, 10} {
			besoins := map[string]note.Note{}
			for _, b := range decision.PourAtteindre(p, &d.Entete, c, seuil) {
				besoins[b.Epreuve.Code] = b.Note
				dits++
				if !avec(c, b.Epreuve.Code, b.Note).Premier.Valeur.AuMoins(seuil) {
					t.Errorf("%s: %s in %s is not enough for %d", c.Cle, b.Note, b.Epreuve.Code, seuil)
				}
				if b.Note >= 50 && avec(c, b.Epreuve.Code, b.Note-50).Premier.Valeur.AuMoins(seuil) {
					t.Errorf("%s: less than %s in %s is enough for %d", c.Cle, b.Note, b.Epreuve.Code, seuil)
				}
			}
			for _, u := range r.Premier.Unites {
				if _, dit := besoins[u.Epreuve.Code]; dit || !u.Compte() || r.Premier.Valeur.AuMoins(seuil) {
					continue
				}
				tus++
				if avec(c, u.Epreuve.Code, note.Max).Premier.Valeur.AuMoins(seuil) {
					t.Errorf("%s: 20 in %s is enough for %d, and it is left out", c.Cle, u.Epreuve.Code, seuil)
				}
			}
			if r.Premier.Valeur.AuMoins(seuil) && len(besoins) > 0 {
				t.Errorf("%s is at %s already", c.Cle, r.Moyenne)
			}
		}
	}
	if dits < 20 || tus < 5 {
		t.Errorf("%d answers, %d left out: the test shows little", dits, tus)
	}
}

// TestEcart: what lacks in points, put on one unit, brings the mean there; who is
// there already has as many points beyond.
func TestEcart(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	d := dossiertest.Fabriquer(1, 40).Jurys[0]
	sous, sur := 0, 0
	for _, c := range d.Candidats {
		r := decision.Calculer(p, &d.Entete, c)
		g := &r.Premier
		for _, base := range []examen.Base{examen.Ensemble, examen.Professionnelles} {
			m := g.Generale
			if base == examen.Professionnelles {
				m = g.Pro
			}
			manque, surplus, ok := g.Ecart(base, 10)
			if ok != (len(g.Manquantes) == 0) {
				t.Errorf("%s: %v", c.Cle, ok)
			}
			if !ok {
				continue
			}
			dix := m.Coefficients.Fois(note.Entier(10))
			if m.Points.Plus(manque).Compare(dix.Plus(surplus)) != 0 || !manque.Nulle() && !surplus.Nulle() {
				t.Errorf("%s: %s lack, %s beyond", c.Cle, manque, surplus)
			}
			if manque.Nulle() {
				sur++
			} else {
				sous++
			}
		}
	}
	if sous < 5 || sur < 5 {
		t.Errorf("%d under, %d over: the test shows little", sous, sur)
	}
}

// TestPresque: a quarter of a point under a threshold is near it, no more; in
// the second group only the admission is a threshold.
func TestPresque(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		m               note.Fraction
		premier, second bool
	}{
		{note.Rapport(39, 4), true, true}, {note.Rapport(3899, 400), false, false}, {note.Entier(10), false, false},
		{note.Rapport(31, 4), true, false}, {note.Rapport(79999, 10000), true, false}, {note.Entier(8), false, false}, {note.Entier(9), false, false},
	} {
		if decision.Presque(p, 1, c.m) != c.premier || decision.Presque(p, 2, c.m) != c.second {
			t.Errorf("%s", c.m)
		}
	}
}

// TestPourAdmettre: the mark said admits, half a point less does not.
func TestPourAdmettre(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, banque)
	d := &jury.Entete{Code: "1", Etat: examen.Deliberation2, Epreuves: es}
	refuse := candidat(t, cas{notes: "9,11,10,10,10,10", controle: "U1=8 U2=8"}, es)
	refuse.Arrete1, refuse.Arrete2 = &jury.Arrete{Decision: examen.Passe}, &jury.Arrete{Decision: examen.Refuse}
	if n, ok := decision.PourAdmettre(p, d, refuse, &d.Epreuves[1]); !ok || n.String() != "11.50" {
		t.Errorf("a deliberation that was opened again: %s %v", n, ok)
	}
	for notes, want := range map[string]string{"U1=8 U2=-": "11.50", "U1=9 U2=4": "11.50", "U1=12 U2=-": "", "U1=- U2=-": ""} {
		c := candidat(t, cas{notes: "9,11,10,10,10,10", controle: notes}, es)
		if notes == "U1=12 U2=-" { // admitted with any second mark
			want = "0.00"
		}
		n, ok := decision.PourAdmettre(p, d, c, &d.Epreuves[1])
		if ok != (want != "") || ok && n.String() != want {
			t.Errorf("%s: %s %v, want %q", notes, n, ok, want)
		}
	}
}
