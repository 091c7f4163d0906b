package examen

import (
	"errors"
	"slices"
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

// libelles says the kind of a reason, for whom the sentence itself is not.
var libelles = map[Code]string{
	CodeEtat: "L’état du jury ne le permet pas", CodeRole: "Cet acte revient à quelqu’un d’autre", CodeInconnu: "Ce que l’acte vise n’est pas connu",
	CodeValeur: "La valeur ne convient pas", CodeChoix: "Le choix de disciplines ne le permet pas", CodeMotif: "Le motif ou l’auteur manque",
	CodeNoteManquante: "Une note manque", CodeLivret: "Un livret n’a pas été examiné", CodePerime: "La valeur avait changé entre-temps",
	CodeDossier: "Le dossier de centre ne le permet pas", CodeBase: "La base ne le permet pas", CodeFichier: "Un fichier ne peut être lu ou écrit",
	CodeSaisie: "La saisie est incomplète", CodeAnnule: "L’acte a été annulé", CodeDivergence: "Deux postes ont donné deux valeurs",
	CodeReseau: "Le réseau ou le serveur ne le permet pas", CodeChaine: "L’acte ne suit pas le précédent de son poste", CodeRevoque: "Le poste a été révoqué",
	CodeBarriere: "Un autre poste du centre n’a pas été entendu", CodeVersion: "Une version plus récente est nécessaire",
	CodeIdentite: "L’identité de la personne n’est pas établie",
}

// Libelle gives the kind of the reason in words that name nobody.
func (c Code) Libelle() string {
	if l, ok := libelles[c]; ok {
		return l
	}
	return "L’acte n’a pas été pris"
}

// Refus is a rule that said no. It is data: the persons it speaks of stand as
// Sujets and what to do next as Remedes, and whoever carries it to a reader (the
// command line, the window, the portal, a log) writes names and gestures its own way.
type Refus struct {
	Code    Code
	Message string   // what is refused and why, one sentence
	Aide    string   // what to do next, in words that hold on every surface; may be empty
	Details []string // one each
	Sujets  []Sujet  // whose marks stand in the texts
	Remedes []Remede // what to do next, as gestures of the product
}

// Refuser makes a Refus.
func Refuser(code Code, message, aide string, details ...string) *Refus {
	return &Refus{Code: code, Message: message, Aide: aide, Details: details}
}

// Nommant gives a Refus the persons whose marks stand in its texts.
func (r *Refus) Nommant(sujets ...Sujet) *Refus {
	r.Sujets = sujets
	return r
}

// Par gives a Refus what to do next.
func (r *Refus) Par(remedes ...Remede) *Refus {
	r.Remedes = append(r.Remedes, remedes...)
	return r
}

// Propose tells whether a gesture is among what to do next.
func (r *Refus) Propose(g Geste) bool {
	return slices.ContainsFunc(r.Remedes, func(x Remede) bool { return x.Geste == g })
}

// Error gives message, details and help, a line each, without a name: a log may
// keep it.
func (r *Refus) Error() string { return Porteur{}.Dire(r) }

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
