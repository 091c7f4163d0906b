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
	Note    note.Note // on the épreuve's bareme, in half points
}

// PourAtteindre gives, for each unit whose mark the jury may change, the least
// mark that brings the general mean of the first group to a threshold (8 or 10).
// A unit that cannot do it alone is left out; so are all when the mean is not
// defined or is there already. It is what a jury asks itself at "0.25 of the mean".
func PourAtteindre(p *examen.Profil, d *jury.Entete, c *jury.Candidat, seuil int64) []Besoin {
	g := premierGroupe(p, d, c)
	if len(g.Manquantes) > 0 || !g.Generale.Definie() || g.Valeur.AuMoins(seuil) {
		return nil
	}
	manque := note.Entier(seuil).Fois(g.Generale.Coefficients).Moins(g.Generale.Points)
	var bs []Besoin
	for i := range g.Unites {
		u := &g.Unites[i]
		if !u.Compte() || u.Statut != note.Notee || u.Epreuve.Coefficient == 0 {
			continue // absences, bénéfices and dispenses are not the jury's to raise
		}
		sur20 := u.Note.Plus(manque.Sur(u.Epreuve.Coefficient.Fraction()))
		n := sur20.Fois(note.Rapport(int64(u.Epreuve.Bareme), 20)).DemiPointSuperieur()
		if n.DansBareme(u.Epreuve.Bareme) {
			bs = append(bs, Besoin{u.Epreuve, u.Valeur, n})
		}
	}
	return bs
}
