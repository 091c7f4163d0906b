package modele

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"delib/core/edition"
)

// Compter writes a number and its word: "1 jury", "3 jurys".
func Compter(n int, un, plusieurs string) string {
	if n > 1 {
		return fmt.Sprintf("%d %s", n, plusieurs)
	}
	return fmt.Sprintf("%d %s", n, un)
}

// Elements writes the original's line under a table.
func Elements(n int) string {
	if n == 0 {
		return "Aucun élément"
	}
	return fmt.Sprintf("Affichage de l’élément 1 à %d sur %s", n, Compter(n, "élément", "éléments"))
}

// Replier folds a text for a search: small letters, no accents.
func Replier(texte string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(texte)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r == '’':
			b.WriteByte('\'')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Contient tells whether every word of a search stands in a folded text.
func Contient(replie, recherche string) bool {
	for _, mot := range strings.Fields(Replier(recherche)) {
		if !strings.Contains(replie, mot) {
			return false
		}
	}
	return true
}

// DateHeure writes a date of a dossier (2006-01-02T15:04) as the original does;
// another text stays as it is.
func DateHeure(iso string) string { return edition.Moment(iso) }

// Dates writes both deliberations of a jury.
func Dates(d1, d2 string) string {
	switch {
	case d1 == "":
		return DateHeure(d2)
	case d2 == "":
		return DateHeure(d1)
	}
	return DateHeure(d1) + " - " + DateHeure(d2)
}

// Enumerer writes codes as a sentence does: "a, b et c".
func Enumerer(mots []string) string {
	if len(mots) < 2 {
		return strings.Join(mots, "")
	}
	return strings.Join(mots[:len(mots)-1], ", ") + " et " + mots[len(mots)-1]
}

// Restant writes the time that a run still takes.
func Restant(ecoule time.Duration, fait, total int) string {
	if fait <= 0 || total <= 0 || fait >= total || ecoule < 300*time.Millisecond {
		return ""
	}
	s := int((ecoule * time.Duration(total-fait) / time.Duration(fait)).Round(time.Second) / time.Second)
	switch {
	case s < 2:
		return "presque terminé"
	case s < 60:
		return fmt.Sprintf("encore %d secondes environ", s)
	}
	return fmt.Sprintf("encore %d min environ", (s+30)/60)
}

// Moment writes when something was done: the hour alone on the same day.
func Moment(le, maintenant time.Time) string {
	if memeJour(le, maintenant) {
		return "à " + le.Format("15:04")
	}
	return "le " + le.Format("02/01/2006 à 15:04")
}

func memeJour(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }
