package fond

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestACopiedFolderIsAnotherWorkstation: whoever copies a data folder gets another
// workstation, once; whoever moves it, or changes a network card, keeps the one he has.
func TestACopiedFolderIsAnotherWorkstation(t *testing.T) {
	ctx := context.Background()
	ici := Machine{Nom: "m1", Cartes: []string{"00:11:22:33:44:55"}}
	for _, x := range []struct {
		nom     string
		la      Machine
		deplace bool // the former folder is gone
		memeLa  bool // opened again where it was
		autre   bool
	}{
		{"the same place", ici, false, true, false},
		{"a folder that was moved", ici, true, false, false},
		{"a folder copied beside", ici, false, false, true},
		{"another computer", Machine{Nom: "m2", Cartes: []string{"00:aa:bb:cc:dd:ee"}}, false, false, true},
		{"another computer, at the same path", Machine{Nom: "m2", Cartes: ici.Cartes}, false, true, true},
		{"the image of a disk, on another computer", Machine{Nom: "m1", Cartes: []string{"00:aa:bb:cc:dd:ee"}}, false, true, true},
		{"a card more", Machine{Nom: "m1", Cartes: []string{"00:11:22:33:44:55", "00:aa:bb:cc:dd:ee"}}, false, true, false},
		{"no card that can be read", Machine{Nom: "m1"}, false, true, false},
		{"nothing that can be read", Machine{}, false, true, false},
	} {
		t.Run(x.nom, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "a")
			ouvrir := func(dossier string, m Machine) *Fond {
				t.Helper()
				f, err := Ouvrir(ctx, dossier, Options{Creer: true, Machine: func() Machine { return m }})
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Fermer(); err != nil {
					t.Fatal(err)
				}
				return f
			}
			premier := ouvrir(dir, ici)
			la := dir
			if !x.memeLa {
				la = filepath.Join(t.TempDir(), "b")
				if err := os.CopyFS(la, os.DirFS(dir)); err != nil {
					t.Fatal(err)
				}
			}
			if x.deplace {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
			}
			second := ouvrir(la, x.la)
			if (second.Poste() != premier.Poste()) != x.autre {
				t.Fatalf("another workstation: %v, want %v", !x.autre, x.autre)
			}
			if avant := second.Avant(); x.autre && avant != premier.Poste() || !x.autre && avant != "" {
				t.Errorf("its former name is %q", avant)
			}
			if troisieme := ouvrir(la, x.la); troisieme.Poste() != second.Poste() || troisieme.Avant() != "" {
				t.Error("it changes its name once more")
			}
		})
	}
}
