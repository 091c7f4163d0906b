package secours_test

import (
	"context"
	"testing"

	"delib/core/dossier/dossiertest"
	"delib/core/secours"
	"delib/core/store"
)

// BenchmarkOuverture1000 is what a start costs with 1,000 candidates: the quick
// check of the file alone, then with the whole check of journal and jurys, then
// a rescue.
func BenchmarkOuverture1000(b *testing.B) {
	ctx, dir := context.Background(), b.TempDir()
	base := ouvrir(b, dir)
	c := dossiertest.Fabriquer(20, 50)
	if _, err := base.Importer(ctx, c.Centre, c.Jurys, "test"); err != nil {
		b.Fatal(err)
	}
	if err := base.Fermer(); err != nil {
		b.Fatal(err)
	}
	for nom, entier := range map[string]bool{"ouvrir": false, "verifier": true} {
		b.Run(nom, func(b *testing.B) {
			for range b.N {
				x, err := store.Ouvrir(ctx, dir, store.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if entier {
					if v, err := x.Verifier(ctx); err != nil || len(v.Fautes) > 0 {
						b.Fatal(v.Fautes, err)
					}
				}
				if err := x.Fermer(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("secourir", func(b *testing.B) {
		for range b.N {
			if _, err := secours.Secourir(ctx, dir, true); err != nil {
				b.Fatal(err)
			}
		}
	})
}
