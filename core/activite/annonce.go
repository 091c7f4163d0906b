package activite

import (
	"strings"
	"time"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/reprise"
)

// QueContient says in a line what a ZIP holds, "" when it is none that this program
// opens: the centre, the exam, the session and the date of a dossier, or a plan de
// secours. Only the manifest of a dossier is read.
func QueContient(chemin string) string {
	if c, err := dossier.Annonce(chemin); err == nil {
		t := c.Examen + " " + c.Session
		if p, err := examen.Trouver(c.Examen, c.Session); err == nil {
			t = p.Mots.ExamenCourt + " " + c.Session
		}
		if le, err := time.Parse(time.RFC3339, c.GenereLe); err == nil {
			t += " · du " + le.Format("02/01/2006")
		}
		return t + " · " + strings.TrimSpace(c.Lieu.Libelle())
	}
	if plan, err := reprise.EstPlan(chemin); err == nil && plan {
		return "Plan de secours"
	}
	return ""
}
