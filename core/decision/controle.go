package decision

import (
	"fmt"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Disciplines gives what a candidate is marked on at the contrôle, in order:
// his choices, or the parts of the épreuve de contrôle where it is the same for
// all, whatever was chosen.
func Disciplines(p *examen.Profil, d *jury.Entete, c *jury.Candidat) []*jury.Epreuve {
	var s []*jury.Epreuve
	if p.Formule == examen.MoyenneAvecControle {
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

// choixComplet tells whether the candidate has chosen all that he must: two
// disciplines (D643-15, arrêté du 25 novembre 2021), or as many as he is offered.
func choixComplet(p *examen.Profil, d *jury.Entete, c *jury.Candidat) bool {
	if p.Formule == examen.MoyenneAvecControle {
		return len(Disciplines(p, d, c)) > 0
	}
	return len(c.Choix) >= min(2, len(jury.Choisissables(p, d, c)))
}

// controler derives the result of the second group once all its marks are in;
// until then the decision stays that of the first.
func (r *Resultat) controler(p *examen.Profil, d *jury.Entete, c *jury.Candidat) {
	disciplines := Disciplines(p, d, c)
	if !choixComplet(p, d, c) {
		r.Motifs = append(r.Motifs, "Choix de disciplines non saisi ou incomplet.")
		return
	}
	if len(disciplines) == 0 {
		r.Motifs = append(r.Motifs, "Aucune discipline n’est offerte à ce candidat au second groupe : ses notes restent celles du premier.")
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
