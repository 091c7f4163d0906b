package ui_test

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"testing"
)

// How a picture is kept and compared: few colours, so that a gallery weighs
// little; what is flat must keep its colour, edges of letters may move a little
// from one processor to another.
const (
	couleursGardees = 96
	couleursExactes = 48 // of which these are what is flat
	ecartPlat       = 3  // of a channel, where the picture is flat
	ecartBord       = 72 // elsewhere
	pixelsAuPlus    = 60 // that may differ: less than a word
)

// nrgba gives a picture's pixels.
func nrgba(img image.Image) *image.NRGBA {
	if x, ok := img.(*image.NRGBA); ok && x.Rect.Min == (image.Point{}) {
		return x
	}
	r := img.Bounds()
	x := image.NewNRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for i := range r.Dx() {
		for j := range r.Dy() {
			x.Set(i, j, img.At(r.Min.X+i, r.Min.Y+j))
		}
	}
	return x
}

// reduire keeps the colours of what is flat, as they are; the others, at the
// edges of letters, take the nearest of the shades kept for them.
func reduire(img *image.NRGBA) *image.Paletted {
	exactes, plates := map[color.NRGBA]int{}, map[color.NRGBA]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		c := color.NRGBA{R: img.Pix[i], G: img.Pix[i+1], B: img.Pix[i+2], A: 0xff}
		exactes[c]++
		if k := i + 2*img.Stride; k+12 <= len(img.Pix) && bytes.Equal(img.Pix[i:i+8], img.Pix[i+4:i+12]) && bytes.Equal(img.Pix[i:i+12], img.Pix[k:k+12]) {
			plates[c]++
		}
	}
	ordre := make([]color.NRGBA, 0, len(exactes))
	for c := range exactes {
		ordre = append(ordre, c)
	}
	slices.SortFunc(ordre, func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(plates[b], plates[a]), cmp.Compare(exactes[b], exactes[a]), bytes.Compare([]byte{a.R, a.G, a.B}, []byte{b.R, b.G, b.B}))
	})
	var palette color.Palette
	prises := map[[3]uint8]bool{}
	for k, c := range ordre {
		famille := [3]uint8{c.R >> 5, c.G >> 5, c.B >> 5}
		if len(palette) == couleursGardees || k >= couleursExactes && prises[famille] {
			continue
		}
		prises[famille] = true
		palette = append(palette, c)
	}
	rangs := map[color.NRGBA]uint8{}
	for c := range exactes {
		rangs[c] = uint8(palette.Index(c))
	}
	p := image.NewPaletted(img.Rect, palette)
	for i := range p.Pix {
		p.Pix[i] = rangs[color.NRGBA{R: img.Pix[4*i], G: img.Pix[4*i+1], B: img.Pix[4*i+2], A: 0xff}]
	}
	return p
}

// comparer counts the pixels of a picture that are not those of the one kept,
// and shows them in red.
func comparer(garde *image.Paletted, vu *image.NRGBA) (n int, rouge *image.NRGBA) {
	rouge = image.NewNRGBA(vu.Rect)
	copy(rouge.Pix, vu.Pix)
	l, h := vu.Rect.Dx(), vu.Rect.Dy()
	if garde.Rect.Size() != vu.Rect.Size() {
		return l * h, rouge
	}
	var palette [256][3]int
	for i, c := range garde.Palette {
		r, g, b, _ := c.RGBA()
		palette[i] = [3]int{int(r >> 8), int(g >> 8), int(b >> 8)}
	}
	for y := range h {
		for x := range l {
			i := y*l + x
			c, v := palette[garde.Pix[i]], vu.Pix[4*i:]
			ecart := max(abs(c[0]-int(v[0])), abs(c[1]-int(v[1])), abs(c[2]-int(v[2])))
			if ecart > ecartBord || ecart > ecartPlat && plat(garde, vu, x, y) {
				n++
				rouge.SetNRGBA(x, y, color.NRGBA{R: 0xff, A: 0xff})
			}
		}
	}
	return n, rouge
}

func abs(x int) int { return max(x, -x) }

// plat tells whether a pixel and those around it, two away, have one colour, in
// the picture kept and in the one seen: a shade that fades is not flat.
func plat(garde *image.Paletted, vu *image.NRGBA, x, y int) bool {
	l, h := vu.Rect.Dx(), vu.Rect.Dy()
	if x < 2 || y < 2 || x >= l-2 || y >= h-2 {
		return false
	}
	i := y*l + x
	for _, d := range []int{-1, 1, -2, 2, -l, l, -2 * l, 2 * l, -l - 1, -l + 1, l - 1, l + 1} {
		if garde.Pix[i+d] != garde.Pix[i] || !bytes.Equal(vu.Pix[4*(i+d):4*(i+d)+4], vu.Pix[4*i:4*i+4]) {
			return false
		}
	}
	return true
}

func lirePNG(chemin string) (*image.Paletted, error) {
	f, err := os.Open(chemin)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		return nil, err
	}
	if p, ok := img.(*image.Paletted); ok {
		return p, nil
	}
	return reduire(nrgba(img)), nil
}

func ecrirePNG(t *testing.T, chemin string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(chemin, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestComparison checks the eye of the gallery: it sees a colour of a button
// that changed a little and a word that went, and not the edge of a letter.
func TestComparison(t *testing.T) {
	page := func(bouton color.NRGBA, mot bool, bord uint8) *image.NRGBA {
		x := image.NewNRGBA(image.Rect(0, 0, 200, 100))
		for i := range 200 {
			for j := range 100 {
				c := color.NRGBA{R: 0xF4, G: 0xF5, B: 0xF7, A: 0xff}
				switch {
				case i >= 20 && i < 120 && j >= 20 && j < 50:
					c = bouton
				case mot && i >= 20 && i < 60 && j >= 70 && j < 80 && i%2 == 0:
					c = color.NRGBA{R: 0x1C, G: 0x25, B: 0x30, A: 0xff}
				case i == 150:
					c = color.NRGBA{R: bord, G: bord, B: bord, A: 0xff}
				}
				x.SetNRGBA(i, j, c)
			}
		}
		return x
	}
	bleu := color.NRGBA{R: 0x1F, G: 0x56, B: 0x73, A: 0xff}
	garde := reduire(page(bleu, true, 0x80))
	for _, c := range []struct {
		quoi  string
		vu    *image.NRGBA
		passe bool
	}{
		{"the same", page(bleu, true, 0x80), true}, {"an edge", page(bleu, true, 0x90), true},
		{"a button's colour", page(color.NRGBA{R: 0x24, G: 0x56, B: 0x73, A: 0xff}, true, 0x80), false},
		{"a word that went", page(bleu, false, 0x80), false},
	} {
		if n, _ := comparer(garde, c.vu); (n <= pixelsAuPlus) != c.passe {
			t.Errorf("%s: %d pixels differ", c.quoi, n)
		}
	}
}
