package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/store"
)

// TestCopiesAreThinned: the latest ten of a name stay.
func TestCopiesAreThinned(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	quand := time.Date(2023, 6, 6, 8, 0, 0, 0, time.UTC)
	b, err := store.Ouvrir(ctx, dir, store.Options{Creer: true, Horloge: func() time.Time { quand = quand.Add(time.Minute); return quand }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	var derniere string
	for range 13 {
		if derniere, err = b.Copier(ctx, "essai"); err != nil {
			t.Fatal(err)
		}
	}
	cs, err := fond.Copies(dir)
	if err != nil || len(cs) != 10 {
		t.Errorf("%d copies, %v", len(cs), err)
	}
	if _, err := os.Stat(derniere); err != nil {
		t.Error(err)
	}
}

// TestTheFileAloneHoldsEveryAct: somebody takes delib.sqlite on a stick while the
// program is open, and not the log beside it.
func TestTheFileAloneHoldsEveryAct(t *testing.T) {
	ctx, dir, ailleurs := context.Background(), t.TempDir(), t.TempDir()
	b, p := charge(t, dir, bts)
	for _, n := range []string{"12.00", "13.00", "14.00"} {
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", n)}); err != nil {
			t.Fatal(err)
		}
		texte, err := os.ReadFile(filepath.Join(dir, fond.FichierBase))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(ailleurs, fond.FichierBase), texte, 0o600); err != nil {
			t.Fatal(err)
		}
		copie := ouvrir(t, ailleurs)
		integre(t, copie)
		if got, want := idsDe(t, copie), idsDe(t, b); len(got) != len(want) {
			t.Errorf("after %s the file alone holds %d acts, want %d", n, len(got), len(want))
		}
		if err := copie.Fermer(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDepuisCopie: what going back to a copy would leave behind.
func TestDepuisCopie(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b, p := charge(t, dir, bts)
	chemin, err := b.Copier(ctx, "essai")
	if err != nil {
		t.Fatal(err)
	}
	nom := filepath.Base(chemin)
	if d, err := b.DepuisCopie(ctx, nom); err != nil || d.Actes != 0 || len(d.Jurys) != 0 {
		t.Errorf("%+v %v", d, err)
	}
	for _, x := range []string{"12.00", "13.00"} {
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", x)}); err != nil {
			t.Fatal(err)
		}
	}
	if d, err := b.DepuisCopie(ctx, nom); err != nil || d.Actes != 2 || strings.Join(d.Jurys, " ") != "31310" {
		t.Errorf("%+v %v", d, err)
	}
	if _, err := b.DepuisCopie(ctx, "rien.sqlite"); examen.CodeDe(err) != examen.CodeInconnu {
		t.Errorf("%v", err)
	}
	if err := os.WriteFile(chemin, []byte("cassée"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.DepuisCopie(ctx, nom); examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("%v", err)
	}
	integre(t, b)
}
