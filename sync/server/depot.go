package server

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite" // the embedded base, pure Go
	sqlite3 "modernc.org/sqlite/lib"

	"delib/core/fichier"
)

//go:embed schema.sql
var schema string

// Schema is the version of the server's tables.
const Schema = 1

// Depot is the server's base: SQLite, or PostgreSQL for several servers beside
// each other. Both hold the same tables and run the same sentences.
type Depot struct {
	db       *sql.DB
	postgres bool
	// Valider ends a transaction; a test puts another in its place.
	Valider func(*sql.Tx) error
}

// OuvrirSQLite opens the embedded base of a file, made if there is none.
func OuvrirSQLite(ctx context.Context, chemin string) (*Depot, error) {
	// SQLite by itself would make a file that everybody on the computer may read; it
	// holds marks, and the académie's keys.
	if f, err := os.OpenFile(chemin, os.O_CREATE|os.O_RDWR, 0o600); err == nil {
		_ = f.Close()
		fichier.GraverNoms(filepath.Dir(chemin)) // SQLite syncs the file, not a name that was there before it
	}
	db, err := sql.Open("sqlite", "file:"+echapper(chemin)+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open base: %w", err)
	}
	db.SetMaxOpenConns(4)
	return creerTables(ctx, db, false)
}

func echapper(chemin string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(chemin)
}

// OuvrirPostgres takes a PostgreSQL base whose driver the program brought.
func OuvrirPostgres(ctx context.Context, db *sql.DB) (*Depot, error) {
	return creerTables(ctx, db, true)
}

func creerTables(ctx context.Context, db *sql.DB, postgres bool) (*Depot, error) {
	d := &Depot{db: db, postgres: postgres, Valider: (*sql.Tx).Commit}
	script := schema
	if postgres {
		script = strings.ReplaceAll(script, "BLOB", "BYTEA")
	}
	err := d.dans(ctx, func(tx *sql.Tx) error {
		if postgres { // two instances that start at once make the tables one after the other
			if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(7241)"); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, script); err != nil {
			return err
		}
		v, err := d.lire(ctx, tx, "schema")
		if err != nil {
			return err
		}
		if n, _ := strconv.Atoi(v); n > Schema {
			return fmt.Errorf("schema %d, %d known", n, Schema)
		}
		return d.ecrire(ctx, tx, "schema", strconv.Itoa(Schema))
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("prepare base: %w", err), db.Close())
	}
	return d, nil
}

// Fermer closes the base.
func (d *Depot) Fermer() error { return d.db.Close() }

// q writes a sentence with the marks of the base: ? for SQLite, $1 for PostgreSQL.
func (d *Depot) q(phrase string) string {
	if !d.postgres {
		return phrase
	}
	var b strings.Builder
	n := 0
	for _, c := range phrase {
		if c == '?' {
			n++
			b.WriteString("$" + strconv.Itoa(n))
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// essais is how many times a transaction is run when another one stood in its way.
const essais = 20

// dans runs f in one transaction, again when the base asks for it.
func (d *Depot) dans(ctx context.Context, f func(*sql.Tx) error) error {
	for n := 1; ; n++ {
		err := d.une(ctx, f)
		if err == nil || n == essais || !recommencer(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(n) * 5 * time.Millisecond):
		}
	}
}

func (d *Depot) une(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the reason of f is the one to tell
		return err
	}
	if err := d.Valider(tx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// recommencer tells whether a transaction lost a race and may be run again.
func recommencer(err error) bool {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()&0xff == sqlite3.SQLITE_BUSY
	}
	var etat interface{ SQLState() string }
	return errors.As(err, &etat) && (etat.SQLState() == "40001" || etat.SQLState() == "40P01")
}

// requete is what reading needs: the base or a transaction.
type requete interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (d *Depot) lire(ctx context.Context, q requete, nom string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, d.q("SELECT valeur FROM base WHERE nom = ?"), nom).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read base %s: %w", nom, err)
	}
	return v, nil
}

func (d *Depot) ecrire(ctx context.Context, tx *sql.Tx, nom, valeur string) error {
	if _, err := tx.ExecContext(ctx, d.q("INSERT INTO base (nom, valeur) VALUES (?, ?) ON CONFLICT (nom) DO UPDATE SET valeur = excluded.valeur"), nom,
		valeur); err != nil {
		return fmt.Errorf("write base %s: %w", nom, err)
	}
	return nil
}

// parcourir runs f on each row of an answer.
func parcourir(lignes *sql.Rows, err error, f func(scan func(...any) error) error) error {
	if err != nil {
		return err
	}
	defer lignes.Close()
	for lignes.Next() {
		if err := f(lignes.Scan); err != nil {
			return err
		}
	}
	return lignes.Err()
}
