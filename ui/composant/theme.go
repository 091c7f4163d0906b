package composant

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours of Délib beside Fyne's own names.
const (
	CouleurSurface fyne.ThemeColorName = "delibSurface" // of cards and tables
	CouleurMenu    fyne.ThemeColorName = "delibMenu"
	CouleurBord    fyne.ThemeColorName = "delibBord"
	CouleurSecond  fyne.ThemeColorName = "delibSecond" // secondary text, still 4.5:1
	CouleurAnneau  fyne.ThemeColorName = "delibAnneau" // of the focus
	CouleurLigne   fyne.ThemeColorName = "delibLigne"  // the row under the cursor
	CouleurFondOK  fyne.ThemeColorName = "delibFondOK"
	CouleurFondAtt fyne.ThemeColorName = "delibFondAttention"
)

func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// clair is the light palette. Each text colour stands at 4.5:1 or more on the
// backgrounds that it is used on; a test computes it.
var clair = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          hex(0xF4F5F7),
	theme.ColorNameForeground:          hex(0x1C2530),
	theme.ColorNamePrimary:             hex(0x1F5673),
	theme.ColorNameForegroundOnPrimary: hex(0xFFFFFF),
	theme.ColorNameButton:              hex(0xFFFFFF),
	theme.ColorNameDisabledButton:      hex(0xECEEF1),
	theme.ColorNameDisabled:            hex(0x616B78),
	theme.ColorNamePlaceHolder:         hex(0x5B6572),
	theme.ColorNameError:               hex(0xA3231F),
	theme.ColorNameForegroundOnError:   hex(0xFFFFFF),
	theme.ColorNameSuccess:             hex(0x1D6B3E),
	theme.ColorNameWarning:             hex(0x8A4B08),
	theme.ColorNameFocus:               hex(0xFBE3C0),
	theme.ColorNameHover:               hex(0xE6ECF1),
	theme.ColorNamePressed:             hex(0xD3DEE6),
	theme.ColorNameSelection:           hex(0xCFE0EA),
	theme.ColorNameInputBackground:     hex(0xFFFFFF),
	theme.ColorNameInputBorder:         hex(0x858F9C),
	theme.ColorNameSeparator:           hex(0xD9DDE3),
	theme.ColorNameHeaderBackground:    hex(0xE9ECF0),
	theme.ColorNameMenuBackground:      hex(0xFFFFFF),
	theme.ColorNameOverlayBackground:   hex(0xFFFFFF),
	theme.ColorNameScrollBar:           hex(0x8A94A1),
	theme.ColorNameHyperlink:           hex(0x1F5673),
	theme.ColorNameShadow:              color.NRGBA{R: 0x1C, G: 0x25, B: 0x30, A: 0x4A},
	CouleurSurface:                     hex(0xFFFFFF),
	CouleurMenu:                        hex(0xE8ECF1),
	CouleurBord:                        hex(0xCBD1D9),
	CouleurSecond:                      hex(0x4D5865),
	CouleurAnneau:                      hex(0xB85C00),
	CouleurLigne:                       hex(0xE4EEF4),
	CouleurFondOK:                      hex(0xE6F3EA),
	CouleurFondAtt:                     hex(0xFCF1DF),
}

// Theme is the look of Délib: sober, dense enough for tables, light or dark as
// the person chose, whatever the system prefers.
type Theme struct {
	fyne.Theme
	Sombre bool
}

// NouveauTheme gives the light look of Délib.
func NouveauTheme() *Theme { return ThemeDe(false) }

// ThemeDe gives the light or the dark look of Délib.
func ThemeDe(sombre bool) *Theme { return &Theme{theme.DefaultTheme(), sombre} }

// Color gives a colour of the look.
func (t *Theme) Color(nom fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	palette, variante := clair, theme.VariantLight
	if t.Sombre {
		palette, variante = sombre, theme.VariantDark
	}
	if c, ok := palette[nom]; ok {
		return c
	}
	return t.Theme.Color(nom, variante)
}

// Size gives a size in device-independent pixels.
func (t *Theme) Size(nom fyne.ThemeSizeName) float32 {
	switch nom {
	case theme.SizeNameText:
		return TailleTexte
	case theme.SizeNameCaptionText:
		return TaillePetite
	case theme.SizeNameInnerPadding:
		return 7
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameDialogRadius:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0 // a blur is slow where OpenGL is done by the processor
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 6
	}
	return t.Theme.Size(nom)
}

// The sizes of the texts.
const (
	TailleTexte  float32 = 14
	TaillePetite float32 = 12.5
	TailleTitre  float32 = 21
)

// Couleur gives a colour of the look that is shown.
func Couleur(nom fyne.ThemeColorName) color.Color { return theme.Color(nom) }

// CouleurOuRien gives a colour, none for the empty name.
func CouleurOuRien(nom fyne.ThemeColorName) color.Color {
	if nom == "" {
		return color.Transparent
	}
	return Couleur(nom)
}
