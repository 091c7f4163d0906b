package simtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// What a history must see of the académie's base, and no program asks.

// sorts gives what became of each act that the server holds, by id.
func (m *Monde) sorts() (map[string]string, error) {
	db, err := sql.Open("sqlite", m.fichierServeur())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	lignes, err := db.QueryContext(m.ctx, "SELECT id, issue FROM actes")
	if err != nil {
		return nil, fmt.Errorf("read acts: %w", err)
	}
	defer lignes.Close()
	l := map[string]string{}
	for lignes.Next() {
		var id, issue string
		if err := lignes.Scan(&id, &issue); err != nil {
			return nil, fmt.Errorf("read act: %w", err)
		}
		l[id] = issue
	}
	return l, lignes.Err()
}

// oublierCopie makes a copy look as if it had always been the base: what a copy of the
// disk would be, which does not know that it went back in time.
func oublierCopie(ctx context.Context, chemin string) error {
	db, err := sql.Open("sqlite", chemin)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "UPDATE base SET valeur = '' WHERE nom = 'restore'")
	return errors.Join(err, db.Close())
}
