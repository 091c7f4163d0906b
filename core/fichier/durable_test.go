package fichier

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// TestDocumentsReachTheDisk: a document has its name only once the disk has all of it,
// and then the name reaches the disk too: a power cut leaves no empty document.
func TestDocumentsReachTheDisk(t *testing.T) {
	dir, texte := t.TempDir(), strings.Repeat("x", 5000)
	var verrou sync.Mutex
	entiers, dossiers, nommes := 0, 0, 0
	defer func() { surDisque = (*os.File).Sync }()
	surDisque = func(f *os.File) error {
		verrou.Lock()
		defer verrou.Unlock()
		info, err := f.Stat()
		if err != nil {
			t.Error(err)
		}
		if info.IsDir() {
			dossiers++
			return nil
		}
		if info.Size() == int64(len(texte)) {
			entiers++
		}
		if fs, _ := filepath.Glob(filepath.Join(dir, "*.pdf")); len(fs) > 0 {
			nommes++
		}
		return f.Sync()
	}
	lot, err := Preparer(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, nom := range []string{"a.pdf", "b.pdf", "c.pdf"} {
		w, err := lot.Creer(nom)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(texte)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := lot.Valider(); err != nil {
		t.Fatal(err)
	}
	if entiers != 3 || nommes != 0 || dossiers != 1 && runtime.GOOS != "windows" {
		t.Errorf("%d documents were whole on the disk, %d names came before, %d folders", entiers, nommes, dossiers)
	}
	if err := Remplacer(filepath.Join(dir, "reglages"), []byte(texte)); err != nil {
		t.Fatal(err)
	}
	if entiers != 4 {
		t.Error("a file of the program's own was not written down")
	}
}

// TestADiskThatCannotWriteDown: nothing appears, and the person is told.
func TestADiskThatCannotWriteDown(t *testing.T) {
	dir := t.TempDir()
	defer func() { surDisque = (*os.File).Sync }()
	surDisque = func(*os.File) error { return errors.New("input/output error") }
	if chemin, err := Ecrire(filepath.Join(dir, "a.pdf"), []byte("x")); err == nil {
		t.Errorf("%s is said to be written", chemin)
	}
	if fs, err := os.ReadDir(dir); err != nil || len(fs) > 0 {
		t.Errorf("left behind: %v %v", fs, err)
	}
}

// TestFoldersAndNamesReachTheDisk: the name of a folder that was made, and of what was
// renamed from one folder to another, is written down with those that lead to it.
func TestFoldersAndNamesReachTheDisk(t *testing.T) {
	dir, graves := t.TempDir(), map[string]int{}
	defer func() { surDisque = (*os.File).Sync }()
	surDisque = func(f *os.File) error { graves[f.Name()]++; return nil }
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "a", "b")
	if err := CreerDossier(b); err != nil {
		t.Fatal(err)
	}
	if graves[dir] != 1 || graves[a] != 1 || graves[b] != 0 {
		t.Errorf("synced %v", graves)
	}
	if err := CreerDossier(b); err != nil || len(graves) != 2 {
		t.Errorf("a folder that is there: %v, synced %v", err, graves)
	}
	clear(graves)
	if err := os.WriteFile(filepath.Join(b, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Renommer(filepath.Join(b, "x"), filepath.Join(a, "x")); err != nil || graves[a] != 1 || graves[b] != 1 {
		t.Errorf("a file that moved: %v, synced %v", err, graves)
	}
}
