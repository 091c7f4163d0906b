package render

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"delib/core/document"
)

func mustPDF(t *testing.T, d document.Document) []byte {
	t.Helper()
	b, alertes, err := PDFDocument(d, options)
	if err != nil || len(alertes) > 0 {
		t.Fatalf("PDFDocument: %v, alertes %q", err, alertes)
	}
	return b
}

// extract gives the text of a PDF, and skips the test without pdftotext.
func extract(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext")
	}
	cmd := exec.Command(tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// check asks qpdf about a file, where it is installed.
func check(t *testing.T, pdf []byte) {
	t.Helper()
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		return
	}
	name := filepath.Join(t.TempDir(), "f.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "--check", name).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

func paragraphe(s string) document.Document {
	return document.Document{Titre: "Essai", Blocs: []document.Bloc{document.Paragraphe{Texte: s}}}
}

func TestOnePageFits(t *testing.T) {
	l, err := Compose(pvi(1))
	if err != nil || l.Pages() != 1 {
		t.Fatalf("%d pages, %v; want 1", l.Pages(), err)
	}
	d := pvi(1)
	for range 16 { // a few lines too many: set smaller
		d.Blocs = append(d.Blocs, document.Paragraphe{Texte: "Une ligne de plus."})
	}
	if l, _ := Compose(d); l.Pages() != 1 {
		t.Errorf("%d pages; want a smaller setting on 1", l.Pages())
	}
	for range 40 {
		d.Blocs = append(d.Blocs, document.Paragraphe{Texte: "Une ligne de plus."})
	}
	if l, _ := Compose(d); l.Pages() != 2 {
		t.Errorf("%d pages; want 2", l.Pages())
	}
}

func TestSamePagesAgain(t *testing.T) {
	l := document.Liasse{Titre: "Édition", Documents: []document.Document{pvi(1), liste(60), statistiques()}}
	first, _, err := PDF(l, options)
	if err != nil {
		t.Fatal(err)
	}
	check(t, first)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if b, _, err := PDF(l, options); err != nil || !bytes.Equal(b, first) {
				t.Errorf("another run gives other bytes (%v)", err)
			}
		})
	}
	wg.Wait()
}

func TestExtract(t *testing.T) {
	const want = "Élève œuvre ÇA Østergård Łukasz l’été – Nguyễn Ưu Ørsted « 10 € » ≥ 68,97 %"
	const others = "Шевченко Ґалаган Άγγελος Παπαδόπουλος"
	pdf := mustPDF(t, paragraphe(want+"\n"+others+"\nE\u0301le\u0300ve et 12\u202f345 fin"))
	check(t, pdf)
	got := strings.ReplaceAll(extract(t, pdf), "\u00a0", " ")
	for _, s := range []string{want, others, "Élève et 12 345 fin", "1/1"} {
		if !strings.Contains(got, s) {
			t.Errorf("%q is not in %q", s, got)
		}
	}
}

func TestMissingGlyphsAreTold(t *testing.T) {
	pdf, alertes, err := PDFDocument(paragraphe("M. 王 ﬁn 😀 \u0000\u200bok"), options)
	if err != nil || len(alertes) != 1 {
		t.Fatalf("alertes %q, %v; want 1", alertes, err)
	}
	for _, s := range []string{"Essai : ", "« 王 » (U+738B)", "« 😀 » (U+1F600)", "imprimé « M. ? fin ?  ok »"} {
		if !strings.Contains(alertes[0], s) {
			t.Errorf("%q is not in %s", s, alertes[0])
		}
	}
	if got := strings.Join(strings.Fields(extract(t, pdf)), " "); !strings.Contains(got, "M. ? fin ? ok") {
		t.Errorf("extracted %q", got)
	}
}

