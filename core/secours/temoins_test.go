package secours_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"delib/core/compterendu"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/secours"
	"delib/core/store"
)

// TestNothingIsLeftToReadTwice: a base and all its copies are garbage. Once set
// aside, with the copies, the workstation starts anew: it is not asked again.
func TestNothingIsLeftToReadTwice(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	cs, err := fond.Copies(v.dir)
	if err != nil || len(cs) == 0 {
		t.Fatalf("%v %v", cs, err)
	}
	for _, chemin := range []string{cs[0].Chemin, v.base()} {
		if err := os.WriteFile(chemin, []byte(strings.Repeat("cassée", 5000)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := secours.Secourir(ctx, v.dir, false)
	if err != nil || s.Issue != secours.SecoursRien {
		t.Fatalf("%+v %v", s, err)
	}
	if _, err := os.Stat(filepath.Join(s.MiseDeCote, "copies", cs[0].Nom)); err != nil {
		t.Errorf("the copy was not kept: %v", err)
	}
	b := ouvrir(t, v.dir)
	if es, err := b.Entetes(ctx); err != nil || len(es) != 0 {
		t.Errorf("%v %v", es, err)
	}
}

// TestABaseSetAsideAndNotReplaced: the program was stopped between the two; with no
// copy either, what was set aside tells that there was a base.
func TestABaseSetAsideAndNotReplaced(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, false)
	cote := filepath.Join(v.dir, "mise-de-cote-20230606-080000.000")
	if err := os.MkdirAll(cote, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(v.base(), filepath.Join(cote, fond.FichierBase)); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Ouvrir(ctx, v.dir, store.Options{Creer: true}); !fond.EstAbimee(err) {
		t.Fatalf("a new base would be made: %v", err)
	}
	b, _ := v.secourir(t)
	if got := idsDe(t, b); len(got) != len(v.tout) {
		t.Errorf("%d acts, want %d", len(got), len(v.tout))
	}
}

// TestAFolderWhoseNameIsAPattern: « [1] » is what a system adds to a second copy.
func TestAFolderWhoseNameIsAPattern(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "Délib [1] *")
	if runtime.GOOS == "windows" {
		dir = strings.TrimSuffix(dir, " *") // which may not be in a name there
	}
	b, _ := charge(t, dir, bts)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	if cs, err := fond.Copies(dir); err != nil || len(cs) != 1 {
		t.Errorf("%v %v", cs, err)
	}
	if err := os.Remove(filepath.Join(dir, fond.FichierBase)); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Ouvrir(ctx, dir, store.Options{Creer: true}); !fond.EstAbimee(err) {
		t.Errorf("a base that has disappeared is not seen: %v", err)
	}
	if err := fond.Effacer(ctx, dir); err != nil {
		t.Fatal(err)
	}
	if cs, err := fond.Copies(dir); err != nil || len(cs) != 0 {
		t.Errorf("copies left: %v %v", cs, err)
	}
}

// TestOnlyTheOwnerReads: marks and keys, in a folder that others may open.
func TestOnlyTheOwnerReads(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are the folder's there")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	b, _ := charge(t, dir, bts)
	chemins := []string{filepath.Join(dir, fond.FichierBase), filepath.Join(dir, fond.FichierBase+"-wal")}
	cs, err := fond.Copies(dir)
	if err != nil || len(cs) != 1 {
		t.Fatalf("%v %v", cs, err)
	}
	for _, c := range append(chemins, cs[0].Chemin) {
		if info, err := os.Stat(c); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v", c, info, err)
		}
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
}

// TestNoPageIsTheOnlyOne: whatever page of a base that was imported and worked
// on is destroyed, no act is lost that stood in another page; the keys and the
// origins, without which no act is worth anything, are in the copy of the import.
func TestNoPageIsTheOnlyOne(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	b, p := charge(t, dir, bts)
	for i := range 3 {
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", fmt.Sprintf("%d.50", i+3))}); err != nil {
			t.Fatal(err)
		}
	}
	tout := idsDe(t, b)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	sain, err := os.ReadFile(filepath.Join(dir, fond.FichierBase))
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	for n := range len(sain) / page {
		if n > 8 && n%8 != 0 { // further on there is more of the same
			continue
		}
		v := vecu{dir: t.TempDir()}
		if err := os.CopyFS(v.dir, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		casse := slices.Clone(sain)
		copy(casse[n*page:], strings.Repeat("cassée", 1000)[:page])
		if err := os.WriteFile(v.base(), casse, 0o600); err != nil {
			t.Fatal(err)
		}
		ouverte, err := store.Ouvrir(ctx, v.dir, store.Options{})
		if err == nil { // a page that nothing uses
			if err := ouverte.Fermer(); err != nil {
				t.Fatal(err)
			}
		}
		b, s := v.secourir(t)
		if got := idsDe(t, b); s.Jurys != 5 || len(got)+s.ActesPerdus+s.NonRepris < len(tout) || len(tout)-len(got) > 3 || s.Issue == secours.SecoursRien {
			t.Errorf("page %d: %d acts of %d: %+v", n+1, len(got), len(tout), s)
		}
		if err := b.Fermer(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTheLogGoesWithItsBase: beside another base, SQLite would play it into that one.
func TestTheLogGoesWithItsBase(t *testing.T) {
	ctx := context.Background()
	v, copie := vivre(t, true), vecu{dir: t.TempDir()}
	b := ouvrir(t, v.dir)
	if err := b.Enregistrer(ctx, &compterendu.CompteRendu{Activite: "essai"}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(copie.dir, os.DirFS(v.dir)); err != nil { // the program is killed here
		t.Fatal(err)
	}
	v.fermer(t, b)
	journal, err := os.ReadFile(copie.base() + "-wal")
	if err != nil || len(journal) == 0 {
		t.Fatalf("no log to try with: %v", err)
	}
	copie.ecraser(t, 0, 100)
	s, err := secours.Secourir(ctx, copie.dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if texte, err := os.ReadFile(filepath.Join(s.MiseDeCote, fond.FichierBase+"-wal")); err != nil || string(texte) != string(journal) {
		t.Errorf("the log is not with its base: %v", err)
	}
	if _, err := os.Stat(copie.base() + "-wal"); err == nil {
		t.Error("the log stayed beside another base")
	}
	b = ouvrir(t, copie.dir)
	integre(t, b)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) {
		t.Errorf("%d acts, want %d", len(got), len(v.tout))
	}
}
