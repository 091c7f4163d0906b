package tableur

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"
)

// trait is what the XML of a cell says beside its value.
type trait struct {
	genre string // "b", "e", "s", …; "" for a number
	style int
}

// traits is what a sheet's XML says of its cells: those that are no plain number or
// text, and those that hold a formula.
type traits struct {
	cellules map[string]trait
	formules map[string]bool
}

// sonder reads an XLSX as the ZIP that it is, under limits and to the last byte:
// the spreadsheet library does not report a damaged part. It gives what the sheets'
// cells are, by the path of their part.
func sonder(texte []byte) (map[string]traits, *classeur, error) {
	z, err := zip.NewReader(bytes.NewReader(texte), int64(len(texte)))
	if err != nil || len(z.File) > maxParties {
		return nil, nil, refus("ce n’est pas un classeur XLSX.")
	}
	var total uint64
	for _, f := range z.File {
		if total += f.UncompressedSize64; f.UncompressedSize64 > maxPartie || total > maxDetendu {
			return nil, nil, refus("son contenu décompressé est trop grand.")
		}
	}
	par, c := map[string]traits{}, &classeur{}
	for _, f := range z.File {
		if strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin") {
			return nil, nil, refus("il contient des macros.")
		}
		r, err := f.Open()
		if err != nil {
			return nil, nil, refus("il est abîmé.")
		}
		switch {
		case strings.HasPrefix(f.Name, "xl/worksheets/") && strings.HasSuffix(f.Name, ".xml"):
			par[f.Name], err = lireTraits(r)
		case f.Name == "xl/workbook.xml":
			err = xml.NewDecoder(r).Decode(&c.feuilles)
		case f.Name == "xl/_rels/workbook.xml.rels":
			err = xml.NewDecoder(r).Decode(&c.liens)
		}
		_, suite := io.Copy(io.Discard, r) // to the end: the sum of a part is checked there
		if e := r.Close(); suite != nil || e != nil {
			return nil, nil, refus("il est abîmé.")
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return par, c, nil
}

// classeur says in which part each sheet stands.
type classeur struct {
	feuilles struct {
		Date1904 struct {
			Vrai string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Feuilles []struct {
			Nom string `xml:"name,attr"`
			// The attribute's prefix varies; its name does not.
			Lien string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	liens struct {
		Liens []struct {
			ID    string `xml:"Id,attr"`
			Cible string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
}

func (c *classeur) partie(feuille string) string {
	for _, f := range c.feuilles.Feuilles {
		if f.Nom != feuille {
			continue
		}
		for _, l := range c.liens.Liens {
			if l.ID == f.Lien {
				if strings.HasPrefix(l.Cible, "/") {
					return strings.TrimPrefix(path.Clean(l.Cible), "/")
				}
				return path.Join("xl", l.Cible)
			}
		}
	}
	return ""
}

func (c *classeur) de1904() bool {
	return c.feuilles.Date1904.Vrai == "1" || c.feuilles.Date1904.Vrai == "true"
}

// lireTraits walks a sheet's XML, whatever its prefixes.
func lireTraits(r io.Reader) (traits, error) {
	t := traits{cellules: map[string]trait{}, formules: map[string]bool{}}
	d := xml.NewDecoder(r)
	ref := ""
	for {
		jeton, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return t, refus("il est abîmé.")
		}
		e, ok := jeton.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "c":
			ref = ""
			var x trait
			for _, a := range e.Attr {
				switch a.Name.Local {
				case "r":
					ref = a.Value
				case "t":
					x.genre = a.Value
				case "s":
					x.style, _ = strconv.Atoi(a.Value) // what is no number is no style
				}
			}
			if x.genre == "b" || x.genre == "e" || x.style != 0 && (x.genre == "" || x.genre == "n" || x.genre == "d") {
				if t.cellules[ref] = x; len(t.cellules) > maxLignes*maxCellules {
					return t, refus("il a trop de cellules.")
				}
			}
		case "f":
			if t.formules[ref] = true; len(t.formules) > maxLignes*maxCellules {
				return t, refus("il a trop de formules.")
			}
		}
	}
}

func lireXLSX(texte []byte) (tables []table, identite map[string]string, err error) {
	par, c, err := sonder(texte)
	if err != nil {
		return nil, nil, err
	}
	x, err := excelize.OpenReader(bytes.NewReader(texte), excelize.Options{UnzipSizeLimit: maxDetendu, UnzipXMLSizeLimit: maxPartie, RawCellValue: true})
	if err != nil {
		return nil, nil, refus("ce n’est pas un classeur XLSX, ou il est protégé par un mot de passe.")
	}
	defer x.Close()
	l := &lecteur{x: x, de1904: c.de1904(), styles: map[int]sorte{}}
	for _, nom := range x.GetSheetList() {
		if nom == feuilleIdentite {
			if identite, err = lireIdentite(x); err != nil {
				return nil, nil, err
			}
			continue
		}
		t, err := l.lire(nom, par[c.partie(nom)])
		if err != nil {
			return nil, nil, err
		}
		tables = append(tables, t)
	}
	return tables, identite, nil
}

// lecteur reads the sheets of a workbook as texts, each cell by its type: a date is
// written as ISO 8601, a percentage with its sign, a boolean by its word. None of
// them can then be taken for a mark.
type lecteur struct {
	x      *excelize.File
	de1904 bool
	styles map[int]sorte
}

// sorte is what a number stands for.
type sorte int

const (
	nombre sorte = iota
	moment
	pourcentage
)

func (l *lecteur) lire(nom string, ts traits) (table, error) {
	t := table{nom: nom, formules: ts.formules}
	illisible := refus(fmt.Sprintf("sa feuille « %s » ne peut pas être lue.", nom))
	rows, err := l.x.Rows(nom)
	if err != nil {
		return t, illisible
	}
	for rows.Next() {
		ligne, err := rows.Columns()
		if err != nil {
			return t, illisible
		}
		if len(t.lignes) >= maxLignes || len(ligne) > maxCellules {
			return t, refus(fmt.Sprintf("il a plus de %d lignes ou de %d colonnes.", maxLignes, maxCellules))
		}
		for i := range ligne {
			ligne[i] = strings.TrimSpace(ligne[i])
			if x, ok := ts.cellules[cellule(i+1, len(t.lignes)+1)]; ok && ligne[i] != "" {
				ligne[i] = l.ecrire(ligne[i], x)
			}
		}
		t.lignes = append(t.lignes, ligne)
	}
	if err := rows.Close(); err != nil {
		return t, illisible
	}
	return t, nil
}

func (l *lecteur) ecrire(brut string, x trait) string {
	switch x.genre {
	case "b":
		return map[bool]string{true: "VRAI", false: "FAUX"}[brut == "1" || strings.EqualFold(brut, "true")]
	case "e", "d":
		return brut
	}
	n, err := strconv.ParseFloat(brut, 64) // a number of days or a share: marks are never read here
	if err != nil {
		return brut
	}
	switch l.sorte(x.style) {
	case moment:
		quand, err := excelize.ExcelDateToTime(n, l.de1904)
		if err != nil {
			return brut
		}
		if n < 1 {
			return quand.Format("15:04")
		}
		if quand.Hour() == 0 && quand.Minute() == 0 {
			return quand.Format("2006-01-02")
		}
		return quand.Format("2006-01-02T15:04")
	case pourcentage:
		return strconv.FormatFloat(n*100, 'f', -1, 64) + " %"
	}
	return brut
}

// sorte tells what the numbers of a style stand for.
func (l *lecteur) sorte(style int) sorte {
	if s, vu := l.styles[style]; vu {
		return s
	}
	s := nombre
	if x, err := l.x.GetStyle(style); err == nil {
		switch {
		case x.CustomNumFmt != nil:
			s = sorteDe(*x.CustomNumFmt)
		case x.NumFmt == 9 || x.NumFmt == 10:
			s = pourcentage
		case x.NumFmt >= 14 && x.NumFmt <= 22, x.NumFmt >= 27 && x.NumFmt <= 36, x.NumFmt >= 45 && x.NumFmt <= 47, x.NumFmt >= 50 && x.NumFmt <= 58:
			s = moment // ECMA-376, 18.8.30
		}
	}
	l.styles[style] = s
	return s
}

// sorteDe tells what a number format writes.
func sorteDe(format string) sorte {
	p := nfp.NumberFormatParser()
	for _, section := range p.Parse(format) {
		for _, j := range section.Items {
			switch j.TType {
			case nfp.TokenTypeDateTimes, nfp.TokenTypeElapsedDateTimes:
				return moment
			case nfp.TokenTypePercent:
				return pourcentage
			}
		}
	}
	return nombre
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
