package activite

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"delib/core/document"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/report"
)

// Report says up to which act a jury was typed into CYCLADES, by whom and when.
type Report struct {
	Rang int // acts of the jury that were typed, 0 for none
	Par  string
	Le   time.Time
}

// reports gives the last report of each jury.
func (s *Service) reports(ctx context.Context) (map[string]Report, error) {
	actes, err := s.actes(ctx, "")
	if err != nil {
		return nil, err
	}
	m := map[string]Report{}
	for i := range actes {
		a := &actes[i]
		code, rang, ok := strings.Cut(a.Vers, " ")
		if a.Genre != jury.GenreReport || !ok {
			continue
		}
		n, err := strconv.Atoi(rang)
		if err != nil {
			continue // of a later version
		}
		r := Report{Rang: n, Par: a.Auteur}
		if t, err := time.Parse(time.RFC3339, a.Horodatage); err == nil {
			r.Le = t
		}
		m[code] = r
	}
	return m, nil
}

// aReporter gives what is still to be typed for a jury; depuis is the rank to begin at.
func (s *Service) aReporter(ctx context.Context, p *examen.Profil, d *jury.Dossier, depuis int) ([]report.Saisie, error) {
	actes, err := s.actes(ctx, d.Code)
	if err != nil {
		return nil, err
	}
	return report.Recueillir(p, d, actes, depuis), nil
}

// saisiesAReporter makes the paper of each jury.
func saisiesAReporter(e *edite) ([]sortie, error) {
	rs, err := e.s.reports(e.ctx)
	if err != nil {
		return nil, err
	}
	l := document.Liasse{Nom: e.nom(), Titre: e.d.Titre, Reperee: len(e.ds) > 1}
	for i := range e.ds {
		d := &e.ds[i]
		r, dernier := Report{}, ""
		if e.d.Valeur("depuis") != "tout" {
			if r = rs[d.Code]; r.Rang > 0 {
				dernier = "le " + r.Le.In(e.f.Le.Location()).Format("02/01/2006 à 15:04") + " par " + r.Par
			}
		}
		saisies, err := e.s.aReporter(e.ctx, e.p, d, r.Rang)
		if err != nil {
			return nil, err
		}
		l.Documents = append(l.Documents, report.Etat(e.f, d, saisies, dernier))
	}
	return e.unique(l), nil
}

// Reporte records that what was done so far for a jury was typed into CYCLADES.
func (s *Service) Reporte(ctx context.Context, code, par string) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(par) == "" {
		return nil, examen.Refuser(examen.CodeMotif, "Le nom de l’auteur de l’acte manque.", "Indiquez qui agit.").Par(examen.Champ("par"))
	}
	d, err := s.depot.Charger(ctx, code)
	if err != nil {
		return nil, err
	}
	rs, err := s.reports(ctx)
	if err != nil {
		return nil, err
	}
	saisies, err := s.aReporter(ctx, p, &d, rs[code].Rang)
	if err != nil {
		return nil, err
	}
	if len(saisies) == 0 {
		return &Bilan{Messages: []string{"Jury " + code + " : rien n’est à reporter."}}, nil
	}
	err = s.depot.AgirCentre(ctx, jury.Acte{Genre: jury.GenreReport, Vers: fmt.Sprintf("%s %d", code, d.Rang), Auteur: par, Role: examen.RoleCentre})
	return &Bilan{Messages: []string{examen.Dire("Jury %s : %d ligne(s) reportée(s) dans CYCLADES, par %s.", code, len(saisies), par)}}, err
}
