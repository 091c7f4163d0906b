package activite

import (
	"context"
	"fmt"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Modification is a mark that a jury changes, or thinks of changing.
type Modification struct {
	Jury, Candidat, Epreuve string
	Valeur                  string // "9,5", "9.5", "absent"
	Motif, Par              string
	Vue                     *string // the value that the person saw, as an act writes it; nil when it was not carried
}

// Effet is what a changed mark does to the mean and to the decision.
type Effet struct {
	Candidat     *jury.Candidat
	Epreuve      *jury.Epreuve
	Avant, Apres decision.Resultat
	De, Vers     note.Valeur
}

// Messages gives the effect in words.
func (e *Effet) Messages(p *examen.Profil) []string {
	moyenne := func(r decision.Resultat) string {
		if r.Moyenne == "" {
			return "–"
		}
		return r.Moyenne
	}
	if e.De == e.Vers {
		return []string{fmt.Sprintf("%s (%s), %s %s : la note est déjà %s, rien n’a été modifié.", e.Candidat.NomComplet(), e.Candidat.Cle, e.Epreuve.Code,
			e.Candidat.LibelleEpreuve(e.Epreuve), e.De.Libelle())}
	}
	return []string{
		fmt.Sprintf("%s (%s), %s %s : %s → %s.", e.Candidat.NomComplet(), e.Candidat.Cle, e.Epreuve.Code, e.Candidat.LibelleEpreuve(e.Epreuve), e.De.Libelle(),
			e.Vers.Libelle()),
		fmt.Sprintf("Moyenne : %s → %s. Décision : %s → %s.", moyenne(e.Avant), moyenne(e.Apres), p.Libelle(e.Avant.Decision), p.Libelle(e.Apres.Decision)),
	}
}

// acteNote makes the act of a modification from the jury as it is.
func acteNote(p *examen.Profil, d *jury.Dossier, m Modification) (jury.Acte, error) {
	cle, ok := jury.LireCle(m.Candidat)
	if !ok {
		return jury.Acte{}, jury.RefusCandidat(m.Candidat, d.Code)
	}
	if d.Etat != examen.Deliberation1 && d.Etat != examen.Deliberation2 {
		return jury.Acte{}, jury.RefusEtat(p, &d.Entete, "Modifier une note", examen.Deliberation1, examen.Deliberation2)
	}
	if _, ok := d.Candidat(cle); !ok {
		return jury.Acte{}, jury.RefusCandidat(cle.String(), d.Code)
	}
	e, err := jury.ExigerEpreuve(d, m.Epreuve)
	if err != nil {
		return jury.Acte{}, err
	}
	v, err := jury.LireSaisie(p, e, m.Valeur)
	if err != nil {
		return jury.Acte{}, err
	}
	return jury.ActeNote(d, cle, e.Code, v, m.Motif, m.Par), nil
}

// Essayer tells what a changed mark would do, and changes nothing. Motif and
// Par may still be empty.
func (s *Service) Essayer(ctx context.Context, m Modification) (*Effet, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	d, err := s.depot.Charger(ctx, m.Jury)
	if err != nil {
		return nil, err
	}
	if m.Motif == "" {
		m.Motif = "-"
	}
	if m.Par == "" {
		m.Par = "-"
	}
	effet, _, err := essayer(p, d, m)
	return effet, err
}

// essayer makes the act of a modification and applies it to a copy of the jury.
func essayer(p *examen.Profil, d jury.Dossier, m Modification) (*Effet, jury.Acte, error) {
	a, err := acteNote(p, &d, m)
	if err != nil {
		return nil, a, err
	}
	if m.Vue != nil && *m.Vue != a.De && a.De != a.Vers {
		return nil, a, refusVue(*m.Vue, a.De, a.Vers)
	}
	apres, err := decision.Juger(p, d, a)
	if err != nil {
		return nil, a, err
	}
	avantC, _ := d.Candidat(a.Cle.Cle)
	apresC, _ := apres.Candidat(a.Cle.Cle)
	e, _ := d.Epreuve(a.Cle.Epreuve)
	return &Effet{
		Candidat: avantC, Epreuve: e,
		Avant: decision.Calculer(p, &d.Entete, avantC), Apres: decision.Calculer(p, &apres.Entete, apresC),
		De: valeurVue(p, &d, avantC, e, a.Cle.Groupe), Vers: apresC.Valeur(e.Code, a.Cle.Groupe),
	}, a, nil
}

// refusVue says that a mark was changed between the page and the gesture, with the
// values: the one that was seen, the one that stands, the one that was wanted.
func refusVue(vue, actuelle, voulue string) error {
	dire := func(texte string) string {
		v, err := note.LireValeur(texte)
		if err != nil {
			return texte
		}
		return v.Libelle()
	}
	return examen.Refuser(examen.CodePerime,
		fmt.Sprintf("Cette note a été modifiée entre-temps : vous aviez vu « %s », elle est « %s » ; vous vouliez « %s ».", dire(vue), dire(actuelle), dire(voulue)),
		"Rien n’a été écrit. Regardez la note telle qu’elle est, et décidez de nouveau.")
}

// valeurVue gives a mark as the jury sees it: that of a unit made of sous-épreuves is
// the one that they give.
func valeurVue(p *examen.Profil, d *jury.Dossier, c *jury.Candidat, e *jury.Epreuve, groupe int) note.Valeur {
	if groupe == 1 && e.EstUnite() {
		return decision.ValeurUnite(p, &d.Entete, c, e.Code)
	}
	return c.Valeur(e.Code, groupe)
}

// ModifierNote changes a mark in deliberation and tells what it did; a mark
// changed into itself is no act.
func (s *Service) ModifierNote(ctx context.Context, m Modification) (*Effet, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	var effet *Effet
	err = s.depot.Agir(ctx, p, []jury.Lot{{Jury: m.Jury, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		var a jury.Acte
		var err error
		if effet, a, err = essayer(p, d, m); err != nil || effet.De == effet.Vers {
			return nil, err
		}
		return []jury.Acte{a}, nil
	}}})
	return effet, err
}

