package seance

import (
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// Livret is a candidate whose livret is not yet ticked as examined.
type Livret struct {
	Candidat    *jury.Candidat
	Examine     bool // ticked on the screen
	Obligatoire bool // without it the jury cannot refuse him, nor close
}

// LivretsAExaminer gives the candidates of a jury whose livret is not ticked,
// those that the closing waits for first. Without names, they follow the N°
// anonymat, so that the order gives no name away.
func LivretsAExaminer(p *examen.Profil, d *jury.Dossier, nominatif bool) []Livret {
	attendus := map[jury.Cle]bool{}
	for _, c := range decision.LivretsNonExamines(p, d, d.Etat.Groupe()) {
		attendus[c.Cle] = true
	}
	var l []Livret
	for _, c := range d.Candidats {
		if c.ALivret() && !c.LivretExamine {
			l = append(l, Livret{Candidat: c, Obligatoire: attendus[c.Cle]})
		}
	}
	slices.SortStableFunc(l, func(a, b Livret) int {
		switch {
		case a.Obligatoire != b.Obligatoire && a.Obligatoire:
			return -1
		case a.Obligatoire != b.Obligatoire:
			return 1
		case nominatif:
			return 0 // the order of the dossier
		}
		return strings.Compare(a.Candidat.Anonymat, b.Candidat.Anonymat)
	})
	return l
}

// Examines gives the candidates that were ticked.
func Examines(ls []Livret) []*jury.Candidat {
	var cs []*jury.Candidat
	for _, l := range ls {
		if l.Examine {
			cs = append(cs, l.Candidat)
		}
	}
	return cs
}
