package composant

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"
)

// TestEverySignIsDrawn holds each character of the window's sources to a font
// that comes with it, so that none depends on the fonts of a workstation.
func TestEverySignIsDrawn(t *testing.T) {
	var fontes []*sfnt.Font
	for _, octets := range [][]byte{octetsSignesGras, theme.DefaultTextBoldFont().Content(), theme.DefaultSymbolFont().Content()} {
		f, err := sfnt.Parse(octets)
		if err != nil {
			t.Fatal(err)
		}
		fontes = append(fontes, f)
	}
	normale, err := sfnt.Parse(octetsSignes)
	if err != nil {
		t.Fatal(err)
	}
	a := func(f *sfnt.Font, r rune) bool {
		i, err := f.GlyphIndex(new(sfnt.Buffer), r)
		return err == nil && i > 0
	}
	vus := 0
	err = filepath.WalkDir("..", func(chemin string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(chemin, ".go") || strings.HasSuffix(chemin, "_test.go") {
			return err
		}
		texte, err := os.ReadFile(chemin)
		for _, r := range string(texte) {
			if r < 0x2000 {
				continue
			}
			vus++
			trouve := false
			for _, f := range fontes {
				trouve = trouve || a(f, r)
			}
			if !trouve || a(fontes[0], r) != a(normale, r) {
				t.Errorf("%s: %q (%U) is in no font of the window", chemin, r, r)
			}
		}
		return err
	})
	if err != nil || vus < 100 {
		t.Errorf("%d signs seen, %v", vus, err)
	}
}
