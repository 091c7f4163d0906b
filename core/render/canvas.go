package render

import "delib/core/document"

// Face is a cut of the printed font.
type Face uint8

// The faces.
const (
	Regular Face = iota
	Bold
	Italic
	Mono // ASCII only: what is copied by hand
	faces
)

// Canvas is a paper to draw on, page after page. Lengths are in points, the
// origin is the top left corner, grays go from 0 (black) to 1 (white). What
// goes wrong is told by Bytes, which is called once, last.
type Canvas interface {
	AddPage(width, height float64)
	SetFont(f Face, size float64)
	SetGray(gray float64)          // of texts and filled rectangles
	SetStroke(gray, width float64) // of lines and frames
	Text(x, y float64, s string)   // y is the baseline
	Turned(x, y, degrees float64, s string)
	Line(x1, y1, x2, y2 float64)
	Rect(x, y, w, h float64, fill bool)
	Outline(title string) // a bookmark to the current page
	Bytes() ([]byte, error)
}

// A4 portrait, in points.
const (
	a4Width  = 595.28
	a4Height = 841.89
)

// paper gives the sides of a sheet, in points.
func paper(f document.Format, landscape bool) (width, height float64) {
	width, height = a4Width, a4Height
	switch f {
	case document.A3:
		width, height = a4Height, 2*a4Width
	case document.A5:
		width, height = a4Height/2, a4Width
	}
	if landscape {
		width, height = height, width
	}
	return width, height
}

type opKind uint8

const (
	opText opKind = iota
	opTurned
	opLine
	opFrame
	opFill
)

// op is one thing drawn on a page, with all that it needs: opLine goes from
// (x, y) to (w, h), opTurned keeps its angle in w.
type op struct {
	kind       opKind
	face       Face
	gray       float32
	size       float32 // of the type, or of the line
	x, y, w, h float64
	text       string
}

// pen draws ops and leaves out the settings that do not change.
type pen struct {
	c                   Canvas
	face                Face
	size, gray          float32
	strokeGray, strokeW float32
}

func (p *pen) page(width, height float64) {
	p.c.AddPage(width, height)
	p.gray, p.strokeGray, p.strokeW, p.size = -1, -1, -1, -1
}

func (p *pen) draw(ops []op) {
	for i := range ops {
		o := &ops[i]
		switch o.kind {
		case opText, opTurned:
			if o.face != p.face || o.size != p.size {
				p.face, p.size = o.face, o.size
				p.c.SetFont(o.face, float64(o.size))
			}
			p.fill(o.gray)
			if o.kind == opText {
				p.c.Text(o.x, o.y, o.text)
			} else {
				p.c.Turned(o.x, o.y, o.w, o.text)
			}
		case opFill:
			p.fill(o.gray)
			p.c.Rect(o.x, o.y, o.w, o.h, true)
		case opLine, opFrame:
			if o.gray != p.strokeGray || o.size != p.strokeW {
				p.strokeGray, p.strokeW = o.gray, o.size
				p.c.SetStroke(float64(o.gray), float64(o.size))
			}
			if o.kind == opLine {
				p.c.Line(o.x, o.y, o.w, o.h)
			} else {
				p.c.Rect(o.x, o.y, o.w, o.h, false)
			}
		}
	}
}

func (p *pen) fill(gray float32) {
	if gray != p.gray {
		p.gray = gray
		p.c.SetGray(float64(gray))
	}
}
