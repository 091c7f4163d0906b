package tableur

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	feuilleIdentite = "_delib"
	// FormatBordereau names the exports that saisir-notes takes back.
	FormatBordereau = "delib-bordereau/1"
)

// Bordereau is a sheet of marks to fill in.
type Bordereau struct {
	Titre    string
	Identite map[string]string // kept hidden in the file and given back by Lire
	Le       time.Time         // date of the file, and of what it warns about
	Lignes   []LigneBordereau
}

// LigneBordereau is one mark to enter. Valeur is the one already known.
type LigneBordereau struct {
	Jury, Numero, Inscription, Anonymat, Nom string
	Epreuve, Libelle                         string
	Bareme                                   int
	Valeur                                   string
}

var colonnes = []struct {
	titre   string
	largeur float64
}{
	{"Jury", 10}, {"N° candidat", 15}, {"Inscription", 11}, {"N° anonymat", 18}, {"Nom / Prénoms", 32},
	{"Epreuve", 10}, {"Discipline", 36}, {"Barème", 8}, {"Note", 10},
}

// premiereLigne is the row of the header, under the title and the warning.
const premiereLigne = 4

// Ecrire makes the XLSX: numbers as text, so that a leading zero stays, only the
// marks unlocked, each with the list of what it accepts, and a hidden identity.
func (b *Bordereau) Ecrire() ([]byte, error) {
	x := excelize.NewFile()
	defer x.Close()
	const nom = "Bordereau"
	e := &etapes{}
	e.faire(x.SetSheetName("Sheet1", nom))
	texte, err := x.NewStyle(&excelize.Style{NumFmt: 49, Border: cadre(), Protection: &excelize.Protection{Locked: true}})
	e.faire(err)
	saisie, err := x.NewStyle(&excelize.Style{NumFmt: 49, Border: cadre(), Alignment: &excelize.Alignment{Horizontal: "right"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF8DC"}}, Protection: &excelize.Protection{Locked: false}})
	e.faire(err)
	tete, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Border: cadre(), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E4E4E4"}}})
	e.faire(err)
	gras, err := x.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	e.faire(err)

	e.faire(x.SetCellStr(nom, "A1", b.Titre))
	e.faire(x.SetCellStyle(nom, "A1", "A1", gras))
	e.faire(x.SetCellStr(nom, "A2", "Remplissez la seule colonne Note : un nombre en points ou demi-points, ou « absent ». Données du "+b.Le.Format("02/01/2006 15:04")+" : elles peuvent avoir changé depuis."))
	derniere := lettre(len(colonnes))
	for i, c := range colonnes {
		e.faire(x.SetColWidth(nom, lettre(i+1), lettre(i+1), c.largeur))
		e.faire(x.SetCellStr(nom, cellule(i+1, premiereLigne), c.titre))
	}
	e.faire(x.SetCellStyle(nom, cellule(1, premiereLigne), cellule(len(colonnes), premiereLigne), tete))
	for i, l := range b.Lignes {
		n := premiereLigne + 1 + i
		for j, v := range []string{l.Jury, l.Numero, l.Inscription, l.Anonymat, l.Nom, l.Epreuve, l.Libelle, fmt.Sprint(l.Bareme), l.Valeur} {
			e.faire(x.SetCellStr(nom, cellule(j+1, n), v))
		}
	}
	if n := len(b.Lignes); n > 0 {
		fin := premiereLigne + n
		e.faire(x.SetCellStyle(nom, cellule(1, premiereLigne+1), cellule(len(colonnes)-1, fin), texte))
		e.faire(x.SetCellStyle(nom, cellule(len(colonnes), premiereLigne+1), cellule(len(colonnes), fin), saisie))
		b.valider(x, e, nom, derniere)
	}
	e.faire(x.SetPanes(nom, &excelize.Panes{Freeze: true, YSplit: premiereLigne, TopLeftCell: cellule(1, premiereLigne+1), ActivePane: "bottomLeft"}))
	e.faire(x.ProtectSheet(nom, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, AutoFilter: true, Sort: true}))
	b.identifier(x, e)
	quand := b.Le.UTC().Format(time.RFC3339)
	e.faire(x.SetDocProps(&excelize.DocProperties{Title: b.Titre, Language: "fr-FR", Created: quand, Modified: quand}))
	if e.err != nil {
		return nil, fmt.Errorf("write bordereau: %w", e.err)
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		return nil, fmt.Errorf("write bordereau: %w", err)
	}
	return out.Bytes(), nil
}

// valider offers in each mark's cell the list of what it accepts: a list may not
// be long in a cell, so that it stands on the hidden sheet.
func (b *Bordereau) valider(x *excelize.File, e *etapes, nom, colonne string) {
	for _, bareme := range []int{20, 10} {
		v := excelize.NewDataValidation(true)
		v.Sqref = ""
		for i := 0; i < len(b.Lignes); i++ { // runs of rows, so that the list stays short
			debut := i
			for i < len(b.Lignes) && b.Lignes[i].Bareme == bareme {
				i++
			}
			if i > debut {
				v.Sqref = strings.TrimSpace(fmt.Sprintf("%s %s%d:%s%d", v.Sqref, colonne, premiereLigne+1+debut, colonne, premiereLigne+i))
			}
		}
		if v.Sqref == "" {
			continue
		}
		source := map[int]string{20: "D", 10: "E"}[bareme]
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", feuilleIdentite, source, source, bareme*2+2))
		v.SetError(excelize.DataValidationErrorStyleStop, "Note refusée", fmt.Sprintf("Une note de 0 à %d, en points ou demi-points, ou « absent ».", bareme))
		e.faire(x.AddDataValidation(nom, v))
	}
}

// identifier writes the hidden sheet: the identity of the export, and the lists.
func (b *Bordereau) identifier(x *excelize.File, e *etapes) {
	_, err := x.NewSheet(feuilleIdentite)
	e.faire(err)
	cles := make([]string, 0, len(b.Identite))
	for c := range b.Identite {
		cles = append(cles, c)
	}
	slices.Sort(cles)
	for i, c := range cles {
		e.faire(x.SetCellStr(feuilleIdentite, cellule(1, i+1), c))
		e.faire(x.SetCellStr(feuilleIdentite, cellule(2, i+1), b.Identite[c]))
	}
	for _, bareme := range []int{20, 10} {
		colonne := map[int]int{20: 4, 10: 5}[bareme]
		for i := range bareme*2 + 1 {
			e.faire(x.SetCellStr(feuilleIdentite, cellule(colonne, i+1), fmt.Sprintf("%d.%d", i/2, i%2*5)))
		}
		e.faire(x.SetCellStr(feuilleIdentite, cellule(colonne, bareme*2+2), "absent"))
	}
	e.faire(x.SetSheetVisible(feuilleIdentite, false, true))
}

func cadre() []excelize.Border {
	var c []excelize.Border
	for _, cote := range []string{"left", "right", "top", "bottom"} {
		c = append(c, excelize.Border{Type: cote, Color: "999999", Style: 1})
	}
	return c
}

// etapes keeps the first error of a series.
type etapes struct{ err error }

func (e *etapes) faire(err error) {
	if e.err == nil {
		e.err = err
	}
}

func lettre(n int) string { return string(rune('A' + n - 1)) }

func cellule(colonne, ligne int) string { return fmt.Sprintf("%s%d", lettre(colonne), ligne) }
