package tableur

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Decoder gives the text of UTF-8 or UTF-16, with or without its mark, or else of
// Windows-1252, which has a character for nearly every byte.
func Decoder(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return utf16De(b[2:], false)
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return utf16De(b[2:], true)
	case len(b) > 3 && b[1] == 0 && b[3] == 0:
		return utf16De(b, false)
	case len(b) > 3 && b[0] == 0 && b[2] == 0:
		return utf16De(b, true)
	}
	if utf8.Valid(b) {
		return string(b)
	}
	// A file of UTF-8 into which somebody pasted a few names of Windows-1252: each line
	// is read as what it is.
	var s strings.Builder
	for l := range bytes.Lines(b) {
		if utf8.Valid(l) {
			s.Write(l)
			continue
		}
		d, err := charmap.Windows1252.NewDecoder().Bytes(l)
		if err != nil {
			d = bytes.ToValidUTF8(l, []byte("\uFFFD"))
		}
		s.Write(d)
	}
	return s.String()
}

func utf16De(b []byte, grand bool) string {
	mots := make([]uint16, len(b)/2)
	for i := range mots {
		x, y := b[2*i], b[2*i+1]
		if grand {
			x, y = y, x
		}
		mots[i] = uint16(x) | uint16(y)<<8
	}
	return string(utf16.Decode(mots))
}

// Separateur gives the one of ; tab , that the first line names ("sep=;"), or that most
// of the first lines have the most of.
func Separateur(texte string) rune {
	votes := map[rune]int{}
	vues := 0
	for l := range strings.Lines(texte) {
		if s, dit := strings.CutPrefix(strings.ToLower(strings.TrimRight(l, "\r\n")), "sep="); dit && vues == 0 && len(s) == 1 && strings.Contains(";\t,", s) {
			return rune(s[0])
		}
		if vues++; vues > 60 {
			break
		}
		meilleur, n := rune(0), 0
		for _, c := range []rune{';', '\t', ','} {
			if k := strings.Count(l, string(c)); k > n {
				meilleur, n = c, k
			}
		}
		if n > 0 {
			votes[meilleur] += n
		}
	}
	c := ';'
	for _, x := range []rune{'\t', ','} {
		if votes[x] > votes[c] {
			c = x
		}
	}
	return c
}
