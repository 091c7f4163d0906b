package activite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/dossier/dossiertest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// au200 gives a workstation whose jury is at the second group, and the candidates
// admitted to it.
func au200(t *testing.T) (*activite.Service, []*jury.Candidat) {
	t.Helper()
	s, _, _ := poste(t, 1, 30)
	return avancer200(t, s)
}

func avancer200(t *testing.T, s *activite.Service) (*activite.Service, []*jury.Candidat) {
	t.Helper()
	ctx := context.Background()
	pas := []func() error{
		func() error { _, err := s.ExaminerLivrets(ctx, "31310", nil, "P"); return err },
		func() error { _, err := s.Clore(ctx, "31310", "P"); return err },
		func() error {
			_, err := s.Lancer(ctx, "terminer-groupe1", activite.Demande{Titre: "t", Par: "C"})
			return err
		},
		func() error { _, err := s.SimulerAcademie(ctx, []string{"31310"}, "198", "A"); return err },
		func() error { _, err := s.SimulerAcademie(ctx, []string{"31310"}, "200", "A"); return err },
	}
	for _, f := range pas {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Jury(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	return s, edition.Convoques(p, &d, 2)
}

// TestGrid: a wrong cell is told and does not stop the rest.
func TestGrid(t *testing.T) {
	ctx := context.Background()
	s, admis := au200(t)
	if len(admis) < 3 {
		t.Fatalf("%d admitted", len(admis))
	}
	a, b, c := admis[0].Cle.String(), admis[1].Cle.String(), admis[2].Cle.String()
	choix := func(es ...string) (cs []jury.Choix) {
		for _, e := range es {
			cs = append(cs, jury.Choix{Epreuve: e})
		}
		return cs
	}
	codes := func(r []activite.Saisi, err error) (cs []examen.Code) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r {
			code := examen.Code("")
			if x.Refus != nil {
				code = x.Refus.Code
			}
			cs = append(cs, code)
		}
		return cs
	}
	egal := func(got []examen.Code, want ...examen.Code) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%q, want %q", got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("row %d: %q, want %q", i, got[i], want[i])
			}
		}
	}
	egal(codes(s.EnregistrerChoix(ctx, []activite.Saisi{
		{Jury: "31310", Candidat: a, Choix: choix("U1", "U2")}, {Jury: "31310", Candidat: b, Choix: choix("U1", "U3")},
		{Jury: "31310", Candidat: c, Choix: choix("U2", "U1")},
	}, "C")), "", examen.CodeChoix, "")
	egal(codes(s.EnregistrerNotes(ctx, []activite.Saisi{
		{Jury: "31310", Candidat: a, Epreuve: "U1", Valeur: "12,5"}, {Jury: "31310", Candidat: a, Epreuve: "U2", Valeur: "9,25"},
		{Jury: "31310", Candidat: b, Epreuve: "U1", Valeur: "10"}, {Jury: "31310", Candidat: c, Epreuve: "U1", Valeur: "absent"},
		{Jury: "31310", Candidat: "x", Epreuve: "U1", Valeur: "10"},
	}, "C")), "", examen.CodeValeur, examen.CodeChoix, "", examen.CodeInconnu)
	d, err := s.Jury(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	x, _ := d.Candidat(admis[0].Cle)
	y, _ := d.Candidat(admis[2].Cle)
	if x.Valeur("U1", 2) != note.De(1250) || !x.Valeur("U2", 2).EstManquante() || y.Valeur("U1", 2).Statut != note.Absent {
		t.Errorf("%v %v", x.Notes, y.Notes)
	}
	rang := d.Rang
	egal(codes(s.EnregistrerNotes(ctx, []activite.Saisi{{Jury: "31310", Candidat: a, Epreuve: "U1", Valeur: "12.50"}}, "C")), "")
	if d, err = s.Jury(ctx, "31310"); err != nil || d.Rang != rang {
		t.Errorf("typing the same mark again is an act (%v)", err)
	}
}

