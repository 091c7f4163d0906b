package modele

import (
	"fmt"

	"delib/core/activite"
	"delib/core/examen"
)

// LigneEtat is a state in the vue synthétique.
type LigneEtat struct {
	Etat    examen.Etat
	Libelle string
	Jurys   []string
	Bouton  string // "" when the chef de centre has no normal move from it
	Vers    examen.Etat
	// Activite makes the move; Propre tells that it is the one on screen.
	Activite string
	Propre   bool
}

// Actif tells whether the button can be used.
func (l *LigneEtat) Actif() bool { return l.Bouton != "" && len(l.Jurys) > 0 }

// Synthese gives the eleven states, as every activity of avancement shows them.
func Synthese(a *activite.Activite, p *examen.Profil, ss []activite.Situation) []LigneEtat {
	var ls []LigneEtat
	for _, e := range examen.Etats() {
		l := LigneEtat{Etat: e, Libelle: p.Etat(e)}
		for i := range ss {
			if ss[i].Etat == e {
				l.Jurys = append(l.Jurys, ss[i].Code)
			}
		}
		if s, ok := examen.Suivant(e); ok && s.Par == examen.RoleCentre {
			if qui := activiteVers(s.Vers); qui != nil {
				l.Vers, l.Activite, l.Bouton, l.Propre = s.Vers, qui.ID, activite.EnMots(qui.Bouton, p), qui.ID == a.ID
			}
		}
		ls = append(ls, l)
	}
	return ls
}

// activiteVers gives the normal activity that leads to a state.
func activiteVers(e examen.Etat) *activite.Activite {
	for _, a := range activite.Menu() {
		if a.Genre == activite.Avancement && a.Vers == e && e != 0 {
			return a
		}
	}
	return nil
}

// Exceptionnel tells the activity "Gérer l'avancement des jurys" from the normal ones.
func Exceptionnel(a *activite.Activite) bool { return a.Genre == activite.Avancement && a.Vers == 0 }

// Consequence says what a move entails, for its confirmation.
func Consequence(p *examen.Profil, de, vers examen.Etat) string {
	if RangEtat(vers) < RangEtat(de) {
		switch {
		case de == examen.Editions1 || de == examen.Editions2:
			return "La délibération est rouverte : les décisions arrêtées par le jury sont effacées et seront à arrêter de nouveau."
		}
		return "Le jury revient d’un état en arrière."
	}
	switch vers {
	case examen.Editions1, examen.Editions2:
		return "Les décisions du jury sont arrêtées et les notes ne peuvent plus être modifiées."
	case examen.Termine1:
		return "Vous rendez la main à l’académie, qui verrouille le 1er groupe. Les procès-verbaux doivent être signés."
	case examen.Deliberation2:
		return "Le recueil des notes s’arrête et le jury délibère."
	case examen.Termine2:
		return "Vous rendez la main à l’académie, qui publie les résultats. Les procès-verbaux doivent être signés."
	case examen.Verrouille1, examen.Verrouille2:
		return "L’académie verrouille le groupe."
	case examen.RecueilNotes:
		return "Les notes des épreuves peuvent être saisies."
	}
	return ""
}

// Confirmation is what a person reads before jurys move.
type Confirmation struct {
	Titre, Question string
	Jurys           []string // a line each
	Consequence     string
	Bouton          string
}

// ConfirmerSynthese asks before all the jurys of a state move.
func ConfirmerSynthese(p *examen.Profil, l LigneEtat, ss []activite.Situation) Confirmation {
	c := Confirmation{Titre: l.Bouton, Bouton: l.Bouton, Consequence: Consequence(p, l.Etat, l.Vers)}
	if l.Vers == examen.Deliberation2 {
		c.Consequence += manquesOuverture(ss, l.Jurys)
	}
	c.Question = fmt.Sprintf("%s de « %s » à « %s » :", passent(len(l.Jurys)), p.EtatComplet(l.Etat), p.EtatComplet(l.Vers))
	for i := range ss {
		if ss[i].Etat == l.Etat {
			c.Jurys = append(c.Jurys, ss[i].Titre())
		}
	}
	return c
}

// manquesOuverture says what would be missing to jurys whose second deliberation
// opens; "" when nothing is.
func manquesOuverture(ss []activite.Situation, jurys []string) string {
	choix, notes := 0, 0
	for i := range ss {
		if contient(jurys, ss[i].Code) {
			choix += ss[i].SansChoix
			notes += ss[i].Manquantes - ss[i].SansChoix
		}
	}
	t := ""
	if choix > 0 {
		t += "\n! Choix de disciplines non saisis : " + Compter(choix, "candidat", "candidats") + ". Ils ne se saisissent plus ensuite, et le jury ne pourra pas clore : saisissez-les d’abord."
	}
	if notes > 0 {
		t += "\n! Notes manquantes : " + Compter(notes, "candidat", "candidats") + "."
	}
	return t
}

func passent(n int) string {
	if n > 1 {
		return fmt.Sprintf("Ces %d jurys passent", n)
	}
	return "Ce jury passe"
}

// ConfirmerActe asks before one jury moves by an act of the jury or of the académie.
func ConfirmerActe(p *examen.Profil, a Action, s *activite.Situation) Confirmation {
	c := Confirmation{
		Titre: a.Libelle, Bouton: a.Libelle, Jurys: []string{s.Titre()}, Consequence: Consequence(p, s.Etat, a.Vers),
		Question: fmt.Sprintf("Ce jury passe de « %s » à « %s » :", p.EtatComplet(s.Etat), p.EtatComplet(a.Vers)),
	}
	if a.Genre == ActeAcademie {
		c.Consequence += " Cet acte revient à l’académie ; il est simulé parce que ce centre est une démonstration."
	}
	return c
}
