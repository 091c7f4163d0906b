package pret

import (
	"fmt"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
)

const (
	jour = 24 * time.Hour
	// horlogeFolle is so far from the session that only a clock that was lost can say it.
	horlogeFolle = 5 * 365 * jour
	horlogeLoin  = 60 * jour
)

// horloge holds the clock to the dossier, which was made before, and to the session.
func horloge(maintenant time.Time, c *jury.Centre, ss []activite.Situation) Point {
	ici := maintenant.Format("Il est 15:04 le 02/01/2006 sur ce poste")
	const remede = "Réglez la date et l’heure du poste."
	if le, err := time.Parse(time.RFC3339, c.GenereLe); err == nil && maintenant.Before(le.Add(-time.Hour)) {
		return dire(Horloge, Manque, ici+", avant que l’académie ait fait le dossier ("+le.In(maintenant.Location()).Format("02/01/2006")+").", remede)
	}
	seance, quoi := prochaine(maintenant, ss), "la séance la plus proche"
	if seance.IsZero() {
		var err error
		if seance, err = time.ParseInLocation("2006-01", c.Session, maintenant.Location()); err != nil {
			return dire(Horloge, Attention, ici+" ; le dossier ne dit pas quand est la session.", "Comparez à une montre.")
		}
		quoi = "la session"
	}
	ecart := maintenant.Sub(seance).Abs()
	loin := fmt.Sprintf("%s ; %s est du %s.", ici, quoi, seance.Format("02/01/2006"))
	switch {
	case ecart > horlogeFolle:
		return dire(Horloge, Manque, loin, remede)
	case ecart > horlogeLoin:
		return dire(Horloge, Attention, loin, "Si la date n’est pas la bonne, réglez-la.")
	}
	return Point{Point: Horloge, Etat: OK, Message: loin}
}

// prochaine gives the séance of the present group nearest to now, zero when no jury has
// a date.
func prochaine(maintenant time.Time, ss []activite.Situation) time.Time {
	var proche time.Time
	for i := range ss {
		date := ss[i].Date1
		if ss[i].Etat.Groupe() == 2 || ss[i].Etat >= examen.Verrouille1 {
			date = ss[i].Date2
		}
		t, err := time.ParseInLocation("2006-01-02T15:04", date, maintenant.Location())
		if err == nil && (proche.IsZero() || maintenant.Sub(t).Abs() < maintenant.Sub(proche).Abs()) {
			proche = t
		}
	}
	return proche
}
