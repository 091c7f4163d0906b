package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/store"
	"delib/sync/client"
	"delib/sync/wire"
)

// client gives the exchange of a base.
func (a *app) client(b *store.Base) *client.Client {
	return client.Nouveau(b, a.horloge, "delibctl "+version)
}

// lien opens the way to the server of a base.
func (a *app) lien(b *store.Base) (*client.HTTP, error) {
	r, err := b.Raccordement(a.ctx)
	if err != nil {
		return nil, err
	}
	if r == nil || r.URL == "" {
		return nil, client.ErrSansServeur
	}
	return client.Relier(r.URL, r.Empreinte, b.Cle())
}

func raccorder(a *app, nom string, args []string) error {
	f := a.flags(nom)
	empreinte := f.String("empreinte", "", "empreinte du certificat du serveur, que delibd affiche")
	nouveau := f.Bool("nouveau-serveur", false, "l’académie a un autre serveur, sans reprise de l’ancien")
	mots, err := lireMots(f, args, "URL", "CODE")
	if err != nil {
		return err
	}
	return a.avec(true, func(b *store.Base, _ *activite.Service) error {
		l, err := client.Relier(mots[0], *empreinte, b.Cle())
		if err != nil {
			return err
		}
		defer l.Fermer()
		c := a.client(b)
		c.NouveauServeur = *nouveau
		r, err := c.Raccorder(a.ctx, l, mots[1], mots[0], *empreinte)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "Ce poste (%s) est raccordé au centre %s.\n", jury.PosteCourt(b.Poste()), r.Centre)
		return a.echanger(b, l)
	})
}

func synchroniser(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		l, err := a.lien(b)
		if err != nil {
			return err
		}
		defer l.Fermer()
		return a.echanger(b, l)
	})
}

// echanger makes one exchange and says what it gave.
func (a *app) echanger(b *store.Base, l client.Lien) error {
	r, err := a.client(b).Synchroniser(a.ctx, l)
	if err != nil {
		return err
	}
	return a.direEchange(b, r)
}

// ecartHorloge is from when a difference of clocks is told: acts bear the
// workstation's time, though it orders nothing.
const ecartHorloge = 5 * time.Minute

func (a *app) direEchange(b *store.Base, r client.Bilan) error {
	if d := r.Decalage.Abs(); d > ecartHorloge {
		fmt.Fprintf(a.stderr,
			"Attention : l’horloge de ce poste et celle de l’académie diffèrent de %s. Rien n’en dépend, mais les heures affichées seront fausses : mettez le "+
				"poste à l’heure.\n",
			duree(d))
	}
	for _, j := range r.Desaccord {
		fmt.Fprintf(a.stderr,
			"Attention : le jury %s n’est pas le même ici et à l’académie ; il ne peut plus changer d’état sur ce poste. Envoyez un diagnostic à l’assistance.\n",
			j)
	}
	s, err := b.Balance(a.ctx)
	if err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(map[string]any{"envoyes": r.Envoyes, "recus": r.Recues, "jurys": plein(r.Jurys), "balance": s})
	}
	fmt.Fprintln(a.stdout, examen.Dire("Échange fait : %d acte(s) envoyé(s), %d reçu(s).", r.Envoyes, r.Recues))
	a.direBalance(s)
	for _, v := range r.Verdicts {
		if v.Issue != jury.IssueAccepte && v.Issue != jury.IssueIdentique {
			fmt.Fprintf(a.stdout, "- acte %s %s : %s\n", v.Acte, v.Issue.Libelle(), strings.ReplaceAll(v.Message, "\n", " "))
		}
	}
	return nil
}

func (a *app) direBalance(s ordre.Balance) {
	fmt.Fprintf(a.stdout, "Actes de ce poste : %d émis = %d acceptés + %d identiques + %d divergents + %d tardifs + %d refusés + %d en attente.\n",
		s.Emis, s.Acceptes, s.Identiques, s.Divergents, s.Tardifs, s.Refuses, s.Attente)
}

func duree(d time.Duration) string {
	switch {
	case d > 48*time.Hour:
		return fmt.Sprintf("%d jours", int(d.Hours()/24))
	case d > 2*time.Hour:
		return fmt.Sprintf("%d heures", int(d.Hours()))
	}
	return fmt.Sprintf("%d minutes", int(d.Minutes()))
}

// syncEtat tells where the exchange stands; it touches nothing.
func syncEtat(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		rac, err := b.Raccordement(a.ctx)
		if err != nil {
			return err
		}
		s, err := b.Balance(a.ctx)
		if err != nil {
			return err
		}
		joint := a.joindre(b)
		if a.json {
			return a.ecrireJSON(struct {
				EnLigne bool `json:"enligne"`
				ordre.Balance
			}{joint == nil, s})
		}
		if rac == nil {
			fmt.Fprintln(a.stdout, "Ce poste n’est raccordé à aucun serveur.")
		} else if joint == nil {
			fmt.Fprintf(a.stdout, "En ligne avec l’académie, centre %s. Dernier échange : %s.\n", rac.Centre, cmp.Or(rac.Dernier, "aucun"))
		} else {
			fmt.Fprintf(a.stdout, "Hors ligne. Dernier échange : %s.\n%v\n", cmp.Or(rac.Dernier, "aucun"), joint)
		}
		a.direBalance(s)
		return a.direARegarder(b)
	})
}

