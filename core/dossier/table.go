package dossier

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"delib/core/examen"
	"delib/core/jury"
)

// rangee is one record of a table, read by column name.
type rangee struct {
	t      *tableCSV
	champs []string
}

// de gives a field by its column, without the spaces around it.
func (r rangee) de(colonne string) string {
	return strings.TrimSpace(r.champs[r.t.position[colonne]])
}

// option gives a field of a column that need not be there.
func (r rangee) option(colonne string) string {
	if _, la := r.t.position[colonne]; !la {
		return ""
	}
	return r.de(colonne)
}

// optionParmi gives a field of a column that need not be there, empty or one of a list.
func (r rangee) optionParmi(colonne string, valeurs ...string) string {
	if r.option(colonne) == "" {
		return ""
	}
	return r.parmi(colonne, valeurs...)
}

// brut gives a field as it stands.
func (r rangee) brut(colonne string) string { return r.champs[r.t.position[colonne]] }

// faute reports a fault of one field.
func (r rangee) faute(colonne, format string, args ...any) {
	ligne, _ := r.t.csv.FieldPos(r.t.position[colonne])
	r.t.rapport.ajouter(Faute{Fichier: r.t.nom, Ligne: ligne, Colonne: colonne, Message: fmt.Sprintf(format, args...), rang: r.t.rang})
}

// obligatoire gives a field that may not be empty.
func (r rangee) obligatoire(colonne string) string {
	v := r.de(colonne)
	if v == "" {
		r.faute(colonne, "cette valeur est obligatoire.")
	}
	return v
}

// parmi gives a field that must be one of a list.
func (r rangee) parmi(colonne string, valeurs ...string) string {
	v := r.de(colonne)
	if !slices.Contains(valeurs, v) {
		attendues := slices.Clone(valeurs)
		for i, a := range attendues {
			if a == "" {
				attendues[i] = "vide"
			}
		}
		r.faute(colonne, "« %s » n’est pas une valeur connue ; attendu : %s.", court(v), strings.Join(attendues, ", "))
	}
	return v
}

// tableCSV is a table being read.
type tableCSV struct {
	nom      string
	rang     int
	csv      *csv.Reader
	rapport  *rapport
	position map[string]int
	divers   []string // unknown columns, kept where the format allows it

	perdue     func(cle string) // a record that is refused as a whole
	incertaine bool             // a record was refused that nobody can name
}

// lireTable reads a table record by record. It checks hash and count against
// the manifest, the header against the columns (options need not be there), and the text of every field;
// complete is false when the rest of the table could not be read.
func (l *lecteur) lireTable(nom string, colonnes, options []string, extras bool, chaque func(rangee)) (complete bool) {
	rang := slices.Index(tables, nom) + 1
	dire := func(format string, args ...any) {
		l.rapport.ajouter(Faute{Fichier: nom, Message: examen.Dire(format, args...), rang: rang})
	}
	f := l.entrees[nom]
	if f == nil {
		return false // already reported
	}
	flux, err := f.Open()
	if err != nil {
		dire("cette table ne peut pas être décompressée.")
		return false
	}
	defer flux.Close()
	h := sha256.New()
	lu := bufio.NewReader(&ligneBornee{r: io.TeeReader(flux, h)})
	if b, _ := lu.Peek(3); bytes.Equal(b, []byte("\xef\xbb\xbf")) {
		_, _ = lu.Discard(3)
	}
	t := &tableCSV{nom: nom, rang: rang, csv: csv.NewReader(lu), rapport: l.rapport, perdue: func(cle string) { l.perdues[cleTable{nom, cle}] = true }}
	t.csv.Comma, t.csv.FieldsPerRecord = ';', -1
	n, err := t.parcourir(colonnes, options, extras, chaque)
	if err != nil {
		dire("%s", erreurCSV(err))
		if errors.Is(err, errLigneTropLongue) {
			return false
		}
	}
	if _, e := io.Copy(io.Discard, lu); e != nil && err == nil {
		dire("%s", erreurCSV(e))
		return false
	}
	annonce, ok := l.manifeste.Fichiers[nom]
	switch {
	case !ok:
		dire("le manifeste n’annonce pas cette table.")
	case !strings.EqualFold(annonce.SHA256, hex.EncodeToString(h.Sum(nil))):
		dire("son contenu a été altéré : son empreinte SHA-256 n’est pas celle du manifeste.")
	}
	if ok && err == nil && n != annonce.Lignes {
		dire("le manifeste annonce %d enregistrement(s), la table en a %d.", annonce.Lignes, n)
	}
	return err == nil && !t.incertaine
}