// TestR7IsConfirmed: both épreuves of one language are chosen only once a person
// has confirmed it, and the journal keeps that he did.
func TestR7IsConfirmed(t *testing.T) {
	ctx := context.Background()
	c := dossiertest.Fabriquer(1, 30)
	c.Jurys[0].Epreuves[0].Langue = "lv1" // U1, beside U2
	s, b, _ := posteDe(t, c)
	_, admis := avancer200(t, s)
	cle := admis[0].Cle.String()
	motif := func() string {
		actes, err := b.Actes(ctx, "31310")
		if err != nil {
			t.Fatal(err)
		}
		a, err := actes[len(actes)-1].Lire()
		if err != nil {
			t.Fatal(err)
		}
		return a.Motif
	}
	demande := activite.Demande{Titre: "t", Par: "C", Valeurs: map[string][]string{"candidat": {cle}, "epreuve": {"U1", "U2"}}}
	if _, err := s.Lancer(ctx, "saisir-choix", demande); examen.CodeDe(err) != examen.CodeChoix || !strings.Contains(err.Error(), "même langue") {
		t.Errorf("not asked: %v", err)
	}
	demande.Valeurs["confirme"] = []string{"oui"}
	if _, err := s.Lancer(ctx, "saisir-choix", demande); err != nil || !strings.Contains(motif(), "Choix confirmé") {
		t.Errorf("%v, %q", err, motif())
	}
	ligne := activite.Saisi{Jury: "31310", Candidat: admis[1].Cle.String(), Choix: []jury.Choix{{Epreuve: "U1"}, {Epreuve: "U2"}}}
	if r, err := s.EnregistrerChoix(ctx, []activite.Saisi{ligne}, "C"); err != nil || r[0].Refus == nil || r[0].Refus.Code != examen.CodeChoix {
		t.Errorf("%v %v", r, err)
	}
	ligne.Confirme = true
	if r, err := s.EnregistrerChoix(ctx, []activite.Saisi{ligne}, "C"); err != nil || r[0].Refus != nil || !strings.Contains(motif(), "U1") {
		t.Errorf("%v %v", r, err)
	}
	fichier := filepath.Join(t.TempDir(), "choix.csv")
	x := admis[2].Cle
	for _, confirme := range []string{"", "oui"} {
		texte := fmt.Sprintf("numero;inscription;epreuve1;epreuve2;confirme\n%s;%s;U1;U2;%s\n", x.Numero, x.Inscription, confirme)
		if err := os.WriteFile(fichier, []byte(texte), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := s.Lancer(ctx, "saisir-choix", activite.Demande{Titre: "t", Par: "C", Valeurs: map[string][]string{"fichier": {fichier}}})
		d, _ := s.Jury(ctx, "31310")
		y, _ := d.Candidat(x)
		if (err == nil) != (confirme != "") || (len(y.Choix) > 0) != (confirme != "") {
			t.Errorf("a sheet with confirme=%q: %v", confirme, err)
		}
	}
}

// TestPreview lays out pages and writes nothing.
func TestPreview(t *testing.T) {
	ctx := context.Background()
	s, b, _ := poste(t, 2, 5)
	x, err := s.Apercevoir(ctx, "listes-candidats", activite.Demande{Titre: "t", Par: "C"})
	if err != nil || x.Pages() != 2 {
		t.Fatalf("%v %v", x, err)
	}
	img, err := x.Image(1, 60)
	if err != nil || img.Bounds().Dx() < 400 {
		t.Errorf("%v", err)
	}
	if _, err := x.Image(2, 60); err == nil {
		t.Error("a page that is not there")
	}
	if _, err := s.Apercevoir(ctx, "terminer-groupe1", activite.Demande{Titre: "t"}); examen.CodeDe(err) != examen.CodeSaisie {
		t.Errorf("%v", err)
	}
	if cs, err := b.ComptesRendus(ctx); err != nil || len(cs) != 0 {
		t.Errorf("a preview is in the register: %v %v", cs, err)
	}
}
