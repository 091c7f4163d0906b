package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"delib/core/fond"
	"delib/core/jury"
	"delib/core/store"
)

// TestLookInside: a base is looked into while a program has it open, and after;
// nothing of it changes, and what is no base is told apart.
func TestLookInside(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	if fond.Presente(dir) {
		t.Error("an empty folder holds a base")
	}
	if _, err := store.Apercevoir(ctx, dir); err == nil {
		t.Error("looked into nothing")
	}
	b, p := charge(t, dir, bts)
	voir := func(quand string) {
		t.Helper()
		a, err := store.Apercevoir(ctx, dir)
		if err != nil || a.Centre.Lieu.UAI != "0250001R" || a.Jurys != 5 || a.Le.IsZero() || a.Reglages["auteur"] != "Claire" || !fond.Presente(dir) {
			t.Errorf("%s: %+v, %v", quand, a, err)
		}
	}
	if err := b.Regler(ctx, "auteur", "Claire"); err != nil {
		t.Fatal(err)
	}
	voir("open")
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	avant, err := os.ReadFile(filepath.Join(dir, fond.FichierBase))
	if err != nil {
		t.Fatal(err)
	}
	voir("closed")
	if restes, err := filepath.Glob(filepath.Join(dir, fond.FichierBase+"-*")); err != nil || len(restes) > 0 {
		t.Errorf("left behind: %v %v", restes, err)
	}
	if apres, err := os.ReadFile(filepath.Join(dir, fond.FichierBase)); err != nil || string(apres) != string(avant) {
		t.Errorf("the base changed (%v)", err)
	}
	integre(t, ouvrir(t, dir))
	faux := t.TempDir()
	if err := os.WriteFile(filepath.Join(faux, fond.FichierBase), []byte("ceci n’est pas une base"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apercevoir(ctx, faux); err == nil || !fond.Presente(faux) {
		t.Error("a damaged base is taken for a good one")
	}
}
