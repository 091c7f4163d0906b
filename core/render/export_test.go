package render

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"delib/core/document"
	"delib/core/document/documenttest"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *rewrite {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

func TestTexte(t *testing.T) {
	l := func(d document.Document) document.Liasse {
		return document.Liasse{Nom: d.Nom, Titre: "Édition d'essai", Documents: []document.Document{d}}
	}
	golden(t, "pvi.txt", documenttest.Texte(l(pvi(1))))
	golden(t, "liste.txt", documenttest.Texte(l(liste(5))))
	golden(t, "statistiques.txt", documenttest.Texte(l(statistiques())))
	golden(t, "liste.csv", CSV(document.Liasse{Documents: []document.Document{liste(3), liste(2), statistiques()}}))
	vide := liste(0)
	golden(t, "vide.txt", documenttest.Texte(l(vide)))
}

func tableau(cells ...document.Cellule) document.Document {
	t := document.Table{Lignes: []document.Ligne{{Cellules: cells}}}
	for range cells {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: "c"})
	}
	return document.Document{Titre: "T", Blocs: []document.Bloc{t}}
}

func TestCSVInjection(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": `"'=1+1"`, " +33": `"' +33"`, "-": `"'-"`, "@SUM(A1)": `"'@SUM(A1)"`, "\t=1": "\"'\t=1\"", "|x": `"'|x"`, "% Jury": `"% Jury"`, "＝1": `"'＝1"`,
		"\u00a0=1": "\"'\u00a0=1\"", "Dupont": `"Dupont"`, `a"b;c`: `"a""b;c"`, "02319": `"02319"`, "10-12": `"10-12"`, "": `""`, "é=1": `"é=1"`,
	} {
		b := CSV(document.Liasse{Documents: []document.Document{tableau(document.T(in))}})
		got, ok := strings.CutPrefix(string(b), "\ufeff\"c\"\r\n")
		if !ok || got != want+"\r\n" {
			t.Errorf("%q gives %q; want %s", in, got, want)
		}
	}
	b := CSV(document.Liasse{Documents: []document.Document{tableau(document.N("-9,95", "-9.95"), document.P("68.97"), document.N("x", "=1"))}})
	if !strings.HasSuffix(string(b), "\r\n-9,95;68,97;\"x\"\r\n") {
		t.Errorf("numbers give %q", b)
	}
}

func TestCSVReads(t *testing.T) {
	b := CSV(document.Liasse{Documents: []document.Document{liste(4), liste(4)}})
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 9 || rows[0][0] != "Document" || len(rows[0]) != 7 {
		t.Fatalf("%d rows, %v: %q", len(rows), err, rows)
	}
}

