package fichier

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestNamedWithoutAPlaceholder: a name is given in one operation where the system can: a
// disk that then refuses everything keeps no empty file of it, and nobody's is replaced.
func TestNamedWithoutAPlaceholder(t *testing.T) {
	dir := t.TempDir()
	pris, neuf := filepath.Join(dir, "pris"), filepath.Join(dir, "neuf")
	for _, f := range []string{pris, neuf} {
		if err := os.WriteFile(f, []byte(f), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := nommerSansEcraser(neuf, pris)
	if errors.Is(err, errPasIci) {
		t.Skip("this system cannot")
	}
	if !errors.Is(err, os.ErrExist) {
		t.Errorf("over another: %v", err)
	}
	if b, err := os.ReadFile(pris); err != nil || string(b) != pris {
		t.Errorf("%q %v", b, err)
	}
	if err := nommerSansEcraser(filepath.Join(dir, "absent"), filepath.Join(dir, "libre")); err == nil || errors.Is(err, os.ErrExist) {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "libre")); !errors.Is(err, os.ErrNotExist) {
		t.Error("a name without a file stays")
	}
	if err := nommerSansEcraser(neuf, filepath.Join(dir, "libre")); err != nil {
		t.Error(err)
	}
}

// TestAllOrNone: when a file cannot be given its name, those that had theirs go too.
func TestAllOrNone(t *testing.T) {
	dir := t.TempDir()
	l, err := Preparer(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, nom := range []string{"un.pdf", "deux.pdf"} {
		if _, err := l.Creer(nom); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(l.files[1].f.Name()); err != nil {
		t.Fatal(err)
	}
	if chemins, err := l.Valider(); err == nil {
		t.Errorf("named %v", chemins)
	}
	reste, err := os.ReadDir(dir)
	if err != nil || len(reste) != 0 {
		t.Errorf("left behind: %v %v", reste, err)
	}
}
