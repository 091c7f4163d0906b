package decision

import (
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// deciderPremier is the decision of the first group, in the order of the rules
// of docs/regles.md.
func (r *Resultat) deciderPremier(p *examen.Profil, c *jury.Candidat) examen.Decision {
	g := &r.Premier
	absent := len(g.Absences) > 0
	if absent && p.Absence == examen.AbsenceZero {
		r.dire(raison{genre: raisonAbsenceZero, epreuves: g.Absences})
		absent = false
	}
	switch {
	case absent && (!p.Parametres.AbsentAdmissible || g.Valeur.AuMoins(p.SeuilAdmission())):
		r.dire(raison{genre: raisonAbsence, epreuves: g.Absences})
		return examen.Refuse
	case len(g.Manquantes) > 0 && c.Progressive():
		r.dire(raison{genre: raisonPartiel, epreuves: g.Manquantes})
		return examen.Partiel
	case len(g.Manquantes) > 0:
		r.dire(raison{genre: raisonManque, epreuves: g.Manquantes})
		return examen.Attente
	case !g.Generale.Definie():
		r.dire(raison{genre: raisonRienNeCompte})
		return examen.Attente
	case r.atteint(p, g, p.Admission):
		if len(p.Mentions) > 0 && !p.MentionAvecNoteGardee && gardeUneNote(c) {
			r.dire(raison{genre: raisonSansMention})
		}
		return examen.Admis
	}
	return r.nonAdmis(p, g)
}

// nonAdmis decides between the contrôle and a refusal.
func (r *Resultat) nonAdmis(p *examen.Profil, g *Groupe) examen.Decision {
	if p.Remplacement && len(g.Justifiees) > 0 {
		r.dire(raison{genre: raisonRemplacement, epreuves: g.Justifiees})
		return examen.Refuse
	}
	certifie := p.Certificat != nil && g.Valeur.AuMoins(p.Certificat.Seuil)
	if p.Controle == nil {
		if certifie {
			r.dire(raison{genre: raisonCertificat})
		}
		return examen.Refuse
	}
	general := p.SeuilsGeneraux(1)[0]
	if !g.Valeur.AuMoins(general) {
		// The lower threshold says it all.
		r.raisons[len(r.raisons)-1] = raison{genre: raisonSous, sur: examen.Ensemble, valeur: g.Valeur, seuil: general}
		return examen.Refuse
	}
	if certifie {
		r.dire(raison{genre: raisonCertificat})
	}
	if r.atteint(p, g, p.Controle.Seuils) {
		return examen.Passe
	}
	return examen.Refuse
}

// atteint tells whether a candidate is at all the thresholds of a list, and why.
// A professional mean that does not exist, because all of it is dispensed, holds
// nobody back (doubt D4).
func (r *Resultat) atteint(p *examen.Profil, g *Groupe, seuils []examen.Seuil) bool {
	for _, s := range seuils {
		m := g.sur(s.Sur)
		v := g.Valeur
		if s.Sur != examen.Ensemble {
			v = m.Valeur()
		}
		switch {
		case !m.Definie() && p.Parametres.DispenseProAdmissible:
			r.dire(raison{genre: raisonDispensePro})
		case !m.Definie():
			r.dire(raison{genre: raisonSansPro})
			return false
		case v.AuMoins(s.Minimum):
			if s.Sur != examen.Ensemble || len(seuils) == 1 || s.Minimum == p.SeuilAdmission() {
				r.dire(raison{genre: raisonAtteint, sur: s.Sur, valeur: v, seuil: s.Minimum})
			}
		default:
			r.dire(raison{genre: raisonSous, sur: s.Sur, valeur: v, seuil: s.Minimum})
			return false
		}
	}
	return true
}

// beneficesPerimes warns of a mark kept beyond its validity (D643-15: five
// years). It does not drop the mark: the académie accepted it at registration.
func (r *Resultat) beneficesPerimes(p *examen.Profil, c *jury.Candidat) {
	if p.Session == "" {
		return
	}
	for i := range c.Notes {
		n := &c.Notes[i]
		if perimee(n.Valeur.Origine, p) {
			r.dire(raison{genre: raisonPerimee, code: n.Epreuve, texte: n.Valeur.Origine})
		}
	}
}

// perimee tells whether a session lies more sessions back than a mark is kept.
func perimee(origine string, p *examen.Profil) bool {
	return len(origine) >= 4 && annee(p.Session)-annee(origine) > p.Parametres.ValiditeBenefices
}

// annee reads the year of a session, 0 where there is none.
func annee(session string) int {
	n := 0
	for _, c := range session[:4] {
		if c < '0' || c > '9' {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// sousLeSeuil tells whether a mean is under a threshold by a quarter of a point
// at most: where a jury looks twice.
func sousLeSeuil(m note.Fraction, seuil int64) bool {
	return !m.AuMoins(seuil) && m.Plus(note.Rapport(1, 4)).AuMoins(seuil)
}

// Presque tells whether a mean is just under one of the thresholds that change a
// decision of a group.
func Presque(p *examen.Profil, groupe int, m note.Fraction) bool {
	for _, s := range p.SeuilsGeneraux(groupe) {
		if sousLeSeuil(m, s) {
			return true
		}
	}
	return false
}
