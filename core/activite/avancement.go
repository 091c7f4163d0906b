package activite

import (
	"context"
	"fmt"
	"slices"

	"delib/core/compterendu"
	"delib/core/decision"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
)

// avancerNormal makes the chef de centre's normal move of an activity.
func avancerNormal(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	ds, err := s.choisir(ctx, a, p, d.Jurys)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	for i := range ds {
		if a.Vers == examen.Deliberation2 {
			b.avertirPlan(ctx, s, &ds[i], 2)
			b.avertirManques(p, &ds[i])
		}
	}
	sceau, motif, err := s.pvSigne(ctx, ds, &d)
	if err != nil {
		return nil, err
	}
	normal := passer(a.Vers, examen.RoleCentre, d.Par)
	return b, s.mouvoir(ctx, p, b, ds, a.Vers, func(j *jury.Dossier, arretes []jury.ArreteDe) jury.Acte {
		x := normal(j, arretes)
		x.Sceau, x.Motif = sceau, motif
		return x
	})
}

// avancerExceptionnel is "Gérer l'avancement des jurys": one step either way,
// with its reason, for the jurys named.
func avancerExceptionnel(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	if len(d.Jurys) == 0 {
		return nil, examen.Refuser(examen.CodeSaisie, "Cet acte exceptionnel demande de nommer les jurys.", "Indiquez-les.").Par(examen.Champ("jury"))
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	vers, ok := examen.LireEtat(d.Valeur("etat"))
	if !ok {
		return nil, jury.RefusEtatInconnu(d.Valeur("etat"))
	}
	ds, err := s.choisir(ctx, a, p, d.Jurys)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	return b, s.mouvoir(ctx, p, b, ds, vers, func(j *jury.Dossier, arretes []jury.ArreteDe) jury.Acte {
		return jury.ActeAvancement(j, vers, arretes, d.Valeur("motif"), d.Par)
	})
}

// mouvoir moves jurys to a state in one transaction, and says so. Each jury that
// cannot move is named; then none moves. acte makes the move of one jury with
// the decisions that it settles, if it ends a deliberation.
func (s *Service) mouvoir(ctx context.Context, p *examen.Profil, b *Bilan, ds []jury.Dossier, vers examen.Etat,
	acte func(*jury.Dossier, []jury.ArreteDe) jury.Acte) error {
	var refus []error
	var lots []jury.Lot
	for i := range ds {
		essai := acte(&ds[i], nil)
		exceptionnel := essai.Sorte().Exceptionnel
		if _, ok := examen.TrouverPassage(ds[i].Etat, vers, exceptionnel); !ok {
			refus = append(refus, jury.RefusPassage(p, &ds[i].Entete, vers, exceptionnel))
			continue
		}
		if exceptionnel && decision.FinDeDeliberation(ds[i].Etat, vers) {
			b.avertirSansDecision(p, &ds[i])
		}
		lots = append(lots, jury.Lot{Jury: ds[i].Code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
			var arretes []jury.ArreteDe
			if decision.FinDeDeliberation(d.Etat, vers) {
				arretes = decision.Arreter(p, &d)
			}
			x := acte(&d, arretes)
			if x.Sceau != "" && d.Rang != ds[i].Rang { // what the seal was compared with has changed meanwhile
				return nil, refusPV(ds[i].Rang, d.Rang)
			}
			return []jury.Acte{x}, nil
		}})
	}
	if err := reunir(refus); err != nil {
		return err
	}
	if err := s.depot.Agir(ctx, p, lots); err != nil {
		return err
	}
	for i := range ds {
		b.Messages = append(b.Messages, fmt.Sprintf("Jury %s : %s → %s.", ds[i].Code, p.EtatComplet(ds[i].Etat), p.EtatComplet(vers)))
	}
	return nil
}

func passer(vers examen.Etat, role examen.Role, par string) func(*jury.Dossier, []jury.ArreteDe) jury.Acte {
	return func(d *jury.Dossier, _ []jury.ArreteDe) jury.Acte { return jury.ActePassage(d, vers, role, par) }
}

