package server

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	"delib/core/examen"
	"delib/core/fichier"
)

// tables in the order in which they are copied.
var tables = []string{"base", "centres", "origines", "jurys", "postes", "actes", "preuves", "codes"}

// Sauvegarder copies the whole base, as it is at one instant, to a SQLite file
// that is not there yet. It serves meanwhile. The copy is marked: a server that
// starts on it begins another generation, so that every workstation offers again
// what was answered since.
func (s *Serveur) Sauvegarder(ctx context.Context, chemin string) error {
	if _, err := os.Stat(chemin); err == nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("Le fichier « %s » existe déjà.", chemin),
			"Choisissez un autre nom : une sauvegarde n’en remplace pas une autre.")
	}
	neuf := chemin + ".neuf"
	_ = os.Remove(neuf) // of a copy that was cut short
	copie, err := OuvrirSQLite(ctx, neuf)
	if err != nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("La sauvegarde ne peut pas être écrite dans « %s ».", chemin),
			"Vérifiez le dossier, le droit d’y écrire et la place libre.")
	}
	err = copier(ctx, s.depot, copie)
	if err == nil {
		err = copie.dans(ctx, func(tx *sql.Tx) error { return copie.ecrire(ctx, tx, baseCopie, "1") })
	}
	if err == nil {
		_, err = copie.db.ExecContext(ctx, "PRAGMA journal_mode = DELETE") // one file, nothing beside it
	}
	if err = errors.Join(err, copie.Fermer()); err == nil {
		err = fichier.Renommer(neuf, chemin)
	}
	if err != nil {
		_ = os.Remove(neuf)
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

// Restaurer fills an empty base with a copy that Sauvegarder made.
func Restaurer(ctx context.Context, d *Depot, chemin string) error {
	if _, err := os.Stat(chemin); err != nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("La sauvegarde « %s » n’existe pas.", chemin), "Vérifiez le chemin.")
	}
	var n int
	if err := d.db.QueryRowContext(ctx, "SELECT count(*) FROM centres").Scan(&n); err != nil {
		return fmt.Errorf("read base: %w", err)
	}
	if n > 0 {
		return examen.Refuser(examen.CodeBase, "La base où restaurer n’est pas vide.",
			"Rien n’a été changé. Restaurez dans un nouveau dossier ou une nouvelle base PostgreSQL.").Par(examen.Faire(examen.GesteAutreDossier))
	}
	copie, err := OuvrirSQLite(ctx, chemin)
	if err != nil {
		return examen.Refuser(examen.CodeFichier, fmt.Sprintf("« %s » n’est pas une sauvegarde de ce serveur.", chemin), "Vérifiez le chemin.")
	}
	err = d.dans(ctx, func(tx *sql.Tx) error {
		for _, t := range tables {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+t); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = copier(ctx, copie, d)
	}
	return errors.Join(err, copie.Fermer())
}

// copier copies all the rows of a base to an empty one, from one reading.
func copier(ctx context.Context, de, vers *Depot) error {
	lecture, err := de.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: isolation(de)})
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer lecture.Rollback() // a reading has nothing to keep
	return vers.dans(ctx, func(tx *sql.Tx) error {
		for _, t := range tables {
			if err := copierTable(ctx, lecture, tx, vers, t); err != nil {
				return fmt.Errorf("copy %s: %w", t, err)
			}
		}
		return nil
	})
}

func isolation(d *Depot) sql.IsolationLevel {
	if d.postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault // one snapshot is what SQLite always gives
}

func copierTable(ctx context.Context, de, vers *sql.Tx, d *Depot, table string) error {
	lignes, err := de.QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return err
	}
	colonnes, err := lignes.Columns()
	if err != nil {
		return errors.Join(err, lignes.Close())
	}
	phrase := d.q("INSERT INTO " + table + " (" + strings.Join(colonnes, ", ") + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(colonnes)),
		", ") + ") ON CONFLICT DO NOTHING")
	if table == "base" {
		phrase = strings.Replace(phrase, "DO NOTHING", "(nom) DO UPDATE SET valeur = excluded.valeur", 1)
	}
	return parcourir(lignes, nil, func(scan func(...any) error) error {
		valeurs, ou := make([]any, len(colonnes)), make([]any, len(colonnes))
		for i := range valeurs {
			ou[i] = &valeurs[i]
		}
		if err := scan(ou...); err != nil {
			return err
		}
		_, err := vers.ExecContext(ctx, phrase, valeurs...)
		return err
	})
}
