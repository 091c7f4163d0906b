package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/store"
)

// TestRestore: a base broken on purpose, a copy put in its place, the broken one
// set aside and still there.
func TestRestore(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b, p := charge(t, dir, bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	chemin, err := b.Copier(ctx, "essai")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restaurer(ctx, dir, filepath.Base(chemin)); examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("restored under a program that holds the folder: %v", err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(dir, store.FichierBase)
	casse := []byte(strings.Repeat("cassée", 2000))
	if err := os.WriteFile(base, casse, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Ouvrir(ctx, dir, store.Options{}); examen.CodeDe(err) != examen.CodeBase {
		t.Fatalf("%v", err)
	}
	cs, err := store.Copies(dir)
	if err != nil || len(cs) != 2 || !strings.HasPrefix(cs[1].Nom, "apres-import-") {
		t.Fatalf("%v %v", cs, err)
	}
	cote, err := store.Restaurer(ctx, dir, cs[0].Nom)
	if err != nil {
		t.Fatal(err)
	}
	if texte, err := os.ReadFile(filepath.Join(cote, store.FichierBase)); err != nil || string(texte) != string(casse) {
		t.Errorf("the broken base is gone (%v)", err)
	}
	avant := b.Poste()
	b = ouvrir(t, dir)
	integre(t, b)
	if b.Poste() == avant {
		t.Error("the workstation would sign a second history under the same name")
	}
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "13.00")}); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	v, err := b.Verifier(ctx)
	if err != nil || v.Actes != 8 {
		t.Errorf("%+v %v", v, err)
	}
	if _, err := store.Restaurer(ctx, dir, "rien.sqlite"); examen.CodeDe(err) != examen.CodeInconnu {
		t.Errorf("%v", err)
	}
}

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
	cs, err := store.Copies(dir)
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
		texte, err := os.ReadFile(filepath.Join(dir, store.FichierBase))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(ailleurs, store.FichierBase), texte, 0o600); err != nil {
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
