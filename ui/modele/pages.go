package modele

import (
	"fmt"
	"image"
	"math"
)

// Pages is a document that is looked at: which page, how large, and the few
// pages whose image is kept.
type Pages struct {
	Nombre   int
	Page     int     // from 0
	Zoom     float64 // 1 is the paper's own size
	Ajuste   bool    // as wide as the view
	gardees  []pageGardee
	tailles  map[int][2]float64
	commence int // page that is being drawn, -1 for none
}

type pageGardee struct {
	page  int
	dpi   float64
	image image.Image
}

// How many pages are kept: the one in view, its neighbours, and two behind.
const pagesGardees = 5

// The sizes that the keyboard goes through.
var zooms = []float64{0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3}

// Bounds of the drawing: below, a page cannot be read; above, it weighs too much.
const (
	dpiMin, dpiMax   = 24, 300
	pixelsPouce      = 96 // of a screen at scale 1
	zoomAjusteAuPlus = 1.6
)

// NouvellesPages looks at a document from its first page, as wide as the view.
func NouvellesPages(nombre int) *Pages {
	return &Pages{Nombre: nombre, Zoom: 1, Ajuste: true, tailles: map[int][2]float64{}, commence: -1}
}

// Aller goes to a page, the nearest there is; false when it is the same.
func (f *Pages) Aller(page int) bool {
	page = max(0, min(page, f.Nombre-1))
	if page == f.Page {
		return false
	}
	f.Page = page
	return true
}

// Position writes "Page 2 / 14".
func (f *Pages) Position() string { return fmt.Sprintf("Page %d / %d", f.Page+1, f.Nombre) }

// Pourcent writes the size: "125 %".
func (f *Pages) Pourcent() string { return fmt.Sprintf("%.0f %%", f.Zoom*100) }

// Zoomer takes the next size up (sens 1) or down (-1).
func (f *Pages) Zoomer(sens int) {
	f.Ajuste = false
	if sens > 0 {
		for _, z := range zooms {
			if z > f.Zoom+0.01 {
				f.Zoom = z
				return
			}
		}
		return
	}
	for i := len(zooms) - 1; i >= 0; i-- {
		if zooms[i] < f.Zoom-0.01 {
			f.Zoom = zooms[i]
			return
		}
	}
}

// Ajuster sets the size to the width of the view, where that is asked for.
func (f *Pages) Ajuster(largeurVue float64) {
	t, ok := f.tailles[f.Page]
	if f.Ajuste && ok && largeurVue > 0 {
		f.Zoom = max(0.3, min(zoomAjusteAuPlus, math.Floor(largeurVue/(t[0]*pixelsPouce/72)*100)/100))
	}
}

// Mesurer keeps the size of a page, in points.
func (f *Pages) Mesurer(page int, largeur, hauteur float64) {
	f.tailles[page] = [2]float64{largeur, hauteur}
}

// Taille gives the size of the present page on a screen of scale 1; false when
// it is not known yet.
func (f *Pages) Taille() (largeur, hauteur float64, ok bool) {
	t, ok := f.tailles[f.Page]
	k := f.Zoom * pixelsPouce / 72
	return t[0] * k, t[1] * k, ok
}

// DPI gives how finely pages are drawn on a screen of a scale.
func (f *Pages) DPI(echelle float64) float64 {
	return max(dpiMin, min(dpiMax, math.Round(f.Zoom*pixelsPouce*echelle)))
}

// Suivante gives the next page to draw: the one in view, the one after, the one
// before; -1 when all are there or one is being drawn.
func (f *Pages) Suivante(dpi float64) int {
	if f.commence >= 0 {
		return -1
	}
	for _, p := range []int{f.Page, f.Page + 1, f.Page - 1} {
		if p >= 0 && p < f.Nombre && f.exacte(p, dpi) == nil {
			return p
		}
	}
	return -1
}

// Commencer notes that a page is being drawn.
func (f *Pages) Commencer(page int) { f.commence = page }

// Garder keeps a page that was drawn; the pages far from the view are let go.
func (f *Pages) Garder(page int, dpi float64, img image.Image) {
	f.commence = -1
	reste := []pageGardee{{page, dpi, img}}
	for _, x := range f.gardees {
		if x.page != page && len(reste) < pagesGardees && abs(x.page-f.Page) <= 2 {
			reste = append(reste, x)
		}
	}
	f.gardees = reste
}

// Image gives the image of the present page, at another size if need be; nil
// when it was never drawn.
func (f *Pages) Image() image.Image {
	for _, x := range f.gardees {
		if x.page == f.Page {
			return x.image
		}
	}
	return nil
}

func (f *Pages) exacte(page int, dpi float64) image.Image {
	for _, x := range f.gardees {
		if x.page == page && x.dpi == dpi {
			return x.image
		}
	}
	return nil
}

func abs(n int) int { return max(n, -n) }

// Mesuree tells whether the size of a page is known.
func (f *Pages) Mesuree(page int) bool {
	_, ok := f.tailles[page]
	return ok
}
