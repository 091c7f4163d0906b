package activite_test

import (
	"context"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
)

// TestChoicesComeBeforeMarks: while choices are missing, the home screen sends
// there before the marks; forgotten at 210, it says how to go back.
func TestChoicesComeBeforeMarks(t *testing.T) {
	ctx := context.Background()
	s, _, _ := poste(t, 1, 40)
	const j = "31310"
	faire := func(pas ...func() error) {
		t.Helper()
		for _, p := range pas {
			if err := p(); err != nil {
				t.Fatal(err)
			}
		}
	}
	lancer := func(id string, d activite.Demande) func() error {
		return func() error {
			d.Titre, d.Par, d.Jurys = activite.SansTitre, "C", []string{j}
			_, err := s.Lancer(ctx, id, d)
			return err
		}
	}
	academie := func(etat string) func() error {
		return func() error { _, err := s.SimulerAcademie(ctx, []string{j}, etat, "A"); return err }
	}
	veut := func(activite, conseil string) {
		t.Helper()
		ss, err := s.Situations(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if ss[0].ActiviteID != activite || !strings.Contains(ss[0].Conseil, conseil) {
			t.Errorf("sends to %q: %s", ss[0].ActiviteID, ss[0].Conseil)
		}
	}
	faire(func() error { _, err := s.ExaminerLivrets(ctx, j, nil, "P"); return err },
		func() error { _, err := s.Clore(ctx, j, "P"); return err }, lancer("terminer-groupe1", activite.Demande{}), academie("198"), academie("200"))
	veut("saisir-choix", "ne sont pas saisis : les saisir avant les notes")
	faire(lancer("ouvrir-groupe2", activite.Demande{}))
	veut("avancement", "revenir à l’état 200")
	faire(lancer("avancement", activite.Demande{Valeurs: map[string][]string{"etat": {"200"}, "motif": {"choix oubliés"}}}))

	_, p, err := s.Centre(ctx)
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Jury(ctx, j)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range decision.Manquantes(p, &d, 2) {
		faire(func() error {
			_, err := s.Lancer(ctx, "saisir-choix",
				activite.Demande{
					Titre: activite.SansTitre, Par: "C", Valeurs: map[string][]string{"candidat": {m.Candidat.Cle.String()}, "epreuve": {"U1", "U2"}},
				})
			return err
		})
	}
	veut("saisir-notes", "note manquante")
}

// TestPlanTellsTheTruth: a plan is aged by what changes a jury, not by the opening of
// its deliberation, and it can be made while the jury deliberates.
func TestPlanTellsTheTruth(t *testing.T) {
	ctx := context.Background()
	s, _, _ := poste(t, 1, 40)
	const j = "31310"
	situation := func() activite.Situation {
		t.Helper()
		ss, err := s.Situations(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return ss[0]
	}
	lancer := func(id string, v map[string][]string) {
		t.Helper()
		if _, err := s.Lancer(ctx, id, activite.Demande{Titre: activite.SansTitre, Par: "C", Jurys: []string{j}, Valeurs: v}); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
	}
	reculer := func(etat string) { lancer("avancement", map[string][]string{"etat": {etat}, "motif": {"essai"}}) }
	academie := func(etat string) {
		t.Helper()
		if _, err := s.SimulerAcademie(ctx, []string{j}, etat, "A"); err != nil {
			t.Fatal(err)
		}
	}
	if x := situation(); x.Plan != activite.PlanAbsent || x.ActiviteID != activite.IDPlan1 {
		t.Errorf("before: %v %q", x.Plan, x.ActiviteID)
	}
	reculer("105")
	lancer(activite.IDPlan1, nil)
	academie("110")
	if x := situation(); x.Plan != activite.PlanAJour {
		t.Errorf("made at 105, at 110: %v", x.Plan)
	}
	reculer("105")
	academie("110")
	if x := situation(); x.Plan != activite.PlanAJour {
		t.Errorf("back and forth: %v", x.Plan)
	}
	d, err := s.Jury(ctx, j)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range d.Candidats {
		if c.ALivret() && n < 3 {
			n++
			if _, err := s.ExaminerLivrets(ctx, j, []string{c.Cle.String()}, "P"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if x := situation(); x.Plan != activite.PlanPerime || x.PlanActes != 3 || x.ActiviteID != "" || x.LivretsVus != 3 || x.LivretsTous <= 3 {
		t.Errorf("after three livrets: %v, %d acts, sends to %q, livrets %d/%d", x.Plan, x.PlanActes, x.ActiviteID, x.LivretsVus, x.LivretsTous)
	}
	if _, err := s.ExaminerLivrets(ctx, j, nil, "P"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Clore(ctx, j, "P"); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{activite.IDPV1, activite.IDListes1} {
		if x := situation(); x.ActiviteID != id {
			t.Errorf("closed, before %s: sends to %q", id, x.ActiviteID)
		}
		lancer(id, nil)
	}
	if x := situation(); x.ActiviteID != activite.IDTerminer1 || !x.PVLe.Equal(horloge()) ||
		x.Decisions[examen.Admis]+x.Decisions[examen.Passe]+x.Decisions[examen.Refuse]+x.Decisions[examen.Partiel] != x.Concernes {
		t.Errorf("papers made: sends to %q, %v %v", x.ActiviteID, x.PVLe, x.Decisions)
	}
	// Closed again, its papers are to be made again.
	reculer("110")
	if _, err := s.Clore(ctx, j, "P"); err != nil {
		t.Fatal(err)
	}
	if x := situation(); x.ActiviteID != activite.IDPV1 || !x.PVLe.IsZero() {
		t.Errorf("closed again: sends to %q, %v", x.ActiviteID, x.PVLe)
	}
	lancer("terminer-groupe1", nil)
	if x := situation(); x.ActiviteID != activite.IDReleves {
		t.Errorf("at 140: sends to %q", x.ActiviteID)
	}
	academie("198")
	if x := situation(); x.ActiviteID != activite.IDChoix || x.SansChoix == 0 {
		t.Errorf("at 198: sends to %q, %d without choices", x.ActiviteID, x.SansChoix)
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = s.Jury(ctx, j); err != nil {
		t.Fatal(err)
	}
	passent := decision.Manquantes(p, &d, 2)
	for _, m := range passent {
		lancer("saisir-choix", map[string][]string{"candidat": {m.Candidat.Cle.String()}, "epreuve": {"U1", "U2"}})
	}
	if x := situation(); x.ActiviteID != activite.IDConvocations || x.SansChoix != 0 {
		t.Errorf("at 198, all chosen: sends to %q", x.ActiviteID)
	}
	academie("200")
	lancer(activite.IDPlan2, nil)
	lancer("ouvrir-groupe2", nil)
	if x := situation(); x.Plan != activite.PlanAJour || x.Concernes != len(passent) || x.Concernes == x.Candidats {
		t.Errorf("opened: %v, %d concerned of %d", x.Plan, x.Concernes, x.Candidats)
	}
	lancer(activite.IDPlan2, nil)
}
