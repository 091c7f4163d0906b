package render

import (
	"strconv"

	"rsc.io/qr"

	"delib/core/document"
)

// block lays one block out; under is the room wanted below it, by what it heads
// or by what closes the document.
func (f *flow) block(b document.Bloc, under float64) {
	switch b := b.(type) {
	case document.Bandeau:
		f.whole(under, func() { f.bandeau(b) })
	case document.Titre:
		f.whole(under, func() { f.titre(b) })
	case document.Paragraphe:
		if heads(b) {
			f.whole(under, func() { f.paragraphe(b, 0) })
		} else {
			f.paragraphe(b, under)
		}
	case document.Champs:
		f.whole(under, func() { f.champs(b) })
	case document.Colonnes:
		f.whole(under, func() { f.colonnes(b) })
	case document.Table:
		f.table(b, under)
	case document.Cases:
		f.whole(under, func() { f.cases(b) })
	case document.Cadre:
		f.whole(under, func() { f.cadre(b) })
	case document.Barres:
		f.whole(under, func() { f.barres(b) })
	case document.Code:
		f.whole(under, func() { f.code(b) })
	case document.QR:
		f.whole(under, func() { f.qr(b) })
	case document.Fenetre:
		f.whole(under, func() { f.fenetre(b) })
	case document.Decoupe:
		f.whole(under, func() { f.decoupe(b) })
	case document.Saut:
		if f.y > marginTop {
			f.nextPage()
			f.own = append(f.own, f.page)
		}
	}
}

func (f *flow) bandeau(b document.Bandeau) {
	t := font{Regular, f.m.body}
	widest := func(lines []string) float64 {
		w := 0.0
		for _, s := range lines {
			w = max(w, f.measure(font{Bold, t.size}, f.clean(s)))
		}
		return w + 1
	}
	left := f.w * 0.56
	if r := widest(b.Droite); widest(b.Gauche)+r+12 <= f.w {
		left = f.w - r
	}
	side := func(lines []string, x, w float64, a document.Alignement) float64 {
		y := f.y
		for i, s := range lines {
			t := t
			if i == 0 {
				t.face = Bold
			}
			f.lines = f.wrap(f.lines[:0], t, s, w)
			y = f.texts(t, x, y, w, a, f.lines)
		}
		return y
	}
	y := side(b.Gauche, f.x, left, document.Gauche)
	y = max(y, side(b.Droite, f.x+left, f.w-left, document.Droite))
	f.rule(f.x, y+3, f.x+f.w, y+3, 0.6, black)
	f.y = y + 4
}

func (f *flow) titre(b document.Titre) {
	t := font{Bold, f.m.title}
	lines := f.wrap(nil, t, b.Texte, f.w-24)
	h := float64(len(lines)) * t.height()
	if !b.Encadre {
		f.y = f.texts(t, f.x, f.y, f.w, document.Centre, lines)
		return
	}
	pad := t.size * 0.5
	f.box(f.x+frame/2, f.y, f.w-frame, h+2*pad, frame)
	f.texts(t, f.x, f.y+pad, f.w, document.Centre, lines)
	f.y += h + 2*pad
}

// style gives the font of a paragraph.
func (f *flow) style(s document.Style) font {
	switch s {
	case document.Gras:
		return font{Bold, f.m.body}
	case document.Italique:
		return font{Italic, f.m.body}
	case document.Petit:
		return font{Regular, f.m.small}
	case document.Grand:
		return font{Bold, f.m.large}
	case document.Geant:
		return font{Bold, f.m.giant}
	}
	return font{Regular, f.m.body}
}

// paragraphe breaks a text into lines: neither the first nor the last one stands
// alone on a page, and the last ones stay with what is wanted under them.
func (f *flow) paragraphe(p document.Paragraphe, under float64) {
	t := f.style(p.Style)
	lines := f.wrap(nil, t, p.Texte, f.w)
	var m *marked
	if p.Marque {
		lines, m = f.wrapMarked(t, p.Texte)
	}
	last := 2
	if len(lines) <= 3 {
		last = len(lines)
	}
	f.reserve(float64(min(2, len(lines))) * t.height())
	for i, s := range lines {
		h := t.height()
		if i == len(lines)-last && (i > 0 || under > 0) {
			if h *= float64(last); h+under <= f.room() {
				h += under
			}
		}
		f.reserve(h)
		if m != nil {
			f.textMarked(t, m, s)
		} else {
			f.text(t, f.x, f.y, f.w, p.Alignement, black, s)
		}
		f.y += t.height()
	}
}

