package reprise

import (
	"delib/core/examen"
	"delib/core/jury"
)

// Seance is the deliberation of a group, as the history of its jury tells it.
type Seance struct {
	Close   jury.Dossier // the jury as the last closing of the group left it, or as it came
	Cloture *jury.Acte   // nil when the jury came closed, or is not
	Fin     *jury.Acte   // that ended the group; nil before
	RangFin int          // acts that the jury had seen when the group ended
}

// LireSeance follows the file of a jury to the last closing of a group. What came
// after it changes nothing of what it gives.
func LireSeance(texte []byte, groupe int) (Seance, error) {
	var s Seance
	r, _, err := Lire(texte)
	if err != nil {
		return s, err
	}
	p, err := examen.Trouver(r.Centre.Examen, r.Centre.Session)
	if err != nil {
		return s, err
	}
	clos, fini := examen.Editions1, examen.Termine1
	if groupe == 2 {
		clos, fini = examen.Editions2, examen.Termine2
	}
	divergents := map[string]bool{}
	for _, id := range r.Divergents {
		divergents[id] = true
	}
	f := jury.NouveauFil(p, r.origine)
	for _, x := range r.Actes {
		a, err := x.Lire()
		if err != nil {
			return s, err
		}
		avant, issue := f.Dossier.Etat, jury.IssueAccepte
		if divergents[a.ID] {
			issue = jury.IssueDivergent
		}
		if err := f.Suivre(a, issue); err != nil {
			return s, err
		}
		etat := f.Dossier.Etat
		switch {
		case a.Genre == jury.GenreImporter:
			s = Seance{Close: f.Dossier}
		case avant < clos && etat == clos:
			s = Seance{Close: f.Dossier, Cloture: &a}
		case avant == clos && etat == fini:
			s.Fin, s.RangFin = &a, f.Dossier.Rang
		}
	}
	return s, nil
}
