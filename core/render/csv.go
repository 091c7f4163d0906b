package render

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"delib/core/document"
)

// CSV gives the tables of an edition, and nothing else, as French spreadsheets
// read them: UTF-8 with its mark, semicolons, CRLF. Texts are quoted, and one
// that a spreadsheet would run as a formula gets an apostrophe before it;
// numbers have a decimal comma and no quotes, and dates stand as they are printed,
// without quotes either.
//
// A column whose title has several lines holds several data: each has a column. What
// a document says of all its rows stands in the last columns.
//
// Tables with the same columns that follow one another have one head. When they
// come from several documents, or the edition asks for it, a first column gives the
// title of each.
func CSV(l document.Liasse) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	for i, g := range groups(l) {
		if i > 0 {
			b.WriteString("\r\n")
		}
		g.csv(&b)
	}
	return b.Bytes()
}

// group is a run of tables with the same columns.
type group struct {
	columns []string
	data    []string // titles of what the documents say of all their rows
	tables  []document.Table
	titles  []string           // of the document of each table
	values  [][]document.Paire // of the document of each table
	several bool               // the documents
}

// groups gathers the tables of an edition.
func groups(l document.Liasse) []*group {
	var gs []*group
	last := -1 // document of the last table
	for i, d := range l.Documents {
		for _, t := range tables(nil, d.Blocs) {
			columns := make([]string, len(t.Colonnes))
			for k, c := range t.Colonnes {
				columns[k] = c.Titre
			}
			var data []string
			for _, p := range d.Donnees {
				data = append(data, p.Libelle)
			}
			n := len(gs) - 1
			if n < 0 || !slices.Equal(gs[n].columns, columns) || !slices.Equal(gs[n].data, data) {
				gs = append(gs, &group{columns: columns, data: data, several: l.Reperee})
				n++
			} else if last != i {
				gs[n].several = true
			}
			gs[n].tables = append(gs[n].tables, t)
			gs[n].titles = append(gs[n].titles, d.Titre)
			gs[n].values = append(gs[n].values, d.Donnees)
			last = i
		}
	}
	return gs
}

// tables gives the tables of a run of blocks, those side by side included.
func tables(ts []document.Table, bs []document.Bloc) []document.Table {
	for _, b := range bs {
		switch b := b.(type) {
		case document.Table:
			if len(b.Colonnes) > 0 {
				ts = append(ts, b)
			}
		case document.Colonnes:
			for _, c := range b.Blocs {
				ts = tables(ts, c)
			}
		}
	}
	return ts
}

func (g *group) csv(b *bytes.Buffer) {
	if g.several {
		csvText(b, "Document")
		b.WriteByte(';')
	}
	for i, c := range g.columns {
		for k, title := range strings.Split(c, "\n") {
			if i+k > 0 {
				b.WriteByte(';')
			}
			csvText(b, title)
		}
	}
	for _, c := range g.data {
		b.WriteByte(';')
		csvText(b, c)
	}
	b.WriteString("\r\n")
	for i, t := range g.tables {
		for _, r := range t.Lignes {
			if g.several {
				csvText(b, g.titles[i])
				b.WriteByte(';')
			}
			for k := range max(len(g.columns), len(r.Cellules)) {
				if k > 0 {
					b.WriteByte(';')
				}
				several := 0
				if k < len(g.columns) {
					several = strings.Count(g.columns[k], "\n")
				}
				switch {
				case k >= len(r.Cellules):
					csvText(b, "")
					for range several {
						b.WriteString(`;""`)
					}
				case several > 0:
					csvLines(b, r.Cellules[k].Affichage, several+1)
				default:
					csvCell(b, r.Cellules[k])
				}
			}
			for _, p := range g.values[i] {
				b.WriteByte(';')
				csvText(b, p.Valeur)
			}
			b.WriteString("\r\n")
		}
	}
}

// csvLines writes the lines of a cell in n columns; the first ones may lack.
func csvLines(b *bytes.Buffer, s string, n int) {
	lines := strings.SplitN(s, "\n", n)
	for i := range n {
		if i > 0 {
			b.WriteByte(';')
		}
		text := ""
		if k := i - (n - len(lines)); k >= 0 {
			text = lines[k]
		}
		csvText(b, text)
	}
}

// csvCell writes a number or a date as it stands, a text in quotes.
func csvCell(b *bytes.Buffer, c document.Cellule) {
	switch {
	case (c.Genre == document.Nombre || c.Genre == document.Pourcent) && decimal(c.Valeur):
		b.WriteString(strings.Replace(c.Valeur, ".", ",", 1))
	case c.Genre == document.Date && c.Affichage != "" && strings.Trim(c.Affichage, "0123456789/: ") == "":
		b.WriteString(c.Affichage)
	default:
		csvText(b, c.Affichage)
	}
}

// csvText writes a quoted text.
func csvText(b *bytes.Buffer, s string) {
	b.WriteByte('"')
	s = strings.ReplaceAll(norm.NFC.String(s), "\x00", "")
	if risky(s) {
		b.WriteByte('\'')
	}
	b.WriteString(strings.ReplaceAll(s, `"`, `""`))
	b.WriteByte('"')
}

// risky tells whether a spreadsheet could take a text for a formula (OWASP,
// CSV injection). A leading % is none, and heads are shares of a total.
func risky(s string) bool {
	s = strings.TrimLeft(s, " \u00a0\u202f")
	return s != "" && strings.ContainsRune("=+-@\t\r\n|＝＋－＠", []rune(s)[0])
}

// decimal tells whether a text is a plain decimal number with a point.
func decimal(s string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	digits := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == ""
	}
	return digits(whole) && (!point || digits(part))
}
