package examen

import (
	"slices"
	"strings"
)

// Sujet is whom or what a refusal speaks of, so that a carrier can name a
// candidate by his name, by his N° anonymat, or by neither.
type Sujet struct {
	Jury     string `json:"jury,omitempty"`
	Cle      string `json:"cle,omitempty"` // number and inscription: "02319252150-001"
	Nom      string `json:"nom,omitempty"`
	Anonymat string `json:"anonymat,omitempty"`
}

// The mark of a Sujet in a text is a character that no keyboard gives: what a
// person typed can never be taken for one.
const premiereMarque = '\uE000'

// Qui stands in a text for the first Sujet of a Refus.
const Qui = string(premiereMarque)

// Sujets gathers those of a text that names several.
type Sujets []Sujet

// Mettre adds a Sujet and gives what stands for it in a text.
func (q *Sujets) Mettre(s Sujet) string {
	*q = append(*q, s)
	return string(rune(premiereMarque + len(*q) - 1))
}

// Porteur brings refusals to one kind of reader.
type Porteur struct {
	// Nommer writes a Sujet; by default its number and inscription.
	Nommer func(Sujet) string
	// Remede writes how to do a gesture here, "" when the words suffice.
	Remede func(Remede) string
}

// Porter gives a Refus whose texts are written for the reader, without marks, words
// in agreement with their numbers.
func (p Porteur) Porter(r *Refus) *Refus {
	nommer := p.Nommer
	if nommer == nil {
		nommer = func(s Sujet) string { return s.Cle }
	}
	var paires []string
	for i, s := range r.Sujets {
		paires = append(paires, string(rune(premiereMarque+i)), nommer(s))
	}
	noms := strings.NewReplacer(paires...)
	porte := &Refus{Code: r.Code, Message: Accorder(noms.Replace(r.Message)), Aide: p.completer(Accorder(noms.Replace(r.Aide)), r.Remedes), Remedes: r.Remedes}
	for _, d := range r.Details {
		porte.Details = append(porte.Details, Accorder(noms.Replace(d)))
	}
	return porte
}

// completer puts, at the end of what to do next, how to do it here.
func (p Porteur) completer(aide string, remedes []Remede) string {
	var mots []string
	for _, x := range remedes {
		if p.Remede == nil {
			break
		}
		if m := p.Remede(x); m != "" {
			mots = append(mots, m)
		}
	}
	if len(mots) == 0 {
		return aide
	}
	sans, point := strings.CutSuffix(aide, ".")
	aide = strings.TrimSpace(sans + " (" + strings.Join(mots, " ; ") + ")")
	if point {
		aide += "."
	}
	return aide
}

// Reunir makes one Refus of several, a detail each, the first giving the code.
func Reunir(message string, refus []error) *Refus {
	tout := Refuser(CodeDe(refus[0]), message, "")
	var nommes Sujets
	garder := Porteur{Nommer: nommes.Mettre}
	for _, err := range refus {
		texte := err.Error()
		if r, ok := EstRefus(err); ok {
			texte = garder.Dire(r)
			for _, x := range r.Remedes {
				if !slices.Contains(tout.Remedes, x) {
					tout.Remedes = append(tout.Remedes, x)
				}
			}
		}
		tout.Details = append(tout.Details, "- "+strings.ReplaceAll(texte, "\n", "\n  "))
	}
	return tout.Nommant(nommes...)
}

// Dire gives message, details and help, a line each.
func (p Porteur) Dire(r *Refus) string {
	x := p.Porter(r)
	lignes := append([]string{x.Message}, x.Details...)
	if x.Aide != "" {
		lignes = append(lignes, x.Aide)
	}
	return strings.Join(lignes, "\n")
}
