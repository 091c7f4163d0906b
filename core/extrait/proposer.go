package extrait

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Proposition is a correspondance with what could not be placed.
type Proposition struct {
	Correspondance *Correspondance
	Soucis         []string // for a person: tables without data, headings and values that are not understood
}

// rangsEntete is how far down a table its headings are looked for.
const rangsEntete = 60

// Proposer says what each table holds, from its headings and the règlement.
func Proposer(tables []*Table) *Proposition {
	p := &Proposition{Correspondance: &Correspondance{Academie: map[string]string{}, Valeurs: map[string]map[string]string{}}}
	c := p.Correspondance
	r := reglementDe(tables)
	for _, t := range tables {
		d := trouverEntete(t, r)
		if d.Role == Ignoree {
			p.Soucis = append(p.Soucis, t.Nom()+" : aucune ligne de titres n’y est reconnue ; rien n’en est repris.")
		}
		for _, titre := range d.titres {
			if d.Colonnes[titre] != NonCompris {
				continue
			}
			dit := "n’est pas compris"
			if c := titres[d.Role][plier(sansRang(titre))]; c != nil {
				dit = "dit « " + c.nom + " » une seconde fois : une seule colonne est reprise"
			}
			p.Soucis = append(p.Soucis, fmt.Sprintf("%s, ligne %d : « %s » %s.", t.Nom(), t.ligne(d.Entete-1), titre, dit))
		}
		c.Tables = append(c.Tables, *d)
	}
	c.Examen, c.Session = r.examen(), sessionDe(tables, c.Tables)
	if c.Examen == "" {
		p.Soucis = append(p.Soucis, "L’examen n’est dit par aucun règlement : écrivez-le dans la correspondance.")
	}
	if c.Session == "" {
		p.Soucis = append(p.Soucis, "La session n’est dite par aucune date de délibération : écrivez-la dans la correspondance (2025-06).")
	}
	p.proposerValeurs(tables)
	return p
}

// regles is what the règlement tables say, before anything else is understood.
type regles struct {
	examens  map[string]int
	codes    map[string]bool            // of épreuves
	libelles map[string]map[string]bool // folded libellé → codes
}

func (r *regles) examen() string {
	meilleur := ""
	for e, n := range r.examens {
		if n > r.examens[meilleur] || n == r.examens[meilleur] && e < meilleur {
			meilleur = e
		}
	}
	return meilleur
}

func reglementDe(tables []*Table) *regles {
	r := &regles{examens: map[string]int{}, codes: map[string]bool{}, libelles: map[string]map[string]bool{}}
	for _, t := range tables {
		d := trouverEntete(t, nil)
		if d.Role != Reglement {
			continue
		}
		ou := d.colonnesDe(t.Lignes[d.Entete-1], nil)
		for _, l := range t.Lignes[d.Entete:] {
			code := de(l, ou["code"])
			if code == "" || de(l, ou["coefficient"]) == "" {
				continue
			}
			r.codes[code] = true
			if e := strings.ToUpper(de(l, ou["examen"])); e != "" {
				r.examens[e]++
			}
			p := plier(de(l, ou["libelle"]))
			if r.libelles[p] == nil {
				r.libelles[p] = map[string]bool{}
			}
			r.libelles[p][code] = true
		}
	}
	return r
}

// colonnesDe gives the columns of the fields of a row of headings.
func (d *Dite) colonnesDe(entete, seconde []string) map[string]int {
	ou := map[string]int{}
	for i, titre := range titresDe(entete, seconde) {
		if cible := d.Colonnes[titre]; cible != "" && cible != PasPris && cible != NonCompris {
			if _, pris := ou[cible]; !pris {
				ou[cible] = i
			}
		}
	}
	return ou
}

