package render

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Image draws one page (from 0) of a laid out document as it would print, at so
// many dots an inch: what the window shows before anything is written.
func Image(l *Layout, page int, dpi float64) (image.Image, error) {
	if page < 0 || page >= len(l.pages) {
		return nil, fmt.Errorf("draw page %d of %d", page+1, len(l.pages))
	}
	if dpi < 10 || dpi > 600 {
		return nil, fmt.Errorf("draw page at %g dpi", dpi)
	}
	fonts, err := outlines()
	if err != nil {
		return nil, err
	}
	k := dpi / 72
	w, h := int(math.Ceil(l.width*k)), int(math.Ceil(l.height*k))
	p := &painter{img: image.NewGray(image.Rect(0, 0, w, h)), k: k, fonts: fonts}
	draw.Draw(p.img, p.img.Bounds(), image.White, image.Point{}, draw.Src)
	for i := range l.pages[page] {
		if err := p.draw(&l.pages[page][i]); err != nil {
			return nil, err
		}
	}
	return p.img, nil
}

// outlines are the fonts as shapes, parsed once.
var outlines = sync.OnceValues(func() (t [faces]*sfnt.Font, err error) {
	for f, data := range fontFiles() {
		if t[f], err = sfnt.Parse(data); err != nil {
			return t, fmt.Errorf("parse font %s: %w", families[f], err)
		}
	}
	return t, nil
})

// painter draws ops on a gray image.
type painter struct {
	img    *image.Gray
	k      float64 // pixels a point
	fonts  [faces]*sfnt.Font
	buf    sfnt.Buffer
	raster vector.Rasterizer
}

func (p *painter) draw(o *op) error {
	switch o.kind {
	case opText:
		return p.text(o, 0)
	case opTurned:
		return p.text(o, o.w)
	case opFill:
		p.polygon(o.gray, [][2]float64{{o.x, o.y}, {o.x + o.w, o.y}, {o.x + o.w, o.y + o.h}, {o.x, o.y + o.h}})
	case opLine:
		p.line(o, o.x, o.y, o.w, o.h)
	case opFrame:
		p.line(o, o.x, o.y, o.x+o.w, o.y)
		p.line(o, o.x+o.w, o.y, o.x+o.w, o.y+o.h)
		p.line(o, o.x+o.w, o.y+o.h, o.x, o.y+o.h)
		p.line(o, o.x, o.y+o.h, o.x, o.y)
	}
	return nil
}

// line draws a stroke; one thinner than a pixel is drawn a pixel wide, so that
// no rule of a table is lost on a screen.
func (p *painter) line(o *op, x1, y1, x2, y2 float64) {
	half := math.Max(float64(o.size), 1/p.k) / 2
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	nx, ny := -(y2-y1)/length*half, (x2-x1)/length*half
	p.polygon(o.gray, [][2]float64{{x1 + nx, y1 + ny}, {x2 + nx, y2 + ny}, {x2 - nx, y2 - ny}, {x1 - nx, y1 - ny}})
}

func (p *painter) polygon(gray float32, points [][2]float64) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range points {
		left, right = math.Min(left, q[0]*p.k), math.Max(right, q[0]*p.k)
		top, bottom = math.Min(top, q[1]*p.k), math.Max(bottom, q[1]*p.k)
	}
	x0, y0 := math.Floor(left), math.Floor(top)
	p.raster.Reset(int(math.Ceil(right)-x0)+1, int(math.Ceil(bottom)-y0)+1)
	for i, q := range points {
		x, y := float32(q[0]*p.k-x0), float32(q[1]*p.k-y0)
		if i == 0 {
			p.raster.MoveTo(x, y)
		} else {
			p.raster.LineTo(x, y)
		}
	}
	p.raster.ClosePath()
	p.paint(gray, int(x0), int(y0))
}

// paint lays down what the rasterizer holds, with its corner at (x, y).
func (p *painter) paint(gray float32, x, y int) {
	size := p.raster.Size()
	source := image.NewUniform(color.Gray{Y: uint8(gray*255 + 0.5)})
	p.raster.Draw(p.img, image.Rect(x, y, x+size.X, y+size.Y), source, image.Point{})
}

// text draws glyph after glyph along a baseline that may be turned.
func (p *painter) text(o *op, degrees float64) error {
	f := p.fonts[o.face]
	size := float64(o.size) * p.k
	ppem := fixed.Int26_6(math.Round(size * 64))
	sin, cos := math.Sincos(-degrees * math.Pi / 180)
	x, y := o.x*p.k, o.y*p.k
	for _, r := range o.text {
		g, err := f.GlyphIndex(&p.buf, r)
		if err != nil {
			return fmt.Errorf("draw %q: %w", r, err)
		}
		segments, err := f.LoadGlyph(&p.buf, g, ppem, nil)
		if err != nil {
			return fmt.Errorf("draw %q: %w", r, err)
		}
		if len(segments) > 0 {
			p.glyph(segments, x, y, sin, cos, o.gray)
		}
		advance, err := f.GlyphAdvance(&p.buf, g, ppem, xfont.HintingNone)
		if err != nil {
			return fmt.Errorf("draw %q: %w", r, err)
		}
		a := float64(advance) / 64
		x, y = x+a*cos, y+a*sin
	}
	return nil
}

func (p *painter) glyph(segments sfnt.Segments, x, y, sin, cos float64, gray float32) {
	at := func(q fixed.Point26_6) (float64, float64) {
		u, v := float64(q.X)/64, float64(q.Y)/64
		return x + u*cos - v*sin, y + u*sin + v*cos
	}
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range segments {
		for _, q := range segments[i].Args[:arity(segments[i].Op)] {
			u, v := at(q)
			left, right, top, bottom = math.Min(left, u), math.Max(right, u), math.Min(top, v), math.Max(bottom, v)
		}
	}
	x0, y0 := math.Floor(left), math.Floor(top)
	p.raster.Reset(int(math.Ceil(right)-x0)+1, int(math.Ceil(bottom)-y0)+1)
	local := func(q fixed.Point26_6) (float32, float32) {
		u, v := at(q)
		return float32(u - x0), float32(v - y0)
	}
	for i := range segments {
		s := &segments[i]
		ax, ay := local(s.Args[0])
		bx, by := local(s.Args[1])
		cx, cy := local(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.raster.ClosePath()
			p.raster.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			p.raster.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			p.raster.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			p.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.raster.ClosePath()
	p.paint(gray, int(x0), int(y0))
}

// arity gives how many points an outline's segment has.
func arity(o sfnt.SegmentOp) int {
	switch o {
	case sfnt.SegmentOpQuadTo:
		return 2
	case sfnt.SegmentOpCubeTo:
		return 3
	}
	return 1
}
