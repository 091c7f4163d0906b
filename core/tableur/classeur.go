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

// Bornes bound a workbook that comes from outside.
type Bornes struct {
	Detendu, Partie int64 // bytes: all its parts, one of them
	Parties         int
	Lignes          int // of a sheet
	Colonnes        int
}

// Classeur is a workbook open to be read, each cell as what it is: a date as ISO 8601, a
// percentage with its sign, a boolean by its word, a number by the digits that were
// typed. None of the first three can then be taken for a mark.
type Classeur struct {
	x       *excelize.File
	parties map[string]*zip.File
	plan    planClasseur
	bornes  Bornes
	styles  map[int]sorte
}

// Feuillet is a sheet that was read.
type Feuillet struct {
	Lignes [][]string
	// Formules are the cells that hold one, with whether the spreadsheet had computed it.
	Formules map[string]bool
}

// OuvrirClasseur opens an XLSX under bounds. It is read to the last byte as the ZIP that
// it is, since the spreadsheet library does not report a damaged part. What is wrong is
// said as the end of a sentence: "ce n’est pas un classeur XLSX".
func OuvrirClasseur(texte []byte, b Bornes) (*Classeur, error) {
	z, err := zip.NewReader(bytes.NewReader(texte), int64(len(texte)))
	if err != nil || len(z.File) > b.Parties {
		return nil, errors.New("ce n’est pas un classeur XLSX, ou il est protégé par un mot de passe")
	}
	c := &Classeur{parties: map[string]*zip.File{}, bornes: b, styles: map[int]sorte{}}
	var total uint64
	for _, f := range z.File {
		if total += f.UncompressedSize64; f.UncompressedSize64 > uint64(b.Partie) || total > uint64(b.Detendu) {
			return nil, errors.New("son contenu décompressé est trop grand")
		}
	}
	for _, f := range z.File {
		if strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin") {
			return nil, errors.New("il contient des macros")
		}
		c.parties[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
		if err := lirePartie(f, func(io.Reader) error { return nil }); err != nil {
			return nil, err
		}
	}
	if err := c.planifier(); err != nil {
		return nil, err
	}
	c.x, err = excelize.OpenReader(bytes.NewReader(texte),
		excelize.Options{UnzipSizeLimit: b.Detendu, UnzipXMLSizeLimit: min(b.Partie, 64<<20), RawCellValue: true})
	if err != nil {
		return nil, errors.New("ce n’est pas un classeur XLSX, ou il est protégé par un mot de passe")
	}
	return c, nil
}

var errAbime = errors.New("il est abîmé")

// lirePartie reads a part, then the rest of it: its sum is checked at the end.
func lirePartie(f *zip.File, lire func(io.Reader) error) error {
	r, err := f.Open()
	if err != nil {
		return errAbime
	}
	lu := lire(r)
	_, suite := io.Copy(io.Discard, r)
	if err := r.Close(); err != nil || suite != nil {
		return errAbime
	}
	if lu != nil {
		return fmt.Errorf("%w : sa partie %s ne se lit pas", errAbime, path.Base(f.Name))
	}
	return nil
}

// Fermer lets the workbook go.
func (c *Classeur) Fermer() { c.x.Close() }

// Feuilles are the names of its sheets, in their order.
func (c *Classeur) Feuilles() []string { return c.x.GetSheetList() }

