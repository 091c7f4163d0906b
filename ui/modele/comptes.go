package modele

import (
	"os"

	"delib/core/compterendu"
)

// LigneCompte is an account in the register.
type LigneCompte struct {
	Numero                                int64
	Date, Titre, Resultat, Duree, Domaine string
	Bon                                   bool
	cherche                               string
}

// Comptes is the register of the accounts.
type Comptes struct {
	toutes    []LigneCompte
	Lignes    []LigneCompte
	recherche string
}

// NouveauxComptes makes the register of the accounts, the latest first.
func NouveauxComptes(cs []compterendu.CompteRendu) *Comptes {
	x := &Comptes{}
	for i := range cs {
		c := &cs[i]
		l := LigneCompte{
			Numero: c.Numero, Date: c.Debut.Format("02/01/2006 15:04:05"), Titre: c.Titre, Resultat: string(c.Resultat),
			Duree: compterendu.DureeEnClair(c.Duree()), Domaine: c.Domaine, Bon: c.Resultat == compterendu.Termine,
		}
		l.cherche = Replier(l.Date + " " + l.Titre + " " + l.Resultat + " " + l.Domaine)
		x.toutes = append(x.toutes, l)
	}
	x.Rechercher("")
	return x
}

// Rechercher keeps the accounts that hold every word.
func (x *Comptes) Rechercher(texte string) {
	x.recherche, x.Lignes = texte, nil
	for _, l := range x.toutes {
		if Contient(l.cherche, texte) {
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

// LigneDocument is a document of an account.
type LigneDocument struct {
	Nom, Taille, Type, Chemin string
	Present                   bool // the file is still there
}

// Documents gives the documents of an account, and whether each is still there.
func Documents(c *compterendu.CompteRendu) []LigneDocument {
	var ls []LigneDocument
	for _, d := range c.Documents {
		_, err := os.Stat(d.Chemin)
		ls = append(ls, LigneDocument{d.Nom, compterendu.Taille(d.Taille), d.Type, d.Chemin, err == nil})
	}
	return ls
}
