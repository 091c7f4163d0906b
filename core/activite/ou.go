package activite

import (
	"context"
	"fmt"
	"time"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// Situation is where one jury stands: the line of "Où en sommes-nous ?".
type Situation struct {
	jury.Entete
	Candidats  int
	Manquantes int // candidates with a missing mark in the present group
	SansChoix  int // candidates of the second group whose disciplines are not all chosen
	Livrets    int // livrets to examine before these candidates can be refused
	Plan       EtatPlan
	PlanLe     time.Time // zero when it was never made
	PlanGroupe int       // group of the plan de secours that matters now, 0 when none does
	Suivant    examen.Passage
	Termine    bool   // nothing is left to do
	Conseil    string // what to do next, one sentence
	ActiviteID string // the activity that does it, "" when it is not in the menu
}

// Situations tells where every jury stands.
func (s *Service) Situations(ctx context.Context) ([]Situation, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	es, err := s.depot.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	plans, err := s.depot.Plans(ctx)
	if err != nil {
		return nil, err
	}
	situations := make([]Situation, 0, len(es))
	for _, e := range es {
		d, err := s.depot.Charger(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		x := Situation{Entete: e, Candidats: len(d.Candidats)}
		x.Manquantes = len(decision.Manquantes(p, &d, e.Etat.Groupe()))
		if s, ok := examen.Suivant(e.Etat); ok && s.Par == examen.RoleJury {
			x.Livrets = len(decision.LivretsNonExamines(p, &d, e.Etat.Groupe()))
		}
		if e.Etat.Groupe() == 2 {
			x.SansChoix = decision.SansChoix(p, &d)
		}
		switch e.Etat {
		case examen.Deliberation1:
			x.PlanGroupe = 1
		case examen.RecueilNotes, examen.Deliberation2:
			x.PlanGroupe = 2
		}
		for _, pl := range plans {
			if pl.Jury == e.Code && pl.Groupe == x.PlanGroupe {
				x.PlanLe, x.Plan = pl.FaitLe, PlanPerime
				if planAJour(&pl, &d) {
					x.Plan = PlanAJour
				}
			}
		}
		x.conseiller(p)
		situations = append(situations, x)
	}
	return situations, nil
}

// conseiller says what to do next.
func (x *Situation) conseiller(p *examen.Profil) {
	suivant, ok := examen.Suivant(x.Etat)
	x.Suivant, x.Termine = suivant, !ok
	plan := x.PlanGroupe > 0 && x.Plan != PlanAJour
	manquent := fmt.Sprintf("%d candidats ont une note manquante", x.Manquantes)
	if x.Manquantes == 1 {
		manquent = "Un candidat a une note manquante"
	}
	switch x.Etat {
	case examen.NonCommencee, examen.ModificationNotes:
		x.Conseil = "Attendre que l’académie ouvre la délibération du 1er groupe."
	case examen.Deliberation1:
		x.Conseil = "Le jury délibère, puis clôt sa délibération."
		if plan {
			x.Conseil, x.ActiviteID = "Générer le plan de secours avant de délibérer.", IDPlan1
		} else if x.Manquantes > 0 {
			x.Conseil = manquent + " : le jury ne pourra pas clore."
		} else if x.Livrets > 0 {
			x.Conseil = fmt.Sprintf("Le jury délibère ; livrets à examiner avant de clore : %d.", x.Livrets)
		}
	case examen.Editions1:
		x.Conseil, x.ActiviteID = "Terminer le 1er groupe, une fois le PV signé.", IDTerminer1
	case examen.Termine1:
		x.Conseil = "Attendre que l’académie verrouille le 1er groupe."
	case examen.Verrouille1:
		x.Conseil, x.ActiviteID = "Saisir les choix de disciplines des candidats.", IDChoix
	case examen.RecueilNotes:
		x.Conseil, x.ActiviteID = "Ouvrir la délibération "+p.Mots.DuGroupe2+".", IDOuvrir2
		if x.SansChoix > 0 {
			x.Conseil, x.ActiviteID = x.sansChoix()+" : les saisir avant les notes, et avant d’ouvrir la délibération.", IDChoix
		} else if x.Manquantes > 0 {
			x.Conseil, x.ActiviteID = manquent+" : compléter avant d’ouvrir la délibération.", IDNotes
		} else if plan {
			x.Conseil, x.ActiviteID = "Générer le plan de secours avant d’ouvrir la délibération.", IDPlan2
		}
	case examen.Deliberation2:
		x.Conseil = "Le jury délibère, puis clôt sa délibération."
		if x.SansChoix > 0 {
			x.Conseil, x.ActiviteID = x.sansChoix()+" : revenir à l’état 200, saisir les choix et les notes, puis rouvrir.", IDAvancement
		}
	case examen.Editions2:
		x.Conseil, x.ActiviteID = "Terminer "+p.Mots.LeGroupe2+", une fois le PV signé.", IDTerminer2
	case examen.Termine2:
		x.Conseil = "Attendre que l’académie verrouille " + p.Mots.LeGroupe2 + " et publie les résultats."
	case examen.Verrouille2:
		x.Conseil = "Rien : les résultats sont à l’académie."
	}
}

// sansChoix says for how many the choices are missing.
func (x *Situation) sansChoix() string {
	if x.SansChoix == 1 {
		return "Les choix de disciplines d’un candidat ne sont pas saisis"
	}
	return fmt.Sprintf("Les choix de disciplines de %d candidats ne sont pas saisis", x.SansChoix)
}
