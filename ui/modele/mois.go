package modele

import (
	"fmt"
	"time"
)

// Mois is a month of a calendar, as people here read it: the week begins on Monday.
type Mois struct {
	Annee int
	Mois  time.Month
}

var nomsMois = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
}

// JoursSemaine are the heads of the columns of a calendar.
var JoursSemaine = [7]string{"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."}

// MoisDe gives the month of a day.
func MoisDe(t time.Time) Mois { return Mois{t.Year(), t.Month()} }

// Titre writes "juin 2023".
func (m Mois) Titre() string { return fmt.Sprintf("%s %d", nomsMois[m.Mois-1], m.Annee) }

// Decalage gives the column of the first day, 0 for a Monday, and how many days there are.
func (m Mois) Decalage() (premier, jours int) {
	debut := time.Date(m.Annee, m.Mois, 1, 12, 0, 0, 0, time.UTC)
	return (int(debut.Weekday()) + 6) % 7, debut.AddDate(0, 1, -1).Day()
}

// PlusMois gives the same day of another month, or its last one where it is shorter.
func PlusMois(t time.Time, n int) time.Time {
	m := time.Date(t.Year(), t.Month()+time.Month(n), 1, 12, 0, 0, 0, time.UTC)
	_, jours := MoisDe(m).Decalage()
	return m.AddDate(0, 0, min(t.Day(), jours)-1)
}
