package jury

import (
	"errors"

	"delib/core/examen"
)

// Pas is one act of a jury's history and what it counts for.
type Pas struct {
	Scelle    ActeScelle
	Acte      Acte
	Issue     Issue // accepted or divergent; "" for one that waits for the académie's answer
	Suspendue bool  // waiting, and not applicable on what was confirmed since
}

// Suite is what becomes of an act that does not apply.
type Suite int

// The ways to go on.
const (
	Echouer   Suite = iota // the replay fails
	Sauter                 // the act is passed over
	Arreter                // of what the académie ordered nothing counts any more; what waits still may
	Suspendre              // the act waits for what is to come
	Couper                 // the act and all that follow are left out
)

// Politique says what becomes of an act that does not apply, and why it does not.
type Politique func(Pas, error) Suite

// Entiere demands that the whole history apply.
func Entiere(Pas, error) Suite { return Echouer }

// Rejeu is what a history gives.
type Rejeu struct {
	Dossier   Dossier
	Ordonne   Dossier // after what the académie ordered, before what waits
	Arrete    bool
	Suspendus map[string]error // by id of the act: why it waits
	Coupes    []string         // ids
}

// Rejouer makes a jury from its history: the one way in which a check, a resume, the
// académie's acts and a rescue make it. What the académie ordered stands first.
func Rejouer(p *examen.Profil, h []Pas, origine func(string) ([]byte, error), politique Politique) (Rejeu, error) {
	f := NouveauFil(p, origine)
	r := Rejeu{Suspendus: map[string]error{}}
	if len(h) == 0 {
		return r, errors.New("no act")
	}
	attend := false
	for i, x := range h {
		if x.Issue == "" && !attend {
			attend, r.Ordonne = true, f.Dossier
		}
		if x.Suspendue || r.Arrete && x.Issue != "" {
			continue
		}
		err := f.Suivre(x.Acte, x.Issue)
		if err == nil {
			continue
		}
		switch politique(x, err) {
		case Echouer:
			r.Dossier = f.Dossier
			return r, err
		case Arreter:
			r.Arrete = true
		case Suspendre:
			r.Suspendus[x.Acte.ID] = err
		case Couper:
			for _, y := range h[i:] {
				r.Coupes = append(r.Coupes, y.Acte.ID)
			}
			r.Dossier = f.Dossier
			return r, nil
		}
	}
	if !attend {
		r.Ordonne = f.Dossier
	}
	r.Dossier = f.Dossier
	return r, nil
}

// RangApres gives how many acts a jury has had after one, when it had so many
// before, and whether that one had seen more.
func RangApres(rang int, a *Acte) (suivant int, manque bool) {
	if a.Genre == GenreImporter { // a jury begins there
		return a.RangJury + 1, false
	}
	return max(rang, a.RangJury) + 1, a.RangJury > rang // another workstation may have seen fewer
}
