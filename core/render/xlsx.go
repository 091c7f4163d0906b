package render

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"delib/core/document"
)

// XLSX gives an edition as a workbook with a sheet for each document: its
// heads, then its tables. Numbers are numbers, shown with the decimals that
// they have, and dates are dates; texts stay texts, leading zeros included, and
// none is a formula. The head of a table stays in sight, and filters its rows
// when the sheet has no other table.
func XLSX(l document.Liasse, o Options) (data []byte, err error) {
	w := &workbook{f: excelize.NewFile(), styles: map[styleKey]int{}}
	defer func() {
		if e := w.f.Close(); err == nil && e != nil {
			data, err = nil, fmt.Errorf("close workbook: %w", e)
		}
	}()
	names := sheetNames(l.Documents)
	for i, d := range l.Documents {
		if i == 0 {
			err = w.f.SetSheetName("Sheet1", names[0])
		} else {
			_, err = w.f.NewSheet(names[i])
		}
		if err == nil {
			err = w.sheet(names[i], d)
		}
		if err != nil {
			return nil, fmt.Errorf("write sheet %q: %w", names[i], err)
		}
	}
	day := o.Date
	if day.IsZero() {
		day = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	stamp := day.UTC().Format(time.RFC3339)
	err = w.f.SetDocProps(&excelize.DocProperties{Title: l.Titre, Creator: o.Auteur, LastModifiedBy: o.Auteur,
		Language: "fr-FR", Created: stamp, Modified: stamp})
	if err != nil {
		return nil, fmt.Errorf("write workbook properties: %w", err)
	}
	var buf bytes.Buffer
	if _, err := w.f.WriteTo(&buf); err != nil && err != io.EOF {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return sorted(buf.Bytes())
}

// sorted puts the parts of a workbook in the order of their names: excelize
// writes its sheets in the order of a map.
func sorted(data []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read workbook back: %w", err)
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var buf bytes.Buffer
	buf.Grow(len(data))
	w := zip.NewWriter(&buf)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			return nil, fmt.Errorf("order workbook: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("order workbook: %w", err)
	}
	return buf.Bytes(), nil
}

type workbook struct {
	f      *excelize.File
	styles map[styleKey]int
	recent []recentStyle // last style of each column
}

type recentStyle struct {
	key styleKey
	id  int
}

// styleKey is what tells the styles of cells apart; decimals is -1 for a text,
// and counts those of the percentage when percent; lines when it has several.
type styleKey struct {
	bold, fill, head, percent, lines bool
	decimals, indent                 int
	date                             string // format of a date
}

func (w *workbook) style(k styleKey) (int, error) {
	if id, ok := w.styles[k]; ok {
		return id, nil
	}
	s := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: k.head || k.lines, Indent: k.indent}}
	s.Font = &excelize.Font{Family: "Arial", Size: 10, Bold: k.bold || k.head}
	if k.fill || k.head {
		gray := "EDEDED"
		if k.head {
			gray = "DBDBDB"
		}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{gray}}
	}
	switch {
	case k.date != "":
		s.CustomNumFmt = &k.date
	case k.decimals >= 0:
		format := "0"
		if k.decimals > 0 {
			format += "." + strings.Repeat("0", k.decimals)
		}
		if k.percent {
			format += "%"
		}
		s.CustomNumFmt = &format
	default:
		s.NumFmt = 49 // text
	}
	id, err := w.f.NewStyle(s)
	if err == nil {
		w.styles[k] = id
	}
	return id, err
}

// sheetRow is a row of a sheet before it is written.
type sheetRow struct {
	cells []document.Cellule
	style styleKey
}

