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
	feuilleIdentite  = "_delib"
	feuilleBordereau = "Bordereau" // the only one, in exports of before feuilles
	cleFeuilles      = "feuilles"  // in the identity: names of the sheets to read, a line each
	// FormatBordereau names the exports that saisir-notes takes back.
	FormatBordereau = "delib-bordereau/1"
)

// Bordereau is a workbook of marks to fill in: a sheet for each examiner's own.
type Bordereau struct {
	Titre    string
	Identite map[string]string // kept hidden in the file and given back by Lire
	Le       time.Time         // date of the file, and of what it warns about
	Feuilles []FeuilleBordereau
}

// FeuilleBordereau is what one examiner marks: a discipline, in a centre, on a half-day.
type FeuilleBordereau struct {
	Nom                      string // of the sheet; made fit for one, and unique
	Discipline, Centre, Date string // as a person reads them, "" when not known
	Lignes                   []LigneBordereau
}

// LigneBordereau is one mark to enter, in order of passage. Valeur is the one
// already known.
type LigneBordereau struct {
	Jury, Numero, Inscription, Anonymat, Nom string
	Epreuve, Libelle                         string
	Bareme                                   int
	Demi                                     bool // in whole or half points only
	Valeur                                   string
	Heure                                    string
}

var colonnes = []struct {
	titre   string
	largeur float64
}{
	{"Jury", 10}, {"N° candidat", 15}, {"Inscription", 11}, {"N° anonymat", 18}, {"Nom / Prénoms", 32},
	{"Epreuve", 10}, {"Discipline", 36}, {"Barème", 8}, {"Note", 10}, {"Heure", 8},
}

const (
	premiereLigne   = 4 // the header, under the title, what the sheet is for and how to fill it
	colonneNote     = 9
	colonneAnonymat = 4
	colonneNom      = 5 // it stays in view beside the marks
)

// Ecrire makes the XLSX: numbers of candidates as text, so that a leading zero
// stays; only the marks unlocked, each taking what people type (12, 12,5, 0, AB,
// absent) and refusing the rest; what was entered counted above; a hidden identity.
func (b *Bordereau) Ecrire() ([]byte, error) {
	x := excelize.NewFile()
	defer x.Close()
	e := &etapes{}
	st := styles(x, e)
	noms := nomsFeuilles(b.Feuilles)
	for i, nom := range noms {
		if i == 0 {
			e.faire(x.SetSheetName("Sheet1", nom))
		} else {
			_, err := x.NewSheet(nom)
			e.faire(err)
		}
		b.feuille(x, e, st, nom, &b.Feuilles[i])
	}
	b.identifier(x, e, noms)
	quand := b.Le.UTC().Format(time.RFC3339)
	e.faire(x.SetDocProps(&excelize.DocProperties{Title: b.Titre, Language: "fr-FR", Created: quand, Modified: quand}))
	e.faire(x.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: ptr(true)}))
	if e.err != nil {
		return nil, fmt.Errorf("write bordereau: %w", e.err)
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		return nil, fmt.Errorf("write bordereau: %w", err)
	}
	return out.Bytes(), nil
}

type stylesBordereau struct{ titre, gras, tete, texte, saisie, compte int }

