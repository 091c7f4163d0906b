package grille

import (
	"fmt"
	"regexp"
	"strings"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
)

// How people write a date: day and month in figures or in letters, a year of two or
// four figures or none, then an hour.
var (
	jourEcrit = regexp.MustCompile(`^(\d{1,2})(?:er)?\s*[/.\- ]\s*(\d{1,2}|[a-z]+)(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?` +
		`(?:\s*,?\s*(?:a\s+)?(\d{1,2})\s*[h:]\s*(\d{1,2})?)?$`)
	moisEcrits = []string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"}
)

// LireMoment reads a date and an hour as people write them ("3/7/23 9h", "03/07 9:15",
// "3 juillet à 9 h 30"), the year being that of the session when none is written.
func LireMoment(texte, annee string) (string, error) {
	m := jourEcrit.FindStringSubmatch(modele.Replier(strings.Join(strings.Fields(texte), " ")))
	if m == nil {
		return activite.LireMoment(strings.TrimSpace(texte))
	}
	mois := m[2]
	for i, nom := range moisEcrits {
		if len(mois) >= 3 && strings.HasPrefix(nom, mois) {
			mois = fmt.Sprint(i + 1)
		}
	}
	switch len(m[3]) {
	case 2:
		annee = "20" + m[3]
	case 4:
		annee = m[3]
	}
	ecrit := fmt.Sprintf("%02s/%02s/%s", m[1], mois, annee)
	if m[4] != "" {
		ecrit += fmt.Sprintf(" %02s:%02s", m[4], m[5])
	}
	return activite.LireMoment(ecrit)
}

// anneeDe gives the year in which the orals of a jury are, "" when nothing tells.
func anneeDe(d *jury.Entete) string {
	for _, date := range []string{d.Date2, d.Date1} {
		if len(date) >= 4 {
			return date[:4]
		}
	}
	return ""
}

// offrirCentres gives the centres of the dossier, by UAI and name.
func (s *Saisie) offrirCentres() []string {
	var l []string
	for _, e := range s.centres {
		l = append(l, nomCentre(e))
	}
	return l
}

func nomCentre(e jury.Etablissement) string {
	return e.UAI + " - " + strings.Join(strings.Fields(e.Nom+" "+e.Ville), " ")
}

// lireCentre reads a centre by its UAI, or by words of its name or town among those of
// the dossier.
func (s *Saisie) lireCentre(texte string) (uai string, err error) {
	texte = strings.TrimSpace(texte)
	premier, _, _ := strings.Cut(texte, " ")
	uai = strings.ToUpper(premier)
	if err = activite.VerifierUAI(uai); err == nil {
		return uai, nil
	}
	var trouves []jury.Etablissement
	for _, e := range s.centres {
		if modele.Contient(modele.Replier(nomCentre(e)), texte) {
			trouves = append(trouves, e)
		}
	}
	switch len(trouves) {
	case 0:
		return "", examen.Refuser(examen.CodeSaisie, "« "+texte+" » n’est ni un UAI (sept chiffres et la bonne lettre), ni un centre du dossier.",
			"Tapez un mot de son nom ou de sa ville ; Entrée ouvre la liste.")
	case 1:
		return trouves[0].UAI, nil
	}
	var noms []string
	for _, e := range trouves[:min(3, len(trouves))] {
		noms = append(noms, nomCentre(e))
	}
	return "", examen.Refuser(examen.CodeSaisie, modele.Compter(len(trouves), "centre", "centres")+" répondent à « "+texte+" » : "+strings.Join(noms, " ; ")+".",
		"Tapez un mot de plus, ou l’UAI.")
}
