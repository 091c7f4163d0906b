package tableur_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"delib/core/examen"
	"delib/core/tableur"
)

// premiere is the name of the first sheet of bordereau.
const premiere = "U1 04-07 matin"

func bordereau() *tableur.Bordereau {
	return &tableur.Bordereau{
		Titre: "Bordereau U1", Le: time.Date(2023, 7, 3, 8, 0, 0, 0, time.UTC),
		Identite: map[string]string{"format": tableur.FormatBordereau, "centre": "0250001R"},
		Feuilles: []tableur.FeuilleBordereau{
			{Nom: "U1 04/07 matin", Discipline: "U1 Culture générale et expression", Centre: "LP NELSON MANDELA", Date: "mardi 4 juillet 2023 matin",
				Lignes: []tableur.LigneBordereau{
					{
						Jury: "31310", Numero: "02319252150", Inscription: "001", Anonymat: "T230A031000004", Nom: "=CMD|'/C calc'!A0", Epreuve: "U1",
						Libelle: "Culture générale et expression", Bareme: 20, Demi: true, Heure: "09:00",
					},
				}},
			{Nom: "U1 04/07 matin", Lignes: []tableur.LigneBordereau{
				{
					Jury: "31310", Numero: "02321252217", Inscription: "001", Nom: "BANQA Pierre", Epreuve: "ECT1", Libelle: "épr. Scientifique", Bareme: 10,
					Valeur: "7.50",
				},
				{
					Jury: "31310", Numero: "02321252218", Inscription: "001", Nom: "BANQB Laura", Epreuve: "ECT1", Libelle: "épr. Scientifique", Bareme: 10,
					Valeur: "absent",
				},
			}},
		},
	}
}

func ecrire(t *testing.T, nom string, texte []byte) string {
	t.Helper()
	chemin := filepath.Join(t.TempDir(), nom)
	if err := os.WriteFile(chemin, texte, 0o600); err != nil {
		t.Fatal(err)
	}
	return chemin
}

// TestRoundTrip: what an examiner gets, fills in and gives back.
func TestRoundTrip(t *testing.T) {
	texte, err := bordereau().Ecrire()
	if err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(texte))
	if err != nil {
		t.Fatal(err)
	}
	if v, err := x.GetCellValue(premiere, "B5"); err != nil || v != "02319252150" {
		t.Errorf("the leading zero: %q %v", v, err)
	}
	if f, err := x.GetCellFormula(premiere, "E5"); err != nil || f != "" {
		t.Errorf("a name became a formula: %q %v", f, err)
	}
	for cellule, verrouillee := range map[string]bool{"A5": true, "H5": true, "I5": false} {
		id, err := x.GetCellStyle(premiere, cellule)
		if err != nil {
			t.Fatal(err)
		}
		s, err := x.GetStyle(id)
		if err != nil || s.Protection == nil || s.Protection.Locked != verrouillee {
			t.Errorf("%s: locked %v, want %v (%v)", cellule, s.Protection, verrouillee, err)
		}
	}
	if vs, err := x.GetDataValidations(premiere); err != nil || len(vs) != 1 || vs[0].Type != "custom" {
		t.Errorf("validations: %v %v", vs, err)
	}
	if noms := x.GetSheetList(); !slices.Equal(noms, []string{premiere, "U1 04-07 matin (2)", "_delib"}) {
		t.Errorf("sheets %q", noms)
	}
	for ou, visible := range map[[2]string]bool{{premiere, "D"}: true, {premiere, "E"}: true, {"U1 04-07 matin (2)", "D"}: false, {"U1 04-07 matin (2)", "E"}: true} {
		if v, err := x.GetColVisible(ou[0], ou[1]); err != nil || v != visible {
			t.Errorf("column %s of %s is in view: %v %v", ou[1], ou[0], v, err)
		}
	}
	if visible, err := x.GetSheetVisible("_delib"); err != nil || visible {
		t.Errorf("the identity is in view (%v)", err)
	}
	// The examiner types a number in the first row: a spreadsheet keeps it as such.
	if err := x.SetCellValue(premiere, "I5", 12.5); err != nil {
		t.Fatal(err)
	}
	var rempli bytes.Buffer
	if err := x.Write(&rempli); err != nil {
		t.Fatal(err)
	}
	f, err := tableur.Lire(ecrire(t, "b.xlsx", rempli.Bytes()), "numero|n° candidat", "inscription", "epreuve", "note|valeur")
	if err != nil {
		t.Fatal(err)
	}
	if f.Identite["centre"] != "0250001R" || f.Identite["format"] != tableur.FormatBordereau {
		t.Errorf("identity %v", f.Identite)
	}
	if len(f.Lignes) != 3 || f.Lignes[0].De("note") != "12.5" || f.Lignes[0].Lieu() != "feuille « U1 04-07 matin », ligne 5" ||
		f.Lignes[1].De("note") != "7.5" || f.Lignes[2].De("note") != "absent" {
		t.Errorf("%+v", f.Lignes)
	}
	if c, ok := f.Lignes[0].Cle(); !ok || c.String() != "02319252150-001" {
		t.Errorf("%v", c)
	}
}