// ExaminerLivrets ticks "livret examiné" for the candidates named, or for all
// those of the jury who have a livret that is not yet ticked.
func (s *Service) ExaminerLivrets(ctx context.Context, code string, candidats []string, par string) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	err = s.depot.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		cles, err := aExaminer(&d, candidats)
		if err != nil {
			return nil, err
		}
		if d.Etat != examen.Deliberation1 && d.Etat != examen.Deliberation2 {
			return nil, jury.RefusEtat(p, &d.Entete, "Cocher « livret examiné »", examen.Deliberation1, examen.Deliberation2)
		}
		var actes []jury.Acte
		for _, cle := range cles {
			actes = append(actes, jury.ActeLivret(&d, cle, par))
		}
		b.Messages = []string{examen.Dire("Jury %s : %d livret(s) examiné(s).", code, len(actes))}
		return actes, nil
	}}})
	return b, err
}

// RetirerLivrets takes back the tick "livret examiné" of the candidates named.
func (s *Service) RetirerLivrets(ctx context.Context, code string, candidats []string, motif, par string) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	if len(candidats) == 0 {
		return nil, examen.Refuser(examen.CodeSaisie, "Aucun candidat n’est nommé : la coche se retire candidat par candidat.",
			"Indiquez lesquels.").Par(examen.Champ("candidat"))
	}
	b := &Bilan{}
	return b, s.depot.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		var actes []jury.Acte
		for _, texte := range candidats {
			cle, ok := jury.LireCle(texte)
			if _, connu := d.Candidat(cle); !ok || !connu {
				return nil, jury.RefusCandidat(texte, d.Code)
			}
			actes = append(actes, jury.ActeRetraitLivret(&d, cle, motif, par))
		}
		b.Messages = []string{examen.Dire("Jury %s : %d coche(s) « livret examiné » retirée(s).", code, len(actes))}
		return actes, nil
	}}})
}

func aExaminer(d *jury.Dossier, candidats []string) ([]jury.Cle, error) {
	var cles []jury.Cle
	for _, texte := range candidats {
		cle, ok := jury.LireCle(texte)
		c, connu := d.Candidat(cle)
		if !ok || !connu {
			return nil, jury.RefusCandidat(texte, d.Code)
		}
		if !c.LivretExamine {
			cles = append(cles, cle)
		}
	}
	if len(candidats) > 0 {
		return cles, nil
	}
	for _, c := range d.Candidats {
		if c.ALivret() && !c.LivretExamine {
			cles = append(cles, c.Cle)
		}
	}
	return cles, nil
}

// Clore closes the deliberation of a jury, 110→130 or 210→211.
func (s *Service) Clore(ctx context.Context, code, par string) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	d, err := s.depot.Charger(ctx, code)
	if err != nil {
		return nil, err
	}
	passage, ok := examen.Suivant(d.Etat)
	if !ok || passage.Par != examen.RoleJury {
		return nil, jury.RefusEtat(p, &d.Entete, "Clore la délibération", examen.Deliberation1, examen.Deliberation2)
	}
	b := &Bilan{}
	b.avertirPlan(ctx, s, &d, d.Etat.Groupe())
	if _, err := s.depot.Copier(ctx, "avant-cloture"); err != nil {
		b.Avertissements = append(b.Avertissements,
			"La copie de sûreté d’avant la clôture n’a pas pu être faite ; la clôture, elle, est enregistrée si elle est confirmée.")
	}
	return b, s.mouvoir(ctx, p, b, []jury.Dossier{d}, passage.Vers, func(d *jury.Dossier, arretes []jury.ArreteDe) jury.Acte {
		return jury.ActeCloture(d, passage.Vers, arretes, par)
	})
}

// Cloturable gives the Refus that a closing would meet, all that forbids it at once; nil
// when nothing does. It changes nothing.
func (s *Service) Cloturable(ctx context.Context, code, par string) error {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return err
	}
	d, err := s.depot.Charger(ctx, code)
	if err != nil {
		return err
	}
	passage, ok := examen.Suivant(d.Etat)
	if !ok || passage.Par != examen.RoleJury {
		return jury.RefusEtat(p, &d.Entete, "Clore la délibération", examen.Deliberation1, examen.Deliberation2)
	}
	_, err = decision.Juger(p, d, jury.ActeCloture(&d, passage.Vers, decision.Arreter(p, &d), par))
	return err
}
