package modele

import (
	"testing"

	"delib/core/activite"
	"delib/core/jury"
)

func TestPlanAtTheClosing(t *testing.T) {
	for texte, veut := range map[string]PlanALaCloture{
		"": {}, "non\n": {}, "oui\n": {Refaire: true}, "oui\n/media/CLE USB": {true, "/media/CLE USB"}, "non\n/media/c": {false, "/media/c"},
	} {
		if r := LireReglagePlan(texte); r != veut || LireReglagePlan(r.Texte()) != r {
			t.Errorf("%q: %+v, %q", texte, r, r.Texte())
		}
	}
	oui := PlanALaCloture{Refaire: true}
	pret := activite.Situation{Entete: jury.Entete{Code: "1"}, PlanGroupe: 2}
	manque, livret, ailleurs := pret, pret, pret
	manque.Manquantes, livret.Livrets, ailleurs.PlanGroupe = 1, 1, 0
	if !oui.Avant(&pret) || oui.Avant(&manque) || oui.Avant(&livret) || oui.Avant(&ailleurs) || (PlanALaCloture{}).Avant(&pret) {
		t.Error("the plan is made where the jury will close, when the person said so, and only then")
	}
	if id, d := DemandePlan(&pret, "Claire"); id != activite.IDPlan2 || len(d.Jurys) != 1 || d.Jurys[0] != "1" || d.Par != "Claire" {
		t.Errorf("%s %+v", id, d)
	}
}
