package extrait

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/tableur"
)

// Bounds of what is read: an académie of 100,000 candidates stays far below.
const (
	maxFichier  = 400 << 20
	maxFichiers = 2000
	maxLignes   = 3_000_000
	maxColonnes = 1000
)

// Table is one sheet, as text.
type Table struct {
	Fichier string // its name in the folder
	Onglet  string // of a workbook; "" for a text
	Lignes  [][]string
	// Numeros are the numbers of the rows in the file, from 1, where some are not there.
	Numeros  []int
	classeur bool // dates may be numbers
}

// Nom says which table it is, for a person.
func (t *Table) Nom() string {
	if t.Onglet == "" {
		return t.Fichier
	}
	return t.Fichier + ", feuille « " + t.Onglet + " »"
}

// ligne gives the number in the file of a row.
func (t *Table) ligne(i int) int {
	if t.Numeros != nil {
		return t.Numeros[i]
	}
	return i + 1
}

func refus(message, aide string, details ...string) *examen.Refus {
	return examen.Refuser(examen.CodeDossier, message, aide, details...)
}

// Lire reads the tables of a folder. What is no table (a PDF, a note) is named in
// ecartes; a table that cannot be read is a Refus with its name.
func Lire(dossier string) (tables []*Table, ecartes []string, err error) {
	entrees, err := os.ReadDir(dossier)
	if err != nil {
		return nil, nil, refus(fmt.Sprintf("Le dossier « %s » ne peut pas être lu : %s.", dossier, cmp.Or(fichier.Raison(err), "il n’existe pas")),
			"Donnez le dossier qui contient les tableaux.")
	}
	if len(entrees) > maxFichiers {
		return nil, nil, refus(fmt.Sprintf("« %s » contient plus de %d fichiers.", dossier, maxFichiers), "Mettez les tableaux seuls dans un dossier.")
	}
	var fautes []string
	for _, e := range entrees {
		nom := e.Name()
		if e.IsDir() || strings.HasPrefix(nom, ".") || strings.HasPrefix(nom, "~$") {
			continue
		}
		ts, lu, err := lireFichier(filepath.Join(dossier, nom), nom)
		switch {
		case err != nil:
			fautes = append(fautes, "- "+nom+" : "+err.Error())
		case !lu:
			ecartes = append(ecartes, nom)
		default:
			tables = append(tables, ts...)
		}
	}
	if len(fautes) > 0 {
		return nil, nil, refus("Des tableaux ne peuvent pas être lus :", "Rien n’a été fait. Ouvrez-les dans un tableur, enregistrez-les de nouveau, puis "+
			"recommencez.", fautes...)
	}
	if len(tables) == 0 {
		return nil, nil, refus(fmt.Sprintf("« %s » ne contient aucun tableau (CSV, TXT, XLSX).", dossier), "Donnez le dossier qui contient les tableaux.")
	}
	return tables, ecartes, nil
}

func lireFichier(chemin, nom string) (ts []*Table, lu bool, err error) {
	ext := strings.ToLower(filepath.Ext(nom))
	switch ext {
	case ".csv", ".txt", ".tsv", ".xlsx":
	case ".xls", ".ods", ".xlsm", ".xlsb":
		return nil, true, fmt.Errorf("le format %s n’est pas lu ; enregistrez le classeur en XLSX", ext)
	default:
		return nil, false, nil
	}
	info, err := os.Stat(chemin)
	if err != nil {
		return nil, true, errors.New(cmp.Or(fichier.Raison(err), "il ne peut pas être lu"))
	}
	if info.Size() > maxFichier {
		return nil, true, fmt.Errorf("plus de %d Mo", maxFichier>>20)
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, true, errors.New(cmp.Or(fichier.Raison(err), "il ne peut pas être lu"))
	}
	if ext == ".xlsx" {
		ts, err = lireClasseur(texte, nom)
		return ts, true, err
	}
	if bytes.HasPrefix(texte, []byte("PK\x03\x04")) {
		return nil, true, errors.New("son nom dit un texte et c’est un classeur")
	}
	t, err := lireTexte(texte, nom)
	return []*Table{t}, true, err
}

var bornesClasseur = tableur.Bornes{Detendu: 1 << 30, Partie: 1 << 30, Parties: 2000, Lignes: maxLignes, Colonnes: maxColonnes}

// lireClasseur reads the sheets of a workbook, hidden rows and columns too: values as
// they were typed, or as the spreadsheet last computed them.
func lireClasseur(texte []byte, nom string) ([]*Table, error) {
	c, err := tableur.OuvrirClasseur(texte, bornesClasseur)
	if err != nil {
		return nil, err
	}
	defer c.Fermer()
	var ts []*Table
	for _, onglet := range c.Feuilles() {
		f, err := c.Lire(onglet)
		if err != nil {
			return nil, err
		}
		if lieu := jamaisCalculee(f.Formules); lieu != "" {
			return nil, fmt.Errorf("feuille « %s », cellule %s : une formule que le tableur n’a pas calculée", onglet, lieu)
		}
		t := &Table{Fichier: nom, Onglet: onglet, classeur: true}
		for _, cellules := range f.Lignes {
			t.Lignes = append(t.Lignes, propres(cellules))
		}
		for len(t.Lignes) > 0 && len(t.Lignes[len(t.Lignes)-1]) == 0 {
			t.Lignes = t.Lignes[:len(t.Lignes)-1]
		}
		ts = append(ts, t)
	}
	return ts, nil
}

