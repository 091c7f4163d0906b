package note

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// Fraction is an exact, immutable, non-negative rational number. The zero value
// is 0. Small numbers live in two machine words; when a product would overflow
// them, the value moves to math/big and stays exact.
type Fraction struct {
	num, den int64
	grand    *big.Rat
}

// Entier gives the fraction n/1; n must not be negative.
func Entier(n int64) Fraction { return Fraction{num: n, den: 1} }

// Rapport gives num/den; num ≥ 0, den > 0.
func Rapport(num, den int64) Fraction {
	g := pgcd(num, den)
	return Fraction{num: num / g, den: den / g}
}

func pgcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	if a == 0 {
		return 1
	}
	return a
}

// produit multiplies and tells whether the result fits.
func produit(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	return int64(lo), hi == 0 && lo < 1<<62
}

func (f Fraction) petit() (num, den int64, ok bool) {
	if f.grand != nil {
		return 0, 0, false
	}
	if f.den == 0 {
		return 0, 1, true
	}
	return f.num, f.den, true
}

func (f Fraction) rat() *big.Rat {
	if f.grand != nil {
		return f.grand
	}
	if f.den == 0 {
		return new(big.Rat)
	}
	return big.NewRat(f.num, f.den)
}

func deRat(r *big.Rat) Fraction {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return Fraction{num: r.Num().Int64(), den: r.Denom().Int64()}
	}
	return Fraction{grand: r}
}

// Plus gives f + g.
func (f Fraction) Plus(g Fraction) Fraction {
	fn, fd, ok1 := f.petit()
	gn, gd, ok2 := g.petit()
	if ok1 && ok2 {
		if fd == gd && fn <= math.MaxInt64-gn {
			return Rapport(fn+gn, fd)
		}
		a, ok3 := produit(fn, gd)
		b, ok4 := produit(gn, fd)
		d, ok5 := produit(fd, gd)
		if ok3 && ok4 && ok5 {
			return Rapport(a+b, d)
		}
	}
	return deRat(new(big.Rat).Add(f.rat(), g.rat()))
}

// Moins gives f - g, and 0 when g is the larger.
func (f Fraction) Moins(g Fraction) Fraction {
	if f.Compare(g) <= 0 {
		return Fraction{}
	}
	fn, fd, ok1 := f.petit()
	gn, gd, ok2 := g.petit()
	if ok1 && ok2 {
		a, ok3 := produit(fn, gd)
		b, ok4 := produit(gn, fd)
		d, ok5 := produit(fd, gd)
		if ok3 && ok4 && ok5 {
			return Rapport(a-b, d)
		}
	}
	return deRat(new(big.Rat).Sub(f.rat(), g.rat()))
}

// Fois gives f × g.
func (f Fraction) Fois(g Fraction) Fraction {
	fn, fd, ok1 := f.petit()
	gn, gd, ok2 := g.petit()
	if ok1 && ok2 {
		n, ok3 := produit(fn, gn)
		d, ok4 := produit(fd, gd)
		if ok3 && ok4 {
			return Rapport(n, d)
		}
	}
	return deRat(new(big.Rat).Mul(f.rat(), g.rat()))
}

// Sur gives f / g; g must not be 0.
func (f Fraction) Sur(g Fraction) Fraction {
	if n, d, ok := g.petit(); ok {
		return f.Fois(Fraction{num: d, den: n})
	}
	return deRat(new(big.Rat).Quo(f.rat(), g.rat()))
}

// Compare gives -1, 0 or 1 as f is below, equal to or above g. It is exact.
func (f Fraction) Compare(g Fraction) int {
	fn, fd, ok1 := f.petit()
	gn, gd, ok2 := g.petit()
	if ok1 && ok2 {
		h1, l1 := bits.Mul64(uint64(fn), uint64(gd))
		h2, l2 := bits.Mul64(uint64(gn), uint64(fd))
		switch {
		case h1 < h2 || h1 == h2 && l1 < l2:
			return -1
		case h1 == h2 && l1 == l2:
			return 0
		}
		return 1
	}
	return f.rat().Cmp(g.rat())
}

// AuMoins tells whether f ≥ n.
func (f Fraction) AuMoins(n int64) bool { return f.Compare(Entier(n)) >= 0 }

// Nulle tells whether f is 0.
func (f Fraction) Nulle() bool { n, _, ok := f.petit(); return ok && n == 0 }

// Exacte tells whether two decimals are enough to write f.
func (f Fraction) Exacte() bool { return f.Fois(Entier(100)).entiere() }

