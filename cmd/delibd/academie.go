package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"delib/cmd/ligne"
	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/sync/server"
	"delib/sync/wire"
)

const parDefaut = "Académie"

func charger(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", parDefaut, "qui charge")
	mots, err := lireMots(f, args, "DOSSIER.zip")
	if err != nil {
		return err
	}
	c, err := dossier.Lire(mots[0])
	if err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		r, err := s.Charger(a.ctx, c.Centre, c.Jurys, *par)
		if err != nil {
			return err
		}
		for _, x := range c.Avertissements {
			fmt.Fprintln(a.stderr, "Attention :", x)
		}
		if a.json {
			return a.ecrireJSON(r)
		}
		for _, l := range []struct {
			texte string
			jurys []string
		}{{"chargés", r.Charges}, {"déjà à jour", r.Inchanges}, {"laissés tels quels, car ils portent déjà des actes", r.Intouches}} {
			if len(l.jurys) > 0 {
				fmt.Fprintf(a.stdout, "%s, jurys %s : %s\n", r.Centre, l.texte, strings.Join(l.jurys, ", "))
			}
		}
		for _, m := range r.Mouvements() {
			fmt.Fprintln(a.stdout, m)
		}
		return nil
	})
}

func avancer(a *app, nom string, args []string) error {
	f := a.flags(nom)
	jurys := f.StringArray("jury", nil, "code d’un jury ; plusieurs fois pour plusieurs")
	tous := f.Bool("tous", false, "tous les jurys qui sont à l’état d’avant")
	etat := f.String("etat", "", "105, 110, 198, 200 ou 218")
	centre := f.String("centre", "", "UAI, quand plusieurs centres ont un jury de ce code")
	par := f.String("par", parDefaut, "qui agit")
	if _, err := lireMots(f, args); err != nil {
		return err
	}
	if (len(*jurys) == 0) == !*tous || *etat == "" {
		return usage("avancer attend --etat E, et --jury J ou --tous.")
	}
	return a.avec(func(s *server.Serveur) error {
		ps, err := s.Avancer(a.ctx, *centre, *jurys, *etat, *par)
		for _, p := range ps {
			for _, x := range p.Avertissements {
				fmt.Fprintln(a.stderr, "Attention :", x)
			}
			if !a.json {
				fmt.Fprintf(a.stdout, "%s : jurys %s à l’état %s\n", p.Centre, strings.Join(p.Jurys, ", "), *etat)
			}
		}
		if err != nil || !a.json {
			return err
		}
		return a.ecrireJSON(ps)
	})
}

func enroler(a *app, nom string, args []string) error {
	f := a.flags(nom)
	centre := f.String("centre", "", "UAI du centre")
	exam := f.String("examen", "", "quand le centre en a plusieurs")
	session := f.String("session", "", "quand le centre en a plusieurs")
	if _, err := lireMots(f, args); err != nil {
		return err
	}
	if *centre == "" {
		return usage("enroler attend --centre UAI.")
	}
	return a.avec(func(s *server.Serveur) error {
		code, err := s.Enroler(a.ctx, *centre, *exam, *session)
		if err != nil {
			return err
		}
		if a.json {
			return a.ecrireJSON(map[string]string{"code": code})
		}
		fmt.Fprintln(a.stdout, code)
		return nil
	})
}

func revoquer(a *app, nom string, args []string) error {
	mots, err := lireMots(a.flags(nom), args, "POSTE")
	if err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		if err := s.Revoquer(a.ctx, mots[0]); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "Le poste %s est révoqué. Ce qu’il enverra encore sera conservé, sans être appliqué.\n", mots[0])
		return nil
	})
}

func resoumettre(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", parDefaut, "qui agit")
	mots, err := lireMots(f, args, "ACTE")
	if err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		if err := s.Resoumettre(a.ctx, mots[0], *par); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "L’acte %s est appliqué au nom de l’académie.\n", mots[0])
		return nil
	})
}