// codeDe gives the code of an épreuve that a title says: its first word, or else the only
// word of it that is one.
func codeDe(titre string, est func(string) bool) string {
	mots := strings.FieldsFunc(titre, func(r rune) bool {
		return r == ' ' || r == ':' || r == '-' || r == '–' || r == '_' || r == '.' || r == '(' || r == ')' || r == '|'
	})
	if len(mots) == 0 {
		return ""
	}
	if est(mots[0]) {
		return mots[0]
	}
	trouve := ""
	for _, m := range mots[1:] {
		if est(m) && strings.ContainsAny(m, "0123456789") && strings.Trim(m, "0123456789") != "" {
			if trouve != "" && trouve != m {
				return ""
			}
			trouve = m
		}
	}
	return trouve
}

// epreuveDe gives the target of a heading that names an épreuve, "" when it names none.
func (r *regles) epreuveDe(titre string) string {
	if r == nil {
		return ""
	}
	titre = sansBareme(titre)
	if c := codeDe(titre, func(m string) bool { return r.codes[m] }); c != "" {
		return Epreuve + c
	}
	if codes := r.libelles[plier(titre)]; len(codes) == 1 {
		for c := range codes {
			return Epreuve + c
		}
	} else if len(codes) > 1 {
		return Epreuve
	}
	if estEPS(titre) {
		return Epreuve
	}
	return ""
}

var finBareme = regexp.MustCompile(`\s*/\s*[0-9]+\s*$`)

func sansBareme(titre string) string { return finBareme.ReplaceAllString(titre, "") }

// estEPS tells whether a heading is one of the many that EPS has in exports.
func estEPS(titre string) bool {
	p := plier(titre)
	return strings.HasPrefix(p, "eps") || strings.Contains(p, "educationphysique")
}

// titresDe gives the headings of the columns, made of two rows where there are two, each
// once: a second one of the same words has its rank.
func titresDe(entete, seconde []string) []string {
	n := max(len(entete), len(seconde))
	l, vus, dernier := make([]string, n), map[string]int{}, ""
	for i := range n {
		t := strings.TrimSpace(strings.Join(strings.Fields(de(entete, i)), " "))
		if s := de(seconde, i); s != "" {
			dernier = cmp.Or(t, dernier) // a merged cell stands in its first column alone
			t = dernier + " | " + s
		} else if t != "" {
			dernier = ""
		}
		if vus[t]++; t != "" && vus[t] > 1 {
			t = fmt.Sprintf("%s (%d)", t, vus[t])
		}
		l[i] = t
	}
	return l
}

// doubles tells whether a row is the second one of the headings.
func doubles(l []string) bool {
	n, autres := 0, 0
	for _, c := range l {
		switch p := plier(c); {
		case p == "":
		case slices.Contains(secondNote, p):
			n++
		case slices.Contains(secondPas, p):
		default:
			autres++
		}
	}
	return n >= 1 && autres == 0
}

// secondaire tells whether a heading says something of a mark that is not the mark: its
// barème, its coefficient.
func secondaire(titre string) bool {
	i := strings.LastIndexAny(titre, "|_ ")
	return i > 0 && slices.Contains(secondPas, plier(titre[i+1:]))
}

// ordreRoles is the order in which a role wins where two fit a row equally.
var ordreRoles = []Role{Reglement, Specialites, Jurys, Composition, Etablissements, Choix, Notes, Candidats}

// trouverEntete finds the row of headings of a table, and what it says.
func trouverEntete(t *Table, r *regles) *Dite {
	meilleure, points := &Dite{Fichier: t.Fichier, Onglet: t.Onglet, Role: Ignoree}, 0
	for i := range min(len(t.Lignes), rangsEntete) {
		if remplies(t.Lignes[i]) < 3 {
			continue
		}
		var seconde []string
		if i+1 < len(t.Lignes) && doubles(t.Lignes[i+1]) {
			seconde = t.Lignes[i+1]
		}
		for _, role := range ordreRoles {
			d := &Dite{Fichier: t.Fichier, Onglet: t.Onglet, Role: role, Entete: i + 1, Double: seconde != nil, Colonnes: map[string]string{}}
			if n := d.essayer(t.Lignes[i], seconde, r); n > points {
				meilleure, points = d, n
			}
		}
	}
	if meilleure.Role != Ignoree {
		for titre, cible := range meilleure.Colonnes {
			if cible == NonCompris &&
				(slices.Contains(pasPris, plier(sansRang(titre))) || slices.ContainsFunc(pasPrisDebut, func(d string) bool { return strings.HasPrefix(plier(titre), d) })) {
				meilleure.Colonnes[titre] = PasPris
			}
		}
	}
	return meilleure
}