func TestXLSX(t *testing.T) {
	l := document.Liasse{Titre: "Édition", Documents: []document.Document{
		tableau(document.T("02319252150"), document.T("=1+1"), document.N("9.95/20", "9.95"), document.P("68.97"), document.N("20", "20"), document.T("é\nœ"),
			document.N("-0.5", "-0.50")),
		liste(3), statistiques(), statistiques()}}
	data, err := XLSX(l, options)
	if err != nil {
		t.Fatal(err)
	}
	again, err := XLSX(l, options)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("another run gives other bytes (%v)", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, want := f.GetSheetList(), []string{"T", "Contrôle des notes manquantes", "Statistiques", "Statistiques (2)"}; !slices.Equal(got, want) {
		t.Errorf("sheets %q; want %q", got, want)
	}
	shown, err := f.GetRows("T")
	if err != nil || len(shown) < 2 {
		t.Fatalf("%q, %v", shown, err)
	}
	if want := []string{"02319252150", "=1+1", "9.95", "68.97%", "20", "é\nœ", "-0.50"}; !slices.Equal(shown[1], want) {
		t.Errorf("shown %q; want %q", shown[1], want)
	}
	raw, _ := f.GetRows("T", excelize.Options{RawCellValue: true})
	if want := []string{"02319252150", "=1+1", "9.95", "0.6897", "20", "é\nœ", "-0.5"}; !slices.Equal(raw[1], want) {
		t.Errorf("raw %q; want %q", raw[1], want)
	}
	for _, c := range []struct {
		cell string
		want excelize.CellType
	}{{"A2", excelize.CellTypeInlineString}, {"B2", excelize.CellTypeInlineString}, {"C2", excelize.CellTypeUnset}} {
		if got, _ := f.GetCellType("T", c.cell); got != c.want {
			t.Errorf("%s has type %v; want %v", c.cell, got, c.want)
		}
	}
	if formula, _ := f.GetCellFormula("T", "B2"); formula != "" {
		t.Errorf("B2 is the formula %q", formula)
	}
	p, err := f.GetDocProps()
	if err != nil || p.Language != "fr-FR" || p.Title != "Édition" || p.Created != "2023-06-06T13:54:24Z" {
		t.Errorf("properties %+v, %v", p, err)
	}
	if panes, err := f.GetPanes("Contrôle des notes manquantes"); err != nil || !panes.Freeze || panes.YSplit == 0 {
		t.Errorf("panes %+v, %v", panes, err)
	}
}

func TestDates(t *testing.T) {
	d := tableau(document.D("31/05/2023 14:00", "2023-05-31T14:00"), document.D("01/09/2002", "2002-09-01"), document.D("avant-hier", "avant-hier"),
		document.D("01/01/1850", "1850-01-01"), document.D("le 3 mai", "2023-05-03"), document.D("2 ; 3", "2023-05-03"))
	if c := document.D("x", "2023-02-31"); c != document.T("x") {
		t.Errorf("no date gives %+v", c)
	}
	l := document.Liasse{Documents: []document.Document{d}}
	want := "\ufeff" + `"c";"c";"c";"c";"c";"c"` + "\r\n" + `31/05/2023 14:00;01/09/2002;"avant-hier";01/01/1850;"le 3 mai";"2 ; 3"` + "\r\n"
	if got := string(CSV(l)); got != want {
		t.Errorf("CSV gives %q; want %q", got, want)
	}
	data, err := XLSX(l, options)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	shown, _ := f.GetRows("T")
	if want := []string{"31/05/2023 14:00", "01/09/2002", "avant-hier", "01/01/1850", "03/05/2023", "03/05/2023"}; len(shown) != 2 ||
		!slices.Equal(shown[1], want) {
		t.Errorf("shown %q; want %q", shown, want)
	}
	raw, _ := f.GetRows("T", excelize.Options{RawCellValue: true})
	if want := []string{"45077.5833333333", "37500", "avant-hier", "01/01/1850", "45049", "45049"}; len(raw) != 2 || !slices.Equal(raw[1], want) {
		t.Errorf("raw %q; want %q", raw, want)
	}
}

// TestXLSXRunsNothing looks for a formula in the file itself.
func TestXLSXRunsNothing(t *testing.T) {
	texts := []string{"=1+1", "+33 6", "-", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1", "＝1", "{=1}"}
	d := tableau()
	d.Titre = "=1+1"
	table := document.Table{Colonnes: []document.Colonne{{Titre: "=2+2"}}, Vide: "=3"}
	for _, s := range texts {
		table.Lignes = append(table.Lignes, document.Ligne{Cellules: []document.Cellule{document.T(s)}})
	}
	d.Blocs = []document.Bloc{document.Titre{Texte: "=4"}, document.Champs{Paires: []document.Paire{{Libelle: "=5", Valeur: "=6"}}}, table}
	data, err := XLSX(document.Liasse{Documents: []document.Document{d}}, options)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, e := range r.File {
		rc, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		rc.Close()
		if strings.HasPrefix(e.Name, "xl/worksheets/") {
			sheets++
			if bytes.Contains(b, []byte("<f>")) || bytes.Contains(b, []byte("<f ")) {
				t.Errorf("%s holds a formula", e.Name)
			}
		}
	}
	if sheets != 1 {
		t.Errorf("%d sheets", sheets)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, _ := f.GetRows(f.GetSheetName(0))
	for i, s := range texts { // a title, a field, an empty row, the head
		if len(rows) <= i+4 || rows[i+4][0] != s {
			t.Errorf("%q is not on row %d of %q", s, i+5, rows)
		}
	}
}

// filters gives the filter of each sheet of a workbook.
func filters(t *testing.T, data []byte) (found []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, n := range f.GetDefinedName() {
		found = append(found, n.Name+" "+n.RefersTo)
	}
	return found
}

func TestFilterAndHead(t *testing.T) {
	one := liste(3)
	one.Titre = "Candidats admis à l'épreuve"
	totals := statistiques()
	totals.Blocs = totals.Blocs[:3]
	same, other := liste(2), liste(2)
	same.Blocs = append(same.Blocs, same.Blocs[3])
	other.Blocs = append(other.Blocs, totals.Blocs[2])
	data, err := XLSX(document.Liasse{Documents: []document.Document{one, totals, same, other, liste(0)}}, options)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := filters(t, data), []string{
		"_xlnm.Print_Titles 'Candidats admis à l’épreuve'!$8:$8", "_xlnm._FilterDatabase 'Candidats admis à l’épreuve'!$A$8:$F$11",
		"_xlnm.Print_Titles 'Statistiques'!$7:$7", "_xlnm._FilterDatabase 'Statistiques'!$A$7:$F$12", // a row more, for its mark
		"_xlnm.Print_Titles 'Contrôle des notes manquantes'!$8:$8", "_xlnm.Print_Titles 'Contrôle des notes manquant (3)'!$8:$8",
	}; !slices.Equal(got, want) {
		t.Errorf("filters %q; want %q", got, want)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, want := range []int{8, 7, 8, 0, 8} {
		if p, err := f.GetPanes(f.GetSheetName(i)); err != nil || p.YSplit != want {
			t.Errorf("sheet %d: %d rows stay in sight; want %d (%v)", i, p.YSplit, want, err)
		}
	}
}

func TestSheetNames(t *testing.T) {
	ds := []document.Document{
		{Titre: "a/b:c"}, {Titre: "A-B-C"}, {}, {Nom: "'x'"}, {Titre: strings.Repeat("é", 40)}, {Titre: strings.Repeat("É", 40)}, {Titre: "History"},
	}
	for i, n := range sheetNames(ds) {
		if utf8.RuneCountInString(n) > 31 || strings.ContainsAny(n, `[]:*?/\'`) || n == "" {
			t.Errorf("%q gives %q", ds[i].Titre, n)
		}
	}
	ds = append(ds, document.Document{Titre: "b"})
	if _, err := XLSX(document.Liasse{Documents: ds}, options); err != nil {
		t.Error(err)
	}
}

func TestXLSXEmpty(t *testing.T) {
	if _, err := XLSX(document.Liasse{}, Options{}); err != nil {
		t.Error(err)
	}
}

func TestZip(t *testing.T) {
	entries := []Entree{{"PVI/PERÔTIN-Inès.pdf", []byte("un")}, {"b.pdf", nil}, {"a.pdf", bytes.Repeat([]byte("x"), 100_000)}}
	data, err := Zip(entries, date)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Zip(entries, date)
	if !bytes.Equal(data, again) {
		t.Error("another run gives other bytes")
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.File {
		if f.Name != entries[i].Nom || f.Method != zip.Store || f.NonUTF8 || !f.Modified.Equal(date) {
			t.Errorf("entry %d: %+v", i, f.FileHeader)
		}
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(rc); err != nil || !bytes.Equal(b, entries[i].Contenu) {
			t.Errorf("%s: %d bytes, %v", f.Name, len(b), err)
		}
		rc.Close()
	}
	for _, bad := range []string{"", "/a", "../a", "a/../b", `a\b`, "c:a", "a/", "\xff"} {
		if _, err := Zip([]Entree{{Nom: bad}}, date); err == nil {
			t.Errorf("name %q is accepted", bad)
		}
	}
	if _, err := Zip([]Entree{{Nom: "a"}, {Nom: "A"}}, date); err == nil {
		t.Error("the same name twice is accepted")
	}
}

// TestSheetsArePrinted: A4 across, one page wide; the mark of a document is on its
// sheet, its foot on each page; one font.
func TestSheetsArePrinted(t *testing.T) {
	d := liste(3)
	d.Marque, d.Pied, d.Feuille = "copie", "Jury A&B", "31310"
	data, err := XLSX(document.Liasse{Documents: []document.Document{d}}, options)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, err := f.GetPageLayout("31310")
	if err != nil || *l.Size != 9 || *l.Orientation != "landscape" || *l.FitToWidth != 1 || l.FitToHeight == nil || *l.FitToHeight != 0 {
		t.Errorf("%+v, %v", l, err)
	}
	if p, err := f.GetSheetProps("31310"); err != nil || p.FitToPage == nil || !*p.FitToPage {
		t.Errorf("not one page wide: %v", err)
	}
	if h, err := f.GetHeaderFooter("31310"); err != nil || h == nil || h.OddFooter != "&LJury A&&B&R&P/&N" {
		t.Errorf("%+v, %v", h, err)
	}
	if v, err := f.GetCellValue("31310", "A1"); err != nil || v != "copie" {
		t.Errorf("%q, %v", v, err)
	}
	rows, err := f.GetRows("31310")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		for k := range r {
			at, _ := excelize.CoordinatesToCellName(k+1, i+1)
			id, err := f.GetCellStyle("31310", at)
			if err != nil {
				t.Fatal(err)
			}
			if s, err := f.GetStyle(id); err != nil || s.Font == nil || s.Font.Family != "Arial" {
				t.Errorf("%s: %+v, %v", at, s.Font, err)
			}
		}
	}
}

// TestCSVColumns: a datum a column, and what a document says of its rows last.
func TestCSVColumns(t *testing.T) {
	d := document.Document{Titre: "t", Donnees: []document.Paire{{Libelle: "Session", Valeur: "2023-06"}, {Libelle: "Jury", Valeur: "31310"}},
		Blocs: []document.Bloc{document.Table{
			Colonnes: []document.Colonne{{Titre: "N° Anonymat\nN° Candidat"}, {Titre: "Nom"}},
			Lignes: []document.Ligne{
				{Cellules: []document.Cellule{document.T("T23\n0231"), document.T("A")}}, {Cellules: []document.Cellule{document.T("0232"), document.T("B")}},
			},
		}}}
	want := "\ufeff\"N° Anonymat\";\"N° Candidat\";\"Nom\";\"Session\";\"Jury\"\r\n" +
		"\"T23\";\"0231\";\"A\";\"2023-06\";\"31310\"\r\n\"\";\"0232\";\"B\";\"2023-06\";\"31310\"\r\n"
	if got := string(CSV(document.Liasse{Documents: []document.Document{d}})); got != want {
		t.Errorf("%q", got)
	}
}
