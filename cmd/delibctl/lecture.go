package main

import (
	"fmt"
	"slices"
	"strconv"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/compterendu"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/secours"
	"delib/core/soutien"
	"delib/core/store"
)

func importer(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", ligne.Auteur(), "qui importe")
	if err := lire(f, args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return usage("importer attend un fichier : delibctl importer DOSSIER.zip")
	}
	contenu, err := activite.LireDossier(f.Arg(0))
	if err != nil {
		return err // before a base is made for nothing
	}
	return a.avec(true, func(_ *store.Base, s *activite.Service) error {
		r, err := s.ImporterContenu(a.ctx, contenu, *par)
		if err != nil {
			return err
		}
		a.avertir(r.Avertissements)
		if a.json {
			return a.ecrireJSON(map[string]any{"charges": plein(r.Charges), "inchanges": plein(r.Inchanges), "intouches": plein(r.Intouches), "candidats": r.Candidats,
				"absents": plein(r.Absents), "laisses": plein(r.Laisses), "retires": plein(r.Retires)})
		}
		for _, m := range r.Messages() {
			fmt.Fprintln(a.stdout, m)
		}
		return nil
	})
}

func reprendre(a *app, nom string, args []string) error {
	f := a.flags(nom)
	par := f.String("par", ligne.Auteur(), "qui reprend")
	if err := lire(f, args); err != nil {
		return err
	}
	if f.NArg() == 0 {
		return usage("reprendre attend un fichier ou plusieurs : delibctl reprendre PLAN.zip [AUTRE.zip …]")
	}
	lus, err := soutien.LireReprises(a.ctx, a.phraseDuPlan, f.Args()...) // before a base is made for nothing
	if err != nil {
		return err
	}
	dits := lus.Dits()
	return a.avec(true, func(_ *store.Base, s *activite.Service) error {
		r, err := s.Reprendre(a.ctx, lus.Textes(), *par)
		if err != nil {
			return err
		}
		if a.json {
			return a.ecrireJSON(map[string]any{
				"charges": plein(r.Charges), "inchanges": plein(r.Inchanges), "intouches": plein(slices.Concat(r.Intouches, r.Ordonnes, r.Autres)),
				"dits": dits,
			})
		}
		for _, m := range append(r.Messages(), dits...) {
			fmt.Fprintln(a.stdout, m)
		}
		return nil
	})
}

func copies(a *app, nom string, args []string) error {
	f := a.flags(nom)
	faire := f.Bool("faire", false, "en faire une maintenant")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *faire {
		if err := a.avec(false, func(b *store.Base, _ *activite.Service) error {
			_, err := b.Copier(a.ctx, "demandee")
			return err
		}); err != nil {
			return err
		}
	}
	cs, err := fond.Copies(a.base)
	if err != nil {
		return err
	}
	type ligne struct {
		Nom    string `json:"nom"`
		Le     string `json:"le"`
		Octets int64  `json:"octets"`
	}
	lignes := []ligne{}
	for _, c := range cs {
		lignes = append(lignes, ligne{c.Nom, c.Le.Format("2006-01-02T15:04:05"), c.Octets})
		if !a.json {
			fmt.Fprintf(a.stdout, "%s\t%s\t%s\n", c.Nom, c.Le.Format("02/01/2006 15:04:05"), compterendu.Taille(c.Octets))
		}
	}
	if a.json {
		return a.ecrireJSON(lignes)
	}
	if len(cs) == 0 {
		fmt.Fprintln(a.stdout, "Aucune copie de sûreté sur ce poste.")
	}
	return nil
}

func restaurer(a *app, nom string, args []string) error {
	f := a.flags(nom)
	if err := lire(f, args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return usage("restaurer attend le nom d’une copie : delibctl copies en donne la liste.")
	}
	if err := fichier.RefuserDonnees(a.base); err != nil {
		return err
	}
	cote, err := secours.Restaurer(a.ctx, a.base, f.Arg(0))
	if err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(map[string]any{"copie": f.Arg(0), "mise_de_cote": cote})
	}
	fmt.Fprintf(a.stdout,
		"La copie %s a pris la place de la base. La base d’avant est gardée dans %s.\nLes utilisateurs et leurs phrases de passe sont ceux de la copie. Ce "+
			"poste a une nouvelle identité : s’il était raccordé, demandez un nouveau code.\n",
		f.Arg(0), cote)
	return nil
}

