package render

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/signintech/gopdf"

	"delib/core/render/pdfa"
)

// families are the names under which the faces stand in the PDF.
var families = [faces]string{"DelibSans", "DelibSans-Bold", "DelibSans-Italic", "DelibMono-Bold"}

// container parses the fonts once; every PDF shares them.
var container = sync.OnceValues(func() (*gopdf.FontContainer, error) {
	fc := new(gopdf.FontContainer)
	for i, data := range fontFiles() {
		if err := fc.AddTTFFontData(families[i], data); err != nil {
			return nil, fmt.Errorf("read font %s: %w", families[i], err)
		}
	}
	return fc, nil
})

// gopdfCanvas is the Canvas on gopdf. It belongs to one goroutine.
type gopdfCanvas struct {
	gp     gopdf.GoPdf
	fc     *gopdf.FontContainer
	loaded [faces]bool
	face   Face
	pages  int
	err    error

	titre   string
	options Options
}

// NewCanvas gives a Canvas that writes a PDF with this title.
func NewCanvas(titre string, o Options) (Canvas, error) {
	fc, err := container()
	if err != nil {
		return nil, err
	}
	c := &gopdfCanvas{fc: fc, face: faces, titre: titre, options: o}
	// No importer: this package imports no page, and making one is dear.
	c.gp.StartWithImporter(gopdf.Config{Unit: gopdf.UnitPT, PageSize: gopdf.Rect{W: a4Width, H: a4Height}}, nil)
	c.gp.SetCompressLevel(zlib.BestSpeed)
	// First, because gopdf looks for a font through all its objects.
	c.load(Regular)
	c.load(Bold)
	return c, c.err
}

func (c *gopdfCanvas) keep(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *gopdfCanvas) load(f Face) {
	if !c.loaded[f] {
		c.loaded[f] = true
		c.keep(c.gp.AddTTFFontFromFontContainer(families[f], c.fc))
	}
}

func (c *gopdfCanvas) AddPage(width, height float64) {
	c.pages++
	c.gp.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: width, H: height}})
}

func (c *gopdfCanvas) SetFont(f Face, size float64) {
	if f == c.face {
		c.keep(c.gp.SetFontSize(size))
		return
	}
	c.load(f)
	c.face = f
	c.keep(c.gp.SetFontWithStyle(families[f], gopdf.Regular, size))
}

func (c *gopdfCanvas) SetGray(gray float64) { c.gp.SetGrayFill(gray) }

func (c *gopdfCanvas) SetStroke(gray, width float64) {
	c.gp.SetGrayStroke(gray)
	c.gp.SetLineWidth(width)
}

func (c *gopdfCanvas) Text(x, y float64, s string) {
	c.gp.SetXY(x, y)
	c.keep(c.gp.Text(s))
}

func (c *gopdfCanvas) Turned(x, y, degrees float64, s string) {
	c.gp.Rotate(degrees, x, y)
	c.Text(x, y, s)
	c.gp.RotateReset()
}

func (c *gopdfCanvas) Line(x1, y1, x2, y2 float64) { c.gp.Line(x1, y1, x2, y2) }

func (c *gopdfCanvas) Rect(x, y, w, h float64, fill bool) {
	style := gopdf.PaintStyle(gopdf.DrawPaintStyle)
	if fill {
		style = gopdf.FillPaintStyle
	}
	c.keep(c.gp.RectFromUpperLeftWithOpts(gopdf.DrawableRectOptions{X: x, Y: y, Rect: gopdf.Rect{W: w, H: h}, PaintStyle: style}))
}

func (c *gopdfCanvas) Outline(title string) {
	// gopdf places the bookmark 20 points above its cursor.
	c.gp.SetXY(0, 20)
	c.gp.AddOutlineWithPosition(infoText(title))
}

// Bytes writes the file, archival.
func (c *gopdfCanvas) Bytes() ([]byte, error) {
	b, err := c.compile()
	if err == nil {
		b, err = archival(b, c.titre, c.options)
	}
	if err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return b, nil
}

// archival makes what gopdf wrote fit for the archive.
func archival(raw []byte, titre string, o Options) ([]byte, error) {
	return pdfa.Archival(raw, pdfa.Infos{Titre: titre, Auteur: o.Auteur, Date: o.Date}, composites)
}

// compile gives the file of gopdf, which hides write errors and spoils a file
// that it compiles twice: it writes once, to memory, and the result is checked.
func (c *gopdfCanvas) compile() ([]byte, error) {
	if c.err != nil {
		return nil, c.err
	}
	c.err = errors.New("already written")
	var buf bytes.Buffer
	buf.Grow(32<<10 + 2500*c.pages)
	if _, err := c.gp.WriteTo(&buf); err != nil {
		return nil, err
	}
	b := buf.Bytes()
	head := b[:min(len(b), 4096)]
	if !bytes.HasPrefix(b, []byte("%PDF-")) || !bytes.HasSuffix(b, []byte("%%EOF\n")) ||
		!bytes.Contains(head, fmt.Appendf(nil, "/Count %d\n", c.pages)) {
		return nil, errors.New("the file is incomplete")
	}
	return b, nil
}

// infoText is a text for a bookmark, where gopdf spoils what lies beyond the
// first plane of Unicode.
func infoText(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '?'
		}
		return r
	}, pdfa.Text(s))
}
