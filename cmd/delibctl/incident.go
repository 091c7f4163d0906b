package main

import (
	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/jury"
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
	err := exigerDrapeaux(nom, [2]string{"jury", x.Jury}, [2]string{"categorie", *categorie}, [2]string{"heure", x.Heure}, [2]string{"texte", x.Texte})
	if err != nil {
		return err
	}
	x.Categorie = jury.Categorie(*categorie)
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) { return s.NoterIncident(a.ctx, x) })
}
