package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/fond"
	"delib/core/secours"
	"delib/core/soutien"
	"delib/core/store"
	"delib/ui"
	"delib/ui/ecran"
	"delib/ui/modele"
)

// variableAnnonce carries, to the program that starts again, what was done.
const variableAnnonce = "DELIB_ANNONCE"

// relance is what is done once the window and the base are closed, before the
// program starts again.
type relance struct {
	demandee bool
	copie    string  // to go back to; "" when none
	centre   *string // to open; nil is the same
	remplir  bool    // that centre with the demonstration
}

// faire does it and starts the program again with the same words.
func (r *relance) faire(base string, args []string, stderr io.Writer) int {
	annonce := ""
	if r.copie != "" {
		cote, err := secours.Restaurer(context.Background(), base, r.copie)
		annonce = fmt.Sprintf("La copie « %s » a pris la place de la base.\nLa base d’avant est gardée dans « %s ».", r.copie, cote)
		if err != nil {
			annonce = "La copie n’a pas pu être remise en place.\n" + modele.LireErreur(err, time.Now()).Message
		}
	}
	programme, err := os.Executable()
	if err != nil {
		fmt.Fprintf(stderr, "delib : %v\n", err)
		return 1
	}
	if r.centre != nil {
		args = motsPour(args, *r.centre, r.remplir)
	}
	c := exec.Command(programme, args...)
	c.Env = append(os.Environ(), variableAnnonce+"="+annonce)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		fmt.Fprintf(stderr, "delib : %v\nRouvrez Délib.\n", err)
		return 1
	}
	return 0
}

// soutenir gives the window what it asks of the program when something went wrong.
func soutenir(b *store.Base, s *activite.Service, plantage string, horloge func() time.Time, partir func(relance)) *ecran.Soutien {
	x := &ecran.Soutien{
		Plantage: plantage,
		Copies: func() ([]ecran.Copie, error) {
			cs, err := fond.Copies(b.Dossier())
			var l []ecran.Copie
			for _, c := range cs {
				l = append(l, ecran.Copie{Nom: c.Nom, Le: c.Le, Octets: c.Octets})
			}
			return l, err
		},
		Depuis: func(ctx context.Context, nom string) (int, []string, error) {
			d, err := b.DepuisCopie(ctx, nom)
			return d.Actes, d.Jurys, err
		},
		Copier:    func(ctx context.Context) error { _, err := b.Copier(ctx, "demandee"); return err },
		Restaurer: func(copie string) { partir(relance{demandee: true, copie: copie}) },
		Diagnostic: func(ctx context.Context, dossier string) (string, error) {
			r, err := soutien.Diagnostiquer(ctx, b, s, "delib "+version, horloge())
			if err != nil {
				return "", err
			}
			return r.Ecrire(dossier, horloge())
		},
		Lire: soutien.LireVoisins,
	}
	if a := os.Getenv(variableAnnonce); a != "" {
		x.Annonce = strings.Split(a, "\n")
		_ = os.Unsetenv(variableAnnonce) // told once
	}
	if dit, err := b.Dedouble(context.Background()); err == nil && dit != nil {
		e := modele.LireErreur(dit, horloge())
		x.Annonce = append(x.Annonce, e.Message, e.Aide)
	}
	return x
}

// sauver shows what can be done of a damaged base, and does it if the person agrees.
func sauver(a fyne.App, o options, args []string, abimee error, stderr io.Writer) int {
	dit := modele.LireErreur(abimee, time.Now())
	fmt.Fprintln(stderr, dit.Message) // without its details: a desktop keeps what is written here
	ctx := context.Background()
	propose, err := secours.Secourir(ctx, o.base, true)
	if err != nil {
		return echouer(a, o.base, err, stderr)
	}
	j := soutien.OuvrirJournal(o.base, "delib "+version, stderr)
	defer j.Fermer()
	j.Noter("base", errors.New("damaged base found at start, rescue proposed: "+string(propose.Issue)))
	var suite relance
	var w fyne.Window
	w = ui.MontrerSauvetage(a, ui.Sauvetage{
		Message:  dit.Message + " Rien n’a encore été changé. Voici ce que Délib propose ; rien ne sera effacé, les fichiers abîmés sont mis de côté.",
		Propose:  propose.Lignes(),
		Possible: propose.Issue != secours.SecoursRien,
		Faire: func(ctx context.Context) ([]string, error) {
			s, err := secours.Secourir(ctx, o.base, false)
			return s.Lignes(), err
		},
		Ouvrir: func() { suite.demandee = true; w.Close() },
		Diagnostic: func() (string, error) {
			r, err := soutien.Hors(o.base, "delib "+version, time.Now(), abimee)
			if err != nil {
				return "", err
			}
			return r.Ecrire(o.base, time.Now())
		},
		Expliquer:     func(err error) modele.Erreur { return modele.LireErreur(err, time.Now()) },
		EnFond:        func(f func()) { go f() },
		SurEcran:      fyne.Do,
		PremiereImage: veiller(stderr, func() { fyne.Do(a.Quit) }),
	})
	w.SetOnClosed(a.Quit)
	if !montrer(w, stderr) {
		return 1
	}
	a.Run()
	if suite.demandee {
		return suite.faire(o.base, args, stderr)
	}
	return 1
}
