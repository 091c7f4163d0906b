package edition

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/jury"
)

// ecartPassages is the least time between two orals of one candidate: twenty
// minutes of preparation and twenty of oral (arrêté du 3 juin 2022, ESRS2209041A).
const ecartPassages = 40 * time.Minute

// DansLaSession tells whether a day of a dossier ("2023-07-03T08:30") is in the year
// of a session ("2023-06") or the next one: orals of a September session may.
func DansLaSession(session, date string) bool {
	if len(session) < 4 || len(date) < 4 {
		return false
	}
	s, d := session[:4], date[:4]
	return d == s || annee(d) == annee(s)+1
}

func annee(t string) int {
	var n int
	if _, err := fmt.Sscanf(t, "%d", &n); err != nil {
		return 0
	}
	return n
}

// AnomaliesPassages names what is wrong in the timetable of one candidate: two
// orals at once, a date out of the session or before the first group is deliberated (day
// and month exchanged), on a Sunday or by night, a centre that the dossier does not know.
func AnomaliesPassages(f *Faits, d *jury.Dossier, c *jury.Candidat, choix []jury.Choix) []string {
	var s []string
	dire := func(format string, args ...any) {
		s = append(s, fmt.Sprintf("Jury %s : %s %s : ", d.Code, c.Cle, c.NomComplet())+fmt.Sprintf(format, args...))
	}
	inconnus := map[string]bool{}
	for i := range choix {
		x := &choix[i]
		if uai := x.Centre; uai != "" && f.Centre.Etablissement(uai).Nom == "" && !inconnus[uai] {
			inconnus[uai] = true
			dire("le centre %s n’est pas dans le dossier ; indiquez au candidat son nom et son adresse", uai)
		}
		if x.Date != "" && !DansLaSession(f.Centre.Session, x.Date) {
			dire("%s le %s, hors de la session %s", x.Epreuve, Moment(x.Date), f.Centre.Session)
		} else if x.Date != "" && d.Date1 != "" && jourISO(x.Date) < jourISO(d.Date1) {
			dire("%s le %s, avant la délibération du 1er groupe (%s)", x.Epreuve, Moment(x.Date), Moment(d.Date1))
		} else if quand := inhabituel(x.Date); quand != "" {
			dire("%s %s, le %s", x.Epreuve, quand, Moment(x.Date))
		}
		for j := range choix[:i] {
			y := &choix[j]
			tx, _, okx := instant(x.Date)
			ty, _, oky := instant(y.Date)
			if ecart := tx.Sub(ty).Abs(); okx && oky && ecart < ecartPassages {
				if ecart == 0 {
					dire("%s et %s à la même heure, le %s", y.Epreuve, x.Epreuve, Moment(x.Date))
				} else {
					dire("%s et %s à %d minutes l’une de l’autre, le %s", y.Epreuve, x.Epreuve, int(ecart.Minutes()), Moment(x.Date))
				}
			}
		}
	}
	return s
}

// inhabituel says what makes a day or an hour a likely slip of the keyboard.
func inhabituel(date string) string {
	t, err := time.Parse(time.DateOnly, jourISO(date))
	switch heure, _, _ := instant(date); {
	case err != nil:
	case t.Weekday() == time.Sunday:
		return "un dimanche"
	case t.Month() == time.July && t.Day() == 14:
		return "un 14 juillet"
	case !heure.IsZero() && (heure.Hour() < 7 || heure.Hour() >= 20):
		return "à une heure inhabituelle"
	}
	return ""
}

// jourISO gives the day of a date: days compare as they are written.
func jourISO(date string) string { return date[:min(len(date), 10)] }

// instant reads a date that has an hour.
func instant(date string) (t time.Time, jour string, ok bool) {
	jour, heure, ok := strings.Cut(date, "T")
	if !ok || heure == "" {
		return t, jour, false
	}
	t, err := time.Parse("2006-01-02T15:04", date[:min(16, len(date))])
	return t, jour, err == nil
}

// AnomaliesConvocations names, jury by jury, what is wrong in the timetables.
func AnomaliesConvocations(f *Faits, ds []jury.Dossier) []string {
	var s []string
	for i := range ds {
		for _, c := range Convoques(f.Profil, &ds[i], 2) {
			s = append(s, AnomaliesPassages(f, &ds[i], c, slices.Clone(c.Choix))...)
		}
	}
	return s
}