// Each candidate whose name cannot be printed is named, with his number.
func TestMissingGlyphsNameTheCandidate(t *testing.T) {
	d := liste(6)
	rows := d.Blocs[3].(document.Table).Lignes
	rows[1].Cellules[1] = document.T("مريم")
	rows[4].Cellules[1] = document.T("مريم")
	rows[5].Cellules[0] = document.T("山 03")
	_, alertes, err := PDF(document.Liasse{Documents: []document.Document{pvi(1), d}}, options)
	if err != nil || len(alertes) != 3 {
		t.Fatalf("alertes %q, %v; want 3", alertes, err)
	}
	for i, s := range []string{"Contrôle des notes manquantes : « 02246250290\u00a0-\u00a0001 », « مريم » : les caractères « م » (U+0645), « ر »",
		"« 02246250293\u00a0-\u00a0001 », « مريم »", "manquantes : « 山 03 » : le caractère « 山 » (U+5C71) n'est pas dans la police"} {
		if !strings.Contains(alertes[i], s) {
			t.Errorf("alertes[%d] = %s; want %s", i, alertes[i], s)
		}
	}
}

func TestFacesHoldTheSameCharacters(t *testing.T) {
	w, err := police()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range w[Regular] {
		if w[Regular][r] != absent {
			n++
		}
		for f := Bold; f < Mono; f++ { // Mono has its own, of a code
			if (w[f][r] == absent) != (w[Regular][r] == absent) {
				t.Errorf("U+%04X: not in every face", r)
			}
		}
	}
	if n < 1150 {
		t.Errorf("%d characters", n)
	}
}

func TestLongTable(t *testing.T) {
	d := liste(60)
	l, err := Compose(d)
	if err != nil || l.Pages() < 3 {
		t.Fatalf("%d pages, %v", l.Pages(), err)
	}
	for i, p := range l.pages {
		heads, rows := 0, 0
		for _, o := range p {
			if o.text == "N° candidat" {
				heads++
			}
			if strings.HasPrefix(o.text, "02246250") {
				rows++
			}
			if o.kind == opText && (o.y > l.height-marginEnd || o.x < marginX-1) {
				t.Errorf("page %d: %q at %.0f, %.0f", i+1, o.text, o.x, o.y)
			}
		}
		if rows > 0 && heads != 1 {
			t.Errorf("page %d: %d heads for %d rows", i+1, heads, rows)
		}
	}
}

func TestVeryLongTable(t *testing.T) {
	l, err := Compose(liste(10_000))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, p := range l.pages {
		for _, o := range p {
			if strings.HasPrefix(o.text, "022462") {
				rows++
			}
		}
	}
	if rows != 10_000 {
		t.Errorf("%d rows laid out", rows)
	}
	if testing.Short() {
		return
	}
	if _, err := Assemble("Liste", options, l); err != nil {
		t.Error(err)
	}
}

// words gives the text of a layout without its spaces, its footers and what
// starts with §.
func words(l *Layout) string {
	var b strings.Builder
	for _, p := range l.pages {
		for _, o := range p {
			if o.gray == black && !strings.HasPrefix(o.text, "§") {
				b.WriteString(strings.ReplaceAll(o.text, " ", ""))
			}
		}
	}
	return b.String()
}

func TestOddBlocks(t *testing.T) {
	word := strings.Repeat("abcdefghij", 300)
	long := strings.TrimSpace(strings.Repeat("mot ", 9000))
	table := func(s string) document.Table {
		return document.Table{Colonnes: []document.Colonne{{Titre: "§", Part: 1}, {Titre: "§§", Part: 30}, {Part: 0}},
			Lignes: []document.Ligne{{Cellules: []document.Cellule{document.T(s), document.T("§")}}, {}, {Cellules: []document.Cellule{document.T("seule")}}}}
	}
	for name, c := range map[string]struct {
		blocs []document.Bloc
		hold  string
	}{
		"no block": {},
		"empty blocks": {blocs: []document.Bloc{
			document.Bandeau{}, document.Titre{}, document.Paragraphe{}, document.Champs{}, document.Colonnes{}, document.Table{}, document.Cases{},
			document.Cadre{}, document.Barres{}, document.Saut{}, document.Saut{},
		}},
		"word too wide":   {[]document.Bloc{table(word)}, word},
		"row over pages":  {[]document.Bloc{table(long)}, strings.ReplaceAll(long, " ", "")},
		"text over pages": {[]document.Bloc{document.Paragraphe{Texte: long}}, strings.ReplaceAll(long, " ", "")},
		"columns over pages": {
			[]document.Bloc{document.Paragraphe{Texte: "§"}, document.Colonnes{Blocs: [][]document.Bloc{{document.Paragraphe{Texte: long}}, {table(word)}}}},
			word,
		},
		"tall frame": {[]document.Bloc{document.Cadre{Titre: "t", Hauteur: 2000}}, "t"},
		"too many cells": {
			[]document.Bloc{document.Table{
				Colonnes: []document.Colonne{{}}, Lignes: []document.Ligne{{Cellules: []document.Cellule{document.T("un"), document.T("deux")}}},
			}},
			"undeux",
		},
		"nothing in table": {[]document.Bloc{document.Table{Colonnes: []document.Colonne{{}}, Vide: "Aucun."}}, "Aucun."},
		"spaces":           {[]document.Bloc{document.Paragraphe{Texte: strings.Repeat(" ", 5000)}}, ""},
	} {
		l, err := Compose(document.Document{Titre: name, Blocs: c.blocs})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := words(l) // side by side, the two texts alternate page by page
		if !strings.Contains(got, c.hold) && !strings.Contains(strings.ReplaceAll(got, "mot", ""), c.hold) {
			t.Errorf("%s: text is lost", name)
		}
		pdf, err := Assemble(name, options, l)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, pdf)
	}
}

