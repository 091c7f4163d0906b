package activite

import (
	"fmt"
	"strconv"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/tableur"
)

// colonnesPersonne are the columns by which a row says whom it is about: the number
// finds him, the others are held against it.
var colonnesPersonne = []string{"numero|n° candidat|no candidat|candidat", "?inscription|n° inscription|inscription n°",
	"?nom|nom / prénoms|nom et prénoms|nom prénom",
	"?prenoms|prenom", "?anonymat|n° anonymat", "?jury"}

// exigerSaPersonne holds what a row says of itself against what its number says: a
// part of a sheet that was sorted alone gives the mark of one person to another.
func exigerSaPersonne(l tableur.Ligne, d *jury.Dossier, c *jury.Candidat) error {
	dit := func(quoi, lu, vrai string) error {
		return examen.Refuser(examen.CodeInconnu,
			fmt.Sprintf("la ligne porte %s « %s », et le numéro %s est celui de « %s » : une partie de la feuille a été triée ou recopiée seule.", quoi, lu,
				c.Cle, vrai),
			"Reprenez la ligne entière.")
	}
	nom := l.De("nom / prénoms", "nom et prénoms", "nom prénom", "nom")
	if p := l.De("prenoms", "prenom"); nom != "" && p != "" {
		nom += " " + p
	}
	if nom != "" && !estSonNom(nom, c) {
		return dit("le nom", nom, c.NomComplet())
	}
	if a := l.De("anonymat", "n° anonymat"); a != "" && !strings.EqualFold(a, c.Anonymat) {
		return dit("le N° anonymat", a, c.Anonymat)
	}
	if j := l.De("jury"); j != "" && j != d.Code && !strings.HasPrefix(j, d.Code+" ") {
		return dit("le jury", j, d.Code)
	}
	return nil
}

// estSonNom tells whether a text names the candidate: by his family name or the one
// he uses, alone or with his first names, whole or begun.
func estSonNom(texte string, c *jury.Candidat) bool {
	t := tableur.Plier(texte)
	for _, n := range []string{c.Nom, c.NomUsage} {
		if n = tableur.Plier(n); n == "" {
			continue
		}
		reste, ok := strings.CutPrefix(t, n)
		if p := tableur.Plier(c.Prenoms); ok && (reste == "" || strings.HasPrefix(p, reste) || strings.HasPrefix(reste, p)) {
			return true
		}
	}
	return false
}

// exigerSonEpreuve holds the discipline and the barème that a row bears against
// those of its épreuve.
func exigerSonEpreuve(l tableur.Ligne, c *jury.Candidat, e *jury.Epreuve) error {
	if b := l.De("bareme"); b != "" {
		if n, err := strconv.Atoi(strings.TrimPrefix(b, "/")); err != nil || n != e.Bareme {
			return examen.Refuser(examen.CodeValeur, fmt.Sprintf("la ligne dit le barème « %s », et l’épreuve %s est notée sur %d.", b, e.Code, e.Bareme), "")
		}
	}
	if t := tableur.Plier(l.De("discipline", "libelle")); t != "" && t != tableur.Plier(e.Libelle) && t != tableur.Plier(c.LibelleEpreuve(e)) {
		return examen.Refuser(examen.CodeInconnu,
			fmt.Sprintf("la ligne dit « %s », et l’épreuve %s est « %s ».", l.De("discipline", "libelle"), e.Code, c.LibelleEpreuve(e)),
			"Reprenez la ligne entière.")
	}
	return nil
}
