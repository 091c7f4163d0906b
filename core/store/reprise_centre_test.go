package store_test

import (
	"context"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
)

// TestPlansAroundAnImport: the plans of two jurys stand on either side of a newer
// dossier; both are resumed in whatever order, and the newer centre stays.
func TestPlansAroundAnImport(t *testing.T) {
	ctx := context.Background()
	b, _ := charge(t, t.TempDir(), bts)
	avant, err := b.Reprise(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	neuf, err := dossier.Lire(bts)
	if err != nil {
		t.Fatal(err)
	}
	neuf.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
	if _, err := b.Importer(ctx, neuf.Centre, neuf.Jurys, "x"); err != nil {
		t.Fatal(err)
	}
	apres, err := b.Reprise(ctx, "31408")
	if err != nil {
		t.Fatal(err)
	}
	for _, textes := range [][][]byte{{avant, apres}, {apres, avant}} {
		repris := ouvrir(t, t.TempDir())
		if r, err := repris.Reprendre(ctx, textes, "x"); err != nil || len(r.Charges) != 2 {
			t.Fatalf("%+v, %v", r, err)
		}
		if c, err := repris.Centre(ctx); err != nil || c.GenereLe != neuf.Centre.GenereLe {
			t.Errorf("centre of %v (%v)", c, err)
		}
		integre(t, repris)
	}
}

// TestNoPlanOnAForgedCentre: what the jurys share was changed in the base, or is signed by
// nobody: no plan de secours is made of it.
func TestNoPlanOnAForgedCentre(t *testing.T) {
	ctx := context.Background()
	for nom, phrase := range map[string]string{
		"another signature": "UPDATE journal SET signature = zeroblob(64) WHERE genre = '" + string(jury.GenreCentre) + "'",
		"another centre":    "UPDATE base SET valeur = replace(valeur, 'AUDINCOURT', 'AUDINCOURS') WHERE nom = 'centre'",
	} {
		t.Run(nom, func(t *testing.T) {
			b, _ := charge(t, t.TempDir(), bts)
			for _, x := range []string{"DROP TRIGGER journal_sans_update", phrase} {
				if _, err := b.Fond().ExecContext(ctx, x); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := b.Reprise(ctx, "31310"); examen.CodeDe(err) != examen.CodeBase {
				t.Errorf("the plan was made: %v", err)
			}
		})
	}
}
