package activite

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"delib/core/examen"
	"delib/core/jury"
)

// How people write a date: day and month in figures or in letters, a year of two or
// four figures or none, then an hour; the day of the week before it says nothing more.
var (
	jourEcrit = regexp.MustCompile(`^(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?` +
		`(\d{1,2})(?:er)?\s*[/.\- ]\s*(\d{1,2}|[a-z]+)(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?` +
		`(?:\s*,?\s*(?:a\s+)?(\d{1,2})\s*[h:]\s*(\d{1,2})?(?::00)?)?$`)
	jourISO    = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2}) (.+)$`)
	moisEcrits = []string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"}
)

// LireMoment reads a date and an hour as people write them ("3/7/23 9h", "03/07 9:15",
// "3 juillet à 9 h 30") or as ISO 8601, the year being the one given when none is
// written. It gives them as a dossier does; nothing stays nothing.
func LireMoment(texte, annee string) (string, error) {
	texte = strings.Join(strings.Fields(texte), " ")
	if texte == "" {
		return "", nil
	}
	if m := jourISO.FindStringSubmatch(texte); m != nil { // a date cell, beside an hour that was typed
		texte = m[3] + "/" + m[2] + "/" + m[1] + " " + m[4]
	}
	ecrit := texte
	if m := jourEcrit.FindStringSubmatch(sansAccents(texte)); m != nil {
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
		ecrit = fmt.Sprintf("%02s/%02s/%s", m[1], mois, annee)
		if m[4] != "" {
			ecrit += fmt.Sprintf(" %02s:%02s", m[4], m[5])
		}
	}
	for _, f := range []string{"02/01/2006 15:04", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(f, ecrit); err == nil {
			return t.Format("2006-01-02T15:04"), nil
		}
	}
	for _, f := range []string{"02/01/2006", time.DateOnly} {
		if t, err := time.Parse(f, ecrit); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas une date.", texte), "Écrivez-la JJ/MM/AAAA HH:MM, par exemple 03/07/2023 08:30.")
}

func sansAccents(texte string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(texte)))
}

// AnneeOraux gives the year in which the orals of a jury are, "" when nothing tells.
func AnneeOraux(d *jury.Entete) string {
	for _, date := range []string{d.Date2, d.Date1} {
		if len(date) >= 4 {
			return date[:4]
		}
	}
	return ""
}
