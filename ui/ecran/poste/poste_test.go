package poste

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"delib/core/examen"
)

func TestKeysAreFound(t *testing.T) {
	lu := clesMontees("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/claire/CLE\\040USB vfat rw 0 0\n/dev/sdc1 /run/media/claire/DISQUE ntfs rw 0 0\n" +
		"tmpfs /run/user/1000 tmpfs rw 0 0\n\n")
	if veut := []Cle{{"CLE USB", "/media/claire/CLE USB"}, {"DISQUE", "/run/media/claire/DISQUE"}}; !slices.Equal(lu, veut) {
		t.Errorf("%v", lu)
	}
}

// TestCopyIsWholeOrNothing: several files under free names; when one is missing, none
// is copied.
func TestCopyIsWholeOrNothing(t *testing.T) {
	de, vers := t.TempDir(), t.TempDir()
	var sources []string
	for _, n := range []string{"a.pdf", "b.pdf"} {
		c := filepath.Join(de, n)
		if err := os.WriteFile(c, []byte(n), 0o600); err != nil {
			t.Fatal(err)
		}
		sources = append(sources, c)
	}
	if _, err := Copier(vers, Sources(append(sources, filepath.Join(de, "absent.pdf")))); examen.CodeDe(err) != examen.CodeFichier {
		t.Errorf("%v", err)
	}
	if l, err := os.ReadDir(vers); err != nil || len(l) != 0 {
		t.Errorf("a copy that fails leaves %v %v", l, err)
	}
	for _, veut := range []string{"b.pdf", "b (2).pdf"} {
		if l, err := Copier(vers, Sources(sources)); err != nil || filepath.Base(l[1]) != veut {
			t.Errorf("%v %v", l, err)
		}
	}
	if lu, err := os.ReadFile(filepath.Join(vers, "a.pdf")); err != nil || string(lu) != "a.pdf" {
		t.Errorf("%q %v", lu, err)
	}
}
