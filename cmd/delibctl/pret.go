package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"delib/cmd/ligne"
	"delib/core/activite"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/portail"
	"delib/core/pret"
	"delib/core/store"
)

// gestesPret are the commands that cure a point; those that only a hand can cure have none.
var gestesPret = map[string]string{
	pret.Dossier:       "importer DOSSIER.zip",
	pret.Base:          "secourir --essai",
	pret.Cle:           "cle choisir DIR",
	pret.Divergences:   "divergences",
	pret.Demonstration: "centres",
	pret.Portail:       "portail fermer",
}

// lePret looks at the workstation before the day.
func lePret(a *app, nom string, args []string) error {
	f := a.flags(nom)
	attestation := f.String("attestation", "", "dossier où faire le PDF de l’attestation de préparation")
	par := f.String("par", ligne.Auteur(), "qui contrôle")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if f.Changed("attestation") && strings.TrimSpace(*attestation) == "" {
		return usage("--attestation attend un dossier.")
	}
	var points []pret.Point
	err := a.avec(false, func(b *store.Base, s *activite.Service) error {
		points = pret.Controler(a.ctx, &pret.Poste{
			Service: s, Cle: a.cle, Horloge: a.horloge, Donnees: a.base, Documents: s.Documents, Version: version, Courant: pret.CourantLinux,
			Verifier: func(ctx context.Context) ([]string, error) {
				v, err := b.Verifier(ctx)
				return v.Fautes, err
			},
			Portail: func(ctx context.Context) (*portail.Ouverture, error) { return portail.Ouverte(ctx, b) },
		})
		if *attestation == "" {
			return a.direPret(points, nil)
		}
		bilan, err := s.Attester(a.ctx, preparations(points), *attestation, *par)
		if err != nil {
			return err
		}
		return a.direPret(points, bilan.Fichiers)
	})
	if r, refus := examen.EstRefus(err); refus && len(points) == 0 { // the base cannot be opened: that is what is missing
		p := pret.Point{Point: pret.Base, Etat: pret.Manque, Message: r.Message, Remede: r.Aide}
		if e := a.direPret([]pret.Point{p}, nil); e != nil {
			return e
		}
		return err
	}
	if err != nil {
		return err
	}
	if n := pret.Manquants(points); n > 0 {
		return examen.Refuser(examen.CodeEtat, examen.Dire("Ce poste n’est pas prêt : %d point(s) à régler.", n), "")
	}
	return nil
}

// direPret writes the points, each with the command that cures it.
func (a *app) direPret(points []pret.Point, fichiers []string) error {
	for i := range points {
		p := &points[i]
		if geste := cmp.Or(p.Activite, gestesPret[p.Point]); p.Remede != "" && geste != "" {
			p.Remede += " Commande : delibctl " + geste
		}
	}
	if a.json {
		for _, c := range fichiers {
			fmt.Fprintln(a.stderr, c)
		}
		return a.ecrireJSON(points)
	}
	for i := range points {
		p := &points[i]
		fmt.Fprintf(a.stdout, "%s  %s : %s\n", map[pret.Etat]string{pret.OK: "✓", pret.Attention: "!", pret.Manque: "✗"}[p.Etat], p.Libelle(), p.Message)
		if p.Remede != "" {
			fmt.Fprintf(a.stdout, "     %s\n", p.Remede)
		}
	}
	for _, c := range fichiers {
		fmt.Fprintln(a.stdout, c)
	}
	return nil
}

// preparations puts the points in the words of the attestation.
func preparations(points []pret.Point) []edition.Preparation {
	var l []edition.Preparation
	for i := range points {
		p := &points[i]
		l = append(l, edition.Preparation{Point: p.Libelle(), Etat: p.Etat.Libelle(), Message: p.Message, Remede: p.Remede, Manque: p.Etat == pret.Manque})
	}
	return l
}
