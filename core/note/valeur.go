package note

import "strings"

// Statut says what stands in the place of a mark. A missing mark is the zero
// value and is never a 0.
type Statut uint8

// The values of column statut of a dossier de centre, and the missing mark.
const (
	Manquante      Statut = iota
	Notee                 // a mark of this session
	Absent                // absent without justification: no diploma (D643-24)
	AbsentJustifie        // force majeure: counts 0 (D643-24)
	Dispense              // out of the points and of the coefficients
	Benefice              // a mark ≥ 10 of an earlier session, kept on request (D643-23)
	Report                // forme progressive: a mark < 10 of an earlier session, kept (D643-23)
)

var statuts = [...]string{"", "note", "absent", "absent_justifie", "dispense", "benefice", "report"}

// String gives the statut as a dossier writes it, "" for a missing mark.
func (s Statut) String() string { return statuts[s] }

// LireStatut reads a statut as a dossier writes it.
func LireStatut(texte string) (Statut, bool) {
	for i, s := range statuts {
		if s == texte && i > 0 {
			return Statut(i), true
		}
	}
	return Manquante, false
}

// Chiffree tells whether a number goes with the statut.
func (s Statut) Chiffree() bool { return s == Notee || s == Benefice || s == Report }

// Valeur is what is known of a mark: a statut and, when the statut has one, a number.
type Valeur struct {
	Statut  Statut
	Note    Note
	Origine string // session of a bénéfice or report ("2024-06"), "" otherwise
}

// De gives the value of a plain mark.
func De(n Note) Valeur { return Valeur{Statut: Notee, Note: n} }

// EstManquante tells whether nothing is known.
func (v Valeur) EstManquante() bool { return v.Statut == Manquante }

// Texte writes the value so that LireValeur gives it back: "9.50", "absent",
// "benefice 14.00 2024-06", "" for a missing mark.
func (v Valeur) Texte() string {
	switch v.Statut {
	case Notee:
		return v.Note.String()
	case Benefice, Report:
		t := v.Statut.String() + " " + v.Note.String()
		if v.Origine != "" {
			t += " " + v.Origine
		}
		return t
	}
	return v.Statut.String()
}

// Libelle writes the value for a reader: "9.5", "AB", "AJ", "DI", "BE 14.0",
// "Note manquante". The codes are ours: no official list was found.
func (v Valeur) Libelle() string {
	switch v.Statut {
	case Notee:
		return v.Note.Court()
	case Absent:
		return "AB"
	case AbsentJustifie:
		return "AJ"
	case Dispense:
		return "DI"
	case Benefice:
		return "BE " + v.Note.Court()
	case Report:
		return "RE " + v.Note.Court()
	}
	return "Note manquante"
}

// LireValeur reads what Texte writes.
func LireValeur(texte string) (Valeur, error) {
	if texte == "" {
		return Valeur{}, nil
	}
	mots := strings.Fields(texte)
	s, ok := LireStatut(mots[0])
	switch {
	case !ok && len(mots) == 1:
		n, err := Lire(texte)
		return De(n), err
	case ok && !s.Chiffree() && len(mots) == 1:
		return Valeur{Statut: s}, nil
	case ok && s != Notee && s.Chiffree() && (len(mots) == 2 || len(mots) == 3):
		n, err := Lire(mots[1])
		v := Valeur{Statut: s, Note: n}
		if len(mots) == 3 {
			v.Origine = mots[2]
		}
		return v, err
	}
	return Valeur{}, ErrFormat
}

// MarshalText writes what Texte writes.
func (v Valeur) MarshalText() ([]byte, error) { return []byte(v.Texte()), nil }

// UnmarshalText reads what LireValeur reads.
func (v *Valeur) UnmarshalText(b []byte) (err error) {
	*v, err = LireValeur(string(b))
	return err
}
