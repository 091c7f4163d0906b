package activite

import (
	"context"
	"encoding/json"
	"fmt"

	"delib/core/fichier"
	"delib/core/render"
)

// ExporterJournal puts in a ZIP all that was done on this workstation: for each
// jury what Reprendre reads back, and the register of what was produced.
func (s *Service) ExporterJournal(ctx context.Context) ([]byte, error) {
	es, err := s.depot.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	var entrees []render.Entree
	for _, e := range es {
		texte, err := s.depot.Reprise(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		entrees = append(entrees, render.Entree{Nom: "reprise/" + fichier.Nom(e.Code) + ".json", Contenu: texte})
	}
	cs, err := s.depot.ComptesRendus(ctx)
	if err != nil {
		return nil, err
	}
	texte, err := json.MarshalIndent(cs, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode register: %w", err)
	}
	return render.Zip(append(entrees, render.Entree{Nom: "comptes-rendus.json", Contenu: texte}), s.horloge())
}
