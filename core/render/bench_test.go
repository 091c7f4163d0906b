package render

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/signintech/gopdf"

	"delib/core/document"
)

const (
	planCandidats = 480
	planJurys     = 12
)

// plan is what a plan de secours draws: a file for each candidate and one for
// each jury, out of the same pages.
func plan() []document.Document {
	ds := make([]document.Document, planCandidats)
	for i := range ds {
		ds[i] = pvi(i)
	}
	return ds
}

func planLots(ls []*Layout) []Batch {
	var lots []Batch
	for _, l := range ls {
		lots = append(lots, Batch{Nom: l.Nom + ".pdf", Titre: l.Titre, Documents: []*Layout{l}})
	}
	n := len(ls) / planJurys
	for j := range planJurys {
		lots = append(lots, Batch{Nom: "jury-" + string(rune('a'+j)) + ".pdf", Titre: "Jury", Documents: ls[j*n : (j+1)*n]})
	}
	return lots
}

// BenchmarkPlan lays out and draws a plan de secours into a ZIP.
func BenchmarkPlan(b *testing.B) {
	ds := plan()
	b.ReportAllocs()
	for b.Loop() {
		ls, err := ComposeAll(ds)
		if err != nil {
			b.Fatal(err)
		}
		a := NewArchive(io.Discard, date)
		if err := DrawBatches(planLots(ls), options, a.Add); err != nil {
			b.Fatal(err)
		}
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(2*planCandidats*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkMise lays out only.
func BenchmarkMise(b *testing.B) {
	d := pvi(1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compose(d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGopdfSeul replays the drawing calls of the same plan straight on
// gopdf, with the same fonts, on as many goroutines: what gopdf itself costs.
func BenchmarkGopdfSeul(b *testing.B) {
	ls, err := ComposeAll(plan())
	if err != nil {
		b.Fatal(err)
	}
	var tapes []*tape
	for _, lot := range planLots(ls) {
		t := &tape{titre: lot.Titre}
		if _, err := drawAll(t, lot.Documents); err != nil {
			b.Fatal(err)
		}
		tapes = append(tapes, t)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := parallel(len(tapes), func(i int) error { return tapes[i].replay() }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(2*planCandidats*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// tape is a Canvas that keeps the calls.
type tape struct {
	titre string
	calls []call
}

type call struct {
	name       string
	a, b, c, d float64
	face       Face
	text       string
}

func (t *tape) add(c call)                   { t.calls = append(t.calls, c) }
func (t *tape) AddPage(w, h float64)         { t.add(call{name: "page", a: w, b: h}) }
func (t *tape) SetFont(f Face, size float64) { t.add(call{name: "font", face: f, a: size}) }
func (t *tape) SetGray(g float64)            { t.add(call{name: "gray", a: g}) }
func (t *tape) SetStroke(g, w float64)       { t.add(call{name: "stroke", a: g, b: w}) }
func (t *tape) Text(x, y float64, s string)  { t.add(call{name: "text", a: x, b: y, text: s}) }
func (t *tape) Line(x1, y1, x2, y2 float64)  { t.add(call{name: "line", a: x1, b: y1, c: x2, d: y2}) }
func (t *tape) Outline(title string)         { t.add(call{name: "outline", text: title}) }
func (t *tape) Bytes() ([]byte, error)       { return nil, nil }
func (t *tape) Turned(x, y, a float64, s string) {
	t.add(call{name: "turned", a: x, b: y, c: a, text: s})
}

func (t *tape) Rect(x, y, w, h float64, fill bool) {
	c := call{name: "rect", a: x, b: y, c: w, d: h, text: "D"}
	if fill {
		c.text = "F"
	}
	t.add(c)
}

func (t *tape) uses(f Face) bool {
	return slices.ContainsFunc(t.calls, func(c call) bool { return c.name == "font" && c.face == f })
}

func (t *tape) replay() error {
	fc, err := container()
	if err != nil {
		return err
	}
	var gp gopdf.GoPdf
	gp.Start(gopdf.Config{Unit: gopdf.UnitPT, PageSize: gopdf.Rect{W: a4Width, H: a4Height}})
	gp.SetCompressLevel(1)
	gp.SetInfo(gopdf.PdfInfo{Title: t.titre, CreationDate: time.Unix(0, 0)})
	for f := range faces {
		if !t.uses(f) {
			continue
		}
		if err := gp.AddTTFFontFromFontContainer(families[f], fc); err != nil {
			return err
		}
	}
	for _, c := range t.calls {
		switch c.name {
		case "page":
			gp.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: c.a, H: c.b}})
		case "font":
			err = gp.SetFont(families[c.face], "", c.a)
		case "gray":
			gp.SetGrayFill(c.a)
		case "stroke":
			gp.SetGrayStroke(c.a)
			gp.SetLineWidth(c.b)
		case "text":
			gp.SetXY(c.a, c.b)
			err = gp.Text(c.text)
		case "turned":
			gp.Rotate(c.c, c.a, c.b)
			gp.SetXY(c.a, c.b)
			err = gp.Text(c.text)
			gp.RotateReset()
		case "line":
			gp.Line(c.a, c.b, c.c, c.d)
		case "rect":
			gp.RectFromUpperLeftWithStyle(c.a, c.b, c.c, c.d, c.text)
		case "outline":
			gp.AddOutlineWithPosition(c.text)
		}
		if err != nil {
			return err
		}
	}
	var buf bytes.Buffer
	_, err = gp.WriteTo(&buf)
	return err
}
