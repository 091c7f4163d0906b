package tableur_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"delib/core/examen"
	"delib/core/tableur"
)

var colonnes = []string{"numero", "inscription", "epreuve", "note|valeur", "?date|date et heure"}

// TestShapes: a sheet whose shape does not say which cell is which is refused, with
// the place; one that only looks unusual is read.
func TestShapes(t *testing.T) {
	for _, c := range []struct{ nom, texte, note, faute string }{
		{"a decimal comma in a comma CSV", "numero,inscription,epreuve,note\n1,001,U1,12,5\n", "", "une note s’écrit 12.5"},
		{"quoted", "numero,inscription,epreuve,note\n1,001,U1,\"12,5\"\n", "12,5", ""},
		{"with a point", "numero,inscription,epreuve,note\n1,001,U1,12.5\n", "12.5", ""},
		{"a cell under no heading", "numero;inscription;epreuve;note;\n1;001;U1;12;7\n", "", "E2 (« 7 »)"},
		{"an empty cell under no heading", "numero;inscription;epreuve;note;\n1;001;U1;12;\n", "12", ""},
		{"one heading twice", "numero;inscription;epreuve;note;Note\n1;001;U1;12;3\n", "", "« note » (D1) et « Note » (E1)"},
		{"two names of one column", "numero;inscription;epreuve;valeur;note\n1;001;U1;12;3\n", "", "deux colonnes disent la même chose"},
		{"a title above the head", "Bordereau;;;\n;;;\nnumero;inscription;epreuve;note\n1;001;U1;12\n", "12", ""},
		{"more cells than headings, the last one empty", "numero,inscription,epreuve,note,remarque\n1,001,U1,12,5,\n", "", "une note s’écrit 12.5"},
		{"figures behind a mark", "numero,inscription,epreuve,note,remarque\n1,001,U1,12,5\n", "", "« 12,5 » peut être une note"},
		{"a remark behind a mark", "numero,inscription,epreuve,note,remarque\n1,001,U1,12,bien\n", "12", ""},
		{"what a mark is on", "numero;inscription;epreuve;Note /20\n1;001;U1;12\n", "12", ""},
		{"marks", "numero;inscription;epreuve;Notes\n1;001;U1;12\n", "12", ""},
		{"a mark, and a mark on 20", "numero;inscription;epreuve;note;Note sur 20\n1;001;U1;12;3\n", "", "« note » (D1) et « Note sur 20 » (E1)"},
		{"the headings again on another page", "numero;inscription;epreuve;note\n1;001;U1;12\nnumero;inscription;epreuve;note\n", "12", ""},
		{"carriage returns alone", "numero;inscription;epreuve;note\r1;001;U1;\"12,5\"\r", "12,5", ""},
		{"tabs", "numero\tinscription\tepreuve\tnote\n1\t001\tU1\t12,5\n", "12,5", ""},
	} {
		f, err := tableur.Lire(ecrire(t, "x.csv", []byte(c.texte)), colonnes...)
		if c.faute != "" {
			if err == nil && len(f.Lignes) == 1 {
				err = examen.Refuser(examen.CodeFichier, f.Lignes[0].Faute, "")
			}
			if err == nil || !strings.Contains(err.Error(), c.faute) {
				t.Errorf("%s: %v, want %q", c.nom, err, c.faute)
			}
			continue
		}
		if err != nil || len(f.Lignes) != 1 || f.Lignes[0].Faute != "" || f.Lignes[0].De("note") != c.note {
			t.Errorf("%s: %v %+v", c.nom, err, f)
		}
	}
}