// plein writes an empty list as [] and not as null.
func plein[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func (a *app) avertir(messages []string) {
	for _, m := range messages {
		fmt.Fprintln(a.stderr, "Attention : "+m)
	}
}

func jurys(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, s *activite.Service) error {
		_, p, err := s.Centre(a.ctx)
		if err != nil {
			return err
		}
		es, err := b.Entetes(a.ctx)
		if err != nil {
			return err
		}
		effectifs, err := b.Effectifs(a.ctx)
		if err != nil {
			return err
		}
		type ligne struct {
			Code       string `json:"code"`
			Specialite string `json:"specialite"`
			Libelle    string `json:"libelle"`
			Etat       string `json:"etat"`
			Candidats  int    `json:"candidats"`
		}
		lignes := []ligne{}
		for _, e := range es {
			lignes = append(lignes, ligne{e.Code, e.Specialite, e.Libelle, e.Etat.Code(), effectifs[e.Code]})
			if !a.json {
				fmt.Fprintf(a.stdout, "%s\t%s\t%s\n", e.Code, e.Libelle, p.EtatComplet(e.Etat))
			}
		}
		if a.json {
			return a.ecrireJSON(lignes)
		}
		return nil
	})
}

func candidats(a *app, nom string, args []string) error {
	f := a.flags(nom)
	code := f.String("jury", "", "code du jury")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *code == "" {
		return usage("candidats attend --jury J.")
	}
	return a.avec(false, func(b *store.Base, s *activite.Service) error {
		_, p, err := s.Centre(a.ctx)
		if err != nil {
			return err
		}
		d, err := b.Charger(a.ctx, *code)
		if err != nil {
			return err
		}
		type ligne struct {
			Numero      string   `json:"numero"`
			Inscription string   `json:"inscription"`
			Nom         string   `json:"nom"`
			Prenoms     string   `json:"prenoms"`
			Moyenne     string   `json:"moyenne"`
			MoyennePro  string   `json:"moyenne_pro"`
			Decision    string   `json:"decision"`
			Libelle     string   `json:"libelle"`
			Mention     string   `json:"mention"`
			Motifs      []string `json:"motifs"`
		}
		lignes := []ligne{}
		for _, c := range d.Candidats {
			r := decision.Calculer(p, &d.Entete, c)
			l := ligne{c.Numero, c.Inscription, c.Nom, c.Prenoms, r.Moyenne, r.MoyennePro, string(r.Decision), p.Libelle(r.Decision), r.Mention, r.Motifs()}
			lignes = append(lignes, l)
			if a.json {
				continue
			}
			fmt.Fprintf(a.stdout, "%s\t%s\tmoyenne %s\tpro %s\t%s", c.Cle, c.NomComplet(), tiret(l.Moyenne), tiret(l.MoyennePro), l.Libelle)
			if l.Mention != "" {
				fmt.Fprintf(a.stdout, "\tmention %s", l.Mention)
			}
			fmt.Fprintln(a.stdout)
			for _, x := range c.Notes {
				e, ok := d.Epreuve(x.Epreuve)
				if !ok {
					continue
				}
				groupe := ""
				if x.Groupe == 2 {
					groupe = " (2nd groupe)"
				}
				fmt.Fprintf(a.stdout, "    %s %s%s : %s\n", e.Code, c.LibelleEpreuve(e), groupe, x.Valeur.Libelle())
			}
			for _, m := range l.Motifs {
				fmt.Fprintf(a.stdout, "    → %s\n", m)
			}
		}
		if a.json {
			return a.ecrireJSON(lignes)
		}
		return nil
	})
}

