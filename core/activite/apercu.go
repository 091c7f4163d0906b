package activite

import (
	"context"
	"fmt"
	"image"

	"delib/core/examen"
	"delib/core/render"
)

// Apercu is an edition laid out to be looked at: nothing is written, nothing is
// recorded.
type Apercu struct {
	Messages       []string // why there is nothing to show
	Avertissements []string
	Titres         []string // of each page's document
	pages          []pageApercu
}

type pageApercu struct {
	mise *render.Layout
	page int
}

// Pages counts the pages.
func (a *Apercu) Pages() int { return len(a.pages) }

// Image draws a page, from 0, at so many dots an inch.
func (a *Apercu) Image(page int, dpi float64) (image.Image, error) {
	if page < 0 || page >= len(a.pages) {
		return nil, fmt.Errorf("page %d of %d", page+1, len(a.pages))
	}
	return render.Image(a.pages[page].mise, a.pages[page].page, dpi)
}

// Apercevoir lays out what an edition would print, without making a file.
func (s *Service) Apercevoir(ctx context.Context, id string, d Demande) (*Apercu, error) {
	a, err := s.trouver(ctx, id, &d)
	if err != nil {
		return nil, err
	}
	if a.editer == nil {
		return nil, examen.Refuser(examen.CodeSaisie, "Cette activité ne produit pas de document à visualiser.", "")
	}
	e, sorties, err := s.composer(ctx, a, d)
	if err != nil {
		return nil, err
	}
	x := &Apercu{Messages: e.bilan.Messages, Avertissements: e.bilan.Avertissements}
	for _, so := range sorties {
		mises, err := render.ComposeAll(so.liasse.Documents)
		if err != nil {
			return nil, fmt.Errorf("lay out %s: %w", id, err)
		}
		for i, m := range mises {
			x.Avertissements = append(x.Avertissements, m.Alertes()...)
			for page := range m.Pages() {
				x.pages = append(x.pages, pageApercu{m, page})
				x.Titres = append(x.Titres, so.liasse.Documents[i].Titre)
			}
		}
	}
	return x, nil
}
