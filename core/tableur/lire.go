// Package tableur exchanges sheets that a person fills in with a spreadsheet:
// the bordereau of marks and the list of choices, as XLSX or CSV.
//
// A sheet that comes back is foreign input: it is bounded before it is read, its
// rows are found by the names of their columns, and a leading zero that a
// spreadsheet dropped is given back. The package knows no mark and no rule: it
// gives rows of text, with their line, to whoever judges them.
package tableur

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"delib/core/examen"
	"delib/core/jury"
)

// Limits of a sheet that comes back.
const (
	maxFichier  = 16 << 20
	maxDetendu  = 64 << 20
	maxPartie   = 32 << 20
	maxParties  = 200
	maxLignes   = 50000
	maxCellules = 60
)

// Ligne is one row: its line in the file and its cells by column name (folded:
// no accent, no case, letters and digits only).
type Ligne struct {
	Numero int
	champs map[string]string
}

// De gives a cell by one of the names that its column may have.
func (l Ligne) De(noms ...string) string {
	for _, n := range noms {
		if v, ok := l.champs[plier(n)]; ok {
			return v
		}
	}
	return ""
}

// Cle gives the candidate of the row, from one column ("02319252150 - 001") or
// two, with the zeros that a spreadsheet drops.
func (l Ligne) Cle() (jury.Cle, bool) {
	numero := l.De("numero", "n° candidat", "no candidat", "candidat")
	if c, ok := jury.LireCle(numero); ok {
		return c, true
	}
	c := jury.Cle{Numero: jury.Completer(numero), Inscription: l.De("inscription", "n° inscription", "inscription n°")}
	if n := len(c.Inscription); n > 0 && n < 3 && strings.Trim(c.Inscription, "0123456789") == "" {
		c.Inscription = strings.Repeat("0", 3-n) + c.Inscription
	}
	return c, c.Numero != "" && c.Inscription != ""
}

// plier folds a column's name.
func plier(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}

// Feuille is a sheet that was read.
type Feuille struct {
	Identite map[string]string // the hidden identity of an export, nil when there is none
	Lignes   []Ligne
}

func refus(raison string) *examen.Refus {
	return examen.Refuser(examen.CodeFichier, "Ce fichier ne peut pas être repris : "+raison,
		"Rien n’a été changé. Enregistrez-le de nouveau depuis votre tableur (XLSX, ou CSV en UTF-8).")
}

// Lire reads a sheet, XLSX or CSV by its name. The header is the first row that
// has all the columns required.
func Lire(chemin string, requises ...string) (*Feuille, error) {
	info, err := os.Stat(chemin)
	if err != nil {
		return nil, refus(fmt.Sprintf("« %s » n’existe pas ou ne peut pas être lu.", chemin))
	}
	if info.IsDir() || info.Size() > maxFichier {
		return nil, refus(fmt.Sprintf("il dépasse %d Mio ou n’est pas un fichier.", maxFichier>>20))
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, refus("il ne peut pas être lu.")
	}
	var lignes [][]string
	f := &Feuille{}
	switch strings.ToLower(filepath.Ext(chemin)) {
	case ".xlsx":
		lignes, f.Identite, err = lireXLSX(texte)
	case ".csv", ".txt":
		lignes, err = lireCSV(texte)
	default:
		return nil, refus("seuls les fichiers .xlsx et .csv sont lus.")
	}
	if err != nil {
		return nil, err
	}
	return f, f.ranger(lignes, requises)
}

// ranger finds the header and names the cells of the rows under it.
func (f *Feuille) ranger(lignes [][]string, requises []string) error {
	for i, l := range lignes {
		noms := make([]string, len(l))
		vus := map[string]bool{}
		for j, c := range l {
			noms[j] = plier(c)
			vus[noms[j]] = true
		}
		complet := true
		for _, r := range requises {
			trouve := false
			for _, nom := range strings.Split(r, "|") {
				trouve = trouve || vus[plier(nom)]
			}
			complet = complet && trouve
		}
		if !complet {
			continue
		}
		for k, l := range lignes[i+1:] {
			x := Ligne{Numero: i + k + 2, champs: map[string]string{}}
			plein := false
			for j, c := range l {
				if j < len(noms) && noms[j] != "" {
					x.champs[noms[j]] = c
					plein = plein || c != ""
				}
			}
			if plein {
				f.Lignes = append(f.Lignes, x)
			}
		}
		return nil
	}
	return refus("aucune ligne n’a les colonnes attendues (" + strings.ReplaceAll(strings.Join(requises, ", "), "|", " ou ") + ").")
}