func tiret(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func activites(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	// The registry is read without a base too: then with the words of the BTS.
	p := examen.Profils()[0]
	if b, s, err := a.ouvrir(false); err == nil {
		if _, q, err := s.Centre(a.ctx); err == nil {
			p = q
		}
		if err := b.Fermer(); err != nil {
			return fmt.Errorf("close replica: %w", err)
		}
	}
	type ligne struct {
		ID       string   `json:"id"`
		Rubrique string   `json:"rubrique"`
		Libelle  string   `json:"libelle"`
		Etats    []string `json:"etats"`
	}
	lignes := []ligne{}
	for _, x := range activite.Menu() {
		l := ligne{x.ID, x.Rubrique.Titre(p), x.Titre(p), []string{}}
		for _, e := range examen.Etats() {
			if x.Permet(e) {
				l.Etats = append(l.Etats, e.Code())
			}
		}
		lignes = append(lignes, l)
		if !a.json {
			fmt.Fprintf(a.stdout, "%s\t%s\t%s\t%s\n", l.ID, l.Rubrique, l.Libelle, etatsEnTexte(x, l.Etats))
		}
	}
	if a.json {
		return a.ecrireJSON(lignes)
	}
	return nil
}

func etatsEnTexte(x *activite.Activite, etats []string) string {
	if x.Etats == nil {
		return "tous"
	}
	t := ""
	for i, e := range etats {
		if i > 0 {
			t += ","
		}
		t += e
	}
	return t
}

func comptesRendus(a *app, nom string, args []string) error {
	f := a.flags(nom)
	if err := lire(f, args); err != nil {
		return err
	}
	if f.NArg() > 1 {
		return usage("comptes-rendus attend au plus un numéro.")
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		if f.NArg() == 1 {
			n, err := strconv.ParseInt(f.Arg(0), 10, 64)
			if err != nil {
				return usage("« %s » n’est pas un numéro de compte rendu.", f.Arg(0))
			}
			c, err := b.CompteRendu(a.ctx, n)
			if err != nil {
				return err
			}
			if a.json {
				return a.ecrireJSON(enRegistre(*c))
			}
			fmt.Fprint(a.stdout, c.Texte())
			return nil
		}
		cs, err := b.ComptesRendus(a.ctx)
		if err != nil {
			return err
		}
		if a.json {
			lignes := []registre{}
			for _, c := range cs {
				lignes = append(lignes, enRegistre(c))
			}
			return a.ecrireJSON(lignes)
		}
		for _, c := range cs {
			fmt.Fprintf(a.stdout, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", c.Numero, c.Debut.Format("02/01/2006 15:04:05"), compterendu.Etat, c.Resultat,
				c.DureeHorloge(), c.Domaine, c.Titre)
			for _, d := range c.Documents {
				fmt.Fprintf(a.stdout, "    %s\t%s\t%s\n", d.Nom, compterendu.Taille(d.Taille), d.Type)
			}
		}
		return nil
	})
}

// registre is one line of the register in JSON.
type registre struct {
	compterendu.CompteRendu
	Etat  string `json:"etat"`
	Duree string `json:"duree"` // HH:MM:SS
}

func enRegistre(c compterendu.CompteRendu) registre {
	return registre{c, compterendu.Etat, c.DureeHorloge()}
}

func verifier(a *app, nom string, args []string) error {
	if err := lireSans(a.flags(nom), args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, _ *activite.Service) error {
		v, err := b.Verifier(a.ctx)
		if err != nil {
			return err
		}
		if a.json {
			if err := a.ecrireJSON(map[string]any{
				"integre": len(v.Fautes) == 0, "actes": v.Actes, "jurys": v.Jurys, "comptes_rendus": v.ComptesRendus, "fautes": plein(v.Fautes),
			}); err != nil {
				return err
			}
		}
		if len(v.Fautes) > 0 {
			return examen.Refuser(examen.CodeBase, examen.Dire("La base a été altérée ou abîmée : %d faute(s).", len(v.Fautes)),
				"Ne l’effacez pas. « delibctl secourir --essai » dit ce qui peut être reconstruit ; « delibctl secourir » le fait, sans rien effacer.",
				v.Fautes...)
		}
		if !a.json {
			fmt.Fprintln(a.stdout, examen.Dire("Base intègre : %d acte(s), %d jury(s), %d compte(s) rendu(s).", v.Actes, v.Jurys, v.ComptesRendus))
		}
		return nil
	})
}
