package modele

import (
	"fmt"
	"time"

	"delib/core/activite"
	"delib/core/examen"
)

// GenreAction is what a button of a jury's line does.
type GenreAction int

// The kinds.
const (
	AucuneAction   GenreAction = iota
	OuvrirActivite             // with the jury ticked
	CloreJury                  // the jury's own act
	ActeAcademie               // simulated, on a demonstration base only
)

// LigneJury is a jury on the home screen.
type LigneJury struct {
	Code, Specialite   string
	Etat               string // "110 - Délibération du 1er groupe"
	Rang               int    // of the state, 0 to 10
	Dates              string
	Candidats          string
	Manquantes         string
	ManqueUneNote      bool
	Plan               string
	PlanBon, PlanUtile bool
	Conseil            string
	Principale         Action
	Seconde            Action
	Tierce             Action // the screen where the work of the state is done
}

// Action is a button: what it does, on which jury.
type Action struct {
	Genre    GenreAction
	Libelle  string
	Activite string
	Jury     string
	Vers     examen.Etat
}

// Accueil is the home screen.
type Accueil struct {
	Lignes []LigneJury
	Totaux []Total
}

// Total is a number at the top of the home screen.
type Total struct {
	Nombre, Libelle string
	Alerte          bool
}

// NouvelAccueil makes the home screen of what the service tells.
func NouvelAccueil(p *examen.Profil, ss []activite.Situation, demonstration bool) Accueil {
	var a Accueil
	candidats, manquantes, plans, termines := 0, 0, 0, 0
	for i := range ss {
		s := &ss[i]
		a.Lignes = append(a.Lignes, ligneJury(p, s, demonstration))
		candidats += s.Candidats
		manquantes += s.Manquantes
		if s.PlanGroupe > 0 && s.Plan != activite.PlanAJour {
			plans++
		}
		if s.Etat >= examen.Termine2 {
			termines++
		}
	}
	a.Totaux = []Total{
		{fmt.Sprint(len(ss)), pluriel(len(ss), "jury", "jurys"), false},
		{fmt.Sprint(candidats), pluriel(candidats, "candidat", "candidats"), false},
		{fmt.Sprint(manquantes), pluriel(manquantes, "candidat avec une note manquante", "candidats avec une note manquante"), manquantes > 0},
		{fmt.Sprint(plans), pluriel(plans, "plan de secours à générer", "plans de secours à générer"), plans > 0},
		{fmt.Sprintf("%d / %d", termines, len(ss)), "entièrement terminés en centre", false},
	}
	return a
}

func ouTiret(t string) string {
	if t == "" {
		return "–"
	}
	return t
}

func pluriel(n int, un, plusieurs string) string {
	if n > 1 {
		return plusieurs
	}
	return un
}

func ligneJury(p *examen.Profil, s *activite.Situation, demonstration bool) LigneJury {
	l := LigneJury{
		Code: s.Code, Specialite: s.Libelle, Etat: p.EtatComplet(s.Etat), Rang: RangEtat(s.Etat),
		Dates:     ouTiret(Dates(s.Date1, s.Date2)),
		Candidats: Compter(s.Candidats, "candidat", "candidats"), Conseil: s.Conseil,
		Manquantes: "Pas de notes manquantes", ManqueUneNote: s.Manquantes > 0,
	}
	if s.Manquantes > 0 {
		l.Manquantes = Compter(s.Manquantes, "candidat : note manquante", "candidats : note manquante")
	}
	if s.SansChoix > 0 && (s.Etat == examen.RecueilNotes || s.Etat == examen.Deliberation2) {
		l.Manquantes = Compter(s.SansChoix, "candidat : choix non saisis", "candidats : choix non saisis")
	}
	l.Plan, l.PlanBon, l.PlanUtile = planEnClair(s.Plan, s.PlanLe, s.PlanGroupe)
	agir(&l, p, s, demonstration)
	return l
}

// planEnClair says where the plan de secours stands; utile tells whether one is
// expected now.
func planEnClair(e activite.EtatPlan, le time.Time, groupe int) (texte string, bon, utile bool) {
	quand := ""
	if !le.IsZero() {
		quand = "\ngénéré le " + le.Format("02/01/2006 à 15:04")
	}
	switch {
	case groupe == 0:
		return "Pas de plan de secours à cet état", true, false
	case e == activite.PlanAJour:
		return "Plan de secours à jour" + quand, true, true
	case e == activite.PlanPerime:
		return "Plan plus ancien que les données" + quand, false, true
	}
	return "Plan de secours jamais généré", false, true
}

// agir gives the buttons of a jury's line: what the service advises, and the
// move that ends the present state.
func agir(l *LigneJury, p *examen.Profil, s *activite.Situation, demonstration bool) {
	var faire, passer Action
	if a, ok := activite.Trouver(s.ActiviteID); ok && AUnEcran(a) {
		faire = Action{Genre: OuvrirActivite, Libelle: a.TitreCourt(p), Activite: a.ID, Jury: s.Code}
	}
	switch {
	case s.Termine:
	case s.Suivant.Par == examen.RoleJury:
		passer = Action{Genre: CloreJury, Libelle: "Clore la délibération", Jury: s.Code, Vers: s.Suivant.Vers}
	case s.Suivant.Par == examen.RoleAcademie && demonstration:
		passer = Action{Genre: ActeAcademie, Libelle: "Acte de l’académie (simulé)", Jury: s.Code, Vers: s.Suivant.Vers}
	}
	switch s.Etat {
	case examen.Deliberation1, examen.Deliberation2:
		l.Tierce = Action{Genre: OuvrirActivite, Libelle: TitreDeliberer, Activite: EcranDeliberer, Jury: s.Code}
	case examen.RecueilNotes:
		l.Tierce = Action{Genre: OuvrirActivite, Libelle: "Contrôler les notes manquantes", Activite: activite.IDManquantes, Jury: s.Code}
	}
	l.Principale, l.Seconde = faire, passer
	if faire.Genre == AucuneAction {
		l.Principale, l.Tierce = passer, Action{}
		if s.Etat == examen.Deliberation1 || s.Etat == examen.Deliberation2 {
			l.Principale = Action{Genre: OuvrirActivite, Libelle: TitreDeliberer, Activite: EcranDeliberer, Jury: s.Code}
		} else {
			l.Seconde = Action{}
		}
	}
}

// RangEtat gives the place of a state among the eleven, from 0.
func RangEtat(e examen.Etat) int {
	for i, x := range examen.Etats() {
		if x == e {
			return i
		}
	}
	return 0
}

// RangGroupe2 is the place of the first state of the second group.
func RangGroupe2() int { return RangEtat(examen.RecueilNotes) }
