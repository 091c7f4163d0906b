package activite_test

import (
	"context"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

// TestTheSignedPVIsThatOfThePresentState: a group ends with the seal of the paper that
// tells the jury as it is; an older paper is known by its act, and the act of the end
// keeps what was said.
func TestTheSignedPVIsThatOfThePresentState(t *testing.T) {
	ctx := context.Background()
	s, b, _ := poste(t, 2, 6)
	for _, code := range []string{"31310", "31311"} {
		if _, err := s.ExaminerLivrets(ctx, code, nil, "P"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Clore(ctx, code, "P"); err != nil {
			t.Fatal(err)
		}
	}
	pv := func(code string) string {
		t.Helper()
		if _, err := s.Lancer(ctx, activite.IDPV1, activite.Demande{Titre: "PV", Par: "C", Jurys: []string{code}}); err != nil {
			t.Fatal(err)
		}
		x, err := s.SceauPV(ctx, code, 1)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	terminer := func(valeurs map[string][]string, codes ...string) error {
		_, err := s.Lancer(ctx, activite.IDTerminer1, activite.Demande{Titre: "t", Par: "C", Jurys: codes, Valeurs: valeurs})
		return err
	}
	avec := func(sceau string) map[string][]string { return map[string][]string{activite.ChampSceau: {sceau}} }
	ancien, voisin := pv("31310"), pv("31311")
	if _, err := s.NoterIncident(ctx, activite.Incident{Jury: "31310", Categorie: jury.IncidentCoupure, Heure: "11:00", Texte: "noir", Par: "P"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		nom, veut string
		err       error
	}{
		{"the paper of before the incident", "Ce PV est celui de l’acte 8 ; le jury en est à 9.", terminer(avec(ancien[:4]), "31310")},
		{"the paper of another jury", "C’est celui du jury 31311.", terminer(avec(voisin[:8]), "31310")},
		{"two jurys", "Un sceau est celui d’un seul jury.", terminer(avec(ancien[:4]), "31310", "31311")},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.veut) {
			t.Errorf("%s: %v", c.nom, c.err)
		}
	}
	if d, err := s.Jury(ctx, "31310"); err != nil || d.Etat != examen.Editions1 || d.Rang != 9 {
		t.Fatalf("a refusal changed the jury: %s, %d acts, %v", d.Etat.Code(), d.Rang, err)
	}
	actuel := pv("31310")
	if err := terminer(avec(" "+strings.ToUpper(actuel[:4])+" "+actuel[4:8]), "31310"); err != nil {
		t.Fatal(err)
	}
	if err := terminer(map[string][]string{activite.ChampSansPV: {"imprimante en  panne"}}, "31311"); err != nil {
		t.Fatal(err)
	}
	dernier := func(code string) jury.Acte {
		as, err := b.Actes(ctx, code)
		if err != nil {
			t.Fatal(err)
		}
		a, err := as[len(as)-1].Lire()
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a := dernier("31310"); a.Sceau != actuel[:4] || a.Motif != "" {
		t.Errorf("seal %q, reason %q", a.Sceau, a.Motif)
	}
	if a := dernier("31311"); a.Sceau != "" || a.Motif != "imprimante en panne" {
		t.Errorf("seal %q, reason %q", a.Sceau, a.Motif)
	}
	if x, err := s.SceauPV(ctx, "31310", 1); err != nil || x != actuel {
		t.Errorf("the end of the group changed the seal of its paper: %v", err)
	}
}