// Lire reads a sheet.
func (c *Classeur) Lire(nom string) (*Feuillet, error) {
	t := traits{cellules: map[place]trait{}, formules: map[string]bool{}, sorte: c.sorte, max: min(maxTraits, c.bornes.Lignes*c.bornes.Colonnes)}
	s := &Feuillet{Formules: t.formules}
	illisible := fmt.Errorf("sa feuille « %s » ne peut pas être lue", nom)
	partie := c.plan.partie(nom)
	if path.Base(path.Dir(partie)) == "chartsheets" {
		return s, nil // a chart has no rows
	}
	f := c.parties[partie]
	if f == nil {
		return nil, illisible
	}
	if err := lirePartie(f, t.lire); err != nil {
		return nil, err
	}
	rows, err := c.x.Rows(nom)
	if err != nil {
		return nil, illisible
	}
	for rows.Next() {
		ligne, err := rows.Columns()
		if err != nil {
			return nil, illisible
		}
		if len(s.Lignes) >= c.bornes.Lignes || len(ligne) > c.bornes.Colonnes {
			return nil, fmt.Errorf("sa feuille « %s » a plus de %d lignes ou de %d colonnes", nom, c.bornes.Lignes, c.bornes.Colonnes)
		}
		for i := range ligne {
			ligne[i] = strings.TrimSpace(ligne[i])
			if x, ok := t.cellules[place{len(s.Lignes) + 1, i + 1}]; ok && ligne[i] != "" {
				ligne[i] = x.ecrire(ligne[i], c.plan.de1904())
			}
		}
		s.Lignes = append(s.Lignes, ligne)
	}
	if err := rows.Close(); err != nil {
		return nil, illisible
	}
	return s, nil
}

// maxTraits bounds the memory that the odd cells of a sheet take.
const maxTraits = 4_000_000

// planClasseur says in which part each sheet stands.
type planClasseur struct {
	dossier  string // of the workbook's part
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
	liens liensClasseur
}

