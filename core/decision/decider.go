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
	r.projet()
	switch {
	case absent && (!p.Parametres.AbsentAdmissible || g.Valeur.AuMoins(p.SeuilAdmission())):
		r.dire(raison{genre: raisonAbsence, epreuves: g.Absences})
		return r.refuserQuandMeme(p, c)
	case len(g.Manquantes) > 0 && c.Fractionne():
		genre := raisonPartiel
		if c.Etalement {
			genre = raisonEtalement
		}
		r.dire(raison{genre: genre, epreuves: g.Manquantes})
		return examen.Partiel
	case sansPFMP(p, c):
		return r.refuserQuandMeme(p, c)
	case len(g.Manquantes) > 0:
		r.dire(raison{genre: raisonManque, epreuves: g.Manquantes})
		return examen.Attente
	case !g.Generale.Definie():
		r.dire(raison{genre: raisonRienNeCompte})
		return examen.Attente
	case r.atteint(p, g, p.Admission):
		if !p.MentionAvecNoteGardee && gardeUneNote(c) && len(p.Mentions) > 0 && g.Valeur.AuMoins(p.Mentions[0].Seuil) {
			r.dire(raison{genre: raisonSansMention})
		}
		return examen.Admis
	}
	return r.nonAdmis(p, g)
}

// sansPFMP tells whether the training periods of a candidate were not validated
// where the exam wants them to be (rule R4).
func sansPFMP(p *examen.Profil, c *jury.Candidat) bool { return p.ArticlePFMP != "" && c.PFMP == "non" }

// refuserQuandMeme refuses whatever the mean, and still names a missing mark: at
// 10 or more it could be kept as a bénéfice (rule R9).
func (r *Resultat) refuserQuandMeme(p *examen.Profil, c *jury.Candidat) examen.Decision {
	if sansPFMP(p, c) {
		r.dire(raison{genre: raisonPFMP})
	}
	if g := &r.Premier; len(g.Manquantes) > 0 && !c.Fractionne() {
		r.dire(raison{genre: raisonManque, epreuves: g.Manquantes})
	}
	return examen.Refuse
}

// projet says what the projet did.
func (r *Resultat) projet() {
	for i := range r.Premier.Unites {
		if u := &r.Premier.Unites[i]; u.Epreuve.Nature == examen.Projet && u.Pese() {
			r.dire(raison{genre: raisonProjet, unite: i})
		}
	}
}

// nonAdmis decides between the contrôle and a refusal.
func (r *Resultat) nonAdmis(p *examen.Profil, g *Groupe) examen.Decision {
	remplace := p.Remplacement && len(g.Remplacees) > 0
	if remplace && !p.Parametres.JustifieAuControle {
		r.dire(raison{genre: raisonRemplacement, epreuves: g.Remplacees})
		return examen.Refuse
	}
	x := r.entreDeux(p, g)
	switch {
	case remplace && x == examen.Passe:
		r.dire(raison{genre: raisonRemplacementApres, epreuves: g.Remplacees}) // rule R3
	case remplace:
		r.dire(raison{genre: raisonRemplacement, epreuves: g.Remplacees})
	}
	return x
}

// entreDeux decides for who is not admitted, from his means alone.
func (r *Resultat) entreDeux(p *examen.Profil, g *Groupe) examen.Decision {
	certifie := p.Certificat != nil && g.Valeur.AuMoins(p.Certificat.Seuil)
	if p.Controle == nil {
		if certifie {
			r.dire(raison{genre: raisonCertificat})
		}
		return examen.Refuse
	}
	general := p.SeuilControle()
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
		m := g.Sur(s.Sur)
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