func etat(a *app, nom string, args []string) error {
	if _, err := lireMots(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		es, err := s.Etats(a.ctx)
		if err != nil {
			return err
		}
		if a.json {
			return a.ecrireJSON(es)
		}
		_, empreinte, err := s.Certificat(a.ctx, "localhost")
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "empreinte de ce serveur (sans --certificat) : %s\n", empreinte)
		for i := range es {
			direCentre(a.stdout, &es[i])
		}
		return nil
	})
}

func direCentre(w io.Writer, e *server.EtatCentre) {
	fmt.Fprintln(w, examen.Dire("%s : %d jury(s), %d poste(s)", e.Centre, len(e.Jurys), len(e.Postes)))
	for _, j := range e.Jurys {
		fmt.Fprintln(w, examen.Dire("  jury %s à l’état %s, %d acte(s)", j.Code, j.Etat, j.Seq))
	}
	for _, p := range e.Postes {
		vu := "jamais entendu"
		if p.VuLe != "" {
			vu = "entendu le " + p.VuLe
		}
		fmt.Fprintln(w, examen.Dire("  poste %s (%s), %s, %s, %d acte(s) non envoyé(s) ; reçus : %d, dont divergents %d, tardifs %d, refusés %d, retenus %d",
			p.ID, p.Nom, p.Etat, vu, p.Attente, p.Balance.Emis, p.Balance.Divergents, p.Balance.Tardifs, p.Balance.Refuses, p.Balance.Attente))
	}
	for _, d := range e.Divergences {
		fmt.Fprintf(w, "  divergence %s, jury %s, %s %s : « %s » de %s, « %s » de %s\n", d.ID, d.Jury, d.Cle.Cle, d.Cle.Epreuve, d.Valeur,
			cmp.Or(d.Auteur, "dossier"), d.Autre, d.AuteurAutre)
	}
	for _, x := range e.Tardifs {
		fmt.Fprintf(w, "  acte tardif %s, jury %s, de %s le %s : %s\n", x.ID, x.Jury, x.Auteur, x.Horodatage, x.Message)
	}
	for _, x := range e.Refuses {
		fmt.Fprintf(w, "  acte refusé %s, jury %s, de %s le %s : %s\n", x.ID, x.Jury, x.Auteur, x.Horodatage, strings.ReplaceAll(x.Message, "\n", " "))
	}
	for _, x := range e.Preuves {
		fmt.Fprintf(w, "  preuve conservée : poste %s, rang %d, apporté par %s : %s\n", x.Poste, x.Rang, x.Par, x.Raison)
	}
}

func cle(a *app, nom string, args []string) error {
	if _, err := lireMots(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		fmt.Fprintln(a.stdout, s.CleEchange())
		return nil
	})
}

func recevoir(a *app, nom string, args []string) error {
	f := a.flags(nom)
	sortie := f.String("sortie", "", "fichier des réponses, à rapporter au poste")
	mots, err := lireMots(f, args, "ACTES.zip")
	if err != nil {
		return err
	}
	if *sortie == "" {
		return usage("recevoir attend --sortie VERDICTS.zip.")
	}
	texte, err := ligne.LireFichier(mots[0], wire.MaxTransport)
	if err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		reponse, n, err := s.Recevoir(a.ctx, texte)
		if err != nil {
			return err
		}
		chemin, err := fichier.Ecrire(*sortie, reponse)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stderr, examen.Dire("%d acte(s) reçu(s). Rapportez au poste le fichier de réponses.", n))
		fmt.Fprintln(a.stdout, chemin)
		return nil
	})
}

func sauvegarder(a *app, nom string, args []string) error {
	mots, err := lireMots(a.flags(nom), args, "FICHIER")
	if err != nil {
		return err
	}
	return a.avec(func(s *server.Serveur) error {
		if err := s.Sauvegarder(a.ctx, mots[0]); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, mots[0])
		return nil
	})
}

func restaurer(a *app, nom string, args []string) error {
	mots, err := lireMots(a.flags(nom), args, "FICHIER")
	if err != nil {
		return err
	}
	d, err := a.depot()
	if err != nil {
		return err
	}
	defer d.Fermer()
	if err := server.Restaurer(a.ctx, d, mots[0]); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "Restauré. Au prochain démarrage, chaque poste proposera de nouveau ce que cette base n’a pas.")
	return nil
}
