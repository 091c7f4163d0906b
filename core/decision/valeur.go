package decision

import (
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// ValeurUnite gives the first-group value of a unit as papers show it: its own row,
// or what its sous-épreuves give, to the hundredth. A unit made of sous-épreuves has
// no row and is no missing mark.
func ValeurUnite(p *examen.Profil, d *jury.Entete, c *jury.Candidat, code string) note.Valeur {
	r := Calculer(p, d, c)
	for i := range r.Premier.Unites {
		u := &r.Premier.Unites[i]
		if u.Epreuve.Code != code {
			continue
		}
		if !u.Valeur.EstManquante() || !u.Statut.Chiffree() {
			return note.Valeur{Statut: u.Statut, Note: u.Valeur.Note, Origine: u.Valeur.Origine}
		}
		n, err := note.Lire(u.Note.Tronque())
		if err != nil {
			return note.Valeur{}
		}
		return note.De(n)
	}
	return c.Valeur(code, 1)
}

// AvantLaLigne gives a candidate as he was before a unit got a row of its own: what
// the row of the unit hid is his again.
func AvantLaLigne(c *jury.Candidat, code string) *jury.Candidat {
	n := *c
	n.Notes = make([]jury.NoteEpreuve, 0, len(c.Notes))
	for _, x := range c.Notes {
		if x.Groupe != 1 || x.Epreuve != code {
			n.Notes = append(n.Notes, x)
		}
	}
	return &n
}