// TestCellsAreReadByTheirType: what a spreadsheet shows is what is read; a boolean,
// a date, an hour, a share, an error are never taken for a mark.
func TestCellsAreReadByTheirType(t *testing.T) {
	for _, c := range []struct {
		nom    string
		valeur any
		format int    // built in
		propre string // custom
		lu     string
	}{
		{"number", 12.5, 0, "", "12.5"}, {"whole", 12, 0, "", "12"}, {"zero", 0, 0, "", "0"}, {"two decimals shown", 12.5, 2, "", "12.5"},
		{"true", true, 0, "", "VRAI"}, {"false", false, 0, "", "FAUX"},
		{"date and hour", 45111.375, 22, "", "2023-07-04T09:00"}, {"date", 45111, 14, "", "2023-07-04"}, {"noon", 0.5, 20, "", "12:00"},
		{"percentage", 0.5, 9, "", "50 %"}, {"own percentage", 0.125, 0, "0.0%", "12.5 %"},
		{"own date", 45111.375, 0, "dd/mm/yyyy hh:mm", "2023-07-04T09:00"}, {"a word beside a number", 12.5, 0, `0.0" points"`, "12.5"},
		{"text", "12,5", 49, "", "12,5"}, {"absent", "AB", 0, "", "AB"},
	} {
		x := excelize.NewFile()
		for i, v := range []any{"numero", "inscription", "epreuve", "note"} {
			if err := x.SetCellValue("Sheet1", string(rune('A'+i))+"1", v); err != nil {
				t.Fatal(err)
			}
		}
		for i, v := range []any{"1", "001", "U1", c.valeur} {
			if err := x.SetCellValue("Sheet1", string(rune('A'+i))+"2", v); err != nil {
				t.Fatal(err)
			}
		}
		s := &excelize.Style{NumFmt: c.format}
		if c.propre != "" {
			s.CustomNumFmt = &c.propre
		}
		id, err := x.NewStyle(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := x.SetCellStyle("Sheet1", "D2", "D2", id); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := x.Write(&b); err != nil {
			t.Fatal(err)
		}
		f, err := tableur.Lire(ecrire(t, "x.xlsx", b.Bytes()), colonnes...)
		if err != nil || len(f.Lignes) != 1 || f.Lignes[0].De("note") != c.lu {
			t.Errorf("%s: %v %+v, want %q", c.nom, err, f, c.lu)
		}
	}
}

// TestWhichSheet: the export's own sheets are read, wherever they stand; without an
// export, the only one that has the columns.
func TestWhichSheet(t *testing.T) {
	ajouter := func(x *excelize.File, nom string, lignes ...[]any) {
		if _, err := x.NewSheet(nom); err != nil {
			t.Fatal(err)
		}
		for i, l := range lignes {
			if err := x.SetSheetRow(nom, "A"+string(rune('1'+i)), &l); err != nil {
				t.Fatal(err)
			}
		}
	}
	tete := []any{"N° candidat", "Inscription", "Epreuve", "Note"}
	for _, c := range []struct {
		nom    string
		gater  func(*excelize.File)
		lignes int
		faute  string
	}{
		{"a scratch sheet before", func(x *excelize.File) {
			ajouter(x, "Brouillon", tete, []any{"02319252150", "001", "U1", "4"})
			if err := x.MoveSheet("Brouillon", premiere); err != nil {
				t.Fatal(err)
			}
		}, 3, ""},
		{"a copy of a sheet", func(x *excelize.File) {
			n, err := x.NewSheet("Copie")
			de, err2 := x.GetSheetIndex(premiere)
			if err != nil || err2 != nil || x.CopySheet(de, n) != nil {
				t.Fatal(err, err2)
			}
		}, 3, ""},
		{"a sheet taken out", func(x *excelize.File) {
			if err := x.DeleteSheet(premiere); err != nil {
				t.Fatal(err)
			}
		}, 2, ""},
		{"a sheet renamed", func(x *excelize.File) {
			if err := x.SetSheetName(premiere, "Mes notes"); err != nil {
				t.Fatal(err)
			}
		}, 0, "« Mes notes » a les colonnes de l’export"},
		{"no identity, two that fit", func(x *excelize.File) {
			if err := x.DeleteSheet("_delib"); err != nil {
				t.Fatal(err)
			}
		}, 0, "plusieurs feuilles"},
	} {
		texte, err := bordereau().Ecrire()
		if err != nil {
			t.Fatal(err)
		}
		x, err := excelize.OpenReader(bytes.NewReader(texte))
		if err != nil {
			t.Fatal(err)
		}
		c.gater(x)
		var b bytes.Buffer
		if err := x.Write(&b); err != nil {
			t.Fatal(err)
		}
		f, err := tableur.Lire(ecrire(t, "b.xlsx", b.Bytes()), "numero|n° candidat", "inscription", "epreuve", "note")
		switch {
		case c.faute != "" && (err == nil || !strings.Contains(err.Error(), c.faute)):
			t.Errorf("%s: %v, want %q", c.nom, err, c.faute)
		case c.faute == "" && (err != nil || len(f.Lignes) != c.lignes):
			t.Errorf("%s: %v %+v", c.nom, err, f)
		case c.nom == "a copy of a sheet" && !slices.Equal(f.Laissees, []string{"Copie"}):
			t.Errorf("%s: %q are left", c.nom, f.Laissees)
		}
	}
}

// TestHeadingSaysWhatAMarkIsOn: it is then held against each épreuve.
func TestHeadingSaysWhatAMarkIsOn(t *testing.T) {
	f, err := tableur.Lire(ecrire(t, "x.csv", []byte("numero;inscription;epreuve;Note /10\n1;001;U1;7\n")), colonnes...)
	if err != nil || len(f.Lignes) != 1 || f.Lignes[0].De("bareme") != "10" {
		t.Errorf("%v %+v", err, f)
	}
}