func erreurCSV(err error) string {
	var p *csv.ParseError
	switch {
	case errors.Is(err, errEntete):
		return err.Error() + "."
	case errors.Is(err, errLigneTropLongue):
		return fmt.Sprintf("un enregistrement dépasse %d Kio.", maxLigne>>10)
	case errors.As(err, &p):
		return fmt.Sprintf("ligne %d : guillemets mal fermés ou mal placés ; la suite de la table n’a pas pu être lue.", p.Line)
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF):
		return "les données compressées sont abîmées ou ne sont pas celles annoncées."
	}
	return "la table ne peut pas être lue jusqu’au bout."
}

var errEntete = errors.New("son en-tête n’a pas les colonnes attendues ; les enregistrements n’ont pas été lus")

// parcourir reads the header, then each record.
func (t *tableCSV) parcourir(colonnes, options []string, extras bool, chaque func(rangee)) (int, error) {
	entete, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return 0, errEntete
	}
	if err != nil {
		return 0, err
	}
	if !t.lireEntete(entete, colonnes, options, extras) {
		return 0, errEntete
	}
	for n := 0; ; n++ {
		champs, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		if len(champs) != len(entete) {
			t.perdre(champs)
			ligne, _ := t.csv.FieldPos(0)
			t.rapport.ajouter(Faute{Fichier: t.nom, Ligne: ligne, rang: t.rang,
				Message: examen.Dire("%d champ(s) au lieu de %d.", len(champs), len(entete))})
			continue
		}
		r := rangee{t, champs}
		if t.texteSain(r, entete) {
			chaque(r)
		} else {
			t.perdre(champs)
		}
	}
}

// perdre keeps the key of a record that is refused as a whole; without a key that can
// be read, the table counts as not read to its end.
func (t *tableCSV) perdre(champs []string) {
	var cle []string
	for _, c := range clesTables[t.nom] {
		i, la := t.position[c]
		if !la || i >= len(champs) || !sain(champs[i]) || strings.TrimSpace(champs[i]) == "" {
			t.incertaine = true
			return
		}
		cle = append(cle, strings.TrimSpace(champs[i]))
	}
	switch {
	case len(cle) == 0: // nothing refers to this table
	case t.nom == "candidats.csv":
		t.perdue(jury.Cle{Numero: jury.Completer(cle[0]), Inscription: jury.CompleterInscription(cle[1])}.String())
	case t.nom == "jurys.csv":
		t.perdue(cle[0])
	default:
		t.incertaine = true
	}
}

// clesTables are the columns by which other tables refer to a record.
var clesTables = map[string][]string{
	"etablissements.csv": {"uai"}, "specialites.csv": {"code"}, "epreuves.csv": {"specialite", "code"}, "jurys.csv": {"code"},
	"candidats.csv": {"numero", "inscription"},
}

func (t *tableCSV) lireEntete(entete, colonnes, options []string, extras bool) bool {
	t.position = make(map[string]int, len(entete))
	bon := true
	dire := func(colonne, message string) {
		t.rapport.ajouter(Faute{Fichier: t.nom, Ligne: 1, Colonne: colonne, Message: message, rang: t.rang})
		bon = false
	}
	for i, c := range entete {
		c = strings.TrimSpace(c)
		_, double := t.position[c]
		switch {
		case !sain(c) || c == "":
			dire(nommer(c), "ce nom de colonne n’est pas lisible.")
		case double:
			dire(c, "cette colonne est présente deux fois.")
		case slices.Contains(colonnes, c), slices.Contains(options, c):
		case !extras:
			dire(nommer(c), "cette colonne n’est pas prévue par le format.")
		default:
			t.divers = append(t.divers, c)
		}
		t.position[c] = i
	}
	for _, c := range colonnes {
		if _, ok := t.position[c]; !ok {
			dire(c, "cette colonne manque.")
		}
	}
	return bon
}

// texteSain refuses what is not UTF-8 and control characters, which no name or
// address holds and which a printed document would lose in silence.
func (t *tableCSV) texteSain(r rangee, entete []string) bool {
	bon := true
	for i, c := range r.champs {
		if !sain(c) {
			r.faute(strings.TrimSpace(entete[i]), "ce texte n’est pas de l’UTF-8 lisible ou contient un caractère de commande.")
			bon = false
		}
	}
	return bon
}

func sain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, c := range s {
		if unicode.IsControl(c) && c != '\n' && c != '\r' && c != '\t' || c == utf8.RuneError {
			return false
		}
	}
	return true
}

// court keeps a foreign value from filling the report.
func court(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
