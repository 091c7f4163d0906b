package render

import (
	"strings"

	"delib/core/document"
)

// grid is a table that is being laid out.
type grid struct {
	*flow
	t     document.Table
	font  font
	pad   float64   // above and under the text of a cell
	edges []float64 // left edge of each column, and the right edge of the last
	opens []float64 // where the line on each inner edge starts; none when negative
	top   float64   // of the part of the table on this page
	cells [][]string

	left, wide float64 // where it was measured
	rows       []document.Ligne
	head       document.Ligne
	headed     bool
	headHeight float64
	least      float64 // height of the head and of the first row
}

// grid measures the columns and the top of a table.
func (f *flow) grid(t document.Table) *grid {
	g := &grid{flow: f, t: t, font: font{Regular, f.m.table}, pad: f.m.table * 0.28, left: f.x, wide: f.w}
	if t.Compacte {
		g.font.size, g.pad = f.m.compact, f.m.compact*0.18
	}
	if t.Corps > 0 {
		// Where a document is set smaller, the rows stand closer and keep their type.
		k := f.m.body / newScale(1).body
		g.font.size, g.pad = float64(t.Corps), float64(t.Corps)*0.28*max(0, 5*k-4)
	}
	g.edges = append(g.edges, f.x)
	x := f.x
	for _, w := range g.columns() {
		x += w
		g.edges = append(g.edges, x)
	}
	g.edges[len(t.Colonnes)] = f.x + f.w
	g.opens = make([]float64, len(g.edges))
	g.cells = make([][]string, len(t.Colonnes))
	g.rows = t.Lignes
	if len(g.rows) == 0 && t.Vide != "" {
		g.rows = []document.Ligne{{Cellules: []document.Cellule{document.T(t.Vide)}}}
	}
	if g.head, g.headed = g.titles(); g.headed {
		g.headHeight = g.measureRow(g.head)
	}
	g.least = g.headHeight
	if len(g.rows) > 0 {
		if h := g.measureRow(g.rows[0]); g.headHeight+h <= f.room() {
			g.least += h
		} else {
			g.least += 3*g.font.height() + 2*g.pad // the start of a row over several pages
		}
	}
	return g
}

// of tells whether the grid was measured for this table, at this place.
func (g *grid) of(f *flow, t document.Table) bool {
	return g != nil && g.left == f.x && g.wide == f.w && g.t.Compacte == t.Compacte && g.t.Corps == t.Corps && g.t.Vide == t.Vide &&
		len(g.t.Lignes) == len(t.Lignes) && len(g.t.Colonnes) == len(t.Colonnes) &&
		(len(t.Lignes) == 0 || &g.t.Lignes[0] == &t.Lignes[0]) && &g.t.Colonnes[0] == &t.Colonnes[0]
}

// lastRows is how many rows of a table stay with what is signed under it.
const lastRows = 2

// table lays a table out, its head on each page. The last rows stay with what
// is wanted under them.
func (f *flow) table(t document.Table, under float64) {
	if len(t.Colonnes) == 0 {
		return
	}
	g := f.ahead
	if f.ahead = nil; !g.of(f, t) {
		g = f.grid(t)
	}
	last := g.last(under)
	f.reserve(g.first(under))
	g.open()
	for i, r := range g.rows {
		if i == last && i > 0 {
			if f.y+g.from(last)-g.headHeight+under > f.bottom {
				g.turn()
			}
		}
		r.Fond = r.Fond || t.Bandes && i%2 == 1
		h := g.measureRow(r)
		if f.y+h > f.bottom {
			if g.headHeight+h > f.room() {
				g.long(r)
				continue
			}
			g.turn()
			h = g.measureRow(r)
		}
		g.row(r, h, false)
	}
	g.close()
}

// last tells from which row on the table stays with what is wanted under it.
func (g *grid) last(under float64) int {
	n := len(g.rows)
	if under > 0 {
		for i := max(0, n-lastRows); i < n; i++ {
			if g.from(i)+under <= g.room() {
				return i
			}
		}
	}
	return n
}

