package decision

import (
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Sous is a sous-épreuve as it counted inside its unit.
type Sous struct {
	Epreuve *jury.Epreuve
	Valeur  note.Valeur
}

// Unite is a unit as it counted in a mean.
type Unite struct {
	Epreuve *jury.Epreuve
	Statut  note.Statut
	Valeur  note.Valeur   // the unit's own row, when it has one
	Note    note.Fraction // on 20; 0 for an absence
	Sous    []Sous
	Retenue bool // the contrôle's mark is better than the first one and counts
}

// Points gives what the unit adds to the points: its mark on 20 times its
// coefficient; of a facultative, what is above 10 (rule N8); of a projet, the
// gap to 10, which is taken away when the mark is below.
func (u *Unite) Points() note.Fraction {
	dix := note.Entier(10)
	n := u.Note
	switch {
	case u.Epreuve.Nature == examen.Projet && !n.AuMoins(10):
		n = dix.Moins(n)
	case u.Epreuve.Nature == examen.Projet || u.Epreuve.Nature == examen.Facultative:
		n = n.Moins(dix)
	}
	return n.Fois(u.Epreuve.Coefficient.Fraction())
}

// PointsEnClair writes the points, with the sign of those of a projet; "" where
// the unit adds none.
func (u *Unite) PointsEnClair() string {
	switch {
	case u.Epreuve.Nature == examen.Projet && u.Pese():
		if !u.Note.AuMoins(10) {
			return "-" + u.Points().Tronque()
		}
		return "+" + u.Points().Tronque()
	case u.Compte(), u.Epreuve.Nature == examen.Facultative && u.Statut.Chiffree():
		return u.Points().Tronque()
	}
	return ""
}

// Pese tells whether the unit has something to count: a mark, or an absence that is 0.
func (u *Unite) Pese() bool { return u.Statut != note.Manquante && u.Statut != note.Dispense }

// Compte tells whether the unit is in the points and in the coefficients.
func (u *Unite) Compte() bool { return u.Epreuve.Nature.AuDiviseur() && u.Pese() }

// valeurs gives the value that counts for an épreuve: the first group's, or
// the contrôle's when it is better. choisies is nil in the first group.
type valeurs struct {
	c        *jury.Candidat
	choisies []*jury.Epreuve
	// absenceEfface: an absence to the contrôle's oral puts 0 in the place of
	// the first mark (doubt D5, the other reading).
	absenceEfface bool
}

// seconde gives the contrôle's mark that is to be compared with the first one;
// an absence is none, unless the profile lets it efface the first mark.
func (v *valeurs) seconde(e *jury.Epreuve) (x note.Valeur, efface, ok bool) {
	for _, d := range v.choisies {
		if d == e {
			x = v.c.Valeur(e.Code, 2)
			if x.Statut == note.Absent && v.absenceEfface {
				return note.De(0), true, true
			}
			return x, false, x.Statut.Chiffree()
		}
	}
	return x, false, false
}

// unites computes every unit of a candidate. A unit's own row wins over its
// sous-épreuves; without one, the unit is their weighted mean, rounded as the
// profile says (doubt D1). The contrôle's mark counts in its place when it is
// the better of the two.
func (g *Groupe) unites(p *examen.Profil, d *jury.Entete, v valeurs) {
	for i := range d.Epreuves {
		e := &d.Epreuves[i]
		if !e.EstUnite() || e.Nature == examen.Controle {
			continue
		}
		u := Unite{Epreuve: e}
		debut := len(g.sous)
		for k := range d.Epreuves {
			s := &d.Epreuves[k]
			if s.EstUnite() || s.Parent != e.Code {
				continue
			}
			x := Sous{s, v.c.Valeur(s.Code, 1)}
			if seconde, efface, ok := v.seconde(s); ok && (efface || !x.Valeur.Statut.Chiffree() || seconde.Note > x.Valeur.Note) {
				x.Valeur, u.Retenue = seconde, true
			}
			g.sous = append(g.sous, x)
		}
		if len(g.sous) > debut {
			u.Sous = g.sous[debut:len(g.sous):len(g.sous)]
		}
		switch val := v.c.Valeur(e.Code, 1); {
		case !val.EstManquante():
			u.Valeur, u.Statut, u.Retenue = val, val.Statut, false
			if val.Statut.Chiffree() {
				u.Note = val.Note.Fraction(e.Bareme)
			}
		case len(u.Sous) > 0:
			u.Statut, u.Note = deSousEpreuves(p, e, u.Sous)
		}
		if seconde, efface, ok := v.seconde(e); ok {
			// The computed mark of a unit made of sous-épreuves is a first mark like another.
			if n := seconde.Note.Fraction(e.Bareme); efface || n.Compare(u.Note) > 0 {
				u.Valeur, u.Statut, u.Note, u.Retenue = seconde, note.Notee, n, !efface
			}
		}
		g.Unites = append(g.Unites, u)
	}
}

// deSousEpreuves gives a unit without a row of its own: one absent sous-épreuve
// makes the unit absent (a projet excepted), a missing one leaves it missing, a dispensed one is
// left out, a justified absence counts 0.
func deSousEpreuves(p *examen.Profil, e *jury.Epreuve, sous []Sous) (note.Statut, note.Fraction) {
	var m note.Moyenne
	manque, justifie, dispenses := false, false, 0
	for _, s := range sous {
		switch s.Valeur.Statut {
		case note.Absent:
			if e.Nature != examen.Projet {
				return note.Absent, note.Fraction{}
			}
			m = m.Ajouter(note.Fraction{}, s.Epreuve.Coefficient) // 0 for that half (rule R1)
		case note.Manquante:
			manque = true
		case note.Dispense:
			dispenses++
		case note.AbsentJustifie:
			justifie = true
			m = m.Ajouter(note.Fraction{}, s.Epreuve.Coefficient)
		default:
			m = m.Ajouter(s.Valeur.Note.Fraction(s.Epreuve.Bareme), s.Epreuve.Coefficient)
		}
	}
	switch {
	case manque:
		return note.Manquante, note.Fraction{}
	case dispenses == len(sous):
		return note.Dispense, note.Fraction{}
	}
	valeur := m.Valeur()
	switch p.Parametres.ArrondiUnite {
	case examen.ArrondiSuperieur:
		valeur = valeur.PasSuperieur(e.PasDe(p)).Fraction(20)
	case examen.ArrondiProche:
		valeur = valeur.PasProche(e.PasDe(p)).Fraction(20)
	}
	if justifie && m.Valeur().Nulle() {
		return note.AbsentJustifie, valeur
	}
	return note.Notee, valeur
}
