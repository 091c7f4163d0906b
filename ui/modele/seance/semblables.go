package seance

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/jury"
	"delib/core/note"
)

// Semblable is a candidate whose mean is, or was before the jury changed his marks,
// near the same threshold as another's: like cases get like answers.
type Semblable struct {
	Candidat *jury.Candidat
	Nom      string // or his N° anonymat
	Moyenne  string
	Decision string
	Livret   string
	Fait     string // what was done for him, "rien n’a été modifié" when nothing was
}

// voisinage is how near to a threshold a mean counts as a like case: a quarter of a point.
var voisinage = note.Rapport(1, 4)

func proche(m note.Fraction, seuil int64) bool {
	s := note.Entier(seuil)
	return m.Plus(voisinage).Compare(s) >= 0 && m.Compare(s.Plus(voisinage)) <= 0
}

// Semblables gives the threshold that a candidate is near to and the others of the jury
// who are near to it, the nearest mean first; ok is false when he is near to none.
func (x *Deliberation) Semblables(cle jury.Cle) (seuil int64, autres []Semblable, ok bool) {
	var lui *LigneDelib
	for i := range x.lignes {
		if x.lignes[i].Candidat.Cle == cle {
			lui = &x.lignes[i]
		}
	}
	if lui == nil {
		return 0, nil, false
	}
	for _, s := range x.p.SeuilsGeneraux(x.groupe) {
		if x.pres(lui, s) {
			seuil, ok = s, true
			break
		}
	}
	if !ok {
		return 0, nil, false
	}
	var lignes []*LigneDelib
	for i := range x.lignes {
		if l := &x.lignes[i]; l != lui && x.pres(l, seuil) {
			lignes = append(lignes, l)
		}
	}
	slices.SortStableFunc(lignes, func(a, b *LigneDelib) int { return b.Valeur.Compare(a.Valeur) })
	for _, l := range lignes {
		autres = append(autres, Semblable{
			Candidat: l.Candidat, Nom: x.Nommer(l.Candidat), Moyenne: l.Resultat.Moyenne, Decision: x.Decision(l), Livret: l.Livret, Fait: x.fait(l.Candidat.Cle),
		})
	}
	return seuil, autres, true
}

// pres tells whether a row is near a threshold, as it is or as it came.
func (x *Deliberation) pres(l *LigneDelib, seuil int64) bool {
	if l.Definie && proche(l.Valeur, seuil) {
		return true
	}
	for i := range x.modifiees {
		if x.modifiees[i].Candidat.Cle != l.Candidat.Cle {
			continue
		}
		n, err := note.Lire(x.modifiees[i].MoyenneAvant)
		return err == nil && proche(note.Rapport(int64(n), 100), seuil) // the first change: the mean that he came with
	}
	return false
}

// fait says what the jury did for a candidate.
func (x *Deliberation) fait(cle jury.Cle) string {
	var t []string
	for i := range x.modifiees {
		if m := &x.modifiees[i]; m.Candidat.Cle == cle {
			t = append(t, fmt.Sprintf("%s : %s devient %s (%s)", m.Epreuve, m.Avant.Libelle(), m.Apres.Libelle(), m.Motif))
		}
	}
	if len(t) == 0 {
		return "rien n’a été modifié"
	}
	return strings.Join(t, " ; ")
}

// TitreSemblables heads the like cases of a candidate.
func TitreSemblables(nom string, seuil int64) string {
	return fmt.Sprintf("Cas semblables à %s, autour de %d", nom, seuil)
}
