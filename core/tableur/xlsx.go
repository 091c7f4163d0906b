package tableur

import "strings"

var bornesFeuille = Bornes{Detendu: maxDetendu, Partie: maxPartie, Parties: maxParties, Lignes: maxLignes, Colonnes: maxCellules}

func lireXLSX(texte []byte) (tables []table, identite map[string]string, err error) {
	c, err := OuvrirClasseur(texte, bornesFeuille)
	if err != nil {
		return nil, nil, refus(err.Error() + ".")
	}
	defer c.Fermer()
	for _, nom := range c.Feuilles() {
		f, err := c.Lire(nom)
		if err != nil {
			return nil, nil, refus(err.Error() + ".")
		}
		if nom == feuilleIdentite {
			identite = lireIdentite(f.Lignes)
			continue
		}
		tables = append(tables, table{nom: nom, lignes: f.Lignes, formules: f.Formules})
	}
	return tables, identite, nil
}

func lireIdentite(lignes [][]string) map[string]string {
	m := map[string]string{}
	for _, l := range lignes {
		if len(l) >= 2 && strings.TrimSpace(l[0]) != "" {
			m[l[0]] = l[1]
		}
	}
	return m
}
