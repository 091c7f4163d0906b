package fichier_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/fichier"
)

func noms(t *testing.T, dir string) []string {
	t.Helper()
	fs, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var ns []string
	for _, f := range fs {
		ns = append(ns, f.Name())
	}
	return ns
}

func ecrire(t *testing.T, l *fichier.Ensemble, nom, texte string) {
	t.Helper()
	w, err := l.Creer(nom)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(texte)); err != nil {
		t.Fatal(err)
	}
}

// TestLot: files appear together, under free names, or not at all.
func TestLot(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "à faire", "d")
	l, err := fichier.Preparer(dir)
	if err != nil {
		t.Fatal(err)
	}
	ecrire(t, l, "liste.pdf", "un")
	ecrire(t, l, "liste.pdf", "deux")
	if ns := noms(t, dir); slices.Contains(ns, "liste.pdf") {
		t.Errorf("seen before Valider: %v", ns)
	}
	chemins, err := l.Valider()
	if err != nil {
		t.Fatal(err)
	}
	l.Abandonner() // after Valider: nothing to remove
	if ns := noms(t, dir); !slices.Equal(ns, []string{"liste (2).pdf", "liste.pdf"}) {
		t.Errorf("%v", ns)
	}
	for i, want := range []string{"un", "deux"} {
		if b, err := os.ReadFile(chemins[i]); err != nil || string(b) != want {
			t.Errorf("%s: %q %v", chemins[i], b, err)
		}
	}
	l, err = fichier.Preparer(dir)
	if err != nil {
		t.Fatal(err)
	}
	ecrire(t, l, "liste.pdf", "trois")
	l.Abandonner()
	if ns := noms(t, dir); len(ns) != 2 {
		t.Errorf("abandoned, and left %v", ns)
	}
}

// TestFolderThatCannotBe: a file stands where the folder should.
func TestFolderThatCannotBe(t *testing.T) {
	f := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(f, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := fichier.Preparer(filepath.Join(f, "d")); examen.CodeDe(err) != examen.CodeFichier {
		t.Errorf("%v", err)
	}
}

func TestNom(t *testing.T) {
	for in, want := range map[string]string{
		"Listes d'été": "Listes d'été", "a/b\\c:d": "a_b_c_d", "../../x": "_.._x", "  ": "document", "...": "document", "a\nb": "a_b", "\u202efdp.exe": "fdp.exe", "PV*?\"<>|": "PV______",
	} {
		if got := fichier.Nom(in); got != want {
			t.Errorf("Nom(%q) = %q, want %q", in, got, want)
		}
	}
	if n := fichier.Nom(strings.Repeat("é", 500)); len(n) > 180 || !strings.HasPrefix(n, "éé") {
		t.Errorf("%d bytes", len(n))
	}
}

// TestReplace: the new text stands whole in place of the old one, and nothing is
// left beside it; where nothing can be written, the old one stays.
func TestReplace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	chemin := filepath.Join(dir, "dernier.txt")
	for _, texte := range []string{"un texte plus long", "deux"} {
		if err := fichier.Remplacer(chemin, []byte(texte)); err != nil {
			t.Fatal(err)
		}
		if lu, err := os.ReadFile(chemin); err != nil || string(lu) != texte {
			t.Errorf("%q, %v", lu, err)
		}
	}
	if es, err := os.ReadDir(dir); err != nil || len(es) != 1 {
		t.Errorf("left beside: %v, %v", es, err)
	}
	if err := fichier.Remplacer(filepath.Join(chemin, "x"), nil); examen.CodeDe(err) != examen.CodeFichier {
		t.Errorf("under a file: %v", err)
	}
}