func styles(x *excelize.File, e *etapes) stylesBordereau {
	faire := func(s *excelize.Style) int {
		id, err := x.NewStyle(s)
		e.faire(err)
		return id
	}
	verrou := &excelize.Protection{Locked: true}
	return stylesBordereau{
		titre: faire(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Family: "Calibri"}}),
		gras:  faire(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Calibri"}}),
		tete: faire(&excelize.Style{
			Font: &excelize.Font{Bold: true, Family: "Calibri"}, Border: cadre(), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E4E4E4"}},
		}),
		texte: faire(&excelize.Style{NumFmt: 49, Border: cadre(), Protection: verrou}),
		// A number cell: in a text cell a spreadsheet keeps what is typed as text.
		saisie: faire(&excelize.Style{Border: cadre(), Alignment: &excelize.Alignment{Horizontal: "right"},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF8DC"}}, Protection: &excelize.Protection{Locked: false}}),
		compte: faire(&excelize.Style{
			Font: &excelize.Font{Bold: true, Family: "Calibri"}, Alignment: &excelize.Alignment{Horizontal: "right"}, Protection: verrou,
		}),
	}
}

func (b *Bordereau) feuille(x *excelize.File, e *etapes, st stylesBordereau, nom string, f *FeuilleBordereau) {
	e.faire(x.SetCellStr(nom, "A1", b.Titre))
	e.faire(x.SetCellStyle(nom, "A1", "A1", st.titre))
	e.faire(x.SetCellStr(nom, "A2", strings.Join(slices.DeleteFunc([]string{f.Discipline, f.Centre, f.Date}, func(t string) bool { return t == "" }), "  –  ")))
	e.faire(x.SetCellStyle(nom, "A2", "A2", st.gras))
	e.faire(x.SetCellStr(nom, "A3",
		"Remplissez la seule colonne Note : un nombre, ou AB si le candidat est absent. Données du "+b.Le.Format("02/01/2006 15:04")+"."))
	for i, c := range colonnes {
		e.faire(x.SetColWidth(nom, lettre(i+1), lettre(i+1), c.largeur))
		e.faire(x.SetCellStr(nom, cellule(i+1, premiereLigne), c.titre))
	}
	// A sheet bears names or N° anonymat; the column of the other stands, empty and out
	// of sight, so that every bordereau has the same ones.
	if !slices.ContainsFunc(f.Lignes, func(l LigneBordereau) bool { return l.Anonymat != "" }) {
		e.faire(x.SetColVisible(nom, lettre(colonneAnonymat), false))
	}
	if !slices.ContainsFunc(f.Lignes, func(l LigneBordereau) bool { return l.Nom != "" }) {
		e.faire(x.SetColVisible(nom, lettre(colonneNom), false))
	}
	e.faire(x.SetCellStyle(nom, cellule(1, premiereLigne), cellule(len(colonnes), premiereLigne), st.tete))
	for i, l := range f.Lignes {
		n := premiereLigne + 1 + i
		for j, v := range []string{l.Jury, l.Numero, l.Inscription, l.Anonymat, l.Nom, l.Epreuve, l.Libelle, fmt.Sprint(l.Bareme), "", l.Heure} {
			e.faire(x.SetCellStr(nom, cellule(j+1, n), v))
		}
		ecrireNote(x, e, nom, cellule(colonneNote, n), l.Valeur)
	}
	if n := len(f.Lignes); n > 0 {
		fin := premiereLigne + n
		e.faire(x.SetCellStyle(nom, cellule(1, premiereLigne+1), cellule(len(colonnes), fin), st.texte))
		e.faire(x.SetCellStyle(nom, cellule(colonneNote, premiereLigne+1), cellule(colonneNote, fin), st.saisie))
		f.valider(x, e, nom)
		f.compter(x, e, st, nom)
	}
	e.faire(
		x.SetPanes(
			nom,
			&excelize.Panes{
				Freeze:      true,
				XSplit:      colonneNom,
				YSplit:      premiereLigne,
				TopLeftCell: cellule(colonneNom+1, premiereLigne+1),
				ActivePane:  "bottomRight",
				Selection: []excelize.Selection{{
					SQRef: cellule(colonneNote, premiereLigne+1), ActiveCell: cellule(colonneNote, premiereLigne+1), Pane: "bottomRight",
				}},
			},
		),
	)
	e.faire(x.ProtectSheet(nom,
		&excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, AutoFilter: true, Sort: true}))
	e.faire(x.SetPageLayout(nom, &excelize.PageLayoutOptions{Size: ptr(9), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0)}))
	e.faire(x.SetSheetProps(nom, &excelize.SheetPropsOptions{FitToPage: ptr(true)}))
	e.faire(x.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: nom, RefersTo: fmt.Sprintf("'%s'!$1:$%d", strings.ReplaceAll(nom, "'", "''"), premiereLigne),
	}))
}

// ecrireNote writes a mark that is known as a number, so that it counts; an absence
// as its word.
func ecrireNote(x *excelize.File, e *etapes, nom, ou, valeur string) {
	sans := strings.TrimSuffix(strings.TrimRight(valeur, "0"), ".")
	if valeur != "" && strings.Trim(valeur, "0123456789.") == "" {
		if strings.Trim(valeur, "0.") == "" {
			sans = "0"
		} else if !strings.Contains(valeur, ".") {
			sans = valeur
		}
		e.faire(x.SetCellDefault(nom, ou, sans)) // a number by its digits: no float is made of it
		return
	}
	e.faire(x.SetCellStr(nom, ou, valeur))
}

// nomsFeuilles gives each sheet a name that a spreadsheet takes: at most 31
// characters, none of its signs, no two alike.
func nomsFeuilles(fs []FeuilleBordereau) []string {
	var noms []string
	pris := map[string]bool{strings.ToLower(feuilleIdentite): true}
	for i := range fs {
		base := strings.Trim(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
				return '-'
			}
			return r
		}, fs[i].Nom), "' ")
		if base == "" {
			base = feuilleBordereau
		}
		nom := couper(base, 31)
		for n := 2; pris[strings.ToLower(nom)]; n++ {
			suite := fmt.Sprintf(" (%d)", n)
			nom = couper(base, 31-len(suite)) + suite
		}
		pris[strings.ToLower(nom)] = true
		noms = append(noms, nom)
	}
	return noms
}

func couper(t string, n int) string {
	if r := []rune(t); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return t
}

