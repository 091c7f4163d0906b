package render

import "delib/core/document"

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
}

func (f *flow) table(t document.Table) {
	g := &grid{flow: f, t: t, font: font{Regular, f.m.table}, pad: f.m.table * 0.28}
	if t.Compacte {
		g.font.size, g.pad = f.m.compact, f.m.compact*0.18
	}
	if len(t.Colonnes) == 0 {
		return
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

	rows := t.Lignes
	if len(rows) == 0 && t.Vide != "" {
		rows = []document.Ligne{{Cellules: []document.Cellule{document.T(t.Vide)}}}
	}
	head, headed := g.head()
	headHeight := 0.0
	if headed {
		headHeight = g.measureRow(head)
	}
	first := 0.0
	if len(rows) > 0 {
		first = min(g.measureRow(rows[0]), f.room()/3)
	}
	f.reserve(headHeight + first)
	g.open(head, headed)
	for _, r := range rows {
		h := g.measureRow(r)
		if f.y+h > f.bottom {
			if headHeight+h <= f.room() {
				g.turn(head, headed)
				h = g.measureRow(r)
			} else {
				g.long(r, head, headed)
				continue
			}
		}
		g.row(r, h, false)
	}
	g.close()
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
	if lack == 0 || lack > spare {
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

// head gives the head as a row, and whether the table has one.
func (g *grid) head() (document.Ligne, bool) {
	r, headed := document.Ligne{Gras: true}, false
	for _, c := range g.t.Colonnes {
		r.Cellules = append(r.Cellules, document.T(c.Titre))
		headed = headed || c.Titre != ""
	}
	return r, headed
}

// open starts the table on this page.
func (g *grid) open(head document.Ligne, headed bool) {
	g.top = g.y
	for i := range g.opens {
		g.opens[i] = g.y
	}
	g.rule(g.x, g.y, g.x+g.w, g.y, 0.6, black)
	if headed {
		g.row(head, g.measureRow(head), true)
	}
}

// close ends the table on this page.
func (g *grid) close() {
	for i := range g.edges {
		g.cutEdge(i, g.y)
	}
	g.rule(g.x, g.y, g.x+g.w, g.y, 0.6, black)
}

func (g *grid) turn(head document.Ligne, headed bool) {
	g.close()
	g.nextPage()
	g.open(head, headed)
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
	for i, c := range r.Cellules {
		col := min(i, len(g.cells)-1)
		w := g.edges[max(g.end(r, i), col+1)] - g.edges[col] - 2*cellX - g.indent(r, i)
		if i < len(g.cells) || c.Affichage != "" {
			g.cells[col] = g.wrap(g.cells[col], t, c.Affichage, max(w, 1))
		}
		lines = max(lines, len(g.cells[col]))
	}
	return float64(lines)*t.height() + 2*g.pad
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
func (g *grid) long(r document.Ligne, head document.Ligne, headed bool) {
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
		if n < min(left, 3) && g.y > g.top+2*height {
			g.turn(head, headed)
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
			g.turn(head, headed)
		}
	}
}
