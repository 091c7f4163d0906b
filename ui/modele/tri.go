package modele

import (
	"slices"
	"strings"
)

// Tri is by which column rows are sorted; the zero value is the first, ascending, and
// Actif tells it from rows in their own order.
type Tri struct {
	Colonne    int
	Descendant bool
	Actif      bool
}

// Par sorts by a column, or the other way round when rows are already sorted by it.
func (t *Tri) Par(colonne int) {
	if t.Actif && t.Colonne == colonne {
		t.Descendant = !t.Descendant
		return
	}
	*t = Tri{Colonne: colonne, Actif: true}
}

// Etat gives the column, -1 for none.
func (t *Tri) Etat() (colonne int, descendant bool) {
	if !t.Actif {
		return -1, false
	}
	return t.Colonne, t.Descendant
}

// Ranger gives the rows that hold every word of a search, in the order of the sort:
// texte gives the cells of a row.
func (t *Tri) Ranger(n int, recherche string, texte func(i int) []string) []int {
	var vues []int
	cles := make([]string, n)
	for i := range n {
		cellules := texte(i)
		if !Contient(Replier(strings.Join(cellules, " ")), recherche) {
			continue
		}
		vues = append(vues, i)
		if t.Actif && t.Colonne < len(cellules) {
			cles[i] = Replier(cellules[t.Colonne])
		}
	}
	if t.Actif {
		slices.SortStableFunc(vues, func(a, b int) int {
			if t.Descendant {
				a, b = b, a
			}
			return strings.Compare(cles[a], cles[b])
		})
	}
	return vues
}
