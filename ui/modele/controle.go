package modele

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/examen"
)

// Signe is how a point of a checklist stands.
type Signe int

// The signs.
const (
	SigneRien Signe = iota // nothing to say of it
	SigneBon
	SigneAttention
)

// Point is a line of the checklist that a person reads before a jury moves.
type Point struct {
	Texte string
	Signe Signe
}

// ControleJury is what the checklist of a jury says, and the marks that were changed.
type ControleJury struct {
	*activite.Situation
	Modifiees int
	Plan      PlanALaCloture
}

// Controler gives the checklist of a jury that is about to go to a state: what lacks,
// what was made, what the jury has decided. It never refuses: the rules do.
func Controler(p *examen.Profil, c ControleJury, vers examen.Etat) []Point {
	s := c.Situation
	if RangEtat(vers) < RangEtat(s.Etat) {
		return nil
	}
	var ps []Point
	ajouter := func(signe Signe, texte string) { ps = append(ps, Point{texte, signe}) }
	switch s.Etat {
	case examen.Deliberation1, examen.Deliberation2:
		plan := pointPlan(s)
		if c.Plan.Avant(s) && s.Plan != activite.PlanAJour {
			plan = Point{plan.Texte + " ; il va être refait", SigneBon}
		}
		ps = append(append(append(append(ps, plan), pointsNotes(s)...), pointLivrets(s)...), pointPresence(s))
	case examen.RecueilNotes:
		ps = append(append(ps, pointPlan(s)), pointsNotes(s)...)
	case examen.Editions1, examen.Editions2:
		ps = append(ps, pointPapier("Procès-verbal", "produit", s.PVLe, s.Le), pointPapier("Listes de résultats", "produites", s.ListesLe, s.Le))
	default:
		return nil
	}
	if n := len(s.DivergencesOuvertes()); n > 0 {
		ajouter(SigneAttention, "Divergences à trancher : "+fmt.Sprint(n))
	}
	if s.Etat != examen.RecueilNotes {
		ajouter(SigneRien, Decompte(p, s.Decisions))
		ajouter(SigneRien, notesModifiees(c.Modifiees))
	}
	return ps
}

func notesModifiees(n int) string {
	if n == 0 {
		return "Aucune note modifiée par le jury"
	}
	return Compter(n, "note modifiée par le jury", "notes modifiées par le jury")
}

func pointPlan(s *activite.Situation) Point {
	switch s.Plan {
	case activite.PlanAJour:
		return Point{"Plan de secours à jour, généré " + Moment(s.PlanLe, s.Le), SigneBon}
	case activite.PlanPerime:
		return Point{strings.Replace(planDepuis(s), "Plan ", "Plan de secours ", 1), SigneAttention}
	}
	return Point{"Plan de secours jamais généré", SigneAttention}
}

func pointsNotes(s *activite.Situation) (ps []Point) {
	if s.SansChoix > 0 {
		x := Point{"Choix de disciplines non saisis : " + Compter(s.SansChoix, "candidat", "candidats"), SigneAttention}
		if s.Etat == examen.RecueilNotes {
			x.Texte += ". Ils ne se saisissent plus ensuite, et le jury ne pourra pas clore : saisissez-les d’abord."
		}
		ps = append(ps, x)
	}
	if n := s.Manquantes - s.SansChoix; n > 0 {
		ps = append(ps, Point{"Notes manquantes : " + Compter(n, "candidat", "candidats"), SigneAttention})
	}
	if len(ps) == 0 {
		ps = []Point{{"Aucune note manquante", SigneBon}}
	}
	return ps
}

func pointLivrets(s *activite.Situation) []Point {
	if s.LivretsTous == 0 {
		return nil
	}
	x := Point{fmt.Sprintf("Livrets examinés : %d sur %d", s.LivretsVus, s.LivretsTous), SigneBon}
	switch {
	case s.Livrets > 0:
		x = Point{x.Texte + " ; " + Compter(s.Livrets, "attendu avant de clore", "attendus avant de clore"), SigneAttention}
	case s.LivretsVus < s.LivretsTous:
		x.Signe = SigneRien
	}
	return []Point{x}
}

