package render

import (
	"fmt"
	"strings"
	"testing"

	"delib/core/document"
)

const (
	nom60     = "DE LA ROCHEFOUCAULD-MONTMORENCY D'ALBRET Marie-Antoinette Zoé" // and its like without a space
	nomEntier = "PAPADOPOULOSCHRISTODOULOSANASTASIADISKARAGIANNOPOULOSTHEODOROU"
	spec120   = "Maintenance des systèmes option B : systèmes énergétiques et fluidiques – conduite d'installations et d'unités de transformation"
)

// apart checks that on each page no text runs into another one or off the page.
func apart(t *testing.T, what string, l *Layout) {
	t.Helper()
	w, err := police()
	if err != nil {
		t.Fatal(err)
	}
	type box struct {
		x1, y1, x2, y2 float64
		text           string
	}
	for i, p := range l.pages {
		var boxes []box
		for _, o := range p {
			if o.kind != opText || strings.TrimSpace(o.text) == "" {
				continue
			}
			size := float64(o.size)
			// The spaces around a text have no ink.
			lead := float64(w[o.face].measure(o.text[:len(o.text)-len(strings.TrimLeft(o.text, " \u00a0"))])) * size / 1000
			b := box{
				x1: o.x + lead, y1: o.y - 0.7*size, x2: o.x + float64(w[o.face].measure(strings.TrimRight(o.text, " \u00a0")))*size/1000, y2: o.y + 0.2*size,
				text: o.text,
			}
			if b.x1 < marginX-1 || b.x2 > l.width-marginX+1 || b.y1 < marginTop-16 || b.y2 > l.height-marginEnd+3 {
				t.Errorf("%s, page %d: %q runs off (%.0f–%.0f, %.0f)", what, i+1, o.text, b.x1, b.x2, o.y)
			}
			for _, c := range boxes {
				if b.x1 < c.x2-0.3 && c.x1 < b.x2-0.3 && b.y1 < c.y2-0.1 && c.y1 < b.y2-0.1 {
					t.Errorf("%s, page %d: %q runs into %q", what, i+1, b.text, c.text)
				}
			}
			boxes = append(boxes, b)
		}
	}
}

// tight is a document in which every text is long.
func tight(name string, columns int, paysage, compact bool) document.Document {
	t := document.Table{Compacte: compact}
	for k := range columns {
		t.Colonnes = append(t.Colonnes,
			document.Colonne{
				Titre: []string{
					"N° anonymat\nN° candidat", "Nom / Prénoms", "Spécialité du candidat", "Moyenne générale", "Décision", "Établissement d'inscription",
				}[k%6],
				Part: 1 + k%4, Alignement: document.Alignement(k % 3),
			})
	}
	for i := range 40 {
		r := document.Ligne{Retrait: i%3 == 0, Gras: i%5 == 0, Fond: i%7 == 0}
		for k := range columns {
			r.Cellules = append(r.Cellules, document.T([]string{"02319252150 - 001", name, spec120, "10.53/20", "Admis mention Très bien", name}[k%6]))
		}
		if i%11 == 0 {
			r.Cellules = r.Cellules[:columns/2+1] // the last one spans
		}
		t.Lignes = append(t.Lignes, r)
	}
	side := []document.Bloc{document.Champs{Paires: []document.Paire{
		{Libelle: "Nom de famille", Valeur: name}, {Libelle: spec120, Valeur: name}, {Libelle: name, Valeur: spec120}, {Valeur: name},
	}}}
	return document.Document{Titre: name, Paysage: paysage,
		Pied: spec120 + " – " + name + " – SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Blocs: []document.Bloc{
			document.Bandeau{Gauche: []string{spec120, name}, Droite: []string{name, spec120, "Édité le 06/06/2023"}},
			document.Titre{Texte: name + " " + spec120, Encadre: true}, document.Titre{Texte: name},
			document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{side, side}},
			document.Champs{
				Colonnes: 3,
				Paires: []document.Paire{
					{Libelle: "Jury", Valeur: spec120}, {Libelle: name, Valeur: name}, {Libelle: "Mention", Valeur: "AB"}, {Libelle: "Centre", Valeur: name},
				},
			},
			document.Paragraphe{Style: document.Grand, Alignement: document.Centre, Texte: name + "\n" + spec120},
			t,
			document.Cases{Titre: spec120, Choix: []document.Case{{Libelle: name}, {Libelle: spec120, Cochee: true}, {Libelle: "Admis"}}},
			document.Barres{Titre: spec120, Barres: []document.Barre{{Libelle: name, Nombre: 12345}, {Libelle: spec120, Nombre: 3, Marquee: true}}},
			document.Colonnes{
				Parts: []int{3, 2},
				Blocs: [][]document.Bloc{
					{document.Paragraphe{Texte: name + ", Président du jury de " + spec120}}, {document.Cadre{Titre: "Signature de " + name, Hauteur: 22}},
				},
			},
		}}
}

