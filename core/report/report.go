// Package report is what a centre did without CYCLADES and that someone types into it
// afterwards: the net change of each value, in the order in which CYCLADES asks, with
// counts and sums by which a slip of typing shows.
//
// It reads the acts of a jury and decides nothing. Who marks what was typed is
// core/activite's.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Rubrique is a screen of CYCLADES in which something is typed.
type Rubrique int

// The screens, in the order of a session.
const (
	Notes1   Rubrique = iota // marks changed by the jury, first group
	Livrets                  // livrets examined
	Cloture1                 // the first deliberation and what follows, up to the second group
	Choix                    // disciplines of the second group
	Notes2                   // marks of the second group, the jury's changes included
	Cloture2                 // from the opening of the second deliberation on
)

// Titre names a rubrique in the exam's own words.
func (r Rubrique) Titre(p *examen.Profil) string {
	switch r {
	case Notes1:
		return "Notes modifiées au 1er groupe"
	case Livrets:
		return "Livrets examinés"
	case Cloture1:
		return "Avancement, 1er groupe"
	case Choix:
		return "Choix de disciplines"
	case Notes2:
		return "Notes " + p.Mots.DuGroupe2
	}
	return "Avancement, " + p.Mots.Groupe2
}

// Saisie is one thing to type.
type Saisie struct {
	Rubrique Rubrique
	Candidat *jury.Candidat // nil for what concerns the whole jury
	Quoi     string         // the épreuve, the move
	Avant    string
	Apres    string // what to type
	Note     note.Valeur
	Motif    string
	Par      string
	Quand    time.Time
}

// Recueillir gives what is to be typed for a jury: of each value the net change since
// an act's rank, 0 for the beginning. A value that came back to what it was is not there.
func Recueillir(p *examen.Profil, d *jury.Dossier, actes []jury.Acte, depuis int) []Saisie {
	var saisies []Saisie
	places := map[jury.Facette]int{}
	depart := map[jury.Facette]string{}
	for i := range actes {
		a := &actes[i]
		if a.RangJury < depuis || a.Role == examen.RoleAcademie || a.Sorte().Apporte {
			continue
		}
		if a.Bouge() {
			saisies = append(saisies, mouvement(p, a))
			continue
		}
		f := a.Facette()
		if _, vu := depart[f]; !vu {
			depart[f] = a.De
		}
		s, ok := valeur(p, d, a, f, depart[f])
		if !ok {
			continue
		}
		if k, vu := places[f]; vu {
			saisies[k] = s
			continue
		}
		places[f] = len(saisies)
		saisies = append(saisies, s)
	}
	saisies = slices.DeleteFunc(saisies, func(s Saisie) bool { return s.Avant == s.Apres })
	slices.SortStableFunc(saisies, func(a, b Saisie) int {
		return cmp.Or(cmp.Compare(a.Rubrique, b.Rubrique), strings.Compare(cle(a.Candidat), cle(b.Candidat)))
	})
	return saisies
}

func cle(c *jury.Candidat) string {
	if c == nil {
		return ""
	}
	return c.Cle.String()
}

func commun(a *jury.Acte) Saisie {
	s := Saisie{Motif: a.Motif, Par: a.Auteur}
	if t, err := time.Parse(time.RFC3339, a.Horodatage); err == nil {
		s.Quand = t
	}
	return s
}

func mouvement(p *examen.Profil, a *jury.Acte) Saisie {
	s := commun(a)
	s.Rubrique, s.Quoi = Cloture1, a.Sorte().Titre
	dire := func(code string) string {
		e, ok := examen.LireEtat(code)
		if !ok {
			return code
		}
		return p.EtatComplet(e)
	}
	if e, ok := examen.LireEtat(a.De); ok && e.Groupe() == 2 {
		s.Rubrique = Cloture2
	}
	s.Avant, s.Apres = dire(a.De), dire(a.Vers)
	return s
}

// valeur gives what an act on a value makes one type; ok is false for what CYCLADES
// has no screen for.
func valeur(p *examen.Profil, d *jury.Dossier, a *jury.Acte, f jury.Facette, de string) (s Saisie, ok bool) {
	s = commun(a)
	c, connu := d.Candidat(f.Cle)
	if !connu {
		c = &jury.Candidat{Cle: f.Cle}
	}
	s.Candidat = c
	switch f.Valeur {
	case jury.ValeurNote:
		s.Rubrique = map[int]Rubrique{1: Notes1, 2: Notes2}[f.Groupe]
		s.Quoi = f.Epreuve
		if e, ok := d.Epreuve(f.Epreuve); ok {
			s.Quoi += " " + c.LibelleEpreuve(e)
		}
		s.Avant, s.Apres = dire(de), dire(a.Vers)
		s.Note, _ = note.LireValeur(a.Vers) // an act of the journal has readable values
	case jury.ValeurLivret:
		s.Rubrique, s.Quoi, s.Avant, s.Apres = Livrets, "Livret scolaire", examine(de), examine(a.Vers)
	case jury.ValeurChoix:
		s.Rubrique, s.Quoi, s.Avant, s.Apres = Choix, "Disciplines", choix(d, c, de), choix(d, c, a.Vers)
	default:
		return s, false
	}
	return s, true
}

func dire(texte string) string {
	v, err := note.LireValeur(texte)
	if err != nil {
		return texte
	}
	return v.Libelle()
}

func examine(texte string) string {
	if texte == "oui" {
		return "examiné"
	}
	return "non examiné"
}

// choix writes the disciplines of a candidate, each with its centre and its date.
func choix(d *jury.Dossier, c *jury.Candidat, texte string) string {
	cs, err := jury.LireTexteChoix(texte)
	if err != nil || len(cs) == 0 {
		return "aucune"
	}
	var t []string
	for _, x := range cs {
		mot := x.Epreuve
		if e, ok := d.Epreuve(x.Epreuve); ok {
			mot += " " + c.LibelleEpreuve(e)
		}
		if x.Centre != "" {
			mot += ", centre " + x.Centre
		}
		if q, err := time.Parse("2006-01-02T15:04", x.Date); err == nil {
			mot += q.Format(", le 02/01/2006 à 15:04")
		}
		t = append(t, mot)
	}
	return strings.Join(t, " ; ")
}

// Controle is what is counted over marks to type, so that a slip shows.
type Controle struct {
	Notes, Absences int
	Somme           note.Note // of the marks, in hundredths
}

// Ajouter counts one thing to type; what is no mark counts for nothing.
func (c *Controle) Ajouter(s *Saisie) {
	switch {
	case s.Rubrique != Notes1 && s.Rubrique != Notes2, s.Note.EstManquante():
	case s.Note.Statut == note.Notee:
		c.Notes++
		c.Somme += s.Note.Note
	default:
		c.Absences++
	}
}

// Texte writes a control: "3 notes, somme 34.50".
func (c *Controle) Texte() string {
	t := fmt.Sprintf("%d notes, somme %s", c.Notes, c.Somme)
	if c.Notes == 1 {
		t = "1 note, somme " + c.Somme.String()
	}
	if c.Absences > 0 {
		t += fmt.Sprintf(", absences : %d", c.Absences)
	}
	return t
}
