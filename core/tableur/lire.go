// Package tableur exchanges sheets that a person fills in with a spreadsheet:
// the bordereau of marks and the list of choices, as XLSX or CSV.
//
// A sheet that comes back is foreign input: it is bounded before it is read, its
// rows are found by the names of their columns, and a leading zero that a
// spreadsheet dropped is given back. The package knows no mark and no rule: it
// gives rows of text, with their line, to whoever judges them.
package tableur

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

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
	Feuille string // its sheet, "" when the file has one
	Numero  int
	// Faute says why the row cannot be read as its headings say, "" when it can.
	Faute  string
	champs map[string]string
}

// De gives a cell by one of the names that its column may have.
func (l Ligne) De(noms ...string) string {
	for _, n := range noms {
		if v, ok := l.champs[Plier(n)]; ok {
			return v
		}
	}
	return ""
}

// Lieu says where the row is, for a person.
func (l Ligne) Lieu() string {
	if l.Feuille != "" {
		return fmt.Sprintf("feuille « %s », ligne %d", l.Feuille, l.Numero)
	}
	return fmt.Sprintf("ligne %d", l.Numero)
}

// Cle gives the candidate of the row, from one column ("02319252150 - 001") or
// two, with the zeros that a spreadsheet drops.
func (l Ligne) Cle() (jury.Cle, bool) {
	numero := l.De("numero", "n° candidat", "no candidat", "candidat")
	if c, ok := jury.LireCle(numero); ok {
		return c, true
	}
	c := jury.Cle{Numero: jury.Completer(numero), Inscription: jury.CompleterInscription(l.De("inscription", "n° inscription", "inscription n°"))}
	return c, c.Numero != "" && c.Inscription != ""
}

// Plier folds a name as people write it: small letters and digits only, no accent.
func Plier(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}

// titreNote is how people head the column of the marks with what they are on, folded:
// "Note /20", "Note sur 20".
var titreNote = regexp.MustCompile(`^note(?:sur)?(10|20)$`)

// plierTitre folds a heading; a mark's is "note", whatever it is on.
func plierTitre(titre string) (nom, bareme string) {
	nom = Plier(titre)
	if m := titreNote.FindStringSubmatch(nom); m != nil {
		return "note", m[1]
	}
	if nom == "notes" || nom == "noteobtenue" {
		return "note", ""
	}
	return nom, ""
}

// Feuille is a sheet that was read.
type Feuille struct {
	Identite map[string]string // the hidden identity of an export, nil when there is none
	Lignes   []Ligne
	// NonLues are the headings, over something, that nobody asked for.
	NonLues []string
	// Laissees are the sheets that have the columns and are none of the export's.
	Laissees []string
	// Calcules are what the export's own formulas counted, by sheet, as the
	// spreadsheet last computed them.
	Calcules map[string][]string
}

// table is the rows of a sheet or of a CSV file, with what they are called.
type table struct {
	nom      string
	lignes   [][]string
	numeros  []int           // of the rows in the file, where empty ones are not there
	formules map[string]bool // cells that hold one
	virgules bool            // a CSV whose cells are separated by commas
}

// numero gives the number in the file of a row.
func (t *table) numero(i int) int {
	if t.numeros != nil {
		return t.numeros[i]
	}
	return i + 1
}

func refus(raison string) *examen.Refus {
	return examen.Refuser(examen.CodeFichier, "Ce fichier ne peut pas être repris : "+raison,
		"Rien n’a été changé. Enregistrez-le de nouveau depuis votre tableur (XLSX ou CSV).")
}

