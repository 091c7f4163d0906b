package activite

import (
	"context"
	"errors"
	"slices"

	"delib/core/decision"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
)

// Saisi is one cell of a grid of second-group marks, or one row of a grid of
// choices: what a person typed for a candidate.
type Saisi struct {
	Jury, Candidat string
	Epreuve        string        // marks: the discipline
	Valeur         string        // marks: "9,5", "absent"
	Choix          []jury.Choix  // choices: in order of rank; centre and date may be empty
	Confirme       bool          // choices: two épreuves of one language are meant
	Refus          *examen.Refus // set when the cell cannot be recorded
}

// EnregistrerNotes records the marks of a grid that can be, in one transaction,
// and says of each other why not: a wrong cell does not stop the rest.
func (s *Service) EnregistrerNotes(ctx context.Context, saisis []Saisi, par string) ([]Saisi, error) {
	return s.enregistrer(ctx, saisis, func(p *examen.Profil, d *jury.Dossier, c *jury.Candidat, x *Saisi) (jury.Acte, error) {
		e, err := jury.ExigerEpreuve(d, x.Epreuve)
		if err != nil {
			return jury.Acte{}, err
		}
		if Retire(x.Valeur) {
			return jury.ActeRetrait2(d, c.Cle, e.Code, retraitSansMotif, par), nil
		}
		v, err := jury.LireSaisie(p, e, x.Valeur)
		return jury.ActeNote2(d, c.Cle, e.Code, v, par), err
	})
}

// EnregistrerChoix records the choices of a grid that can be, like EnregistrerNotes.
func (s *Service) EnregistrerChoix(ctx context.Context, saisis []Saisi, par string) ([]Saisi, error) {
	return s.enregistrer(ctx, saisis, func(_ *examen.Profil, d *jury.Dossier, c *jury.Candidat, x *Saisi) (jury.Acte, error) {
		for i := range x.Choix {
			x.Choix[i].Rang = i + 1
			completerChoix(c, &x.Choix[i])
		}
		return acteChoix(d, c, x.Choix, x.Confirme, par)
	})
}

func (s *Service) enregistrer(ctx context.Context, saisis []Saisi,
	acte func(*examen.Profil, *jury.Dossier, *jury.Candidat, *Saisi) (jury.Acte, error)) ([]Saisi, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	r := append([]Saisi(nil), saisis...)
	var ordre []string
	par2 := map[string][]*Saisi{}
	for i := range r {
		r[i].Refus = nil
		if par2[r[i].Jury] == nil {
			ordre = append(ordre, r[i].Jury)
		}
		par2[r[i].Jury] = append(par2[r[i].Jury], &r[i])
	}
	var lots []jury.Lot
	for _, code := range ordre {
		lots = append(lots, jury.Lot{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
			var actes []jury.Acte
			for _, x := range par2[code] {
				a, apres, err := essayerSaisi(p, d, x, acte)
				if errors.As(err, &x.Refus) {
					continue
				}
				if err != nil {
					return nil, err
				}
				if a.De != a.Vers {
					actes = append(actes, a)
				}
				d = apres
			}
			return actes, nil
		}})
	}
	return r, s.depot.Agir(ctx, p, lots)
}

// essayerSaisi makes the act of a cell and tries it on the jury as the cells
// before leave it.
func essayerSaisi(p *examen.Profil, d jury.Dossier, x *Saisi,
	acte func(*examen.Profil, *jury.Dossier, *jury.Candidat, *Saisi) (jury.Acte, error)) (jury.Acte, jury.Dossier, error) {
	cle, ok := jury.LireCle(x.Candidat)
	c, connu := d.Candidat(cle)
	if !ok || !connu {
		return jury.Acte{}, d, jury.RefusCandidat(x.Candidat, d.Code)
	}
	a, err := acte(p, &d, c, x)
	if err != nil || a.De == a.Vers {
		return a, d, err
	}
	apres, err := decision.Juger(p, d, a)
	return a, apres, err
}

// Modifiees gives the marks that a jury has changed so far in its present
// deliberation, in order.
func (s *Service) Modifiees(ctx context.Context, code string) ([]edition.NoteModifiee, error) {
	_, ms, err := s.Deliberation(ctx, code)
	return ms, err
}

// Deliberation gives one jury, whole, with the marks that it has changed so far.
func (s *Service) Deliberation(ctx context.Context, code string) (jury.Dossier, []edition.NoteModifiee, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return jury.Dossier{}, nil, err
	}
	d, err := s.depot.Charger(ctx, code)
	if err != nil {
		return d, nil, err
	}
	actes, err := s.actes(ctx, code)
	if err != nil {
		return d, nil, err
	}
	return d, edition.NotesModifiees(p, &d, actes, d.Etat.Groupe()), nil
}

// Historique gives the acts that changed something of a candidate, in order: who,
// when, why, from what to what.
func (s *Service) Historique(ctx context.Context, code string, cle jury.Cle) ([]jury.Acte, error) {
	actes, err := s.actes(ctx, code)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(actes, func(a jury.Acte) bool { return a.Cle.Cle != cle || a.Facette() == (jury.Facette{}) }), nil
}
