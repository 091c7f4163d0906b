package render

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"delib/core/document"
)

// Layout is a document laid out on pages, ready to be drawn in any number of
// files. It is not modified once composed: goroutines may share it.
type Layout struct {
	Nom, Titre string

	width, height float64
	pages         [][]op
	alerts        []string
	blank         bool // the back of a sheet
}

// Pages gives the number of pages.
func (l *Layout) Pages() int { return len(l.pages) }

// Alertes tells, in French, which texts hold characters that the fonts lack, on
// which row of a table, and what is printed in their place; empty for nearly
// every document.
func (l *Layout) Alertes() []string { return l.alerts }

// titled gives the alertes with the title of the document before each.
func (l *Layout) titled() []string {
	var as []string
	for _, a := range l.alerts {
		if l.Titre != "" {
			a = l.Titre + " : " + a
		}
		as = append(as, a)
	}
	return as
}

// Compose lays a document out. A document that runs over its first page by a
// few lines is set slightly smaller, to fit it.
func Compose(d document.Document) (*Layout, error) {
	fonts, err := police()
	if err != nil {
		return nil, err
	}
	l := &Layout{Nom: d.Nom, Titre: d.Titre}
	l.width, l.height = paper(d.Format, d.Paysage)
	f := l.flow(d, fonts, 1)
	if len(f.pages) == 2 && f.y < marginTop+f.room()*0.3 && !jumps(d.Blocs) {
		for _, k := range []float64{0.95, 0.9, 0.85} {
			if g := l.flow(d, fonts, k); len(g.pages) == 1 {
				f = g
				break
			}
		}
	}
	l.pages = f.pages
	l.finish(f, d)
	l.alerts = f.missing
	return l, nil
}

// flow lays the blocks out at a scale.
func (l *Layout) flow(d document.Document, fonts *[faces]widths, k float64) *flow {
	f := &flow{m: newScale(k), fonts: fonts, width: l.width, height: l.height, pages: [][]op{make([]op, 0, 192)}}
	f.x, f.w, f.y = marginX, l.width-2*marginX, marginTop
	f.bottom = l.height - marginEnd - f.footer() - 6
	if d.Pied != "" {
		n := len(f.wrap(nil, f.note(), d.Pied, f.w*0.8))
		f.bottom -= float64(n-1) * f.note().height()
	}
	f.blocks(d.Blocs)
	return f
}

func (f *flow) note() font { return font{Regular, 7.5} }

// footer is the height of a footer of one line.
func (f *flow) footer() float64 { return f.note().height() + 4 }

// finish adds what stands on every page: the footer, the head of the document in
// small on the pages that go on, and under the rest the word across the page.
func (l *Layout) finish(f *flow, d document.Document) {
	t := f.note()
	f.x, f.w = marginX, l.width-2*marginX
	var pied []string
	if d.Pied != "" {
		pied = f.wrap(nil, t, d.Pied, f.w*0.8)
	}
	across := f.across(d.Marque)
	for i := range l.pages {
		f.page, f.pages = 0, [][]op{l.pages[i]}
		if i > 0 && !slices.Contains(f.own, i) {
			f.again(d)
		}
		y := l.height - marginEnd - float64(max(len(pied), 1))*t.height()
		f.rule(f.x, y-3, f.x+f.w, y-3, thin, gridGray)
		for j, s := range pied {
			f.text(t, f.x, y+float64(j)*t.height(), f.w, document.Gauche, noteGray, s)
		}
		f.text(t, f.x, y, f.w, document.Droite, noteGray, strconv.Itoa(i+1)+"/"+strconv.Itoa(len(l.pages)))
		l.pages[i] = f.pages[0]
		if across != nil {
			l.pages[i] = append([]op{*across}, l.pages[i]...)
		}
	}
}

// again repeats the head of the document above the margin, on one line: the
// first words of its bandeau on the left, its title on the right.
func (f *flow) again(d document.Document) {
	t := f.note()
	left := ""
	for _, b := range d.Blocs {
		if b, ok := b.(document.Bandeau); ok {
			for _, side := range [][]string{b.Gauche, b.Droite} {
				if len(side) > 0 && side[0] != "" {
					if left != "" {
						left += " – "
					}
					left += side[0]
				}
			}
			break
		}
	}
	y := marginTop - t.height() - 5
	right := f.oneLine(t, d.Titre, f.w*0.6)
	f.text(t, f.x, y, f.w, document.Droite, noteGray, right)
	f.text(t, f.x, y, f.w, document.Gauche, noteGray, f.oneLine(t, left, f.w-f.measure(t, right)-12))
}