// jamaisCalculee gives the first cell whose formula has no value: it would be read as empty.
func jamaisCalculee(formules map[string]bool) string {
	var sans []string
	for lieu, calculee := range formules {
		if !calculee {
			sans = append(sans, lieu)
		}
	}
	if len(sans) == 0 {
		return ""
	}
	return slices.MinFunc(sans, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}

// lireTexte reads a text in its encoding, with its separator, or in sections.
func lireTexte(octets []byte, nom string) (*Table, error) {
	texte := tableur.Decoder(octets)
	if strings.Contains(texte[:min(len(texte), 4096)], "XX-APO_") {
		return lireSections(texte, nom)
	}
	t := &Table{Fichier: nom}
	if !strings.Contains(texte, "\n") { // an old Macintosh: a carriage return alone ends a line
		texte = strings.ReplaceAll(texte, "\r", "\n")
	}
	r := csv.NewReader(strings.NewReader(texte))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = tableur.Separateur(texte), -1, true, false
	for {
		champs, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fmt.Errorf("illisible : %w", err)
		}
		if len(t.Lignes) >= maxLignes || len(champs) > maxColonnes {
			return nil, fmt.Errorf("plus de %d lignes ou de %d colonnes", maxLignes, maxColonnes)
		}
		n, _ := r.FieldPos(0)
		t.Lignes, t.Numeros = append(t.Lignes, propres(champs)), append(t.Numeros, n)
	}
}

// lireSections reads an export in sections: what the columns of the values are called
// stands in another section.
func lireSections(texte, nom string) (*Table, error) {
	t := &Table{Fichier: nom}
	section, noms, numero := "", map[string]string{}, 0
	entete := false
	for l := range strings.Lines(texte) {
		numero++
		l = strings.TrimRight(l, "\r\n")
		if strings.HasPrefix(l, "XX-APO_") {
			section, entete = strings.TrimSpace(l), true
			continue
		}
		champs := propres(strings.Split(l, "\t"))
		switch {
		case len(champs) == 0:
		case section == "XX-APO_COLONNES-XX":
			noms[champs[0]] = nomColonne(champs)
		case section == "XX-APO_VALEURS-XX":
			if entete {
				for i, c := range champs {
					champs[i] = cmp.Or(noms[c], c)
				}
				entete = false
			}
			t.Lignes, t.Numeros = append(t.Lignes, champs), append(t.Numeros, numero)
		}
	}
	if len(t.Lignes) == 0 {
		return nil, errors.New("la section XX-APO_VALEURS-XX manque ou est vide")
	}
	return t, nil
}

// nomColonne gives what a column is called: the code of its épreuve, or its own title.
func nomColonne(champs []string) string {
	champ := func(i int) string {
		if i < len(champs) {
			return champs[i]
		}
		return ""
	}
	if code, genre := champ(2), champ(7); code != "" && champ(1) != "" && champ(1) != "Type Objet" {
		if genre == "B" {
			return code + " | Barème"
		}
		return cmp.Or(champ(8), code)
	}
	return cmp.Or(champ(len(champs)-1), champs[0])
}

// propres takes out of the cells what a spreadsheet or an export wraps a value in, and
// the empty ones at the end.
func propres(cellules []string) []string {
	l := make([]string, len(cellules))
	for i, c := range cellules {
		l[i] = propre(c)
	}
	for len(l) > 0 && l[len(l)-1] == "" {
		l = l[:len(l)-1]
	}
	return l
}

func propre(c string) string {
	if !strings.ContainsAny(c, "\u00a0\u202f\ufeff\r=' \t\n-") {
		return c
	}
	c = strings.TrimSpace(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\ufeff", "", "\r\n", "\n", "\r", "\n").Replace(c))
	if n := len(c); n >= 3 && strings.HasPrefix(c, `="`) && c[n-1] == '"' {
		c = c[2 : n-1]
	}
	if n := len(c); n >= 2 && c[0] == '\'' && c[n-1] == '\'' {
		c = c[1 : n-1]
	} else if n >= 2 && c[0] == '\'' {
		c = c[1:]
	}
	if c = strings.TrimSpace(c); c == "-" || c == "–" {
		return ""
	}
	return c
}

// remplies counts the cells that hold something.
func remplies(l []string) int {
	n := 0
	for _, c := range l {
		if c != "" {
			n++
		}
	}
	return n
}

func de(l []string, i int) string {
	if i >= 0 && i < len(l) {
		return l[i]
	}
	return ""
}
