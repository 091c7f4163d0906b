package secours

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/store"
)

// ReprisesDe gives, from a copy of another workstation's base or from the base
// itself, what Reprendre needs for each of its jurys. The file is only read.
func ReprisesDe(ctx context.Context, chemin string) (textes [][]byte, err error) {
	balayerReprises()
	travail, err := os.MkdirTemp("", prefixeReprise)
	if err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	defer os.RemoveAll(travail)
	vue := filepath.Join(travail, fond.FichierBase)
	if err := fond.CopierBase(chemin, vue); err != nil {
		return nil, err
	}
	abimee := func(details ...string) error {
		return examen.Refuser(examen.CodeFichier, "Cette copie est abîmée : elle ne passe pas les contrôles.",
			"Choisissez une autre copie ou un plan de secours. Pour ce qu’elle contient encore, mettez-la seule dans un dossier, sous le nom « "+
				fond.FichierBase+" », et faites reconstruire ce dossier. Rien n’a été changé.",
			details...).Par(examen.Faire(examen.GesteSecourir))
	}
	b, err := store.OuvrirPiece(ctx, vue)
	if err != nil {
		if fond.EstAbimee(err) {
			return nil, abimee()
		}
		return nil, err
	}
	defer b.Fermer() // a copy, removed next
	v, err := b.Verifier(ctx)
	if err != nil || len(v.Fautes) > 0 {
		return nil, abimee(abreger(v.Fautes)...)
	}
	es, err := b.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		texte, err := b.Reprise(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		textes = append(textes, texte)
	}
	if len(textes) == 0 {
		return nil, examen.Refuser(examen.CodeFichier, "Cette copie ne contient aucun jury.",
			"Choisissez une autre copie ou un plan de secours. Rien n’a été changé.")
	}
	return textes, nil
}

const prefixeReprise = "delib-reprise-"

// balayerReprises removes the copies that a program that was killed left in the
// system's folder: they hold marks. One that stays is tried again next time.
func balayerReprises() {
	restes, err := fichier.Chercher(os.TempDir(), prefixeReprise+"*")
	if err != nil {
		return
	}
	for _, r := range restes {
		if info, err := os.Lstat(r); err == nil && info.IsDir() && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(r)
		}
	}
}

// EstCopie tells whether a file bears the name of a base and not of a plan de secours.
func EstCopie(chemin string) bool { return strings.EqualFold(filepath.Ext(chemin), ".sqlite") }
