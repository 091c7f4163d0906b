package extrait

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"delib/core/examen"
)

var quand = time.Date(2025, 6, 6, 9, 0, 0, 0, time.UTC)

// TestShapes: four shapes in which an académie has its data give, by what is proposed
// alone, the tables that stand beside them.
func TestShapes(t *testing.T) {
	for _, x := range []struct {
		nom                     string
		examen, session         string
		ecartes, soucis, tables int
	}{
		{"apogee-sections", "BTS", "2025-06", 0, 0, 8},
		{"cyclades-listes", "BCP", "2024-06", 1, 0, 8},
		{"siecle-notes-longues", "BTS", "2025-06", 3, 0, 6},
		{"tableur-du-bureau", "BTS", "2023-06", 0, 1, 9},
	} {
		t.Run(x.nom, func(t *testing.T) {
			dir := filepath.Join("testdata", x.nom)
			tables, _, err := Lire(filepath.Join(dir, "extrait"))
			if err != nil {
				t.Fatal(err)
			}
			p := Proposer(tables)
			c, err := LireCorrespondance(p.Correspondance.Ecrire())
			if err != nil {
				t.Fatal(err)
			}
			if c.Examen != x.examen || c.Session != x.session || len(tables) != x.tables || len(p.Soucis) != x.soucis {
				t.Errorf("%s %s, %d tables, not placed: %q", c.Examen, c.Session, len(tables), p.Soucis)
			}
			dossiers, compte, err := Fabriquer(tables, c, quand)
			if err != nil {
				t.Fatalf("%v %+v", err, compte)
			}
			if len(compte.Ecartes) != x.ecartes || len(compte.Soucis) > 0 {
				t.Errorf("left out %q, not understood %q", compte.Ecartes, compte.Soucis)
			}
			attendus, err := filepath.Glob(filepath.Join(dir, "attendu", "*.zip"))
			if err != nil || len(attendus) != len(dossiers) {
				t.Fatalf("%d dossiers, want %d (%v)", len(dossiers), len(attendus), err)
			}
			for _, chemin := range attendus {
				i := slices.IndexFunc(dossiers, func(d Dossier) bool { return d.Fichier(c) == filepath.Base(chemin) })
				if i < 0 {
					t.Errorf("%s was not made", chemin)
					continue
				}
				texte, err := os.ReadFile(chemin)
				if err != nil {
					t.Fatal(err)
				}
				comparer(t, tablesDuZip(t, dossiers[i].Octets), tablesDuZip(t, texte))
			}
		})
	}
}

// tablesDuZip gives the rows of each table, each as its values by column.
func tablesDuZip(t *testing.T, octets []byte) map[string][]map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(octets), int64(len(octets)))
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][]map[string]string{}
	for _, f := range z.File {
		if filepath.Ext(f.Name) != ".csv" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		texte, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(texte, []byte("\xef\xbb\xbf"))))
		c.Comma = ';'
		l, err := c.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		m[f.Name] = []map[string]string{}
		for _, champs := range l[1:] {
			x := map[string]string{}
			for i, v := range champs {
				x[l[0][i]] = v
			}
			m[f.Name] = append(m[f.Name], x)
		}
	}
	return m
}

// comparer holds the tables of a dossier to others, whatever the order of their rows.
func comparer(t *testing.T, a, b map[string][]map[string]string) {
	t.Helper()
	dire := func(table string, l []map[string]string) []string {
		var s []string
		for _, x := range l {
			var mots []string
			for k, v := range x {
				if table == "epreuves.csv" && (k == "ordre" || k == "pas" || k == "ecrit") {
					continue
				}
				mots = append(mots, k+"="+strings.TrimSuffix(v, ".00"))
			}
			slices.Sort(mots)
			s = append(s, strings.Join(mots, " "))
		}
		slices.Sort(s)
		return s
	}
	for table := range b {
		x, y := dire(table, a[table]), dire(table, b[table])
		if len(x) != len(y) {
			t.Errorf("%s: %d rows, want %d", table, len(x), len(y))
		}
		for i := range min(len(x), len(y)) {
			if x[i] != y[i] {
				t.Errorf("%s:\n  %s\nwant\n  %s", table, x[i], y[i])
				break
			}
		}
	}
}

