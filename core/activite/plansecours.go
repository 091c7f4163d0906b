package activite

import (
	"context"
	"path/filepath"
	"slices"

	"delib/core/acces"
	"delib/core/compterendu"
	"delib/core/plan"
	"delib/core/portail"
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
	if groupe == 1 {
		if r.Comptes, err = s.compterSpecialites(ctx, p); err != nil {
			return nil, err
		}
	}
	r.Anonyme, r.Chiffre = d.Valeur("presentation") == "anonyme", d.Valeur("chiffrer") != ""
	r.RectoVerso = d.Valeur("impression") == "recto-verso"
	if r.APart, err = s.papillonAPart(ctx, d.Valeur("papillon")); err != nil {
		return nil, err
	}
	if r.Portail == "" { // the address that answers, where there is one
		o, err := portail.Ouverte(ctx, s.depot)
		if err != nil {
			return nil, err
		}
		if o != nil {
			r.Portail = "https://" + o.Adresse
		}
	}
	if r.Trousseau, err = acces.Charger(ctx, s.depot); err != nil {
		return nil, err
	}
	produit, err := plan.Produire(ctx, s.depot, r)
	if err != nil {
		return &Bilan{CompteRendu: r.CompteRendu}, err
	}
	b := &Bilan{Fichiers: produit.Chemins, CompteRendu: r.CompteRendu, Avertissements: slices.Clone(r.CompteRendu.Alertes)}
	if produit.Phrase != "" { // said here, and nowhere else
		b.Avertissements = append(b.Avertissements, "Phrase secrète du fichier .zip : "+produit.Phrase+
			". Notez-la maintenant, ailleurs que sur la clé : elle n’est gardée nulle part et ne sera plus montrée. 7-Zip la demande à l’ouverture.")
	}
	return b, nil
}

// reglagePapillon remembers where the papillons of a plan went the last time.
const reglagePapillon = "papillon"

// papillonAPart says whether the papillons are files of their own: what is asked, or
// else what was the last time.
func (s *Service) papillonAPart(ctx context.Context, voulu string) (bool, error) {
	if voulu == papillonAPart || voulu == papillonDansZIP {
		return voulu == papillonAPart, s.depot.Regler(ctx, reglagePapillon, voulu)
	}
	dernier, err := s.depot.Reglage(ctx, reglagePapillon)
	return dernier == papillonAPart, err
}

// DossierParDefaut gives the folder of the documents of a workstation.
func DossierParDefaut(base string) string { return filepath.Join(base, "documents") }
