package modele

import "fmt"

// FiltreAccueil is what a person wants to see of many jurys on the home; "" is all.
type FiltreAccueil struct{ Recherche, Etat, Faire string }

// Choix is a value to filter by, and what the list says of it.
type Choix struct{ Valeur, Libelle string }

// Etats gives the states that jurys are at, in their order, with how many are.
func (a *Accueil) Etats() []Choix {
	return a.choix("Tous les états", func(l *LigneJury) string { return l.Etat }, func(x, y *LigneJury) bool { return x.Rang < y.Rang })
}

// Suites gives what is to do next, with how many jurys wait for it.
func (a *Accueil) Suites() []Choix {
	return a.choix("Toutes les suites", func(l *LigneJury) string { return l.Principale.Libelle }, func(x, y *LigneJury) bool { return x.Rang < y.Rang })
}

func (a *Accueil) choix(tous string, valeur func(*LigneJury) string, avant func(x, y *LigneJury) bool) []Choix {
	var premiers []*LigneJury // of each value
	n := map[string]int{}
	for i := range a.Lignes {
		l := &a.Lignes[i]
		v := valeur(l)
		if n[v]++; n[v] > 1 || v == "" {
			continue
		}
		k := len(premiers)
		for k > 0 && avant(l, premiers[k-1]) {
			k--
		}
		premiers = append(premiers[:k], append([]*LigneJury{l}, premiers[k:]...)...)
	}
	cs := []Choix{{"", fmt.Sprintf("%s (%d)", tous, len(a.Lignes))}}
	for _, l := range premiers {
		v := valeur(l)
		cs = append(cs, Choix{v, fmt.Sprintf("%s (%d)", v, n[v])})
	}
	return cs
}

// Filtrer gives the ranks of the jurys that a person wants to see.
func (a *Accueil) Filtrer(f FiltreAccueil) []int {
	var vus []int
	for i := range a.Lignes {
		l := &a.Lignes[i]
		if (f.Etat == "" || l.Etat == f.Etat) && (f.Faire == "" || l.Principale.Libelle == f.Faire) &&
			Contient(Replier(l.Code+" "+l.Specialite+" "+l.Etat+" "+l.Conseil), f.Recherche) {
			vus = append(vus, i)
		}
	}
	return vus
}
