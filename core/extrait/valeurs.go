package extrait

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"delib/core/jury"
	"delib/core/note"
)

// enumeres are the kinds whose values have a few words each: the correspondance lists
// them.
var enumeres = []sorte{sexe, categorie, forme, livret, pfmp, fonction, situation, marque, langue}

// proposerValeurs lists the words of the fields that have a few, with what each is in a
// dossier.
func (p *Proposition) proposerValeurs(tables []*Table) {
	c := p.Correspondance
	for i := range c.Tables {
		if c.Tables[i].Role == Ignoree {
			continue
		}
		v := voir(tables[i], &c.Tables[i])
		for j := v.debut(); j < len(v.t.Lignes); j++ {
			if !v.donnee(j) {
				continue
			}
			for k, x := range v.t.Lignes[j] {
				ch := v.col[k]
				if x == "" || ch == nil || !slices.Contains(enumeres, ch.sorte) || ch.sorte == marque && estNote(x) {
					continue
				}
				p.proposerValeur(v.t, j, ch, x)
			}
		}
	}
}

func (p *Proposition) proposerValeur(t *Table, j int, ch *champ, v string) {
	c := p.Correspondance
	if _, vu := c.Valeurs[ch.nom][v]; vu {
		return
	}
	ecrite, ok := convertir(ch.sorte, v, t.classeur)
	if ok && ecrite == v {
		return // as a dossier writes it
	}
	if !ok {
		ecrite = NonCompris
		p.Soucis = append(p.Soucis, fmt.Sprintf("%s, ligne %d : « %s » (%s) n’est pas compris.", t.Nom(), t.ligne(j), v, ch.nom))
	}
	if c.Valeurs[ch.nom] == nil {
		c.Valeurs[ch.nom] = map[string]string{}
	}
	c.Valeurs[ch.nom][v] = ecrite
}

// convertir writes a value as a dossier does; false when it is not understood.
func convertir(s sorte, v string, classeur bool) (string, bool) {
	switch s {
	case texteNumero:
		return complet(v, 11)
	case texteInscription:
		if m := chiffresDebut.FindString(v); m != "" {
			return complet(m, 3)
		}
		return "", false
	case texteCode:
		return sansDecimales(v), true
	case date:
		if m := datePartielle.FindStringSubmatch(v); m != nil { // civil status knows no more
			if m[1] == "" || m[1] == "00" {
				return m[2], true
			}
			return m[2] + "-" + m[1], true
		}
		x, ok := lireMoment(v, classeur)
		return x[:min(len(x), 10)], ok
	case moment:
		return lireMoment(v, classeur)
	case categorie:
		return lireCategorie(v), true
	case departement:
		if _, err := strconv.Atoi(sansDecimales(v)); err == nil {
			return complet(v, 3)
		}
		return v, true
	case codePostal:
		return complet(v, 5)
	case uai:
		if m := uaiDans.FindString(strings.ToUpper(v)); m != "" {
			return m, true
		}
		return v, true
	case langue:
		return lireLangue(v), true
	case nombre:
		v = strings.Replace(sansDecimales(v), ",", ".", 1)
		_, err := strconv.ParseFloat(v, 64)
		return v, err == nil
	case etat:
		if m := chiffresDebut.FindString(v); m != "" {
			return m, true
		}
		return v, true
	case marque:
		st, ok := mots[s][plier(v)]
		return st, ok
	case sexe, forme, ouiNon, livret, pfmp, fonction, situation:
		x, ok := mots[s][plier(v)]
		return x, ok
	}
	return v, true
}

// mots are the words that people write, folded, and what they are in a dossier.
var mots = map[sorte]map[string]string{
	sexe: {"f": "F", "mme": "F", "feminin": "F", "femme": "F", "madame": "F", "mlle": "F", "2": "F", "fille": "F",
		"m": "M", "mr": "M", "monsieur": "M", "masculin": "M", "homme": "M", "h": "M", "1": "M", "garcon": "M"},
	forme: {"g": "Globale", "globale": "Globale", "p": "Progressive", "progressive": "Progressive", "global": "Globale", "progressif": "Progressive"},
	ouiNon: {
		"oui":   "oui",
		"o":     "oui",
		"x":     "oui",
		"1":     "oui",
		"vrai":  "oui",
		"true":  "oui",
		"non":   "non",
		"n":     "non",
		"0":     "non",
		"faux":  "non",
		"false": "non",
	},
	livret: {"n": "numerique", "numerique": "numerique", "p": "papier", "papier": "papier", "sans": "aucun", "aucun": "aucun", "non": "aucun", "s": "aucun"},
	pfmp: {"validee": "oui", "validees": "oui", "valide": "oui", "oui": "oui", "o": "oui",
		"nonvalidee": "non", "nonvalidees": "non", "nonvalide": "non", "non": "non", "n": "non", "invalidee": "non"},
	fonction: {
		"president":      "president",
		"presidente":     "president",
		"vicepresident":  "vice_president",
		"vicepresidente": "vice_president",
		"vice":           "vice_president",
		"membre":         "membre",
		"assesseur":      "membre",
		"jure":           "membre",
	},
	situation: {"inscrit": "inscrit", "inscrite": "inscrit", "valide": "inscrit", "validee": "inscrit", "confirme": "inscrit",
		"desinscrit": "desinscrit", "desinscrite": "desinscrit", "annule": "desinscrit", "annulee": "desinscrit", "demissionnaire": "desinscrit",
		"radie": "desinscrit", "supprime": "desinscrit", "nonadmisacomposer": "desinscrit"},
	marque: {
		"ab":                  "absent",
		"abs":                 "absent",
		"absent":              "absent",
		"absente":             "absent",
		"abi":                 "absent",
		"absencenonjustifiee": "absent",
		"absenceinjustifiee":  "absent",
		"aj":                  "absent_justifie",
		"abj":                 "absent_justifie",
		"absj":                "absent_justifie",
		"absentjustifie":      "absent_justifie",
		"absencejustifiee":    "absent_justifie",
		"absentejustifiee":    "absent_justifie",
		"di":                  "dispense",
		"dis":                 "dispense",
		"disp":                "dispense",
		"dispense":            "dispense",
		"dispensee":           "dispense",
		"ne":                  "",
		"ea":                  "",
		"nnot":                "",
		"nonnote":             "",
		"nn":                  "",
		"enattente":           "",
		"att":                 "",
	},
}

