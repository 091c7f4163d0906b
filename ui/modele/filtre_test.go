package modele

import (
	"slices"
	"testing"

	"delib/core/examen"
)

func TestHomeIsFiltered(t *testing.T) {
	p := profil(t, "BTS")
	ss := trois()
	ss[0].Etat, ss[0].ActiviteID, ss[1].ActiviteID = examen.Deliberation1, "plan-secours-groupe1", "pv-groupe1"
	a := NouvelAccueil(p, ss, false)
	libelles := func(cs []Choix) (l []string) {
		for _, c := range cs {
			l = append(l, c.Libelle)
		}
		return l
	}
	if l := libelles(a.Etats()); !slices.Equal(l, []string{"Tous les états (3)", p.EtatComplet(examen.Deliberation1) + " (1)",
		p.EtatComplet(examen.Editions1) + " (1)", p.EtatComplet(examen.RecueilNotes) + " (1)"}) {
		t.Errorf("%q", l)
	}
	if l := libelles(a.Suites()); len(l) < 3 || l[1] != "Générer le plan de secours (1)" || l[2] != "Procès-verbaux (1)" {
		t.Errorf("%q", l)
	}
	for _, c := range []struct {
		f    FiltreAccueil
		veut []int
	}{
		{FiltreAccueil{}, []int{0, 1, 2}}, {FiltreAccueil{Recherche: "bioanalyses"}, []int{1}}, {FiltreAccueil{Faire: "Procès-verbaux"}, []int{1}},
		{FiltreAccueil{Etat: p.EtatComplet(examen.RecueilNotes)}, []int{2}},
		{FiltreAccueil{Etat: p.EtatComplet(examen.RecueilNotes), Recherche: "20112"}, nil},
	} {
		if v := a.Filtrer(c.f); !slices.Equal(v, c.veut) {
			t.Errorf("%+v: %v", c.f, v)
		}
	}
}