func (w *workbook) sheet(name string, d document.Document) error {
	var s sheet
	if d.Marque != "" {
		s.text(true, d.Marque)
	}
	s.blocks(d.Blocs)
	if err := w.printed(name, d, &s); err != nil {
		return err
	}
	sw, err := w.f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, n := range slices.Backward(s.widths) { // excelize puts the last one first
		// Room for a margin, within what a screen shows.
		if err := sw.SetColWidth(i+1, i+1, float64(min(max(n, 6), 60))*1.1+1.5); err != nil {
			return err
		}
	}
	if s.head > 0 {
		cell, err := excelize.CoordinatesToCellName(1, s.head+1)
		if err != nil {
			return err
		}
		if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: s.head, TopLeftCell: cell, ActivePane: "bottomLeft"}); err != nil {
			return err
		}
	}
	if s.filter != [3]int{} {
		from, err := excelize.CoordinatesToCellName(1, s.filter[0])
		if err != nil {
			return err
		}
		to, err := excelize.CoordinatesToCellName(s.filter[2], s.filter[1])
		if err != nil {
			return err
		}
		if err := w.f.AutoFilter(name, from+":"+to, nil); err != nil {
			return err
		}
	}
	var values []any
	for i, r := range s.rows {
		if len(r.cells) == 0 {
			continue
		}
		values = append(values[:0], make([]any, len(r.cells))...)
		for k, c := range r.cells {
			if values[k], err = w.cell(c, r.style, k); err != nil {
				return err
			}
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, values); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// printed sets a sheet up for a printer: A4 across, one page wide, the head of its
// table on each page, what the document says at the foot.
func (w *workbook) printed(name string, d document.Document, s *sheet) error {
	yes, a4, across, wide, high := true, 9, "landscape", 1, 0
	if err := w.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := w.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &across, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	foot := strings.ReplaceAll(cutRunes(oneLine(d.Pied), 200), "&", "&&")
	if err := w.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + foot + "&R&P/&N"}); err != nil {
		return err
	}
	if s.head == 0 {
		return nil
	}
	rows := fmt.Sprintf("'%s'!$%d:$%d", name, s.head, s.head)
	return w.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: rows, Scope: name})
}

// cell gives a cell for the stream. A number passes through a float only to be
// written back with the digits that it came with.
func (w *workbook) cell(c document.Cellule, k styleKey, column int) (excelize.Cell, error) {
	k.decimals = -1
	if column > 0 {
		k.indent = 0
	}
	text := strings.ReplaceAll(norm.NFC.String(c.Affichage), "\r\n", "\n")
	var value any = text
	k.lines = strings.Contains(text, "\n")
	if c.Genre == document.Date {
		if n, format, ok := serial(c); ok {
			value, k.date, k.indent, k.lines = n, format, 0, false
		}
	} else if c.Genre != document.Texte && decimal(c.Valeur) && len(c.Valeur) <= 16 {
		text := c.Valeur
		_, part, _ := strings.Cut(text, ".")
		k.decimals, k.percent, k.indent, k.lines = len(part), c.Genre == document.Pourcent, 0, false
		if k.percent {
			text = hundredth(text)
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return excelize.Cell{}, fmt.Errorf("read number %q: %w", c.Valeur, err)
		}
		value = n
	}
	for len(w.recent) <= column {
		w.recent = append(w.recent, recentStyle{id: -1})
	}
	if r := w.recent[column]; r.id >= 0 && r.key == k {
		return excelize.Cell{StyleID: r.id, Value: value}, nil
	}
	id, err := w.style(k)
	if err == nil {
		w.recent[column] = recentStyle{k, id}
	}
	return excelize.Cell{StyleID: id, Value: value}, err
}

// serial gives a date as a spreadsheet keeps it, in days since the end of 1899,
// with the format that shows it. Before March 1900 spreadsheets do not agree.
func serial(c document.Cellule) (n float64, format string, ok bool) {
	t, hour, ok := c.Moment()
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if !ok || t.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) {
		return 0, "", false
	}
	seconds := t.Unix() - day.Unix()
	if hour {
		return float64(seconds) / 86400, "dd/mm/yyyy hh:mm", true
	}
	return float64(seconds / 86400), "dd/mm/yyyy", true
}

// hundredth moves the point of a decimal number by two places.
func hundredth(s string) string {
	s, minus := strings.CutPrefix(s, "-")
	whole, part, _ := strings.Cut(s, ".")
	whole = "00" + whole
	s = whole[:len(whole)-2] + "." + whole[len(whole)-2:] + part
	if minus {
		s = "-" + s
	}
	return s
}

// sheet gathers the rows of a document. Only cells of tables count for the
// widths: a title runs over its neighbours.
type sheet struct {
	rows   []sheetRow
	widths []int
	head   int    // row of the head of the first table; 0 without one
	filter [3]int // rows of the head and of the end of the only table, its columns
	titles []string
}

func (s *sheet) text(bold bool, cells ...string) {
	r := sheetRow{style: styleKey{bold: bold}}
	for _, c := range cells {
		r.cells = append(r.cells, document.T(c))
	}
	s.rows = append(s.rows, r)
}

