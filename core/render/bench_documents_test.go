package render

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"delib/core/document"
)

// candidats is a list of n candidates as a centre prints it: some 35 a page.
func candidats(n int) document.Document {
	d := liste(0)
	t := document.Table{Colonnes: []document.Colonne{{Titre: "N° anonymat", Part: 12}, {Titre: "N° candidat", Part: 18}, {Titre: "Nom / Prénoms", Part: 24},
		{Titre: "Catégorie", Part: 12}, {Titre: "Établissement d'inscription", Part: 34}}}
	for i := range n {
		t.Lignes = append(t.Lignes,
			document.Ligne{Cellules: []document.Cellule{document.T(fmt.Sprintf("%05d", 40000+7*i)), document.T(fmt.Sprintf("%011d - 001", 2319252150+i)),
				document.T([]string{"PÉROTIN D'ALBRET Inès", "AZBTSUN John", "NGUYỄN Laura Océane"}[i%3]), document.T("Scolaire"),
				document.T([]string{"Lycée Nelson Mandela – AUDINCOURT (0250001R)", "LP P. ADRIEN PARIS (0250013D)"}[i%2])}})
	}
	d.Blocs[3] = t
	return d
}

// pv is the procès-verbal of a jury: its lists, who sits on it, the changed marks.
func pv(jury int) []document.Document {
	tete := []document.Bloc{
		document.Paragraphe{Style: document.Grand, Alignement: document.Centre, Texte: "PROCES VERBAL DE TENUE DE DELIBERATION"},
		document.Paragraphe{
			Style: document.Gras, Alignement: document.Centre,
			Texte: fmt.Sprintf(
				"Académie de Besançon\nBrevet de technicien supérieur\nSession 2023-06\nJury : %d Banque – conseiller de clientèle\nDate de délibération : "+
					"23/06/2023 14:00",
				31310+jury),
		},
	}
	signature := document.Colonnes{
		Parts: []int{3, 2},
		Blocs: [][]document.Bloc{
			{document.Paragraphe{Texte: "Dubois Pierre, Président du jury\nA : Audincourt, le 23/06/2023 - Signature :"}}, {document.Cadre{Hauteur: 22}},
		},
	}
	var ds []document.Document
	for i, n := range []int{20, 3, 6, 8} {
		t := document.Table{Colonnes: []document.Colonne{
			{Titre: "N° anonymat", Part: 14}, {Titre: "N° candidat", Part: 20}, {Titre: "Nom / Prénoms", Part: 30}, {Titre: "Décision", Part: 20},
		}}
		for k := range n {
			t.Lignes = append(t.Lignes,
				document.Ligne{Cellules: []document.Cellule{
					document.T(fmt.Sprint(40000 + k)), document.T(fmt.Sprintf("%011d - 001", 2319252150+k)), document.T("PÉROTIN D'ALBRET Inès"),
					document.T("Admis mention Assez bien"),
				}})
		}
		d := document.Document{Nom: fmt.Sprint("PV", jury, i), Titre: fmt.Sprintf("Liste %d - Jury %d", i, 31310+jury), Paysage: i == 2,
			Pied:  "Jury 31310 – 412 actes – SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
			Blocs: append(slices.Clone(tete), t, signature)}
		if i == 0 {
			d.Blocs = append(append(append(d.Blocs, document.Saut{}), tete...), emargement(t), signature)
		}
		ds = append(ds, d)
	}
	return ds
}

// emargement is the table on which the members of a jury sign.
func emargement(t document.Table) document.Table {
	t.Lignes = slices.Clone(t.Lignes[:8])
	for i := range t.Lignes {
		t.Lignes[i].Cellules = append(slices.Clone(t.Lignes[i].Cellules[:3]), document.T("\n"))
	}
	return t
}

func releves() document.Liasse {
	l := document.Liasse{Titre: "Relevés de notes"}
	for i := range 500 {
		l.Documents = append(l.Documents, pvi(i))
	}
	return l
}

func pvs() document.Liasse {
	l := document.Liasse{Titre: "Procès-verbaux"}
	for j := range 12 {
		l.Documents = append(l.Documents, pv(j)...)
	}
	return l
}

