// Package note holds what is counted: marks, coefficients and exact fractions.
//
// Nothing here is a float: a mark is a whole number of hundredths of a point,
// a mean is an exact fraction, and what is printed is truncated, never rounded
// up, so that "10.00 – Refusé" cannot be printed.
//
// It is not the place of the rules: which marks count, and what a mean decides,
// is for packages examen and decision.
package note

import (
	"errors"
	"fmt"
	"strings"
)

// Note is a mark in hundredths of a point: 950 is 9.50. The bareme (10 or 20)
// is not part of it; it belongs to the épreuve.
type Note int32

// Point is the value of one whole point.
const Point Note = 100

// Max is the highest mark that any bareme accepts.
const Max = 20 * Point

// ErrFormat tells that a text is not a mark.
var ErrFormat = errors.New("ce n'est pas une note")

// Lire reads a mark as a person types it ("9.5", "9,5", "09", "12.25"), with a
// decimal point or comma and at most two decimals. It refuses signs, exponents
// and anything beyond 999.99.
func Lire(texte string) (Note, error) {
	n, err := centiemes(strings.Replace(strings.TrimSpace(texte), ",", ".", 1))
	return Note(n), err
}

// centiemes reads a non-negative decimal number with at most two decimals.
func centiemes(s string) (int32, error) {
	entier, decimales, point := strings.Cut(s, ".")
	if entier == "" || len(entier) > 3 || len(decimales) > 2 || point && decimales == "" {
		return 0, ErrFormat
	}
	var n int32
	for _, c := range entier + (decimales + "00")[:2] {
		if c < '0' || c > '9' {
			return 0, ErrFormat
		}
		n = n*10 + int32(c-'0')
	}
	return n, nil
}

// DansBareme tells whether the mark is between 0 and the bareme (10 or 20) included.
func (n Note) DansBareme(bareme int) bool {
	return n >= 0 && int64(n) <= int64(bareme)*int64(Point)
}

// AuPas tells whether the mark is a multiple of a step: 50 is the half point.
func (n Note) AuPas(pas Note) bool { return n%max(pas, 1) == 0 }

// String gives the mark with two decimals and a point: "9.50".
func (n Note) String() string { return fmt.Sprintf("%d.%02d", n/100, n%100) }

// Court gives the mark with one decimal when it is enough ("9.5"), two otherwise.
func (n Note) Court() string {
	if n%10 == 0 {
		return fmt.Sprintf("%d.%d", n/100, n%100/10)
	}
	return n.String()
}

// Fraction gives the mark on 20 as an exact fraction.
func (n Note) Fraction(bareme int) Fraction {
	if bareme == 20 {
		return Fraction{num: int64(n), den: int64(Point)} // exact as it is: sums and comparisons need no lower terms
	}
	return Rapport(int64(n)*20, int64(Point)*int64(bareme))
}

// Coefficient is a weight in hundredths: 150 is 1.5.
type Coefficient int32

// LireCoefficient reads a coefficient: decimal point, at most two decimals, 0 to 999.99.
func LireCoefficient(texte string) (Coefficient, error) {
	n, err := centiemes(strings.TrimSpace(texte))
	return Coefficient(n), err
}

// String gives the coefficient with one decimal, two when needed: "3.0", "1.25".
func (c Coefficient) String() string { return Note(c).Court() }

// Fraction gives the coefficient as an exact fraction.
func (c Coefficient) Fraction() Fraction { return Rapport(int64(c), 100) }
