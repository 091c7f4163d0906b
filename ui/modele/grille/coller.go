package grille

import "strings"

// LireBloc reads what a spreadsheet puts in the clipboard: rows, tabs between
// cells, quotes around a cell that holds a tab, a line end or a quote. An empty
// row inside the block keeps its place; the one that ends it does not.
func LireBloc(texte string) [][]string {
	texte = strings.ReplaceAll(strings.ReplaceAll(texte, "\r\n", "\n"), "\r", "\n")
	texte = strings.TrimSuffix(texte, "\n")
	if texte == "" {
		return nil
	}
	bloc, ligne := [][]string{}, []string{}
	for {
		cellule, reste, fin := lireCellule(texte)
		ligne = append(ligne, cellule)
		if fin != '\t' {
			bloc, ligne = append(bloc, ligne), nil
		}
		if fin == 0 {
			return bloc
		}
		texte = reste
	}
}

// lireCellule gives a cell, what follows it, and what ends it: a tab, a line
// end, or 0 for the end of the text.
func lireCellule(texte string) (cellule, reste string, fin byte) {
	if strings.HasPrefix(texte, `"`) {
		if c, suite, ok := lireGuillemets(texte[1:]); ok {
			if suite == "" {
				return c, "", 0
			}
			return c, suite[1:], suite[0]
		}
	}
	i := strings.IndexAny(texte, "\t\n")
	if i < 0 {
		return texte, "", 0
	}
	return texte[:i], texte[i+1:], texte[i]
}

// lireGuillemets reads a quoted cell; ok is false when the quote that opens it
// is one of the text.
func lireGuillemets(texte string) (cellule, suite string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(texte); i++ {
		if texte[i] != '"' {
			b.WriteByte(texte[i])
			continue
		}
		if i+1 < len(texte) && texte[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		suite = texte[i+1:]
		return b.String(), suite, suite == "" || suite[0] == '\t' || suite[0] == '\n'
	}
	return "", "", false
}
