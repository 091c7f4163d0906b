// Package document is the model of what a centre prints: titles, tables of
// typed cells, boxes to tick, room to sign, gathered in a Liasse.
//
// It knows no renderer, no exam and no rule: package edition fills it, package
// render turns it into PDF, XLSX, CSV or text. A cell keeps its type, so that a
// mean prints as "9.95" and reaches a spreadsheet as the number 9.95.
package document

import "time"

// Liasse is one edition: one or several documents with a name for the file.
type Liasse struct {
	Nom       string // file name without extension: letters, digits, - and _
	Titre     string // as the person typed it; metadata and bookmarks
	Documents []Document
	// Reperee: in a CSV each row bears the title of its document, even of a single one.
	Reperee bool
}

// Document is a run of blocks that starts on a page of its own.
type Document struct {
	Nom     string // file name when each document goes in a file of its own
	Titre   string // bookmark and metadata; carries no name where the list is anonymous
	Paysage bool
	Format  Format
	Blocs   []Bloc
	Pied    string // left of the footer; the page number is on the right
	Marque  string // printed across each page ("copie"), "" for none

	Feuille string  // short name of its sheet in a workbook: the jury, the school
	Donnees []Paire // what each of its rows says in a CSV, in columns of its own: session, centre, jury, date
}

// Format is a size of paper.
type Format uint8

// The sizes of paper.
const (
	A4 Format = iota
	A3        // the jury's table, a list on a wall
	A5        // a slip
)

// Bloc is one of the block types of this file.
type Bloc interface{ bloc() }

// Alignement of a text in its column.
type Alignement uint8

// The alignments.
const (
	Gauche Alignement = iota
	Centre
	Droite
)

// Style of a text.
type Style uint8

// The styles; Petit is for notes at the foot of a document.
const (
	Normal Style = iota
	Gras
	Italique
	Petit
	Grand // heading of a document
	Geant // found from afar: the code of a jury on a wall
)

// Bandeau is the head of a list: exam and session on the left, centre and date
// of edition on the right, a line each.
type Bandeau struct{ Gauche, Droite []string }

// Titre is the name of a document, centred; Encadre draws a frame around it.
type Titre struct {
	Texte   string
	Encadre bool
}

// Paragraphe is running text; a line break in it is kept.
type Paragraphe struct {
	Texte      string
	Style      Style
	Alignement Alignement
	Marque     bool // **words** are bold; the text is then on the left
}

// Paire is a labelled value: "Jury : 31408".
type Paire struct{ Libelle, Valeur string }

// Champs are labelled values in one or several columns, filled row by row.
type Champs struct {
	Colonnes int // 0 is 1
	Paires   []Paire
}

// Colonnes sets blocks side by side; Parts are relative widths.
type Colonnes struct {
	Parts []int
	Blocs [][]Bloc
}

// Table is a table whose head is repeated on each page.
type Table struct {
	Colonnes []Colonne
	Lignes   []Ligne
	Vide     string // printed in the place of a table without rows
	Compacte bool   // smaller type, for long lists
	Corps    int    // size of the type in points, 0 for the usual one
	Bandes   bool   // every other row has a light background
}

// Colonne is a column of a table; Part is its relative width.
type Colonne struct {
	Titre      string
	Part       int
	Alignement Alignement
}

// Ligne is a row. A row with fewer cells than columns lets its last cell span the rest.
type Ligne struct {
	Cellules []Cellule
	Gras     bool
	Fond     bool // light background: totals
	Retrait  bool // the first cell is set in: a sous-épreuve under its unit
}

// Genre is the type of a cell.
type Genre uint8

// The types of a cell.
const (
	Texte    Genre = iota
	Nombre         // exact decimal in Valeur: "9.95"
	Pourcent       // Valeur in percent, two decimals: "68.97"
	Date           // Valeur is a day, or a day and an hour: "2023-05-31", "2023-05-31T14:00"
)

// Cellule is a typed cell: Affichage is what a reader sees, Valeur what a
// spreadsheet computes with; a Texte has none.
type Cellule struct {
	Genre     Genre
	Affichage string
	Valeur    string
}

// T gives a cell of text.
func T(texte string) Cellule { return Cellule{Affichage: texte} }

// N gives a cell that prints affichage and computes with valeur, a decimal
// number with a point; an empty valeur gives a cell of text.
func N(affichage, valeur string) Cellule {
	if valeur == "" {
		return T(affichage)
	}
	return Cellule{Genre: Nombre, Affichage: affichage, Valeur: valeur}
}

// P gives a percentage: "68.97" prints "68.97%".
func P(valeur string) Cellule {
	return Cellule{Genre: Pourcent, Affichage: valeur + "%", Valeur: valeur}
}

// D gives a cell that prints affichage ("31/05/2023 14:00") and sorts as the
// date iso, a day ("2023-05-31") with or without an hour ("2023-05-31T14:00"),
// as the clock on the wall shows it; an iso that is no date gives a cell of text.
func D(affichage, iso string) Cellule {
	c := Cellule{Genre: Date, Affichage: affichage, Valeur: iso}
	if _, _, ok := c.Moment(); !ok {
		return T(affichage)
	}
	return c
}

// Moment reads the value of a Date, and tells whether it has an hour.
func (c Cellule) Moment() (t time.Time, heure, ok bool) {
	if c.Genre != Date {
		return t, false, false
	}
	if t, err := time.Parse(time.DateOnly, c.Valeur); err == nil {
		return t, false, true
	}
	for _, f := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(f, c.Valeur); err == nil {
			return t, true, true
		}
	}
	return t, false, false
}

// Cases are boxes to tick by hand, or ticked.
type Cases struct {
	Titre string
	Choix []Case
}

// Case is one box.
type Case struct {
	Libelle string
	Cochee  bool
}

// Cadre is an empty frame to write or sign in.
type Cadre struct {
	Titre   string
	Hauteur int // in millimetres
}

// Code is a text to copy by hand, character by character: large, and monospaced.
type Code struct{ Libelle, Texte string }

// QR is a text that a telephone reads, as a square of that many millimetres.
type QR struct {
	Texte string
	Cote  int
}

// Fenetre is an address that shows in the window of an envelope DL, when the sheet
// is folded in three. It stands at its place on the page, which it heads.
type Fenetre struct{ Texte string }

// Decoupe is a line to cut along, with what stands under it.
type Decoupe struct{ Texte string }

// Barre is one bar of a chart, with its length as a whole number.
type Barre struct {
	Libelle string
	Nombre  int
	Marquee bool // set off from the others: above a threshold
}

// Barres is a chart of horizontal bars.
type Barres struct {
	Titre   string
	Barres  []Barre
	Echelle int // the number that the longest bar of several charts stands for; 0: that of this one
}

// Saut starts a new page.
type Saut struct{}

func (Bandeau) bloc()    {}
func (Titre) bloc()      {}
func (Paragraphe) bloc() {}
func (Champs) bloc()     {}
func (Colonnes) bloc()   {}
func (Table) bloc()      {}
func (Cases) bloc()      {}
func (Cadre) bloc()      {}
func (Barres) bloc()     {}
func (Saut) bloc()       {}
func (Code) bloc()       {}
func (QR) bloc()         {}
func (Decoupe) bloc()    {}
func (Fenetre) bloc()    {}
