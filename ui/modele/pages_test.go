package modele

import (
	"image"
	"testing"
)

func TestPagesAroundTheView(t *testing.T) {
	f := NouvellesPages(12)
	img := image.NewGray(image.Rect(0, 0, 1, 1))
	var ordre []int
	for p := f.Suivante(96); p >= 0; p = f.Suivante(96) {
		f.Commencer(p)
		if f.Suivante(96) != -1 {
			t.Fatal("two pages drawn at once")
		}
		f.Garder(p, 96, img)
		ordre = append(ordre, p)
	}
	if len(ordre) != 2 || ordre[0] != 0 || ordre[1] != 1 {
		t.Errorf("drawn first: %v", ordre)
	}
	for range 11 {
		f.Aller(f.Page + 1)
		for p := f.Suivante(96); p >= 0; p = f.Suivante(96) {
			f.Garder(p, 96, img)
		}
		if len(f.gardees) > pagesGardees || f.Image() == nil {
			t.Fatalf("page %d: %d kept", f.Page, len(f.gardees))
		}
	}
	if f.Aller(40) || f.Page != 11 || f.Position() != "Page 12 / 12" {
		t.Errorf("beyond the end: %s", f.Position())
	}
	if !f.Aller(-3) || f.Page != 0 || f.Image() != nil {
		t.Errorf("before the start: %s", f.Position())
	}
}

func TestZoom(t *testing.T) {
	f := NouvellesPages(1)
	f.Ajuster(1000)
	if f.Zoom != 1 {
		t.Error("a page without a size was fitted")
	}
	f.Mesurer(0, 595.3, 841.9)
	for _, c := range []struct {
		vue  float64
		veut string
	}{{1000, "125 %"}, {397, "50 %"}, {3000, "160 %"}, {60, "30 %"}} {
		if f.Ajuster(c.vue); f.Pourcent() != c.veut {
			t.Errorf("view %v: %s", c.vue, f.Pourcent())
		}
	}
	f.Ajuster(1000)
	for _, c := range []struct {
		sens int
		veut string
	}{
		{1, "150 %"}, {1, "200 %"}, {1, "300 %"}, {1, "300 %"}, {-1, "200 %"}, {-1, "150 %"}, {-1, "125 %"}, {-1, "100 %"}, {-1, "80 %"}, {-1, "67 %"},
		{-1, "50 %"}, {-1, "50 %"},
	} {
		if f.Zoomer(c.sens); f.Pourcent() != c.veut {
			t.Errorf("%+d: %s, want %s", c.sens, f.Pourcent(), c.veut)
		}
	}
	for _, c := range []struct{ zoom, echelle, veut float64 }{{1, 1, 96}, {1, 2, 192}, {3, 2, 300}, {0.1, 1, 24}} {
		f.Zoom = c.zoom
		if d := f.DPI(c.echelle); d != c.veut {
			t.Errorf("%v × %v: %v dpi", c.zoom, c.echelle, d)
		}
	}
	f.Zoom = 1
	if l, h, ok := f.Taille(); !ok || int(l) != 793 || int(h) != 1122 {
		t.Errorf("A4 is %v × %v", l, h)
	}
}
