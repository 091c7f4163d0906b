package fond

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestMigration: a copy is made first, a step that fails leaves the base as it
// was, and the steps go forward only.
func TestMigration(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b, err := Ouvrir(ctx, dir, Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	version := func() (v int) {
		if err := b.db.QueryRow("PRAGMA user_version").Scan(&v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	copies := func() int {
		fs, err := os.ReadDir(filepath.Join(dir, DossierCopies))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		return len(fs)
	}
	if version() != Schema || copies() != 0 {
		t.Fatalf("version %d, %d copies", version(), copies())
	}
	faux := func(int) ([]byte, error) { return []byte("CREATE TABLE neuve (x); CREATE TABLE base (x);"), nil }
	if err := b.migrer(ctx, Schema, Schema+1, faux); err == nil {
		t.Fatal("a migration that fails was accepted")
	}
	if version() != Schema || copies() != 1 {
		t.Errorf("after a failure: version %d, %d copies", version(), copies())
	}
	if _, err := b.db.Exec("SELECT * FROM neuve"); err == nil {
		t.Error("half a migration stayed")
	}
	bon := func(int) ([]byte, error) { return []byte("CREATE TABLE neuve (x);"), nil }
	if err := b.migrer(ctx, Schema, Schema+1, bon); err != nil || version() != Schema+1 || copies() != 2 {
		t.Errorf("%v, version %d, %d copies", err, version(), copies())
	}
	fs, err := os.ReadDir(filepath.Join(dir, DossierCopies))
	if err != nil {
		t.Fatal(err)
	}
	// The copy opens as a base of the version it was.
	copie := t.TempDir()
	texte, err := os.ReadFile(filepath.Join(dir, DossierCopies, fs[0].Name()))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(copie, FichierBase), texte, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Ouvrir(ctx, copie, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Avant() != b.Poste() || c.Poste() == b.Poste() {
		t.Error("the copy must be another workstation, and say whose it is")
	}
	if err := c.Fermer(); err != nil {
		t.Fatal(err)
	}
}