func lireCSV(texte []byte) ([][]string, error) {
	texte = bytes.TrimPrefix(texte, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(texte) {
		return nil, refus("il n’est pas en UTF-8.")
	}
	r := csv.NewReader(bytes.NewReader(texte))
	r.FieldsPerRecord = -1
	r.Comma = ';'
	if premiere, _, _ := bytes.Cut(texte, []byte("\n")); !bytes.ContainsRune(premiere, ';') {
		r.Comma = ','
		if bytes.ContainsRune(premiere, '\t') {
			r.Comma = '\t'
		}
	}
	var lignes [][]string
	for {
		l, err := r.Read()
		if errors.Is(err, io.EOF) {
			return lignes, nil
		}
		if err != nil {
			return nil, refus("ses guillemets sont mal fermés.")
		}
		if len(lignes) >= maxLignes || len(l) > maxCellules {
			return nil, refus(fmt.Sprintf("il a plus de %d lignes ou de %d colonnes.", maxLignes, maxCellules))
		}
		for i := range l {
			l[i] = desarmer(strings.TrimSpace(l[i]))
		}
		lignes = append(lignes, l)
	}
}

// desarmer takes back the apostrophe that an export puts before what a
// spreadsheet would run as a formula.
func desarmer(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r|%", rune(s[1])) {
		return s[1:]
	}
	return s
}

// sonder reads an XLSX as the ZIP that it is, under limits and to the last byte:
// the spreadsheet library does not report a damaged part.
func sonder(texte []byte) error {
	z, err := zip.NewReader(bytes.NewReader(texte), int64(len(texte)))
	if err != nil || len(z.File) > maxParties {
		return refus("ce n’est pas un classeur XLSX.")
	}
	var total uint64
	for _, f := range z.File {
		if total += f.UncompressedSize64; f.UncompressedSize64 > maxPartie || total > maxDetendu {
			return refus("son contenu décompressé est trop grand.")
		}
	}
	for _, f := range z.File {
		if strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin") {
			return refus("il contient des macros.")
		}
		r, err := f.Open()
		if err != nil {
			return refus("il est abîmé.")
		}
		formule := formules{feuille: strings.HasPrefix(f.Name, "xl/worksheets/")}
		_, err = io.Copy(&formule, r)
		if e := r.Close(); err != nil || e != nil {
			return refus("il est abîmé.")
		}
		if formule.vue {
			return refus("il contient des formules ; remplacez-les par leurs valeurs.")
		}
	}
	return nil
}

// formules watches a sheet's XML go by for a formula, whose cached value nobody
// has checked.
type formules struct {
	feuille, vue bool
	fin          []byte // of the last piece, in case a tag is cut
}

func (f *formules) Write(p []byte) (int, error) {
	if f.feuille && !f.vue {
		t := append(f.fin, p...)
		f.vue = bytes.Contains(t, []byte("<f>")) || bytes.Contains(t, []byte("<f "))
		f.fin = append([]byte(nil), t[max(0, len(t)-3):]...)
	}
	return len(p), nil
}

func lireXLSX(texte []byte) (lignes [][]string, identite map[string]string, err error) {
	if err := sonder(texte); err != nil {
		return nil, nil, err
	}
	x, err := excelize.OpenReader(bytes.NewReader(texte), excelize.Options{UnzipSizeLimit: maxDetendu, UnzipXMLSizeLimit: maxPartie, RawCellValue: true})
	if err != nil {
		return nil, nil, refus("ce n’est pas un classeur XLSX, ou il est protégé par un mot de passe.")
	}
	defer x.Close()
	feuilles := x.GetSheetList()
	for _, nom := range feuilles {
		if nom == feuilleIdentite {
			identite, err = lireIdentite(x)
			if err != nil {
				return nil, nil, err
			}
			continue
		}
		if lignes != nil {
			continue
		}
		rows, err := x.Rows(nom)
		if err != nil {
			return nil, nil, refus("sa première feuille ne peut pas être lue.")
		}
		for rows.Next() {
			l, err := rows.Columns()
			if err != nil {
				return nil, nil, refus("sa première feuille ne peut pas être lue.")
			}
			if len(lignes) >= maxLignes || len(l) > maxCellules {
				return nil, nil, refus(fmt.Sprintf("il a plus de %d lignes ou de %d colonnes.", maxLignes, maxCellules))
			}
			for i := range l {
				l[i] = strings.TrimSpace(l[i])
			}
			lignes = append(lignes, l)
		}
		if err := rows.Close(); err != nil {
			return nil, nil, refus("sa première feuille ne peut pas être lue.")
		}
	}
	return lignes, identite, nil
}

func lireIdentite(x *excelize.File) (map[string]string, error) {
	lignes, err := x.GetRows(feuilleIdentite)
	if err != nil || len(lignes) > maxLignes {
		return nil, refus("l’identité cachée de l’export est illisible.")
	}
	m := map[string]string{}
	for _, l := range lignes {
		if len(l) >= 2 && l[0] != "" {
			m[l[0]] = l[1]
		}
	}
	return m, nil
}
