package ui_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/modele"
)

// TestGalerie opens every screen, in light and dark, for both exams: each has
// something drawn on it and something that has the focus. With DELIB_GALERIE it
// writes what it sees there, a PNG a screen.
func TestGalerie(t *testing.T) {
	dossiers := map[string]string{
		"bts": "../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip", "bcp": "../core/dossier/testdata/dossier-bcp-2021-06-0350059Z.zip",
	}
	for examen, dossier := range dossiers {
		b := nouveauBanc(t, dossier)
		b.touches(fyne.KeyReturn) // the name that is proposed
		ecrans := []string{modele.EcranAccueil, modele.EcranDeliberer, modele.EcranComptes, modele.EcranImporter}
		for _, a := range activite.Menu() {
			if !modele.AUnEcran(a) {
				t.Errorf("%s has no screen", a.ID)
			}
			ecrans = append(ecrans, a.ID)
		}
		for aspect, sombre := range map[string]bool{"clair": false, "sombre": true} {
			a := modele.AffichageDefaut()
			a.Sombre = sombre
			b.f.Afficher(a)
			for _, id := range ecrans {
				b.f.Aller(id, nil)
				if b.toile().Focused() == nil {
					t.Errorf("%s %s %s: nothing has the focus", examen, aspect, id)
				}
				if demande, place := b.f.TailleEcran(); demande.Width > place.Width {
					t.Errorf("%s %s %s: wants %v, has %v", examen, aspect, id, demande, place)
				}
				if testing.Short() && id != modele.EcranAccueil {
					continue
				}
				img := b.toile().Capture()
				if n := teintes(img); n < 8 {
					t.Errorf("%s %s %s: %d shades, nothing is drawn", examen, aspect, id, n)
				}
				if dir := os.Getenv("DELIB_GALERIE"); dir != "" {
					ecrirePNG(t, filepath.Join(dir, examen+"-"+aspect+"-"+id+".png"), img)
				}
			}
		}
	}
}

// teintes counts the shades of a picture, looked at here and there.
func teintes(img image.Image) int {
	vues := map[[3]uint32]bool{}
	r := img.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y += 3 {
		for x := r.Min.X; x < r.Max.X; x += 3 {
			red, green, blue, _ := img.At(x, y).RGBA()
			vues[[3]uint32{red, green, blue}] = true
		}
	}
	return len(vues)
}

func ecrirePNG(t *testing.T, chemin string, img image.Image) {
	t.Helper()
	f, err := os.Create(chemin)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
