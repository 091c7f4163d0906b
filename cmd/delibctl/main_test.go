package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"delib/core/activite"
	"delib/core/dossier"
	"delib/core/dossier/dossiertest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/store"
)

// TestMain lets the scripts run delibctl inside the test binary.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"delibctl": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs every script of testdata: each is a story that a person could type.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(scripts) < 5 {
		t.Fatalf("%d scripts, %v: the stories are missing", len(scripts), err)
	}
	testscript.Run(t, parametres(t))
}

// parametres are what every script finds: dossiers of centres, a base, a fixed clock.
func parametres(t *testing.T) testscript.Params {
	t.Helper()
	dossiers, err := filepath.Abs("../../core/dossier/testdata")
	if err != nil {
		t.Fatal(err)
	}
	return testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DOSSIERS", dossiers)
			e.Setenv("BTS", filepath.Join(dossiers, "dossier-bts-2023-06-0250001R.zip"))
			e.Setenv("BCP", filepath.Join(dossiers, "dossier-bcp-2021-06-0350059Z.zip"))
			e.Setenv("MELANGE", filepath.Join(dossiers, "dossier-bts-2025-06-melange.zip"))
			e.Setenv("DELIB_BASE", filepath.Join(e.WorkDir, "base"))
			if err := fini(filepath.Join(e.WorkDir, "fini.zip")); err != nil {
				return err
			}
			e.Setenv("DELIB_HORLOGE", "2023-06-06T12:00:00+02:00")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"alterer": alterer, "casser": casser, "retenir": retenir, "sceau": sceau},
	}
}

// retenir sets a variable to what a pattern finds in what the last command said.
func retenir(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: retenir VARIABLE PATTERN")
	}
	dit := regexp.MustCompile(args[1]).FindString(ts.ReadFile("stderr"))
	if dit == "" {
		ts.Fatalf("nothing on stderr matches %q", args[1])
	}
	ts.Setenv(args[0], dit)
}

// sceau sets a variable to the first characters of the seal of a jury's procès-verbal,
// as its foot bears it.
func sceau(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: sceau VARIABLE JURY GROUPE")
	}
	groupe, err := strconv.Atoi(args[2])
	ts.Check(err)
	a := &app{ctx: context.Background(), stderr: io.Discard, base: ts.Getenv("DELIB_BASE"), horloge: time.Now}
	ts.Check(a.avec(false, func(_ *store.Base, s *activite.Service) error {
		entier, err := s.SceauPV(a.ctx, args[1], groupe)
		if err == nil {
			ts.Setenv(args[0], entier[:edition.LongueurSceau])
		}
		return err
	}))
}

// fini writes the dossier of a centre whose jury is at the end of its path.
func fini(chemin string) error {
	c := dossiertest.Fabriquer(1, 2)
	c.Jurys[0].Etat = examen.Verrouille2
	f, err := os.Create(chemin)
	if err != nil {
		return err
	}
	return errors.Join(dossier.Ecrire(f, c), f.Close())
}
