package activite

import (
	"context"
	"fmt"
	"slices"
	"time"

	"delib/core/compterendu"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// Situation is where one jury stands: the line of "Où en sommes-nous ?".
type Situation struct {
	jury.Entete
	Candidats   int
	Concernes   int                     // candidates of the present group: in the second, those admitted to the contrôle
	Decisions   map[examen.Decision]int // of those concerned
	Manquantes  int                     // candidates with a missing mark in the present group
	SansChoix   int                     // candidates of the second group whose disciplines are not all chosen
	Livrets     int                     // livrets to examine before these candidates can be refused
	LivretsVus  int                     // livrets ticked as examined, out of LivretsTous
	LivretsTous int
	Plan        EtatPlan
	PlanLe      time.Time // zero when it was never made
	PlanGroupe  int       // group of the plan de secours that matters now, 0 when none does
	PlanActes   int       // acts since it was made that changed what it holds
	PVLe        time.Time // of the papers of the group that was closed, made of the jury as it is; zero for never
	ListesLe    time.Time
	Le          time.Time // when this was so
	Suivant     examen.Passage
	Termine     bool   // nothing is left to do
	Conseil     string // what to do next, one sentence
	ActiviteID  string // the activity that does it, "" when it is not in the menu
}

// Situations tells where every jury stands.
func (s *Service) Situations(ctx context.Context) ([]Situation, error) {
	es, err := s.depot.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	codes := make([]string, len(es))
	for i := range es {
		codes[i] = es[i].Code
	}
	return s.situer(ctx, codes)
}

// Situation tells where one jury stands.
func (s *Service) Situation(ctx context.Context, code string) (*Situation, error) {
	ss, err := s.situer(ctx, []string{code})
	if err != nil {
		return nil, err
	}
	return &ss[0], nil
}

func (s *Service) situer(ctx context.Context, codes []string) ([]Situation, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	plans, err := s.depot.Plans(ctx)
	if err != nil {
		return nil, err
	}
	cs, err := s.depot.ComptesRendus(ctx)
	if err != nil {
		return nil, err
	}
	situations := make([]Situation, 0, len(codes))
	for _, code := range codes {
		d, err := s.depot.Charger(ctx, code)
		if err != nil {
			return nil, err
		}
		x := Situation{Entete: d.Entete, Candidats: len(d.Candidats), Le: s.horloge()}
		x.compter(p, &d)
		if err := s.situerPlan(ctx, &x, plans, &d); err != nil {
			return nil, err
		}
		x.situerPapiers(cs)
		x.conseiller(p)
		situations = append(situations, x)
	}
	return situations, nil
}

// compter counts the candidates of the present group, and what lacks them.
func (x *Situation) compter(p *examen.Profil, d *jury.Dossier) {
	groupe := x.Etat.Groupe()
	x.Decisions = map[examen.Decision]int{}
	var r decision.Resultat
	for _, c := range d.Candidats {
		r.Refaire(p, &d.Entete, c)
		if groupe == 2 && r.Premier.Decision != examen.Passe {
			continue
		}
		x.Concernes++
		x.Decisions[r.Decision]++
		if c.ALivret() {
			x.LivretsTous++
			if c.LivretExamine {
				x.LivretsVus++
			}
		}
	}
	x.Manquantes = len(decision.Manquantes(p, d, groupe))
	if s, ok := examen.Suivant(x.Etat); ok && s.Par == examen.RoleJury {
		x.Livrets = len(decision.LivretsNonExamines(p, d, groupe))
	}
	if groupe == 2 || x.Etat == examen.Verrouille1 {
		x.SansChoix = decision.SansChoix(p, d)
	}
}

// situerPlan finds the plan de secours that matters in this state.
func (s *Service) situerPlan(ctx context.Context, x *Situation, plans []compterendu.Plan, d *jury.Dossier) error {
	switch x.Etat {
	case examen.Deliberation1:
		x.PlanGroupe = 1
	case examen.RecueilNotes, examen.Deliberation2:
		x.PlanGroupe = 2
	}
	for i := range plans {
		pl := &plans[i]
		if pl.Jury != x.Code || pl.Groupe != x.PlanGroupe {
			continue
		}
		var err error
		x.PlanLe = pl.FaitLe
		if x.Plan, x.PlanActes, err = s.jugerPlan(ctx, pl, d); err != nil {
			return err
		}
	}
	return nil
}

// situerPapiers finds when the papers of the group that the jury has closed were
// made; those of before it closed again do not count.
func (x *Situation) situerPapiers(cs []compterendu.CompteRendu) {
	pv, listes := IDPV1, IDListes1
	switch x.Etat {
	case examen.Editions1:
	case examen.Editions2:
		pv, listes = IDPV2, IDListes2
	default:
		return
	}
	for i := range cs {
		c := &cs[i]
		celuiCi := func(j compterendu.Jury) bool { return j.Code == x.Code && j.Rang == x.Rang }
		if len(c.Documents) == 0 || c.Activite != pv && c.Activite != listes || !slices.ContainsFunc(c.Jurys, celuiCi) {
			continue
		}
		le := &x.ListesLe
		if c.Activite == pv {
			le = &x.PVLe
		}
		if c.Debut.After(*le) {
			*le = c.Debut
		}
	}
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
		if x.Plan == PlanAbsent { // one that acts of the jury have aged is no alarm
			x.Conseil, x.ActiviteID = "Générer le plan de secours avant de délibérer.", IDPlan1
		} else if x.Manquantes > 0 {
			x.Conseil = manquent + " : le jury ne pourra pas clore."
		} else if x.Livrets > 0 {
			x.Conseil = fmt.Sprintf("Le jury délibère ; livrets à examiner avant de clore : %d.", x.Livrets)
		}
	case examen.Editions1:
		x.conseillerPapiers("le 1er groupe", IDPV1, IDListes1, IDTerminer1)
	case examen.Termine1:
		x.Conseil = "Attendre que l’académie verrouille le 1er groupe."
		if x.Decisions[examen.Passe] > 0 {
			x.Conseil, x.ActiviteID = "Éditer les relevés de notes et les convocations, en attendant que l’académie verrouille le 1er groupe.", IDReleves
		}
	case examen.Verrouille1:
		x.Conseil = "Attendre que l’académie ouvre le recueil des notes."
		if x.SansChoix > 0 {
			x.Conseil, x.ActiviteID = x.sansChoix()+" : les saisir.", IDChoix
		} else if x.Decisions[examen.Passe] > 0 {
			x.Conseil, x.ActiviteID = "Éditer les convocations, en attendant que l’académie ouvre le recueil des notes.", IDConvocations
		}
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
		x.conseillerPapiers(p.Mots.LeGroupe2, IDPV2, IDListes2, IDTerminer2)
	case examen.Termine2:
		x.Conseil = "Attendre que l’académie verrouille " + p.Mots.LeGroupe2 + " et publie les résultats."
	case examen.Verrouille2:
		x.Conseil = "Rien : les résultats sont à l’académie."
	}
}

// conseillerPapiers sends to the papers that a closed jury has not made yet, then to
// the end of its group.
func (x *Situation) conseillerPapiers(groupe, pv, listes, terminer string) {
	switch {
	case x.PVLe.IsZero() && x.ListesLe.IsZero():
		x.Conseil, x.ActiviteID = "Éditer le procès-verbal et les listes de résultats.", pv
	case x.PVLe.IsZero():
		x.Conseil, x.ActiviteID = "Éditer le procès-verbal, et le faire signer.", pv
	case x.ListesLe.IsZero():
		x.Conseil, x.ActiviteID = "Éditer les listes de résultats.", listes
	default:
		x.Conseil, x.ActiviteID = "Terminer "+groupe+", une fois le PV signé.", terminer
	}
}

// sansChoix says for how many the choices are missing.
func (x *Situation) sansChoix() string {
	if x.SansChoix == 1 {
		return "Les choix de disciplines d’un candidat ne sont pas saisis"
	}
	return fmt.Sprintf("Les choix de disciplines de %d candidats ne sont pas saisis", x.SansChoix)
}
