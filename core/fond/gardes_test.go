package fond

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"delib/core/examen"
	"delib/core/jury"
)

func ouvert(t *testing.T) (*Fond, string) {
	t.Helper()
	dir := t.TempDir()
	f, err := Ouvrir(context.Background(), dir, Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Fermer() })
	return f, dir
}

// TestPragmas: what was said to be recorded is on the disk, whatever cuts the current.
func TestPragmas(t *testing.T) {
	f, _ := ouvert(t)
	for pragma, want := range map[string]string{
		"synchronous": "2", "journal_mode": "wal", "wal_autocheckpoint": "1", "foreign_keys": "1", "busy_timeout": "5000", // 2 is FULL
	} {
		var got string
		if err := f.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
		}
	}
}

// TestAnUnsoundCopyIsNotKept: SQLite made it without a word, and what it holds does not
// pass its own check. No file of it stays, and the person is told.
func TestAnUnsoundCopyIsNotKept(t *testing.T) {
	ctx := context.Background()
	f, dir := ouvert(t)
	if chemin, err := f.Copier(ctx, "essai"); err != nil || !Saine(ctx, chemin) {
		t.Fatalf("a sound base: %s %v", chemin, err)
	}
	for _, q := range []string{
		"CREATE TABLE x (a)", "INSERT INTO x VALUES (NULL)", "PRAGMA writable_schema = ON",
		"UPDATE sqlite_master SET sql = 'CREATE TABLE x (a NOT NULL)' WHERE name = 'x'", "PRAGMA writable_schema = RESET",
	} {
		if _, err := f.ExecContext(ctx, q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	if _, err := f.ExecContext(ctx, "VACUUM INTO ?", filepath.Join(t.TempDir(), "x.sqlite")); err != nil {
		t.Fatalf("SQLite itself refuses, and nothing is tried: %v", err)
	}
	if chemin, err := f.Copier(ctx, "mauvaise"); examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("%s, %v", chemin, err)
	}
	fs, err := os.ReadDir(filepath.Join(dir, DossierCopies))
	if err != nil || len(fs) != 1 {
		t.Errorf("%v %v", fs, err)
	}
}

// TestEraseFollowsNoLink: what a link designates would stay, or would be somebody
// else's: nothing is erased and the person is told. Without a link all goes.
func TestEraseFollowsNoLink(t *testing.T) {
	ctx := context.Background()
	for _, nom := range []string{DossierCopies, PrefixeCote + "20230606-080000.000", FichierBase} {
		t.Run(nom, func(t *testing.T) {
			f, dir := ouvert(t)
			if _, err := f.Copier(ctx, "essai"); err != nil {
				t.Fatal(err)
			}
			if err := f.Fermer(); err != nil {
				t.Fatal(err)
			}
			ailleurs := filepath.Join(t.TempDir(), "ailleurs")
			lie := filepath.Join(dir, nom)
			if err := os.Rename(lie, ailleurs); err != nil {
				if err := os.MkdirAll(ailleurs, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Symlink(ailleurs, lie); err != nil {
				t.Skip("no symbolic links here") // Windows wants a right for it
			}
			avant := arbre(t, dir) + arbre(t, ailleurs)
			if err := Effacer(ctx, dir); examen.CodeDe(err) != examen.CodeBase {
				t.Errorf("%v", err)
			}
			if apres := arbre(t, dir) + arbre(t, ailleurs); apres != avant {
				t.Errorf("left:\n%s\nof\n%s", apres, avant)
			}
			if err := os.Remove(lie); err != nil {
				t.Fatal(err)
			}
			if err := Effacer(ctx, dir); err != nil || Presente(dir) {
				t.Errorf("without the link: %v", err)
			}
		})
	}
}

func arbre(t *testing.T, dir string) (noms string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(chemin string, _ os.DirEntry, err error) error {
		if filepath.Base(chemin) != fichierVerrou {
			noms += chemin + "\n"
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return noms
}

// TestANewIdentityIsNamedAsTheOneBefore: a new workstation has its whole key for a name;
// one of before that goes back to a copy keeps a name that every server knows.
func TestANewIdentityIsNamedAsTheOneBefore(t *testing.T) {
	ctx := context.Background()
	f, _ := ouvert(t)
	if !jury.NomEntier(f.Poste()) || !jury.EstPoste(f.Poste(), f.Publique()) {
		t.Errorf("%s is not the name of its key", f.Poste())
	}
	changer := func() {
		t.Helper()
		avant := f.Poste()
		if err := errors.Join(f.ChangerPoste(ctx, 1), f.LirePoste(ctx)); err != nil {
			t.Fatal(err)
		}
		if f.Poste() == avant || jury.NomEntier(f.Poste()) != jury.NomEntier(avant) || !jury.EstPoste(f.Poste(), f.Publique()) {
			t.Errorf("%s after %s", f.Poste(), avant)
		}
	}
	changer()
	if _, err := f.ExecContext(ctx, "UPDATE base SET valeur = ? WHERE nom = 'poste'", jury.AncienIDPoste(f.Publique())); err != nil {
		t.Fatal(err)
	}
	if err := f.LirePoste(ctx); err != nil {
		t.Fatal(err)
	}
	changer()
}
