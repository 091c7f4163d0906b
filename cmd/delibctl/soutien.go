package main

import (
	"fmt"
	"os"
	"path/filepath"

	"delib/assets"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/secours"
	"delib/core/soutien"
	"delib/core/store"
)

// diagnostic makes a file for the help desk; a base that does not open is no
// reason to have none.
func diagnostic(a *app, nom string, args []string) error {
	f := a.flags(nom)
	sortie := f.String("sortie", ".", "dossier du fichier")
	if err := lireSans(f, args); err != nil {
		return err
	}
	quand, programme := a.horloge(), "delibctl "+version
	var r *soutien.Rapport
	err := a.avec(false, func(b *store.Base, s *activite.Service) (err error) {
		r, err = soutien.Diagnostiquer(a.ctx, b, s, programme, quand)
		return err
	})
	if err != nil {
		if _, refus := examen.EstRefus(err); !refus || r != nil {
			return err
		}
		if r, err = soutien.Hors(a.base, programme, quand, err); err != nil {
			return err
		}
	}
	if a.json {
		return a.ecrireJSON(r)
	}
	chemin, err := r.Ecrire(*sortie, quand)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, chemin)
	return nil
}

// secourir rebuilds a damaged base; --essai tells what it would do.
func secourir(a *app, nom string, args []string) error {
	f := a.flags(nom)
	essai := f.Bool("essai", false, "dire ce qui serait fait, sans rien changer")
	force := f.Bool("force", false, "reconstruire même si la base passe tous les contrôles")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if !*force && !*essai {
		var v store.Verification
		err := a.avec(false, func(b *store.Base, _ *activite.Service) (err error) {
			v, err = b.Verifier(a.ctx)
			return err
		})
		if err == nil && len(v.Fautes) == 0 {
			return examen.Refuser(examen.CodeBase, "La base de ce poste est saine : il n’y a rien à reconstruire.", "Rien n’a été changé.")
		}
		if _, refus := examen.EstRefus(err); refus && !fond.EstAbimee(err) && !a.disparue() {
			return err
		}
	}
	if err := fichier.RefuserDonnees(a.base); err != nil {
		return err
	}
	if _, err := os.Stat(a.base); err != nil {
		return examen.Refuser(examen.CodeBase, fmt.Sprintf("Le dossier « %s » n’existe pas.", a.base), "Vérifiez --base.")
	}
	s, err := secours.Secourir(a.ctx, a.base, *essai)
	if err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(map[string]any{"issue": s.Issue, "jurys": s.Jurys, "actes": s.Actes, "actes_perdus": s.ActesPerdus, "actes_non_repris": s.NonRepris,
			"meme_poste": s.Identite, "mise_de_cote": s.MiseDeCote, "constat": plein(s.Constat), "fait": plein(s.Fait), "manque": plein(s.Manque)})
	}
	if *essai {
		fmt.Fprintln(a.stdout, "Essai : rien n’a été changé.")
	}
	for _, l := range s.Lignes() {
		fmt.Fprintln(a.stdout, l)
	}
	return nil
}

// disparue tells whether the folder has no base, and something of which one could be
// made again: a base that was set aside.
func (a *app) disparue() bool {
	if _, err := os.Stat(filepath.Join(a.base, fond.FichierBase)); err == nil {
		return false
	}
	if _, err := os.Stat(a.base); err != nil {
		return false
	}
	s, err := secours.Secourir(a.ctx, a.base, true)
	return err == nil && s.Issue != secours.SecoursRien
}

// majVerifier checks the signature of an installer; it installs nothing.
func majVerifier(a *app, nom string, args []string) error {
	f := a.flags(nom)
	fichierCles := f.String("cle", "", "fichier de clés publiques, au lieu de celles de ce programme")
	mots, err := lireMots(f, args, "FICHIER")
	if err != nil {
		return err
	}
	texte := assets.ClesMisesAJour
	if *fichierCles != "" {
		octets, err := os.ReadFile(*fichierCles)
		if err != nil || len(octets) > 1<<20 {
			return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier de clés « %s » ne peut pas être lu.", *fichierCles),
				"Vérifiez le chemin (--cle).")
		}
		texte = string(octets)
	}
	cles, err := soutien.LireCles(texte)
	if err != nil {
		return err
	}
	m, err := soutien.VerifierMiseAJour(mots[0], cles)
	if err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(m)
	}
	fmt.Fprintf(a.stdout, "La signature de « %s » est juste : il vient de qui détient la clé %s.\nSHA-256 : %s\nRien n’a été installé.\n", m.Fichier, m.Cle,
		m.Empreinte)
	return nil
}