func TestLongTextsStayApart(t *testing.T) {
	if n := len([]rune(spec120)); n < 120 {
		t.Fatalf("%d characters", n)
	}
	for _, name := range []string{nom60, nomEntier} {
		for _, columns := range []int{3, 6, 8} {
			for i := range 4 {
				d := tight(name, columns, i%2 == 1, i > 1)
				l, err := Compose(d)
				if err != nil {
					t.Fatal(err)
				}
				apart(t, fmt.Sprintf("%.20s, %d columns, %v", name, columns, d.Paysage), l)
				if !strings.Contains(words(l), strings.ReplaceAll(name, " ", "")[:20]) {
					t.Errorf("%s is lost", name)
				}
			}
		}
	}
	for _, d := range []document.Document{pvi(1), liste(40), statistiques(), candidats(80), pv(0)[0], pv(0)[2]} {
		l, err := Compose(d)
		if err != nil {
			t.Fatal(err)
		}
		apart(t, d.Titre, l)
	}
}

// lines are paragraphs of one line, to push what follows down a page.
func lines(n int) []document.Bloc {
	var bs []document.Bloc
	for range n {
		bs = append(bs, document.Paragraphe{Texte: "x"})
	}
	return bs
}

// TestHeadStaysWithARow pushes tables of all sorts down a page.
func TestHeadStaysWithARow(t *testing.T) {
	row := func(s string) document.Ligne { return document.Ligne{Cellules: []document.Cellule{document.T(s)}} }
	for name, rows := range map[string][]document.Ligne{
		"short": {row("ligne"), row("ligne"), row("ligne")}, "tall": {row("ligne" + strings.Repeat("\nx", 20)), row("ligne")},
		"taller": {row("ligne" + strings.Repeat("\nx", 40))}, "over pages": {row("ligne" + strings.Repeat("\nx", 90)), row("ligne")}, "none": nil,
	} {
		for _, signed := range []bool{false, true} {
			for n := range 70 {
				bs := append(lines(n), document.Titre{Texte: "TITRE", Encadre: true},
					document.Champs{Paires: []document.Paire{{Libelle: "a", Valeur: "b"}, {Libelle: "c", Valeur: "d"}}},
					document.Table{Colonnes: []document.Colonne{{Titre: "TETE\nsur\ntrois"}}, Lignes: rows, Vide: "ligne"})
				if signed {
					bs = append(bs, document.Cadre{Titre: "SIGNATURE", Hauteur: 22})
				}
				l, err := Compose(document.Document{Blocs: append(bs, document.Saut{})})
				if err != nil {
					t.Fatal(err)
				}
				apart(t, name, l)
				for i, p := range l.pages {
					all := map[string]bool{}
					for _, o := range p {
						all[o.text] = true
					}
					if all["TITRE"] && !all["TETE"] || all["TETE"] && !all["ligne"] && (name != "over pages" || !all["x"]) {
						t.Errorf("%s, %d lines above: page %d ends with a head", name, n, i+1)
					}
					if all["SIGNATURE"] && !all["ligne"] {
						t.Errorf("%s, %d lines above: page %d has only the signature", name, n, i+1)
					}
				}
			}
		}
	}
}

