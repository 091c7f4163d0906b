package composant

import (
	_ "embed" // the fonts of the signs

	"fyne.io/fyne/v2"
)

// The signs that the toolkit's letters lack; see polices/produire.sh. They stand
// before its letters: a font gives the characters that it has, the next one the rest.
var (
	//go:embed polices/DelibSignes.ttf
	octetsSignes []byte
	//go:embed polices/DelibSignes-Bold.ttf
	octetsSignesGras []byte

	policeSignes     = fyne.NewStaticResource("DelibSignes.ttf", octetsSignes)
	policeSignesGras = fyne.NewStaticResource("DelibSignes-Bold.ttf", octetsSignesGras)
)

// Font gives the signs of Délib; the toolkit's own letters follow them.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol || s.Monospace:
		return t.Theme.Font(s)
	case s.Bold:
		return policeSignesGras
	}
	return policeSignes
}
