package main

import (
	"cmp"
	"fmt"
	"os"

	"delib/core/examen"
	"delib/core/extrait"
	"delib/core/fichier"
)

// fabriquer makes dossiers de centre from the tables of a folder, in two steps: what they
// hold is proposed, then, once a person has read it, applied. It opens no base.
func fabriquer(a *app, nom string, args []string) error {
	f := a.flags(nom)
	proposer := f.String("proposer", "", "écrit dans ce fichier la correspondance que les titres suggèrent")
	correspondance := f.String("correspondance", "", "la correspondance, relue et corrigée")
	sortie := f.String("sortie", "", "le dossier où écrire les dossiers de centre")
	modele := f.String("modele", "", "écrit dans ce fichier un classeur à remplir, pour qui n’a pas de tableaux")
	if err := lire(f, args); err != nil {
		return err
	}
	if *modele != "" {
		return a.ecrireModele(*modele)
	}
	if f.NArg() == 1 && *sortie != "" && *correspondance == "" && *proposer == "" {
		tables, c, err := extrait.LireModele(f.Arg(0))
		if err != nil {
			return err
		}
		return a.fabriquerDossiers(tables, c, *sortie)
	}
	switch {
	case f.NArg() != 1:
		return usage("fabriquer attend le dossier qui contient les tableaux, ou le modèle rempli.")
	case (*proposer == "") == (*correspondance == ""):
		return usage("indiquez --proposer F, puis, la correspondance relue, --correspondance F --sortie DIR.")
	case *correspondance != "" && *sortie == "":
		return usage("indiquez où écrire les dossiers : --sortie DIR.")
	}
	tables, ecartes, err := extrait.Lire(f.Arg(0))
	if err != nil {
		return err
	}
	for _, x := range ecartes {
		fmt.Fprintf(a.stderr, "%s n’est pas un tableau : il n’est pas lu.\n", x)
	}
	if *proposer != "" {
		return a.proposerCorrespondance(tables, *proposer)
	}
	texte, err := os.ReadFile(*correspondance)
	if err != nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("La correspondance « %s » ne peut pas être lue : %s.", *correspondance,
			cmp.Or(fichier.Raison(err), "elle n’existe pas")), "Proposez-la d’abord (--proposer F).")
	}
	c, err := extrait.LireCorrespondance(texte)
	if err != nil {
		return err
	}
	return a.fabriquerDossiers(tables, c, *sortie)
}

func (a *app) ecrireModele(chemin string) error {
	octets, err := extrait.Modele()
	if err != nil {
		return err
	}
	if chemin, err = fichier.Ecrire(chemin, octets); err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(map[string]any{"modele": chemin})
	}
	fmt.Fprintln(a.stdout, chemin)
	return nil
}

func (a *app) proposerCorrespondance(tables []*extrait.Table, chemin string) error {
	p := extrait.Proposer(tables)
	chemin, err := fichier.Ecrire(chemin, p.Correspondance.Ecrire())
	if err != nil {
		return err
	}
	if a.json {
		return a.ecrireJSON(map[string]any{"correspondance": chemin, "soucis": plein(p.Soucis), "tables": len(tables)})
	}
	fmt.Fprintln(a.stdout, chemin)
	a.avertir(p.Soucis)
	return nil
}

func (a *app) fabriquerDossiers(tables []*extrait.Table, c *extrait.Correspondance, sortie string) error {
	dossiers, compte, err := extrait.Fabriquer(tables, c, a.horloge())
	if err != nil {
		return err
	}
	lot, err := fichier.Preparer(sortie)
	if err != nil {
		return err
	}
	defer lot.Abandonner()
	for i := range dossiers {
		w, err := lot.Creer(dossiers[i].Fichier(c))
		if err != nil {
			return err
		}
		if _, err := w.Write(dossiers[i].Octets); err != nil {
			return err
		}
	}
	chemins, err := lot.Valider()
	if err != nil {
		return err
	}
	return a.direFabrication(dossiers, chemins, compte)
}

func (a *app) direFabrication(dossiers []extrait.Dossier, chemins []string, compte *extrait.Compte) error {
	if a.json {
		var l []map[string]any
		for i, d := range dossiers {
			jurys := []map[string]any{}
			for _, j := range d.Jurys {
				jurys = append(jurys, map[string]any{"jury": j.Code, "candidats": j.Candidats, "notes": j.Notes, "manquantes": j.Manquantes})
			}
			l = append(l, map[string]any{"fichier": chemins[i], "centre": d.UAI, "jurys": jurys})
		}
		return a.ecrireJSON(map[string]any{"dossiers": l, "ecartes": plein(compte.Ecartes), "soucis": plein(compte.Soucis),
			"lignes": compte.Lignes, "sans_donnees": compte.PasDonnees, "tables_sans_donnees": plein(compte.SansDonnees)})
	}
	for i, d := range dossiers {
		fmt.Fprintln(a.stdout, chemins[i])
		for _, j := range d.Jurys {
			fmt.Fprintf(a.stderr, "%s, jury %s : %s\n", d.UAI, j.Code,
				examen.Dire("%d candidat(s), %d note(s), %d note(s) manquante(s).", j.Candidats, j.Notes, j.Manquantes))
		}
	}
	fmt.Fprintln(a.stderr, examen.Dire("%d ligne(s) lue(s) ; %d ne sont pas des données (titres, totaux, légendes).", compte.Lignes, compte.PasDonnees))
	for _, x := range compte.Ecartes {
		fmt.Fprintln(a.stderr, "Écarté : "+x)
	}
	a.avertir(compte.Soucis)
	return nil
}