func TestHeadingStaysWithItsTable(t *testing.T) {
	for n := range 60 {
		var bs []document.Bloc
		for range n {
			bs = append(bs, document.Paragraphe{Texte: "x"})
		}
		bs = append(bs, document.Titre{Texte: "TITRE"}, document.Paragraphe{Texte: "Jury", Style: document.Gras},
			document.Table{Colonnes: []document.Colonne{{Titre: "TETE"}}, Lignes: []document.Ligne{{Cellules: []document.Cellule{document.T("ligne")}}}},
			document.Saut{})
		l, err := Compose(document.Document{Blocs: bs})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range l.pages {
			all := map[string]bool{}
			for _, o := range p {
				all[o.text] = true
			}
			if all["TITRE"] != all["ligne"] || all["TETE"] != all["ligne"] {
				t.Errorf("%d lines above: page %d splits the heading from its table", n, i+1)
			}
		}
	}
}

func TestBookmarksAndMark(t *testing.T) {
	a, b := pvi(1), pvi(2)
	a.Marque, b.Marque = "copie", "copie"
	pdf, _, err := PDF(document.Liasse{Titre: "Édition 王", Documents: []document.Document{a, b}}, options)
	if err != nil {
		t.Fatal(err)
	}
	check(t, pdf)
	if n := bytes.Count(pdf, []byte("/Dest [")); n != 2 {
		t.Errorf("%d bookmarks; want 2", n)
	}
	if !bytes.Contains(pdf, []byte("/CreationDate(D:20230606135424")) {
		t.Error("no creation date")
	}
	if got := extract(t, pdf); strings.Count(got, "PROCÈS-VERBAL INDIVIDUEL DE NOTES") != 2 {
		t.Errorf("extracted %s", got)
	}
}

func TestSeparate(t *testing.T) {
	l := document.Liasse{Documents: []document.Document{pvi(1), pvi(1), pvi(2)}}
	files, _, err := Separate(l, options)
	if err != nil || len(files) != 3 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if files[1].Nom != "PVI_31310_2319252151-2.pdf" || !bytes.Equal(files[0].Contenu, files[1].Contenu) {
		t.Errorf("second file is %s", files[1].Nom)
	}
	if !bytes.Equal(files[2].Contenu, mustPDF(t, pvi(2))) {
		t.Error("a file of its own differs from PDFDocument")
	}
	if err := DrawBatches([]Batch{{Nom: "vide.pdf"}, {Nom: "b.pdf"}}, options, nil); err == nil || !strings.Contains(err.Error(), "vide.pdf") {
		t.Errorf("an empty lot gives %v", err)
	}
}

// PDFDocument puts one document in a file.
func PDFDocument(d document.Document, o Options) (data []byte, alertes []string, err error) {
	l, err := Compose(d)
	if err != nil {
		return nil, nil, err
	}
	data, err = Assemble(d.Titre, o, l)
	return data, l.titled(), err
}
