package note_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"delib/core/note"
)

// nombre draws a whole number, often one at the edge of what a word holds.
func nombre(de int64) *rapid.Generator[int64] {
	return rapid.OneOf(rapid.Int64Range(de, 4000), rapid.Int64Range(math.MaxInt64-3, math.MaxInt64), rapid.Int64Range(1<<61, 1<<62+1),
		rapid.Int64Range(de, math.MaxInt64))
}

// TestFractionsNeverOverflow: sums, products and quotients of the largest words are
// those of math/big.
func TestFractionsNeverOverflow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, r := note.Fraction{}, new(big.Rat)
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			num, den := nombre(0).Draw(rt, "num"), rapid.OneOf(rapid.Just(int64(1)), nombre(1)).Draw(rt, "den")
			g, q := note.Rapport(num, den), big.NewRat(num, den)
			switch rapid.IntRange(0, 3).Draw(rt, "operation") {
			case 0:
				f, r = f.Plus(g), new(big.Rat).Add(r, q)
			case 1:
				f, r = f.Fois(g), new(big.Rat).Mul(r, q)
			case 2:
				if f, r = f.Moins(g), new(big.Rat).Sub(r, q); r.Sign() < 0 {
					r = new(big.Rat)
				}
			case 3:
				if num > 0 {
					f, r = f.Sur(g), new(big.Rat).Quo(r, q)
				}
			}
			if f.String() != r.RatString() {
				rt.Fatalf("%s, want %s", f, r.RatString())
			}
			if c := f.Compare(g); c != r.Cmp(q) {
				rt.Fatalf("%s compared with %s: %d", f, g, c)
			}
			cent := new(big.Int).Quo(new(big.Int).Mul(r.Num(), big.NewInt(100)), r.Denom())
			points, reste := new(big.Int).QuoRem(cent, big.NewInt(100), new(big.Int))
			if veut := points.String() + "." + big.NewInt(reste.Int64() + 100).String()[1:]; f.Tronque() != veut {
				rt.Fatalf("%s is written %s, want %s", f, f.Tronque(), veut)
			}
		}
	})
}

// TestHalfPointsBeyondAMark: what no mark can be is in no barème, and never falls
// back into one.
func TestHalfPointsBeyondAMark(t *testing.T) {
	for _, f := range []note.Fraction{
		note.Entier(1 << 30), note.Entier(85899346), note.Entier(math.MaxInt64), note.Entier(math.MaxInt64).Fois(note.Entier(math.MaxInt64)),
	} {
		for _, n := range []note.Note{f.PasSuperieur(50), f.PasProche(50)} {
			if n < note.Max || n.DansBareme(20) || n%50 != 0 {
				t.Errorf("%s gives the mark %s", f, n)
			}
		}
	}
}
