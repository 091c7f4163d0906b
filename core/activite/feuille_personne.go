package activite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/tableur"
)

// colonnesPersonne are the columns by which a row says whom it is about: the number
// finds him, the others are held against it.
var colonnesPersonne = []string{"numero|n° candidat|no candidat|candidat", "?inscription|n° inscription|inscription n°",
	"?nom|nom / prénoms|nom et prénoms|nom prénom", "?prenoms|prenom", "?anonymat|n° anonymat", "?jury"}

// What else people head these columns with; each that is there is held against the number.
var (
	titresNom = []string{"nom", "nom / prénoms", "nom / prénom", "nom et prénoms", "nom et prénom", "nom prénoms", "nom prénom", "nom de famille",
		"nom de naissance", "nom patronymique", "nom d'usage", "nom usuel", "nom complet", "nom candidat", "nom du candidat", "nom et prénom du candidat",
		"candidat nom", "nom élève", "nom de l'élève", "élève", "prénom nom", "prénom et nom", "identité"}
	titresPrenom     = []string{"prenoms", "prenom", "prénom du candidat"}
	titresAnonymat   = []string{"anonymat", "n° anonymat", "no anonymat", "numéro anonymat", "numéro d'anonymat", "n° d'anonymat", "code anonymat"}
	titresJury       = []string{"jury", "n° jury", "no jury", "numéro jury", "numéro de jury", "code jury", "code du jury", "jury de délibération"}
	titresNaissance  = []string{"naissance", "date de naissance", "né le", "née le", "né(e) le", "date naissance"}
	titresBareme     = []string{"bareme", "note sur", "noté sur", "notée sur", "sur"}
	titresDiscipline = []string{"discipline", "libelle", "intitulé", "matière", "libellé épreuve", "libellé de l'épreuve", "intitulé de l'épreuve"}
	titresAbsent     = []string{"absent", "absent (ab)", "absente", "absence", "abs", "ab"}

	// What the sheets that this program gives have beside, for whoever fills them in.
	titresVus = []string{"spécialité", "handi", "etat", "centre", "note 1er groupe", "observations", "catégorie"}

	titresTenus = slices.Concat(titresVus, titresNom, titresPrenom, titresAnonymat, titresJury, titresNaissance, titresBareme, titresDiscipline, titresAbsent)
)

// chacun gives what a row holds under each of several headings.
func chacun(l tableur.Ligne, titres []string) []string {
	var vs []string
	for _, t := range titres {
		if v := l.De(t); v != "" {
			vs = append(vs, v)
		}
	}
	return vs
}

// exigerSaPersonne holds what a row says of itself against what its number says: a
// part of a sheet that was sorted alone gives the mark of one person to another.
func exigerSaPersonne(l tableur.Ligne, d *jury.Dossier, c *jury.Candidat) error {
	dit := func(quoi, lu, vrai string) error {
		return examen.Refuser(examen.CodeInconnu,
			fmt.Sprintf("la ligne porte %s « %s », et le numéro %s est celui de « %s » : une partie de la feuille a été triée ou recopiée seule.", quoi, lu,
				c.Cle, vrai),
			"Reprenez la ligne entière.")
	}
	for _, nom := range chacun(l, titresNom) {
		if !estSonNom(nom, c) {
			return dit("le nom", nom, c.NomComplet())
		}
	}
	for _, p := range chacun(l, titresPrenom) {
		if !debute(tableur.Plier(p), tableur.Plier(c.Prenoms)) {
			return dit("le prénom", p, c.Prenoms)
		}
	}
	for _, a := range chacun(l, titresAnonymat) {
		if !strings.EqualFold(a, c.Anonymat) {
			return dit("le N° anonymat", a, c.Anonymat)
		}
	}
	for _, j := range chacun(l, titresJury) {
		if j != d.Code && !strings.HasPrefix(j, d.Code+" ") {
			return dit("le jury", j, d.Code)
		}
	}
	for _, n := range chacun(l, titresNaissance) {
		if jour, err := LireMoment(n, ""); err == nil && len(c.Naissance) == len(time.DateOnly) && jour != c.Naissance {
			return dit("la date de naissance", n, edition.Jour(c.Naissance))
		}
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
	for _, b := range chacun(l, titresBareme) {
		n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(b), "sur"), "/")))
		if err != nil || n != e.Bareme {
			return examen.Refuser(examen.CodeValeur, fmt.Sprintf("la ligne dit le barème « %s », et l’épreuve %s est notée sur %d.", b, e.Code, e.Bareme), "")
		}
	}
	for _, t := range chacun(l, titresDiscipline) {
		if lu := tableur.Plier(t); lu != tableur.Plier(e.Libelle) && lu != tableur.Plier(c.LibelleEpreuve(e)) &&
			lu != tableur.Plier(e.Code+e.Libelle) && lu != tableur.Plier(e.Code+c.LibelleEpreuve(e)) {
			return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("la ligne dit « %s », et l’épreuve %s est « %s ».", t, e.Code, c.LibelleEpreuve(e)),
				"Reprenez la ligne entière.")
		}
	}
	return nil
}
