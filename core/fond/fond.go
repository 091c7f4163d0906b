// Package fond is the file of a workstation's base: it opens it and holds its
// folder alone, brings its tables to the present schema, runs transactions with
// synchronous=FULL, says in words what the disk refuses, makes copies and checks
// them, and reads and writes the named values of the table base by their type.
//
// It knows where a base stands and whether it is sound, not what jurys are in it:
// that is package store. Package pages, beside, reads what SQLite no longer finds.
package fond

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite" // the SQLite driver, pure Go
	sqlite3 "modernc.org/sqlite/lib"

	"delib/core/examen"
	"delib/core/fichier"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is the version of the tables that this program reads and writes.
const Schema = 2

// Names of the files of a workstation's folder.
const (
	FichierBase   = "delib.sqlite"
	fichierVerrou = "delib.verrou"
	DossierCopies = "copies"
)

// Fond is the open file of a base. Its methods may be called from several goroutines.
type Fond struct {
	db      *sql.DB
	verrou  *flock.Flock // nil for a file that is worked on beside
	dossier string
	poste   string
	avant   string // its name until this opening, when it changed
	cle     ed25519.PrivateKey
	horloge func() time.Time

	copie sync.Mutex // one copy at a time
}

// Options of an opening.
type Options struct {
	Creer   bool             // make the base when there is none
	Horloge func() time.Time // dates copies; time.Now by default
	Machine func() Machine   // tells this computer from others; CetteMachine by default
}

// Ouvrir opens the base of a folder, and holds the folder alone until Fermer.
func Ouvrir(ctx context.Context, dossier string, o Options) (*Fond, error) {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	if o.Machine == nil {
		o.Machine = CetteMachine
	}
	chemin := filepath.Join(dossier, FichierBase)
	if err := examinerDossier(dossier); err != nil {
		return nil, err
	}
	if _, err := os.Stat(chemin); errors.Is(err, os.ErrNotExist) && !o.Creer {
		return nil, examen.Refuser(examen.CodeBase, fmt.Sprintf("Il n’y a pas encore de base dans « %s ».", dossier),
			"Importez d’abord un dossier de centre, ou vérifiez le dossier de données.").Par(examen.Faire(examen.GesteImporter),
			examen.Faire(examen.GesteAutreDossier))
	}
	if err := fichier.CreerDossier(dossier); err != nil {
		return nil, RefusDossier(dossier, err)
	}
	verrou, err := Verrouiller(ctx, dossier)
	if err != nil {
		return nil, err
	}
	f := &Fond{dossier: dossier, horloge: o.Horloge, verrou: verrou}
	if err = reserver(chemin); err == nil {
		err = f.ouvrir(ctx, chemin)
	}
	if err == nil {
		err = f.situer(ctx, o.Machine())
	}
	if err != nil {
		_ = f.Fermer() // the reason why it did not open is the one to tell
		return nil, err
	}
	for _, suffixe := range []string{SuffixeNeuve, SuffixeEnCours} {
		_ = os.Remove(chemin + suffixe) // of a rescue that stopped before it moved anything: this base went on
	}
	return f, nil
}

// OuvrirPiece opens a base that is worked on beside, in a folder of its own that
// no other program knows, and makes it when there is none.
func OuvrirPiece(ctx context.Context, chemin string) (*Fond, error) {
	f := &Fond{dossier: filepath.Dir(chemin), horloge: time.Now}
	if err := f.ouvrir(ctx, chemin); err != nil {
		_ = f.Fermer() // the reason why it did not open is the one to tell
		return nil, err
	}
	return f, nil
}

// reserver makes a file that only its owner reads, for SQLite to fill: left to
// itself it makes one that everybody on the computer may read.
func reserver(chemin string) error {
	_, err := os.Stat(chemin)
	neuf := errors.Is(err, os.ErrNotExist)
	f, err := os.OpenFile(chemin, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return RefusDossier(filepath.Dir(chemin), err)
	}
	if err := f.Close(); err != nil || !neuf {
		return err
	}
	fichier.GraverNoms(filepath.Dir(chemin)) // SQLite syncs the file, not a name that was there before it
	return nil
}

// RefusDossier says why a folder of data cannot be used.
func RefusDossier(dossier string, err error) *examen.Refus {
	return examen.Refuser(examen.CodeBase,
		fmt.Sprintf("Le dossier de données « %s » n’est pas utilisable : %s.", dossier, cmp.Or(fichier.Raison(err), "il ne peut pas être écrit")),
		"Libérez de la place, ou rétablissez le droit d’y écrire, puis recommencez ; ou choisissez un autre dossier.").Par(examen.Faire(examen.GesteAutreDossier))
}

// Verrouiller takes a folder for this process alone.
func Verrouiller(ctx context.Context, dossier string) (*flock.Flock, error) {
	verrou := flock.New(filepath.Join(dossier, fichierVerrou))
	attente, annuler := context.WithTimeout(ctx, 500*time.Millisecond)
	defer annuler()
	pris, err := verrou.TryLockContext(attente, 50*time.Millisecond)
	switch {
	case pris:
		return verrou, nil
	case err == nil || errors.Is(err, context.DeadlineExceeded):
		return nil, examen.Refuser(examen.CodeBase, fmt.Sprintf("Délib est déjà ouvert sur le dossier « %s ».", dossier),
			"Fermez l’autre fenêtre ou l’autre commande, puis recommencez.")
	}
	return nil, RefusDossier(dossier, err)
}

