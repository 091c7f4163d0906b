package poste

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"delib/core/examen"
	"delib/core/fichier"
)

// Source is a file to copy, and the name of its copy.
type Source struct{ Chemin, Nom string }

// Sources gives files under their own names.
func Sources(chemins []string) []Source {
	var l []Source
	for _, c := range chemins {
		l = append(l, Source{c, filepath.Base(c)})
	}
	return l
}

// Copier copies files into a folder, all or none: written beside, synced, each under a
// free name.
func Copier(dossier string, sources []Source) ([]string, error) {
	if dossier == "" {
		return nil, examen.Refuser(examen.CodeSaisie, "Le dossier n’est pas indiqué.", "Tapez son chemin, ou choisissez-le par « Parcourir… ».")
	}
	lot, err := fichier.Preparer(dossier)
	if err != nil {
		return nil, err
	}
	defer lot.Abandonner()
	for _, s := range sources {
		if err := ajouter(lot, s); err != nil {
			return nil, err
		}
	}
	return lot.Valider()
}

func ajouter(lot *fichier.Lot, s Source) error {
	de, err := os.Open(s.Chemin)
	if err != nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » n’est plus à sa place.", filepath.Base(s.Chemin)),
			"Produisez-le de nouveau.")
	}
	defer de.Close()
	w, err := lot.Creer(fichier.Nom(s.Nom))
	if err != nil {
		return err
	}
	_, err = io.Copy(w, de)
	return err
}

// copier is Copier to a folder that is offered again the next time.
func (p *Poste) copier(ctx context.Context, dossier string, sources []Source) ([]string, error) {
	chemins, err := Copier(dossier, sources)
	if err != nil {
		return nil, err
	}
	return chemins, p.Service.Regler(ctx, reglageDossier, dossier)
}