// oneLine cuts a text to one line.
func (f *flow) oneLine(t font, s string, width float64) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if lines := f.wrap(nil, t, s, width); len(lines) > 1 {
		return f.wrap(nil, t, s, width-f.measure(t, "…"))[0] + "…"
	}
	return f.clean(s)
}

// across gives the word printed across a page, along its diagonal.
func (f *flow) across(word string) *op {
	if word == "" {
		return nil
	}
	word = f.clean(word)
	t := font{Bold, 100}
	t.size = min(130, 0.62*math.Hypot(f.width, f.height)/f.measure(t, word)*t.size)
	angle := math.Atan2(f.height, f.width)
	// The middle of the word stands on the middle of the page.
	along, rise := f.measure(t, word)/2, t.size*0.35
	sin, cos := math.Sincos(angle)
	return &op{kind: opTurned, face: t.face, size: float32(t.size), gray: 0.88, text: word, w: angle * 180 / math.Pi,
		x: f.width/2 - along*cos + rise*sin, y: f.height/2 + along*sin + rise*cos}
}

// jumps tells whether blocks hold a page break.
func jumps(bs []document.Bloc) bool {
	for _, b := range bs {
		switch b := b.(type) {
		case document.Saut:
			return true
		case document.Colonnes:
			for _, c := range b.Blocs {
				if jumps(c) {
					return true
				}
			}
		}
	}
	return false
}

// ComposeAll lays documents out on all processors.
func ComposeAll(ds []document.Document) ([]*Layout, error) {
	ls := make([]*Layout, len(ds))
	err := parallel(len(ds), func(i int) (err error) {
		ls[i], err = Compose(ds[i])
		return err
	})
	return ls, err
}

// parallel does n jobs on all processors and gives the first error by rank.
func parallel(n int, job func(i int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				errs[i] = job(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Assemble draws laid out documents in one PDF, with a bookmark for each when
// there are several.
func Assemble(titre string, o Options, ls ...*Layout) ([]byte, error) {
	c, err := NewCanvas(titre, o)
	if err != nil {
		return nil, err
	}
	if o.FeuilleNeuve {
		ls = sheets(ls)
	}
	return drawAll(c, ls)
}

// sheets puts a blank page after each document but the last that ends on the front
// of a sheet, so that printing on both sides never mixes two people or two jurys.
func sheets(ls []*Layout) []*Layout {
	var all []*Layout
	for i, l := range ls {
		all = append(all, l)
		if i == len(ls)-1 || l.Pages()%2 == 0 {
			continue
		}
		const text = "page laissée blanche"
		t := font{Italic, 8}
		x := l.width / 2
		if fonts, err := police(); err == nil { // the layouts are there: the fonts were read
			x -= float64(fonts[t.face].measure(text)) * t.size / 2000
		}
		all = append(all, &Layout{width: l.width, height: l.height, blank: true, pages: [][]op{{
			{kind: opText, face: t.face, size: float32(t.size), gray: 0.5, x: x, y: l.height / 2, text: text},
		}}})
	}
	return all
}

func drawAll(c Canvas, ls []*Layout) ([]byte, error) {
	if len(ls) == 0 {
		return nil, fmt.Errorf("draw PDF: no document")
	}
	p := pen{c: c}
	for _, l := range ls {
		for i, ops := range l.pages {
			p.page(l.width, l.height)
			if i == 0 && len(ls) > 1 && !l.blank {
				c.Outline(l.Titre)
			}
			p.draw(ops)
		}
	}
	return c.Bytes()
}

// PDF puts all the documents of an edition in one file. The alertes are those
// of Layout.Alertes, each after the title of its document.
func PDF(l document.Liasse, o Options) (data []byte, alertes []string, err error) {
	ls, err := ComposeAll(l.Documents)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range ls {
		alertes = append(alertes, d.titled()...)
	}
	data, err = Assemble(l.Titre, o, ls...)
	return data, alertes, err
}
