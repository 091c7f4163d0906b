package jury

import (
	"fmt"
)

// SorteValeur says which value of a candidate an act changes.
type SorteValeur string

// The values of a candidate that acts change.
const (
	ValeurNote   SorteValeur = "note"
	ValeurChoix  SorteValeur = "choix"
	ValeurLivret SorteValeur = "livret"

	// ValeurPresence is of a member of the jury, not of a candidate.
	ValeurPresence SorteValeur = "presence"

	// ValeurIncident is of the séance: each incident is a value of its own.
	ValeurIncident SorteValeur = "incident"
)

// Facette names one value of a jury: two acts on the same facette change the same
// thing, and may diverge. The zero Facette is that of an act that changes no value.
type Facette struct {
	Valeur   SorteValeur
	Cle      Cle
	Epreuve  string // of a mark
	Groupe   int    // of a mark, of a presence, of an incident
	Membre   string // of a presence
	Incident string // of an incident: all that is said of it
}

// String gives the same text for the same value, "" for none.
func (f Facette) String() string {
	switch f.Valeur {
	case "":
		return ""
	case ValeurPresence:
		return fmt.Sprintf("presence %d %s", f.Groupe, f.Membre)
	case ValeurIncident:
		return fmt.Sprintf("incident %d %s", f.Groupe, f.Incident)
	case ValeurNote:
		return fmt.Sprintf("note %s %s %d", f.Cle, f.Epreuve, f.Groupe)
	}
	return string(f.Valeur) + " " + f.Cle.String()
}

// Dans gives the present value in a jury, as De and Vers of an act write it; ""
// when the candidate is not there.
func (f Facette) Dans(d *Dossier) string {
	switch f.Valeur {
	case ValeurPresence:
		return d.Presence(f.Groupe, f.Membre).Texte()
	case ValeurIncident:
		for i := range d.Incidents {
			if x := &d.Incidents[i]; x.Groupe == f.Groupe && x.Ecrire() == f.Incident {
				return f.Incident
			}
		}
		return ""
	}
	c, ok := d.Candidat(f.Cle)
	if !ok {
		return ""
	}
	switch f.Valeur {
	case ValeurNote:
		return c.Valeur(f.Epreuve, f.Groupe).Texte()
	case ValeurChoix:
		return TexteChoix(c.Choix)
	case ValeurLivret:
		return ouiNon(c.LivretExamine)
	}
	return ""
}

func ouiNon(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}

// Facette gives the value that an act changes.
func (a *Acte) Facette() Facette {
	if t := a.Sorte().Touche; t != nil {
		return t(a)
	}
	return Facette{}
}

// Bouge tells whether an act moves its jury to another state.
func (a *Acte) Bouge() bool { return a.Sorte().Bouge }
