package modele

import (
	"strings"

	"delib/core/examen"
	"delib/core/jury"
)

// Livret is a candidate whose livret is not yet ticked as examined.
type Livret struct {
	Cle, Nom string
	Examine  bool // ticked on the screen
}

// LivretsAExaminer gives the candidates of a jury whose livret is not ticked.
func LivretsAExaminer(d *jury.Dossier) []Livret {
	var l []Livret
	for _, c := range d.Candidats {
		if c.ALivret() && !c.LivretExamine {
			l = append(l, Livret{Cle: c.Cle.String(), Nom: c.NomComplet()})
		}
	}
	return l
}

// Examines gives the keys of the candidates that were ticked.
func Examines(ls []Livret) []string {
	var cles []string
	for _, l := range ls {
		if l.Examine {
			cles = append(cles, l.Cle)
		}
	}
	return cles
}

// ManqueLivret tells whether a refusal names livrets that are not examined.
func ManqueLivret(err error) bool {
	r, ok := examen.EstRefus(err)
	return ok && (r.Code == examen.CodeLivret || strings.Contains(strings.Join(r.Details, " "), "livret non examiné"))
}
