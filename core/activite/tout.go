package activite

import "context"

// ToutEditer makes what a jury that has closed signs and posts: its PV, and each of its
// lists of results.
func (s *Service) ToutEditer(ctx context.Context, code string, groupe int, par string) (*Bilan, error) {
	pv, listes := IDPV1, IDListes1
	if groupe == 2 {
		pv, listes = IDPV2, IDListes2
	}
	demandes := []struct {
		id      string
		valeurs map[string][]string
	}{{id: pv}}
	a, _ := Trouver(listes)
	c, _ := a.Champ(champListe1.Nom)
	for _, o := range c.Options {
		demandes = append(demandes, struct {
			id      string
			valeurs map[string][]string
		}{listes, map[string][]string{c.Nom: {o.Code}}})
	}
	total := &Bilan{}
	for _, x := range demandes {
		b, err := s.Lancer(ctx, x.id, Demande{Jurys: []string{code}, Titre: SansTitre, Par: par, Valeurs: x.valeurs})
		if err != nil {
			return total, err
		}
		total.Fichiers = append(total.Fichiers, b.Fichiers...)
		total.Messages = append(total.Messages, b.Messages...)
		total.Avertissements = append(total.Avertissements, b.Avertissements...)
	}
	return total, nil
}
