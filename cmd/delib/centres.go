package main

import (
	"context"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/soutien"
	"delib/core/store"
	"delib/ui/ecran/poste"
)

// situer finds the data folder: what the command line says wins, then the centre
// that was opened last.
func situer(o options, dit, centreDit bool) (options, error) {
	o.libre = !dit
	racine := soutien.RacineCentres(o.base)
	switch {
	case centreDit:
	case o.libre:
		o.centre = soutien.DernierCentre(racine)
	default:
		return o, nil
	}
	var err error
	o.base, err = soutien.DossierCentre(racine, o.centre)
	return o, err
}

// retenir keeps in mind the centre that opened, for the next start; never the
// demonstration, which must not stand in the way of a real centre.
func retenir(o options, j *soutien.Journal) {
	if !o.libre || soutien.EstDemonstration(o.centre) {
		return
	}
	if err := soutien.RetenirCentre(soutien.RacineCentres(o.base), o.centre); err != nil {
		j.Noter("centres", err) // the next start opens another; the menu leads here
	}
}

// motsPour gives the command line that opens another centre.
func motsPour(args []string, centre string, demonstration bool) []string {
	var mots []string
	for i := 0; i < len(args); i++ {
		switch nom, _, _ := strings.Cut(args[i], "="); {
		case args[i] == "--centre":
			i++ // its value
		case nom == "--centre" || nom == "--demonstration":
		default:
			mots = append(mots, args[i])
		}
	}
	mots = append(mots, "--centre="+centre)
	if demonstration {
		mots = append(mots, "--demonstration")
	}
	return mots
}

// tenirCentres gives the window the other centres of this workstation.
func tenirCentres(o options, horloge func() time.Time, partir func(relance)) *poste.Centres {
	racine := soutien.RacineCentres(o.base)
	ouvrir := func(nom string) { partir(relance{demandee: true, centre: &nom}) }
	c := &poste.Centres{
		Present: soutien.NomCentre(o.base),
		Lister:  func(ctx context.Context) ([]activite.CentreConnu, error) { return soutien.Centres(ctx, racine) },
		Vide:    func(ctx context.Context) (string, error) { return soutien.CentreVide(ctx, racine) },
		Ouvrir:  ouvrir,
		APart: func(ctx context.Context, c *jury.Centre, faire func(*activite.Service) error) (string, bool, error) {
			nom, tenu, err := soutien.PlaceCentre(ctx, racine, c)
			if err != nil || tenu {
				return nom, tenu, err
			}
			return nom, false, remplir(ctx, racine, nom, horloge, faire)
		},
	}
	if soutien.EstDemonstration(c.Present) {
		c.Quitter = func() { ouvrir(soutien.DernierCentre(racine)) }
	} else {
		c.Essayer = func(bacPro bool) {
			nom := soutien.CentreDemonstration
			if bacPro {
				nom = soutien.CentreDemonstrationBacPro
			}
			partir(relance{demandee: true, centre: &nom, remplir: true})
		}
	}
	return c
}

// remplir makes a data folder and does in it what brings a centre.
func remplir(ctx context.Context, racine, nom string, horloge func() time.Time, faire func(*activite.Service) error) error {
	dossier, err := soutien.DossierCentre(racine, nom)
	if err != nil {
		return err
	}
	if err := fichier.RefuserDonnees(dossier); err != nil {
		return err
	}
	b, err := store.Ouvrir(ctx, dossier, store.Options{Creer: true, Horloge: horloge, Application: "delib " + version, Phrase: func(string) (string, error) {
		return "", examen.Refuser(examen.CodeIdentite, "Ce centre a ses propres utilisateurs.", "Ouvrez-le, puis importez-y le fichier.")
	}})
	if err != nil {
		return err
	}
	err = faire(activite.Nouveau(b, horloge, activite.DossierParDefaut(dossier)))
	if e := b.Fermer(); err == nil {
		err = e
	}
	return err
}
