package modele

import (
	"fmt"

	"delib/core/activite"
)

// LigneCentre is a data folder of this workstation, as the list shows it.
type LigneCentre struct {
	Nom     string
	Present bool
	Textes  [4]string // what it holds, jurys, last act, folder
}

// NouveauxCentres gives the list; present is the one that is open.
func NouveauxCentres(cs []activite.CentreConnu, present string) []LigneCentre {
	var l []LigneCentre
	for i := range cs {
		c := &cs[i]
		x := LigneCentre{Nom: c.Nom, Present: c.Nom == present, Textes: [4]string{c.Dit(), "", "", c.Nom}}
		if c.Nom == "" {
			x.Textes[3] = "(principal)"
		}
		if c.Centre != nil {
			x.Textes[1] = fmt.Sprint(c.Jurys)
		}
		if !c.Le.IsZero() {
			x.Textes[2] = c.Le.Format("02/01/2006 à 15:04")
		}
		if x.Present {
			x.Textes[0] = "Ouvert · " + x.Textes[0]
		}
		l = append(l, x)
	}
	return l
}
