package modele

import (
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

// TestChecklist: what a person reads before a jury closes, opens or ends.
func TestChecklist(t *testing.T) {
	p := profil(t, "BTS")
	le := time.Date(2023, 6, 6, 11, 27, 0, 0, time.UTC)
	for _, c := range []struct {
		nom   string
		etat  examen.Etat
		vers  examen.Etat
		regle func(*activite.Situation)
		veut  string
	}{
		{"a jury that is ready", examen.Deliberation1, examen.Editions1, func(s *activite.Situation) {
			s.Plan, s.PlanLe, s.LivretsVus, s.LivretsTous = activite.PlanAJour, le, 7, 7
			s.Decisions = map[examen.Decision]int{examen.Admis: 4, examen.Passe: 2, examen.Refuse: 1}
			s.President = "ROY Anne"
			s.Presences = []jury.Presence{{Groupe: 1, Membre: "ROY Anne", Mode: jury.SiegePresent}, {Groupe: 1, Membre: "KANE Awa", Mode: jury.SiegeVisio}}
		},
			"+Plan de secours à jour, généré à 11:27|+Aucune note manquante|+Livrets examinés : 7 sur 7|+Présence notée : 2 membres, préside ROY Anne| 4 admis · 2 passent les épreuves de contrôle · 1 " +
				"refusé| 1 note modifiée par le jury"},
		{"one that is not", examen.Deliberation1, examen.Editions1, func(s *activite.Situation) {
			s.Plan, s.PlanLe, s.PlanActes, s.LivretsVus, s.LivretsTous, s.Livrets, s.Manquantes = activite.PlanPerime, le, 3, 1, 7, 2, 1
			s.President, s.Presences = "ROY Anne", []jury.Presence{{Groupe: 1, Membre: "ROY Anne", Mode: jury.SiegeAbsent}}
		},
			"!Plan de secours de 11:27, 3 actes depuis|!Notes manquantes : 1 candidat|!Livrets examinés : 1 sur 7 ; 2 attendus avant de clore|!Présence notée, mais personne ne préside : " +
				"le président est absent| Aucun candidat| 1 " +
				"note modifiée par le jury"},
		{"livrets that nobody waits for", examen.Deliberation2, examen.Editions2, func(s *activite.Situation) {
			s.LivretsVus, s.LivretsTous, s.SansChoix, s.Manquantes = 1, 7, 2, 3
			s.Decisions = map[examen.Decision]int{examen.Passe: 1, examen.Attente: 1}
		},
			"!Plan de secours jamais généré|!Choix de disciplines non saisis : 2 candidats|!Notes manquantes : 1 candidat| Livrets examinés : 1 sur 7|!Présence des membres : rien n’est noté| 1 passe " +
				"les épreuves de contrôle · 1 en attente| 1 note modifiée par le jury"},
		{"papers made", examen.Editions1, examen.Termine1, func(s *activite.Situation) {
			s.PVLe, s.ListesLe, s.Decisions = le.Add(-10*time.Minute), le.AddDate(0, 0, -1), map[examen.Decision]int{examen.Admis: 1}
		}, "+Procès-verbal : produit à 11:17|+Listes de résultats : produites le 05/06/2023 à 11:27| 1 admis| 1 note modifiée par le jury"},
		{
			"no paper", examen.Editions2, examen.Termine2, func(*activite.Situation) {},
			"!Procès-verbal : jamais produit|!Listes de résultats : jamais produites| Aucun candidat| 1 note modifiée par le jury",
		},
		{"backwards", examen.Editions2, examen.Deliberation2, func(*activite.Situation) {}, ""},
		{"the académie's", examen.Termine1, examen.Verrouille1, func(*activite.Situation) {}, ""},
	} {
		s := situation("1", "X", c.etat)
		s.PlanGroupe, s.Le = s.Etat.Groupe(), le
		c.regle(&s)
		var dit []string
		for _, x := range Controler(p, ControleJury{Situation: &s, Modifiees: 1}, c.vers) {
			dit = append(dit, map[Signe]string{SigneRien: " ", SigneBon: "+", SigneAttention: "!"}[x.Signe]+x.Texte)
		}
		if v := strings.Join(dit, "|"); v != c.veut {
			t.Errorf("%s:\n%s\nwant\n%s", c.nom, v, c.veut)
		}
	}
}

// TestSeveralJurysHaveTheirChecklist: each line says what that jury has to look at.
func TestSeveralJurysHaveTheirChecklist(t *testing.T) {
	p, ss := profil(t, "BTS"), trois()
	ss[0].PVLe, ss[0].ListesLe = time.Unix(1, 0), time.Unix(1, 0)
	var c Confirmation
	c.ajouterControle(p, ControleDe(ss, nil, []string{"20112", "22207"}), examen.Termine1)
	if v := strings.Join(c.Jurys, "|"); v != "20112 - Systèmes numériques|22207 - Bioanalyses et contrôles|        !  Procès-verbal : jamais produit|      "+
		"  !  Listes de résultats : jamais produites" {
		t.Error(v)
	}
	if len(c.Points) != 1 || !c.Mouvement || !strings.HasPrefix(c.Points[0].Texte, "1 jury a") {
		t.Errorf("%+v", c)
	}
}
