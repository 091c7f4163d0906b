package modele

import (
	"strings"

	"delib/core/edition"
	"delib/core/jury"
)

// CritereChoisi is a line of the criteria: a field, an operator, a value.
type CritereChoisi struct {
	Champ, Libelle string
	Operateur      edition.Operateur
	Valeur         string
}

// SansValeur tells whether the operator asks for no value.
func (c *CritereChoisi) SansValeur() bool {
	return c.Operateur == edition.Vide || c.Operateur == edition.NonVide
}

// Criteres is the criteria of a selection, and the tree that they come from.
type Criteres struct {
	Liste  []CritereChoisi
	champs []ChampCritere
	Arbre  []ChampCritere // what the filter leaves of the tree
	filtre string
}

// ChampCritere is a leaf of the tree.
type ChampCritere struct {
	ID, Libelle string
	cherche     string
}

// champVAE leaves out the filed dossiers VAE unless its criterion is removed.
const champVAE = "mode_vae"

// OperateursCritere gives the operators, in the order of the list.
func OperateursCritere() []edition.Operateur {
	return []edition.Operateur{edition.Egal, edition.Different, edition.Contient, edition.Vide, edition.NonVide}
}

// LibellesOperateurs gives what the list of operators shows.
func LibellesOperateurs() []string {
	var l []string
	for _, o := range OperateursCritere() {
		l = append(l, o.Libelle())
	}
	return l
}

// NouveauxCriteres gives the tree, and the criteria that stand there at first:
// the speciality, no filed dossier VAE, the candidate's number.
func NouveauxCriteres() *Criteres {
	x := &Criteres{}
	x.Champs(nil)
	for _, id := range []string{"specialite", champVAE, "numero"} {
		x.AjouterID(id)
	}
	if c := x.trouver(champVAE); c != nil {
		c.Operateur, c.Valeur = edition.Different, "Dossier VAE déposé"
	}
	return x
}

// Champs sets the leaves of the tree, with the extra columns of the jurys.
func (x *Criteres) Champs(ds []jury.Dossier) {
	x.champs = nil
	for _, c := range edition.ChampsCriteres(ds) {
		x.champs = append(x.champs, ChampCritere{c.ID, c.Libelle, Replier(c.Libelle)})
	}
	x.Filtrer(x.filtre)
}

// Filtrer keeps the leaves that hold every word.
func (x *Criteres) Filtrer(texte string) {
	x.filtre, x.Arbre = texte, nil
	for _, c := range x.champs {
		if Contient(c.cherche, texte) {
			x.Arbre = append(x.Arbre, c)
		}
	}
}

// Ajouter adds the criterion of a leaf; several on one field are allowed.
func (x *Criteres) Ajouter(i int) {
	if i >= 0 && i < len(x.Arbre) {
		x.AjouterID(x.Arbre[i].ID)
	}
}

// AjouterID adds the criterion of a field.
func (x *Criteres) AjouterID(id string) {
	for _, c := range x.champs {
		if c.ID == id {
			x.Liste = append(x.Liste, CritereChoisi{Champ: id, Libelle: c.Libelle, Operateur: edition.Egal})
			return
		}
	}
}

// Oter removes a criterion.
func (x *Criteres) Oter(i int) {
	if i >= 0 && i < len(x.Liste) {
		x.Liste = append(x.Liste[:i:i], x.Liste[i+1:]...)
	}
}

func (x *Criteres) trouver(id string) *CritereChoisi {
	for i := range x.Liste {
		if x.Liste[i].Champ == id {
			return &x.Liste[i]
		}
	}
	return nil
}

// Textes gives the criteria as the activity reads them; one without a value
// asks for nothing.
func (x *Criteres) Textes() []string {
	var l []string
	for i := range x.Liste {
		c := &x.Liste[i]
		valeur := strings.TrimSpace(c.Valeur)
		switch {
		case c.Operateur == edition.Vide:
			l = append(l, c.Champ+"=")
		case c.Operateur == edition.NonVide:
			l = append(l, c.Champ+"!=")
		case valeur != "":
			l = append(l, c.Champ+string(c.Operateur)+valeur)
		}
	}
	if x.trouver(champVAE) == nil {
		l = append(l, champVAE+string(edition.Contient)) // with any value: the dossiers VAE are asked for
	}
	return l
}

// Resume says how many criteria ask for something.
func (x *Criteres) Resume() string {
	n := 0
	for i := range x.Liste {
		if c := &x.Liste[i]; c.SansValeur() || strings.TrimSpace(c.Valeur) != "" {
			n++
		}
	}
	if n == 0 {
		return "Aucun critère : tous les candidats des jurys cochés."
	}
	return Compter(n, "critère retenu", "critères retenus") + " ; un critère sans valeur ne retient rien."
}
