package main

import (
	"fmt"
	"time"

	"delib/core/soutien"
)

// centres lists the data folders beside the one of --base, which other commands
// then take as --base.
func centres(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	racine := soutien.RacineCentres(a.base)
	cs, err := soutien.Centres(a.ctx, racine)
	if err != nil {
		return err
	}
	type ligne struct {
		Nom           string `json:"nom"`
		Base          string `json:"base"`
		Examen        string `json:"examen"`
		Session       string `json:"session"`
		Centre        string `json:"centre"`
		Jurys         int    `json:"jurys"`
		DernierActe   string `json:"dernier_acte"`
		Demonstration bool   `json:"demonstration"`
		Illisible     bool   `json:"illisible"`
		Rouvert       bool   `json:"rouvert"`
	}
	lignes, dernier := []ligne{}, soutien.DernierCentre(racine)
	for i := range cs {
		c := &cs[i]
		l := ligne{Nom: c.Nom, Base: c.Dossier, Jurys: c.Jurys, Demonstration: c.Demonstration, Illisible: c.Illisible, Rouvert: c.Nom == dernier}
		if c.Centre != nil {
			l.Examen, l.Session, l.Centre = c.Centre.Examen, c.Centre.Session, c.Centre.Lieu.UAI
		}
		marque, acte := " ", ""
		if l.Rouvert {
			marque = "*"
		}
		if !c.Le.IsZero() {
			l.DernierActe, acte = c.Le.Format(time.RFC3339), c.Le.Format("02/01/2006 15:04")
		}
		lignes = append(lignes, l)
		if !a.json {
			fmt.Fprintf(a.stdout, "%s\t%s\t%s\t%s\n", marque, c.Dit(), acte, c.Dossier)
		}
	}
	if a.json {
		return a.ecrireJSON(lignes)
	}
	return nil
}
