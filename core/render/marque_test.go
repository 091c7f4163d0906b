package render

import (
	"strings"
	"testing"

	"delib/core/document"
)

// TestMarkedWordsAreBold: each word keeps its face, on whatever line it falls.
func TestMarkedWordsAreBold(t *testing.T) {
	texte := strings.Repeat("cliquez sur **Ouvrir dans le lecteur**, puis ", 20)
	l, err := Compose(document.Document{Blocs: []document.Bloc{document.Paragraphe{Texte: texte, Marque: true}}})
	if err != nil {
		t.Fatal(err)
	}
	var gras, tout []string
	for _, o := range l.pages[0] {
		if o.kind != opText {
			continue
		}
		tout = append(tout, o.text)
		if o.face == Bold {
			gras = append(gras, o.text)
		}
	}
	mots := func(s []string) string { return strings.Join(strings.Fields(strings.Join(s, " ")), " ") }
	if want := strings.TrimSpace(strings.Repeat("Ouvrir dans le lecteur ", 20)); mots(gras) != want {
		t.Errorf("bold: %q", mots(gras))
	}
	if want := strings.TrimSpace(strings.ReplaceAll(texte, "**", "")); strings.TrimSuffix(strings.ReplaceAll(mots(tout), " ,", ","), " 1/1") != want {
		t.Errorf("all: %q", mots(tout))
	}
}
