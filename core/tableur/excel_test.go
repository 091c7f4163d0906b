package tableur_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"delib/core/tableur"
)

// forme is a workbook as some program writes it, by its parts.
type forme struct {
	feuille  string // what stands in sheetData
	chaines  string // in sst
	apres    string // after sheetData
	classeur string // name of the workbook's part
	epoque   string // attribute of workbookPr
	strict   bool
	prefixe  bool // each element of the sheet has one
	barres   bool // the names of the parts have backslashes
}

// octets writes it: style 0 is plain, 1 a date and hour, 2 a percentage, 3 a zip code.
func (f *forme) octets(t *testing.T) []byte {
	t.Helper()
	const tete = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	ns, rel := "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	if f.strict {
		ns, rel = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	classeur := f.classeur
	if classeur == "" {
		classeur = "workbook.xml"
	}
	corps := fmt.Sprintf(`<worksheet xmlns="%s" xmlns:r="%s"><sheetData>%s</sheetData>%s</worksheet>`, ns, rel, f.feuille, f.apres)
	if f.prefixe {
		corps = strings.NewReplacer("</", "</x:", "<", "<x:", "xmlns=", "xmlns:x=").Replace(corps)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/` + classeur + `" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/` + classeur + `"/></Relationships>`},
		{"xl/" + classeur, fmt.Sprintf(`<workbook xmlns="%s" xmlns:r="%s"><workbookPr %s/><sheets><sheet name="Feuil1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			ns, rel, f.epoque)},
		{"xl/_rels/" + classeur + ".rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + rel + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="rId3" Type="` + rel + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/styles.xml", fmt.Sprintf(`<styleSheet xmlns="%s"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts>`, ns) +
			`<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
			`<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/>` +
			`<xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`},
		{"xl/sharedStrings.xml", fmt.Sprintf(`<sst xmlns="%s">%s</sst>`, ns, f.chaines)},
		{"xl/worksheets/sheet1.xml", corps},
	} {
		nom := p[0]
		if f.barres {
			nom = strings.ReplaceAll(nom, "/", `\`)
		}
		w, err := z.Create(nom)
		if err == nil {
			_, err = w.Write([]byte(tete + "\n" + p[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// teteFeuille is the headings as inline texts; each test writes the row under it.
const teteFeuille = `<row r="1"><c r="A1" t="inlineStr"><is><t>numero</t></is></c><c r="B1" t="inlineStr"><is><t>inscription</t></is></c>` +
	`<c r="C1" t="inlineStr"><is><t>epreuve</t></is></c><c r="D1" t="inlineStr"><is><t>note</t></is></c><c r="E1" t="inlineStr"><is><t>date</t></is></c></row>`

// ligneFeuille is a row whose mark, and date, are given as XML.
func ligneFeuille(note, date string) string {
	return teteFeuille + `<row r="2"><c r="A2"><v>2319252150</v></c><c r="B2"><v>1</v></c><c r="C2" t="inlineStr"><is><t>U1</t></is></c>` + note + date + `</row>`
}

// TestAsSpreadsheetsWrite: the same row as the programs that people have write it.
func TestAsSpreadsheetsWrite(t *testing.T) {
	const midi = "2023-07-04T09:00"
	for _, c := range []struct {
		nom              string
		f                forme
		note, date, dite string // what is read, or the refusal
	}{
		{"number", forme{feuille: ligneFeuille(`<c r="D2"><v>12.5</v></c>`, "")}, "12.5", "", ""},
		{"as seventeen digits", forme{feuille: ligneFeuille(`<c r="D2"><v>8.1999999999999993</v></c>`, "")}, "8.2", "", ""},
		{"as seventeen digits, above", forme{feuille: ligneFeuille(`<c r="D2"><v>12.050000000000001</v></c>`, "")}, "12.05", "", ""},
		{"with an exponent", forme{feuille: ligneFeuille(`<c r="D2"><v>1.25E1</v></c>`, "")}, "12.5", "", ""},
		{"zero by a rule of form", forme{feuille: ligneFeuille(`<c r="D2" s="3"><v>0</v></c>`, "")}, "0", "", ""},
		{"epoch 1900", forme{feuille: ligneFeuille("", `<c r="E2" s="1"><v>45111.375</v></c>`)}, "", midi, ""},
		{"epoch 1904", forme{feuille: ligneFeuille("", `<c r="E2" s="1"><v>43649.375</v></c>`), epoque: `date1904="1"`}, "", midi, ""},
		{"epoch 1904, in words", forme{feuille: ligneFeuille("", `<c r="E2" s="1"><v>43649.375</v></c>`), epoque: `date1904="true"`}, "", midi, ""},
		{"a moment computed from parts", forme{feuille: ligneFeuille("", `<c r="E2" s="1"><v>45111.374999999993</v></c>`)}, "", midi, ""},
		{"strict", forme{strict: true, feuille: ligneFeuille(`<c r="D2"><v>12.5</v></c>`, `<c r="E2" s="1" t="d"><v>2023-07-04T09:00:00</v></c>`)}, "12.5", midi, ""},
		{"strict, a day alone", forme{strict: true, feuille: ligneFeuille("", `<c r="E2" s="1" t="d"><v>2023-07-04T00:00:00Z</v></c>`)}, "", "2023-07-04", ""},
		{"a percentage", forme{feuille: ligneFeuille(`<c r="D2" s="2"><v>0.6</v></c>`, "")}, "60 %", "", ""},
		{"a boolean", forme{feuille: ligneFeuille(`<c r="D2" t="b"><v>1</v></c>`, "")}, "VRAI", "", ""},
		{"an error", forme{feuille: ligneFeuille(`<c r="D2" t="e"><v>#N/A</v></c>`, "")}, "#N/A", "", ""},
		{"a computed mark", forme{feuille: ligneFeuille(`<c r="D2"><f>6+6.5</f><v>12.5</v></c>`, "")}, "", "", "D2 contient une formule"},
		{"a computed text", forme{feuille: ligneFeuille(`<c r="D2" t="str"><f>"AB"</f><v>AB</v></c>`, "")}, "", "", "D2 contient une formule"},
		{"a formula never computed", forme{feuille: ligneFeuille(`<c r="D2"><f>6+6.5</f></c>`, "")}, "", "", "D2 contient une formule"},
		{"a rule of the sheet is no formula", forme{feuille: ligneFeuille("", `<c r="E2" s="1"><v>45111.375</v></c>`),
			apres: `<extLst><ext uri="{1}"><f>A1</f></ext></extLst>`}, "", midi, ""},
		{"shared texts, in runs, with their reading aloud", forme{
			chaines: `<si><t>numero</t></si><si><t>inscription</t></si><si><r><t>epr</t></r><r><t>euve</t></r></si>` +
				`<si><t>note</t><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t xml:space="preserve"> U1 </t></si><si><r><t>12</t></r><r><t>,5</t></r></si>`,
			feuille: `<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>` +
				`<row r="2"><c r="A2"><v>2319252150</v></c><c r="B2"><v>1</v></c><c r="C2" t="s"><v>4</v></c><c r="D2" t="s"><v>5</v></c></row>`,
		}, "12,5", "", ""},
		{"cells that do not say where they stand", forme{feuille: `<row><c t="inlineStr"><is><t>numero</t></is></c><c t="inlineStr"><is><t>inscription</t></is></c>` +
			`<c t="inlineStr"><is><t>epreuve</t></is></c><c t="inlineStr"><is><t>note</t></is></c><c t="inlineStr"><is><t>date</t></is></c></row>` +
			`<row><c><v>2319252150</v></c><c><v>1</v></c><c t="inlineStr"><is><t>U1</t></is></c><c t="b"><v>1</v></c><c s="1"><v>45111.375</v></c></row>`}, "VRAI", midi, ""},
		{"elements with a prefix", forme{prefixe: true, feuille: ligneFeuille(`<c r="D2" t="b"><v>1</v></c>`, `<c r="E2" s="1"><v>45111.375</v></c>`)}, "VRAI", midi, ""},
		{"a workbook of another name", forme{classeur: "workbook2.xml", feuille: ligneFeuille(`<c r="D2" t="b"><v>1</v></c>`, `<c r="E2" s="1"><v>45111.375</v></c>`)},
			"VRAI", midi, ""},
		{"backslashes in the names of the parts", forme{barres: true, feuille: ligneFeuille(`<c r="D2" t="b"><v>1</v></c>`, `<c r="E2" s="1"><v>45111.375</v></c>`)},
			"VRAI", midi, ""},
	} {
		f, err := tableur.Lire(ecrire(t, "x.xlsx", c.f.octets(t)), colonnes...)
		if c.dite != "" {
			if err == nil || !strings.Contains(err.Error(), c.dite) {
				t.Errorf("%s: %v %+v, want %q", c.nom, err, f, c.dite)
			}
			continue
		}
		if err != nil || len(f.Lignes) != 1 {
			t.Errorf("%s: %v %+v", c.nom, err, f)
			continue
		}
		l := f.Lignes[0]
		if cle, ok := l.Cle(); !ok || cle.String() != "02319252150-001" || l.De("epreuve") != "U1" || l.De("note") != c.note || l.De("date") != c.date {
			t.Errorf("%s: %v %q %q %q, want %q %q", c.nom, cle, l.De("epreuve"), l.De("note"), l.De("date"), c.note, c.date)
		}
	}
}

// TestEncodings: a CSV in the encodings that spreadsheets save, with the separator that it
// names or uses; its lines keep their numbers.
func TestEncodings(t *testing.T) {
	const texte = "Bordereau;;;;\n\nnuméro;inscription;épreuve;note;nom\n2319252150;1;U1;12,5;BÉNÉ\n"
	utf16 := func(marque bool, grand bool) []byte {
		var b []byte
		if marque {
			b = append(b, 0xFF, 0xFE)
		}
		for _, r := range texte {
			b = append(b, byte(r), byte(r>>8))
		}
		if grand {
			for i := 0; i < len(b); i += 2 {
				b[i], b[i+1] = b[i+1], b[i]
			}
		}
		return b
	}
	windows := []byte(strings.NewReplacer("é", "\xe9", "É", "\xc9").Replace(texte))
	for nom, b := range map[string][]byte{
		"UTF-8": []byte(texte), "UTF-8 with its mark": []byte("\xef\xbb\xbf" + texte), "Windows-1252": windows,
		"UTF-16": utf16(true, false), "UTF-16 without its mark": utf16(false, false), "UTF-16, big": utf16(true, true),
		"UTF-16, big, without its mark": utf16(false, true),
		"with the separator named":      []byte("sep=;\n\nnuméro;inscription;épreuve;note;nom\n2319252150;1;U1;12,5;BÉNÉ\n"),
		"commas":                        []byte("Bordereau,,,,\n\nnuméro,inscription,épreuve,note,nom\n2319252150,1,U1,\"12,5\",BÉNÉ\n"),
	} {
		f, err := tableur.Lire(ecrire(t, "x.csv", b), append(colonnes, "?nom")...)
		if err != nil || len(f.Lignes) != 1 {
			t.Errorf("%s: %v %+v", nom, err, f)
			continue
		}
		if l := f.Lignes[0]; l.De("note") != "12,5" || l.De("nom") != "BÉNÉ" || l.Numero != 4 {
			t.Errorf("%s: %+v", nom, l)
		}
	}
	if _, err := tableur.Lire(ecrire(t, "x.csv", []byte("PK\x03\x04")), colonnes...); err == nil || !strings.Contains(err.Error(), "c’est un classeur") {
		t.Errorf("a workbook named CSV: %v", err)
	}
}
