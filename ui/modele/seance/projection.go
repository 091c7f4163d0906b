package seance

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
)

// Projection is what the room sees of a candidate.
type Projection struct {
	Jury, Titre, Position string
	Lignes                []LigneProjetee
	Moyenne, Decision     string
	Etat                  examen.Decision
	Detail                string // points, coefficients, professional mean: a line each
	Avant                 string // mean and decision before what is tried, "" when nothing is
	Echelle               Echelle
}

// LigneProjetee is a mark that the room sees.
type LigneProjetee struct {
	Note, Libelle, Coef    string
	Ancienne               string // what the mark was, where another is tried
	Sous, Manque, Modifiee bool   // Modifiee: the jury has changed it already
}

// Echelle is the scale of the means, from 0 to 20, in hundredths.
type Echelle struct {
	Seuils       []Seuil
	Valeur       int // -1 for none
	Avant        int // where the mean was before what is tried, -1 for none
	ValeurTexte  string
	SeuilAtteint bool // of the admission
}

// Seuil is a mean that changes something.
type Seuil struct {
	Centiemes int
	Libelle   string
	Principal bool // of a decision; the others are of a mention
}

// SurVingt is the end of the scale, in hundredths.
const SurVingt = 2000

// Projeter gives what the room sees of a shown row; noms shows his name, essai, if
// any, what a mark that is being typed would do.
func (x *Deliberation) Projeter(i int, noms bool, essai *activite.Effet) *Projection {
	l := x.Ligne(i)
	avant := x.Nominatif
	x.Nominatif = noms
	pv := x.Proces(i)
	x.Nominatif = avant
	v := &Projection{
		Jury: x.Titre(), Titre: pv.Titre, Position: fmt.Sprintf("%d / %d", i+1, x.Nombre()), Moyenne: pv.Moyenne, Decision: pv.Decision, Etat: pv.Etat,
		Detail: strings.ReplaceAll(pv.Totaux, "   ", "\n"), Echelle: Echelle{Seuils: seuilsProjetes(x.p, x.groupe), Valeur: Centiemes(pv.Moyenne), Avant: -1},
	}
	tente := essai != nil && essai.Candidat.Cle == l.Candidat.Cle
	for k := range pv.Lignes {
		v.Lignes = append(v.Lignes, x.ligneProjetee(&pv.Lignes[k], l.Candidat, essai, tente))
	}
	if tente {
		v.Detail = "" // of before
		v.Avant = "Avant : " + pv.Moyenne + "  –  " + pv.Decision
		v.Moyenne, v.Decision, v.Etat = modele.OuTiret(essai.Apres.Moyenne), x.decisionDe(&essai.Apres), essai.Apres.Decision
		v.Echelle.Avant, v.Echelle.Valeur = v.Echelle.Valeur, Centiemes(v.Moyenne)
	}
	v.Echelle.ValeurTexte = v.Moyenne
	v.Echelle.SeuilAtteint = v.Echelle.Valeur >= int(x.p.SeuilAdmission())*100
	return v
}

func (x *Deliberation) ligneProjetee(l *LigneProces, c *jury.Candidat, essai *activite.Effet, tente bool) LigneProjetee {
	n := LigneProjetee{Note: l.Note, Libelle: l.Code + "  " + l.Libelle, Coef: l.Coef, Sous: l.Sous, Manque: l.Manque, Modifiee: l.Modifiee}
	if x.groupe == 2 && l.Note == "" {
		n.Note = l.Premier
	}
	if !tente || l.Code == "" {
		return n
	}
	apres := ""
	if l.Code == essai.Epreuve.Code {
		apres = essai.Vers.Libelle()
	} else if u := uniteDe(&essai.Apres, l.Code); u != nil && len(u.Sous) > 0 && u.Valeur.EstManquante() && u.Statut.Chiffree() {
		apres = decision.Texte(x.p, u.Note) // computed from the mark that is tried
	}
	if apres != "" && apres != n.Note {
		n.Ancienne, n.Note, n.Manque = n.Note, apres, false
	}
	return n
}

func uniteDe(r *decision.Resultat, code string) *decision.Unite {
	if i := slices.IndexFunc(r.Premier.Unites, func(u decision.Unite) bool { return u.Epreuve.Code == code }); i >= 0 {
		return &r.Premier.Unites[i]
	}
	return nil
}

// seuilsProjetes gives the means that change a decision, then a mention.
func seuilsProjetes(p *examen.Profil, groupe int) []Seuil {
	var ss []Seuil
	for _, n := range p.SeuilsGeneraux(groupe) {
		s := Seuil{Centiemes: int(n) * 100, Libelle: fmt.Sprintf("%d : %s", n, strings.ToLower(p.Libelle(examen.Admis))), Principal: true}
		if n < p.SeuilAdmission() {
			s.Libelle = fmt.Sprintf("%d : contrôle", n)
		}
		ss = append(ss, s)
	}
	if groupe == 1 {
		for _, m := range p.Mentions {
			ss = append(ss, Seuil{Centiemes: int(m.Seuil) * 100, Libelle: fmt.Sprintf("%d : %s", m.Seuil, strings.ToLower(m.Libelle))})
		}
	}
	slices.SortFunc(ss, func(a, b Seuil) int { return a.Centiemes - b.Centiemes })
	return ss
}

// Centiemes reads a mean as it is written, -1 for none: only to place it on a scale.
func Centiemes(moyenne string) int {
	n, err := strconv.Atoi(strings.NewReplacer(".", "", ",", "").Replace(moyenne))
	if err != nil || n < 0 || n > SurVingt {
		return -1
	}
	return n
}
