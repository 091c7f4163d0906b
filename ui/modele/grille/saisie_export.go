package grille

import (
	"regexp"
)

// finListe is what the grid writes behind a discipline of one of two lists.
var finListe = regexp.MustCompile(` \(liste [AB]\)$`)

// Export gives the grid as a sheet that « Reprendre un fichier… » takes back: whom
// each row is about by his number and inscription, then what the grid shows, typed
// or recorded.
func (s *Saisie) Export() (titres []string, lignes [][]string) {
	vus, textes := s.Textes()
	titres = []string{"N° candidat", "Inscription", "Nom / Prénoms"}
	garder := make([]int, 0, len(vus))
	if !s.Choix {
		titres = append(titres, "Epreuve", "Discipline")
	}
	for k, t := range vus {
		if k == ChoixCandidat || !s.Choix && k == notesDiscipline {
			continue // said by number and name, by code and libellé
		}
		garder = append(garder, k)
		titres = append(titres, t)
	}
	for i, l := range textes {
		x := s.sujets[s.vues[i]]
		ligne := []string{x.c.Numero, x.c.Inscription, x.c.NomComplet()}
		if !s.Choix {
			ligne = append(ligne, x.e.Code, x.c.LibelleEpreuve(x.e))
		}
		for _, k := range garder {
			ligne = append(ligne, finListe.ReplaceAllString(l[k], ""))
		}
		lignes = append(lignes, ligne)
	}
	return titres, lignes
}