// pointPresence tells whether who sat was recorded: the composition of a jury is proved
// by it, or else by the sheet that its members sign.
func pointPresence(s *activite.Situation) Point {
	n := 0
	for _, x := range s.Presences {
		if x.Groupe == s.Etat.Groupe() {
			n++
		}
	}
	switch preside := s.Preside(s.Etat.Groupe()); {
	case n == 0:
		return Point{"Présence des membres : rien n’est noté", SigneAttention}
	case preside == "":
		return Point{"Présence notée, mais personne ne préside : le président est absent", SigneAttention}
	default:
		return Point{"Présence notée : " + Compter(n, "membre", "membres") + ", préside " + preside, SigneBon}
	}
}

func pointPapier(quoi, fait string, le, maintenant time.Time) Point {
	if le.IsZero() {
		jamais := map[string]string{"produit": "jamais produit", "produites": "jamais produites"}[fait]
		return Point{quoi + " : " + jamais, SigneAttention}
	}
	return Point{quoi + " : " + fait + " " + Moment(le, maintenant), SigneBon}
}

// Decompte writes "4 admis · 2 passent le contrôle · 1 refusé".
func Decompte(p *examen.Profil, n map[examen.Decision]int) string {
	var t []string
	controle := strings.TrimPrefix(p.Libelle(examen.Passe), "Passe")
	for _, d := range OrdreDecisions {
		if n[d] == 0 {
			continue
		}
		mots := map[examen.Decision][2]string{
			examen.Admis: {"admis", "admis"}, examen.Passe: {"passe" + controle, "passent" + controle},
			examen.Refuse: {"refusé", "refusés"}, examen.Attente: {"en attente", "en attente"},
			examen.Partiel: {"sans décision finale", "sans décision finale"},
		}[d]
		t = append(t, Compter(n[d], mots[0], mots[1]))
	}
	if len(t) == 0 {
		return "Aucun candidat"
	}
	return strings.Join(t, " · ")
}

// ajouterControle adds to a confirmation what is to be known of each jury that moves:
// the whole checklist of one, and of several what each has to look at.
func (c *Confirmation) ajouterControle(p *examen.Profil, cs []ControleJury, vers examen.Etat) {
	c.Mouvement = true
	if len(cs) == 1 {
		c.Points = Controler(p, cs[0], vers)
		return
	}
	var lignes []string
	bons := 0
	for _, x := range cs {
		avant := len(lignes)
		for _, pt := range Controler(p, x, vers) {
			if pt.Signe == SigneAttention {
				lignes = append(lignes, "        !  "+pt.Texte)
			}
		}
		if len(lignes) == avant {
			bons++
		}
		lignes = slices.Insert(lignes, avant, x.Titre())
	}
	c.Jurys = lignes
	if n := len(cs) - bons; n > 0 {
		c.Points = []Point{{Compter(n, "jury a quelque chose à regarder", "jurys ont quelque chose à regarder") + ", noté sous son nom", SigneAttention}}
	}
}

// ControleDe gathers the checklist of the jurys named, in the order of the centre.
func ControleDe(ss []activite.Situation, modifiees map[string]int, codes []string) []ControleJury {
	var cs []ControleJury
	for i := range ss {
		if contient(codes, ss[i].Code) {
			cs = append(cs, ControleJury{Situation: &ss[i], Modifiees: modifiees[ss[i].Code]})
		}
	}
	return cs
}

// OrdreDecisions is the order in which decisions are told.
var OrdreDecisions = []examen.Decision{examen.Admis, examen.Passe, examen.Refuse, examen.Attente, examen.Partiel}
