// Package documenttest writes what is printed as plain text, for the goldens of tests: two
// editions are compared by a person. The program itself does not import it.
package documenttest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"delib/core/document"
)

// texteWidth is the width of the plain text, in characters; a table whose
// cells are longer is wider.
const texteWidth = 100

// Texte gives an edition as plain text with aligned columns: the form in which
// a person compares two editions. Lines end with \n, without spaces before it.
func Texte(l document.Liasse) []byte {
	var w texte
	w.line("%s [%s]", l.Titre, l.Nom)
	for _, d := range l.Documents {
		w.line("")
		var signs []string
		if d.Format != document.A4 {
			signs = append(signs, [...]string{document.A3: "A3", document.A5: "A5"}[d.Format])
		}
		if d.Paysage {
			signs = append(signs, "paysage")
		}
		if d.Marque != "" {
			signs = append(signs, "marque : "+d.Marque)
		}
		w.line("=== %s [%s] %s", d.Titre, d.Nom, strings.Join(signs, ", "))
		w.blocks(d.Blocs)
		if d.Pied != "" {
			w.line("")
			for _, s := range strings.Split(d.Pied, "\n") {
				w.line("--- %s", s)
			}
		}
	}
	return []byte(w.b.String())
}

type texte struct{ b strings.Builder }

func (w *texte) line(format string, args ...any) {
	w.b.WriteString(strings.TrimRight(norm.NFC.String(fmt.Sprintf(format, args...)), " "))
	w.b.WriteByte('\n')
}

// blocks sets an empty line between blocks, but none between paragraphs.
func (w *texte) blocks(bs []document.Bloc) {
	for i, b := range bs {
		_, p := b.(document.Paragraphe)
		if i > 0 && p {
			_, p = bs[i-1].(document.Paragraphe)
		}
		if i == 0 || !p {
			w.line("")
		}
		w.block(b)
	}
}

func (w *texte) block(b document.Bloc) {
	switch b := b.(type) {
	case document.Bandeau:
		for i := range max(len(b.Gauche), len(b.Droite)) {
			var left, right string
			if i < len(b.Gauche) {
				left = b.Gauche[i]
			}
			if i < len(b.Droite) {
				right = b.Droite[i]
			}
			w.line("%s  %s", left, padLeft(right, texteWidth-2-length(left)))
		}
	case document.Titre:
		for _, s := range strings.Split(b.Texte, "\n") {
			if b.Encadre {
				s = "[ " + s + " ]"
			}
			w.aligned(s, document.Centre)
		}
	case document.Paragraphe:
		for _, s := range strings.Split(b.Texte, "\n") {
			switch b.Style {
			case document.Gras, document.Grand, document.Geant:
				s = "**" + s + "**"
			case document.Italique:
				s = "_" + s + "_"
			}
			w.aligned(s, b.Alignement)
		}
	case document.Champs:
		w.champs(b)
	case document.Colonnes:
		for i, blocks := range b.Blocs {
			w.line("| colonne %d", i+1)
			var side texte
			side.blocks(blocks)
			for _, s := range strings.Split(strings.Trim(side.b.String(), "\n"), "\n") {
				w.line("| %s", s)
			}
		}
	case document.Table:
		w.table(b)
	case document.Cases:
		w.line("%s", b.Titre)
		for _, c := range b.Choix {
			tick := ' '
			if c.Cochee {
				tick = 'x'
			}
			w.line("[%c] %s", tick, oneLine(c.Libelle))
		}
	case document.Cadre:
		w.line("[cadre de %d mm : %s]", b.Hauteur, oneLine(b.Titre))
	case document.Barres:
		w.line("%s", b.Titre)
		wide := 0
		for _, c := range b.Barres {
			wide = max(wide, length(c.Libelle))
		}
		for _, c := range b.Barres {
			mark := ""
			if c.Marquee {
				mark = " *"
			}
			w.line("%s  %4d%s", padLeft(oneLine(c.Libelle), wide), c.Nombre, mark)
		}
	case document.Code:
		w.line("%s", strings.TrimPrefix(b.Libelle+" : [ "+b.Texte+" ]", " : "))
	case document.QR:
		w.line("[QR de %d mm : %s]", b.Cote, b.Texte)
	case document.Fenetre:
		for _, s := range strings.Split(b.Texte, "\n") {
			w.line("[fenêtre] %s", s)
		}
	case document.Decoupe:
		w.line("- - - - %s", b.Texte)
	case document.Saut:
		w.line("%s", strings.Repeat("-", 8)+" saut de page")
	}
}

func (w *texte) aligned(s string, a document.Alignement) {
	switch a {
	case document.Centre:
		s = padLeft(s, (texteWidth+length(s))/2)
	case document.Droite:
		s = padLeft(s, texteWidth)
	}
	w.line("%s", s)
}

func (w *texte) champs(c document.Champs) {
	n := max(c.Colonnes, 1)
	for i := 0; i < len(c.Paires); i += n {
		var b strings.Builder
		for _, p := range c.Paires[i:min(i+n, len(c.Paires))] {
			s := oneLine(p.Valeur)
			if p.Libelle != "" {
				s = p.Libelle + " : " + s
			}
			b.WriteString(padRight(s, texteWidth/n) + " ")
		}
		w.line("%s", b.String())
	}
}

func (w *texte) table(t document.Table) {
	n := len(t.Colonnes)
	if n == 0 {
		return
	}
	head := make([]string, n)
	widths := make([]int, n)
	for i, c := range t.Colonnes {
		head[i] = oneLine(c.Titre)
		widths[i] = length(head[i])
	}
	rows := make([][]string, len(t.Lignes))
	for k, r := range t.Lignes {
		for i, c := range r.Cellules {
			s := oneLine(c.Affichage)
			if i == 0 && r.Retrait {
				s = "  " + s
			}
			rows[k] = append(rows[k], s)
			if i < n && (i < len(r.Cellules)-1 || i == n-1) { // a cell that spans widens nothing
				widths[i] = max(widths[i], length(s))
			}
		}
	}
	total := 2 * (n - 1)
	for _, x := range widths {
		total += x
	}
	row := func(cells []string) {
		var b strings.Builder
		for i, s := range cells {
			switch {
			case i >= n || i == len(cells)-1 && i < n-1:
				b.WriteString(s + "  ")
			case t.Colonnes[i].Alignement == document.Droite:
				b.WriteString(padLeft(s, widths[i]) + "  ")
			default:
				b.WriteString(padRight(s, widths[i]) + "  ")
			}
		}
		w.line("%s", b.String())
	}
	row(head)
	w.line("%s", strings.Repeat("-", total))
	if len(rows) == 0 {
		w.line("(%s)", t.Vide)
	}
	for k, r := range t.Lignes {
		if r.Fond && k > 0 && !t.Lignes[k-1].Fond {
			w.line("%s", strings.Repeat("-", total))
		}
		row(rows[k])
	}
}

func length(s string) int { return utf8.RuneCountInString(norm.NFC.String(s)) }

func padLeft(s string, n int) string { return strings.Repeat(" ", max(n-length(s), 0)) + s }

func padRight(s string, n int) string { return s + strings.Repeat(" ", max(n-length(s), 0)) }

// oneLine shows line breaks as a slash.
func oneLine(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r", ""), "\n", " / ")
}
