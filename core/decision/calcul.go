package decision

import (
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// Resultat is what is derived for one candidate.
type Resultat struct {
	Decision examen.Decision
	Mention  string   // code of the mention, "" for none
	Motifs   []string // the reasons, in French

	// Moyenne and MoyennePro are as printed: truncated to two decimals, "" where
	// there is none (a mark is missing, units not presented, no professional unit).
	Moyenne, MoyennePro string

	Premier  Groupe        // the first group
	Controle *Groupe       // after the contrôle, nil until all its marks are in
	ECT      note.Fraction // the mark on 20 of the épreuve de contrôle (bac pro until 2021)
	Ecart    string        // set when a settled decision differs from the computation
}

// Groupe is one computation over all the units.
type Groupe struct {
	Decision examen.Decision
	Unites   []Unite
	Generale note.Moyenne // points and coefficients, facultative points included
	Pro      note.Moyenne // professional units
	// Valeur is the mean that is compared with the thresholds.
	Valeur     note.Fraction
	Manquantes []*jury.Epreuve // units without a mark
	Absences   []*jury.Epreuve // absences without justification
	Justifiees []*jury.Epreuve // justified absences
}

// Calculer derives the result of a candidate from his marks and from what his
// jury has settled.
func Calculer(p *examen.Profil, d *jury.Entete, c *jury.Candidat) Resultat {
	premier := premierGroupe(p, d, c)
	r := Resultat{Premier: premier}
	r.Decision, r.Motifs = deciderPremier(p, &premier, c)
	r.Premier.Decision = r.Decision
	r.Motifs = append(r.Motifs, beneficesPerimes(p, c)...)
	r.afficher(p, premier.Valeur)
	if r.Decision == examen.Admis {
		r.Mention = mention(p, premier.Valeur)
	}
	if c.Arrete1 != nil {
		r.figer(p, c.Arrete1, "1er groupe")
		r.Premier.Decision = c.Arrete1.Decision
	}
	if r.Decision == examen.Passe && d.Etat >= examen.RecueilNotes {
		r.controler(p, d, c)
	}
	if c.Arrete2 != nil {
		r.figer(p, c.Arrete2, p.Mots.Groupe2)
	}
	return r
}

// afficher writes the means as they are printed.
func (r *Resultat) afficher(p *examen.Profil, valeur note.Fraction) {
	if len(r.Premier.Manquantes) > 0 {
		return
	}
	if r.Premier.Generale.Definie() {
		r.Moyenne = Texte(p, valeur)
	}
	if r.Premier.Pro.Definie() {
		r.MoyennePro = Texte(p, r.Premier.Pro.Valeur())
	}
}

// Texte writes a mean as the profile wants it shown (regles.md §7, doubt 2).
func Texte(p *examen.Profil, f note.Fraction) string {
	if p.Parametres.AffichageTronque {
		return f.Tronque()
	}
	return f.Arrondi()
}

// figer puts what the jury settled in the place of what is computed.
func (r *Resultat) figer(p *examen.Profil, a *jury.Arrete, quand string) {
	if a.Decision != r.Decision || a.Moyenne != r.Moyenne || a.Mention != r.Mention {
		r.Ecart = fmt.Sprintf("Le jury a arrêté « %s » (moyenne %s) à la clôture du %s ; le calcul donne aujourd’hui « %s » (moyenne %s). La décision du jury est conservée.",
			p.Libelle(a.Decision), ouTiret(a.Moyenne), quand, p.Libelle(r.Decision), ouTiret(r.Moyenne))
		r.Motifs = append(r.Motifs, r.Ecart)
	}
	r.Decision, r.Moyenne, r.MoyennePro, r.Mention = a.Decision, a.Moyenne, a.MoyennePro, a.Mention
}

func ouTiret(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// premierGroupe computes means from the marks of the first group.
func premierGroupe(p *examen.Profil, d *jury.Entete, c *jury.Candidat) Groupe {
	return sommer(p, unites(p, d, valeurs{c: c}))
}

// sommer adds up: obligatory units with their coefficients, the points above 10
// of the facultatives without theirs (D643-22, D337-78).
func sommer(p *examen.Profil, us []Unite) Groupe {
	g := Groupe{Unites: us}
	for i := range us {
		u := &us[i]
		e := u.Epreuve
		if e.Nature == examen.Facultative {
			if u.Statut.Chiffree() {
				bonus := u.Note.Moins(note.Entier(10)).Fois(e.Coefficient.Fraction())
				g.Generale.Points = g.Generale.Points.Plus(bonus)
			}
			continue
		}
		switch u.Statut {
		case note.Manquante:
			g.Manquantes = append(g.Manquantes, e)
		case note.Absent:
			g.Absences = append(g.Absences, e)
		case note.AbsentJustifie:
			g.Justifiees = append(g.Justifiees, e)
		}
		for _, s := range u.Sous {
			if s.Valeur.Statut == note.AbsentJustifie && u.Valeur.EstManquante() && u.Statut == note.Notee {
				g.Justifiees = append(g.Justifiees, s.Epreuve)
			}
		}
		if !u.Compte() {
			continue
		}
		g.Generale = g.Generale.Ajouter(u.Note, e.Coefficient)
		if e.Nature.EstProfessionnelle() {
			g.Pro = g.Pro.Ajouter(u.Note, e.Coefficient)
		}
	}
	g.Valeur = g.Generale.Valeur()
	return g
}

// conditionPro gives the mean that opens the contrôle.
func (g *Groupe) conditionPro(p *examen.Profil) note.Moyenne {
	if p.ConditionPro == examen.MoyenneProfessionnelle {
		return g.Pro
	}
	var m note.Moyenne
	for i := range g.Unites {
		if u := &g.Unites[i]; u.Compte() && u.Epreuve.Nature == examen.Pratique {
			m = m.Ajouter(u.Note, u.Epreuve.Coefficient)
		}
	}
	return m
}

// deciderPremier is the decision of the first group, in the order of regles.md §8.
func deciderPremier(p *examen.Profil, g *Groupe, c *jury.Candidat) (examen.Decision, []string) {
	m := g.Valeur
	switch {
	case len(g.Absences) > 0 && (!p.Parametres.AbsentAdmissible || m.AuMoins(p.SeuilAdmission)):
		return examen.Refuse, []string{fmt.Sprintf("Absence non justifiée (%s) : le diplôme ne peut pas être délivré (%s).", codes(g.Absences), p.ArticleAbsence)}
	case len(g.Manquantes) > 0 && c.Progressive():
		return examen.Partiel, []string{fmt.Sprintf("Forme progressive : unités non présentées (%s), pas de décision sur la moyenne. Unités acquises : %s.", codes(g.Manquantes), acquises(g))}
	case len(g.Manquantes) > 0:
		return examen.Attente, []string{fmt.Sprintf("Note manquante : %s.", codes(g.Manquantes))}
	case !g.Generale.Definie():
		return examen.Attente, []string{"Aucune épreuve ne compte dans la moyenne : à examiner avec l’académie."}
	case m.AuMoins(p.SeuilAdmission):
		return examen.Admis, []string{fmt.Sprintf("Moyenne générale %s, au moins %d (%s).", Texte(p, m), p.SeuilAdmission, p.ArticleDecision)}
	}
	motifs := []string{fmt.Sprintf("Moyenne générale %s, inférieure à %d (%s).", Texte(p, m), p.SeuilAdmission, p.ArticleDecision)}
	if p.RemplacementSiAbsenceJustifiee && len(g.Justifiees) > 0 {
		return examen.Refuse, append(motifs, fmt.Sprintf("Absence justifiée (%s) : convoqué à l’épreuve de remplacement (%s).", codes(g.Justifiees), p.ArticleAbsence))
	}
	if !m.AuMoins(p.SeuilControle) {
		motifs[0] = fmt.Sprintf("Moyenne générale %s, inférieure à %d (%s).", Texte(p, m), p.SeuilControle, p.ArticleDecision)
		return examen.Refuse, motifs
	}
	if p.ArticleCertificat != "" {
		motifs = append(motifs, fmt.Sprintf("Moyenne d’au moins %d : certificat de fin d’études professionnelles secondaires en cas d’échec (%s).", p.SeuilControle, p.ArticleCertificat))
	}
	pro := g.conditionPro(p)
	nom := "Moyenne des épreuves professionnelles"
	if p.ConditionPro == examen.NotePratique {
		nom = "Note d’évaluation de la pratique professionnelle"
	}
	switch {
	case !pro.Definie() && p.Parametres.DispenseProAdmissible:
		return examen.Passe, append(motifs, "Dispense des épreuves professionnelles : la moyenne générale suffit.")
	case pro.Definie() && pro.Valeur().AuMoins(p.SeuilPro):
		return examen.Passe, append(motifs, fmt.Sprintf("%s %s, au moins %d (%s).", nom, Texte(p, pro.Valeur()), p.SeuilPro, p.ArticleDecision))
	case !pro.Definie():
		return examen.Refuse, append(motifs, "Aucune épreuve professionnelle ne compte.")
	}
	return examen.Refuse, append(motifs, fmt.Sprintf("%s %s, inférieure à %d (%s).", nom, Texte(p, pro.Valeur()), p.SeuilPro, p.ArticleDecision))
}

func codes(es []*jury.Epreuve) string {
	s := make([]string, len(es))
	for i, e := range es {
		s[i] = e.Code
	}
	return strings.Join(s, ", ")
}

// acquises lists the units at 10 or more, which an attestation keeps (D643-15).
func acquises(g *Groupe) string {
	var s []string
	for i := range g.Unites {
		u := &g.Unites[i]
		if u.Compte() && u.Statut.Chiffree() && u.Note.AuMoins(10) {
			s = append(s, u.Epreuve.Code)
		}
	}
	if len(s) == 0 {
		return "aucune"
	}
	return strings.Join(s, ", ")
}

func mention(p *examen.Profil, m note.Fraction) string {
	code := ""
	for _, x := range p.Mentions {
		if m.AuMoins(x.Seuil) {
			code = x.Code
		}
	}
	return code
}

// beneficesPerimes warns of a mark kept beyond its validity (D643-15: five
// years). It does not drop the mark: the académie accepted it at registration.
func beneficesPerimes(p *examen.Profil, c *jury.Candidat) []string {
	if p.Session == "" {
		return nil
	}
	var s []string
	for _, n := range c.Notes {
		o := n.Valeur.Origine
		if len(o) >= 4 && annees(o[:4], p.Session[:4]) > p.Parametres.ValiditeBenefices {
			s = append(s, fmt.Sprintf("La note gardée en %s vient de la session %s, il y a plus de %d ans : à vérifier auprès de l’académie.", n.Epreuve, o, p.Parametres.ValiditeBenefices))
		}
	}
	return s
}

func annees(de, a string) int {
	var x, y int
	fmt.Sscan(de, &x)
	fmt.Sscan(a, &y)
	return y - x
}