func (f *flow) champs(c document.Champs) {
	n := max(c.Colonnes, 1)
	const between = 14.0
	w := (f.w - between*float64(n-1)) / float64(n)
	label, value := font{Regular, f.m.body}, font{Bold, f.m.body}

	// Values of a column stand under one another, past the widest label; a label
	// that takes more than half of it has its value right behind, on lines of
	// their own if it must.
	labels := make([]string, len(c.Paires))
	stops := make([]float64, n)
	for i, p := range c.Paires {
		if p.Libelle == "" {
			continue
		}
		labels[i] = f.clean(p.Libelle) + "\u00a0: "
		if l := f.measure(label, labels[i]); l <= w/2 {
			stops[i%n] = max(stops[i%n], l+3)
		}
	}
	type pair struct {
		labels, values []string
		at             float64 // where the value starts
	}
	for i := 0; i < len(c.Paires); i += n {
		rows := 1
		cells := make([]pair, 0, n)
		for j := i; j < min(i+n, len(c.Paires)); j++ {
			most := w * 0.6
			p := pair{labels: f.fonts[label.face].wrap(nil, labels[j], int(most*1000/label.size)+1), at: stops[j%n]}
			for _, s := range p.labels {
				p.at = max(p.at, min(f.measure(label, s)+3, most+3))
			}
			p.values = f.wrap(nil, value, c.Paires[j].Valeur, w-p.at)
			cells = append(cells, p)
			rows = max(rows, len(p.labels), len(p.values))
		}
		h := float64(rows) * label.height() * 1.06
		f.reserve(h)
		for j, p := range cells {
			x := f.x + float64(j)*(w+between)
			f.texts(label, x, f.y, w, document.Gauche, p.labels)
			f.texts(value, x+p.at, f.y, w-p.at, document.Gauche, p.values)
		}
		f.y += h
	}
}

func (f *flow) colonnes(c document.Colonnes) {
	const between = 16.0
	total := 0
	part := func(i int) int {
		if i < len(c.Parts) && c.Parts[i] > 0 {
			return c.Parts[i]
		}
		return 1
	}
	for i := range c.Blocs {
		total += part(i)
	}
	x, w, page, y := f.x, f.w, f.page, f.y
	lastPage, lastY := page, y
	room := w - between*float64(len(c.Blocs)-1)
	for i, blocks := range c.Blocs {
		f.page, f.y = page, y
		f.w = room * float64(part(i)) / float64(total)
		f.blocks(blocks)
		if f.page > lastPage || f.page == lastPage && f.y > lastY {
			lastPage, lastY = f.page, f.y
		}
		f.x += f.w + between
	}
	f.x, f.w, f.page, f.y = x, w, lastPage, lastY
}

func (f *flow) cases(c document.Cases) {
	t := font{Regular, f.m.body}
	if c.Titre != "" {
		head := font{Bold, f.m.body}
		f.lines = f.wrap(f.lines[:0], head, c.Titre, f.w)
		f.y = f.texts(head, f.x, f.y, f.w, document.Gauche, f.lines) + 2
	}
	side := t.size * 0.9
	label := side + 5
	widest := 0.0
	for _, k := range c.Choix {
		widest = max(widest, f.measure(font{Bold, t.size}, f.clean(k.Libelle)))
	}
	n := max(1, min(len(c.Choix), int(f.w/(label+widest+14))))
	w := f.w / float64(n)
	for i := 0; i < len(c.Choix); i += n {
		rows := 1
		cells := make([][]string, 0, n)
		for _, k := range c.Choix[i:min(i+n, len(c.Choix))] {
			t := t
			if k.Cochee {
				t.face = Bold
			}
			lines := f.wrap(nil, t, k.Libelle, w-label)
			cells = append(cells, lines)
			rows = max(rows, len(lines))
		}
		h := float64(rows)*t.height() + 4
		f.reserve(h)
		for j, lines := range cells {
			x, y := f.x+float64(j)*w, f.y+2+t.baseline()-side+0.5
			f.box(x+0.5, y, side, side, 0.7)
			if c.Choix[i+j].Cochee {
				f.rule(x+0.5, y, x+0.5+side, y+side, 1.1, black)
				f.rule(x+0.5, y+side, x+0.5+side, y, 1.1, black)
				f.texts(font{Bold, t.size}, x+label, f.y+2, w, document.Gauche, lines)
				continue
			}
			f.texts(t, x+label, f.y+2, w, document.Gauche, lines)
		}
		f.y += h
	}
}

// codeSize is the size of what is copied by hand.
const codeSize = 22

// code writes a text in a frame, with as much room to each character.
func (f *flow) code(c document.Code) {
	label := font{Bold, f.m.body}
	if c.Libelle != "" {
		f.lines = f.wrap(f.lines[:0], label, c.Libelle, f.w)
		f.y = f.texts(label, f.x, f.y, f.w, document.Gauche, f.lines) + 3
	}
	t := font{Mono, codeSize}
	text := f.cleanFor(Mono, c.Texte)
	if wide := f.measure(t, text) + 12; wide > f.w {
		t.size *= f.w / wide
	}
	h := t.height() + 8
	f.reserve(h)
	f.box(f.x+frame/2, f.y+frame/2, f.w-frame, h-frame, frame)
	f.text(t, f.x, f.y+4, f.w, document.Centre, black, text)
	f.y += h
}

