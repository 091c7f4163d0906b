package store_test

import (
	"context"
	"slices"
	"testing"

	"delib/core/jury"
	"delib/core/store"
)

// TestAPlanOnAWorkstationThatIsNotEmpty: the technician imported the dossier first,
// or took an older plan first; the jury goes on with the acts of the plan. It never
// covers work of this workstation that the plan does not have.
func TestAPlanOnAWorkstationThatIsNotEmpty(t *testing.T) {
	ctx := context.Background()
	mort, p := charge(t, t.TempDir(), bts)
	noter := func(b *store.Base, valeur string) {
		t.Helper()
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", valeur)}); err != nil {
			t.Fatal(err)
		}
	}
	plan := func() []byte {
		t.Helper()
		texte, err := mort.Reprise(ctx, "31310")
		if err != nil {
			t.Fatal(err)
		}
		return texte
	}
	noter(mort, "12.00")
	ancien := plan()
	noter(mort, "13.00")
	noter(mort, "14.00")
	recent := plan()

	v := vecu{}
	for nom, c := range map[string]struct {
		avant  func(b *store.Base)
		textes [][]byte
		note   string
		charge bool
	}{
		"imported first":            {nil, [][]byte{recent}, "14.00", true},
		"older plan first":          {nil, [][]byte{ancien, recent}, "14.00", true},
		"newer plan first":          {nil, [][]byte{recent, ancien}, "14.00", true},
		"twice the same":            {nil, [][]byte{recent, recent}, "14.00", true},
		"work of its own":           {func(b *store.Base) { noter(b, "5.00") }, [][]byte{recent}, "5.00", false},
		"went on after an old plan": {func(b *store.Base) { reprendre(t, b, ancien); noter(b, "6.00") }, [][]byte{recent}, "6.00", false},
	} {
		t.Run(nom, func(t *testing.T) {
			b, _ := charge(t, t.TempDir(), bts)
			if c.avant != nil {
				c.avant(b)
			}
			var derniere jury.Import
			var charges []string
			for _, texte := range c.textes {
				derniere = reprendre(t, b, texte)
				charges = append(charges, derniere.Charges...)
			}
			if n := v.valeur(t, b); n != c.note || (len(charges) > 0) != c.charge {
				t.Errorf("U1 is %s, want %s: %+v", n, c.note, derniere)
			}
			if !c.charge && !slices.Equal(derniere.Intouches, []string{"31310"}) {
				t.Errorf("the jury that is left is not named: %+v", derniere)
			}
			integre(t, b)
			noter(b, "7.00") // and the work goes on
			integre(t, b)
			if es, err := b.Entetes(ctx); err != nil || len(es) != 5 || es[3].Code != "31310" {
				t.Errorf("the jurys are no longer in their order: %v %v", es, err)
			}
		})
	}
}

func reprendre(t *testing.T, b *store.Base, texte []byte) jury.Import {
	t.Helper()
	r, err := b.Reprendre(context.Background(), [][]byte{texte}, "x")
	if err != nil {
		t.Fatal(err)
	}
	return r
}
