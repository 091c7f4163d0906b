package examen

import "slices"

// Nature is what an épreuve counts for; the dossier de centre decides it.
type Nature string

// The natures of a dossier de centre.
const (
	Generale        Nature = "generale"
	Professionnelle Nature = "professionnelle"
	// Pratique is professional, and part of the épreuve d'évaluation de la
	// pratique professionnelle (bac pro).
	Pratique    Nature = "pratique"
	Facultative Nature = "facultative"
	// Controle exists only in the second group (bac pro until 2021).
	Controle Nature = "controle"
	// Projet adds its gap to 10 to the points, or takes it from them (rule R1).
	Projet Nature = "projet"
	// Option counts with its coefficient, in the divisor too, only for who has it.
	Option Nature = "option"
)

// Natures gives all of them, as a dossier writes them.
func Natures() []Nature {
	return []Nature{Generale, Professionnelle, Pratique, Facultative, Controle, Projet, Option}
}

// LireNature reads a nature.
func LireNature(s string) (Nature, bool) {
	n := Nature(s)
	return n, slices.Contains(Natures(), n)
}

// EstProfessionnelle tells whether the épreuve is one of the professional ones.
func (n Nature) EstProfessionnelle() bool { return n == Professionnelle || n == Pratique }

// EstObligatoire tells whether all candidates have the épreuve: without a mark
// theirs is missing.
func (n Nature) EstObligatoire() bool { return n == Generale || n.EstProfessionnelle() }

// AuDiviseur tells whether the épreuve counts in the points and coefficients of
// the first group.
func (n Nature) AuDiviseur() bool { return n.EstObligatoire() || n == Option }

// Choisissable tells whether the rules let an épreuve of this nature be chosen
// for the second group; the dossier says which of them are.
func (n Nature) Choisissable() bool { return n == Generale || n == Controle }

// ChoixGroupe2 says whether a discipline may be chosen for the second group.
type ChoixGroupe2 string

// The values of column choix_groupe2; A and B where one of each must be chosen.
const (
	ChoixNon ChoixGroupe2 = "non"
	ChoixOui ChoixGroupe2 = "oui"
	ChoixA   ChoixGroupe2 = "A"
	ChoixB   ChoixGroupe2 = "B"
)

// LireChoixGroupe2 reads a choix_groupe2.
func LireChoixGroupe2(s string) (ChoixGroupe2, bool) {
	c := ChoixGroupe2(s)
	switch c {
	case ChoixNon, ChoixOui, ChoixA, ChoixB:
		return c, true
	}
	return "", false
}

// Decision is the outcome for one candidate.
type Decision string

// The outcomes, as `delibctl candidats --json` writes them.
const (
	Admis   Decision = "admis"
	Passe   Decision = "controle"
	Refuse  Decision = "refuse"
	Attente Decision = "attente" // a mark is missing
	Partiel Decision = "partiel" // forme progressive, units not all presented
)

// Definitive tells whether a jury can stop at this outcome.
func (d Decision) Definitive() bool { return d == Admis || d == Passe || d == Refuse || d == Partiel }
