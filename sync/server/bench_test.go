package server_test

import (
	"context"
	"fmt"
	"testing"

	"delib/core/dossier/dossiertest"
	"delib/core/jury"
	"delib/sync/server"
	"delib/sync/wire"
)

// BenchmarkCroissance: the cost of one act on a server that holds from 10 to
// 2,000 jurys of other centres beside it. It must not grow.
func BenchmarkCroissance(b *testing.B) {
	for _, jurys := range []int{10, 100, 500, 2000} {
		b.Run(fmt.Sprint(jurys, " jurys"), func(b *testing.B) {
			ctx := context.Background()
			s, err := server.Nouveau(ctx, ouvrirSQLite(b), server.Options{})
			if err != nil {
				b.Fatal(err)
			}
			for n := 0; n < jurys; n += 10 { // ten jurys of forty a centre
				c := dossiertest.Fabriquer(10, 40)
				c.Centre.Lieu.UAI = fmt.Sprintf("%07dX", n)
				charger(b, s, c)
			}
			charger(b, s, dossiertest.Fabriquer(2, 4))
			f := enrole(b, s, uai)
			f.dire(&wire.Demande{})
			de := valeur(jury1, "U1")
			for n := 0; b.Loop(); n++ {
				vers := fmt.Sprintf("%d.00", 1+n%18)
				if v := f.envoyer(f.suivre(f.note(jury1, "U1", de, vers))); v[0].Issue != jury.IssueAccepte && v[0].Issue != jury.IssueIdentique {
					b.Fatal(v)
				}
				de = vers
			}
		})
	}
}
