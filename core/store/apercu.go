package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Apercu is what a data folder holds, read without opening it: another program
// may have it open.
type Apercu struct {
	Centre   *jury.Centre // nil when nothing was imported
	Jurys    int
	Le       time.Time // of the last act; zero when there is none
	Reglages map[string]string
}

// Apercevoir reads what a data folder holds; it changes nothing and takes no lock.
func Apercevoir(ctx context.Context, dossier string) (*Apercu, error) {
	chemin := filepath.Join(dossier, fond.FichierBase)
	if !fond.Existe(chemin) {
		return nil, examen.Refuser(examen.CodeBase, fmt.Sprintf("Il n’y a pas de base dans « %s ».", dossier), "")
	}
	mode := "mode=ro"
	if !fond.Existe(chemin+"-wal") && !fond.Existe(chemin+"-shm") {
		mode = "immutable=1" // nobody has it open: no file is made beside it
	}
	db, err := sql.Open("sqlite", fond.Adresse(chemin, mode+"&_pragma=busy_timeout(1000)&_pragma=query_only(1)"))
	if err != nil {
		return nil, fmt.Errorf("look into replica: %w", err)
	}
	db.SetMaxOpenConns(1)
	a, err := apercevoir(ctx, db)
	if err := errors.Join(err, db.Close()); err != nil {
		return nil, fmt.Errorf("look into replica: %w", err)
	}
	return a, nil
}

func apercevoir(ctx context.Context, db *sql.DB) (*Apercu, error) {
	a := &Apercu{Reglages: map[string]string{}}
	var err error
	if a.Centre, err = fond.Centre.Lire(ctx, db); err != nil {
		return nil, err
	}
	var contenu []byte
	err = db.QueryRowContext(ctx, "SELECT contenu FROM journal ORDER BY ordre DESC LIMIT 1").Scan(&contenu)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	if acte, err := (jury.ActeScelle{Contenu: contenu}).Lire(); err == nil {
		if t, err := time.Parse(time.RFC3339, acte.Horodatage); err == nil {
			a.Le = t
		}
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM jurys").Scan(&a.Jurys); err != nil {
		return nil, err
	}
	lignes, err := db.QueryContext(ctx, "SELECT nom, valeur FROM reglages")
	if err != nil {
		return nil, err
	}
	defer lignes.Close()
	for lignes.Next() {
		var nom, valeur string
		if err := lignes.Scan(&nom, &valeur); err != nil {
			return nil, err
		}
		a.Reglages[nom] = valeur
	}
	return a, lignes.Err()
}
