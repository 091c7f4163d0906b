package activite_test

import (
	"context"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/decision"
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
			_, err := s.Lancer(ctx, "saisir-choix", activite.Demande{Titre: activite.SansTitre, Par: "C", Valeurs: map[string][]string{"candidat": {m.Candidat.Cle.String()}, "epreuve": {"U1", "U2"}}})
			return err
		})
	}
	veut("saisir-notes", "note manquante")
}
