package activite

import (
	"context"

	"delib/core/reprise"
)

// Reprendre rebuilds jurys on this workstation from what reprise.LireFichier gives.
func (s *Service) Reprendre(ctx context.Context, textes [][]byte, par string) (*Importe, error) {
	r, err := s.depot.Reprendre(ctx, textes, par)
	if err != nil {
		return nil, err
	}
	return &Importe{Import: r}, nil
}

// Tenus gives the codes of the jurys that Reprendre would leave: this base has all
// that the files have, or work of its own.
func (s *Service) Tenus(ctx context.Context, r *reprise.Recueil) ([]string, error) {
	return s.depot.Tenus(ctx, r.Textes())
}
