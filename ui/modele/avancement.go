package modele

import (
	"fmt"
	"slices"
	"strings"

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
	Points          []Point // a checklist, read before the act
	Mouvement       bool    // it moves jurys: "Annuler" is what Enter does
}

// ConfirmerSynthese asks before the jurys of a line move; cs are their checklists.
func ConfirmerSynthese(p *examen.Profil, l LigneEtat, cs []ControleJury) Confirmation {
	c := Confirmation{Titre: l.Bouton, Bouton: l.Bouton, Consequence: Consequence(p, l.Etat, l.Vers)}
	c.Question = fmt.Sprintf("%s de « %s » à « %s » :", passent(len(cs)), p.EtatComplet(l.Etat), p.EtatComplet(l.Vers))
	for _, x := range cs {
		c.Jurys = append(c.Jurys, x.Titre())
	}
	c.ajouterControle(p, cs, l.Vers)
	return c
}

// Separer tells the jurys of a line for which a person came from the others; without
// any named in that state, they are all of them.
func (l *LigneEtat) Separer(nommes []string) (siens, autres []string) {
	for _, j := range l.Jurys {
		if contient(nommes, j) {
			siens = append(siens, j)
		} else {
			autres = append(autres, j)
		}
	}
	if len(siens) == 0 {
		return autres, nil
	}
	return siens, autres
}

// LesAutresAussi is the choice to move the other jurys of a state too.
func LesAutresAussi(autres []string) string {
	if len(autres) == 1 {
		return "Le jury " + autres[0] + ", au même état, aussi"
	}
	noms := autres
	if len(noms) > 6 {
		noms = append(slices.Clone(noms[:5]), "…")
	}
	return fmt.Sprintf("Les %d autres jurys du même état aussi : %s", len(autres), strings.Join(noms, ", "))
}

func passent(n int) string {
	if n > 1 {
		return fmt.Sprintf("Ces %d jurys passent", n)
	}
	return "Ce jury passe"
}

// ConfirmerActe asks before one jury moves by an act of the jury or of the académie.
func ConfirmerActe(p *examen.Profil, a Action, x ControleJury) Confirmation {
	c := Confirmation{
		Titre: a.Libelle, Bouton: a.Libelle, Jurys: []string{x.Titre()}, Consequence: Consequence(p, x.Etat, a.Vers),
		Question: fmt.Sprintf("Ce jury passe de « %s » à « %s » :", p.EtatComplet(x.Etat), p.EtatComplet(a.Vers)), Mouvement: true,
	}
	if a.Genre == ActeAcademie {
		c.Consequence += " Cet acte revient à l’académie ; il est simulé parce que ce centre est une démonstration."
		return c
	}
	c.ajouterControle(p, []ControleJury{x}, a.Vers)
	return c
}
