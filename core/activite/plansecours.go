package activite

import (
	"context"
	"path/filepath"
	"strings"

	"delib/core/compterendu"
	"delib/core/jury"
	"delib/core/plan"
)

// planSecours1 makes one ZIP a jury, before the first deliberation.
func planSecours1(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	return s.planSecours(ctx, a, d, 1, true)
}

// planSecours2 makes one ZIP for the centre, or one a jury when jurys are named.
func planSecours2(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	return s.planSecours(ctx, a, d, 2, len(d.Jurys) > 0)
}

func (s *Service) planSecours(ctx context.Context, a *Activite, d Demande, groupe int, parJury bool) (*Bilan, error) {
	c, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	ds, err := s.choisir(ctx, a, p, d.Jurys)
	if err != nil {
		return nil, err
	}
	if d.Sortie == "" {
		d.Sortie = s.Documents
	}
	f := s.faits(c, p, d.Titre)
	r := plan.Demande{
		Groupe: groupe, ParJury: parJury, Jurys: ds, Faits: f, Portail: d.Valeur("portail"), Sortie: d.Sortie, Progres: d.avancer, Horloge: s.horloge,
		CompteRendu: &compterendu.CompteRendu{Activite: a.ID, Titre: d.Titre, Domaine: Domaine(c), Par: d.Par, Debut: f.Le},
	}
	// The documents bear the day alone: same data, date and title, same bytes.
	f.Le = jourDe(f.Le)
	if r.Portail == "" {
		r.Portail = portailDe(c)
	}
	if groupe == 1 {
		if r.Comptes, err = s.compterSpecialites(ctx, p); err != nil {
			return nil, err
		}
	}
	chemins, err := plan.Produire(ctx, s.depot, r)
	if err != nil {
		return &Bilan{CompteRendu: r.CompteRendu}, err
	}
	return &Bilan{Fichiers: chemins, CompteRendu: r.CompteRendu, Avertissements: r.CompteRendu.Alertes}, nil
}

// portailDe guesses the portal of an académie from the domain of its mail; the
// papillon tells that the académie confirms it.
func portailDe(c *jury.Centre) string {
	if _, domaine, ok := strings.Cut(c.Academie.Mail, "@"); ok && domaine != "" {
		return "https://cyclades-jury." + strings.ToLower(domaine)
	}
	return "Adresse donnée par l’académie à l’activation du portail"
}

// DossierParDefaut gives the folder of the documents of a workstation.
func DossierParDefaut(base string) string { return filepath.Join(base, "documents") }
