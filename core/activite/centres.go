package activite

import (
	"fmt"
	"time"

	"delib/core/examen"
	"delib/core/jury"
)

// ReglageDemonstration is the setting that marks a base as the demonstration's.
const ReglageDemonstration = "demonstration"

// MarqueDemonstration is what that setting holds: it names the dossier, so that
// one from the académie, in the same base, is none.
func MarqueDemonstration(c *jury.Centre) string {
	return c.Lieu.UAI + " " + c.Session + " " + c.GenereLe
}

// CentreConnu is a data folder of this workstation. Each centre, exam and session
// has its own.
type CentreConnu struct {
	Nom           string // of the folder, "" for the workstation's own
	Dossier       string
	Centre        *jury.Centre // nil when nothing was imported, or when it cannot be read
	Jurys         int
	Le            time.Time // of the last act; zero when there is none
	Demonstration bool
	Illisible     bool
}

// Dit says what the folder holds.
func (c *CentreConnu) Dit() string {
	switch {
	case c.Illisible:
		return "base illisible : ouvrez-la, Délib proposera de la réparer"
	case c.Centre == nil:
		return "vide : aucun dossier importé"
	case c.Demonstration:
		return "Centre de démonstration"
	}
	return NommerCentre(c.Centre)
}

// NommerCentre says which exam, session and centre, in the exam's own words.
func NommerCentre(c *jury.Centre) string {
	nom := c.Examen
	if p, err := examen.Trouver(c.Examen, c.Session); err == nil {
		nom = p.Mots.ExamenCourt
	}
	return fmt.Sprintf("%s %s, %s", nom, c.Session, c.Lieu.Libelle())
}
