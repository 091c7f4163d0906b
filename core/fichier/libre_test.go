package fichier_test

import (
	"path/filepath"
	"testing"

	"delib/core/fichier"
)

// TestFreeSpace: a folder has some, one that is not there cannot say.
func TestFreeSpace(t *testing.T) {
	if n, err := fichier.Libre(t.TempDir()); err != nil || n == 0 {
		t.Errorf("%d %v", n, err)
	}
	if _, err := fichier.Libre(filepath.Join(t.TempDir(), "rien")); err == nil {
		t.Error("a folder that is not there has free space")
	}
}