// essayer reads a row as headings of a role, and says how many it has of them; 0 when it
// has not what the role needs.
func (d *Dite) essayer(entete, seconde []string, r *regles) int {
	pris, n := map[string]bool{}, 0
	for i, titre := range titresDe(entete, seconde) {
		if titre == "" {
			continue
		}
		d.titres = append(d.titres, titre)
		cible := NonCompris
		if s := plier(de(seconde, i)); s != "" && !slices.Contains(secondNote, s) {
			cible = PasPris
		} else if c := titres[d.Role][plier(sansRang(titre))]; c != nil && s == "" && (!pris[c.nom] || c.sorte == joint || c.sorte == adresse) {
			cible, pris[c.nom] = c.nom, true
			n++
		} else if d.Role == Candidats {
			if e := r.epreuveDe(strings.TrimSuffix(titre, " | "+de(seconde, i))); e != "" && !secondaire(titre) {
				cible, pris["epreuve:"] = e, true
				n++
			} else if e != "" {
				cible = PasPris
			}
		}
		d.Colonnes[titre] = cible
	}
	if !d.complet(pris) {
		return 0
	}
	return n
}

var rangTitre = regexp.MustCompile(` \([0-9]+\)$`)

func sansRang(titre string) string { return rangTitre.ReplaceAllString(titre, "") }

// complet tells whether the fields that a role cannot do without are there.
func (d *Dite) complet(a map[string]bool) bool {
	personne := d.Colonnes != nil && (aTitre(d.titres, Candidats, "numero") || aTitre(d.titres, Candidats, "ine"))
	switch d.Role {
	case Reglement:
		return a["specialite"] && a["code"] && a["libelle"] && a["coefficient"]
	case Specialites:
		return a["code"] && a["libelle"] && len(d.titres) <= 3 && !personne
	case Jurys:
		return a["code"] && a["centre"] && (a["date_groupe1"] || a["specialite"] || a["president"]) && !personne
	case Etablissements:
		return a["uai"] && a["nom"] && !personne
	case Composition:
		return a["jury"] && (a["nom"] || a["nom_prenoms"]) && (a["fonction"] || a["qualite"]) && !personne
	case Notes:
		return (a["numero"] || a["ine"]) && a["epreuve"] && a["valeur"]
	case Choix:
		return a["numero"] && a["epreuve"] && a["rang"]
	case Candidats:
		return (a["numero"] || a["ine"]) && (len(a) >= 4 || a["epreuve:"])
	}
	return false
}

func aTitre(l []string, role Role, champ string) bool {
	return slices.ContainsFunc(l, func(t string) bool {
		c := titres[role][plier(t)]
		return c != nil && c.nom == champ
	})
}

var moisSession = regexp.MustCompile(`\b(20[0-9]{2})-(0[1-9]|1[0-2])\b`)

// sessionDe gives the month of the earliest deliberation, or the session that a title
// says.
func sessionDe(tables []*Table, dites []Dite) string {
	tot := ""
	for i, d := range dites {
		t := tables[i]
		if d.Role == Jurys {
			ou := d.colonnesDe(t.Lignes[d.Entete-1], nil)
			for _, l := range t.Lignes[d.Entete:] {
				if x, ok := lireMoment(de(l, ou["date_groupe1"]), t.classeur); ok && len(x) >= 7 && (tot == "" || x[:7] < tot) {
					tot = x[:7]
				}
			}
		}
	}
	for i, d := range dites {
		for _, l := range tables[i].Lignes[:max(0, min(d.Entete-1, len(tables[i].Lignes)))] {
			if m := moisSession.FindString(strings.Join(l, " ")); m != "" {
				return m
			}
		}
	}
	return tot
}