// TestSignatureKeepsCompany pushes what is signed down a page: the frame never
// stands alone.
func TestSignatureKeepsCompany(t *testing.T) {
	frame := document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{{document.Paragraphe{Texte: "SIGNATURE"}}, {document.Cadre{Hauteur: 22}}}}
	var table document.Table
	table.Colonnes = []document.Colonne{{Titre: "TETE"}}
	for range 6 {
		table.Lignes = append(table.Lignes, document.Ligne{Cellules: []document.Cellule{document.T("SUITE")}})
	}
	for name, before := range map[string][]document.Bloc{
		"table":          {table},
		"table and note": {table, document.Paragraphe{Texte: "Résultats publiés sous réserve"}},
		"table and count": {
			table, document.Paragraphe{Style: document.Petit, Texte: "(1)"}, document.Champs{Paires: []document.Paire{{Libelle: "Admis", Valeur: "3"}}},
		},
		"text":  {document.Paragraphe{Texte: strings.TrimSpace(strings.Repeat("SUITE\n", 9))}},
		"line":  {document.Paragraphe{Texte: "SUITE"}},
		"boxes": {document.Cases{Titre: "SUITE", Choix: []document.Case{{Libelle: "a"}}}},
		"bars":  {document.Barres{Titre: "SUITE", Barres: []document.Barre{{Libelle: "a", Nombre: 3}}}},
	} {
		for n := range 70 {
			l, err := Compose(document.Document{Blocs: append(
				append(append(lines(n), before...), frame, document.Paragraphe{Style: document.Petit, Texte: "note"}), document.Saut{})})
			if err != nil {
				t.Fatal(err)
			}
			apart(t, name, l)
			for i, p := range l.pages {
				suite, signature := 0, 0
				for _, o := range p {
					switch o.text {
					case "SUITE":
						suite++
					case "SIGNATURE":
						signature++
					}
				}
				if signature > 0 && suite == 0 || signature > 0 && suite == 1 && strings.HasPrefix(name, "table") {
					t.Errorf("%s, %d lines above: page %d has %d lines with the signature", name, n, i+1, suite)
				}
			}
		}
	}
}

// TestHeadIsRepeated looks for the head of a list on the pages that go on, and
// only there.
func TestHeadIsRepeated(t *testing.T) {
	d := liste(60)
	d.Blocs = append(d.Blocs, document.Saut{}, document.Titre{Texte: "Autre"})
	d.Blocs = append(d.Blocs, lines(90)...)
	l, err := Compose(d)
	if err != nil || l.Pages() < 5 {
		t.Fatalf("%d pages, %v", l.Pages(), err)
	}
	apart(t, "again", l)
	for i, p := range l.pages {
		title, centre, other := false, false, false
		for _, o := range p {
			title = title || o.text == d.Titre && o.y < marginTop
			centre = centre || o.text == "BTS 2023-06 – LP NELSON MANDELA – AUDINCOURT CEDEX (0250001R)" && o.y < marginTop
			other = other || o.text == "Autre"
		}
		if want := i > 0 && !other; title != want || centre != want {
			t.Errorf("page %d: title %v, centre %v; want %v", i+1, title, centre, want)
		}
	}
}

func TestFrameTallerThanWhatIsLeft(t *testing.T) {
	bs := append(lines(3), document.Cadre{Titre: "a", Hauteur: 200}, document.Cadre{Titre: "b", Hauteur: 150}, document.Cadre{Titre: "c", Hauteur: 20})
	l, err := Compose(document.Document{Blocs: bs})
	if err != nil || l.Pages() != 2 {
		t.Fatalf("%d pages, %v; want 2", l.Pages(), err)
	}
}

// TestCode: a code is one run of a monospaced face, in one size that fits, and a
// character that the face lacks is told.
func TestCode(t *testing.T) {
	for _, c := range []struct {
		text   string
		alerts int
	}{{"ABCDE-FGHIJ-KLMNO-PQRST", 0}, {strings.Repeat("ABCDE-", 20), 0}, {"É", 1}} {
		l, err := Compose(document.Document{Format: document.A5, Blocs: []document.Bloc{document.Code{Libelle: "Mot de passe", Texte: c.text}}})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, o := range l.pages[0] {
			if o.kind == opText && o.face == Mono {
				if n++; o.size > codeSize || o.x < marginX || c.alerts == 0 && o.text != c.text {
					t.Errorf("%+v", o)
				}
			}
		}
		if n != 1 || len(l.Alertes()) != c.alerts || l.width > 421 {
			t.Errorf("%s: %d runs, %v, %f wide", c.text, n, l.Alertes(), l.width)
		}
	}
}
