package activite

import (
	"context"

	"delib/core/edition"
)

// IDPret is the control of preparation, as the register of comptes rendus names it.
const IDPret = "pret"

// Attester makes the PDF of a control of preparation, and enters it in the register.
func (s *Service) Attester(ctx context.Context, points []edition.Preparation, sortie, par string) (*Bilan, error) {
	c, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	a := &Activite{ID: IDPret, Libelle: "Attestation de préparation", Fichier: "attestation_preparation", Formats: []string{"pdf"}}
	d := Demande{Titre: a.Libelle, Sortie: sortie, Format: "pdf", Par: par}
	e := &edite{s: s, ctx: ctx, a: a, d: d, c: c, p: p, f: s.faits(c, p, d.Titre), bilan: &Bilan{}}
	return e.produire(e.unique(edition.Attestation(e.f, par, points)))
}
