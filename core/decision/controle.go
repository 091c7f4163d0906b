package decision

import (
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Disciplines gives what a candidate is marked on at the contrôle, in order:
// his choices, or the parts of the épreuve de contrôle where it is the same for
// all, whatever was chosen.
func Disciplines(p *examen.Profil, d *jury.Entete, c *jury.Candidat) []*jury.Epreuve {
	return disciplines(nil, p, d, c)
}

func disciplines(s []*jury.Epreuve, p *examen.Profil, d *jury.Entete, c *jury.Candidat) []*jury.Epreuve {
	if p.Controle == nil {
		return s
	}
	if !p.ParChoix() {
		for i := range d.Epreuves {
			if d.Epreuves[i].Nature == examen.Controle {
				s = append(s, &d.Epreuves[i])
			}
		}
		return s
	}
	for _, x := range c.Choix {
		if e, ok := d.Epreuve(x.Epreuve); ok {
			s = append(s, e)
		}
	}
	return s
}

// MemeLangue tells whether two of the disciplines are the two épreuves of one
// language, which deserves a look (rule R7).
func MemeLangue(es []*jury.Epreuve) bool {
	for i, e := range es {
		for _, x := range es[:i] {
			if e.Langue != "" && e.Langue == x.Langue {
				return true
			}
		}
	}
	return false
}

// choixComplet tells whether the candidate has chosen all that he must, and
// sits something where nothing is chosen.
func choixComplet(p *examen.Profil, d *jury.Entete, c *jury.Candidat, disciplines int) bool {
	if !p.ParChoix() {
		return disciplines > 0
	}
	return len(c.Choix) >= p.Controle.Nombre || len(c.Choix) >= jury.Attendues(p, d, c)
}

// controler derives the result of the second group once all its marks are in;
// until then the decision stays that of the first.
func (r *Resultat) controler(p *examen.Profil, d *jury.Entete, c *jury.Candidat) {
	if p.Controle == nil {
		return // a settled decision that these rules could not give
	}
	r.disciplines = disciplines(r.disciplines[:0], p, d, c)
	if !choixComplet(p, d, c, len(r.disciplines)) {
		r.dire(raison{genre: raisonSansChoix})
		return
	}
	if len(r.disciplines) == 0 {
		r.dire(raison{genre: raisonSansOffre})
	}
	if MemeLangue(r.disciplines) {
		r.dire(raison{genre: raisonMemeLangue, epreuves: r.disciplines})
	}
	for _, e := range r.disciplines {
		if c.Valeur(e.Code, 2).EstManquante() {
			r.dire(raison{genre: raisonManque2, code: e.Code})
			return
		}
	}
	g := r.suite(p, d, c)
	g.Decision = examen.Refuse
	if g.Valeur.AuMoins(p.SeuilAdmission()) && !sansPFMP(p, c) {
		g.Decision = examen.Admis
	}
	r.Controle = g
	r.Decision, r.Mention, r.Moyenne = g.Decision, "", Texte(p, g.Valeur)
	if p.MentionApresControle && g.Decision == examen.Admis {
		r.Mention = mention(p, c, g.Valeur)
	}
	r.dire(raison{genre: raisonIssue2, valeur: g.Valeur, seuil: p.SeuilAdmission()})
	if sansPFMP(p, c) {
		r.dire(raison{genre: raisonPFMP})
	}
}

// suite gives the group that follows the contrôle.
func (r *Resultat) suite(p *examen.Profil, d *jury.Entete, c *jury.Candidat) *Groupe {
	if p.Controle.Formule == examen.MoyenneAvecControle {
		if r.demi == nil {
			r.demi = &Groupe{}
		}
		g := r.demi
		*g = r.Premier
		r.ECT = noteControle(c, r.disciplines)
		g.Valeur = g.Valeur.Plus(r.ECT).Sur(note.Entier(2)) // D337-78 (2009): half-sum of M and of the contrôle
		return g
	}
	if r.reserve == nil {
		r.reserve = &Groupe{}
	}
	g := r.reserve
	g.vider()
	g.remplir(p, d, valeurs{c: c, choisies: r.disciplines, absenceEfface: !p.Parametres.AbsentControleGardeNote})
	return g
}

// noteControle gives the mark on 20 of an épreuve de contrôle made of parts; an
// absence to a part counts 0 in it.
func noteControle(c *jury.Candidat, parties []*jury.Epreuve) note.Fraction {
	var points, bareme note.Fraction
	for _, e := range parties {
		if v := c.Valeur(e.Code, 2); v.Statut.Chiffree() {
			points = points.Plus(note.Rapport(int64(v.Note), 100))
		}
		bareme = bareme.Plus(note.Entier(int64(e.Bareme)))
	}
	return points.Fois(note.Entier(20)).Sur(bareme)
}