// purger exports the journal, then removes the base and its copies: the end of a
// session, on the order of the chef de centre. The documents stay: procès-verbaux
// and lists are public archives (code du patrimoine, L211-4 and R212-14).
func purger(a *app, nom string, args []string) error {
	f := a.flags(nom)
	sortie := f.String("sortie", "", "dossier où exporter le journal")
	confirmer := f.String("confirmer", "", "l’UAI du centre, pour confirmer")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *sortie == "" || *confirmer == "" {
		return usage("purger attend --sortie DOSSIER et --confirmer UAI.")
	}
	var chemin string
	err := a.avec(false, func(b *store.Base, s *activite.Service) error {
		c, p, err := s.Centre(a.ctx)
		if err != nil {
			return err
		}
		if *confirmer != c.Lieu.UAI {
			return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("Ce poste tient le centre %s, non %s.", c.Lieu.UAI, *confirmer),
				"Rien n’a été effacé. Indiquez l’UAI de ce centre (--confirmer).")
		}
		es, err := b.Entetes(a.ctx)
		if err != nil {
			return err
		}
		var ouverts []string
		for _, e := range es {
			if e.Etat != examen.Verrouille2 {
				ouverts = append(ouverts, "- jury "+e.Code+" : "+p.EtatComplet(e.Etat))
			}
		}
		if len(ouverts) > 0 {
			return examen.Refuser(examen.CodeEtat, "Des jurys ne sont pas encore verrouillés en académie : rien n’a été effacé.",
				"La purge n’est possible que lorsque tous les jurys sont à l’état 218.", ouverts...)
		}
		if err := toutEnvoye(a, b); err != nil {
			return err
		}
		if err := b.ExigerSaine(a.ctx); err != nil {
			return err // its export could not be taken again
		}
		dedans, err := fichier.Dans(*sortie, a.base)
		if err != nil {
			return err
		}
		if dedans {
			return examen.Refuser(examen.CodeSaisie, "Le journal ne peut pas être exporté dans le dossier qui va être effacé.",
				"Choisissez un autre dossier (--sortie), sur une clé USB par exemple.")
		}
		texte, err := s.ExporterJournal(a.ctx)
		if err != nil {
			return err
		}
		chemin, err = fichier.Ecrire(filepath.Join(*sortie, fmt.Sprintf("journal-%s-%s-%s.zip", c.Lieu.UAI, c.Examen, c.Session)), texte)
		return err
	})
	if err != nil {
		return err
	}
	// What will be the only trace is read back from the disk before anything goes.
	if r, err := soutien.LireReprises(a.ctx, nil, chemin); err != nil || len(r.Jurys) == 0 {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le journal exporté dans « %s » ne se relit pas : rien n’a été effacé.", chemin),
			"Vérifiez le disque ou la clé USB, puis recommencez.")
	}
	if err := fond.Effacer(a.ctx, a.base); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, chemin)
	fmt.Fprintln(a.stdout,
		"La base et ses copies sont effacées. Les documents produits restent dans "+filepath.Join(a.base, "documents")+" : ce sont des archives publiques.")
	if _, err := os.Stat(chemin); err != nil {
		return fmt.Errorf("exported journal: %w", err)
	}
	return a.resterAutres()
}

// resterAutres says which other centres of this workstation were left as they are.
func (a *app) resterAutres() error {
	cs, err := soutien.Centres(a.ctx, soutien.RacineCentres(a.base))
	if err != nil {
		return err
	}
	for i := range cs {
		if cs[i].Dossier != a.base && cs[i].Centre != nil {
			fmt.Fprintf(a.stdout, "Un autre centre de ce poste n’a pas été touché : %s (--base %s).\n", cs[i].Dit(), cs[i].Dossier)
		}
	}
	return nil
}

// toutEnvoye refuses to erase acts that the académie has not answered.
func toutEnvoye(a *app, b *store.Base) error {
	r, err := b.Raccordement(a.ctx)
	if err != nil || r == nil {
		return err
	}
	s, err := b.Balance(a.ctx)
	if err != nil || s.Attente == 0 {
		return err
	}
	return examen.Refuser(examen.CodeReseau, examen.Dire("Ce poste porte %d acte(s) sans réponse de l’académie : rien n’a été effacé.", s.Attente),
		"Synchronisez-le (delibctl synchroniser), ou exportez-les (delibctl exporter-actes) et attendez la réponse.")
}
