package main

import (
	"strings"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/jury"
	"delib/core/store"
)

// incident notes what happened in the séance of a jury.
func incident(a *app, nom string, args []string) error {
	f := a.flags(nom)
	var x activite.Incident
	f.StringVar(&x.Jury, "jury", "", "code du jury")
	categorie := f.String("categorie", "", "coupure, absence, fraude, remplacement, suspension ou autre")
	f.StringVar(&x.Heure, "heure", "", "heure de l’incident, comme 14:05")
	f.StringVar(&x.Texte, "texte", "", "ce qui s’est passé, en une phrase")
	f.StringVar(&x.Par, "par", ligne.Auteur(), "qui le note")
	if err := lireSans(f, args); err != nil {
		return err
	}
	for _, v := range [][2]string{{"jury", x.Jury}, {"categorie", *categorie}, {"heure", x.Heure}, {"texte", x.Texte}} {
		if strings.TrimSpace(v[1]) == "" {
			return usage("incident attend --%s.", v[0])
		}
	}
	x.Categorie = jury.Categorie(*categorie)
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		b, err := s.NoterIncident(a.ctx, x)
		if err != nil {
			return err
		}
		return a.dire(b)
	})
}