// valider tells the spreadsheet what a mark may be: a number of the barème, in half
// points where the rule asks it, typed with a comma or a point, or an absence in
// the words that people use. A list of texts would refuse the number 12.
func (f *FeuilleBordereau) valider(x *excelize.File, e *etapes, nom string) {
	type regle struct {
		bareme int
		demi   bool
	}
	par := map[regle][]string{}
	var ordre []regle
	for i := 0; i < len(f.Lignes); { // runs of rows, so that the list stays short
		debut, r := i, regle{f.Lignes[i].Bareme, f.Lignes[i].Demi}
		for i < len(f.Lignes) && f.Lignes[i].Bareme == r.bareme && f.Lignes[i].Demi == r.demi {
			i++
		}
		if par[r] == nil {
			ordre = append(ordre, r)
		}
		par[r] = append(par[r], fmt.Sprintf("%s:%s", cellule(colonneNote, premiereLigne+1+debut), cellule(colonneNote, premiereLigne+i)))
	}
	for _, r := range ordre {
		c, _, _ := strings.Cut(par[r][0], ":")
		bornes, dit := fmt.Sprintf("%s>=0,%s<=%d", c, c, r.bareme), fmt.Sprintf("Une note de 0 à %d", r.bareme)
		if r.demi {
			bornes, dit = bornes+fmt.Sprintf(",%s*2=INT(%s*2)", c, c), dit+", en points ou demi-points"
		}
		absent := fmt.Sprintf(`UPPER(TRIM(%s))="AB",UPPER(TRIM(%s))="ABS",UPPER(TRIM(%s))="ABSENT",UPPER(TRIM(%s))="ABSENTE"`, c, c, c, c)
		texte := fmt.Sprintf(`AND(LEN(%s)<=5,ISNUMBER(VALUE(SUBSTITUTE(SUBSTITUTE(%s,".",""),",",""))))`, c, c)
		v := excelize.NewDataValidation(true)
		v.Type, v.Sqref = "custom", strings.Join(par[r], " ")
		v.Formula1 = echapper.Replace(fmt.Sprintf("IF(ISNUMBER(%s),AND(%s),OR(%s,%s))", c, bornes, absent, texte))
		v.SetError(excelize.DataValidationErrorStyleStop, "Note refusée", dit+", ou AB si le candidat est absent.")
		e.faire(x.AddDataValidation(nom, v))
	}
}

// echapper writes a formula as XML: the library copies one of a rule as it is given.
var echapper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// compter writes, above the marks, how many there are, how many absents, and their
// sum: who fills the sheet in compares them with the paper, and Lire with what it reads.
func (f *FeuilleBordereau) compter(x *excelize.File, e *etapes, st stylesBordereau, nom string) {
	zone := fmt.Sprintf("%s:%s", cellule(colonneNote, premiereLigne+1), cellule(colonneNote, premiereLigne+len(f.Lignes)))
	// A point typed where the system has a comma leaves a text: it counts as the number
	// that it is read as. The letters of the absences go, and nothing counts as 0.
	total := "UPPER(" + zone + ")"
	for _, lettre := range "ABSENT" {
		total = fmt.Sprintf(`SUBSTITUTE(%s,"%c","")`, total, lettre)
	}
	for i, c := range []struct{ libelle, formule string }{
		{"Notes", `COUNTA(` + zone + `)-COUNTIF(` + zone + `,"a*")`}, {"Absents", `COUNTIF(` + zone + `,"a*")`},
		{"Total", `SUMPRODUCT(_xlfn.NUMBERVALUE("0"&SUBSTITUTE(` + total + `,",","."),"."," "))`},
	} {
		ou := cellule(colonneNote, i+1)
		e.faire(x.SetCellStr(nom, cellule(colonneNote-1, i+1), c.libelle))
		e.faire(x.SetCellFormula(nom, ou, c.formule))
		e.faire(x.SetCellStyle(nom, ou, ou, st.compte))
	}
}

// identifier writes the hidden sheet: the identity of the export, and the names of
// its sheets.
func (b *Bordereau) identifier(x *excelize.File, e *etapes, noms []string) {
	_, err := x.NewSheet(feuilleIdentite)
	e.faire(err)
	identite := map[string]string{cleFeuilles: strings.Join(noms, "\n")}
	for c, v := range b.Identite {
		identite[c] = v
	}
	cles := make([]string, 0, len(identite))
	for c := range identite {
		cles = append(cles, c)
	}
	slices.Sort(cles)
	for i, c := range cles {
		e.faire(x.SetCellStr(feuilleIdentite, cellule(1, i+1), c))
		e.faire(x.SetCellStr(feuilleIdentite, cellule(2, i+1), identite[c]))
	}
	e.faire(x.SetSheetVisible(feuilleIdentite, false, true))
}

func ptr[T any](v T) *T { return &v }

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

// lettre and cellule are of places that this package counted itself: they exist.
func lettre(n int) string {
	l, _ := excelize.ColumnNumberToName(n)
	return l
}

func cellule(colonne, ligne int) string { return fmt.Sprintf("%s%d", lettre(colonne), ligne) }
