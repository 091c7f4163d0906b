package modele

import (
	"fmt"

	"delib/core/activite"
	"delib/core/examen"
)

// GenreAction is what a button of a jury's line does.
type GenreAction int

// The kinds.
const (
	AucuneAction   GenreAction = iota
	OuvrirActivite             // with the jury ticked
	CloreJury                  // the jury's own act, never on the home
	ActeAcademie               // simulated, on a demonstration base only
	RefairePlan                // makes the plan de secours of the jury again, at once
)

// LigneJury is a jury on the home screen.
type LigneJury struct {
	Code, Specialite string
	Etat             string // "110 - Délibération du 1er groupe"
	Rang             int    // of the state, 0 to 10
	Dates            string
	Candidats        string
	Manquantes       string
	ManqueUneNote    bool
	Plan             string
	PlanTon          Signe
	Conseil          string
	Principale       Action
	Seconde          Action
	Tierce           Action // the screen where the work of the state is done
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
		if planAttendu(s) {
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

// OuTiret gives a text, or a dash where there is none.
func OuTiret(t string) string {
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
		Dates:     OuTiret(Dates(s.Date1, s.Date2)),
		Candidats: candidatsEnClair(p, s), Conseil: s.Conseil,
		Manquantes: "Pas de notes manquantes", ManqueUneNote: s.Manquantes > 0,
	}
	if s.Manquantes > 0 {
		l.Manquantes = Compter(s.Manquantes, "candidat : note manquante", "candidats : note manquante")
	}
	if s.SansChoix > 0 && (s.Etat == examen.RecueilNotes || s.Etat == examen.Deliberation2) {
		l.Manquantes = Compter(s.SansChoix, "candidat : choix non saisis", "candidats : choix non saisis")
	}
	l.Plan, l.PlanTon = planEnClair(s)
	agir(&l, p, s, demonstration)
	return l
}

// candidatsEnClair counts the candidates; in the second group, those concerned.
func candidatsEnClair(p *examen.Profil, s *activite.Situation) string {
	if s.Etat.Groupe() == 2 {
		return fmt.Sprintf("%s %s, sur %d", Compter(s.Concernes, "candidat", "candidats"), p.Mots.DuGroupe2, s.Candidats)
	}
	return Compter(s.Candidats, "candidat", "candidats")
}

// planAttendu tells whether a plan de secours has to be made now: one that acts of
// the jury have aged while it deliberates is no alarm.
func planAttendu(s *activite.Situation) bool {
	return s.PlanGroupe > 0 && (s.Plan == activite.PlanAbsent || s.Plan == activite.PlanPerime && s.Etat == examen.RecueilNotes)
}

// planEnClair says where the plan de secours stands.
func planEnClair(s *activite.Situation) (string, Signe) {
	switch {
	case s.PlanGroupe == 0:
		return "Pas de plan de secours à cet état", SigneRien
	case s.Plan == activite.PlanAJour:
		return "Plan de secours à jour\ngénéré " + Moment(s.PlanLe, s.Le), SigneBon
	case s.Plan == activite.PlanPerime:
		signe := SigneRien
		if planAttendu(s) {
			signe = SigneAttention
		}
		return planDepuis(s), signe
	}
	return "Plan de secours jamais généré", SigneAttention
}

// planDepuis writes "Plan de 11:27, 3 actes depuis".
func planDepuis(s *activite.Situation) string {
	de := "Plan du " + s.PlanLe.Format("02/01/2006 à 15:04")
	if memeJour(s.PlanLe, s.Le) {
		de = "Plan de " + s.PlanLe.Format("15:04")
	}
	if s.PlanActes == 0 {
		return de + ", les données ont changé depuis"
	}
	return de + ", " + Compter(s.PlanActes, "acte depuis", "actes depuis")
}

// agir gives the buttons of a jury's line: what the service advises, where the work
// of the state is done, and a way to a fresh plan. No act of a jury stands there: it
// closes from its own screen.
func agir(l *LigneJury, p *examen.Profil, s *activite.Situation, demonstration bool) {
	var actions []Action
	ouvrir := func(id, libelle string) {
		for _, a := range actions {
			if a.Activite == id {
				return
			}
		}
		actions = append(actions, Action{Genre: OuvrirActivite, Libelle: libelle, Activite: id, Jury: s.Code})
	}
	menu := func(id string) {
		if a, ok := activite.Trouver(id); ok && AUnEcran(a) {
			ouvrir(a.ID, a.TitreCourt(p))
		}
	}
	menu(s.ActiviteID)
	switch s.Etat {
	case examen.Deliberation1, examen.Deliberation2:
		ouvrir(EcranDeliberer, TitreDeliberer)
	case examen.Editions1:
		menu(activite.IDListes1)
	case examen.Editions2:
		menu(activite.IDListes2)
	case examen.Termine1:
		if s.ActiviteID != "" {
			menu(activite.IDConvocations)
		}
	case examen.RecueilNotes:
		ouvrir(activite.IDManquantes, "Contrôler les notes manquantes")
	}
	if s.Plan == activite.PlanPerime && !planAttendu(s) {
		actions = append(actions, Action{Genre: RefairePlan, Libelle: "Refaire le plan de secours", Activite: idPlan(s.PlanGroupe), Jury: s.Code})
	}
	if !s.Termine && s.Suivant.Par == examen.RoleAcademie && demonstration {
		actions = append(actions, Action{Genre: ActeAcademie, Libelle: "Acte de l’académie (simulé)", Jury: s.Code, Vers: s.Suivant.Vers})
	}
	for i, place := range []*Action{&l.Principale, &l.Seconde, &l.Tierce} {
		if i < len(actions) {
			*place = actions[i]
		}
	}
}

func idPlan(groupe int) string {
	if groupe == 2 {
		return activite.IDPlan2
	}
	return activite.IDPlan1
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