func (f Fraction) entiere() bool {
	n, d, ok := f.petit()
	return ok && n%d == 0 || !ok && f.grand.IsInt()
}

// centiemes gives the whole part of 100·f; false when it does not fit.
func (f Fraction) centiemes() (int64, bool) {
	if n, d, ok := f.petit(); ok {
		if p, tient := produit(n, 100); tient {
			return p / d, true
		}
	}
	c := f.grandsCentiemes()
	return c.Int64(), c.IsInt64()
}

func (f Fraction) grandsCentiemes() *big.Int {
	r := new(big.Rat).Mul(f.rat(), big.NewRat(100, 1))
	return new(big.Int).Quo(r.Num(), r.Denom())
}

// Tronque writes f with two decimals, the rest cut off: 9.875 gives "9.87".
func (f Fraction) Tronque() string {
	c, ok := f.centiemes()
	switch {
	case !ok:
		points, reste := new(big.Int).QuoRem(f.grandsCentiemes(), big.NewInt(100), new(big.Int))
		return points.String() + "." + strconv.FormatInt(reste.Int64()+100, 10)[1:]
	case c < int64(len(moyennes)):
		return moyennes[c]
	}
	return ecrire(c)
}

// moyennes are the texts of 0.00 to 20.00: a run over all the candidates of a
// centre writes tens of thousands of them.
var moyennes = func() (t [2001]string) {
	for i := range t {
		t[i] = ecrire(int64(i))
	}
	return t
}()

func ecrire(c int64) string {
	s := strconv.FormatInt(c%100+100, 10)[1:]
	return strconv.FormatInt(c/100, 10) + "." + s
}

// Arrondi writes f with two decimals, rounded half up: only for percentages.
func (f Fraction) Arrondi() string { return f.Plus(Rapport(1, 200)).Tronque() }

// String writes f exactly: "199/20".
func (f Fraction) String() string { return f.rat().RatString() }

// PasSuperieur gives the smallest multiple of a step that is not below f.
func (f Fraction) PasSuperieur(pas Note) Note {
	pas = max(pas, 1)
	n := f.Fois(Rapport(100, int64(pas)))
	c, ok := n.centiemes()
	k := c / 100
	if !n.entiere() {
		k++
	}
	return fois(k, pas, ok)
}

// PasProche gives the nearest multiple of a step, the upper one at equal distance.
func (f Fraction) PasProche(pas Note) Note {
	pas = max(pas, 1)
	c, ok := f.Fois(Rapport(100, int64(pas))).Plus(Rapport(1, 2)).centiemes()
	return fois(c/100, pas, ok)
}

// fois gives k steps; what no Note can hold gives the highest multiple that one
// can, which is in no barème.
func fois(k int64, pas Note, tient bool) Note {
	plus := int64(math.MaxInt32 / pas)
	if !tient || k > plus {
		k = plus
	}
	return Note(k) * pas
}

// Moyenne adds up points and weights.
type Moyenne struct{ Points, Coefficients Fraction }

// Ajouter gives the sums with one more mark on 20 and its weight.
func (m Moyenne) Ajouter(n Fraction, c Coefficient) Moyenne {
	// Marks and coefficients have few decimals: their sums stay over 10,000, which
	// spares a greatest common divisor a mark.
	x, ok1 := n.dixMilliemes()
	p, ok2 := m.Points.dixMilliemes()
	q, ok3 := m.Coefficients.dixMilliemes()
	if fois := x * int64(c); ok1 && ok2 && ok3 && fois%100 == 0 {
		return Moyenne{Fraction{num: p + fois/100, den: 10000}, Fraction{num: q + 100*int64(c), den: 10000}}
	}
	return Moyenne{m.Points.Plus(n.Fois(c.Fraction())), m.Coefficients.Plus(c.Fraction())}
}

// dixMilliemes gives 10,000·f when it is a whole number, and small enough for a
// product with a coefficient.
func (f Fraction) dixMilliemes() (int64, bool) {
	switch {
	case f.grand != nil || f.num >= 1<<31:
		return 0, false
	case f.den == 10000:
		return f.num, true
	case f.den == 0:
		return 0, true
	case 10000%f.den == 0:
		return f.num * (10000 / f.den), f.num < 1<<31/10000
	}
	return 0, false
}

// Definie tells whether there is a mean: the weights are not all 0.
func (m Moyenne) Definie() bool { return !m.Coefficients.Nulle() }

// Valeur gives points / coefficients, 0 when it is not defined.
func (m Moyenne) Valeur() Fraction {
	if !m.Definie() {
		return Fraction{}
	}
	return m.Points.Sur(m.Coefficients)
}
