package modele

import (
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

func situationsDePeriodes(periodes ...string) []activite.Situation {
	var ss []activite.Situation
	for i, p := range periodes {
		ss = append(ss, activite.Situation{Entete: jury.Entete{Code: string(rune('A' + i)), Periode: p, Etat: examen.Deliberation1}})
	}
	return ss
}

func TestPeriodesAreAList(t *testing.T) {
	if l := Periodes(situationsDePeriodes("Session normale", "Session normale")); strings.Join(l, "|") != "Session normale" {
		t.Errorf("one: %q", l)
	}
	ss := situationsDePeriodes("Session normale", "Remplacement", "Session normale")
	if l := Periodes(ss); strings.Join(l, "|") != ToutesPeriodes+"|Session normale|Remplacement" {
		t.Errorf("two: %q", l)
	}
	if n := len(DeLaPeriode(ss, "Remplacement")); n != 1 {
		t.Errorf("%d jurys of one", n)
	}
	if n := len(DeLaPeriode(ss, ToutesPeriodes)); n != 3 {
		t.Errorf("%d jurys of all", n)
	}
}

// TestPeriodeTicksItsJurysOnly: no jury that is not shown stays ticked.
func TestPeriodeTicksItsJurysOnly(t *testing.T) {
	a, _ := activite.Trouver("listes-candidats")
	s := NouvelleSelection(a, profil(t, "BTS"), situationsDePeriodes("Session normale", "Remplacement", "Session normale"), nil)
	if l := strings.Join(s.Coches(), ""); l != "ABC" {
		t.Fatalf("at first %s", l)
	}
	s.Periode("Remplacement")
	if l := strings.Join(s.Coches(), ""); l != "B" || s.Nombre() != 1 || s.Ligne(0).Code != "B" {
		t.Errorf("one période: %s, %d shown", l, s.Nombre())
	}
	s.Periode(ToutesPeriodes)
	if l := strings.Join(s.Coches(), ""); l != "B" || s.Nombre() != 3 {
		t.Errorf("all again: %s, %d shown", l, s.Nombre())
	}
}
