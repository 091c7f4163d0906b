package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/soutien"
	"delib/core/store"
)

const (
	dossierBTS = "../../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip"
	dossierBCP = "../../core/dossier/testdata/dossier-bcp-2021-06-0350059Z.zip"
)

// posteVide sets a workstation whose own data folder is new, and gives the folder.
func posteVide(t *testing.T) string {
	t.Helper()
	maison := t.TempDir()
	t.Setenv("DELIB_BASE", "")
	t.Setenv("LOCALAPPDATA", maison)
	t.Setenv("XDG_DATA_HOME", maison)
	return fond.DossierParDefaut()
}

func avecBase(t *testing.T, dossier, importer string) {
	t.Helper()
	b, err := store.Ouvrir(context.Background(), dossier, store.Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	if importer != "" {
		if _, err := activite.Nouveau(b, time.Now, dossier).Importer(context.Background(), importer, "test"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhichDataOpen: what is said wins; else the centre that was opened last, if
// it is still there.
func TestWhichDataOpen(t *testing.T) {
	racine := posteVide(t)
	bcp := filepath.Join(racine, "centres", "BCP")
	avecBase(t, bcp, "")
	ouvre := func(quand, veut, centre string, libre bool, args ...string) {
		t.Helper()
		o, err := lire(args)
		if err != nil || o.base != veut || o.centre != centre || o.libre != libre {
			t.Errorf("%s: %+v, %v", quand, o, err)
		}
	}
	ouvre("nothing was opened yet", racine, "", true)
	if err := soutien.RetenirCentre(racine, "BCP"); err != nil {
		t.Fatal(err)
	}
	ouvre("the last", bcp, "BCP", true)
	ouvre("another is said", filepath.Join(racine, "centres", "demonstration"), "demonstration", true, "--centre=demonstration")
	ouvre("the workstation's own is said", racine, "", true, "--centre=")
	ouvre("a folder is said", "ailleurs", "", false, "--base", "ailleurs")
	ouvre("a centre of that folder", filepath.Join("ailleurs", "centres", "x"), "x", false, "--base", "ailleurs", "--centre", "x")
	ouvre("a centre beside it", filepath.Join("ailleurs", "centres", "y"), "y", false, "--base", filepath.Join("ailleurs", "centres", "x"), "--centre", "y")
	t.Setenv("DELIB_BASE", "variable")
	ouvre("the environment", "variable", "", false)
	t.Setenv("DELIB_BASE", "")
	if err := os.RemoveAll(bcp); err != nil {
		t.Fatal(err)
	}
	ouvre("the last is there no more", racine, "", true)
	for _, nom := range []string{"../x", "a/b", ".", "..", "C:x"} {
		if _, err := lire([]string{"--centre=" + nom}); examen.CodeDe(err) != examen.CodeInconnu {
			t.Errorf("--centre=%s: %v", nom, err)
		}
	}
}

// TestTheDemonstrationIsNotKept: it is never what the next start opens.
func TestTheDemonstrationIsNotKept(t *testing.T) {
	racine := posteVide(t)
	avecBase(t, filepath.Join(racine, "centres", "BCP"), "")
	avecBase(t, filepath.Join(racine, "centres", "demonstration"), "")
	j := soutien.OuvrirJournal(t.TempDir(), "test", io.Discard)
	defer j.Fermer()
	for _, c := range []struct{ centre, veut string }{{"BCP", "BCP"}, {"demonstration", "BCP"}, {"", ""}} {
		o, err := lire([]string{"--centre=" + c.centre})
		if err != nil {
			t.Fatal(err)
		}
		retenir(o, j)
		if d := soutien.DernierCentre(racine); d != c.veut {
			t.Errorf("%q opened: %q is kept", c.centre, d)
		}
	}
	dite := filepath.Join(t.TempDir(), "dite")
	avecBase(t, dite, "")
	avecBase(t, filepath.Join(dite, "centres", "x"), "")
	o, err := lire([]string{"--base", dite, "--centre", "x"})
	if err != nil {
		t.Fatal(err)
	}
	retenir(o, j)
	if d := soutien.DernierCentre(dite); d != "" {
		t.Errorf("%q is kept of data that were said", d)
	}
}

func TestWordsOfTheNextStart(t *testing.T) {
	for _, c := range []struct {
		args string
		demo bool
		veut string
	}{
		{"", false, "--centre=x"},
		{"--base B --demonstration", false, "--base B --centre=x"},
		{"--base B --centre y --demonstration=true", true, "--base B --centre=x --demonstration"},
		{"--centre=y --base=B", false, "--base=B --centre=x"},
	} {
		if m := strings.Join(motsPour(strings.Fields(c.args), "x", c.demo), " "); m != c.veut {
			t.Errorf("%q: %q", c.args, m)
		}
	}
}

// TestApart: a dossier of another centre goes in a folder of its own; the one
// that is open is not touched, and the second time nothing is done.
func TestApart(t *testing.T) {
	ctx, racine := context.Background(), posteVide(t)
	avecBase(t, racine, dossierBTS)
	var suite *relance
	o, err := lire(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := tenirCentres(o, time.Now, func(r relance) { suite = &r })
	d, err := activite.LireDossier(dossierBCP)
	if err != nil {
		t.Fatal(err)
	}
	faits := 0
	faire := func(s *activite.Service) error {
		faits++
		_, err := s.ImporterContenu(ctx, d, "test")
		return err
	}
	nom, tenu, err := c.APart(ctx, &d.Centre, faire)
	if err != nil || tenu || nom != "BCP-2021-06-0350059Z" {
		t.Fatalf("%q %v %v", nom, tenu, err)
	}
	if deux, tenu, err := c.APart(ctx, &d.Centre, faire); err != nil || !tenu || deux != nom || faits != 1 {
		t.Errorf("again: %q %v %v, %d times", deux, tenu, err, faits)
	}
	cs, err := c.Lister(ctx)
	if err != nil || len(cs) != 2 || cs[0].Jurys != 5 || cs[1].Jurys != 3 || cs[1].Nom != nom || cs[1].Centre.Lieu.UAI != "0350059Z" {
		t.Errorf("%+v %v", cs, err)
	}
	lignes := fichiers(ctx, racine)
	if !slices.ContainsFunc(lignes, func(l string) bool { return strings.Contains(l, nom) && strings.Contains(l, "0350059Z") }) {
		t.Errorf("--fichiers does not tell: %v", lignes)
	}
	if vide, err := c.Vide(ctx); err != nil || vide != "centre-2" {
		t.Errorf("a new one is %q (%v)", vide, err)
	}
	c.Ouvrir(nom)
	if suite == nil || !suite.demandee || *suite.centre != nom || suite.remplir {
		t.Errorf("%+v", suite)
	}
	c.Essayer(false)
	if *suite.centre != soutien.CentreDemonstration || !suite.remplir || c.Quitter != nil {
		t.Errorf("%+v", suite)
	}
	c.Essayer(true)
	if *suite.centre != soutien.CentreDemonstrationBacPro || !suite.remplir {
		t.Errorf("%+v", suite)
	}
	if o, err = lire([]string{"--centre=demonstration"}); err != nil {
		t.Fatal(err)
	}
	if c = tenirCentres(o, time.Now, func(r relance) { suite = &r }); c.Essayer != nil || c.Present != "demonstration" {
		t.Errorf("%+v", c)
	}
	c.Quitter()
	if *suite.centre != "" || suite.remplir {
		t.Errorf("%+v", suite)
	}
}