// first gives the room that the table wants to start on a page.
func (g *grid) first(under float64) float64 {
	if under > 0 && g.last(under) == 0 {
		return g.from(0) + under
	}
	return g.least
}

// from gives the height of the rows from one on, with the head.
func (g *grid) from(row int) float64 {
	h := g.headHeight
	for _, r := range g.rows[row:] {
		h += g.measureRow(r)
	}
	return h
}

// columns gives the width of each column: its part of the room, unless a word
// would be broken in it while another column has room to spare.
func (g *grid) columns() []float64 {
	n := len(g.t.Colonnes)
	parts := 0
	for _, c := range g.t.Colonnes {
		parts += max(c.Part, 1)
	}
	least, widths := make([]float64, n), make([]float64, n)
	for i, c := range g.t.Colonnes {
		widths[i] = g.w * float64(max(c.Part, 1)) / float64(parts)
		least[i] = g.longest(Bold, c.Titre) + 2*cellX
	}
	for _, r := range g.t.Lignes {
		face := g.face(r).face
		for i, c := range r.Cellules {
			if i == n-1 || i < len(r.Cellules)-1 && i < n { // a cell that spans has room
				least[i] = max(least[i], g.longest(face, c.Affichage)+2*cellX+g.indent(r, i))
			}
		}
	}
	lack, spare := 0.0, 0.0
	for i := range widths {
		lack += max(least[i]-widths[i], 0)
		spare += max(widths[i]-least[i], 0)
	}
	if lack > spare {
		return narrow(least, g.w)
	}
	if lack == 0 {
		return widths
	}
	for i := range widths {
		if widths[i] < least[i] {
			widths[i] = least[i]
		} else {
			widths[i] -= (widths[i] - least[i]) * lack / spare
		}
	}
	return widths
}

// narrow shares a room that is too small for the longest words: the columns that
// want little get it, and the words break in the others, which share the rest.
func narrow(least []float64, room float64) []float64 {
	widths := make([]float64, len(least))
	for left := len(least); left > 0; {
		share, before := room/float64(left), left
		for i, l := range least {
			if widths[i] == 0 && l <= share {
				widths[i] = l
				room -= l
				left--
			}
		}
		if left < before {
			continue
		}
		for i := range widths {
			if widths[i] == 0 {
				widths[i] = share
			}
		}
		break
	}
	return widths
}

// longest gives the width of the longest word of a text.
func (g *grid) longest(face Face, s string) float64 {
	w, most, n := &g.fonts[face], 0, 0
	for _, r := range s {
		if r == ' ' || r == '\n' {
			n = 0
			continue
		}
		n += w.of(r)
		most = max(most, n)
	}
	return float64(most)*g.font.size/1000 + 0.1
}

// titles gives the head as a row, and whether the table has one.
func (g *grid) titles() (document.Ligne, bool) {
	r, headed := document.Ligne{Gras: true}, false
	for _, c := range g.t.Colonnes {
		r.Cellules = append(r.Cellules, document.T(c.Titre))
		headed = headed || c.Titre != ""
	}
	return r, headed
}

// open starts the table on this page.
func (g *grid) open() {
	g.top = g.y
	for i := range g.opens {
		g.opens[i] = g.y
	}
	g.rule(g.x, g.y, g.x+g.w, g.y, 0.6, black)
	if g.headed {
		g.row(g.head, g.measureRow(g.head), true)
	}
}

// close ends the table on this page.
func (g *grid) close() {
	for i := range g.edges {
		g.cutEdge(i, g.y)
	}
	g.rule(g.x, g.y, g.x+g.w, g.y, 0.6, black)
}

func (g *grid) turn() {
	g.close()
	g.nextPage()
	g.open()
}

// cutEdge draws the vertical line that is open on an edge.
func (g *grid) cutEdge(i int, y float64) {
	if from := g.opens[i]; from >= 0 && y > from {
		g.rule(g.edges[i], from, g.edges[i], y, thin, gridGray)
	}
	g.opens[i] = -1
}

