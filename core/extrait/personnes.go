package extrait

import (
	"fmt"
	"slices"
	"strings"
)

// personne is a candidate, from all that the tables say of him.
type personne struct {
	ligne
	parts []*part
	notes []noteLue
}

// rassembler makes persons of the rows: those of one number, and those of one INE that
// have no number themselves.
func (f *fabrique) rassembler() []*personne {
	parCle, parNumero, parINE := map[string]*personne{}, map[string][]*personne{}, map[string][]*personne{}
	var l []*personne
	slices.SortStableFunc(f.parts, func(a, b *part) int { return a.rang - b.rang })
	inscrire := func(p *part) *personne {
		cle := p.champs["numero"] + " " + p.champs["inscription"]
		x := parCle[cle]
		if x == nil {
			x = &personne{ligne: ligne{map[string]string{}, p.lieu}}
			parCle[cle] = x
			parNumero[p.champs["numero"]] = append(parNumero[p.champs["numero"]], x)
			l = append(l, x)
		}
		return x
	}
	// First who has both numbers; then who has the one, if there is only one such person.
	var restes []*part
	for _, p := range f.parts {
		switch {
		case p.champs["numero"] != "" && p.champs["inscription"] != "":
			f.joindre(inscrire(p), p)
		default:
			restes = append(restes, p)
		}
	}
	var sansNumero []*part
	for _, p := range restes {
		n := p.champs["numero"]
		switch xs := parNumero[n]; {
		case n == "":
			sansNumero = append(sansNumero, p)
		case len(xs) == 1:
			f.joindre(xs[0], p)
		case len(xs) == 0:
			f.joindre(inscrire(p), p)
		default:
			f.souci("%s : le candidat %s a %d inscriptions, et cette ligne ne dit pas laquelle.", p.lieu, n, len(xs))
		}
	}
	for _, x := range l {
		if ine := x.champs["ine"]; ine != "" {
			parINE[ine] = append(parINE[ine], x)
		}
	}
	for _, p := range sansNumero {
		switch xs := parINE[p.champs["ine"]]; {
		case len(xs) >= 1:
			for _, x := range xs {
				f.joindre(x, p)
			}
		default:
			f.compte.Ecartes = append(f.compte.Ecartes, p.lieu+" : aucun numéro de candidat pour l’INE "+p.champs["ine"]+".")
		}
	}
	f.joindreNotes(f.notes, parCle, parNumero, parINE)
	for _, x := range l {
		if x.champs["nom"] == "" {
			x.champs["nom"], x.champs["prenoms"] = separerNom(x.champs["nom_prenoms"])
		}
	}
	return l
}

// joindre adds a row to a person. What is said first stands; another value that is not
// the same in short is told.
func (f *fabrique) joindre(x *personne, p *part) {
	for _, k := range trierCles(p.champs) {
		avant, v := x.champs[k], p.champs[k]
		switch {
		case avant == "":
			x.champs[k] = v
		case v == "" || avant == v || k == "nom_prenoms" || abrege(k, avant, v):
		default:
			f.souci("%s : %s « %s », ailleurs « %s » (%s) ; « %s » est gardé.", p.lieu, k, v, avant, x.lieu, avant)
		}
	}
	x.parts = append(x.parts, p)
	x.notes = append(x.notes, p.notes...)
}

func trierCles(m map[string]string) []string {
	l := make([]string, 0, len(m))
	for k := range m {
		l = append(l, k)
	}
	slices.Sort(l)
	return l
}

// abrege tells whether a value is another one in capitals, without accents, or shortened
// to its beginning: the first of several first names.
func abrege(champ, long, court string) bool {
	a, b := plier(long), plier(court)
	return a == b || (champ == "prenoms" || champ == "nom" || champ == "categorie") && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// joindreNotes gives each mark that stands in a row of its own to its candidate.
func (f *fabrique) joindreNotes(notes []*part, parCle map[string]*personne, parNumero, parINE map[string][]*personne) {
	for _, p := range notes {
		xs := parNumero[p.champs["numero"]]
		if x := parCle[p.champs["numero"]+" "+p.champs["inscription"]]; x != nil && p.champs["inscription"] != "" {
			xs = []*personne{x}
		} else if p.champs["numero"] == "" {
			xs = parINE[p.champs["ine"]]
		}
		switch len(xs) {
		case 1:
			if st := p.champs["statut"]; len(p.notes) == 0 && st != "" && st != "note" {
				p.notes = []noteLue{{lue: lue{statut: st}, lieu: p.lieu}} // absent, dispensed: no mark to read
			}
			for _, n := range p.notes {
				n.titre, n.code = p.champs["epreuve"], ""
				if b := p.champs["bareme"]; n.bareme == "" {
					n.bareme = b
				}
				if st := p.champs["statut"]; st != "" && st != "note" {
					n.statut = st
				}
				n.groupe, n.session, n.coefficient = p.champs["groupe"], p.champs["session_origine"], p.champs["coefficient"]
				xs[0].notes = append(xs[0].notes, n)
			}
		case 0:
			f.souci("%s : la note est celle d’un candidat qu’aucun tableau ne dit (%s%s).", p.lieu, p.champs["numero"], p.champs["ine"])
		default:
			f.souci("%s : le candidat %s%s a %d inscriptions, et cette ligne ne dit pas laquelle.", p.lieu, p.champs["numero"], p.champs["ine"], len(xs))
		}
	}
}

// retenir tells whether a person is a candidate of a jury, and says why not.
func (f *fabrique) retenir(x *personne) bool {
	non := func(format string, args ...any) bool {
		f.compte.Ecartes = append(f.compte.Ecartes, x.lieu+" : "+x.champs["numero"]+" "+x.champs["inscription"]+", "+fmt.Sprintf(format, args...)+".")
		return false
	}
	switch {
	case x.champs["situation"] == "desinscrit":
		return non("désinscrit")
	case x.champs["jury"] == "":
		return non("aucun tableau ne dit son jury")
	case f.jurys[x.champs["jury"]] == nil:
		return non("le jury « %s » n’est dans aucun tableau de jurys", x.champs["jury"])
	}
	return true
}

// epreuve gives the code of the épreuve that a heading or a row names, in a spécialité.
func (f *fabrique) epreuve(spe string, n *noteLue) string {
	if n.code != "" {
		for _, e := range f.epreuves[spe] {
			if e.champs["code"] == n.code {
				return n.code
			}
		}
	}
	if f.renvois[spe] == nil {
		f.renvois[spe] = map[string]string{}
	}
	if c, vu := f.renvois[spe][n.titre]; vu {
		return c
	}
	c := chercherEpreuve(f.epreuves[spe], n.titre)
	f.renvois[spe][n.titre] = c
	return c
}

// chercherEpreuve finds an épreuve by its code at the beginning of a title, by its libellé,
// or, for EPS, by the many names that it has.
func chercherEpreuve(l []*ligne, titre string) string {
	titre = sansBareme(titre)
	if c := codeDe(titre, func(m string) bool {
		return slices.ContainsFunc(l, func(e *ligne) bool { return e.champs["code"] == m })
	}); c != "" {
		return c
	}
	var trouves []string
	p := plier(titre)
	for _, e := range l {
		if plier(e.champs["libelle"]) == p {
			trouves = append(trouves, e.champs["code"])
		}
	}
	if len(trouves) == 0 && estEPS(titre) {
		for _, e := range l {
			if strings.Contains(plier(e.champs["libelle"]), "educationphysique") {
				trouves = append(trouves, e.champs["code"])
			}
		}
	}
	if len(trouves) != 1 {
		return ""
	}
	return trouves[0]
}
