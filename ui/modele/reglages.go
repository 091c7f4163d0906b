package modele

import (
	"strings"

	"delib/core/activite"
)

// ReglagePlan is the setting that LireReglagePlan reads.
const ReglagePlan = "plan-a-la-cloture"

// PlanALaCloture is what a person said once of the plan de secours: that it is made
// again before each closing, and where else it is kept.
type PlanALaCloture struct {
	Refaire bool
	Dossier string // "" for none
}

// LireReglagePlan reads the setting; by default nothing is made by itself.
func LireReglagePlan(texte string) PlanALaCloture {
	premiere, dossier, _ := strings.Cut(texte, "\n")
	return PlanALaCloture{premiere == "oui", strings.TrimSpace(dossier)}
}

// Texte writes the setting.
func (r PlanALaCloture) Texte() string {
	t := "non"
	if r.Refaire {
		t = "oui"
	}
	return t + "\n" + r.Dossier
}

// Avant tells whether the plan of a jury is made before it closes: not when the
// closing will be refused anyway.
func (r PlanALaCloture) Avant(s *activite.Situation) bool {
	return r.Refaire && s.PlanGroupe > 0 && s.Manquantes == 0 && s.Livrets == 0 && len(s.DivergencesOuvertes()) == 0
}

// DemandePlan is the activity that makes the plan of a jury where it stands, and what
// is asked of it.
func DemandePlan(s *activite.Situation, par string) (id string, d activite.Demande) {
	return idPlan(s.PlanGroupe), activite.Demande{Jurys: []string{s.Code}, Par: par}
}
