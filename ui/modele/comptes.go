package modele

import (
	"cmp"
	"os"
	"slices"
	"strings"

	"delib/core/activite"
	"delib/core/compterendu"
	"delib/core/examen"
)

// LigneCompte is an account in the register.
type LigneCompte struct {
	Numero                                int64
	Date, Titre, Resultat, Duree, Domaine string
	Jurys                                 string // "31310", "31310, 31408 et 58 autres"
	Groupe                                string // "1er groupe", in the exam's words; "" for none
	Activite                              string // short title of what it is of
	Etat                                  string // when it ran: nothing is planned ahead here
	Bon                                   bool
	cherche                               string
}

// Comptes is the register of the accounts.
type Comptes struct {
	toutes    []LigneCompte
	Lignes    []LigneCompte
	recherche string
	activite  string // the only one that is shown, "" for all
}

// SansPlanification is the state of an account, in the original's words: it ran when it
// was asked for.
const SansPlanification = "Sans planification."

// ToutesActivites is the choice of the accounts of every activity.
const ToutesActivites = "Toutes les activités"

// Activites gives the activities that have accounts, as a list offers them.
func (x *Comptes) Activites() []string {
	l := []string{ToutesActivites}
	for i := range x.toutes {
		if !contient(l, x.toutes[i].Activite) {
			l = append(l, x.toutes[i].Activite)
		}
	}
	slices.Sort(l[1:])
	return l
}

// Montrer keeps the accounts of an activity, as the list names it.
func (x *Comptes) Montrer(activite string) {
	if x.activite = activite; activite == ToutesActivites {
		x.activite = ""
	}
	x.Rechercher(x.recherche)
}

// Montree is the activity whose accounts are shown, as the list names it.
func (x *Comptes) Montree() string { return cmp.Or(x.activite, ToutesActivites) }

// ActiviteDe names the activity of an account, "" when it is not in the register.
func (x *Comptes) ActiviteDe(numero int64) string {
	for i := range x.toutes {
		if x.toutes[i].Numero == numero {
			return x.toutes[i].Activite
		}
	}
	return ""
}

// NouveauxComptes makes the register of the accounts, the latest first.
func NouveauxComptes(p *examen.Profil, cs []compterendu.CompteRendu) *Comptes {
	x := &Comptes{}
	for i := range cs {
		c := &cs[i]
		l := LigneCompte{
			Numero: c.Numero, Date: c.Debut.Format("02/01/2006 15:04:05"), Titre: c.Titre, Resultat: string(c.Resultat),
			Duree: compterendu.DureeEnClair(c.Duree()), Domaine: c.Domaine, Bon: c.Resultat == compterendu.Termine,
		}
		codes := jurysDuCompte(c)
		l.Etat, l.Activite = SansPlanification, activiteDuCompte(p, c)
		l.Jurys, l.Groupe = enPeu(codes, 2), groupeDuCompte(p, c)
		mots := append(codes, l.Date, l.Titre, l.Resultat, l.Domaine, l.Groupe, c.Par)
		for _, d := range c.Documents {
			mots = append(mots, d.Nom)
		}
		l.cherche = Replier(strings.Join(mots, " "))
		x.toutes = append(x.toutes, l)
	}
	x.Rechercher("")
	return x
}

// jurysDuCompte gives the jurys whose papers an account is of.
func jurysDuCompte(c *compterendu.CompteRendu) (codes []string) {
	for _, j := range c.Jurys {
		codes = append(codes, j.Code)
	}
	for _, pl := range c.Plans {
		if !contient(codes, pl.Jury) {
			codes = append(codes, pl.Jury)
		}
	}
	return codes
}

// enPeu names the first of many, and counts the others.
func enPeu(mots []string, premiers int) string {
	if n := len(mots); n > premiers+1 {
		mots = append(slices.Clone(mots[:premiers]), Compter(n-premiers, "autre", "autres"))
	}
	return Enumerer(mots)
}

// groupeDuCompte names the group that an account is of, by the rubrique of its entry.
func groupeDuCompte(p *examen.Profil, c *compterendu.CompteRendu) string {
	a, ok := activite.Trouver(c.Activite)
	if !ok || p == nil {
		return ""
	}
	switch a.Rubrique {
	case activite.Avant1, activite.Apres1:
		return "1er groupe"
	case activite.Organisation, activite.Avant2, activite.Apres2:
		return p.Mots.Groupe2
	}
	return ""
}

// activiteDuCompte names what an account is of, with the group where two are told apart.
func activiteDuCompte(p *examen.Profil, c *compterendu.CompteRendu) string {
	a, ok := activite.TrouverEntree(c.Activite)
	if !ok || p == nil {
		return c.Activite
	}
	t := a.TitreCourt(p)
	if g := groupeDuCompte(p, c); g != "" {
		t += " – " + g
	}
	return t
}

// Vide says why no account is shown.
func (x *Comptes) Vide() string {
	if len(x.toutes) == 0 {
		return "Aucun compte rendu : rien n’a encore été produit sur ce poste."
	}
	if strings.TrimSpace(x.recherche) == "" {
		return "Aucun compte rendu de cette activité."
	}
	return "Aucun résultat pour « " + strings.TrimSpace(x.recherche) + " »."
}

// Rechercher keeps the accounts that hold every word.
func (x *Comptes) Rechercher(texte string) {
	x.recherche, x.Lignes = texte, nil
	for _, l := range x.toutes {
		if (x.activite == "" || l.Activite == x.activite) && Contient(l.cherche, texte) {
			x.Lignes = append(x.Lignes, l)
		}
	}
}

// Place gives the row of an account, -1 when it is not there.
func (x *Comptes) Place(numero int64) int {
	for i, l := range x.Lignes {
		if l.Numero == numero {
			return i
		}
	}
	return -1
}

// Documents is the documents of an account, and which are ticked.
type Documents struct {
	Lignes []LigneDocument
	coches map[int]bool
}

// NouveauxDocuments gives the documents of an account, and whether each is still there.
func NouveauxDocuments(c *compterendu.CompteRendu) *Documents {
	x := &Documents{coches: map[int]bool{}}
	for _, d := range c.Documents {
		_, err := os.Stat(d.Chemin)
		x.Lignes = append(x.Lignes, LigneDocument{d.Nom, compterendu.Taille(d.Taille), d.Type, d.Chemin, err == nil})
	}
	return x
}

// Basculer ticks or unticks a document that is still there.
func (x *Documents) Basculer(i int) {
	if i >= 0 && i < len(x.Lignes) && x.Lignes[i].Present {
		x.coches[i] = !x.coches[i]
	}
}

// Coche tells whether a document is ticked.
func (x *Documents) Coche(i int) bool { return x.coches[i] }

// Tous gives the files of all the documents that are still there.
func (x *Documents) Tous() []string { return x.fichiers(func(int) bool { return true }) }

// Choisis gives the files that are ticked, or else that of the lit row.
func (x *Documents) Choisis(allume int) []string {
	if l := x.fichiers(x.Coche); len(l) > 0 {
		return l
	}
	return x.fichiers(func(i int) bool { return i == allume })
}

func (x *Documents) fichiers(garde func(int) bool) (chemins []string) {
	for i, l := range x.Lignes {
		if l.Present && garde(i) {
			chemins = append(chemins, l.Chemin)
		}
	}
	return chemins
}

// LigneDocument is a document of an account.
type LigneDocument struct {
	Nom, Taille, Type, Chemin string
	Present                   bool // the file is still there
}
