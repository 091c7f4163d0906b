package grille

import (
	"fmt"
	"strings"

	"delib/core/activite"
	"delib/ui/modele"
)

// Feuille is the preview of a sheet: what each row would do.
type Feuille struct {
	Lignes   []LigneFeuille
	Resume   string
	Bouton   string
	Possible bool   // no row is refused, and one changes something
	Partiel  string // the button that records the good rows alone, "" when there are none or nothing is refused
}

// LigneFeuille is a row of the preview.
type LigneFeuille struct {
	Sort   activite.Sort
	Textes [6]string // line, effect, candidate, object, from and to, reason
}

// NouvelleFeuille makes the preview of what the service says of a sheet, the
// refused rows first.
func NouvelleFeuille(r *activite.Feuille) *Feuille {
	x := &Feuille{}
	for _, refusees := range []bool{true, false} {
		for i := range r.Lignes {
			l := &r.Lignes[i]
			if (l.Sort == activite.SortRefusee) != refusees {
				continue
			}
			n := LigneFeuille{Sort: l.Sort, Textes: [6]string{fmt.Sprint(l.Ligne), signeSort(l.Sort) + string(l.Sort), l.Candidat, l.Objet}}
			switch l.Sort {
			case activite.SortNouvelle:
				n.Textes[4] = l.Vers
			case activite.SortModifiee:
				n.Textes[4] = l.De + " devient " + l.Vers
			case activite.SortRefusee:
				n.Textes[5] = strings.ReplaceAll(l.Raison, "\n", " ")
			}
			x.Lignes = append(x.Lignes, n)
		}
	}
	nouvelles, modifiees, refusees := r.Compter(activite.SortNouvelle), r.Compter(activite.SortModifiee), r.Compter(activite.SortRefusee)
	x.Resume = fmt.Sprintf("%s, %s, %s, %s.", modele.Compter(nouvelles, "nouvelle", "nouvelles"), modele.Compter(modifiees, "modifiée", "modifiées"),
		modele.Compter(r.Compter(activite.SortInchangee), "inchangée", "inchangées"), modele.Compter(refusees, "refusée", "refusées"))
	x.Possible = refusees == 0 && nouvelles+modifiees > 0
	x.Bouton = "Enregistrer " + modele.Compter(nouvelles+modifiees, "ligne", "lignes")
	switch {
	case refusees > 0:
		x.Resume += " Rien n’est enregistré tant qu’une ligne est refusée : corrigez-les, puis recommencez."
		if nouvelles+modifiees > 0 {
			x.Partiel = "Enregistrer " + modele.Compter(nouvelles+modifiees, "ligne", "lignes") + " et laisser les refusées"
			x.Resume += " Ou enregistrez les autres, et gardez la liste des refusées."
		}
	case !x.Possible:
		x.Resume += " Il n’y a rien à enregistrer."
	}
	return x
}

func signeSort(s activite.Sort) string {
	return map[activite.Sort]string{activite.SortNouvelle: "+ ", activite.SortModifiee: "● ", activite.SortRefusee: "! "}[s]
}
