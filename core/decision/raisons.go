package decision

import (
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// genreRaison names a reason; its words are in Motifs.
type genreRaison uint8

const (
	raisonTexte genreRaison = iota
	raisonAbsence
	raisonAbsenceZero
	raisonPFMP
	raisonProjet
	raisonEtalement
	raisonRemplacementApres
	raisonMemeLangue
	raisonPartiel
	raisonManque
	raisonRienNeCompte
	raisonAtteint
	raisonSous
	raisonRemplacement
	raisonCertificat
	raisonDispensePro
	raisonSansPro
	raisonSansMention
	raisonPerimee
	raisonSansChoix
	raisonSansOffre
	raisonManque2
	raisonIssue2
)

// raison is one reason of a decision, as facts: they become words when somebody
// reads them, which a run over all the candidates of a centre never does.
type raison struct {
	genre    genreRaison
	sur      examen.Base
	seuil    int64
	valeur   note.Fraction
	epreuves []*jury.Epreuve
	code     string
	texte    string
	unite    int // of the first group
}

func (r *Resultat) dire(x raison) { r.raisons = append(r.raisons, x) }

// Motifs gives the reasons, in French.
func (r *Resultat) Motifs() []string {
	s := make([]string, 0, len(r.raisons))
	for i := range r.raisons {
		s = append(s, r.raisons[i].dire(r.profil, r))
	}
	return s
}

// Pourquoi gives the reasons as one text.
func (r *Resultat) Pourquoi() string { return strings.Join(r.Motifs(), " ") }

// dire writes a reason.
func (x *raison) dire(p *examen.Profil, r *Resultat) string {
	switch x.genre {
	case raisonAbsence:
		return fmt.Sprintf("Absence non justifiée (%s) : le diplôme ne peut pas être délivré (%s).", codes(x.epreuves), p.ArticleAbsence)
	case raisonAbsenceZero:
		return fmt.Sprintf("Absence non justifiée (%s) : note zéro (%s).", codes(x.epreuves), p.ArticleAbsence)
	case raisonPartiel:
		return fmt.Sprintf("Forme progressive : unités non présentées (%s), pas de décision sur la moyenne. Unités acquises : %s.", codes(x.epreuves),
			r.acquises())
	case raisonEtalement:
		return fmt.Sprintf("Épreuves étalées sur plusieurs sessions : unités non présentées (%s), sans décision finale. Unités acquises : %s.",
			codes(x.epreuves), r.acquises())
	case raisonPFMP:
		return fmt.Sprintf("Périodes de formation en milieu professionnel non validées : le diplôme ne peut pas être délivré (%s).", p.ArticlePFMP)
	case raisonProjet:
		return r.direProjet(p, &r.Premier.Unites[x.unite])
	case raisonMemeLangue:
		return "Les disciplines choisies (" + codes(x.epreuves) + ") sont deux épreuves d’une même langue : à vérifier auprès de l’académie (arrêté du 9 mai 2025)."
	case raisonRemplacementApres:
		return fmt.Sprintf("Absence justifiée (%s) : épreuve de remplacement s’il échoue (%s).", codes(x.epreuves), p.ArticleAbsence)
	case raisonManque:
		return fmt.Sprintf("Note manquante : %s.", codes(x.epreuves))
	case raisonRienNeCompte:
		return "Aucune épreuve ne compte dans la moyenne : à examiner avec l’académie."
	case raisonAtteint:
		return fmt.Sprintf("%s %s, au moins %d (%s).", x.sur.Libelle(), Texte(p, x.valeur), x.seuil, p.ArticleDecision)
	case raisonSous:
		return fmt.Sprintf("%s %s, inférieure à %d (%s).", x.sur.Libelle(), Texte(p, x.valeur), x.seuil, p.ArticleDecision)
	case raisonRemplacement:
		return fmt.Sprintf("Absence justifiée (%s) : convoqué à l’épreuve de remplacement (%s).", codes(x.epreuves), p.ArticleAbsence)
	case raisonCertificat:
		return fmt.Sprintf("Moyenne d’au moins %d : %s en cas d’échec (%s).", p.Certificat.Seuil, p.Certificat.Nom, p.Certificat.Article)
	case raisonDispensePro:
		return "Dispense des épreuves professionnelles : la moyenne générale suffit."
	case raisonSansPro:
		return "Aucune épreuve professionnelle ne compte."
	case raisonSansMention:
		return fmt.Sprintf("Note gardée d’une session précédente : pas de mention (%s).", p.ArticleMention)
	case raisonPerimee:
		return fmt.Sprintf("La note gardée en %s vient de la session %s, il y a plus de %d ans : à vérifier auprès de l’académie.",
			x.code, x.texte, p.Parametres.ValiditeBenefices)
	case raisonSansChoix:
		return "Choix de disciplines non saisi ou incomplet."
	case raisonSansOffre:
		return "Aucune discipline n’est offerte à ce candidat au second groupe : ses notes restent celles du premier."
	case raisonManque2:
		return fmt.Sprintf("Note du second groupe manquante : %s.", x.code)
	case raisonIssue2:
		comparaison := "inférieure à"
		if x.valeur.AuMoins(x.seuil) {
			comparaison = "au moins"
		}
		return fmt.Sprintf("Moyenne à l’issue du second groupe %s, %s %d (%s).", Texte(p, x.valeur), comparaison, x.seuil, p.ArticleDecision)
	}
	return x.texte
}

// direProjet writes what the projet adds or takes; two exams name it in two ways.
func (r *Resultat) direProjet(p *examen.Profil, u *Unite) string {
	t := LigneProjet(p, u) + fmt.Sprintf(" (note %s, coefficient %s", Texte(p, u.Note), u.Epreuve.Coefficient)
	if p.Projet != nil {
		t += " ; " + p.Projet.Article
	}
	return t + ")."
}

// LigneProjet writes the line of a projet: "Projet : +12.00 points".
func LigneProjet(p *examen.Profil, u *Unite) string {
	nom := u.Epreuve.Libelle
	if p.Projet != nil {
		nom = p.Projet.Nom
	}
	return nom + " : " + u.PointsEnClair() + " points"
}

func codes(es []*jury.Epreuve) string {
	s := make([]string, len(es))
	for i, e := range es {
		s[i] = e.Code
	}
	return strings.Join(s, ", ")
}

// acquises lists the units at 10 or more, which an attestation keeps (D643-15).
func (r *Resultat) acquises() string {
	var s []string
	for i := range r.Premier.Unites {
		u := &r.Premier.Unites[i]
		if u.Compte() && u.Statut.Chiffree() && u.Note.AuMoins(10) {
			s = append(s, u.Epreuve.Code)
		}
	}
	if len(s) == 0 {
		return "aucune"
	}
	return strings.Join(s, ", ")
}
