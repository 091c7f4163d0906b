package decision_test

import (
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// BenchmarkCalculer computes 20,000 candidates an iteration: well under a second is the bar.
func BenchmarkCalculer(b *testing.B) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		b.Fatal(err)
	}
	es := reglement(b, banque+", UF1 1 F, LV 2 G, E/LV 1 G, O/LV 2 G")
	d := &jury.Entete{Code: "1", Etat: examen.RecueilNotes, Epreuves: es}
	c := candidat(b, cas{notes: "9,11,10,10,10,10,12,-,6,15.5", controle: "U1=12 U2=11"}, es)
	b.ReportAllocs()
	for b.Loop() {
		for range 20000 {
			if r := decision.Calculer(p, d, c); r.Decision == examen.Attente {
				b.Fatal(r.Motifs())
			}
		}
	}
}
