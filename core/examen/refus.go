package examen

import (
	"errors"
	"strings"
)

// Code names a reason of refusal. Codes are stable: they cross the wire and
// tests compare them, never the sentences.
type Code string

// The codes of refusal.
const (
	CodeEtat          Code = "etat"           // the jury is not in the right state
	CodeRole          Code = "role"           // this person may not do that
	CodeInconnu       Code = "inconnu"        // no such jury, candidate, épreuve, activity
	CodeValeur        Code = "valeur"         // not a mark, out of the bareme, not a half point
	CodeChoix         Code = "choix"          // a discipline that may not be chosen
	CodeMotif         Code = "motif"          // the reason or the author is missing
	CodeNoteManquante Code = "note_manquante" // a mark is missing
	CodeLivret        Code = "livret"         // a livret was not examined
	CodePerime        Code = "perime"         // the value has changed since the person saw it
	CodeDossier       Code = "dossier"        // the dossier de centre has faults
	CodeBase          Code = "base"           // the base cannot be opened or is altered
	CodeFichier       Code = "fichier"        // a file cannot be read or written
	CodeSaisie        Code = "saisie"         // the form is incomplete
	CodeAnnule        Code = "annule"         // the person cancelled
	CodeDivergence    Code = "divergence"     // two workstations gave a value two values
	CodeReseau        Code = "reseau"         // the server cannot be reached, or is not ours
	CodeChaine        Code = "chaine"         // an act does not follow its workstation's previous one
	CodeRevoque       Code = "revoque"        // the workstation was revoked
	CodeBarriere      Code = "barriere"       // another workstation was not heard since the closing
	CodeVersion       Code = "version"        // an older program meets a newer one
	CodeIdentite      Code = "identite"       // who acts is not known, or the passphrase is wrong
)

// Refus is a rule that said no, in words for a person.
type Refus struct {
	Code    Code
	Message string // what is refused and why, one sentence
	Aide    string // what to do next; may be empty
	Details []string
}

// Refuser makes a Refus.
func Refuser(code Code, message, aide string, details ...string) *Refus {
	return &Refus{Code: code, Message: message, Aide: aide, Details: details}
}

// Error gives message, details and help, a line each.
func (r *Refus) Error() string {
	lignes := append([]string{r.Message}, r.Details...)
	if r.Aide != "" {
		lignes = append(lignes, r.Aide)
	}
	return strings.Join(lignes, "\n")
}

// EstRefus gives the Refus inside err, if there is one.
func EstRefus(err error) (*Refus, bool) {
	var r *Refus
	ok := errors.As(err, &r)
	return r, ok
}

// CodeDe gives the code of the Refus inside err, "" if there is none.
func CodeDe(err error) Code {
	if r, ok := EstRefus(err); ok {
		return r.Code
	}
	return ""
}
