package note

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestLire(t *testing.T) {
	for _, c := range []struct {
		texte string
		want  Note
		ok    bool
	}{
		{"9.5", 950, true}, {"9,5", 950, true}, {" 12,25 ", 1225, true}, {"0", 0, true}, {"20", 2000, true}, {"09", 900, true}, {"999.99", 99999, true},
		{"", 0, false}, {"-1", 0, false}, {"+1", 0, false}, {"abc", 0, false}, {"1e1", 0, false}, {"9.", 0, false}, {".5", 0, false},
		{"9.555", 0, false}, {"1000", 0, false}, {"9,5,5", 0, false}, {"９", 0, false}, {"1 0", 0, false},
	} {
		got, err := Lire(c.texte)
		if (err == nil) != c.ok || c.ok && got != c.want {
			t.Errorf("Lire(%q) = %v, %v; want %v, ok %v", c.texte, got, err, c.want, c.ok)
		}
	}
}

func TestTronque(t *testing.T) {
	for _, c := range []struct {
		num, den         int64
		tronque, arrondi string
	}{
		{199, 20, "9.95", "9.95"}, {1975, 200, "9.87", "9.88"}, {9995, 1000, "9.99", "10.00"}, {1720, 170, "10.11", "10.12"},
		{20, 29, "0.68", "0.69"}, {0, 1, "0.00", "0.00"}, {2000, 29, "68.96", "68.97"},
	} {
		f := Rapport(c.num, c.den)
		if f.Tronque() != c.tronque || f.Arrondi() != c.arrondi {
			t.Errorf("%v: %s %s, want %s %s", f, f.Tronque(), f.Arrondi(), c.tronque, c.arrondi)
		}
	}
}

func TestPas(t *testing.T) {
	for _, c := range []struct {
		num, den    int64
		sup, proche Note
	}{
		{43, 4, 1100, 1100}, {21, 2, 1050, 1050}, {41, 4, 1050, 1050}, {101, 10, 1050, 1000}, {10, 1, 1000, 1000}, {0, 1, 0, 0}, {1, 1000, 50, 0},
	} {
		f := Rapport(c.num, c.den)
		if f.PasSuperieur(50) != c.sup || f.PasProche(50) != c.proche {
			t.Errorf("%v: sup %v proche %v, want %v %v", f, f.PasSuperieur(50), f.PasProche(50), c.sup, c.proche)
		}
	}
}

// TestPasOfOtherExams holds whole points, tenths and hundredths.
func TestPasOfOtherExams(t *testing.T) {
	f := Rapport(1073, 100) // 10.73
	for pas, want := range map[Note][2]Note{100: {1100, 1100}, 10: {1080, 1070}, 1: {1073, 1073}} {
		if f.PasSuperieur(pas) != want[0] || f.PasProche(pas) != want[1] {
			t.Errorf("step %v: %v %v, want %v", pas, f.PasSuperieur(pas), f.PasProche(pas), want)
		}
	}
	if !Note(1050).AuPas(50) || Note(1050).AuPas(100) || Note(1025).AuPas(50) || !Note(1025).AuPas(1) {
		t.Error("AuPas")
	}
}

// TestFractionIsExact compares every operation with math/big, large operands
// included, so that the move out of machine words is exercised.
func TestFractionIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := func(label string) (Fraction, *big.Rat) {
			n := rapid.Int64Range(0, 1<<61).Draw(t, label+" num")
			d := rapid.Int64Range(1, 1<<61).Draw(t, label+" den")
			if rapid.Bool().Draw(t, label+" small") {
				n, d = n%100000, d%1000+1
			}
			return Rapport(n, d), big.NewRat(n, d)
		}
		f, rf := gen("f")
		g, rg := gen("g")
		check := func(op string, got Fraction, want *big.Rat) {
			if got.rat().Cmp(want) != 0 {
				t.Fatalf("%v %s %v = %v, want %v", rf, op, rg, got, want)
			}
		}
		check("+", f.Plus(g), new(big.Rat).Add(rf, rg))
		check("*", f.Fois(g), new(big.Rat).Mul(rf, rg))
		if !g.Nulle() {
			check("/", f.Sur(g), new(big.Rat).Quo(rf, rg))
		}
		if f.Compare(g) != rf.Cmp(rg) {
			t.Fatalf("Compare(%v, %v) = %d", rf, rg, f.Compare(g))
		}
		if diff := new(big.Rat).Sub(rf, rg); diff.Sign() >= 0 {
			check("-", f.Moins(g), diff)
		}
	})
}

func TestValeurRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := Valeur{Statut: Statut(rapid.IntRange(0, 6).Draw(t, "statut"))}
		if v.Statut.Chiffree() {
			v.Note = Note(rapid.IntRange(0, 2000).Draw(t, "note"))
			if v.Statut != Notee && rapid.Bool().Draw(t, "origine") {
				v.Origine = "2024-06"
			}
		}
		if got, err := LireValeur(v.Texte()); err != nil || got != v {
			t.Fatalf("%q: %v, %v; want %v", v.Texte(), got, err, v)
		}
	})
}

func FuzzLireValeur(f *testing.F) {
	for _, s := range []string{"9.50", "absent", "benefice 14.00 2024-06", "dispense", "report 9.5", "note 12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := LireValeur(s)
		if err != nil {
			return
		}
		if again, err := LireValeur(v.Texte()); err != nil || again != v {
			t.Fatalf("%q → %q → %v, %v", s, v.Texte(), again, err)
		}
	})
}

// TestAjouterIsExact compares the sums of a mean with math/big: marks that fit
// the short way and marks that do not, in any order.
func TestAjouterIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m Moyenne
		points, poids := new(big.Rat), new(big.Rat)
		for range rapid.IntRange(1, 30).Draw(t, "marks") {
			num := rapid.OneOf(rapid.Int64Range(0, 2000), rapid.Int64Range(0, 1<<40)).Draw(t, "num")
			den := rapid.SampledFrom([]int64{1, 2, 3, 7, 100, 10000, 99991}).Draw(t, "den")
			c := Coefficient(rapid.OneOf(rapid.Int32Range(0, 1200), rapid.Int32Range(0, 1<<31-1)).Draw(t, "coefficient"))
			m = m.Ajouter(Rapport(num, den), c)
			poids.Add(poids, big.NewRat(int64(c), 100))
			points.Add(points, new(big.Rat).Mul(big.NewRat(num, den), big.NewRat(int64(c), 100)))
		}
		if m.Points.String() != points.RatString() || m.Coefficients.String() != poids.RatString() {
			t.Fatalf("%s / %s, want %s / %s", m.Points, m.Coefficients, points.RatString(), poids.RatString())
		}
	})
}
