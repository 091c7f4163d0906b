package decision

import (
	"fmt"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Disciplines gives what a candidate is marked on at the contrôle, in order:
// his choices, or the parts of the épreuve de contrôle where it is the same for all.
func Disciplines(p *examen.Profil, d *jury.Entete, c *jury.Candidat) []*jury.Epreuve {
	var s []*jury.Epreuve
	for _, x := range c.Choix {
		if e, ok := d.Epreuve(x.Epreuve); ok {
			s = append(s, e)
		}
	}
	if len(s) == 0 && p.Formule == examen.MoyenneAvecControle {
		for i := range d.Epreuves {
			if d.Epreuves[i].Nature == examen.Controle {
				s = append(s, &d.Epreuves[i])
			}
		}
	}
	return s
}

// controler derives the result of the second group once all its marks are in;
// until then the decision stays that of the first.
func (r *Resultat) controler(p *examen.Profil, d *jury.Entete, c *jury.Candidat) {
	disciplines := Disciplines(p, d, c)
	if len(disciplines) == 0 {
		r.Motifs = append(r.Motifs, "Choix de disciplines non saisi.")
		return
	}
	for _, e := range disciplines {
		if c.Valeur(e.Code, 2).EstManquante() {
			r.Motifs = append(r.Motifs, fmt.Sprintf("Note du second groupe manquante : %s.", e.Code))
			return
		}
	}
	var g Groupe
	switch p.Formule {
	case examen.MeilleureNote:
		g = meilleureNote(p, d, c, disciplines)
	case examen.MoyenneAvecControle:
		g = r.Premier
		r.ECT = noteControle(c, disciplines)
		g.Valeur = g.Valeur.Plus(r.ECT).Sur(note.Entier(2)) // D337-78 (2009): half-sum of M and of the contrôle
	}
	g.Decision = examen.Refuse
	comparaison := "inférieure à"
	if g.Valeur.AuMoins(p.SeuilAdmission) {
		g.Decision, comparaison = examen.Admis, "au moins"
	}
	r.Controle = &g
	r.Decision, r.Mention = g.Decision, "" // no mention after the contrôle (D337-86)
	r.Moyenne = Texte(p, g.Valeur)
	r.Motifs = append(r.Motifs, fmt.Sprintf("Moyenne à l’issue du second groupe %s, %s %d (%s).", r.Moyenne, comparaison, p.SeuilAdmission, p.ArticleDecision))
}

// meilleureNote keeps for each chosen discipline the better of its two marks.
func meilleureNote(p *examen.Profil, d *jury.Entete, c *jury.Candidat, disciplines []*jury.Epreuve) Groupe {
	v := valeurs{c: c, meilleure: map[string]note.Valeur{}, absenceEfface: !p.Parametres.AbsentControleGardeNote}
	for _, e := range disciplines {
		v.meilleure[e.Code] = c.Valeur(e.Code, 2)
	}
	return sommer(p, unites(p, d, v))
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
