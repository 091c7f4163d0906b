package main

import (
	"context"
	"fmt"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/store"
)

// attentif is the base; it wakes the watch of the key after every act, so that a
// command that lasts, as the portal does, keeps the key up to date too.
type attentif struct {
	*store.Base
	a *app
}

func (x attentif) reveiller() {
	x.a.agi.Store(true)
	x.a.veille.Reveiller()
}

// Agir records acts.
func (x attentif) Agir(ctx context.Context, p *examen.Profil, lots []jury.Lot) error {
	err := x.Base.Agir(ctx, p, lots)
	x.reveiller()
	return err
}

// Importer loads a dossier.
func (x attentif) Importer(ctx context.Context, c jury.Centre, jurys []jury.Dossier, auteur string) (jury.Import, error) {
	r, err := x.Base.Importer(ctx, c, jurys, auteur)
	x.reveiller()
	return r, err
}

// Reprendre takes jurys from another workstation's files.
func (x attentif) Reprendre(ctx context.Context, textes [][]byte, auteur string) (jury.Import, error) {
	r, err := x.Base.Reprendre(ctx, textes, auteur)
	x.reveiller()
	return r, err
}

// patienceCle is how long a command waits for a slow key before it leaves it.
const patienceCle = 5 * time.Second

// finirCle leaves the key up to date when a command ends. What is wrong with it is a
// warning, said when an act was made.
func (a *app) finirCle() {
	b, err := a.veille.Finir(patienceCle)
	if err != nil {
		if _, refus := examen.EstRefus(err); !refus { // a base without a centre has nothing to copy
			a.avertir([]string{"La clé de secours n’a pas pu être mise à jour : " + err.Error()})
		}
		return
	}
	a.avertir(b.Dits)
	if b.Manque != "" && a.agi.Load() {
		a.avertir([]string{"La clé de secours n’est pas à jour : " + b.Manque + " Ce poste a tout ; elle sera complétée dès qu’elle pourra l’être."})
	}
}

// laCle holds the gestures of the living key.
func laCle(a *app, nom string, args []string) error {
	gestes := map[string]func(*app, string, []string) error{"choisir": cleChoisir, "etat": cleEtat, "oublier": cleOublier}
	return a.choisirGeste(nom, args, gestes, "choisir, etat ou oublier")
}

func cleChoisir(a *app, nom string, args []string) error {
	f := a.flags(nom)
	remplacer := f.Bool("remplacer", false, "prend la clé d’un autre poste, qui ne sert plus")
	mots, err := lireMots(f, args, "DIR")
	if err != nil {
		return err
	}
	return a.avec(false, func(*store.Base, *activite.Service) error {
		b, err := a.cle.Choisir(a.ctx, mots[0], a.base, *remplacer)
		if err != nil {
			return err
		}
		a.avertir(b.Dits)
		if b.Manque != "" {
			return examen.Refuser(examen.CodeFichier, "La clé de secours est choisie, mais n’est pas à jour : "+b.Manque,
				"Libérez de la place ou remplacez-la ; elle sera complétée dès qu’elle pourra l’être.")
		}
		return a.direCle()
	})
}

func cleEtat(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(*store.Base, *activite.Service) error {
		if _, err := a.cle.Tenir(a.ctx); err != nil { // a key that is back is completed first
			return err
		}
		return a.direCle()
	})
}

// direCle reads the key back and says where it stands.
func (a *app) direCle() error {
	e, err := a.cle.Etat(a.ctx)
	if err != nil {
		return err
	}
	if a.json {
		e.Jurys = plein(e.Jurys)
		return a.ecrireJSON(e)
	}
	switch {
	case !e.Choisie:
		fmt.Fprintln(a.stdout, "Aucune clé de secours n’est choisie : delibctl cle choisir DIR.")
		return nil
	case !e.Presente:
		fmt.Fprintf(a.stdout, "Clé de secours absente depuis le %s : %s\n", momentFR(e.Absente), e.Raison)
		return nil
	case e.Absente != "":
		fmt.Fprintf(a.stdout, "Clé de secours « %s », incomplète depuis le %s.\n", e.Dossier, momentFR(e.Absente))
	default:
		fmt.Fprintf(a.stdout, "Clé de secours « %s ».\n", e.Dossier)
	}
	for _, j := range e.Jurys {
		switch {
		case j.AJour:
			fmt.Fprintf(a.stdout, "Jury %s : à jour, acte %d.\n", j.Code, j.SurCle)
		case j.Raison != "":
			fmt.Fprintf(a.stdout, "Jury %s : %s ; le poste en est à l’acte %d.\n", j.Code, j.Raison, j.Acte)
		default:
			fmt.Fprintf(a.stdout, "Jury %s : acte %d ; le poste en est à l’acte %d.\n", j.Code, j.SurCle, j.Acte)
		}
	}
	if e.AJour() {
		fmt.Fprintln(a.stdout, "Elle peut être retirée.")
	}
	return nil
}

// momentFR writes an instant as a person reads it.
func momentFR(rfc string) string {
	t, err := time.Parse(time.RFC3339, rfc)
	if err != nil {
		return rfc
	}
	return t.Local().Format("02/01/2006 à 15:04")
}

func cleOublier(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(*store.Base, *activite.Service) error {
		dossier, err := a.cle.Oublier(a.ctx)
		if err != nil {
			return err
		}
		if dossier == "" {
			fmt.Fprintln(a.stdout, "Aucune clé de secours n’est choisie.")
			return nil
		}
		fmt.Fprintf(a.stdout, "La clé de secours « %s » n’est plus tenue à jour. Ce qu’elle contient y reste.\n", dossier)
		return nil
	})
}