// TestForeignSheets are refused in words, at once.
func TestForeignSheets(t *testing.T) {
	bon, err := bordereau().Ecrire()
	if err != nil {
		t.Fatal(err)
	}
	abime := append([]byte(nil), bon...)
	for i := len(abime) / 4; i < len(abime)/2; i++ {
		abime[i] ^= 0x55
	}
	var bombe bytes.Buffer
	z := zip.NewWriter(&bombe)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(bytes.Repeat([]byte(" "), 80<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	avecFormule := func() []byte {
		x, err := excelize.OpenReader(bytes.NewReader(bon))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := x.SetCellFormula(premiere, "I5", "=5+5"); err != nil {
			t.Fatal(err)
		}
		if err := x.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	avecMacro := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		if _, err := z.Create("xl/vbaProject.bin"); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, c := range []struct {
		nom   string
		texte []byte
		parmi string
	}{
		{"formule.xlsx", avecFormule(), "formules"}, {"macro.xlsx", avecMacro(), "macros"}, {"macro.xlsm", bon, "seuls les fichiers"},
		{"vide.xlsx", nil, "classeur XLSX"}, {"texte.xlsx", []byte("a;b"), "classeur XLSX"}, {"abime.xlsx", abime, "Ce fichier ne peut pas être repris"},
		{"bombe.xlsx", bombe.Bytes(), "trop grand"}, {"x.ods", bon, "seuls les fichiers"},
		{"guillemets.csv", []byte("numero;inscription;epreuve;note\n1;1;\"U1;2"), "guillemets"},
		{"guillemets.csv", []byte("numero;inscription;epreuve;note\n\"1;1;U;2"), "guillemets"}, {"colonnes.csv", []byte("a;b\n1;2"), "colonnes attendues"},
		{"large.csv", []byte(strings.Repeat("a;", 200)), "colonnes"}, {"long.csv", []byte(strings.Repeat("a;b\n", 60000)), "50000"},
	} {
		_, err := tableur.Lire(ecrire(t, c.nom, c.texte), "numero|n° candidat", "inscription", "epreuve", "note")
		if examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), c.parmi) {
			t.Errorf("%s: %v, want %q", c.nom, err, c.parmi)
		}
	}
}

// TestCSVApostrophe: what an export disarmed is read back as it was.
func TestCSVApostrophe(t *testing.T) {
	f, err := tableur.Lire(ecrire(t, "x.csv", []byte("numero;note\n'=1+1;'abc\n-5;9,5\n")), "numero", "note")
	if err != nil {
		t.Fatal(err)
	}
	if f.Lignes[0].De("numero") != "=1+1" || f.Lignes[0].De("note") != "'abc" || f.Lignes[1].De("note") != "9,5" {
		t.Errorf("%+v", f.Lignes)
	}
}