func (s *sheet) blocks(bs []document.Bloc) {
	for _, b := range bs {
		switch b := b.(type) {
		case document.Bandeau:
			for _, t := range append(append([]string{}, b.Gauche...), b.Droite...) {
				s.text(false, t)
			}
		case document.Titre:
			s.text(true, b.Texte)
		case document.Paragraphe:
			for _, t := range strings.Split(b.Texte, "\n") {
				s.text(b.Style == document.Gras || b.Style == document.Grand || b.Style == document.Geant, t)
			}
		case document.Champs:
			for _, p := range b.Paires {
				s.text(false, p.Libelle, p.Valeur)
			}
		case document.Colonnes:
			for _, c := range b.Blocs {
				s.blocks(c)
			}
		case document.Table:
			s.table(b)
		case document.Cases:
			s.text(true, b.Titre)
			for _, c := range b.Choix {
				tick := ""
				if c.Cochee {
					tick = "X"
				}
				s.text(false, c.Libelle, tick)
			}
		case document.Barres:
			s.barres(b)
		}
	}
}

func (s *sheet) table(t document.Table) {
	if len(t.Colonnes) == 0 {
		return
	}
	if len(s.rows) > 0 {
		s.rows = append(s.rows, sheetRow{})
	}
	head := sheetRow{style: styleKey{head: true}}
	for i, c := range t.Colonnes {
		head.cells = append(head.cells, document.T(c.Titre))
		s.widen(i, c.Titre)
	}
	s.rows = append(s.rows, head)
	titles := make([]string, len(t.Colonnes))
	for i, c := range t.Colonnes {
		titles[i] = c.Titre
	}
	// One head can stay in sight: over other columns it would mislead.
	switch {
	case s.titles == nil:
		s.head, s.titles = len(s.rows), titles
		n := len(t.Lignes)
		for n > 0 && t.Lignes[n-1].Fond { // totals
			n--
		}
		if n > 0 {
			s.filter = [3]int{s.head, s.head + n, len(t.Colonnes)}
		}
	case slices.Equal(titles, s.titles):
		s.filter = [3]int{}
	default:
		s.head, s.filter = 0, [3]int{}
	}
	if len(t.Lignes) == 0 && t.Vide != "" {
		s.text(false, t.Vide)
	}
	for _, r := range t.Lignes {
		row := sheetRow{cells: r.Cellules, style: styleKey{bold: r.Gras, fill: r.Fond}}
		if r.Retrait {
			row.style.indent = 1
		}
		for i, c := range r.Cellules {
			if i < len(r.Cellules)-1 || i >= len(t.Colonnes)-1 {
				s.widen(i, c.Affichage)
			}
		}
		s.rows = append(s.rows, row)
	}
	s.rows = append(s.rows, sheetRow{})
}

func (s *sheet) barres(b document.Barres) {
	s.text(true, b.Titre)
	for _, c := range b.Barres {
		n := strconv.Itoa(c.Nombre)
		r := sheetRow{cells: []document.Cellule{document.T(c.Libelle), document.N(n, n)}, style: styleKey{bold: c.Marquee}}
		s.rows = append(s.rows, r)
	}
}

func (s *sheet) widen(i int, text string) {
	for len(s.widths) <= i {
		s.widths = append(s.widths, 0)
	}
	for _, line := range strings.Split(text, "\n") {
		s.widths[i] = max(s.widths[i], utf8.RuneCountInString(line))
	}
}

// sheetNames gives each document a name that a workbook accepts: 31 characters
// at most, none of []:*?/\, unlike the others whatever the case. An apostrophe
// becomes a curly one, since references to a sheet stand between straight ones.
func sheetNames(ds []document.Document) []string {
	names := make([]string, len(ds))
	taken := map[string]bool{"history": true, "historique": true}
	for i, d := range ds {
		base := d.Feuille
		if base == "" {
			base = d.Titre
		}
		if base == "" {
			base = d.Nom
		}
		base = strings.Map(func(r rune) rune {
			if r < ' ' || r > 0xFFFF || strings.ContainsRune(`[]:*?/\`, r) {
				return '-'
			}
			if r == '\'' {
				return '’'
			}
			return r
		}, norm.NFC.String(base))
		base = strings.Trim(cutRunes(base, 31), " ’")
		if base == "" {
			base = "Feuille"
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			end := fmt.Sprintf(" (%d)", n)
			name = cutRunes(base, 31-len(end)) + end
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

func cutRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