// paired times a job and what it is measured against one after the other, in
// the same run, and gives the median of their ratios.
func paired(b *testing.B, unit string, job, against func() error) {
	b.Helper()
	var ratios []float64
	var total, base time.Duration
	for b.Loop() {
		t := time.Now()
		if err := job(); err != nil {
			b.Fatal(err)
		}
		mine := time.Since(t)
		t = time.Now()
		if err := against(); err != nil {
			b.Fatal(err)
		}
		other := time.Since(t)
		ratios = append(ratios, float64(mine)/float64(other))
		total, base = total+mine, base+other
	}
	slices.Sort(ratios)
	b.ReportMetric(0, "ns/op") // it would count both
	b.ReportMetric(ratios[len(ratios)/2], unit)
	b.ReportMetric(total.Seconds()*1000/float64(b.N), "ms")
	b.ReportMetric(base.Seconds()*1000/float64(b.N), "ms-seul")
}

// taped gives the drawing calls of an edition.
func taped(b *testing.B, l document.Liasse) (*tape, []*Layout) {
	b.Helper()
	ls, err := ComposeAll(l.Documents)
	if err != nil {
		b.Fatal(err)
	}
	t := &tape{titre: l.Titre}
	if _, err := drawAll(t, ls); err != nil {
		b.Fatal(err)
	}
	return t, ls
}

func benchPDF(b *testing.B, l document.Liasse) {
	t, ls := taped(b, l)
	pages := 0
	for _, l := range ls {
		pages += l.Pages()
	}
	paired(b, "xGopdf", func() error { _, _, err := PDF(l, options); return err }, t.replay)
	b.ReportMetric(float64(pages), "pages")
}

// The documents of a centre, laid out, drawn and made archival, against the
// same drawing calls replayed straight on gopdf.

func BenchmarkListe1000(b *testing.B) {
	benchPDF(b, document.Liasse{Titre: "Liste", Documents: []document.Document{candidats(1000)}})
}
func BenchmarkReleves500(b *testing.B) { benchPDF(b, releves()) }
func BenchmarkPV12(b *testing.B)       { benchPDF(b, pvs()) }

// compiled gives what gopdf writes, before it is made archival.
func compiled(titre string, ls ...*Layout) ([]byte, error) {
	c, err := NewCanvas(titre, options)
	if err != nil {
		return nil, err
	}
	if _, err := drawAll(notWritten{c}, ls); err != nil {
		return nil, err
	}
	return c.(*gopdfCanvas).compile()
}

type notWritten struct{ Canvas }

func (notWritten) Bytes() ([]byte, error) { return nil, nil }

// BenchmarkArchive is what it costs to make a file archival, against gopdf.
func BenchmarkArchive(b *testing.B) {
	for name, l := range map[string]document.Liasse{
		"liste": {Titre: "Liste", Documents: []document.Document{candidats(1000)}}, "releves": releves(),
		"un": {Titre: "PVI", Documents: []document.Document{pvi(1)}},
	} {
		b.Run(name, func(b *testing.B) {
			t, ls := taped(b, l)
			raw, err := compiled(l.Titre, ls...)
			if err != nil {
				b.Fatal(err)
			}
			var made []byte
			paired(b, "xGopdf", func() error { made, err = archival(raw, l.Titre, options); return err }, t.replay)
			b.ReportMetric(float64(len(made)-len(raw)), "octets")
		})
	}
}

// BenchmarkXLSX is a sheet of 20,000 rows of 15 cells against excelize's own
// StreamWriter; peak is the most memory that the process held, table included.
func BenchmarkXLSX(b *testing.B) {
	const rows, columns = 20_000, 15
	t := document.Table{}
	for k := range columns {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: fmt.Sprint("Colonne ", k)})
	}
	for i := range rows {
		cells := []document.Cellule{
			document.T(fmt.Sprintf("%011d - 001", 2246250289+i)), document.T("PÉROTIN D'ALBRET"), document.T("Inès"), document.D("01/09/2002", "2002-09-01"),
		}
		for k := len(cells); k < columns; k++ {
			if k%2 == 0 {
				cells = append(cells, document.N(fmt.Sprintf("%d.%02d", k, i%100), fmt.Sprintf("%d.%02d", k, i%100)))
			} else {
				cells = append(cells, document.T("Lycée Nelson Mandela"))
			}
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: cells})
	}
	l := document.Liasse{Titre: "Classeur", Documents: []document.Document{{Titre: "Classeur", Blocs: []document.Bloc{t}}}}
	peak := 0.0
	paired(b, "xStreamWriter", func() error {
		debug.FreeOSMemory()
		reset := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) == nil
		data, err := XLSX(l, options)
		if reset && err == nil {
			peak = max(peak, highWater())
		}
		if len(data) < 100_000 && err == nil {
			err = io.ErrShortWrite
		}
		return err
	}, func() error { debug.FreeOSMemory(); return streamed(t) })
	if peak > 0 {
		b.ReportMetric(peak, "MB")
	}
}

