package decision_test

import (
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// parc gives one candidate, at the second group, under each of the four rule
// sets; a run over them is what a centre of several exams would ask for.
func parc(b testing.TB) (ps []*examen.Profil, ds []*jury.Entete, cs []*jury.Candidat) {
	for _, c := range []cas{
		{
			examen: "BTS", session: "2023-06", reglement: banque + ", UF1 1 F, LV 2 G, E/LV 1 G, O/LV 2 G", notes: "6,9,10,10,10,10,12,-,6,15.5",
			controle: "U1=12 U2=11",
		},
		{examen: "BCP", session: "2021-06", reglement: bacpro09, notes: "11,10,6,9,7,8,12,8,-,-", controle: "ECT1=6 ECT2=5.5"},
		{examen: "BCP", session: "2022-06", reglement: bacpro, notes: "11,10,6,9,7,8,12,8", controle: "MATH=11 FR=10"},
		{examen: "BCP", session: "2026-06", reglement: projet, notes: "11,10,6,9,7,8,12,8,-,12,14", categorie: "SCOLAIRE", controle: "MATH=11 FR=9"},
	} {
		p, err := examen.Trouver(c.examen, c.session)
		if err != nil {
			b.Fatal(err)
		}
		es := reglement(b, c.reglement)
		ps, ds, cs = append(ps, p), append(ds, &jury.Entete{Code: "1", Etat: examen.RecueilNotes, Epreuves: es}), append(cs, candidat(b, c, es))
	}
	return ps, ds, cs
}

// BenchmarkCalculer computes 20,000 candidates an iteration, over four rule sets:
// under 100 ms, and no allocation a candidate.
func BenchmarkCalculer(b *testing.B) {
	ps, ds, cs := parc(b)
	b.ReportAllocs()
	var r decision.Resultat
	for b.Loop() {
		for i := range 20000 {
			k := i % len(ps)
			if r.Refaire(ps[k], ds[k], cs[k]); r.Decision == examen.Attente {
				b.Fatal(r.Motifs())
			}
		}
	}
}

// TestRefaireAllocatesNothing: a run over the candidates of a centre does not
// work for the collector, and a result that is filled again is the same as a new one.
func TestRefaireAllocatesNothing(t *testing.T) {
	ps, ds, cs := parc(t)
	var r decision.Resultat
	tour := func() {
		for k := range ps {
			r.Refaire(ps[k], ds[k], cs[k])
		}
	}
	tour()
	if n := testing.AllocsPerRun(50, tour); n > 0 {
		t.Errorf("%v allocations for four candidates", n)
	}
	for k := range ps {
		neuf := decision.Calculer(ps[k], ds[k], cs[k])
		r.Refaire(ps[k], ds[k], cs[k])
		if r.Pourquoi() != neuf.Pourquoi() || r.Moyenne != neuf.Moyenne || r.Decision != neuf.Decision ||
			r.Controle == nil || neuf.Controle == nil || r.Controle.Valeur.Compare(neuf.Controle.Valeur) != 0 {
			t.Errorf("%s %s: %s\nthen %s", ps[k].Examen, ps[k].Depuis, neuf.Pourquoi(), r.Pourquoi())
		}
	}
}
