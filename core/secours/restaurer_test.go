package secours_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/reprise"
	"delib/core/secours"
	"delib/core/store"
)

// TestRestore: a base broken on purpose, a copy put in its place, the broken one
// set aside and still there.
func TestRestore(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	b, p := charge(t, dir, bts)
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	chemin, err := b.Copier(ctx, "essai")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := secours.Restaurer(ctx, dir, filepath.Base(chemin)); examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("restored under a program that holds the folder: %v", err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(dir, fond.FichierBase)
	casse := []byte(strings.Repeat("cassée", 2000))
	if err := os.WriteFile(base, casse, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Ouvrir(ctx, dir, store.Options{}); examen.CodeDe(err) != examen.CodeBase {
		t.Fatalf("%v", err)
	}
	cs, err := fond.Copies(dir)
	if err != nil || len(cs) != 2 || !strings.HasPrefix(cs[1].Nom, "apres-import-") {
		t.Fatalf("%v %v", cs, err)
	}
	cote, err := secours.Restaurer(ctx, dir, cs[0].Nom)
	if err != nil {
		t.Fatal(err)
	}
	if texte, err := os.ReadFile(filepath.Join(cote, fond.FichierBase)); err != nil || string(texte) != string(casse) {
		t.Errorf("the broken base is gone (%v)", err)
	}
	avant := b.Poste()
	b = ouvrir(t, dir)
	integre(t, b)
	if b.Poste() == avant {
		t.Error("the workstation would sign a second history under the same name")
	}
	if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "13.00")}); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	v, err := b.Verifier(ctx)
	if err != nil || v.Actes != 8 {
		t.Errorf("%+v %v", v, err)
	}
	// What another workstation would resume from is read, not signed for: the centre's
	// act stays that of the name of before.
	texte, err := b.Reprise(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	if r, _, err := reprise.Lire(texte); err != nil || r.Poste != avant || r.Auteur() != b.Poste() {
		t.Errorf("%s, by %s: %v", r.Poste, r.Auteur(), err)
	}
	if apres, err := b.Verifier(ctx); err != nil || apres.Actes != v.Actes {
		t.Errorf("reading made %d acts", apres.Actes-v.Actes)
	}
	autre := ouvrir(t, t.TempDir())
	if r, err := autre.Reprendre(ctx, [][]byte{texte}, "x"); err != nil || len(r.Charges) != 1 {
		t.Errorf("%+v %v", r, err)
	}
	integre(t, autre)
	if _, err := secours.Restaurer(ctx, dir, "rien.sqlite"); examen.CodeDe(err) != examen.CodeInconnu {
		t.Errorf("%v", err)
	}
}