// base is the smallest folder from which a dossier is made.
func base() map[string]string {
	return map[string]string{
		"reglement.csv": "examen;specialite;libelle_specialite;unite;libelle;parent;coefficient;bareme;nature;choix_groupe2;langue;remplacement\n" +
			"BTS;31310;Banque;U1;Culture générale;;3;20;generale;oui;;\nBTS;31310;Banque;U2;Anglais;;2;20;generale;oui;;\n",
		"jurys.csv": "Code jury;Code spécialité;Spécialité;Période;Etat;Centre de délibération;Date délibération 1er groupe\n" +
			"31310;31310;Banque;Session normale;110;LP MANDELA – AUDINCOURT (0250001R);12/06/2025 08:00\n",
		"candidats.csv": "N° Candidat;N° Inscription;Jury;Nom;Prénom;U1;U2\n2441984936;1;31310;BARBIER;Liam;12,5;9\n2441984937;1;31310;BENOÎT;Zoé;AB;\n",
	}
}

func faire(t *testing.T, fichiers map[string]string) ([]*Table, *Proposition, []Dossier, *Compte, error) {
	t.Helper()
	dir := t.TempDir()
	for nom, texte := range fichiers {
		if err := os.WriteFile(filepath.Join(dir, nom), []byte(texte), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tables, _, err := Lire(dir)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	p := Proposer(tables)
	d, c, err := Fabriquer(tables, p.Correspondance, quand)
	return tables, p, d, c, err
}

// TestWhatIsTold: what the tables say badly is told with its place; nothing is guessed.
func TestWhatIsTold(t *testing.T) {
	for _, x := range []struct {
		nom            string
		fichier, texte string // in the place of that of base
		dit            string // in what is proposed, in the account, or in the refusal
	}{
		{"a mark that is none", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Prénom;U1\n2441984936;1;31310;BARBIER;Liam;60 %\n", "ligne 2, « U1 » : « 60 % » n’est ni une note"},
		{"a date in the place of a mark", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Prénom;U1\n2441984936;1;31310;BARBIER;Liam;12/05/2025\n", "« 12/05/2025 » n’est ni une note"},
		{"another barème", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Prénom;U1\n2441984936;1;31310;BARBIER;Liam;6/10\n", "U1 y est notée sur 10, le règlement dit sur 20"},
		{"a heading that nobody knows", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Prénom;Zorglub;U1\n2441984936;1;31310;BARBIER;Liam;x;12\n", "ligne 1 : « Zorglub » n’est pas compris"},
		{"two columns for one field", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Nom de " +
			"famille;Prénom;U1\n2441984936;1;31310;BARBIER;BARBIER;Liam;12\n", "« Nom de famille » dit « nom » une seconde fois"},
		{"a jury that is nowhere", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Prénom;U1\n2441984936;1;99999;BARBIER;Liam;12\n", "le jury « 99999 » n’est dans aucun tableau"},
		{"a mark said twice", "candidats.csv", "N° Candidat;N° " +
			"Inscription;Jury;Nom;Prénom;U1\n2441984936;1;31310;BARBIER;Liam;12\n2441984936;1;31310;BARBIER;Liam;13\n", "U1 de 02441984936 est dite deux fois"},
		{"a name said otherwise", "autres.csv", "N° Candidat;N° Inscription;Nom;Prénom;Sexe\n2441984936;1;MARTIN;Liam;M\n", "nom « BARBIER », ailleurs « MARTIN »"},
		{"a mark of nobody", "notes.csv", "N° candidat;N° inscription;Matière;Note\n2000000000;1;Anglais;12\n", "celle d’un candidat qu’aucun tableau ne dit " +
			"(02000000000)"},
		{"an épreuve of nothing", "notes.csv", "N° candidat;N° inscription;Matière;Note\n2441984936;1;Poterie;12\n", "« Poterie » n’est l’épreuve d’aucune unité"},
		{"an UAI of a wrong letter", "jurys.csv", "Code jury;Code spécialité;Spécialité;Centre de délibération;Date délibération 1er " +
			"groupe\n31310;31310;Banque;LP MANDELA – AUDINCOURT (0250001A);12/06/2025 08:00\n", "jurys.csv, ligne 2"},
		{"a scratch sheet", "brouillon.csv", "à rappeler;;12\nlundi;mardi;jeudi\n", "brouillon.csv : aucune ligne de titres"},
		{"a total, a legend", "candidats.csv", "N° Candidat;N° Inscription;Jury;Nom;Prénom;U1;U2\n2441984936;1;31310;BARBIER;Liam;12,5;9\nTOTAL;1;;;;;\nAB = " +
			"absent\n", ""},
	} {
		t.Run(x.nom, func(t *testing.T) {
			fichiers := base()
			fichiers[x.fichier] = x.texte
			_, p, d, c, err := faire(t, fichiers)
			var tout []string
			if p != nil {
				tout = append(tout, p.Soucis...)
			}
			if c != nil {
				tout = append(append(tout, c.Soucis...), c.Ecartes...)
			}
			if r, ok := examen.EstRefus(err); ok {
				tout = append(tout, r.Details...)
			}
			if x.dit == "" && (len(tout) > 0 || len(d) != 1) {
				t.Errorf("nothing was wrong: %q", tout)
			}
			if !strings.Contains(strings.Join(tout, "\n"), x.dit) {
				t.Errorf("said %q", tout)
			}
		})
	}
}

// TestOtherWords: what other bureaux write is understood as well.
func TestOtherWords(t *testing.T) {
	fichiers := base()
	fichiers["candidats.csv"] = "Liste du 12/06/2025\nNo candidat\tCivilité\tNom\tPrénom\tNé(e) le\tCode jury\tRNE\tNote U1\n" +
		"02441984936-001\tMme\tBARBIER\tZoé\t7/6/2001\t31310\tLP LEROUX – DOLE (0252433J)\tabs.\n02441984937 - " +
		"1\tM.\tBENOÎT\tLiam\t1/12/2002\t31310\t0250001R\t9,5 / 20\n"
	fichiers["notes.csv"] = "N° Candidat,Epreuve,Résultat\n02441984936/001,ANGLAIS,\"13,5\"\n2441984937,u2,x\n"
	_, p, d, c, err := faire(t, fichiers)
	if err != nil {
		t.Fatalf("%v %q", err, p.Soucis)
	}
	if len(c.Soucis) != 1 || !strings.Contains(c.Soucis[0], "« x » n’est ni une note") {
		t.Errorf("said %q", c.Soucis)
	}
	ts := tablesDuZip(t, d[0].Octets)
	x, n := ts["candidats.csv"][0], ts["notes.csv"]
	if x["numero"] != "02441984936" || x["inscription"] != "001" || x["sexe"] != "F" || x["naissance_date"] != "2001-06-07" || x["etablissement"] != "0252433J" {
		t.Errorf("%v", x)
	}
	if len(n) != 3 || n[0]["statut"] != "absent" || n[1]["epreuve"] != "U2" || n[1]["valeur"] != "13.50" || n[2]["valeur"] != "9.50" {
		t.Errorf("%v", n)
	}
	if e := ts["etablissements.csv"]; len(e) != 2 {
		t.Errorf("%v", e)
	}
}

// TestFilesThatAreNoTable: each says its name and what to do.
func TestFilesThatAreNoTable(t *testing.T) {
	for nom, texte := range map[string]string{"vieux.xls": "x", "macro.xlsm": "x", "faux.xlsx": "x", "faux.csv": "PK\x03\x04"} {
		fichiers := base()
		fichiers[nom] = texte
		_, _, _, _, err := faire(t, fichiers)
		if r, ok := examen.EstRefus(err); !ok || !strings.Contains(strings.Join(r.Details, ""), nom) {
			t.Errorf("%s: %v", nom, err)
		}
	}
	if _, _, err := Lire(filepath.Join(t.TempDir(), "rien")); examen.CodeDe(err) != examen.CodeDossier {
		t.Errorf("no folder: %v", err)
	}
	if _, _, err := Lire(t.TempDir()); examen.CodeDe(err) != examen.CodeDossier {
		t.Errorf("an empty folder: %v", err)
	}
}

// TestCellsOfAWorkbook: a cell is read as what it is; a value that nobody computed is told.
func TestCellsOfAWorkbook(t *testing.T) {
	lire := func(remplir func(x *excelize.File) error) ([]*Table, error) {
		x := excelize.NewFile()
		defer x.Close()
		if err := remplir(x); err != nil {
			t.Fatal(err)
		}
		chemin := filepath.Join(t.TempDir(), "x.xlsx")
		if err := x.SaveAs(chemin); err != nil {
			t.Fatal(err)
		}
		ts, _, err := lireFichier(chemin, "x.xlsx")
		return ts, err
	}
	ts, err := lire(func(x *excelize.File) error {
		date, err1 := x.NewStyle(&excelize.Style{NumFmt: 14})
		part, err2 := x.NewStyle(&excelize.Style{NumFmt: 9})
		vrai := true
		return errors.Join(err1, err2, x.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &vrai}),
			x.SetSheetRow("Sheet1", "A1", &[]any{43649, 0.6, true, 12.5}), x.SetCellStyle("Sheet1", "A1", "A1", date), x.SetCellStyle("Sheet1", "B1", "B1", part))
	})
	if err != nil || len(ts) != 1 || len(ts[0].Lignes) != 1 || !slices.Equal(ts[0].Lignes[0], []string{"2023-07-04", "60 %", "VRAI", "12.5"}) {
		t.Errorf("%v %+v", err, ts)
	}
	// None of them is a mark, but the last.
	var c Correspondance
	for i, v := range []string{"2023-07-04", "60 %", "VRAI", "12.5"} {
		if x, ok := c.lireMarque(v); ok != (i == 3) {
			t.Errorf("%s is the mark %+v", v, x)
		}
	}
	if _, err := lire(func(x *excelize.File) error {
		return errors.Join(x.SetCellInt("Sheet1", "A1", 4), x.SetCellFormula("Sheet1", "B12", "A1+1"), x.SetCellFormula("Sheet1", "B2", "A1+2"))
	}); err == nil || !strings.Contains(err.Error(), "B2 : une formule") {
		t.Errorf("a formula never computed: %v", err)
	}
}

// TestEncodings: one table in every encoding and with every separator.
func TestEncodings(t *testing.T) {
	attendu := []string{"Prénom", "Œuvre d’Élise"}
	texte := "Prénom;Œuvre d’Élise\r\n"
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range texte {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for nom, octets := range map[string][]byte{
		"UTF-8":                   []byte(texte),
		"UTF-8 with its mark":     []byte("\xef\xbb\xbf" + texte),
		"UTF-16":                  utf16,
		"Windows-1252":            []byte("Pr\xe9nom;\x8cuvre d\x92\xc9lise\r\n"),
		"tabs":                    []byte(strings.ReplaceAll(texte, ";", "\t")),
		"carriage returns":        []byte(strings.ReplaceAll(texte, "\r\n", "\r") + "a;b\r"),
		"commas":                  []byte(strings.ReplaceAll(texte, ";", ",")),
		"Windows-1252 in a UTF-8": []byte("é;é\r\n\x8cuvre;\xe9\r\n"),
	} {
		l, err := lireTexte(octets, "x.csv")
		if err != nil {
			t.Fatal(err)
		}
		got := l.Lignes[0]
		if nom == "Windows-1252 in a UTF-8" {
			if fmt.Sprint(l.Lignes) != "[[é é] [Œuvre é]]" {
				t.Errorf("%s: %q", nom, l.Lignes)
			}
			continue
		}
		if !slices.Equal(got, attendu) {
			t.Errorf("%s: %q", nom, got)
		}
	}
}

// TestValues: how people write numbers, days and words.
func TestValues(t *testing.T) {
	for _, x := range []struct {
		s          sorte
		ecrit, lue string
	}{
		{texteNumero, "2441984936", "02441984936"}, {texteNumero, "2.441984936E+9", "02441984936"}, {texteInscription, "001 Version 2", "001"},
		{texteInscription, "2", "002"}, {date, "7/6/2001", "2001-06-07"}, {date, "36821", "2000-10-22"}, {moment, "18/06/2025 à 08h00", "2025-06-18T08:00"},
		{moment, "18/6/2025 8:05", "2025-06-18T08:05"}, {categorie, "SCOLAIRE BACPRO 3 ANS (132)", "SCOLAIRE"}, {categorie, "EX-SCOLAIRE (610)", "EX-SCOLAIRE"},
		{departement, "25", "025"}, {departement, "2A", "2A"}, {codePostal, "1000", "01000"}, {langue, "ANGLAIS LV1", "Anglais"}, {sexe, "Mme", "F"},
		{fonction, "Vice-président", "vice_president"}, {etat, "110 - Délibération", "110"}, {texteCode, "25302.0", "25302"},
		{date, "2001", "2001"}, {date, "00/00/2001", "2001"}, {date, "00/05/2001", "2001-05"}, {date, "05/2001", "2001-05"}, {date, "07/06/2001", "2001-06-07"},
	} {
		if got, ok := convertir(x.s, x.ecrit, true); !ok || got != x.lue {
			t.Errorf("%q: %q, %v; want %q", x.ecrit, got, ok, x.lue)
		}
	}
	c := &Correspondance{}
	for ecrit, want := range map[string]lue{
		"12": {"note", "12.00", ""}, "12,5": {"note", "12.50", ""}, "12.50/20": {"note", "12.50", "20"}, "AB": {"absent", "", ""}, "ABJ": {"absent_justifie", "", ""},
		"DISP": {"dispense", "", ""}, "B 12": {"benefice", "12.00", ""}, "R 9,5": {"report", "9.50", ""}, "NE": {}, "": {},
	} {
		if got, ok := c.lireMarque(ecrit); !ok || got != want {
			t.Errorf("%q: %+v, %v", ecrit, got, ok)
		}
	}
	for _, faux := range []string{"60 %", "12/05/2025", "1e1", "douze", "B", "-3", "1234"} {
		if got, ok := c.lireMarque(faux); ok {
			t.Errorf("%q was taken for %+v", faux, got)
		}
	}
}

// FuzzProposer: no table makes it panic.
func FuzzProposer(f *testing.F) {
	for _, texte := range base() {
		f.Add([]byte(texte))
	}
	f.Add([]byte("XX-APO_COLONNES-XX\napoL_c0001\tEPR\tU1\nXX-APO_VALEURS-XX\napoL_a01_code\tapoL_c0001\n1\t2\n"))
	f.Fuzz(func(t *testing.T, octets []byte) {
		l, err := lireTexte(octets, "x.csv")
		if err != nil {
			return
		}
		p := Proposer([]*Table{l})
		p.Correspondance.Examen, p.Correspondance.Session = "BTS", "2025-06"
		if _, err := LireCorrespondance(p.Correspondance.Ecrire()); err != nil {
			t.Fatalf("what is proposed is refused: %v\n%s", err, p.Correspondance.Ecrire())
		}
		_, _, _ = Fabriquer([]*Table{l}, p.Correspondance, quand)
	})
}

// BenchmarkFabriquer makes the dossiers of 10,000 candidates in 20 centres, a row a mark.
func BenchmarkFabriquer(b *testing.B) {
	dir := b.TempDir()
	var regles, jurys, candidats, notes strings.Builder
	regles.WriteString("examen;specialite;libelle_specialite;unite;libelle;parent;coefficient;bareme;nature;choix_groupe2;langue;remplacement\n")
	for u := range 10 {
		fmt.Fprintf(&regles, "BTS;31310;Banque;U%d;Épreuve %d;;3;20;generale;oui;;\n", u, u)
	}
	jurys.WriteString("Code jury;Code spécialité;Spécialité;Centre de délibération;Date délibération 1er groupe\n")
	candidats.WriteString("N° Candidat;N° Inscription;Jury;Nom;Prénom;Date de naissance\n")
	notes.WriteString("N° Candidat;N° Inscription;Matière;Note\n")
	for j := range 20 {
		fmt.Fprintf(&jurys, "J%02d;31310;Banque;LP %d – VILLE (0250001R);12/06/2025 08:00\n", j, j)
		for i := range 500 {
			n := 2440000000 + j*500 + i
			fmt.Fprintf(&candidats, "%d;1;J%02d;NOM %d;Zoé;07/06/2001\n", n, j, i)
			for u := range 10 {
				fmt.Fprintf(&notes, "%d;1;U%d;%d,5\n", n, u, (i+u)%20)
			}
		}
	}
	for nom, x := range map[string]*strings.Builder{"reglement.csv": &regles, "jurys.csv": &jurys, "candidats.csv": &candidats, "notes.csv": &notes} {
		if err := os.WriteFile(filepath.Join(dir, nom), []byte(x.String()), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		tables, _, err := Lire(dir)
		if err != nil {
			b.Fatal(err)
		}
		c := Proposer(tables).Correspondance
		if d, _, err := Fabriquer(tables, c, quand); err != nil || len(d) != 1 {
			b.Fatalf("%d dossiers, %v", len(d), err)
		}
	}
}
