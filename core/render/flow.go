package render

import (
	"fmt"

	"delib/core/document"
)

// scale holds the measures of a layout, in points. All but the margins shrink
// together when a document would run over by a few lines.
type scale struct {
	body, small, large, title, table, compact float64 // sizes of type
	gap                                       float64 // between blocks
}

func newScale(k float64) scale {
	return scale{body: 9.5 * k, small: max(7.5*k, 6.5), large: 12.5 * k, title: 13 * k, table: 8.8 * k, compact: 7.6 * k, gap: 8 * k}
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
	missing       map[rune]string // what the fonts lack, with where it stood first
	order         []rune
	lines         []string // scratch
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

// clean makes a line printable and keeps what had to be replaced.
func (f *flow) clean(s string) string {
	text, replaced := f.fonts[Regular].clean(s)
	for _, r := range replaced {
		if _, ok := f.missing[r]; !ok {
			if f.missing == nil {
				f.missing = map[rune]string{}
			}
			f.missing[r] = s
			f.order = append(f.order, r)
		}
	}
	return text
}

// alerts tells in French what was replaced.
func (f *flow) alerts() []string {
	var a []string
	for _, r := range f.order {
		a = append(a, fmt.Sprintf("« %s » : le caractère « %c » (U+%04X) n'est pas dans la police, il est imprimé « %s »",
			f.missing[r], r, r, f.fonts[Regular].nearest(r)))
	}
	return a
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

// blocks lays out a run of blocks.
func (f *flow) blocks(bs []document.Bloc) {
	for i, b := range bs {
		if i > 0 && f.y > marginTop {
			f.y += f.gap(bs[i-1], b)
		}
		f.block(b, f.wanted(bs[i+1:]))
	}
}

// gap is the space between two blocks.
func (f *flow) gap(above, below document.Bloc) float64 {
	p, ok := above.(document.Paragraphe)
	q, ok2 := below.(document.Paragraphe)
	switch {
	case ok && ok2 && p.Style == document.Petit && q.Style == document.Petit:
		return f.m.gap / 8
	case ok && ok2:
		return f.m.gap / 3
	case ok && heads(above):
		return f.m.gap / 2
	}
	if _, ok := above.(document.Titre); ok {
		return f.m.gap * 1.25
	}
	return f.m.gap
}

// heads tells whether a block must not stay alone at the foot of a page.
func heads(b document.Bloc) bool {
	switch b := b.(type) {
	case document.Titre, document.Champs, document.Bandeau:
		return true
	case document.Paragraphe:
		return b.Style == document.Gras || b.Style == document.Grand
	}
	return false
}

// wanted is the room that the blocks below want next to a heading above them.
func (f *flow) wanted(below []document.Bloc) float64 {
	h := 0.0
	for _, b := range below {
		switch b := b.(type) {
		case document.Saut:
			return h
		case document.Table:
			return h + 5*f.m.table*leading
		case document.Cadre:
			return h + min(millimetres(b.Hauteur), f.room()/3)
		}
		if !heads(b) {
			return h + 2.5*f.m.body*leading
		}
		h += 2.5 * f.m.body * leading
	}
	return h
}

// millimetres gives a length in points.
func millimetres(n int) float64 { return float64(n) * 72 / 25.4 }
