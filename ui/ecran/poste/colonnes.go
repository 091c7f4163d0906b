package poste

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"delib/ui/composant/table"
)

// RetenirColonnes keeps the widths that a person gives to the columns of a table, under
// a name, from one start to the next.
func (p *Hote) RetenirColonnes(nom string, t *table.Tableau) {
	reglage := "colonnes-" + nom
	t.Retenir = func(gains []float32) {
		texte := ecrireGains(gains)
		p.EnFond(func() {
			if err := p.Service.Regler(p.Contexte, reglage, texte); err != nil {
				p.SurEcran(func() { p.Erreur(err) })
			}
		})
	}
	Lire(p, func(ctx context.Context) (string, error) { return p.Service.Reglage(ctx, reglage) }, func(texte string) {
		if g := lireGains(texte); g != nil {
			t.Ajuster(g)
		}
	})
}

func ecrireGains(gains []float32) string {
	var l []string
	for _, g := range gains {
		l = append(l, fmt.Sprintf("%.0f", g))
	}
	return strings.Join(l, " ")
}

// lireGains reads them, nil for what is none.
func lireGains(texte string) []float32 {
	var gains []float32
	for _, x := range strings.Fields(texte) {
		n, err := strconv.ParseFloat(x, 32)
		if err != nil || n < -4000 || n > 4000 {
			return nil
		}
		gains = append(gains, float32(n))
	}
	return gains
}
