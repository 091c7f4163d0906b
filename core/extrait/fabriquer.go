package extrait

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Compte says what became of the rows of the tables.
type Compte struct {
	Ecartes     []string // who is in a table and in no dossier, and why
	Soucis      []string // what is not understood, or is said twice otherwise: file, row, heading, value
	PasDonnees  int      // rows that are no data: titles, totals, legends, empty ones
	Lignes      int      // rows that were read
	SansDonnees []string // tables without data
}

// fabrique gathers what the tables say before it is cut by centre.
type fabrique struct {
	c      *Correspondance
	compte *Compte

	specialites map[string]string   // code → libellé
	epreuves    map[string][]*ligne // spécialité → its épreuves, in their order
	jurys       map[string]*ligne
	ordreJurys  []string
	centres     map[string]string // jury → UAI
	ecoles      map[string]*ligne // by UAI
	ordreEcoles []string
	membres     []*ligne
	parts       []*part // what each row says of a candidate
	notes       []*part
	choix       []*part

	renvois map[string]map[string]string // spécialité → heading → code of its épreuve
}

// ligne is one row of a table of a dossier, with where it comes from.
type ligne struct {
	champs map[string]string
	lieu   string
}

// part is what one row of an extract says of a candidate.
type part struct {
	ligne
	rang  int // of its table: the lower, the more it says of persons
	notes []noteLue
}

type noteLue struct {
	titre, code                  string
	groupe, session, coefficient string
	lue
	lieu string
}

// appliquer reads the tables as the correspondance says.
func appliquer(tables []*Table, c *Correspondance) (*fabrique, error) {
	f := &fabrique{
		c: c, compte: &Compte{}, specialites: map[string]string{}, epreuves: map[string][]*ligne{}, jurys: map[string]*ligne{},
		centres: map[string]string{}, ecoles: map[string]*ligne{}, renvois: map[string]map[string]string{},
	}
	vues, err := f.rapprocher(tables)
	if err != nil {
		return nil, err
	}
	for _, role := range []Role{Reglement, Specialites, Etablissements, Jurys, Composition, Candidats, Notes, Choix} {
		for rang, v := range vues {
			if v.d.Role == role {
				f.lire(v, rang)
			}
		}
	}
	return f, nil
}

// rapprocher finds the table of each entry of the correspondance, and its headings, which
// may have moved since.
func (f *fabrique) rapprocher(tables []*Table) (vues []*vue, err error) {
	var fautes []string
	dits := map[*Table]bool{}
	for i := range f.c.Tables {
		d := f.c.Tables[i]
		k := slices.IndexFunc(tables, func(t *Table) bool { return t.Fichier == d.Fichier && t.Onglet == d.Onglet })
		if k < 0 {
			if d.Role != Ignoree {
				fautes = append(fautes, "- "+d.nom()+" n’est pas dans le dossier")
			}
			continue
		}
		dits[tables[k]] = true
		if d.Role == Ignoree {
			f.compte.SansDonnees = append(f.compte.SansDonnees, d.nom())
			continue
		}
		if faute := d.replacer(tables[k]); faute != "" {
			fautes = append(fautes, "- "+d.nom()+" : "+faute)
			continue
		}
		vues = append(vues, voir(tables[k], &d))
	}
	for _, t := range tables {
		if !dits[t] {
			fautes = append(fautes, "- "+t.Nom()+" n’est pas dans la correspondance")
		}
	}
	if len(fautes) > 0 {
		return nil, refus("Les tableaux ne sont pas ceux de la correspondance :", "Rien n’a été fait. Proposez-la de nouveau, ou corrigez-la.", fautes...)
	}
	// Who says the most of persons is believed first.
	slices.SortStableFunc(vues, func(a, b *vue) int { return b.personnes() - a.personnes() })
	return vues, nil
}

func (v *vue) personnes() int {
	n := 0
	for _, ch := range v.col {
		if ch != nil && ch.sorte != marque {
			n++
		}
	}
	return n
}

// replacer finds the row that has the headings of the correspondance.
func (d *Dite) replacer(t *Table) (faute string) {
	manque := ""
	la := func(i int) bool {
		if i < 0 || i >= len(t.Lignes) {
			return false
		}
		var seconde []string
		if d.Double && i+1 < len(t.Lignes) {
			seconde = t.Lignes[i+1]
		}
		ici := titresDe(t.Lignes[i], seconde)
		for titre, cible := range d.Colonnes {
			if cible != PasPris && cible != NonCompris && !slices.Contains(ici, titre) {
				manque = titre
				return false
			}
		}
		return true
	}
	if la(d.Entete - 1) {
		return ""
	}
	dit := manque
	for i := range min(len(t.Lignes), rangsEntete) {
		if la(i) {
			d.Entete = i + 1
			return ""
		}
	}
	return fmt.Sprintf("la ligne %d n’a pas le titre « %s »", d.Entete, dit)
}

