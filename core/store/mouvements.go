package store

import (
	"context"
	"database/sql"
	"fmt"

	"delib/core/fond"
	"delib/core/jury"
)

// lirePresents gives the candidates of the base.
func lirePresents(ctx context.Context, q fond.Requete) (jury.Presents, error) {
	lignes, err := q.QueryContext(ctx,
		`SELECT numero, inscription, jury, coalesce(contenu ->> 'nom', '') || ' ' || coalesce(contenu ->> 'prenoms', '') FROM candidats ORDER BY jury, place`)
	if err != nil {
		return nil, fmt.Errorf("read candidats: %w", err)
	}
	defer lignes.Close()
	la := jury.Presents{}
	for lignes.Next() {
		var c jury.Cle
		var code, nom string
		if err := lignes.Scan(&c.Numero, &c.Inscription, &code, &nom); err != nil {
			return nil, fmt.Errorf("read candidat: %w", err)
		}
		la.Ajouter(c, nom, code)
	}
	return la, lignes.Err()
}

// quitter takes, out of the jurys that the dossier no longer has, whom it now puts
// in another. A jury that holds acts is not touched: the import is then refused.
func (b *Base) quitter(ctx context.Context, tx *sql.Tx, absents []string, jurys []jury.Dossier, auteur string) error {
	for _, code := range absents {
		ancienne, actes, err := origineDe(ctx, tx, code)
		if err != nil {
			return err
		}
		if ancienne == "" || actes > 0 {
			continue
		}
		contenu, err := origine(ctx, tx)(ancienne)
		if err != nil {
			return fmt.Errorf("read origin of %s: %w", code, err)
		}
		d, err := jury.LireOrigine(contenu)
		if err != nil {
			return err
		}
		d.Retirer(jurys)
		if _, err := b.importerJury(ctx, tx, &d, aLaFin, auteur); err != nil {
			return err
		}
	}
	return nil
}

// mouvements settles who is where once the jurys of a dossier are loaded.
func (b *Base) mouvements(ctx context.Context, tx *sql.Tx, avant jury.Presents, jurys []jury.Dossier, auteur string, r *jury.Import) error {
	codes, err := colonne(ctx, tx, "jurys", "SELECT code FROM jurys ORDER BY place")
	if err != nil {
		return err
	}
	r.Absents = jury.HorsDe(codes, jurys)
	if err := b.quitter(ctx, tx, r.Absents, jurys, auteur); err != nil {
		return err
	}
	apres, err := lirePresents(ctx, tx)
	if err != nil {
		return err
	}
	return r.Confronter(avant, apres, jurys)
}