// highWater gives the most memory that the process has held, in MB, on Linux.
func highWater() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	if m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status); m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		return float64(n) / 1024
	}
	return 0
}

// streamed writes the cells of a table with excelize and nothing else.
func streamed(t document.Table) error {
	f := excelize.NewFile()
	defer f.Close()
	format, day := "0.00", "dd/mm/yyyy"
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	number, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	dates, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	values := make([]any, len(t.Colonnes))
	for i, r := range t.Lignes {
		for k, c := range r.Cellules {
			switch c.Genre {
			case document.Texte:
				values[k] = excelize.Cell{StyleID: text, Value: c.Affichage}
			case document.Date:
				values[k] = excelize.Cell{StyleID: dates, Value: 37500.0}
			default:
				n, err := strconv.ParseFloat(c.Valeur, 64)
				if err != nil {
					return err
				}
				values[k] = excelize.Cell{StyleID: number, Value: n}
			}
		}
		if err := w.SetRow("A"+strconv.Itoa(i+1), values); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	var buf bytes.Buffer
	_, err = f.WriteTo(&buf)
	return err
}

// BenchmarkAutres is the list of 1,000 candidates made by what a user would have
// otherwise, where it is installed, against this package.
func BenchmarkAutres(b *testing.B) {
	d := candidats(1000)
	t := d.Blocs[3].(document.Table)
	l := document.Liasse{Titre: "Liste", Documents: []document.Document{d}}
	for _, o := range []struct {
		program, file string
		source        string
		args          []string
	}{
		{"soffice", "l.html", asHTML(t), []string{"--headless", "--convert-to", "pdf", "l.html"}},
		{"chromium", "l.html", asHTML(t), []string{"--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=l.pdf", "l.html"}},
		{"pdflatex", "l.tex", asTeX(t), []string{"-interaction=batchmode", "l.tex"}},
	} {
		b.Run(o.program, func(b *testing.B) {
			tool, err := exec.LookPath(o.program)
			if err != nil {
				b.Skipf("no %s", o.program)
			}
			dir := b.TempDir()
			if err := os.WriteFile(filepath.Join(dir, o.file), []byte(o.source), 0o600); err != nil {
				b.Fatal(err)
			}
			convert := func() error {
				cmd := exec.Command(tool, o.args...)
				cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
				if out, err := cmd.CombinedOutput(); err != nil {
					return fmt.Errorf("%s: %w: %.500s", o.program, err, out)
				}
				_, err := os.Stat(filepath.Join(dir, "l.pdf"))
				return err
			}
			if err := convert(); err != nil { // a part of it is not installed
				b.Skipf("%s makes no PDF here: %v", o.program, err)
			}
			paired(b, "xDelib", convert, func() error { _, _, err := PDF(l, options); return err })
		})
	}
}

func asHTML(t document.Table) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=fr><meta charset=utf-8><title>Liste</title><style>td,th{border:1px solid;font:9pt " +
		"sans-serif}</style><table><thead><tr>")
	for _, c := range t.Colonnes {
		b.WriteString("<th>" + c.Titre)
	}
	b.WriteString("</thead><tbody>")
	for _, r := range t.Lignes {
		b.WriteString("\n<tr>")
		for _, c := range r.Cellules {
			b.WriteString("<td>" + c.Affichage)
		}
	}
	return b.String() + "</table></html>"
}

func asTeX(t document.Table) string {
	var b strings.Builder
	b.WriteString("\\documentclass[9pt]{article}\\usepackage[utf8]{inputenc}\\usepackage{longtable}\n\\begin{document}\\small\n\\begin{longtable}{|p{1.6cm}|p{2.6cm}|p{3cm}|p{2.2cm}|p{3.5cm}|}\\hline\n")
	row := func(cells []string) {
		b.WriteString(strings.NewReplacer("&", "\\&", "_", "\\_", "Ễ", "E", "°", "\\textsuperscript{o}", "–",
			"--").Replace(strings.Join(cells, "\x01")) + "\\\\\\hline\n")
	}
	var head []string
	for _, c := range t.Colonnes {
		head = append(head, c.Titre)
	}
	row(head)
	b.WriteString("\\endhead\n")
	for _, r := range t.Lignes {
		var cells []string
		for _, c := range r.Cellules {
			cells = append(cells, c.Affichage)
		}
		row(cells)
	}
	return strings.ReplaceAll(b.String(), "\x01", " & ") + "\\end{longtable}\n\\end{document}\n"
}