var (
	chiffresDebut = regexp.MustCompile(`^[0-9]+`)
	uaiDans       = regexp.MustCompile(`\b[0-9]{7}[A-Z]\b`)
	parenthese    = regexp.MustCompile(`\s*\([0-9]+\)\s*$`)
	finLangue     = regexp.MustCompile(`(?i)\s+lv ?[0-9a-c]\s*$`)
)

// complet gives back the zeros that a spreadsheet drops.
func complet(v string, n int) (string, bool) {
	v = sansDecimales(strings.ReplaceAll(v, " ", ""))
	for _, r := range v {
		if r < '0' || r > '9' {
			return v, false
		}
	}
	if v == "" || len(v) > n {
		return v, false
	}
	return strings.Repeat("0", n-len(v)) + v, true
}

// sansDecimales gives a whole number that a spreadsheet holds as 25302.0 or 2.24E+9.
func sansDecimales(v string) string {
	if x, ok := strings.CutSuffix(v, ".0"); ok {
		return x
	}
	if strings.ContainsAny(v, "eE") && strings.ContainsAny(v, "+.") {
		if f, err := strconv.ParseFloat(strings.Replace(v, ",", ".", 1), 64); err == nil && f > 0 && f < 1e15 && f == float64(int64(f)) {
			return strconv.FormatInt(int64(f), 10)
		}
	}
	return v
}

// lireCategorie takes off the code of a category and what a diploma adds to it.
func lireCategorie(v string) string {
	v = parenthese.ReplaceAllString(v, "")
	for _, debut := range []string{"SCOLAIRE", "APPRENTI"} {
		if reste, ok := strings.CutPrefix(strings.ToUpper(v), debut); ok && (reste == "" || reste[0] == ' ' || reste == "S") {
			return debut
		}
	}
	return v
}

func lireLangue(v string) string {
	v = finLangue.ReplaceAllString(v, "")
	if v == strings.ToUpper(v) && v != "" {
		l := []rune(strings.ToLower(v))
		return strings.ToUpper(string(l[:1])) + string(l[1:])
	}
	return v
}

// moments are the ways in which people write a day and an hour.
var moments = []string{
	"02/01/2006 15:04:05", "02/01/2006 15:04", "2/1/2006 15:04", "02/01/2006 15h04", "2/1/2006 15h04", "02/01/2006 15h", "2/1/2006 15h",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
}

var jours = []string{"02/01/2006", "2/1/2006", "2006-01-02", "02-01-2006", "02.01.2006", "2/1/06", "20060102"}

// lireMoment gives a day, with its hour if it has one, as a dossier writes it.
func lireMoment(v string, classeur bool) (string, bool) {
	v = strings.Join(strings.Fields(strings.NewReplacer(" à ", " ", " a ", " ", "H", "h").Replace(v)), " ")
	for _, f := range moments {
		if t, err := time.Parse(f, v); err == nil {
			return t.Format("2006-01-02T15:04"), true
		}
	}
	for _, f := range jours {
		if t, err := time.Parse(f, v); err == nil && t.Year() > 1900 {
			return t.Format("2006-01-02"), true
		}
	}
	if x, err := strconv.ParseFloat(v, 64); err == nil && classeur && x > 3000 && x < 80000 {
		t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(x*86400+0.5) * time.Second)
		if x == float64(int64(x)) {
			return t.Format("2006-01-02"), true
		}
		return t.Format("2006-01-02T15:04"), true
	}
	return v, false
}

// datePartielle is a date of which the year alone is known, or the month and the year.
var datePartielle = regexp.MustCompile(`^(?:(?:00[/.-])?(0[0-9]|1[0-2])[/.-])?((?:19|20)[0-9]{2})$`)

