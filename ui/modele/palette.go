package modele

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

// GenreTrouve is what a line of the search is.
type GenreTrouve int

// The kinds, in the order in which equals are shown.
const (
	TrouveEcran GenreTrouve = iota
	TrouveJury
	TrouveAide
	TrouveCandidat
)

// Trouve is a line of the search.
type Trouve struct {
	Genre         GenreTrouve
	Titre, Detail string
	Ecran         string // where an activity leads, the page of the help; a jury leads where it stands
	Jury          string
	Cle           jury.Cle
	cherche       string
}

// Sorte names the kind of a line.
func (t Trouve) Sorte() string { return [...]string{"Activité", "Jury", "Aide", "Candidat"}[t.Genre] }

// PageAide is a page of the help.
type PageAide struct{ ID, Titre string }

// Palette is what the search looks in: the menu, the jurys, the help, the candidates.
// It keeps no mark.
type Palette struct {
	toutes []Trouve
	de     string // the state of the jurys that it was made of
}

// De tells whether it was made of the jurys as they are.
func (x *Palette) De(es []jury.Entete) bool { return x != nil && x.de == empreinte(es) }

// empreinte tells a state of the jurys from another: each act and each move counts.
func empreinte(es []jury.Entete) string {
	var b strings.Builder
	for i := range es {
		fmt.Fprintln(&b, es[i].Code, es[i].Etat, es[i].Rang, es[i].Epoque)
	}
	return b.String()
}

// NouvellePalette makes the lines of the search, folded once.
func NouvellePalette(p *examen.Profil, pages []PageAide, ss []activite.Situation, ds []jury.Dossier) *Palette {
	x := &Palette{}
	rubrique := ""
	for _, e := range MenuEntier(p) {
		if e.ID == "" {
			rubrique = e.Titre
			continue
		}
		x.ajouter(Trouve{Genre: TrouveEcran, Titre: e.Titre, Detail: rubrique, Ecran: e.ID}, e.Titre+" "+rubrique+" "+synonymes(e.ID))
	}
	es := make([]jury.Entete, len(ss))
	for i := range ss {
		s := &ss[i]
		es[i] = s.Entete
		x.ajouter(Trouve{Genre: TrouveJury, Titre: s.Code + " - " + s.Libelle, Detail: p.EtatComplet(s.Etat), Jury: s.Code},
			s.Code+" "+s.Libelle+" "+s.Specialite)
	}
	x.de = empreinte(es)
	for _, a := range pages {
		x.ajouter(Trouve{Genre: TrouveAide, Titre: a.Titre, Detail: "Aide", Ecran: a.ID}, a.Titre+" aide help")
	}
	for i := range ds {
		d := &ds[i]
		for _, c := range d.Candidats {
			x.ajouter(Trouve{Genre: TrouveCandidat, Titre: c.NomComplet(), Detail: c.Cle.Affichee() + "  ·  jury " + d.Code, Jury: d.Code, Cle: c.Cle},
				c.NomComplet()+" "+c.NomUsage+" "+c.Cle.String()+" "+c.Anonymat)
		}
	}
	return x
}

// synonymes gives the other words by which people call an entry: those of its own,
// and the lists that it makes.
func synonymes(id string) string {
	a, _ := activite.TrouverEntree(id)
	mots := []string{a.Synonymes}
	for _, c := range a.Champs {
		for _, o := range c.Options {
			mots = append(mots, o.Libelle)
		}
	}
	if a.Genre == activite.Edition {
		mots = append(mots, "imprimer")
	}
	return strings.Join(mots, " ")
}

func (x *Palette) ajouter(t Trouve, cherche string) {
	t.cherche = " " + Replier(cherche)
	x.toutes = append(x.toutes, t)
}

// EcranDuJury gives where a jury's next act is.
func EcranDuJury(s *activite.Situation) string {
	if a, ok := activite.Trouver(s.ActiviteID); ok && AUnEcran(a) {
		return a.ID
	}
	if Delibere(s.Etat) {
		return EcranDeliberer
	}
	return EcranAccueil
}

// Chercher gives the first lines that hold every word: those that begin with
// the text, then those with a word that does, then the rest.
func (x *Palette) Chercher(texte string, auPlus int) []Trouve {
	replie := strings.Join(strings.Fields(Replier(texte)), " ")
	if replie == "" {
		return slices.Clone(x.toutes[:min(auPlus, len(x.toutes))])
	}
	mots := strings.Fields(replie)
	var rangs [3][]Trouve
	for i := range x.toutes {
		t := &x.toutes[i]
		if !tousLesMots(t.cherche, mots) {
			continue
		}
		k := 2
		switch {
		case strings.HasPrefix(t.cherche, " "+replie):
			k = 0
		case strings.Contains(t.cherche, " "+replie):
			k = 1
		}
		if len(rangs[k]) < auPlus {
			rangs[k] = append(rangs[k], *t)
		}
	}
	l := slices.Concat(rangs[0], rangs[1], rangs[2])
	return l[:min(auPlus, len(l))]
}

func tousLesMots(texte string, mots []string) bool {
	for _, m := range mots {
		if !strings.Contains(texte, m) {
			return false
		}
	}
	return true
}