// joindre tells whether the server answers.
func (a *app) joindre(b *store.Base) error {
	l, err := a.lien(b)
	if err != nil {
		return err
	}
	defer l.Fermer()
	return a.client(b).Joindre(a.ctx, l)
}

func (a *app) direARegarder(b *store.Base) error {
	rs, err := b.ARegarder(a.ctx)
	if err != nil {
		return err
	}
	for _, r := range rs {
		fmt.Fprintf(a.stdout, "- acte %s (%s, jury %s, %s, le %s) %s : %s\n", r.Acte.ID, r.Acte.Genre, cmp.Or(r.Acte.Jury, "–"), r.Acte.Auteur,
			r.Acte.Horodatage, r.Verdict.Issue.Libelle(), strings.ReplaceAll(r.Verdict.Message, "\n", " "))
	}
	arrets, err := b.Arrets(a.ctx)
	if err != nil {
		return err
	}
	for code, raison := range arrets {
		fmt.Fprintf(a.stdout, "- jury %s arrêté sur ce poste : %s\n", code, raison)
	}
	return nil
}

func exporterActes(a *app, nom string, args []string) error {
	f := a.flags(nom)
	cle := f.String("cle", "", "clé d’échange de l’académie, pour un poste jamais raccordé")
	code := f.String("code", "", "code de l’académie, pour un poste jamais raccordé")
	mots, err := lireMots(f, args, "F.zip")
	if err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		texte, n, err := a.client(b).ExporterActes(a.ctx, *cle, *code)
		if err != nil {
			return err
		}
		chemin, err := fichier.Ecrire(mots[0], texte)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stderr, examen.Dire("%d acte(s) dans ce fichier. Ils restent en attente ici jusqu’à la réponse de l’académie.", n))
		fmt.Fprintln(a.stdout, chemin)
		return nil
	})
}

func importerVerdicts(a *app, nom string, args []string) error {
	mots, err := lireMots(a.flags(nom), args, "F.zip")
	if err != nil {
		return err
	}
	texte, err := ligne.LireFichier(mots[0], wire.MaxTransport)
	if err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		r, err := a.client(b).ImporterVerdicts(a.ctx, texte)
		if err != nil {
			return err
		}
		return a.direEchange(b, r)
	})
}

func porter(a *app, nom string, args []string) error {
	f := a.flags(nom)
	sortie := f.String("sortie", "", "fichier des réponses, pour le poste qui a exporté")
	mots, err := lireMots(f, args, "F.zip")
	if err != nil {
		return err
	}
	if *sortie == "" {
		return usage("porter attend --sortie VERDICTS.zip.")
	}
	texte, err := ligne.LireFichier(mots[0], wire.MaxTransport)
	if err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		l, err := a.lien(b)
		if err != nil {
			return err
		}
		defer l.Fermer()
		verdicts, err := l.Porter(a.ctx, texte)
		if err != nil {
			return err
		}
		chemin, err := fichier.Ecrire(*sortie, verdicts)
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, chemin)
		return nil
	})
}

func divergences(a *app, nom string, args []string) error {
	if len(args) > 0 && args[0] == "resoudre" {
		return resoudre(a, nom+" resoudre", args[1:])
	}
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(_ *store.Base, s *activite.Service) error {
		ds, err := s.Divergences(a.ctx)
		if err != nil {
			return err
		}
		if a.json {
			type ligne struct {
				jury.Divergence
				Jury string `json:"jury"`
			}
			ls := []ligne{}
			for _, d := range ds {
				ls = append(ls, ligne{d.Divergence, d.Jury})
			}
			return a.ecrireJSON(ls)
		}
		for i := range ds {
			d := &ds[i]
			retenue, autre := d.Valeurs()
			quoi := "choix"
			if d.Epreuve != nil {
				quoi = d.Epreuve.Code
			}
			fmt.Fprintf(a.stdout, "%s jury %s, %s %s, %s :\n  retenue « %s », %s %s\n  autre   « %s », %s %s (poste %s)\n", d.ID, d.Jury, d.Cle.Cle,
				d.Candidat.NomComplet(), quoi,
				retenue, cmp.Or(d.Auteur, "du dossier"), d.Horodatage, autre, d.AuteurAutre, d.HorodatageAutre, d.PosteAutre)
		}
		return nil
	})
}

func resoudre(a *app, nom string, args []string) error {
	f := a.flags(nom)
	valeur := f.String("valeur", "", "note, absent, retenue ou autre")
	motif := f.String("motif", "", "raison, inscrite au procès-verbal")
	par := f.String("par", ligne.Auteur(), "qui tranche")
	mots, err := lireMots(f, args, "ID")
	if err != nil {
		return err
	}
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) {
		return s.Resoudre(a.ctx, mots[0], *valeur, *motif, *par)
	})
}

func accuser(a *app, nom string, args []string) error {
	mots, err := lireMots(a.flags(nom), args, "ID")
	if err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error { return b.Accuser(a.ctx, mots[0]) })
}

func posteHorsService(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", ligne.Auteur(), "qui le déclare")
	mots, err := lireMots(f, args, "POSTE")
	if err != nil {
		return err
	}
	return a.rendre(func(s *activite.Service) (*activite.Bilan, error) { return s.HorsService(a.ctx, mots[0], *par) })
}
