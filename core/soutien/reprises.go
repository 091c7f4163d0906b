package soutien

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/reprise"
	"delib/core/secours"
)

// maxVoisins is how many files of a folder are looked at.
const maxVoisins = 500

// LireReprises gives what plans de secours, files of theirs, copies of a base,
// or folders of plans hold to go on from; demander gives the passphrase of a plan that
// is encrypted, and may be nil.
func LireReprises(ctx context.Context, demander reprise.Phrase, chemins ...string) (*reprise.Recueil, error) {
	r := &reprise.Recueil{}
	for _, chemin := range chemins {
		fichiers := []string{chemin}
		if info, err := os.Stat(chemin); err == nil && info.IsDir() {
			if fichiers = plans(chemin, r); len(fichiers) == 0 {
				return nil, examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le dossier « %s » ne contient aucun plan de secours qui puisse être lu.", chemin),
					"Indiquez le dossier de la clé où sont les ZIP. Rien n’a été changé.", r.Ecartes...)
			}
		}
		for _, f := range fichiers {
			if err := ajouter(ctx, r, f, false, demander); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

// LireVoisins is LireReprises of one file and, for a ZIP, of the plans that stand
// beside it: a dead workstation leaves one for each jury. A plan that cannot be
// read, or of another centre, is left out and said.
func LireVoisins(ctx context.Context, chemin string) (*reprise.Recueil, error) {
	r, err := LireReprises(ctx, nil, chemin)
	if err != nil || !strings.EqualFold(filepath.Ext(chemin), ".zip") {
		return r, err
	}
	for _, voisin := range plans(filepath.Dir(chemin), r) {
		if filepath.Base(voisin) == filepath.Base(chemin) {
			continue
		}
		autres := &reprise.Recueil{}
		if err := ajouter(ctx, autres, voisin, true, nil); err != nil {
			if _, refus := examen.EstRefus(err); !refus {
				return nil, err
			}
			r.Ecartes = append(r.Ecartes, fmt.Sprintf("« %s » ne peut pas être repris, et est laissé.", filepath.Base(voisin)))
			continue
		}
		for _, j := range autres.Jurys {
			if err := r.Ajouter(j); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

// plans gives the files of a folder that a jury can be resumed from, by name: those of
// the living key, then the ZIP; one that cannot be read is said.
func plans(dossier string, r *reprise.Recueil) []string {
	entrees, err := os.ReadDir(dossier)
	if err != nil {
		return nil
	}
	var l []string
	entrees = slices.DeleteFunc(entrees, func(e os.DirEntry) bool { return e.IsDir() || !strings.EqualFold(filepath.Ext(e.Name()), ".zip") })
	if n := len(entrees); n > maxVoisins {
		r.Ecartes = append(r.Ecartes, fmt.Sprintf("Ce dossier contient %d ZIP : les %d premiers seuls ont été regardés.", n, maxVoisins))
		entrees = entrees[:maxVoisins]
	}
	jurys, err := fichier.Chercher(filepath.Join(dossier, reprise.DossierDesJurys), "[^.]*.json") // of the living key
	if err != nil {
		r.Ecartes = append(r.Ecartes, fmt.Sprintf("Le dossier « %s » ne peut pas être lu, et est laissé.", reprise.DossierDesJurys))
	}
	l = append(l, jurys[:min(len(jurys), maxVoisins)]...)
	for _, e := range entrees {
		plan, err := reprise.EstPlan(filepath.Join(dossier, e.Name()))
		if err != nil {
			r.Ecartes = append(r.Ecartes, fmt.Sprintf("« %s » n’est pas un ZIP lisible, et est laissé.", e.Name()))
		}
		if plan {
			l = append(l, filepath.Join(dossier, e.Name()))
		}
	}
	return l
}

// ajouter reads a file, checks it, and takes its jurys in.
func ajouter(ctx context.Context, r *reprise.Recueil, chemin string, trouve bool, demander reprise.Phrase) error {
	var textes [][]byte
	var err error
	if secours.EstCopie(chemin) {
		if _, err := os.Stat(chemin); err != nil {
			return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » n’existe pas ou ne peut pas être lu.", chemin),
				"Vérifiez le chemin. Rien n’a été changé.")
		}
		textes, err = secours.ReprisesDe(ctx, chemin)
	} else {
		textes, err = reprise.LireFichier(chemin, demander)
	}
	if err != nil {
		return err
	}
	for _, texte := range textes {
		j, err := reprise.LireJury(texte)
		if err != nil {
			return nommer(err, chemin)
		}
		j.Fichier, j.Trouve = chemin, trouve
		if err := r.Ajouter(j); err != nil {
			return err
		}
	}
	return nil
}

// nommer says which of several files a refusal is about.
func nommer(err error, chemin string) error {
	var x *examen.Refus
	if !errors.As(err, &x) {
		return err
	}
	y := *x
	y.Details = append(slices.Clone(x.Details), "Fichier : « "+filepath.Base(chemin)+" »")
	return &y
}
