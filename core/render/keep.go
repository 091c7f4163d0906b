package render

import (
	"strings"

	"delib/core/document"
)

// What stays together at the foot of a page: a heading with what it heads, the
// head of a table with its first row, and the room to sign with the last lines
// of what is signed.

// blocks lays out a run of blocks.
func (f *flow) blocks(bs []document.Bloc) {
	under := f.closing(bs)
	for i, b := range bs {
		if i > 0 && f.y > marginTop {
			f.y += f.gap(bs[i-1], b)
		}
		room := under[i]
		if heads(b) {
			room = max(room, f.wanted(bs[i:], under[i:]))
		}
		f.block(b, room)
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
		return b.Style == document.Gras || b.Style == document.Grand || b.Style == document.Geant
	}
	return false
}

// wanted is the room that a heading, the first of the blocks, wants under it for
// what it heads; under is what the blocks want under them.
func (f *flow) wanted(bs []document.Bloc, under []float64) float64 {
	h := 0.0
	for i := 1; i < len(bs); i++ {
		b := bs[i]
		h += f.gap(bs[i-1], b)
		switch b := b.(type) {
		case document.Saut:
			return h
		case document.Table:
			if len(b.Colonnes) == 0 {
				continue
			}
			if !f.ahead.of(f, b) {
				f.ahead = f.grid(b)
			}
			return h + f.ahead.first(under[i])
		case document.Cadre:
			return h + min(millimetres(b.Hauteur), f.room()/3)
		}
		if !heads(b) {
			return h + 2*f.m.body*leading
		}
		h += f.guess(b)
	}
	return h
}

// guess gives about the height of a heading, when its lines do not break.
func (f *flow) guess(b document.Bloc) float64 {
	line := f.m.body * leading
	switch b := b.(type) {
	case document.Champs:
		n := max(b.Colonnes, 1)
		return float64((len(b.Paires)+n-1)/n) * line * 1.06
	case document.Paragraphe:
		return float64(1+strings.Count(b.Texte, "\n")) * f.style(b.Style).height()
	case document.Bandeau:
		return 4 + float64(max(len(b.Gauche), len(b.Droite)))*line
	case document.Titre:
		h := float64(1+strings.Count(b.Texte, "\n")) * f.m.title * leading
		if b.Encadre {
			h += f.m.title
		}
		return h
	}
	return line
}

// closing gives the room that is wanted under each block by what closes the
// document: the frames to sign in, and the few lines that stand above them.
func (f *flow) closing(bs []document.Bloc) []float64 {
	under := make([]float64, len(bs))
	for i := len(bs) - 2; i >= 0; i-- {
		next := bs[i+1]
		if !signs(next) && (under[i+1] == 0 || !short(next)) {
			continue
		}
		// What would take half a page has lines enough of its own.
		if h := f.gap(bs[i], next) + f.tall(next) + under[i+1]; h < f.room()/2 {
			under[i] = h
		}
	}
	return under
}

// signs tells whether a block has room to write or sign in.
func signs(b document.Bloc) bool {
	switch b := b.(type) {
	case document.Cadre:
		return true
	case document.Colonnes:
		for _, c := range b.Blocs {
			for _, b := range c {
				if signs(b) {
					return true
				}
			}
		}
	}
	return false
}

// short tells whether a block may stand between what is signed and the frame.
func short(b document.Bloc) bool {
	switch b.(type) {
	case document.Paragraphe, document.Champs, document.Cases:
		return true
	}
	return false
}

// tall gives the height of a block that stands alone on a page.
func (f *flow) tall(b document.Bloc) float64 {
	m := f.mark()
	f.page = len(f.pages)
	f.pages = append(f.pages, nil)
	f.y = marginTop
	page := f.page
	f.block(b, 0)
	h := f.y - marginTop
	if f.page != page {
		h = f.room()
	}
	f.back(m)
	return h
}