// SimulerAcademie makes one of the académie's own moves, on a base without a
// server: training, demonstration.
func (s *Service) SimulerAcademie(ctx context.Context, codes []string, etat, par string) (*Bilan, error) {
	if err := s.exigerSansServeur(ctx); err != nil {
		return nil, err
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	vers, ok := examen.LireEtat(etat)
	if !ok {
		return nil, jury.RefusEtatInconnu(etat)
	}
	if len(codes) == 0 {
		return nil, examen.Refuser(examen.CodeSaisie, "Aucun jury n’est nommé.", "Indiquez-les.").Par(examen.Champ("jury"))
	}
	tous := &Activite{Libelle: "Acte de l'académie"}
	ds, err := s.choisir(ctx, tous, p, codes)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	return b, s.mouvoir(ctx, p, b, ds, vers, passer(vers, examen.RoleAcademie, par))
}

// avertirPlan warns that a plan de secours is missing or older than the data; it never refuses.
func (b *Bilan) avertirPlan(ctx context.Context, s *Service, d *jury.Dossier, groupe int) {
	etat, err := s.etatPlan(ctx, d, groupe)
	if err != nil {
		b.Avertissements = append(b.Avertissements, fmt.Sprintf("Jury %s : l’état de son plan de secours n’a pas pu être lu.", d.Code))
		return
	}
	quel := map[int]string{1: "1er groupe", 2: "second groupe"}[groupe]
	switch etat {
	case PlanAbsent:
		b.Avertissements = append(b.Avertissements, fmt.Sprintf("Jury %s : le plan de secours du %s n’a jamais été généré.", d.Code, quel))
	case PlanPerime:
		b.Avertissements = append(b.Avertissements, fmt.Sprintf("Jury %s : le plan de secours du %s est plus ancien que les données du jury.", d.Code, quel))
	}
}

// avertirManques warns that choices or marks of the second group are missing when
// the deliberation opens; choices cannot be entered any more.
func (b *Bilan) avertirManques(p *examen.Profil, d *jury.Dossier) {
	choix := decision.SansChoix(p, d)
	if choix > 0 {
		b.Avertissements = append(b.Avertissements,
			examen.Dire(
				"Jury %s : les choix de disciplines manquent pour %d candidat(s), et le jury ne pourra pas clore. Ils ne se saisissent qu’avant l’ouverture : "+
					"ramenez le jury à l’état 200 par l’avancement exceptionnel, saisissez les choix et les notes, puis rouvrez.",
				d.Code, choix))
	}
	if n := len(decision.Manquantes(p, d, 2)) - choix; n > 0 {
		b.Avertissements = append(b.Avertissements,
			examen.Dire("Jury %s : des notes du second groupe manquent pour %d candidat(s) ; le contrôle des notes manquantes en donne la liste.", d.Code, n))
	}
}

// avertirSansDecision names who has no settled decision when a deliberation is
// ended by the exceptional activity, which the checks of a closing do not stop.
func (b *Bilan) avertirSansDecision(p *examen.Profil, d *jury.Dossier) {
	groupe := d.Etat.Groupe()
	for _, m := range decision.Manquantes(p, d, groupe) {
		b.Avertissements = append(b.Avertissements,
			fmt.Sprintf("Jury %s : %s %s n’a pas de décision et n’est sur aucune liste : %s.", d.Code, m.Candidat.Cle, m.Candidat.NomComplet(), m.Raison()))
	}
	for _, c := range decision.LivretsNonExamines(p, d, groupe) {
		b.Avertissements = append(b.Avertissements,
			fmt.Sprintf("Jury %s : %s %s est refusé, et son livret n’est pas coché comme examiné (%s).", d.Code, c.Cle, c.NomComplet(), p.ArticleLivret))
	}
}

// EtatPlan tells where the plan de secours of a jury stands.
type EtatPlan int

// The states of a plan de secours.
const (
	PlanAbsent EtatPlan = iota
	PlanPerime          // the jury has changed since
	PlanAJour
)

// planAJour tells whether a plan de secours holds the jury as it is. The number
// of acts alone would not do: what another workstation did may have taken the
// place of what this one had done. What only moved the jury, as the opening of its
// deliberation does, does not age a plan: actes are those since it was made.
func planAJour(p *compterendu.Plan, d *jury.Dossier, actes []jury.Acte) bool {
	if p.Rang == d.Rang {
		return p.Empreinte == d.Empreinte()
	}
	if len(actes) == 0 || changent(actes) > 0 {
		return false
	}
	de, ok := examen.LireEtat(actes[0].De)
	x := *d
	x.Etat, x.Epoque, x.Rang = de, d.Epoque-len(actes), p.Rang
	return ok && p.Empreinte == x.Empreinte()
}

// changent counts the acts that change what a jury holds.
func changent(actes []jury.Acte) (n int) {
	for i := range actes {
		if !actes[i].Bouge() {
			n++
		}
	}
	return n
}

// jugerPlan tells where a plan de secours stands, and how many acts have changed its jury
// since.
func (s *Service) jugerPlan(ctx context.Context, p *compterendu.Plan, d *jury.Dossier) (EtatPlan, int, error) {
	if planAJour(p, d, nil) {
		return PlanAJour, 0, nil
	}
	actes, err := s.actes(ctx, d.Code)
	if err != nil {
		return PlanPerime, 0, err
	}
	actes = slices.DeleteFunc(actes, func(a jury.Acte) bool { return a.RangJury < p.Rang })
	if planAJour(p, d, actes) {
		return PlanAJour, 0, nil
	}
	return PlanPerime, changent(actes), nil
}

func (s *Service) etatPlan(ctx context.Context, d *jury.Dossier, groupe int) (EtatPlan, error) {
	plans, err := s.depot.Plans(ctx)
	if err != nil {
		return PlanAbsent, err
	}
	for i := range plans {
		if plans[i].Jury == d.Code && plans[i].Groupe == groupe {
			e, _, err := s.jugerPlan(ctx, &plans[i], d)
			return e, err
		}
	}
	return PlanAbsent, nil
}

// compterSpecialites counts the decisions of each spécialité over all the jurys
// of the centre, for the statistics.
func (s *Service) compterSpecialites(ctx context.Context, p *examen.Profil) (map[string]edition.Comptes, error) {
	es, err := s.depot.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	m := map[string]edition.Comptes{}
	for _, e := range es {
		d, err := s.depot.Charger(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		if m[d.Specialite] == nil {
			m[d.Specialite] = edition.Comptes{}
		}
		for k, n := range edition.Compter(p, &d) {
			m[d.Specialite][k] += n
		}
	}
	return m, nil
}
