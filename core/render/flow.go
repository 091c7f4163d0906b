package render

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/document"
)

// scale holds the measures of a layout, in points. All but the margins shrink
// together when a document would run over by a few lines.
type scale struct {
	body, small, large, giant, title, table, compact float64 // sizes of type
	gap                                              float64 // between blocks
}

func newScale(k float64) scale {
	return scale{body: 9.5 * k, small: max(7.5*k, 6.5), large: 12.5 * k, giant: 30 * k, title: 13 * k, table: 8.8 * k, compact: 7.6 * k, gap: 8 * k}
}

const (
	marginX   = 40.0
	marginTop = 36.0
	marginEnd = 24.0 // under the footer
	leading   = 1.25 // line height over size of type
	cellX     = 3.5  // padding of a cell
	thin      = 0.4  // lines of a table
	frame     = 0.8  // lines of a frame

	black     = 0.0
	gridGray  = 0.45
	headGray  = 0.86
	totalGray = 0.93
	noteGray  = 0.25
)

// flow lays blocks out, top to bottom, in a column x, w of pages that it adds.
type flow struct {
	m             scale
	fonts         *[faces]widths
	width, height float64 // of the page
	bottom        float64 // where the room of the blocks ends
	pages         [][]op
	page          int // current page
	x, w, y       float64
	ligne         string          // first cell of the row that is being laid out
	own           []int           // pages that start with a head of their own
	ahead         *grid           // the table that comes next, when it was measured
	lacks         map[string]bool // the texts of which the fonts lack characters
	missing       []string        // what to tell of them
	lines         []string        // scratch
}

func (f *flow) emit(o op) { f.pages[f.page] = append(f.pages[f.page], o) }

func (f *flow) rule(x1, y1, x2, y2, size, gray float64) {
	f.emit(op{kind: opLine, x: x1, y: y1, w: x2, h: y2, size: float32(size), gray: float32(gray)})
}

func (f *flow) fill(x, y, w, h, gray float64) {
	f.emit(op{kind: opFill, x: x, y: y, w: w, h: h, gray: float32(gray)})
}

func (f *flow) box(x, y, w, h, size float64) {
	f.emit(op{kind: opFrame, x: x, y: y, w: w, h: h, size: float32(size)})
}

// font is a face at a size.
type font struct {
	face Face
	size float64
}

func (t font) height() float64 { return t.size * leading }

// baseline is its distance from the top of a line.
func (t font) baseline() float64 { return t.size * (0.905 + (leading-1.117)/2) }

func (f *flow) measure(t font, s string) float64 {
	return float64(f.fonts[t.face].measure(s)) * t.size / 1000
}

// clean makes a line printable and keeps what had to be replaced, once for each
// text of each row: a list may lack the same letter in several names.
func (f *flow) clean(s string) string { return f.cleanFor(Regular, s) }

// cleanFor is clean in a face; all but Mono hold the same characters.
func (f *flow) cleanFor(face Face, s string) string {
	text, replaced := f.fonts[face].clean(s)
	if len(replaced) == 0 || f.lacks[f.ligne+"\n"+s] {
		return text
	}
	if f.lacks == nil {
		f.lacks = map[string]bool{}
	}
	f.lacks[f.ligne+"\n"+s] = true
	f.missing = append(f.missing, alert(f.ligne, s, text, replaced))
	return text
}

// alert tells in French what is printed in the place of a text; ligne says on
// which row of a table.
func alert(ligne, text, printed string, replaced []rune) string {
	var b strings.Builder
	if ligne != "" && !strings.Contains(ligne, text) {
		b.WriteString("« " + ligne + " », ")
	}
	b.WriteString("« " + text + " » : ")
	if len(replaced) == 1 {
		b.WriteString("le caractère")
	} else {
		b.WriteString("les caractères")
	}
	var seen []rune
	for _, r := range replaced {
		if !slices.Contains(seen, r) {
			if seen = append(seen, r); len(seen) > 1 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, " « %c » (U+%04X)", r, r)
		}
	}
	verb := " n'est pas dans la police, il est imprimé « "
	if len(replaced) > 1 {
		verb = " ne sont pas dans la police, il est imprimé « "
	}
	return b.String() + verb + printed + " »"
}

// wrap cleans a text and adds its lines to dst; line breaks in it are kept.
func (f *flow) wrap(dst []string, t font, s string, width float64) []string {
	room := int(width*1000/t.size) + 1
	for start, i := 0, 0; ; i++ {
		if i < len(s) && s[i] != '\n' {
			continue
		}
		line := s[start:i]
		if n := len(line); n > 0 && line[n-1] == '\r' {
			line = line[:n-1]
		}
		dst = f.fonts[t.face].wrap(dst, f.clean(line), room)
		if i >= len(s) {
			return dst
		}
		start = i + 1
	}
}

// text draws a line whose top is y, aligned in x, w.
func (f *flow) text(t font, x, y, w float64, a document.Alignement, gray float64, s string) {
	if s == "" {
		return
	}
	switch a {
	case document.Centre:
		x += (w - f.measure(t, s)) / 2
	case document.Droite:
		x += w - f.measure(t, s)
	}
	f.emit(op{kind: opText, face: t.face, size: float32(t.size), gray: float32(gray), x: x, y: y + t.baseline(), text: s})
}

// texts draws lines from y down and gives the y under them.
func (f *flow) texts(t font, x, y, w float64, a document.Alignement, lines []string) float64 {
	for _, s := range lines {
		f.text(t, x, y, w, a, black, s)
		y += t.height()
	}
	return y
}

// nextPage goes on at the top of the next page, which may exist already when
// blocks stand side by side.
func (f *flow) nextPage() {
	f.page++
	if f.page == len(f.pages) {
		f.pages = append(f.pages, nil)
	}
	f.y = marginTop
}

// reserve goes to the next page unless h fits under the cursor.
func (f *flow) reserve(h float64) {
	if f.y+h > f.bottom && f.y > marginTop {
		f.nextPage()
	}
}

// room is the height that blocks have on a page.
func (f *flow) room() float64 { return f.bottom - marginTop }

// mark is a point to come back to.
type mark struct {
	page int
	y    float64
	lens []int // ops of each page from that one on
}

func (f *flow) mark() mark {
	m := mark{page: f.page, y: f.y}
	for _, p := range f.pages[f.page:] {
		m.lens = append(m.lens, len(p))
	}
	return m
}

func (f *flow) back(m mark) {
	f.pages = f.pages[:m.page+len(m.lens)]
	for i, n := range m.lens {
		f.pages[m.page+i] = f.pages[m.page+i][:n]
	}
	f.page, f.y = m.page, m.y
}

// whole lays something out on one page: where it stands if it fits, on the
// next page otherwise, and over several only when it is taller than a page.
// under is the room wanted below it.
func (f *flow) whole(under float64, lay func()) {
	m := f.mark()
	lay()
	if m.y > marginTop && (f.page != m.page || f.y+under > f.bottom) {
		f.back(m)
		f.nextPage()
		lay()
	}
}

// millimetres gives a length in points.
func millimetres(n int) float64 { return float64(n) * 72 / 25.4 }
