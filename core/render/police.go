package render

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"delib/assets"
)

// lastRune is the end of the width tables; the fonts go no further.
const lastRune = 0x25FF

// absent marks a character that a font lacks.
const absent = 0xFFFF

// widths are the advances of a face in thousandths of its size, cut to whole
// numbers as the PDF states them.
type widths [lastRune + 1]uint16

// police gives the widths of the faces, read once from the fonts.
var police = sync.OnceValues(func() (*[faces]widths, error) {
	var t [faces]widths
	for f, data := range fontFiles() {
		if err := t[f].read(data); err != nil {
			return nil, fmt.Errorf("read font %s: %w", families[f], err)
		}
	}
	return &t, nil
})

// fontFiles are the fonts, by face.
func fontFiles() [faces][]byte {
	return [faces][]byte{assets.PoliceNormale, assets.PoliceGrasse, assets.PoliceItalique, assets.PoliceChasseFixe}
}

// made gives the glyphs that are made of others, by face.
var made = sync.OnceValues(func() (t [faces]map[uint16][]uint16, err error) {
	for f, data := range fontFiles() {
		if t[f], err = parts(data); err != nil {
			return t, fmt.Errorf("read font %s: %w", families[f], err)
		}
	}
	return t, nil
})

// composites gives the glyphs of a font that are made of others.
func composites(family string) (map[uint16][]uint16, error) {
	t, err := made()
	if err != nil {
		return nil, err
	}
	f := slices.Index(families[:], family)
	if f < 0 {
		return nil, fmt.Errorf("font %q: %w", family, errFont)
	}
	return t[f], nil
}

// of gives the width of one character.
func (w *widths) of(r rune) int {
	if uint32(r) <= lastRune && w[r] != absent {
		return int(w[r])
	}
	return int(w['?'])
}

// measure gives the width of a text in thousandths of its size.
func (w *widths) measure(s string) int {
	n := 0
	for _, r := range s {
		n += w.of(r)
	}
	return n
}

// printable tells whether a text can be drawn as it stands.
func (w *widths) printable(s string) bool {
	for _, r := range s {
		if r < ' ' || r > lastRune || w[r] == absent || r >= 0x300 && r < 0x370 || r >= 0x7F && r < 0xA0 || r == 0xAD {
			return false
		}
	}
	return true
}

// clean gives a text of one line as the fonts can draw it, composed (NFC), and
// tells which characters it had to replace.
func (w *widths) clean(s string) (text string, replaced []rune) {
	if w.printable(s) {
		return s, nil
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case r == 0x202F || r == 0x2007:
			b.WriteRune(0xA0)
		case r == 0x2011:
			b.WriteByte('-')
		case r == 0xAD || r == 0xFEFF || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064:
			// No width and no ink.
		case r < ' ' || r >= 0x7F && r < 0xA0 || unicode.Is(unicode.Zs, r) && r != 0xA0:
			b.WriteByte(' ')
		case r <= lastRune && w[r] != absent:
			b.WriteRune(r)
		default:
			replaced = append(replaced, r)
			b.WriteString(w.nearest(r))
		}
	}
	return b.String(), replaced
}

// nearest gives the base letters of a character, or a question mark.
func (w *widths) nearest(r rune) string {
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if unicode.Is(unicode.Mn, d) {
			continue
		}
		if d > lastRune || w[d] == absent {
			return "?"
		}
		b.WriteRune(d)
	}
	if b.Len() == 0 {
		return "?"
	}
	return b.String()
}

// wrap adds to dst the lines of a clean text that are no wider than room
// (thousandths of the size), one line at least.
func (w *widths) wrap(dst []string, s string, room int) []string {
	for {
		end, next := w.line(s, room)
		if next >= len(s) {
			return append(dst, strings.TrimRight(s, " "))
		}
		dst = append(dst, s[:end])
		s = s[next:]
	}
}

// line tells where the first line of s ends and where the next one starts. It
// breaks at a space; in a word wider than the room, after a hyphen or a slash,
// or else where it must, but never before the first character.
func (w *widths) line(s string, room int) (end, next int) {
	width, space, afterSpace, hyphen := 0, 0, 0, 0
	for i, r := range s {
		a := w.of(r)
		if r == ' ' {
			if i != afterSpace {
				space = i
			}
			afterSpace = i + 1
			width += a
			continue
		}
		if width+a > room && i > 0 {
			switch {
			case space > 0:
				return space, afterSpace
			case hyphen > 0:
				return hyphen, hyphen
			}
			return i, i
		}
		width += a
		if r == '-' || r == '/' {
			hyphen = i + 1
		}
	}
	return len(s), len(s)
}
