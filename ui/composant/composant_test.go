package composant

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func app(t testing.TB) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NouveauTheme())
}

// luminance is WCAG 2's relative luminance.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	un := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*un(r) + 0.7152*un(g) + 0.0722*un(b)
}

func contraste(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	for nom, palette := range map[string]map[fyne.ThemeColorName]color.Color{"light": clair, "dark": sombre} {
		t.Run(nom, func(t *testing.T) { contrastes(t, palette) })
	}
	for nom := range clair {
		if sombre[nom] == nil {
			t.Errorf("the dark look has no %s", nom)
		}
	}
}

func contrastes(t *testing.T, palette map[fyne.ThemeColorName]color.Color) {
	const texte, signe = 4.5, 3
	fonds := []fyne.ThemeColorName{
		theme.ColorNameBackground, CouleurSurface, CouleurMenu, CouleurLigne, theme.ColorNameHover, theme.ColorNameHeaderBackground, theme.ColorNameFocus,
	}
	for _, fond := range fonds {
		for _, ecrit := range []fyne.ThemeColorName{theme.ColorNameForeground, CouleurSecond, theme.ColorNamePrimary} {
			if c := contraste(palette[ecrit], palette[fond]); c < texte {
				t.Errorf("%s on %s: %.2f", ecrit, fond, c)
			}
		}
		if c := contraste(palette[CouleurAnneau], palette[fond]); c < signe {
			t.Errorf("focus on %s: %.2f", fond, c)
		}
	}
	for _, x := range []struct{ ecrit, fond fyne.ThemeColorName }{
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary}, {theme.ColorNameForegroundOnError, theme.ColorNameError},
		{theme.ColorNameSuccess, CouleurFondOK}, {theme.ColorNameSuccess, CouleurSurface}, {theme.ColorNameSuccess, CouleurLigne},
		{theme.ColorNameSuccess, theme.ColorNameHover}, {theme.ColorNameWarning, theme.ColorNameHover},
		{theme.ColorNameWarning, CouleurFondAtt}, {theme.ColorNameWarning, CouleurSurface}, {theme.ColorNameWarning, CouleurLigne},
		{theme.ColorNameError, CouleurSurface},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton}, {theme.ColorNameDisabled, CouleurSurface},
		{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
	} {
		if c := contraste(palette[x.ecrit], palette[x.fond]); c < texte {
			t.Errorf("%s on %s: %.2f", x.ecrit, x.fond, c)
		}
	}
}

func TestLines(t *testing.T) {
	app(t)
	texte := "Editer les listes de résultats du 1er groupe du centre de délibération"
	for _, l := range []float32{80, 150, 300} {
		lignes := Plier(texte, Police{}, l)
		if strings.Join(lignes, " ") != texte {
			t.Errorf("%v loses words: %q", l, lignes)
		}
		if c := Couper(texte, Police{}, l); fyne.MeasureText(c, TailleTexte, fyne.TextStyle{}).Width > l || !strings.HasSuffix(c, "…") {
			t.Errorf("%v: %q", l, c)
		}
	}
	if Couper("court", Police{}, 500) != "court" || len(Plier("a\nb", Police{}, 500)) != 2 {
		t.Error("a text that fits is changed")
	}
}

func TestDialogKeys(t *testing.T) {
	app(t)
	w := test.NewTempWindow(t, Ressort())
	w.Resize(fyne.NewSize(800, 600))
	fait, annule := 0, 0
	ouvrir := func() {
		Ouvrir(w, Contenu{Titre: "T", Corps: Ligne("c", Police{}), Reponses: []Reponse{
			{Texte: "Annuler", Annule: true, Action: func() { annule++ }}, {Texte: "Faire", Defaut: true, Action: func() { fait++ }}}})
	}
	touche := func(n fyne.KeyName) {
		if f := w.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: n})
		} else {
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: n})
		}
	}
	ouvrir()
	touche(fyne.KeyReturn)
	ouvrir()
	touche(fyne.KeyEscape)
	ouvrir()
	touche(fyne.KeyLeft)
	touche(fyne.KeyReturn)
	if fait != 1 || annule != 2 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("done %d, cancelled %d", fait, annule)
	}
}

// TestLongListIsSearched by typing, accents indifferent; arrows and Enter take.
func TestLongListIsSearched(t *testing.T) {
	app(t)
	var options []string
	for i := range 60 {
		options = append(options, fmt.Sprintf("%d - Métiers de la mesure", 20000+i))
	}
	options = append(options, "31310 - Aéronautique")
	pris := -1
	c := NouveauChoix(options, 0, func(i int) { pris = i })
	w := test.NewTempWindow(t, c.Vue)
	w.Resize(fyne.NewSize(900, 640))
	taper := func(texte string, touches ...fyne.KeyName) {
		t.Helper()
		test.Tap(c.Vue)
		test.Type(w.Canvas().Focused(), texte)
		for _, k := range touches {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	for _, x := range []struct {
		texte   string
		touches []fyne.KeyName
		veut    int
	}{
		{"aero", []fyne.KeyName{fyne.KeyReturn}, 60}, {"2003", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, 31},
		{"", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyReturn}, 21},
	} {
		if taper(x.texte, x.touches...); pris != x.veut || c.Choisi() != x.veut {
			t.Errorf("%q gives %d, not %d", x.texte, pris, x.veut)
		}
	}
	taper("personne", fyne.KeyReturn)
	if pris != 21 || w.Canvas().Overlays().Top() == nil {
		t.Error("nothing is found, and something is taken")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close the list")
	}
}
