package render

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"delib/core/document"
)

// samples are documents of every kind, by name of file.
func samples(t *testing.T) map[string][]byte {
	t.Helper()
	a, b := pvi(1), pvi(2)
	a.Marque = "copie"
	letters := ""
	for r := rune(0xC0); r < 0x180; r++ { // more characters than a block of the text table holds
		letters += string(r)
	}
	made := map[string][]byte{}
	for name, l := range map[string]document.Liasse{
		"pv":    {Titre: "Procès-verbaux <de> l'« édition » & 😀\u0007", Documents: []document.Document{a, liste(60), statistiques(), b}},
		"plain": {Documents: []document.Document{paragraphe("Aucun gras")}},
		"letters": {
			Titre:     letters,
			Documents: []document.Document{paragraphe(letters), {Blocs: []document.Bloc{document.Paragraphe{Style: document.Italique, Texte: letters}}}},
		},
		"nothing":  {Documents: []document.Document{{}}},
		"cyrillic": {Titre: "Шевченко", Documents: []document.Document{paragraphe("Шевченко Παπαδόπουλος")}},
	} {
		o := options
		if name == "nothing" {
			o = Options{}
		}
		pdf, _, err := PDF(l, o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		made[name] = pdf
	}
	return made
}

func write(t *testing.T, pdf []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "f.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// run gives what a program prints, and skips the test where it is not installed.
func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	tool, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("no %s", program)
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// TestArchive asks PDFBox Preflight, as .ci/archive does, about a file of each kind.
func TestArchive(t *testing.T) {
	for name, pdf := range samples(t) {
		check(t, pdf)
		t.Run(name, func(t *testing.T) { preflight(t, pdf) })
	}
}

func preflight(t *testing.T, pdf []byte) {
	t.Helper()
	var path []string
	for _, j := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"} {
		jar := "/usr/share/java/" + j + ".jar"
		if _, err := os.Stat(jar); err != nil {
			t.Skipf("no %s", jar)
		}
		path = append(path, jar)
	}
	out := run(t, "java", "-cp", strings.Join(path, ":"), "org.apache.pdfbox.preflight.Validator_A1b", write(t, pdf))
	if !strings.Contains(out, "is a valid PDF/A-1b file") {
		t.Errorf("%s", out)
	}
}

// TestArchiveFromOtherBytes gives archival what gopdf does not write.
func TestArchiveFromOtherBytes(t *testing.T) {
	l, err := Compose(pvi(1))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := compiled("t", l)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archival(raw, "t", options); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(raw); n += 97 {
		if _, err := archival(raw[:n:n], "t", options); err == nil {
			t.Errorf("a file cut at %d is accepted", n)
		}
	}
	for _, swap := range [][2]string{{"/W [", "/V ["}, {"beginbfrange", "beginbfwrong"}, {"/FontName /D", "/FontName /E"},
		{"0000000024", "0000000025"}, {"0000000024", "000000002a"}, {"startxref\n", "startxref\nx"}, {"xref\n0 ", "xref\n0 9"}, {"endobj\n\n", "endobj \n"}} {
		if _, err := archival(bytes.Replace(raw, []byte(swap[0]), []byte(swap[1]), 1), "t", options); err == nil {
			t.Errorf("%q for %q is accepted", swap[1], swap[0])
		}
	}
}

func TestSameFileForSameData(t *testing.T) {
	a, b := mustPDF(t, pvi(1)), mustPDF(t, pvi(1))
	if !bytes.Equal(a, b) {
		t.Fatal("the same data give other bytes")
	}
	id := regexp.MustCompile(`/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\]`)
	x, y := id.FindSubmatch(a), id.FindSubmatch(mustPDF(t, pvi(2)))
	if x == nil || y == nil || !bytes.Equal(x[1], x[2]) || bytes.Equal(x[1], y[1]) {
		t.Errorf("identifiers %s and %s", x, y)
	}
}

// TestPoppler opens files with a reader that shares no code with the writer.
func TestPoppler(t *testing.T) {
	made := samples(t)
	pages := map[string]int{"pv": 0, "plain": 1, "letters": 2, "nothing": 1, "cyrillic": 1}
	for _, d := range []document.Document{pvi(1), liste(60), statistiques(), pvi(2)} {
		l, err := Compose(d)
		if err != nil {
			t.Fatal(err)
		}
		pages["pv"] += l.Pages()
	}
	for name, n := range pages {
		file := write(t, made[name])
		info := run(t, "pdfinfo", file)
		for _, s := range []string{fmt.Sprintf("Pages:           %d\n", n), "Producer:        Délib\n", "PDF version:     1.4\n", "Metadata Stream: yes\n"} {
			if !strings.Contains(info, s) {
				t.Errorf("%s: %q is not in %s", name, s, info)
			}
		}
		fonts := strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n")[2:]
		if len(fonts) < 2 {
			t.Errorf("%s: fonts %q", name, fonts)
		}
		for _, f := range fonts {
			if !regexp.MustCompile(`^[A-Z]{6}\+DelibSans.* CID TrueType +Identity-H +yes yes yes `).MatchString(f) {
				t.Errorf("%s: font %s", name, f)
			}
		}
	}
	info := run(t, "pdfinfo", write(t, made["pv"]))
	for _, s := range []string{"Title:           Procès-verbaux <de> l'« édition » & 😀", "Author:          Lycée Nelson Mandela – Audincourt\n", "ModDate:"} {
		if !strings.Contains(info, s) {
			t.Errorf("%q is not in %s", s, info)
		}
	}
	ordered(t, run(t, "pdftotext", "-raw", write(t, mustPDF(t, pvi(1))), "-"), "ACADÉMIE DE BESANÇON", "BREVET DE TECHNICIEN", "PROCÈS-VERBAL INDIVIDUEL",
		"N° candidat", "02319252151", "Nom de famille", "AZBTSUN001", "Spécialité : Banque", "Épreuves", "U1 Culture générale", "10.0/20", "U2 Langue",
		"U3 Gestion",
		"RÉSULTAT : Épreuves", "Moyenne : 9.95/20", "DÉCISION DU JURY", "Observations du jury", "(1) ECTS –", "(3) Épreuve générale", "1/1")
	var numbers []string
	for i := range 60 {
		numbers = append(numbers, fmt.Sprintf("%011d", 2246250289+i))
	}
	ordered(t, run(t, "pdftotext", "-raw", write(t, mustPDF(t, liste(60))), "-"), append(append([]string{"BTS 2023-06"}, numbers...), "60 candidat(s)")...)
}

// ordered checks that texts follow one another.
func ordered(t *testing.T, text string, parts ...string) {
	t.Helper()
	text = strings.ReplaceAll(text, "\u00a0", " ")
	for _, s := range parts {
		_, after, ok := strings.Cut(text, s)
		if !ok {
			t.Errorf("%q is missing, or is not in its place", s)
			return
		}
		text = after
	}
}

// TestOtherReaders extracts the text with Ghostscript and MuPDF.
func TestOtherReaders(t *testing.T) {
	const text = "Élève œuvre l’été – Nguyễn Łukasz € Шевченко"
	file := write(t, mustPDF(t, paragraphe(text)))
	for _, program := range [][]string{
		{"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-o", "-", file}, {"mutool", "draw", "-q", "-F", "txt", file},
	} {
		t.Run(program[0], func(t *testing.T) {
			if got := run(t, program[0], program[1:]...); !strings.Contains(strings.Join(strings.Fields(got), " "), text) {
				t.Errorf("%s extracts %q", program[0], got)
			}
		})
	}
}