// face gives the font of a row.
func (g *grid) face(r document.Ligne) font {
	t := g.font
	if r.Gras {
		t.face = Bold
	}
	return t
}

// indent is how far a cell is set in.
func (g *grid) indent(r document.Ligne, i int) float64 {
	if r.Retrait && i == 0 {
		return g.font.size * 1.2
	}
	return 0
}

// end gives the edge on which cell i of a row ends.
func (g *grid) end(r document.Ligne, i int) int {
	if i == len(r.Cellules)-1 {
		return len(g.t.Colonnes)
	}
	return i + 1
}

// measureRow breaks the cells of a row into lines and gives its height. Cells
// beyond the last column go under one another in it: nothing is lost.
func (g *grid) measureRow(r document.Ligne) float64 {
	t, lines := g.face(r), 1
	for i := range g.cells {
		g.cells[i] = g.cells[i][:0]
	}
	g.ligne = rowName(r)
	for i, c := range r.Cellules {
		col := min(i, len(g.cells)-1)
		w := g.edges[max(g.end(r, i), col+1)] - g.edges[col] - 2*cellX - g.indent(r, i)
		if i < len(g.cells) || c.Affichage != "" {
			g.cells[col] = g.wrap(g.cells[col], t, c.Affichage, max(w, 1))
		}
		lines = max(lines, len(g.cells[col]))
	}
	g.ligne = ""
	return float64(lines)*t.height() + 2*g.pad
}

// rowName gives the text that tells a row from the others.
func rowName(r document.Ligne) string {
	for _, c := range r.Cellules {
		if c.Affichage != "" {
			return oneLine(c.Affichage)
		}
	}
	return ""
}

// row draws the row that was just measured.
func (g *grid) row(r document.Ligne, h float64, head bool) {
	switch {
	case head:
		g.fill(g.x, g.y+0.3, g.w, h-0.3, headGray)
	case r.Fond:
		g.fill(g.x, g.y+thin/2, g.w, h-thin/2, totalGray)
	}
	t := g.face(r)
	last := min(len(r.Cellules), len(g.cells)) - 1
	for i := 0; i <= last; i++ {
		x := g.edges[i] + cellX + g.indent(r, i)
		end := i + 1
		if i == last {
			end = len(g.t.Colonnes)
		}
		align := g.t.Colonnes[i].Alignement
		if end > i+1 && i == 0 {
			align = document.Gauche
		}
		y := g.y + g.pad
		if head { // a short title stands on the middle of a tall head
			y += (h - 2*g.pad - float64(len(g.cells[i]))*t.height()) / 2
		}
		g.texts(t, x, y, g.edges[end]-cellX-x, align, g.cells[i])
	}
	for i := range g.edges {
		covered := i > last && i > 0 && i < len(g.t.Colonnes)
		switch {
		case covered && g.opens[i] >= 0:
			g.cutEdge(i, g.y)
		case !covered && g.opens[i] < 0:
			g.opens[i] = g.y
		}
	}
	g.y += h
	g.rule(g.x, g.y, g.x+g.w, g.y, thin, gridGray)
}

// long draws a row taller than a page in as many parts as needed.
func (g *grid) long(r document.Ligne) {
	g.measureRow(r)
	all := make([][]string, len(g.cells))
	left := 0
	for i, lines := range g.cells {
		all[i] = append([]string(nil), lines...)
		left = max(left, len(lines))
	}
	height := g.face(r).height()
	for left > 0 {
		n := int((g.bottom - g.y - 2*g.pad) / height)
		if n < min(left, 3) && g.y > g.top+g.headHeight+1 {
			g.turn()
			n = int((g.bottom - g.y - 2*g.pad) / height)
		}
		n = max(1, min(n, left))
		for i := range all {
			k := min(n, len(all[i]))
			g.cells[i] = append(g.cells[i][:0], all[i][:k]...)
			all[i] = all[i][k:]
		}
		g.row(r, float64(n)*height+2*g.pad, false)
		if left -= n; left > 0 {
			g.turn()
		}
	}
}

// oneLine shows line breaks as a slash.
func oneLine(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r", ""), "\n", " / ")
}
