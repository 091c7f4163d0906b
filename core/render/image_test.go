package render

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"delib/core/document"
)

// TestImage: the page on screen has ink where the page has text, tables and a
// mark across it, and none in its margins.
func TestImage(t *testing.T) {
	l, err := Compose(document.Document{
		Marque: "copie", Pied: "pied",
		Blocs: []document.Bloc{
			document.Titre{Texte: "Liste des candidats ADMIS – Nguyễn Łukasik", Encadre: true},
			document.Table{Colonnes: []document.Colonne{{Titre: "Nom", Part: 1}, {Titre: "Décision", Part: 1}},
				Lignes: []document.Ligne{{Cellules: []document.Cellule{document.T("ÀÉÎŒ"), document.T("Admis")}}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	img, err := Image(l, 0, 72)
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 596 || b.Dy() != 842 {
		t.Errorf("size %v", b)
	}
	if dir := os.Getenv("DELIB_VOIR"); dir != "" {
		f, err := os.Create(filepath.Join(dir, "page.png"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, img); err != nil {
			t.Fatal(err)
		}
	}
	ink := func(r image.Rectangle) (n int) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if c, _, _, _ := img.At(x, y).RGBA(); c < 0xF000 {
					n++
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		what string
		r    image.Rectangle
		some bool
	}{
		{"title", image.Rect(40, 25, 555, 110), true}, {"left margin", image.Rect(0, 0, 20, 842), false},
		{"right margin", image.Rect(580, 0, 596, 842), false}, {"mark across the page", image.Rect(150, 300, 450, 600), true},
		{"footer", image.Rect(30, 790, 300, 835), true},
	} {
		if n := ink(c.r); (n > 0) != c.some {
			t.Errorf("%s: %d dark dots", c.what, n)
		}
	}
	for _, bad := range []struct {
		page int
		dpi  float64
	}{{-1, 72}, {1, 72}, {0, 0}, {0, 10000}} {
		if _, err := Image(l, bad.page, bad.dpi); err == nil {
			t.Errorf("page %d at %g dpi: accepted", bad.page, bad.dpi)
		}
	}
}

func BenchmarkImage(b *testing.B) {
	l, err := Compose(pvi(0))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Image(l, 0, 110); err != nil {
			b.Fatal(err)
		}
	}
}
