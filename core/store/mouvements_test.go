package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
)

// TestNobodyLeavesAJuryInSilence: a newer dossier moves, adds, takes away or renames;
// this base follows it whole, or refuses it whole, and names who is concerned.
func TestNobodyLeavesAJuryInSilence(t *testing.T) {
	const acte, libre = 0, 1 // the first jury holds an act of this base, the second none
	deplacer := func(c *dossier.Contenu, de, vers int) {
		x := c.Jurys[de].Candidats[0]
		c.Jurys[de].Candidats = slices.Delete(c.Jurys[de].Candidats, 0, 1)
		c.Jurys[vers].Candidats = append(c.Jurys[vers].Candidats, x)
	}
	for _, cas := range []struct {
		nom     string
		changer func(c *dossier.Contenu)
		refus   string
		dit     func(r *jury.Import) bool
	}{
		{"moved into the jury that has acts", func(c *dossier.Contenu) { deplacer(c, libre, acte) }, "aucun jury", nil},
		{"moved out of the jury that has acts", func(c *dossier.Contenu) { deplacer(c, acte, libre) }, "deux jurys", nil},
		{"moved between jurys without acts", func(c *dossier.Contenu) { deplacer(c, 2, libre) }, "", func(r *jury.Import) bool {
			return len(r.Charges) == 4 && len(r.Laisses)+len(r.Retires)+len(r.Absents) == 0
		}},
		{"a jury without acts renamed", func(c *dossier.Contenu) { c.Jurys[libre].Code += "-B" }, "", func(r *jury.Import) bool {
			return len(r.Absents) == 1 && slices.Contains(r.Charges, r.Absents[0]+"-B")
		}},
		{"a jury that has acts renamed", func(c *dossier.Contenu) { c.Jurys[acte].Code += "-B" }, "deux jurys", nil},
		{"taken out of a jury without acts", func(c *dossier.Contenu) { c.Jurys[libre].Candidats = c.Jurys[libre].Candidats[1:] }, "",
			func(r *jury.Import) bool {
				return len(r.Retires) == 1
			}},
		{"new in the jury that has acts", func(c *dossier.Contenu) {
			x := *c.Jurys[acte].Candidats[0]
			x.Numero, x.Anonymat = "02999999999", "T230A0999999"
			c.Jurys[acte].Candidats = append(c.Jurys[acte].Candidats, &x)
		}, "", func(r *jury.Import) bool {
			return len(r.Laisses) == 1 && strings.Contains(r.Laisses[0], "02999999999")
		}},
		{"a jury is no longer there", func(c *dossier.Contenu) { c.Jurys = slices.Delete(c.Jurys, libre, libre+1) }, "", func(r *jury.Import) bool {
			return len(r.Absents) == 1 && len(r.Retires) == 0
		}},
	} {
		t.Run(cas.nom, func(t *testing.T) {
			ctx := context.Background()
			b, p := charge(t, t.TempDir(), bts)
			neuf, err := dossier.Lire(bts)
			if err != nil {
				t.Fatal(err)
			}
			code, premier := neuf.Jurys[acte].Code, neuf.Jurys[acte].Candidats[0]
			if err := b.Agir(ctx, p, []jury.Lot{modifier(code, premier.Cle.String(), "U1", "12.00")}); err != nil {
				t.Fatal(err)
			}
			var codes []string
			for _, d := range neuf.Jurys {
				codes = append(codes, d.Code)
			}
			etat := func() (l []string) {
				for _, code := range codes {
					d, err := b.Charger(ctx, code)
					if err != nil {
						t.Fatal(err)
					}
					l = append(l, d.Empreinte())
				}
				return l
			}
			avant := etat()
			neuf.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
			for i := range neuf.Jurys {
				neuf.Jurys[i].President = "Nouveau"
			}
			cas.changer(neuf)
			r, err := b.Importer(ctx, neuf.Centre, neuf.Jurys, "x")
			if cas.refus != "" {
				if examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), cas.refus) {
					t.Errorf("%v", err)
				}
				if !slices.Equal(etat(), avant) {
					t.Error("the refused dossier changed the jurys")
				}
				return
			}
			if err != nil || !cas.dit(&r) {
				t.Errorf("%+v, %v", r, err)
			}
			if v, err := b.Verifier(ctx); err != nil || len(v.Fautes) > 0 {
				t.Errorf("%v %v", v, err)
			}
		})
	}
}
