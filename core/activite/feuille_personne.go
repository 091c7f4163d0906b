package activite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/tableur"
)

// colonnesPersonne are the columns by which a row says whom it is about: the number
// finds him, the others are held against it.
var colonnesPersonne = []string{"numero|n° candidat|no candidat|candidat", "?inscription|n° inscription|inscription n°",
	"?" + strings.Join(colonnesNom, "|"), "?prenoms|prenom", "?anonymat|n° anonymat", "?jury"}

// colonnesNom are the headings of a name, with the first names or without.
var colonnesNom = []string{"nom", "nom / prénoms", "nom / prénom", "nom et prénoms", "nom et prénom", "nom prénoms", "nom prénom", "nom de famille",
	"nom de naissance", "nom patronymique", "nom du candidat", "nom et prénom du candidat", "prénom nom", "prénom et nom", "identité"}

// exigerSaPersonne holds what a row says of itself against what its number says: a
// part of a sheet that was sorted alone gives the mark of one person to another.
func exigerSaPersonne(l tableur.Ligne, d *jury.Dossier, c *jury.Candidat) error {
	dit := func(quoi, lu, vrai string) error {
		return examen.Refuser(examen.CodeInconnu,
			fmt.Sprintf("la ligne porte %s « %s », et le numéro %s est celui de « %s » : une partie de la feuille a été triée ou recopiée seule.", quoi, lu,
				c.Cle, vrai),
			"Reprenez la ligne entière.")
	}
	nom := l.De(colonnesNom...)
	switch p := l.De("prenoms", "prenom"); {
	case nom != "" && p != "":
		nom += " " + p
	case p != "" && !debute(tableur.Plier(p), tableur.Plier(c.Prenoms)):
		return dit("le prénom", p, c.Prenoms)
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
// he uses, alone or with his first names before or after it, whole or begun.
func estSonNom(texte string, c *jury.Candidat) bool {
	if civilite, reste, ok := strings.Cut(strings.TrimSpace(texte), " "); ok && slices.Contains(civilites, tableur.Plier(civilite)) {
		texte = reste
	}
	t, p := tableur.Plier(texte), tableur.Plier(c.Prenoms)
	for _, n := range []string{c.Nom, c.NomUsage} {
		if n = tableur.Plier(n); n == "" {
			continue
		}
		if reste, ok := strings.CutPrefix(t, n); ok && (reste == "" || debute(reste, p)) {
			return true
		}
		if reste, ok := strings.CutSuffix(t, n); ok && debute(reste, p) {
			return true
		}
	}
	return false
}

var civilites = []string{"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"}

// debute tells whether one of two texts begins the other.
func debute(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }

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
