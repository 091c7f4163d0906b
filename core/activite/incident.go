package activite

import (
	"context"
	"fmt"
	"strings"

	"delib/core/jury"
)

// Incident is what a person says happened in the séance of a jury.
type Incident struct {
	Jury      string
	Categorie jury.Categorie
	Heure     string // 15:04
	Texte     string
	Par       string
}

// NoterIncident records an incident of the séance of a jury; it stands on its
// procès-verbal. The same words said twice are one incident.
func (s *Service) NoterIncident(ctx context.Context, x Incident) (*Bilan, error) {
	return s.noterSeance(ctx, x.Jury, func(d *jury.Dossier) jury.Acte {
		return jury.ActeIncident(d, jury.Incident{
			Categorie: x.Categorie, Heure: strings.TrimSpace(x.Heure), Texte: strings.Join(strings.Fields(x.Texte), " "),
		}, x.Par)
	})
}

// noterSeance records one thing of the séance of a jury, and says it; what is already so
// is no act.
func (s *Service) noterSeance(ctx context.Context, code string, faire func(*jury.Dossier) jury.Acte) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	return b, s.depot.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		a := faire(&d)
		mots := a.Sorte().Mots(p, &a)
		if a.De == a.Vers && a.De != "" {
			b.Messages = []string{fmt.Sprintf("Jury %s : %s, déjà noté.", d.Code, mots)}
			return nil, nil
		}
		b.Messages = []string{fmt.Sprintf("Jury %s : %s.", d.Code, mots)}
		return []jury.Acte{a}, nil
	}}})
}
