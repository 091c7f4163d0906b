package fichier

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"delib/core/examen"
)

func TestPathsThatNameAMachine(t *testing.T) {
	for chemin, veut := range map[string]bool{
		`\\serveur\notes`:         true,
		`\\serveur\notes\delib`:   true,
		`//serveur/notes/delib`:   true,
		`\\?\UNC\serveur\notes`:   true,
		`\\?\unc\serveur\notes`:   true,
		`\\?\C:\Users\chef\Delib`: false,
		`\\.\C:\Delib`:            false,
		`C:\Users\chef\Delib`:     false,
		`\Delib`:                  false,
		``:                        false,
	} {
		if unc(chemin) != veut {
			t.Errorf("%s: %v", chemin, !veut)
		}
	}
}

func TestALocalFolderIsNotRefused(t *testing.T) {
	local := t.TempDir()
	for _, d := range []string{local, filepath.Join(local, "pas", "encore", "là")} {
		if err := RefuserDonnees(d); err != nil {
			t.Errorf("%s: %v", d, err)
		}
	}
}

func TestTheAncestorFollowsLinks(t *testing.T) {
	vrai, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	lien := filepath.Join(t.TempDir(), "lien")
	if err := os.Symlink(vrai, lien); err != nil || runtime.GOOS == "windows" {
		t.Skip("a link asks for a right on Windows")
	}
	if a, err := ancetre(filepath.Join(lien, "a", "b")); err != nil || a != vrai {
		t.Errorf("%s %v", a, err)
	}
}

// TestAShareIsRefused takes a file system that is here for a network one: no
// test can mount a share. /proc has a type of its own on every Linux.
func TestAShareIsRefused(t *testing.T) {
	dossier := prendrePourPartage(t)
	err := RefuserDonnees(dossier)
	if examen.CodeDe(err) != examen.CodeBase {
		t.Fatalf("%s on %s: %v", dossier, runtime.GOOS, err)
	}
}
