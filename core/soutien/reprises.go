package soutien

import (
	"context"
	"fmt"
	"os"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/store"
)

// LireReprises gives what a plan de secours, one of its files, or a copy of a
// base holds to go on from, and what to say of it.
func LireReprises(ctx context.Context, chemin string) (textes [][]byte, dits []string, err error) {
	if store.EstCopie(chemin) {
		if _, err := os.Stat(chemin); err != nil {
			return nil, nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » n’existe pas ou ne peut pas être lu.", chemin), "Vérifiez le chemin. Rien n’a été changé.")
		}
		textes, err = store.ReprisesDe(ctx, chemin)
	} else {
		textes, err = activite.LireReprises(chemin)
	}
	if err != nil {
		return nil, nil, err
	}
	dits, err = Reprises(textes)
	return textes, dits, err
}

// Reprises says of the files that a workstation is rebuilt from, once checked,
// as of when each jury is, and what they cannot know.
func Reprises(textes [][]byte) ([]string, error) {
	var l []string
	for _, texte := range textes {
		r, d, err := store.LireReprise(texte)
		if err != nil {
			return nil, err
		}
		quand := "telle que l’académie l’a envoyée"
		for _, s := range r.Actes {
			a, err := s.Lire()
			if err != nil {
				return nil, err
			}
			if t, err := time.Parse(time.RFC3339, a.Horodatage); err == nil {
				quand = "dernier acte du " + t.Format("02/01/2006 à 15:04")
			}
		}
		l = append(l, examen.Dire("Jury %s : état %s, %d candidat(s), %d acte(s), %s (poste %s).", d.Code, d.Etat.Code(), len(d.Candidats), len(r.Actes), quand, r.Poste))
	}
	return append(l, "Ce que l’ancien poste a fait ensuite n’est pas dans ce fichier, et lui seul le savait : comparez à ses documents imprimés, ou à son disque s’il peut être relu. Ses autres jurys, ses utilisateurs et son registre de comptes rendus n’y sont pas non plus."), nil
}