// LectureSeule opens a file that nobody writes, and makes none beside it.
const LectureSeule = "mode=ro&immutable=1"

// Adresse names a file to SQLite. Forward slashes and escapes: a path with a space,
// a '#' or an accent stays a path.
func Adresse(chemin, parametres string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(chemin)}).EscapedPath() + "?" + parametres
}

func (f *Fond) ouvrir(ctx context.Context, chemin string) error {
	// A checkpoint after each commit: whoever copies the file alone, or removes the log
	// beside it, has every act. It adds about a millisecond to an act on an SSD.
	dsn := Adresse(chemin,
		"_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(1)&_pragma=foreign_keys(ON)&_txlock=immediate")
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return fmt.Errorf("open replica: %w", err)
	}
	f.db = db
	db.SetMaxOpenConns(1)
	version, err := examinerFichier(ctx, db, chemin)
	if err != nil {
		return err
	}
	if version > Schema {
		return examen.Refuser(examen.CodeBase,
			fmt.Sprintf("La base « %s » a été écrite par une version plus récente de Délib (schéma %d, connu ici : %d).", chemin, version, Schema),
			"Ouvrez-la avec cette version plus récente : rien n’a été changé.")
	}
	if err := f.migrer(ctx, version, Schema, lireMigration); err != nil {
		return err
	}
	return f.LirePoste(ctx)
}

// migrer brings the tables to the present schema, one transaction a step, after
// a copy of the base as it was.
func (f *Fond) migrer(ctx context.Context, version, vers int, script func(int) ([]byte, error)) error {
	if version > 0 && version < vers {
		if _, err := f.Copier(ctx, fmt.Sprintf("avant-schema-%d", vers)); err != nil {
			return err
		}
	}
	for v := version + 1; v <= vers; v++ {
		script, err := script(v)
		if err != nil {
			return fmt.Errorf("migration %d: %w", v, err)
		}
		err = f.Dans(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return err
			}
			if v == 1 {
				if err := creerPoste(ctx, tx); err != nil {
					return err
				}
			}
			_, err := tx.ExecContext(ctx, "PRAGMA user_version = "+strconv.Itoa(v))
			return err
		})
		if err != nil {
			return fmt.Errorf("migration %d: %w", v, err)
		}
	}
	if version < vers { // the key and the tables reach the file: its log alone does not hold them
		if _, err := f.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			return fmt.Errorf("checkpoint: %w", f.Traduire(err))
		}
	}
	return nil
}

func lireMigration(v int) ([]byte, error) {
	return migrations.ReadFile(fmt.Sprintf("migrations/%03d.sql", v))
}

// Requete is what reading needs: a base or a transaction.
type Requete interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Dans runs faire in one transaction, and says in words why the disk refused it.
func (f *Fond) Dans(ctx context.Context, faire func(*sql.Tx) error) error {
	return f.Traduire(f.transaction(ctx, faire))
}

// Traduire turns what SQLite says of the disk into a Refus.
func (f *Fond) Traduire(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	rien := "Rien n’a été enregistré de cet acte, et rien de ce qui l’était n’est perdu. "
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return examen.Refuser(examen.CodeBase, "Le disque est plein : l’acte n’a pas pu être enregistré.", rien+"Libérez de la place, puis recommencez.")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return examen.Refuser(examen.CodeBase, "Le dossier de données est en lecture seule : l’acte n’a pas pu être enregistré.",
			rien+"Rétablissez le droit d’y écrire, ou choisissez un autre dossier.").Par(examen.Faire(examen.GesteAutreDossier))
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		if fichier.Plein(f.dossier) {
			return examen.Refuser(examen.CodeBase, "Le disque est plein : l’acte n’a pas pu être enregistré.", rien+"Libérez de la place, puis recommencez.")
		}
		return examen.Refuser(examen.CodeBase, "Le disque ne répond pas bien : l’acte n’a pas pu être enregistré.",
			rien+"Vérifiez le disque, copiez le dossier de données ailleurs, puis recommencez.")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return examen.Refuser(examen.CodeBase, "La base est abîmée : l’acte n’a pas pu être enregistré.",
			"Ne l’effacez pas. Fermez Délib et rouvrez-le : il proposera de la reconstruire.").Par(examen.Faire(examen.GesteSecourir))
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return examen.Refuser(examen.CodeBase, "Un autre programme occupe la base.", rien+"Fermez-le, puis recommencez.")
	}
	return err
}

func (f *Fond) transaction(ctx context.Context, faire func(*sql.Tx) error) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := faire(tx); err != nil {
		_ = tx.Rollback() // the reason of faire is the one to tell
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// QueryContext reads rows of the base.
func (f *Fond) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return f.db.QueryContext(ctx, query, args...)
}

// QueryRowContext reads one row of the base.
func (f *Fond) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return f.db.QueryRowContext(ctx, query, args...)
}

// ExecContext changes one thing that is whole by itself; what belongs together is
// done in Dans.
func (f *Fond) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return f.db.ExecContext(ctx, query, args...)
}

// Dossier gives the folder of the base.
func (f *Fond) Dossier() string { return f.dossier }

// Fermer closes the base and frees the folder.
func (f *Fond) Fermer() error {
	var err error
	if f.db != nil {
		err = f.db.Close()
	}
	if f.verrou != nil {
		err = errors.Join(err, f.verrou.Unlock())
	}
	return err
}
