package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/portail"
	"delib/core/store"
	salles "delib/ui/portail"
)

// lePortail opens the rescue portal and speaks to the program that serves it.
func lePortail(a *app, nom string, args []string) error {
	gestes := map[string]func(*app, string, []string) error{
		"ouvrir": portailOuvrir, "rouvrir": portailRouvrir, "fermer": portailFermer, "etat": portailEtat, "dire": portailDire, "deconnecter": portailDeconnecter,
	}
	return a.choisirGeste(nom, args, gestes, "ouvrir, rouvrir, fermer, etat, dire ou deconnecter")
}

func portailOuvrir(a *app, nom string, args []string) error {
	f := a.flags(nom)
	var o salles.Demande
	f.StringArrayVar(&o.Jurys, "jury", nil, "code d’un jury ; plusieurs fois pour plusieurs")
	f.StringVar(&o.Accord, "accord", "", "qui a autorisé l’ouverture : nom, fonction, date ou référence")
	f.StringVar(&o.Par, "par", ligne.Auteur(), "qui ouvre")
	f.StringVar(&o.Adresse, "adresse", "", "HOTE:PORT où écouter, sur le réseau de l’établissement ; le port 0 en prend un libre")
	papillons := f.String("papillons", "", "dossier où refaire les papillons de ces jurys, avec un nouveau mot de passe")
	f.StringVar(&o.Certificat, "certificat", "", "certificat du portail (PEM), au lieu du sien")
	f.StringVar(&o.Cle, "cle", "", "clé de ce certificat (PEM)")
	f.BoolVar(&o.Essai, "essai", false, "en essai : chaque salle voit son jury, aucun acte n’est possible")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if (o.Certificat == "") != (o.Cle == "") {
		return usage("--certificat et --cle vont ensemble.")
	}
	return servirPortail(a, o, *papillons)
}

// portailRouvrir opens it again as it was before a stop that nobody asked for.
func portailRouvrir(a *app, nom string, args []string) error {
	f := a.flags(nom)
	o := salles.Demande{Rouvrir: true}
	f.StringVar(&o.Par, "par", ligne.Auteur(), "qui rouvre")
	if err := lireSans(f, args); err != nil {
		return err
	}
	return servirPortail(a, o, "")
}

// servirPortail opens the portal and serves it; papillons is the folder of the slips that
// are made anew, "" for none.
func servirPortail(a *app, x salles.Demande, papillons string) error {
	return a.avec(false, func(b *store.Base, s *activite.Service) error {
		o, err := salles.Preparer(a.ctx, b, x, a.horloge)
		if err != nil {
			return err
		}
		o.Service, o.Noter = s, func(format string, args ...any) {
			fmt.Fprintf(a.stderr, "%s "+format+"\n", append([]any{a.horloge().Format(time.RFC3339)}, args...)...)
		}
		return a.tenirPortail(b, o, papillons)
	})
}

// tenirPortail prints the slips, says that it is ready, and serves until it is told to stop.
func (a *app) tenirPortail(b *store.Base, o salles.Options, papillons string) error {
	if papillons != "" {
		chemins, err := portail.Imprimer(a.ctx, b, portail.Papillons{
			Jurys: o.Ouverture.Jurys, URL: o.URL(), Empreinte: o.Empreinte, Nouveaux: true, Motif: o.Ouverture.Accord, Sortie: papillons, Par: o.Ouverture.Par,
			Le: a.horloge(),
		})
		if err != nil {
			_ = o.Ecoute.Close()
			return err
		}
		for _, c := range chemins {
			fmt.Fprintln(a.stdout, c)
		}
	} else if err := a.avertirPapillons(b, o.Ouverture.Jurys); err != nil {
		_ = o.Ecoute.Close()
		return err
	}
	p, err := salles.Nouveau(a.ctx, o)
	if err != nil {
		_ = o.Ecoute.Close()
		return err
	}
	ctx, arreter := context.WithCancel(a.ctx)
	defer arreter()
	obeit := make(chan error, 1)
	go func() {
		obeit <- p.Obeir(ctx, a.base, func(par string) error {
			if err := portail.Fermer(a.ctx, b, par); err != nil {
				return err
			}
			p.Oublier()
			time.AfterFunc(100*time.Millisecond, arreter) // the answer first
			return nil
		})
	}()
	fmt.Fprintf(a.stdout, "prêt %s empreinte %s\n", o.URL(), o.Empreinte)
	err = p.Servir(ctx)
	arreter()
	if e := <-obeit; err == nil {
		err = e
	}
	return err
}

// avertirPapillons names the jurys that no slip lets in.
func (a *app) avertirPapillons(b *store.Base, jurys []string) error {
	ps, err := b.Papillons(a.ctx)
	if err != nil {
		return err
	}
	ont := map[string]bool{}
	for _, p := range ps {
		ont[p.Jury] = true
	}
	for _, j := range jurys {
		if !ont[j] {
			a.avertir([]string{fmt.Sprintf("Aucun papillon n’a été fait pour le jury %s : il ne peut pas entrer. Ajoutez --papillons DIR.", j)})
		}
	}
	return nil
}

func portailFermer(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", ligne.Auteur(), "qui ferme")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if err := salles.Commander(a.ctx, a.base, "fermer", map[string]string{"par": *par}); err != nil {
		return err
	}
	return a.dire(&activite.Bilan{Messages: []string{"Le portail de secours est fermé."}})
}

func portailDire(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jury := f.String("jury", "", "code du jury ; sans lui, toutes les salles")
	texte := f.String("texte", "", "une ligne")
	if err := lireSans(f, args); err != nil {
		return err
	}
	return salles.Commander(a.ctx, a.base, "dire", map[string]string{"jury": *jury, "texte": *texte})
}

func portailDeconnecter(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jury := f.String("jury", "", "code du jury")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *jury == "" {
		return usage("portail deconnecter attend --jury J.")
	}
	return salles.Commander(a.ctx, a.base, "deconnecter", map[string]string{"jury": *jury})
}

func portailEtat(a *app, nom string, args []string) error {
	f := a.flags(nom)
	if err := lireSans(f, args); err != nil {
		return err
	}
	s, err := salles.EtatDe(a.ctx, a.base)
	if err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(s.Etat)
	}
	if !s.Ouvert {
		fmt.Fprintln(a.stdout, "fermé")
		return nil
	}
	fmt.Fprintf(a.stdout, "ouvert %s empreinte %s\njurys : %s\nautorisé par : %s\navancement, à afficher : %s\n", strings.Join(s.Adresses, " "), s.Empreinte,
		strings.Join(s.Jurys, ", "), s.Ouverture.Accord, s.Mur)
	for _, c := range s.Connectes {
		fmt.Fprintf(a.stdout, "connecté\t%s\t%s\t%s\t%s\n", c.Jury, c.Nom, c.Depuis, c.Adresse)
	}
	for _, c := range s.Appels {
		fmt.Fprintf(a.stdout, "appel\t%s\t%s\t%s\t%s\t%s\n", c.Le.Format("15:04"), c.Jury, c.Nom, c.Motif, c.Mots)
	}
	return nil
}
