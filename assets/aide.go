package assets

import (
	"embed"
	"strings"
)

//go:embed aide/*.md
var aide embed.FS

// Aide gives the help page of an activity, or of a screen that is not one
// ("accueil", "deliberation", "importer", "comptes-rendus", "echanges"): Markdown, in French.
func Aide(id string) (string, bool) {
	texte, err := aide.ReadFile("aide/" + id + ".md")
	return string(texte), err == nil
}

// Aides gives the ids of all the help pages, in alphabetical order.
func Aides() []string {
	fs, err := aide.ReadDir("aide")
	if err != nil {
		return nil // embedded: it is there
	}
	var ids []string
	for _, f := range fs {
		ids = append(ids, strings.TrimSuffix(f.Name(), ".md"))
	}
	return ids
}