type liensClasseur struct {
	Liens []struct {
		ID    string `xml:"Id,attr"`
		Genre string `xml:"Type,attr"`
		Cible string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// planifier finds the workbook's part, which may bear any name, and what it says of its
// sheets.
func (c *Classeur) planifier() error {
	lire := func(nom string, dans any) error {
		f := c.parties[nom]
		if f == nil {
			return errors.New("ce n’est pas un classeur XLSX")
		}
		return lirePartie(f, func(r io.Reader) error { return xml.NewDecoder(r).Decode(dans) })
	}
	var racine liensClasseur
	if err := lire("_rels/.rels", &racine); err != nil {
		return err
	}
	classeur := "xl/workbook.xml"
	for _, l := range racine.Liens {
		if strings.HasSuffix(l.Genre, "/officeDocument") {
			classeur = strings.TrimPrefix(path.Clean("/"+l.Cible), "/")
		}
	}
	c.plan.dossier = path.Dir(classeur)
	if err := lire(classeur, &c.plan.feuilles); err != nil {
		return err
	}
	return lire(path.Join(c.plan.dossier, "_rels", path.Base(classeur)+".rels"), &c.plan.liens)
}

func (p *planClasseur) partie(feuille string) string {
	for _, f := range p.feuilles.Feuilles {
		if f.Nom != feuille {
			continue
		}
		for _, l := range p.liens.Liens {
			if l.ID == f.Lien {
				if strings.HasPrefix(l.Cible, "/") {
					return strings.TrimPrefix(path.Clean(l.Cible), "/")
				}
				return path.Join(p.dossier, l.Cible)
			}
		}
	}
	return ""
}

func (p *planClasseur) de1904() bool {
	v := p.feuilles.Date1904.Vrai
	return v == "1" || strings.EqualFold(v, "true")
}

// place is a cell by its row and column, from 1.
type place struct{ ligne, colonne int }

// trait is what the XML of a cell says beside its value.
type trait struct {
	genre string // "b", "e", "d"; "" for a number
	sorte sorte
}

// traits are, of the cells of a sheet, those that are no plain number or text, and those
// that hold a formula.
type traits struct {
	cellules map[place]trait
	formules map[string]bool
	sorte    func(style int) sorte
	max      int
}

// lire walks a sheet's XML, whatever its prefixes. A row or a cell that does not say
// where it stands follows the one before.
func (t *traits) lire(r io.Reader) error {
	d := xml.NewDecoder(r)
	var ici place
	var x trait
	texte, formule, enCellule := false, false, false
	dans := ""
	for {
		jeton, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := jeton.(type) {
		case xml.StartElement:
			switch dans = e.Name.Local; dans {
			case "row":
				ici = place{ici.ligne + 1, 0}
				for _, a := range e.Attr {
					if n, err := strconv.Atoi(a.Value); a.Name.Local == "r" && err == nil {
						ici.ligne = n
					}
				}
			case "c":
				style := 0
				ici.colonne++
				x, texte, formule, enCellule = trait{}, false, false, true
				for _, a := range e.Attr {
					switch a.Name.Local {
					case "r":
						if colonne, ligne, err := excelize.CellNameToCoordinates(a.Value); err == nil {
							ici = place{ligne, colonne}
						}
					case "t":
						x.genre = a.Value
					case "s":
						style, _ = strconv.Atoi(a.Value) // what is no number is no style
					}
				}
				switch x.genre {
				case "", "n":
					x.genre, x.sorte = "", t.sorte(style)
				case "b", "e", "d":
				default:
					texte = true
				}
				if !texte && (x.genre != "" || x.sorte != nombre) {
					t.cellules[ici] = x
				}
			case "f":
				if formule = enCellule; formule { // elsewhere, it is a rule's
					t.formules[cellule(ici.colonne, ici.ligne)] = false
				}
			case "v":
				if formule && enCellule {
					t.formules[cellule(ici.colonne, ici.ligne)] = true
				}
			}
		case xml.CharData:
			// Seventeen digits, or an exponent, are a number that was typed otherwise.
			if dans == "v" && !texte && x == (trait{}) && (len(e) > 15 || bytes.ContainsAny(e, "eE")) {
				t.cellules[ici] = x
			}
		case xml.EndElement:
			dans = ""
			if e.Name.Local == "c" {
				enCellule = false
			}
		}
		if len(t.cellules)+len(t.formules) > t.max {
			return errors.New("too many cells")
		}
	}
}

// ecrire writes the raw value of a cell as what it is.
func (x trait) ecrire(brut string, de1904 bool) string {
	switch x.genre {
	case "b":
		return map[bool]string{true: "VRAI", false: "FAUX"}[brut == "1" || strings.EqualFold(brut, "true")]
	case "d":
		return momentISO(brut)
	case "e":
		return brut
	}
	// Of a number, the shortest decimal that is the same: 8.2 is kept by some spreadsheets
	// as 8.1999999999999993. Nothing is computed from it.
	n, err := strconv.ParseFloat(brut, 64)
	if err != nil {
		return brut
	}
	switch x.sorte {
	case moment:
		quand, err := excelize.ExcelDateToTime(n, de1904)
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
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// momentISO writes the date of a cell that says it in words, as strict workbooks do.
func momentISO(brut string) string {
	jour, heure, _ := strings.Cut(strings.TrimSuffix(brut, "Z"), "T")
	if heure == "" || strings.HasPrefix(heure, "00:00") {
		return jour
	}
	return jour + "T" + heure[:min(5, len(heure))]
}

// sorte is what a number stands for.
type sorte int

const (
	nombre sorte = iota
	moment
	pourcentage
)

// sorte tells what the numbers of a style stand for.
func (c *Classeur) sorte(style int) sorte {
	if s, vu := c.styles[style]; vu {
		return s
	}
	s := nombre
	if x, err := c.x.GetStyle(style); err == nil {
		switch {
		case x.CustomNumFmt != nil:
			s = sorteDe(*x.CustomNumFmt)
		case x.NumFmt == 9 || x.NumFmt == 10:
			s = pourcentage
		case x.NumFmt >= 14 && x.NumFmt <= 22, x.NumFmt >= 27 && x.NumFmt <= 36, x.NumFmt >= 45 && x.NumFmt <= 47, x.NumFmt >= 50 && x.NumFmt <= 58:
			s = moment // ECMA-376, 18.8.30
		}
	}
	c.styles[style] = s
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