// lire takes in the rows of a table.
func (f *fabrique) lire(v *vue, rang int) {
	titre := v.auDessus()
	f.compte.PasDonnees += v.debut()
	cochees := v.cochees()
	for j := v.debut(); j < len(v.t.Lignes); j++ {
		if !v.donnee(j) {
			f.compte.PasDonnees++
			if n := remplies(v.t.Lignes[j]); n > 3 && n > len(v.d.Colonnes)/2 && v.d.Role != Composition {
				f.souci("%s : cette ligne n’a pas de clé, elle n’est pas reprise.", v.lieu(j))
			}
			continue
		}
		f.compte.Lignes++
		p := &part{ligne: ligne{map[string]string{}, v.lieu(j)}, rang: rang}
		f.cellules(v, j, p, cochees)
		f.ranger(v, p, titre)
	}
}

// cellules writes the cells of a row as a dossier does.
func (f *fabrique) cellules(v *vue, j int, p *part, cochees map[int]bool) {
	l := v.t.Lignes[j]
	titres := v.titres
	for k := range titres {
		ch, x := v.col[k], de(l, k)
		if ch == nil {
			continue
		}
		if ch.sorte == marque {
			m, ok := f.c.lireMarque(x)
			if !ok {
				f.souci("%s, « %s » : « %s » n’est ni une note, ni un mot compris.", v.lieu(j), titres[k], x)
				continue
			}
			if m.statut == "" {
				continue
			}
			n := noteLue{titre: titres[k], lue: m, lieu: v.lieu(j)}
			if v.d.Role == Candidats {
				n.titre = strings.TrimSuffix(n.titre, " | "+de(v.seconde(), k))
				n.code = strings.TrimPrefix(v.d.Colonnes[titres[k]], Epreuve)
			}
			p.notes = append(p.notes, n)
			continue
		}
		if x == "" && !cochees[k] {
			continue
		}
		if x == "" {
			p.champs[ch.nom] = "non" // a column of crosses: no cross is no
			continue
		}
		if ch.sorte == texteNumero {
			if m := deuxNumeros.FindStringSubmatch(x); m != nil {
				x = m[1]
				p.champs["inscription"], _ = complet(m[2], 3)
			}
		}
		if m := lieuEcrit.FindStringSubmatch(x); m != nil && ch.sorte == uai {
			f.ecole(strings.ToUpper(m[3]), m[1], m[2], p.lieu)
		}
		ecrite, ok := f.c.valeur(ch, x, v.t.classeur)
		if !ok {
			f.souci("%s, « %s » : « %s » n’est pas compris.", v.lieu(j), titres[k], x)
			continue
		}
		if ch.sorte == lieu {
			f.lieu(p, x)
			continue
		}
		switch avant := p.champs[ch.nom]; {
		case avant == "" || ecrite == "":
			p.champs[ch.nom] = cmp.Or(ecrite, avant)
		case ch.sorte == joint:
			p.champs[ch.nom] = avant + ", " + ecrite
		case ch.sorte == adresse:
			p.champs[ch.nom] = avant + "\n" + ecrite
		}
	}
}

func (v *vue) seconde() []string {
	if v.d.Double && v.d.Entete < len(v.t.Lignes) {
		return v.t.Lignes[v.d.Entete]
	}
	return nil
}

// cochees are the columns of oui and non of which only the crosses are written.
func (v *vue) cochees() map[int]bool {
	m := map[int]bool{}
	for k, ch := range v.col {
		if ch == nil || ch.sorte != ouiNon {
			continue
		}
		croix, autre := 0, false
		for j := v.debut(); j < len(v.t.Lignes); j++ {
			switch x := plier(de(v.t.Lignes[j], k)); {
			case x == "x":
				croix++
			case x != "" && v.donnee(j):
				autre = true
			}
		}
		m[k] = croix > 0 && !autre
	}
	return m
}

// deuxNumeros is a candidate's number and his inscription in one cell.
var deuxNumeros = regexp.MustCompile(`^([0-9]{8,11})\s*[-/ ]\s*([0-9]{1,3})$`)

// enTitre is what stands above the headings.
type enTitre struct{ uai, nom, ville, jury string }

var (
	lieuEcrit = regexp.MustCompile(`^\s*(.+?)\s+[–—-]\s+(.+?)\s*\(([0-9]{7}[A-Za-z])\)\s*$`)
	juryEcrit = regexp.MustCompile(`(?i)^jury\s*:?\s*([0-9A-Z_]{2,})\b`)
)