var (
	noteEcrite = regexp.MustCompile(`^([0-9]{1,3})(?:[.,]([0-9]{1,2})0*)?(?:\s*/\s*([0-9]+))?$`)
	gardee     = regexp.MustCompile(`^(?i)(b|r|benefice|bénéfice|report)\s*:?\s+([0-9].*)$`)
)

func estNote(v string) bool { return noteEcrite.MatchString(v) || gardee.MatchString(v) }

// lue is a mark as a dossier writes it.
type lue struct{ statut, valeur, bareme string }

// lireMarque reads a mark, or why there is none; the zero lue is no row at all.
func (c *Correspondance) lireMarque(v string) (lue, bool) {
	if v == "" {
		return lue{}, true
	}
	if st, dit := c.Valeurs["valeur"][v]; dit {
		return lue{statut: st}, st != NonCompris
	}
	if m := noteEcrite.FindStringSubmatch(v); m != nil {
		return lue{"note", m[1] + "." + (m[2] + "00")[:2], m[3]}, true
	}
	if m := gardee.FindStringSubmatch(v); m != nil {
		x, ok := c.lireMarque(m[2])
		x.statut = map[bool]string{true: "benefice", false: "report"}[strings.HasPrefix(strings.ToLower(m[1]), "b")]
		return x, ok && x.valeur != ""
	}
	st, ok := mots[marque][plier(v)]
	return lue{statut: st}, ok
}

// valeur writes a cell as a dossier does, by the correspondance first.
func (c *Correspondance) valeur(ch *champ, v string, classeur bool) (string, bool) {
	if dite, ok := c.Valeurs[ch.nom][v]; ok {
		return dite, dite != NonCompris
	}
	return convertir(ch.sorte, v, classeur)
}

// vue is a table with what it was said to be.
type vue struct {
	t   *Table
	d   *Dite
	col map[int]*champ // what each column is; nil where it is none
	ou  map[string]int // the first column of each target

	titres []string
}

func voir(t *Table, d *Dite) *vue {
	v := &vue{t: t, d: d, col: map[int]*champ{}}
	entete, seconde := t.Lignes[d.Entete-1], v.seconde()
	v.ou = d.colonnesDe(entete, seconde)
	v.titres = titresDe(entete, seconde)
	for i, titre := range v.titres {
		cible := d.Colonnes[titre]
		if d.Role == Candidats && strings.HasPrefix(cible, Epreuve) {
			v.col[i] = &champ{nom: "valeur", sorte: marque}
			continue
		}
		v.col[i] = champDe(d.Role, cible)
	}
	return v
}

// debut gives the first row after the headings.
func (v *vue) debut() int {
	if v.d.Double {
		return v.d.Entete + 1
	}
	return v.d.Entete
}

// lieu says where a row is, for a person.
func (v *vue) lieu(j int) string { return fmt.Sprintf("%s, ligne %d", v.t.Nom(), v.t.ligne(j)) }

// cles are the fields by which a row of a role is known to be data.
var cles = map[Role][]string{
	Reglement: {"code"}, Specialites: {"code"}, Jurys: {"code"}, Etablissements: {"uai"}, Composition: {"jury"},
	Candidats: {"numero", "ine"}, Notes: {"numero", "ine"}, Choix: {"numero"},
}

var ineEcrit = regexp.MustCompile(`^[0-9]{6,10}[0-9A-Z]{1,3}$`)

// donnee tells whether a row is data: its key is one. A total, a legend, a title that
// comes again have none.
func (v *vue) donnee(j int) bool {
	l := v.t.Lignes[j]
	if len(l) == 0 {
		return false
	}
	for _, cle := range cles[v.d.Role] {
		i, la := v.ou[cle]
		if !la {
			continue
		}
		x := de(l, i)
		switch cle {
		case "numero":
			if m := deuxNumeros.FindStringSubmatch(x); m != nil {
				x = m[1]
			}
			if n, ok := complet(x, 11); ok && len(strings.TrimLeft(n, "0")) >= 6 {
				return true
			}
		case "ine":
			if ineEcrit.MatchString(strings.ToUpper(x)) {
				return true
			}
		case "uai":
			if uaiDans.MatchString(strings.ToUpper(x)) {
				return true
			}
		default:
			if x != "" && remplies(l) >= min(3, len(v.d.Colonnes)) && plier(x) != plier(de(v.t.Lignes[v.d.Entete-1], i)) {
				return true
			}
		}
	}
	return false
}

// academie gives what the correspondance says of it.
func (c *Correspondance) academie() jury.Academie {
	a := c.Academie
	return jury.Academie{Code: a["code"], Nom: a["nom"], Rectorat: a["rectorat"], Adresse: a["adresse"], CodePostal: a["code_postal"], Ville: a["ville"],
		Telephone: a["telephone"], Mail: a["mail"]}
}

// memes tells whether two marks as they are written are one.
func memes(a, b string) bool {
	x, err1 := note.Lire(a)
	y, err2 := note.Lire(b)
	return a == b || err1 == nil && err2 == nil && x == y
}
