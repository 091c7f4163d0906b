package decision

import (
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Besoin is the mark that one épreuve would need for a mean to reach a threshold,
// all else unchanged.
type Besoin struct {
	Epreuve *jury.Epreuve
	Actuel  note.Valeur
	Note    note.Note // on the épreuve's bareme and step
}

// PourAtteindre gives, for each unit whose mark the jury may change, the least
// mark that brings the general mean of the first group to a threshold (8 or 10).
// A unit that cannot do it alone is left out; so are all when the mean is not
// defined or is there already. It is what a jury asks itself at "0.25 of the mean".
func PourAtteindre(p *examen.Profil, d *jury.Entete, c *jury.Candidat, seuil int64) []Besoin {
	var g Groupe
	g.remplir(p, d, valeurs{c: c})
	if len(g.Manquantes) > 0 || !g.Generale.Definie() || g.Valeur.AuMoins(seuil) {
		return nil
	}
	manque := note.Entier(seuil).Fois(g.Generale.Coefficients).Plus(g.dette).Moins(g.Generale.Points)
	var bs []Besoin
	for i := range g.Unites {
		u := &g.Unites[i]
		if !(u.Compte() || u.Epreuve.Nature == examen.Projet) || u.Statut != note.Notee || u.Epreuve.Coefficient == 0 {
			continue // absences, bénéfices and dispenses are not the jury's to raise
		}
		sur20 := u.Note.Plus(manque.Sur(u.Epreuve.Coefficient.Fraction()))
		n := sur20.Fois(note.Rapport(int64(u.Epreuve.Bareme), 20)).PasSuperieur(u.Epreuve.PasDe(p))
		if n.DansBareme(u.Epreuve.Bareme) {
			bs = append(bs, Besoin{u.Epreuve, u.Valeur, n})
		}
	}
	return bs
}

// Ecart gives how far the points of the first group are from a threshold on one of
// its means: what they lack, or what they have beyond it. false when the mean is
// not defined.
func (g *Groupe) Ecart(sur examen.Base, seuil int64) (manque, surplus note.Fraction, ok bool) {
	m := g.Sur(sur)
	if len(g.Manquantes) > 0 || !m.Definie() {
		return manque, surplus, false
	}
	voulu := note.Entier(seuil).Fois(m.Coefficients)
	if sur == examen.Ensemble {
		voulu = voulu.Plus(g.dette)
	}
	return voulu.Moins(m.Points), m.Points.Moins(voulu), true
}

// PourAdmettre gives the least contrôle mark of an épreuve that admits a
// candidate, all else unchanged; false when he is admitted or when no mark does it.
func PourAdmettre(p *examen.Profil, d *jury.Entete, c *jury.Candidat, e *jury.Epreuve) (note.Note, bool) {
	var r Resultat
	if r.Refaire(p, d, c); r.Decision == examen.Admis {
		return 0, false
	}
	x := *c
	x.Arrete2 = nil // what would be, not what was settled
	x.Notes = make([]jury.NoteEpreuve, 0, len(c.Notes)+1)
	for _, v := range c.Notes {
		if v.Groupe != 2 || v.Epreuve != e.Code {
			x.Notes = append(x.Notes, v)
		}
	}
	x.Notes = append(x.Notes, jury.NoteEpreuve{Epreuve: e.Code, Groupe: 2})
	for n := note.Note(0); n.DansBareme(e.Bareme); n += max(e.PasDe(p), 50) {
		x.Notes[len(x.Notes)-1].Valeur = note.De(n)
		if r.Refaire(p, d, &x); r.Decision == examen.Admis {
			return n, true
		}
	}
	return 0, false
}
