package secours_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/secours"
)

// TestCopyMadeMidWrite: a file copied while the program writes is taken when it
// holds together, with or without its log, and refused in words when it does not.
func TestCopyMadeMidWrite(t *testing.T) {
	ctx, dir, cle := context.Background(), t.TempDir(), t.TempDir()
	b, p := charge(t, dir, bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	base, vers := filepath.Join(dir, fond.FichierBase), filepath.Join(cle, "poste.sqlite")
	for _, s := range []string{"", "-wal"} { // the program still holds them
		texte, err := os.ReadFile(base + s)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(vers+s, texte, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	avant, err := os.ReadFile(vers)
	if err != nil {
		t.Fatal(err)
	}
	textes, err := secours.ReprisesDe(ctx, vers)
	if err != nil || len(textes) != 5 {
		t.Fatalf("%d jurys, %v", len(textes), err)
	}
	if apres, err := os.ReadFile(vers); err != nil || string(apres) != string(avant) {
		t.Errorf("the copy was changed (%v)", err)
	}
	if err := os.Remove(vers + "-wal"); err != nil { // what Explorer leaves behind
		t.Fatal(err)
	}
	if _, err := secours.ReprisesDe(ctx, vers); examen.CodeDe(err) != examen.CodeFichier && err != nil {
		t.Errorf("%v", err)
	}
	if err := os.Truncate(vers, int64(len(avant)/2)/512*512); err != nil {
		t.Fatal(err)
	}
	if _, err := secours.ReprisesDe(ctx, vers); examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), "Rien n’a été changé") {
		t.Errorf("%v", err)
	}
}

// TestRescueWhereItCannot: held by another program, or where nothing can be
// written, a rescue says so and touches nothing.
func TestRescueWhereItCannot(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	b := ouvrir(t, v.dir)
	if _, err := secours.Secourir(ctx, v.dir, false); !strings.Contains(err.Error(), "déjà ouvert") {
		t.Errorf("%v", err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() <= 0 { // Windows has no such number, and rights of another kind
		t.Log("root writes everywhere: the read-only folder is not tried")
		return
	}
	if err := os.Chmod(v.dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(v.dir, 0o700)
	if _, err := secours.Secourir(ctx, v.dir, false); examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("%v", err)
	}
}
