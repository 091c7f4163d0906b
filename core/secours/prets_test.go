package secours_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/secours"
	"delib/core/store/storetest"
)

// TestABaseReadyToTakeItsPlace: a return or a rescue was stopped between its last
// two steps; what was prepared is whole, and counts.
func TestABaseReadyToTakeItsPlace(t *testing.T) {
	v := vivre(t, false)
	if err := os.Rename(v.base(), v.base()+".neuve"); err != nil {
		t.Fatal(err)
	}
	b, s := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) || b.Poste() != v.poste {
		t.Errorf("%d acts of %d: %+v", len(got), len(v.tout), s)
	}
	if _, err := os.Stat(v.base() + ".neuve"); err == nil {
		t.Error("it stays beside")
	}
}

// TestNoRoomForTheCopyOfAReturn: refused whole, rather than leave copies among
// which what was given up is the latest.
func TestNoRoomForTheCopyOfAReturn(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("root writes everywhere")
	}
	v := vivre(t, true)
	copies := filepath.Join(v.dir, "copies")
	nom := v.copie(t, "avant-import").Nom
	if err := os.Chmod(copies, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(copies, 0o700)
	if _, err := secours.Restaurer(context.Background(), v.dir, nom); examen.CodeDe(err) != examen.CodeBase {
		t.Errorf("%v", err)
	}
	b := ouvrir(t, v.dir)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) || b.Poste() != v.poste {
		t.Errorf("%d acts of %d", len(got), len(v.tout))
	}
}

// TestABaseThatWasReadyIsNeverTheOnlyOneLost: one prepared by a program that was
// stopped is forgotten once the base has gone on, and kept when it is all there is.
func TestABaseThatWasReadyIsNeverTheOnlyOneLost(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	hier, err := os.ReadFile(v.copie(t, "avant-import").Chemin)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(v.base()+".neuve", hier, 0o600); err != nil {
		t.Fatal(err)
	}
	v.noter(t, "19.00") // the base went on
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "demandee"); err != nil {
		t.Fatal(err)
	}
	v.fermer(t, b)
	if err := os.Remove(v.base()); err != nil {
		t.Fatal(err)
	}
	b, s := v.secourir(t)
	if n := v.valeur(t, b); n != "19.00" {
		t.Errorf("U1 is %s: %+v", n, s)
	}
	v.fermer(t, b)

	if err := os.Rename(v.base(), v.base()+".neuve"); err != nil { // and now all there is
		t.Fatal(err)
	}
	seule, err := os.ReadFile(v.base() + ".neuve")
	if err != nil {
		t.Fatal(err)
	}
	cote, err := secours.Restaurer(ctx, v.dir, v.copie(t, "avant-import").Nom)
	if err != nil {
		t.Fatal(err)
	}
	if texte, err := os.ReadFile(filepath.Join(cote, fond.FichierBase+".neuve")); err != nil || string(texte) != string(seule) {
		t.Errorf("the only base is gone: %v", err)
	}
	integre(t, ouvrir(t, v.dir))
}

// TestADamagedCopyKnowsMore: an older file was put back, and the later copy does not
// pass its check. Its signed acts count all the same, and the name is not kept.
func TestADamagedCopyKnowsMore(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	hier, err := os.ReadFile(v.copie(t, "avant-import").Chemin)
	if err != nil {
		t.Fatal(err)
	}
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "avant-cloture"); err != nil {
		t.Fatal(err)
	}
	v.fermer(t, b)
	v.sqlDe(t, v.copie(t, "avant-cloture").Chemin, "UPDATE candidats SET contenu = replace(contenu, '1', '2')")
	if err := os.WriteFile(v.base(), hier, 0o600); err != nil {
		t.Fatal(err)
	}
	b, s := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) || b.Poste() == v.poste {
		t.Errorf("%d acts of %d, same name %t: %+v", len(got), len(v.tout), b.Poste() == v.poste, s)
	}
}

// TestAWorkstationOfBeforeKeepsAShortName: its new identity has a name of the kind that
// every server of the académie knows.
func TestAWorkstationOfBeforeKeepsAShortName(t *testing.T) {
	v := vecu{dir: t.TempDir()}
	storetest.AncienneBase(t, v.dir)
	b := ouvrir(t, v.dir)
	avant := b.Poste()
	v.fermer(t, b)
	v.sql(t, "DELETE FROM base WHERE nom = 'tete'")
	b, s := v.secourir(t)
	if s.Identite || b.Poste() == avant || jury.NomEntier(avant) || jury.NomEntier(b.Poste()) || !jury.EstPoste(b.Poste(), b.Fond().Publique()) {
		t.Errorf("%s after %s: %+v", b.Poste(), avant, s)
	}
}