// Lire reads a sheet, XLSX or CSV by its name. The header is the first row that
// has all the columns required; each is given with the names it may have ("note|valeur"),
// and an optional one begins with "?".
func Lire(chemin string, colonnes ...string) (*Feuille, error) {
	info, err := os.Stat(chemin)
	if err != nil {
		return nil, refus(fmt.Sprintf("« %s » n’existe pas ou ne peut pas être lu.", chemin))
	}
	if info.IsDir() || info.Size() > maxFichier {
		return nil, refus(fmt.Sprintf("il dépasse %d Mio ou n’est pas un fichier.", maxFichier>>20))
	}
	texte, err := os.ReadFile(chemin)
	if err != nil {
		return nil, refus("il ne peut pas être lu ; s’il est ouvert dans un tableur, fermez-le.")
	}
	f := &Feuille{}
	var tables []table
	switch strings.ToLower(filepath.Ext(chemin)) {
	case ".xlsx":
		tables, f.Identite, err = lireXLSX(texte)
	case ".csv", ".txt":
		tables, err = lireCSV(texte)
	default:
		return nil, refus("seuls les fichiers .xlsx et .csv sont lus.")
	}
	if err != nil {
		return nil, err
	}
	e := lireEntete(colonnes)
	choisies, err := f.choisir(tables, e)
	if err != nil {
		return nil, err
	}
	for i := range choisies {
		if err := f.ranger(&choisies[i], e, len(choisies) > 1); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// entete is what the columns of a sheet may be called.
type entete struct{ requises, toutes [][]string }

func lireEntete(colonnes []string) entete {
	var e entete
	for _, c := range colonnes {
		noms, facultative := strings.CutPrefix(c, "?")
		l := strings.Split(noms, "|")
		e.toutes = append(e.toutes, l)
		if !facultative {
			e.requises = append(e.requises, l)
		}
	}
	return e
}

// connait tells whether a folded heading is one that was asked for.
func (e entete) connait(nom string) bool {
	return slices.ContainsFunc(e.toutes, func(alias []string) bool {
		return slices.ContainsFunc(alias, func(n string) bool { return Plier(n) == nom })
	})
}

// trouver gives the place of the first row that has all the columns required, -1
// when none has.
func (e entete) trouver(lignes [][]string) int {
	return slices.IndexFunc(lignes, func(l []string) bool {
		for _, noms := range e.requises {
			if !slices.ContainsFunc(l, func(c string) bool {
				titre, _ := plierTitre(c)
				return slices.ContainsFunc(noms, func(n string) bool { return titre == Plier(n) })
			}) {
				return false
			}
		}
		return true
	})
}

// choisir gives the sheets to read: those that the export named, wherever they
// stand; else the only one that has the columns.
func (f *Feuille) choisir(tables []table, e entete) ([]table, error) {
	if f.Identite != nil {
		noms := strings.Split(f.Identite[cleFeuilles], "\n")
		if f.Identite[cleFeuilles] == "" {
			noms = []string{feuilleBordereau} // of an earlier version
		}
		l := slices.DeleteFunc(slices.Clone(tables), func(t table) bool { return !slices.Contains(noms, t.nom) })
		autre := slices.IndexFunc(tables, func(t table) bool { return !slices.Contains(noms, t.nom) && e.trouver(t.lignes) >= 0 })
		switch {
		case len(l) == len(noms), len(l) > 0 && autre < 0: // a sheet taken out enters nothing
			for _, t := range tables {
				if !slices.Contains(noms, t.nom) && e.trouver(t.lignes) >= 0 {
					f.Laissees = append(f.Laissees, t.nom)
				}
			}
			return l, nil
		case len(l) > 0:
			return nil, refus(fmt.Sprintf("la feuille « %s » a les colonnes de l’export, et n’en est pas ; il avait : %s. Rendez-lui son nom, ou retirez-la.",
				tables[autre].nom, strings.Join(noms, ", ")))
		}
	}
	var l []table
	var noms []string
	for _, t := range tables {
		if e.trouver(t.lignes) >= 0 {
			l = append(l, t)
			noms = append(noms, "« "+t.nom+" »")
		}
	}
	switch len(l) {
	case 1:
		return l, nil
	case 0:
		var attendues []string
		for _, r := range e.requises {
			attendues = append(attendues, strings.Join(r, " ou "))
		}
		return nil, refus("aucune ligne n’a les colonnes attendues (" + strings.Join(attendues, ", ") + ").")
	}
	return nil, refus("plusieurs feuilles ont les colonnes attendues : " + strings.Join(noms, ", ") + ". Gardez-en une seule.")
}

// ranger finds the header of a sheet and names the cells of the rows under it.
func (f *Feuille) ranger(t *table, e entete, plusieurs bool) error {
	i := e.trouver(t.lignes)
	if i < 0 {
		return refus(fmt.Sprintf("la feuille « %s » n’a plus ses colonnes.", t.nom))
	}
	f.calculer(t, i)
	noms, err := e.nommer(t.lignes[i], t.numero(i))
	if err != nil {
		return err
	}
	bareme := ""
	for _, c := range t.lignes[i] {
		if _, sur := plierTitre(c); sur != "" && !slices.Contains(noms, "bareme") {
			bareme = sur
		}
	}
	for k, l := range t.lignes[i+1:] {
		if slices.Equal(l, t.lignes[i]) {
			continue // the headings again, at the top of another page
		}
		x := Ligne{Numero: t.numero(i + k + 1), champs: map[string]string{}}
		if plusieurs {
			x.Feuille = t.nom
		}
		if bareme != "" {
			x.champs["bareme"] = bareme
		}
		plein := false
		if t.virgules {
			x.Faute = t.virguleDecimale(l, noms, e)
		}
		for j, c := range l {
			lieu := cellule(j+1, x.Numero)
			_, formule := t.formules[lieu]
			switch {
			case formule:
				return refus(fmt.Sprintf("la cellule %s contient une formule ; remplacez les formules par leurs valeurs.", lieu))
			case c == "":
			case j < len(noms) && noms[j] != "":
				x.champs[noms[j]] = c
				plein = true
				if titre := t.lignes[i][j]; !e.connait(noms[j]) && !slices.Contains(f.NonLues, titre) {
					f.NonLues = append(f.NonLues, titre)
				}
			default:
				x.Faute = cmp.Or(x.Faute, t.horsColonne(lieu, c))
				plein = true
			}
		}
		if plein {
			f.Lignes = append(f.Lignes, x)
		}
	}
	return nil
}

// virguleDecimale says that, between commas, a row may have cut a mark in two: it has
// more cells than headings, even empty ones, or figures stand after the mark in a column
// that nobody asked for.
func (t *table) virguleDecimale(l, noms []string, e entete) string {
	if len(l) > len(noms) {
		return t.horsColonne("", l[len(l)-1])
	}
	for j := 0; j+1 < len(l); j++ {
		if noms[j] == "note" && !e.connait(noms[j+1]) && chiffres(l[j]) && chiffres(l[j+1]) && len(l[j+1]) <= 2 {
			return fmt.Sprintf("« %s,%s » peut être une note ou deux valeurs : dans un CSV séparé par des virgules, une note s’écrit 12.5 ou \"12,5\".", l[j], l[j+1])
		}
	}
	return ""
}

func chiffres(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// horsColonne says that a row has more cells than headings.
func (t *table) horsColonne(lieu, texte string) string {
	if t.virgules {
		return fmt.Sprintf(
			"la ligne a plus de valeurs que de colonnes (« %s » en trop) : dans un CSV séparé par des virgules, une note s’écrit 12.5 ou \"12,5\".", texte)
	}
	return fmt.Sprintf("la cellule %s (« %s ») n’est sous aucune colonne : déplacez-la ou effacez-la.", lieu, texte)
}

// nommer folds the headings and refuses two for one thing: which one a person
// filled in cannot be known.
func (e entete) nommer(ligne []string, numero int) ([]string, error) {
	noms := make([]string, len(ligne))
	lieux := map[string]string{} // by folded heading, and by column
	prendre := func(quoi string, j int) error {
		dit := fmt.Sprintf("« %s » (%s)", ligne[j], cellule(j+1, numero))
		if autre, pris := lieux[quoi]; pris {
			return refus("deux colonnes disent la même chose : " + autre + " et " + dit + ". Gardez-en une seule.")
		}
		lieux[quoi] = dit
		return nil
	}
	for j, c := range ligne {
		if noms[j], _ = plierTitre(c); noms[j] == "" {
			continue
		}
		quoi := noms[j]
		for _, alias := range e.toutes {
			if slices.ContainsFunc(alias, func(n string) bool { return Plier(n) == noms[j] }) {
				quoi = "colonne " + alias[0]
			}
		}
		if err := prendre(quoi, j); err != nil {
			return nil, err
		}
	}
	return noms, nil
}

// calculer keeps what the formulas above the header counted.
func (f *Feuille) calculer(t *table, entete int) {
	for i, l := range t.lignes[:entete] {
		for j, c := range l {
			if t.formules[cellule(j+1, i+1)] && c != "" { // computed
				if f.Calcules == nil {
					f.Calcules = map[string][]string{}
				}
				f.Calcules[t.nom] = append(f.Calcules[t.nom], c)
			}
		}
	}
}

func lireCSV(octets []byte) ([]table, error) {
	if bytes.HasPrefix(octets, []byte("PK\x03\x04")) {
		return nil, refus("son nom dit un CSV, et c’est un classeur.")
	}
	texte := Decoder(octets)
	if !strings.Contains(texte, "\n") { // "CSV Macintosh": a carriage return alone ends a line
		texte = strings.ReplaceAll(texte, "\r", "\n")
	}
	r := csv.NewReader(strings.NewReader(texte))
	r.Comma, r.FieldsPerRecord = Separateur(texte), -1
	t := table{virgules: r.Comma == ','}
	for {
		l, err := r.Read()
		if errors.Is(err, io.EOF) {
			return []table{t}, nil
		}
		if err != nil {
			return nil, refus("ses guillemets sont mal fermés.")
		}
		if len(t.lignes) >= maxLignes || len(l) > maxCellules {
			return nil, refus(fmt.Sprintf("il a plus de %d lignes ou de %d colonnes.", maxLignes, maxCellules))
		}
		for i := range l {
			l[i] = desarmer(strings.TrimSpace(l[i]))
		}
		n, _ := r.FieldPos(0)
		t.lignes, t.numeros = append(t.lignes, l), append(t.numeros, n)
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
