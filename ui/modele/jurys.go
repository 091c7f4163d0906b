package modele

import (
	"cmp"
	"slices"

	"delib/core/activite"
	"delib/core/examen"
)

// JuryCochable is a jury that an activity offers.
type JuryCochable struct {
	Code, Specialite, Etat string
	Etape                  examen.Etat
	Possible, Coche        bool
	Raison                 string // why it is greyed
	Periode                string // of its deliberation
}

// Selection is the jurys of an activity and which are ticked.
type Selection struct {
	Jurys []JuryCochable

	tri       Tri
	recherche string
	periode   string // the only one that is shown, "" for all
	vues      []int  // ranks in Jurys of those shown
}

// Beaucoup is how many jurys ask for a search and filters.
const Beaucoup = 7

// Rechercher shows the jurys that hold every word.
func (s *Selection) Rechercher(texte string) {
	s.recherche = texte
	s.ranger()
}

// Trier sorts by a column of the table: code, spécialité, state, reason.
func (s *Selection) Trier(colonne int) {
	s.tri.Par(colonne)
	s.ranger()
}

// Tri gives the column that sorts, -1 for none.
func (s *Selection) Tri() (colonne int, descendant bool) { return s.tri.Etat() }

func (s *Selection) ranger() {
	s.vues = s.tri.Ranger(len(s.Jurys), s.recherche, func(i int) []string {
		j := &s.Jurys[i]
		return []string{j.Code, j.Specialite, j.Etat, j.Raison}
	})
	s.vues = slices.DeleteFunc(s.vues, func(i int) bool { return s.periode != "" && s.Jurys[i].Periode != s.periode })
}

// ToutesPeriodes is the choice of every période de délibération, where there are several.
const ToutesPeriodes = "Toutes les périodes"

// Periodes gives the périodes de délibération of the centre, as a list offers them.
func Periodes(ss []activite.Situation) []string {
	var ps []string
	for i := range ss {
		if !slices.Contains(ps, ss[i].Periode) {
			ps = append(ps, ss[i].Periode)
		}
	}
	if len(ps) > 1 {
		ps = append([]string{ToutesPeriodes}, ps...)
	}
	return ps
}

// DeLaPeriode keeps the jurys of a période, all for ToutesPeriodes.
func DeLaPeriode(ss []activite.Situation, periode string) []activite.Situation {
	if periode == ToutesPeriodes || periode == "" {
		return ss
	}
	return slices.DeleteFunc(slices.Clone(ss), func(s activite.Situation) bool { return s.Periode != periode })
}

// Periodes gives the périodes of the jurys, as a list offers them.
func (s *Selection) Periodes() []string {
	var ss []activite.Situation
	for _, j := range s.Jurys {
		x := activite.Situation{}
		x.Periode = j.Periode
		ss = append(ss, x)
	}
	return Periodes(ss)
}

// Periode shows the jurys of a période only: those are ticked that can be, the others
// are not; ToutesPeriodes shows them all, as they are ticked.
func (s *Selection) Periode(periode string) {
	if periode == ToutesPeriodes {
		periode = ""
	}
	if s.periode = periode; periode != "" {
		for i := range s.Jurys {
			s.Jurys[i].Coche = s.Jurys[i].Possible && s.Jurys[i].Periode == periode
		}
	}
	s.ranger()
}

// PeriodeMontree is the période that is shown, as the list has it.
func (s *Selection) PeriodeMontree() string { return cmp.Or(s.periode, ToutesPeriodes) }

// Nombre counts the jurys shown, Ligne gives one of them.
func (s *Selection) Nombre() int { return len(s.vues) }

// Ligne gives a jury that is shown.
func (s *Selection) Ligne(i int) *JuryCochable { return &s.Jurys[s.vues[i]] }

// Vide says why no jury is shown.
func (s *Selection) Vide() string {
	if len(s.Jurys) == 0 {
		return ""
	}
	if s.recherche == "" {
		return "Aucun jury de cette période."
	}
	return "Aucun jury ne répond à « " + s.recherche + " »."
}

// Codes gives the codes of all the jurys.
func (s *Selection) Codes() []string {
	var l []string
	for _, j := range s.Jurys {
		l = append(l, j.Code)
	}
	return l
}