func (v *vue) auDessus() (x enTitre) {
	for _, l := range v.t.Lignes[:v.d.Entete-1] {
		for _, c := range l {
			if m := lieuEcrit.FindStringSubmatch(c); m != nil && x.uai == "" {
				x.nom, x.ville, x.uai = m[1], m[2], strings.ToUpper(m[3])
			}
			if m := juryEcrit.FindStringSubmatch(c); m != nil && x.jury == "" {
				x.jury = m[1]
			}
		}
	}
	return x
}

// lieu reads NOM – VILLE (UAI).
func (f *fabrique) lieu(p *part, v string) {
	if m := lieuEcrit.FindStringSubmatch(v); m != nil {
		p.champs["centre"] = strings.ToUpper(m[3])
		f.ecole(p.champs["centre"], m[1], m[2], p.lieu)
		return
	}
	if m := uaiDans.FindString(strings.ToUpper(v)); m != "" {
		p.champs["centre"] = m
		return
	}
	f.souci("%s : « %s » ne dit pas l’UAI du centre.", p.lieu, v)
}

// ecole keeps an établissement; what is known of it is not written over.
func (f *fabrique) ecole(uai, nom, ville, lieu string) {
	x := f.ecoles[uai]
	if x == nil {
		x = &ligne{map[string]string{"uai": uai}, lieu}
		f.ecoles[uai] = x
		f.ordreEcoles = append(f.ordreEcoles, uai)
	}
	x.champs["nom"], x.champs["ville"] = cmp.Or(x.champs["nom"], nom), cmp.Or(x.champs["ville"], ville)
}

// ranger puts a row in its place.
func (f *fabrique) ranger(v *vue, p *part, titre enTitre) {
	switch v.d.Role {
	case Reglement:
		spe := p.champs["specialite"]
		f.specialites[spe] = cmp.Or(f.specialites[spe], p.champs["libelle_specialite"])
		p.champs["bareme"] = cmp.Or(p.champs["bareme"], "20")
		f.epreuves[spe] = append(f.epreuves[spe], &p.ligne)
	case Specialites:
		f.specialites[p.champs["code"]] = p.champs["libelle"]
	case Etablissements:
		f.ecole(p.champs["uai"], p.champs["nom"], p.champs["ville"], p.lieu)
		maps.Copy(f.ecoles[p.champs["uai"]].champs, p.champs)
	case Jurys:
		code := p.champs["code"]
		if f.jurys[code] != nil {
			f.souci("%s : le jury « %s » est déjà dit (%s).", p.lieu, code, f.jurys[code].lieu)
			return
		}
		f.jurys[code], f.ordreJurys = &p.ligne, append(f.ordreJurys, code)
		f.centres[code] = p.champs["centre"]
		spe := p.champs["specialite"]
		f.specialites[spe] = cmp.Or(p.champs["libelle_specialite"], f.specialites[spe])
	case Composition:
		f.membre(p)
	case Candidats:
		if titre.uai != "" && p.champs["etablissement"] == "" {
			p.champs["etablissement"] = titre.uai
			f.ecole(titre.uai, titre.nom, titre.ville, p.lieu)
		}
		if titre.jury != "" && p.champs["jury"] == "" {
			p.champs["jury"] = titre.jury
		}
		f.parts = append(f.parts, p)
	case Notes:
		f.notes = append(f.notes, p)
	case Choix:
		f.choix = append(f.choix, p)
	}
}

// membre keeps a member of a jury.
func (f *fabrique) membre(p *part) {
	if tout := p.champs["nom_prenoms"]; tout != "" && p.champs["nom"] == "" {
		p.champs["nom"], p.champs["prenoms"] = separerNom(tout)
	}
	f.membres = append(f.membres, &p.ligne)
}

// separerNom cuts a name and first names that stand in one cell: the name is in capitals,
// or else the last word is the first name.
func separerNom(tout string) (nom, prenoms string) {
	ms := strings.Fields(tout)
	n := 0
	for n < len(ms)-1 && ms[n] == strings.ToUpper(ms[n]) {
		n++
	}
	if n == 0 {
		n = max(len(ms)-1, 0)
	}
	return strings.Join(ms[:n], " "), strings.Join(ms[n:], " ")
}

func (f *fabrique) souci(format string, args ...any) {
	if len(f.compte.Soucis) < maxSoucis {
		f.compte.Soucis = append(f.compte.Soucis, fmt.Sprintf(format, args...))
	} else if len(f.compte.Soucis) == maxSoucis {
		f.compte.Soucis = append(f.compte.Soucis, "… et d’autres, de même.")
	}
}

// maxSoucis bounds an account: a column that is wrong throughout says so many times.
const maxSoucis = 1000
