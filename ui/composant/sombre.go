package composant

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// sombre is the dark palette, held to the same contrasts as the light one.
var sombre = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          hex(0x161B22),
	theme.ColorNameForeground:          hex(0xE6EAF0),
	theme.ColorNamePrimary:             hex(0x86BFDF),
	theme.ColorNameForegroundOnPrimary: hex(0x0D1720),
	theme.ColorNameButton:              hex(0x2A323D),
	theme.ColorNameDisabledButton:      hex(0x252C36),
	theme.ColorNameDisabled:            hex(0x9AA4B2),
	theme.ColorNamePlaceHolder:         hex(0x9FA9B7),
	theme.ColorNameError:               hex(0xFF9F99),
	theme.ColorNameForegroundOnError:   hex(0x2A0D0B),
	theme.ColorNameSuccess:             hex(0x86D3A0),
	theme.ColorNameWarning:             hex(0xF0B564),
	theme.ColorNameFocus:               hex(0x463417),
	theme.ColorNameHover:               hex(0x2C3541),
	theme.ColorNamePressed:             hex(0x374351),
	theme.ColorNameSelection:           hex(0x2F4B5E),
	theme.ColorNameInputBackground:     hex(0x12171D),
	theme.ColorNameInputBorder:         hex(0x7F8A98),
	theme.ColorNameSeparator:           hex(0x323B47),
	theme.ColorNameHeaderBackground:    hex(0x29313C),
	theme.ColorNameMenuBackground:      hex(0x1F2630),
	theme.ColorNameOverlayBackground:   hex(0x1F2630),
	theme.ColorNameScrollBar:           hex(0x7A8593),
	theme.ColorNameHyperlink:           hex(0x86BFDF),
	theme.ColorNameShadow:              color.NRGBA{A: 0x99},
	CouleurSurface:                     hex(0x1F2630),
	CouleurMenu:                        hex(0x1A2029),
	CouleurBord:                        hex(0x3D4754),
	CouleurSecond:                      hex(0xB6BFCB),
	CouleurAnneau:                      hex(0xFFA64D),
	CouleurLigne:                       hex(0x263947),
	CouleurFondOK:                      hex(0x1C3426),
	CouleurFondAtt:                     hex(0x3D301B),
}
