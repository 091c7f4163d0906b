package examen

import (
	"fmt"
	"strconv"
	"strings"
)

// Etat is the progress of a jury, one of eleven.
type Etat int

// The eleven states, in their order.
const (
	NonCommencee      Etat = 0
	ModificationNotes Etat = 105
	Deliberation1     Etat = 110
	Editions1         Etat = 130
	Termine1          Etat = 140
	Verrouille1       Etat = 198
	RecueilNotes      Etat = 200
	Deliberation2     Etat = 210
	Editions2         Etat = 211
	Termine2          Etat = 214
	Verrouille2       Etat = 218
	etatInconnu       Etat = -1
)

var etats = []Etat{
	NonCommencee, ModificationNotes, Deliberation1, Editions1, Termine1, Verrouille1,
	RecueilNotes, Deliberation2, Editions2, Termine2, Verrouille2,
}

// Etats gives the eleven states in order.
func Etats() []Etat { return append([]Etat(nil), etats...) }

// LireEtat reads a state's number ("110", "000").
func LireEtat(texte string) (Etat, bool) {
	n, err := strconv.Atoi(texte)
	if err != nil || len(texte) > 3 {
		return etatInconnu, false
	}
	for _, e := range etats {
		if e == Etat(n) {
			return e, true
		}
	}
	return etatInconnu, false
}

// Code gives the three digits of the state.
func (e Etat) Code() string { return fmt.Sprintf("%03d", int(e)) }

// Role says who acts.
type Role string

// The roles. A jury is its president or vice-president.
const (
	RoleJury     Role = "jury"
	RoleCentre   Role = "chef_de_centre"
	RoleAcademie Role = "academie"
)

// Libelle gives the role in French.
func (r Role) Libelle() string {
	switch r {
	case RoleJury:
		return "le jury"
	case RoleCentre:
		return "le chef de centre"
	}
	return "l’académie"
}

// Au gives the role after "revient": "au jury", "à l’académie".
func (r Role) Au() string {
	if l, ok := strings.CutPrefix(r.Libelle(), "le "); ok {
		return "au " + l
	}
	return "à " + r.Libelle()
}

// Passage is one allowed move of a jury.
type Passage struct {
	De, Vers     Etat
	Par          Role
	Exceptionnel bool // by "Gérer l'avancement des jurys" only, with a reason
}

// passages is the whole table: buttons, commands and, later, the server ask it.
// Source: seeds S0 and S1 (the acts of the chef de centre and of the jury), and
// doubt D12 for those of the académie, which no document names.
var passages = construirePassages()

func construirePassages() []Passage {
	t := []Passage{
		{De: NonCommencee, Vers: ModificationNotes, Par: RoleAcademie},
		{De: ModificationNotes, Vers: Deliberation1, Par: RoleAcademie},
		{De: Deliberation1, Vers: Editions1, Par: RoleJury},
		{De: Editions1, Vers: Termine1, Par: RoleCentre},
		{De: Termine1, Vers: Verrouille1, Par: RoleAcademie},
		{De: Verrouille1, Vers: RecueilNotes, Par: RoleAcademie},
		{De: RecueilNotes, Vers: Deliberation2, Par: RoleCentre},
		{De: Deliberation2, Vers: Editions2, Par: RoleJury},
		{De: Editions2, Vers: Termine2, Par: RoleCentre},
		{De: Termine2, Vers: Verrouille2, Par: RoleAcademie},
	}
	for i := 1; i < len(etats); i++ {
		t = append(t,
			Passage{De: etats[i-1], Vers: etats[i], Par: RoleCentre, Exceptionnel: true},
			Passage{De: etats[i], Vers: etats[i-1], Par: RoleCentre, Exceptionnel: true})
	}
	return t
}

// Passages gives the table of the allowed moves.
func Passages() []Passage { return append([]Passage(nil), passages...) }

// Suivant gives the normal move out of a state; ok is false at the last one.
func Suivant(de Etat) (Passage, bool) {
	for _, p := range passages {
		if p.De == de && !p.Exceptionnel {
			return p, true
		}
	}
	return Passage{}, false
}

// TrouverPassage gives the move from one state to another, normal or exceptional.
func TrouverPassage(de, vers Etat, exceptionnel bool) (Passage, bool) {
	for _, p := range passages {
		if p.De == de && p.Vers == vers && p.Exceptionnel == exceptionnel {
			return p, true
		}
	}
	return Passage{}, false
}

// Groupe tells which deliberation a state belongs to: 1 until 198, 2 from 200.
func (e Etat) Groupe() int {
	if e >= RecueilNotes {
		return 2
	}
	return 1
}
