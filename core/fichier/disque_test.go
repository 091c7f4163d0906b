package fichier

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestADiskThatDoesNotWriteDown: no file gets its name, and what was there stays.
func TestADiskThatDoesNotWriteDown(t *testing.T) {
	dir := t.TempDir()
	ancien := filepath.Join(dir, "choix.json")
	if err := Remplacer(ancien, []byte("ancien")); err != nil {
		t.Fatal(err)
	}
	vrai := surDisque
	t.Cleanup(func() { surDisque = vrai })
	surDisque = func(*os.File) error { return errors.New("input/output error") }
	if _, err := Ecrire(filepath.Join(dir, "a.pdf"), []byte("a")); err == nil || !strings.Contains(err.Error(), "ne peut pas être écrit") {
		t.Errorf("%v", err)
	}
	if err := Remplacer(ancien, []byte("neuf")); err == nil {
		t.Error("replaced")
	}
	reste, err := os.ReadDir(dir)
	if err != nil || len(reste) != 1 {
		t.Errorf("%v %v", reste, err)
	}
	if texte, err := os.ReadFile(ancien); err != nil || string(texte) != "ancien" {
		t.Errorf("%s %v", texte, err)
	}
}
