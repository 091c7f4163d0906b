package reprise

import (
	"delib/core/examen"
	"delib/core/jury"
)

// Seance is the deliberation of a group, as the history of its jury tells it.
type Seance struct {
	Close   jury.Dossier // the jury as it closed last, or came, and what was noted of its séance until the group ended
	Cloture *jury.Acte   // nil when the jury came closed, or is not
	Fin     *jury.Acte   // that ended the group; nil before
	RangFin int          // acts that the jury had seen when the group ended
}

// LireSeance follows the file of a jury to the end of a group. What came after it
// changes nothing of what it gives; what is noted between closing and end does, since
// the procès-verbal says it.
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
		case avant == clos && etat == clos && s.Fin == nil:
			s.Close = f.Dossier
		case avant == fini && etat == clos:
			s.Fin, s.RangFin = nil, 0
		case avant == clos && etat == fini:
			s.Fin, s.RangFin = &a, f.Dossier.Rang
		}
	}
	return s, nil
}