// qr draws the modules of a QR code, a run of black ones at a time, without the quiet
// zone, which the white around it gives. A text too long for one is written out.
func (f *flow) qr(b document.QR) {
	c, err := qr.Encode(b.Texte, qr.M)
	if err != nil {
		f.paragraphe(document.Paragraphe{Texte: b.Texte}, 0)
		return
	}
	side := millimetres(b.Cote)
	f.reserve(side + 4)
	f.y += 2
	module := side / float64(c.Size)
	left := f.x + (f.w-side)/2
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			n := 0
			for x+n < c.Size && c.Black(x+n, y) {
				n++
			}
			if n > 0 {
				f.fill(left+float64(x)*module, f.y+float64(y)*module, float64(n)*module, module, 0)
				x += n
			}
		}
	}
	f.y += side + 2
}

// The window of an envelope DL over a sheet of A4 folded in three, in millimetres
// from the top left corner: NF Z 11-001 puts it 20 mm from the right and from the
// bottom, 100 mm wide and 45 mm high, and the sheet may slide by 5.
const (
	windowX, windowY   = 108, 51
	windowW, windowEnd = 84, 90
)

// fenetre writes an address where the window is.
func (f *flow) fenetre(b document.Fenetre) {
	t := font{Regular, 10.5}
	x, y := millimetres(windowX), max(f.y, millimetres(windowY))
	f.lines = f.wrap(f.lines[:0], t, b.Texte, millimetres(windowW))
	f.y = max(f.texts(t, x, y, millimetres(windowW), document.Gauche, f.lines), millimetres(windowEnd))
}

// decoupe draws the dashes to cut along.
func (f *flow) decoupe(c document.Decoupe) {
	f.y += f.m.gap / 2
	for x := f.x; x < f.x+f.w; x += 8 {
		f.rule(x, f.y, min(x+4, f.x+f.w), f.y, 0.6, black)
	}
	f.y += 2
	if c.Texte != "" {
		t := font{Italic, f.m.small}
		f.lines = f.wrap(f.lines[:0], t, c.Texte, f.w)
		f.y = f.texts(t, f.x, f.y, f.w, document.Centre, f.lines)
	}
}

func (f *flow) cadre(c document.Cadre) {
	t := font{Bold, f.m.table}
	lines := f.wrap(nil, t, c.Titre, f.w-12)
	h := max(millimetres(c.Hauteur), 4)
	if c.Titre != "" {
		h = max(h, float64(len(lines))*t.height()+8)
	}
	h = min(h, f.room())
	f.reserve(h)
	f.box(f.x+frame/2, f.y+frame/2, f.w-frame, h-frame, frame)
	f.texts(t, f.x+6, f.y+4, f.w-12, document.Gauche, lines)
	f.y += h
}

func (f *flow) barres(c document.Barres) {
	if c.Titre != "" {
		head := font{Bold, f.m.body}
		f.lines = f.wrap(f.lines[:0], head, c.Titre, f.w)
		f.y = f.texts(head, f.x, f.y, f.w, document.Gauche, f.lines) + 3
	}
	t := font{Regular, f.m.table}
	most, label := 0, 0.0
	for _, b := range c.Barres {
		most = max(most, b.Nombre)
		label = max(label, f.measure(font{Bold, t.size}, f.clean(b.Libelle)))
	}
	most = max(most, c.Echelle)
	label = min(label, f.w*0.4) + 6
	number := f.measure(font{Bold, t.size}, strconv.Itoa(most)) + 10
	full := f.w - label - number
	top, page := f.y, f.page
	axis := func() {
		if f.y > top {
			f.rule(f.x+label, top, f.x+label, f.y, 0.6, black)
		}
	}
	for _, b := range c.Barres {
		t := t
		if b.Marquee {
			t.face = Bold
		}
		lines := f.wrap(nil, t, b.Libelle, label-6)
		h := float64(len(lines))*t.height() + 3
		before := f.y
		f.reserve(h)
		if f.page != page {
			after := f.y
			f.page, f.y = page, before
			axis()
			f.page, f.y = page+1, after
			page, top = f.page, after
		}
		f.texts(t, f.x, f.y+1.5, label-6, document.Droite, lines)
		length := 0.0
		if most > 0 && b.Nombre > 0 {
			length = full * float64(b.Nombre) / float64(most)
			f.bar(f.x+label, f.y+2, length, h-4, b.Marquee)
		}
		f.text(t, f.x+label+length+4, f.y+(h-t.height())/2, number, document.Gauche, black, strconv.Itoa(b.Nombre))
		f.y += h
	}
	axis()
}

// bar draws a bar: light, or dark and hatched when marked, so that black and
// white print tells them apart.
func (f *flow) bar(x, y, w, h float64, marked bool) {
	if !marked {
		f.fill(x, y, w, h, 0.78)
		return
	}
	f.fill(x, y, w, h, 0.3)
	const step = 5.0
	for d := step; d < w+h; d += step {
		x1, x2 := max(0, d-h), min(d, w)
		f.rule(x+x1, y+min(h, d), x+x2, y+d-x2, 0.8, 1)
	}
}