// NouvelleSelection offers the jurys of the centre. Those named are ticked;
// with none named, every one that the state allows, as the original does.
func NouvelleSelection(a *activite.Activite, p *examen.Profil, ss []activite.Situation, nommes []string) *Selection {
	s := &Selection{}
	for i := range ss {
		e := ss[i].Etat
		j := JuryCochable{Code: ss[i].Code, Specialite: ss[i].Libelle, Etat: p.EtatComplet(e), Etape: e, Possible: a.Permet(e),
			Periode: ss[i].Periode}
		if !j.Possible {
			j.Raison = "Demande l’état " + etatsEnClair(a.Etats)
		}
		j.Coche = j.Possible && (len(nommes) == 0 || contient(nommes, j.Code))
		s.Jurys = append(s.Jurys, j)
	}
	s.ranger()
	return s
}

func etatsEnClair(es []examen.Etat) string {
	var codes []string
	for _, e := range es {
		codes = append(codes, e.Code())
	}
	if n := len(codes); n > 3 && consecutifs(es) {
		return codes[0] + " à " + codes[n-1]
	}
	if len(codes) < 2 {
		return Enumerer(codes)
	}
	t := ""
	for i, c := range codes {
		switch {
		case i == 0:
			t = c
		case i == len(codes)-1:
			t += " ou " + c
		default:
			t += ", " + c
		}
	}
	return t
}

func consecutifs(es []examen.Etat) bool {
	for i := 1; i < len(es); i++ {
		if RangEtat(es[i]) != RangEtat(es[i-1])+1 {
			return false
		}
	}
	return true
}

func contient(codes []string, code string) bool {
	for _, c := range codes {
		if c == code {
			return true
		}
	}
	return false
}

// Basculer ticks or unticks a jury that is shown; a greyed one stays as it is.
func (s *Selection) Basculer(i int) {
	if i >= 0 && i < s.Nombre() && s.Ligne(i).Possible {
		s.Ligne(i).Coche = !s.Ligne(i).Coche
	}
}

// Tous ticks or unticks every jury shown that can be.
func (s *Selection) Tous(coches bool) {
	for i := range s.vues {
		s.Ligne(i).Coche = coches && s.Ligne(i).Possible
	}
}

// Copie gives a selection of its own, with the same jurys ticked.
func (s *Selection) Copie() *Selection {
	c := &Selection{Jurys: slices.Clone(s.Jurys), periode: s.periode}
	c.ranger()
	return c
}

// Garder ticks what was ticked before, where it still can be, and shows what was.
func (s *Selection) Garder(avant *Selection) {
	s.tri, s.recherche, s.periode = avant.tri, avant.recherche, avant.periode
	s.ranger()
	coches := avant.Coches()
	for i := range s.Jurys {
		s.Jurys[i].Coche = s.Jurys[i].Possible && contient(coches, s.Jurys[i].Code)
	}
}

// Coches gives the codes of the ticked jurys.
func (s *Selection) Coches() []string {
	var l []string
	for _, j := range s.Jurys {
		if j.Coche {
			l = append(l, j.Code)
		}
	}
	return l
}

// Possibles counts the jurys that can be ticked.
func (s *Selection) Possibles() int {
	n := 0
	for _, j := range s.Jurys {
		if j.Possible {
			n++
		}
	}
	return n
}

// ToutCoche tells whether every jury that can be ticked is.
func (s *Selection) ToutCoche() bool { return s.Possibles() > 0 && len(s.Coches()) == s.Possibles() }

// TousVusCoches tells whether every jury shown that can be ticked is.
func (s *Selection) TousVusCoches() bool {
	n := 0
	for i := range s.vues {
		if j := s.Ligne(i); j.Possible {
			if n++; !j.Coche {
				return false
			}
		}
	}
	return n > 0
}

// TexteTous says what the box over the table ticks.
func (s *Selection) TexteTous() string {
	if s.recherche == "" {
		return "Sélectionner / désélectionner tous les jurys"
	}
	return "Sélectionner / désélectionner " + Compter(s.Nombre(), "jury trouvé", "jurys trouvés")
}

// Resume says how many jurys are ticked, or why none can be.
func (s *Selection) Resume() string {
	if s.Possibles() == 0 {
		return "Aucun jury n’est dans un état qui permet cette activité."
	}
	return Compter(len(s.Coches()), "jury coché", "jurys cochés") + " sur " + Compter(s.Possibles(), "sélectionnable", "sélectionnables")
}
