package render

import (
	"strings"
	"unicode"

	"delib/core/document"
)

// A paragraph with **bold words**.

// marked tells which characters of a paragraph are bold, spaces left out: lines
// are broken at spaces, and what they hold of the rest stays in order.
type marked struct {
	bold []bool
	next int // of the line that comes
}

// wrapMarked breaks a text with marks into lines, in the measure of the bold
// face, which is the wider one.
func (f *flow) wrapMarked(t font, s string) ([]string, *marked) {
	m := &marked{}
	var plain strings.Builder
	for i, part := range strings.Split(s, "**") {
		part = f.clean(part)
		plain.WriteString(part)
		for _, r := range part {
			if !unicode.IsSpace(r) {
				m.bold = append(m.bold, i%2 == 1)
			}
		}
	}
	return f.wrap(nil, font{Bold, t.size}, plain.String(), f.w), m
}

// textMarked draws the next line, a run of each face after the other; a space
// is of the run before it.
func (f *flow) textMarked(t font, m *marked, line string) {
	x, start, bold := f.x, 0, false
	draw := func(end int) {
		if end > start {
			face := t
			if bold {
				face.face = Bold
			}
			f.text(face, x, f.y, f.w, document.Gauche, black, line[start:end])
			x += f.measure(face, line[start:end])
			start = end
		}
	}
	for i, r := range line {
		if unicode.IsSpace(r) {
			continue
		}
		if m.next < len(m.bold) && m.bold[m.next] != bold {
			draw(i)
			bold = m.bold[m.next]
		}
		m.next++
	}
	draw(len(line))
}
