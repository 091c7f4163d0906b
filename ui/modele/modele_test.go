package modele

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/jury"
)

func profil(t *testing.T, examenNom string) *examen.Profil {
	t.Helper()
	p, err := examen.Trouver(examenNom, "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func activiteDe(t *testing.T, id string) *activite.Activite {
	t.Helper()
	a, ok := activite.Trouver(id)
	if !ok {
		t.Fatalf("no activity %s", id)
	}
	return a
}

func situation(code, libelle string, e examen.Etat) activite.Situation {
	s := activite.Situation{Entete: jury.Entete{Code: code, Libelle: libelle, Etat: e, Date1: "2023-05-31T10:00"}, Candidats: 5}
	suivant, ok := examen.Suivant(e)
	s.Suivant, s.Termine = suivant, !ok
	return s
}

func trois() []activite.Situation {
	return []activite.Situation{
		situation("20112", "Systèmes numériques", examen.Editions1), situation("22207", "Bioanalyses et contrôles", examen.Editions1),
		situation("25302", "Aéronautique", examen.RecueilNotes),
	}
}

func TestNoToolkit(t *testing.T) {
	sortie, err := exec.Command("go", "list", "-deps", "./...").Output()
	if err != nil {
		t.Skip("no go command here")
	}
	for _, p := range strings.Fields(string(sortie)) {
		if strings.HasPrefix(p, "fyne.io/") || strings.HasSuffix(p, "core/store") {
			t.Errorf("modele depends on %s", p)
		}
	}
}

func TestTexts(t *testing.T) {
	for _, c := range []struct{ donne, veut string }{
		{Elements(0), "Aucun élément"},
		{Elements(1), "Affichage de l’élément 1 à 1 sur 1 élément"},
		{Elements(7), "Affichage de l’élément 1 à 7 sur 7 éléments"},
		{Replier("Œuvre d’Été"), "oeuvre d'ete"},
		{Dates("2023-05-31T10:00", "2023-07-03T05:00"), "31/05/2023 10:00 - 03/07/2023 05:00"},
		{Dates("", "2023-07-03T05:00"), "03/07/2023 05:00"},
		{Dates("2023-05-31T10:00", ""), "31/05/2023 10:00"},
		{DateHeure("bientôt"), "bientôt"},
		{Enumerer([]string{"a", "b", "c"}), "a, b et c"},
		{Enumerer([]string{"a"}), "a"},
		{Restant(time.Second, 10, 100), "encore 9 secondes environ"},
		{Restant(time.Second, 99, 100), "presque terminé"},
		{Restant(10*time.Second, 10, 1000), "encore 17 min environ"},
		{Restant(100*time.Millisecond, 1, 100), ""},
		{Restant(time.Second, 0, 0), ""},
	} {
		if c.donne != c.veut {
			t.Errorf("%q, want %q", c.donne, c.veut)
		}
	}
	if !Contient(Replier("Bioanalyses et contrôles"), "CONTROLE bio") || Contient("abc", "abd") {
		t.Error("search ignores accents, capitals and the order of words")
	}
}

func TestErrors(t *testing.T) {
	e := LireErreur(examen.Refuser(examen.CodeSaisie, "Non.", "Refaites.", "a", "b").Par(examen.Champ("x")), time.Now())
	if e.Reference != "" || e.Message != "Non." || e.Aide != "Refaites." || len(e.Details) != 2 {
		t.Errorf("%+v", e)
	}
	e = LireErreur(errors.New("x"), time.Now())
	if len(e.Reference) != 6 || strings.Contains(e.Message, "x ") || !strings.Contains(e.Aide, e.Reference) {
		t.Errorf("%+v", e)
	}
}

func TestMenuSpeaksTheExam(t *testing.T) {
	for examenNom, veut := range map[string]string{"BTS": "Terminer le 2nd groupe", "BCP": "Terminer l'épreuve de contrôle"} {
		vu, choix := "", false
		for _, e := range MenuEntier(profil(t, examenNom)) {
			vu += strings.ReplaceAll(e.Titre, "’", "'") + "\n"
			choix = choix || e.ID == "saisir-choix"
		}
		if !choix || !strings.Contains(vu, veut) || !strings.HasPrefix(vu, TitreAccueil) {
			t.Errorf("%s: %s", examenNom, vu)
		}
	}
}

func TestHomeSaysWhatToDo(t *testing.T) {
	p := profil(t, "BTS")
	s := situation("20112", "Systèmes numériques", examen.Deliberation1)
	s.PlanGroupe, s.ActiviteID, s.Manquantes = 1, "plan-secours-groupe1", 2
	a := NouvelAccueil(p, append(trois(), s), false)
	l := a.Lignes[3]
	if l.Principale.Activite != activite.IDPlan1 || l.Seconde.Activite != EcranDeliberer || l.PlanTon != SigneAttention || !l.ManqueUneNote {
		t.Errorf("%+v", l)
	}
	for _, l := range a.Lignes {
		for _, x := range []Action{l.Principale, l.Seconde, l.Tierce} {
			if x.Genre == CloreJury {
				t.Errorf("jury %s closes from the home", l.Code)
			}
		}
	}
	if a.Totaux[1].Nombre != "20" || !a.Totaux[2].Alerte || !a.Totaux[3].Alerte {
		t.Errorf("%+v", a.Totaux)
	}
	s = situation("1", "X", examen.RecueilNotes)
	s.SansChoix, s.Manquantes, s.ActiviteID = 2, 2, "saisir-choix"
	if l := NouvelAccueil(p, []activite.Situation{s}, false).Lignes[0]; l.Manquantes != "2 candidats : choix non saisis" || !l.ManqueUneNote ||
		l.Principale.Libelle != "Saisir les choix" {
		t.Errorf("%+v", l)
	}
	s = situation("1", "X", examen.Termine1)
	if l := NouvelAccueil(p, []activite.Situation{s}, false).Lignes[0]; l.Principale.Genre != AucuneAction {
		t.Error("an act of the académie is offered on a real centre")
	}
	if l := NouvelAccueil(p, []activite.Situation{s}, true).Lignes[0]; l.Principale.Genre != ActeAcademie {
		t.Error("no act of the académie on the demonstration centre")
	}
	le := time.Date(2023, 6, 6, 11, 27, 0, 0, time.UTC)
	for _, c := range []struct {
		etat   examen.Etat
		plan   activite.EtatPlan
		actes  int
		le     time.Time // now
		veut   string
		signe  Signe
		total  string      // plans to be made
		bouton GenreAction // of the last button
	}{
		{examen.Deliberation1, activite.PlanAJour, 0, le, "Plan de secours à jour\ngénéré à 11:27", SigneBon, "0", OuvrirActivite},
		{examen.Deliberation1, activite.PlanPerime, 3, le, "Plan de 11:27, 3 actes depuis", SigneRien, "0", RefairePlan},
		{examen.Deliberation1, activite.PlanPerime, 1, le.AddDate(0, 0, 1), "Plan du 06/06/2023 à 11:27, 1 acte depuis", SigneRien, "0", RefairePlan},
		{examen.RecueilNotes, activite.PlanPerime, 3, le, "Plan de 11:27, 3 actes depuis", SigneAttention, "1", OuvrirActivite},
		{examen.Deliberation2, activite.PlanAbsent, 0, le, "Plan de secours jamais généré", SigneAttention, "1", OuvrirActivite},
	} {
		s := situation("1", "X", c.etat)
		s.Plan, s.PlanLe, s.PlanActes, s.Le, s.PlanGroupe = c.plan, le, c.actes, c.le, c.etat.Groupe()
		a := NouvelAccueil(p, []activite.Situation{s}, false)
		dernier := AucuneAction
		for _, x := range []Action{a.Lignes[0].Principale, a.Lignes[0].Seconde, a.Lignes[0].Tierce} {
			if x.Genre != AucuneAction {
				dernier = x.Genre
			}
		}
		if l := a.Lignes[0]; l.Plan != c.veut || l.PlanTon != c.signe || a.Totaux[3].Nombre != c.total || dernier != c.bouton {
			t.Errorf("%v %v: %q %v, %s to make, %v", c.etat, c.plan, l.Plan, l.PlanTon, a.Totaux[3].Nombre, dernier)
		}
	}
}

// TestOpeningSaysWhatIsMissing: before the second deliberation opens, the person
// reads whose choices and marks are missing, of the jurys that move alone.
func TestOpeningSaysWhatIsMissing(t *testing.T) {
	p := profil(t, "BTS")
	a, ok := activite.Trouver("ouvrir-groupe2")
	if !ok {
		t.Fatal("no opening")
	}
	prets := func(choix, notes int) []activite.Situation {
		s, autre := situation("1", "X", examen.RecueilNotes), situation("2", "X", examen.Deliberation2)
		s.SansChoix, s.Manquantes, autre.SansChoix, autre.Manquantes = choix, choix+notes, 7, 7
		return []activite.Situation{s, autre}
	}
	for _, c := range []struct{ choix, notes int }{{0, 0}, {2, 0}, {0, 3}, {2, 3}} {
		ss := prets(c.choix, c.notes)
		var l LigneEtat
		for _, x := range Synthese(a, p, ss) {
			if x.Etat == examen.RecueilNotes {
				l = x
			}
		}
		d := NouveauDetail(a, p, ss)
		d.Choisir(0, 1)
		cs := ControleDe(ss, nil, l.Jurys)
		une := ConfirmerSynthese(p, l, cs)
		points := ""
		for _, x := range une.Points {
			points += x.Texte + "\n"
		}
		for _, dit := range []string{points, strings.Join(d.Confirmer(cs).Jurys, "\n")} {
			if strings.Contains(dit, "Choix de disciplines non saisis : 2 candidats") != (c.choix > 0) ||
				strings.Contains(dit, "Notes manquantes : 3 candidats") != (c.notes > 0) {
				t.Errorf("%d choices, %d marks: %s", c.choix, c.notes, dit)
			}
		}
	}
}

func TestSelection(t *testing.T) {
	p, a := profil(t, "BTS"), activiteDe(t, "plan-secours-groupe2")
	s := NouvelleSelection(a, p, trois(), nil)
	if s.Possibles() != 1 || !s.ToutCoche() || s.Jurys[0].Raison != "Demande l’état 200 ou 210" {
		t.Errorf("%+v", s)
	}
	s.Basculer(0) // greyed
	s.Basculer(2)
	if len(s.Coches()) != 0 || s.ToutCoche() {
		t.Errorf("%+v", s)
	}
	apres := NouvelleSelection(a, p, trois(), nil)
	if apres.Garder(s); len(apres.Coches()) != 0 {
		t.Error("a refresh ticks what a person unticked")
	}
	s.Tous(true)
	if c := s.Coches(); len(c) != 1 || c[0] != "25302" {
		t.Errorf("%v", c)
	}
	if s := NouvelleSelection(a, p, trois(), []string{"20112"}); len(s.Coches()) != 0 {
		t.Error("a greyed jury is ticked")
	}
	s = NouvelleSelection(a, p, trois(), nil)
	s.Rechercher("aero")
	if s.Nombre() != 1 || s.Ligne(0).Code != "25302" || s.TexteTous() != "Sélectionner / désélectionner 1 jury trouvé" {
		t.Errorf("%d jurys found", s.Nombre())
	}
	if s.Tous(false); s.TousVusCoches() || len(s.Coches()) != 0 {
		t.Error("the jury that is found stays ticked")
	}
	s.Basculer(0)
	s.Rechercher("")
	s.Trier(1)
	if s.Ligne(0).Code != "25302" || s.Ligne(2).Code != "20112" || !s.Ligne(0).Coche {
		t.Errorf("by spécialité: %s first", s.Ligne(0).Code)
	}
	if s.Trier(1); s.Ligne(0).Code != "20112" {
		t.Errorf("the other way round: %s first", s.Ligne(0).Code)
	}
	c := s.Copie()
	if c.Tous(false); len(c.Coches()) != 0 || len(s.Coches()) != 1 {
		t.Error("a copy changes what it was taken of")
	}
	for _, c := range []struct {
		es   []examen.Etat
		veut string
	}{
		{[]examen.Etat{200}, "200"}, {[]examen.Etat{198, 200}, "198 ou 200"}, {[]examen.Etat{130, 140, 198, 200, 210}, "130 à 210"},
		{[]examen.Etat{0, 130, 200, 210}, "000, 130, 200 ou 210"},
	} {
		if v := etatsEnClair(c.es); v != c.veut {
			t.Errorf("%v: %q", c.es, v)
		}
	}
}

func TestSynthese(t *testing.T) {
	p := profil(t, "BTS")
	boutons := map[string]bool{}
	for _, l := range Synthese(activiteDe(t, "terminer-groupe1"), p, trois()) {
		if l.Bouton != "" {
			boutons[l.Bouton] = l.Actif()
			siens, autres := l.Separer([]string{"22207"})
			if c := ConfirmerSynthese(p, l, ControleDe(trois(), nil, l.Jurys)); l.Actif() &&
				(c.Consequence == "" || !c.Mouvement || !strings.Contains(c.Jurys[0], l.Jurys[0])) {
				t.Errorf("%+v", c)
			}
			// A jury's card acts on that jury; the others are a choice.
			if l.Vers == examen.Termine1 {
				if c := ConfirmerSynthese(p, l, ControleDe(trois(), nil, siens)); len(c.Jurys) != 1 || !slices.Equal(autres, []string{"20112"}) ||
					!strings.Contains(LesAutresAussi(autres), "20112") {
					t.Errorf("%v %+v", autres, c)
				}
			} else if len(autres) > 0 || len(siens) != len(l.Jurys) {
				t.Errorf("%s: %v %v", l.Bouton, siens, autres)
			}
		}
		if l.Propre != (l.Activite == "terminer-groupe1") {
			t.Errorf("%+v", l)
		}
	}
	veut := map[string]bool{"Terminer 1er groupe": true, "Ouvrir délibération 2nd groupe": true, "Terminer 2nd groupe": false}
	for b, actif := range veut {
		if v, ok := boutons[b]; !ok || v != actif {
			t.Errorf("%s: %v", b, boutons)
		}
	}
}

func TestDetail(t *testing.T) {
	p := profil(t, "BTS")
	d := NouveauDetail(activiteDe(t, "terminer-groupe1"), p, trois())
	d.Criteres[CritereCode].Choisie = 1
	if d.Rechercher(); d.Nombre() != 1 {
		t.Errorf("%d rows", d.Nombre())
	}
	d.Criteres[CritereCode].Differe = true
	if d.Rechercher(); d.Nombre() != 2 {
		t.Errorf("%d rows", d.Nombre())
	}
	d.Criteres[CritereCode].Choisie, d.Recherche = 0, "controle 130"
	if d.Rechercher(); d.Nombre() != 1 || d.Ligne(0).Jury != "22207" {
		t.Errorf("%d rows", d.Nombre())
	}
	d.Recherche = ""
	d.Rechercher()
	d.Choisir(1, 1)
	d.Choisir(2, 1)
	d.Choisir(0, 1)
	d.Choisir(0, 0) // given up
	es := d.Envois()
	if len(es) != 2 || es[0].Activite != "terminer-groupe1" || es[1].Activite != "ouvrir-groupe2" ||
		!strings.HasPrefix(d.Confirmer(ControleDe(trois(), nil, d.Choisis())).Jurys[0], "22207") {
		t.Errorf("%+v", es)
	}
	d.Actualiser(trois())
	if d.Changements() != 0 {
		t.Error("choices stay after a refresh")
	}

	x := NouveauDetail(activiteDe(t, "avancement"), p, trois())
	if o := x.Options(0); len(o) != 3 || !x.DemandeMotif {
		t.Errorf("%v", o)
	}
	x.Choisir(0, 1)
	if e := x.Envois(); len(e) != 1 || e[0].Activite != "avancement" || e[0].Vers != examen.Deliberation1 {
		t.Errorf("%+v", e)
	}
	if c := x.Confirmer(ControleDe(trois(), nil, x.Choisis())); !strings.Contains(c.Consequence, "rouverte") {
		t.Errorf("%+v", c)
	}
}

func TestComptes(t *testing.T) {
	debut := time.Date(2023, 6, 6, 13, 54, 24, 0, time.UTC)
	m := NouveauxComptes(profil(t, "BTS"), []compterendu.CompteRendu{
		{Numero: 2, Titre: "Générer le plan de secours", Activite: activite.IDPlan2, Documents: []compterendu.Document{{Nom: "GRD_11"}},
			Plans: []compterendu.Plan{{Jury: "31310"}, {Jury: "31408"}, {Jury: "25302"}, {Jury: "22207"}},
			Debut: debut, Fin: debut.Add(6 * time.Second), Resultat: compterendu.Termine},
		{Numero: 1, Titre: "Contrôle", Debut: debut, Fin: debut, Resultat: compterendu.Echec},
	})
	if l := m.Lignes[0]; l.Date != "06/06/2023 13:54:24" || l.Duree != "6 secondes" || !l.Bon ||
		l.Jurys != "31310, 31408 et 2 autres" || l.Groupe != "2nd groupe" {
		t.Errorf("%+v", l)
	}
	for _, mot := range []string{"22207", "grd_11", "2nd groupe"} {
		if m.Rechercher(mot); len(m.Lignes) != 1 || m.Lignes[0].Numero != 2 {
			t.Errorf("%q: %+v", mot, m.Lignes)
		}
	}
	if m.Rechercher("personne"); m.Vide() != "Aucun résultat pour « personne »." {
		t.Errorf("%q", m.Vide())
	}
	if v := NouveauxComptes(nil, nil).Vide(); !strings.Contains(v, "rien n’a encore été produit") {
		t.Errorf("%q", v)
	}
	m.Rechercher("controle")
	if len(m.Lignes) != 1 || m.Place(1) != 0 || m.Place(2) != -1 {
		t.Errorf("%+v", m.Lignes)
	}
}
