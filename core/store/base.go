// Package store is the workstation's replica: a SQLite base that holds what
// came with the dossiers (origines), what was done (journal), and the jurys as
// they are now, which can be rebuilt from the two.
//
// It has one write path for a jury: Agir, which judges an act, appends it to
// the hash-chained and signed journal and changes the projection in one
// transaction, synchronous=FULL. The journal refuses UPDATE and DELETE.
//
// It holds no rule: package decision judges, package jury applies.
package store

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/base64"
	"encoding/json"
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
	"delib/core/jury"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is the version of the tables that this program reads and writes.
const Schema = 2

// Names of the files of a workstation's folder.
const (
	FichierBase   = "delib.sqlite"
	fichierVerrou = "delib.verrou"
	dossierCopies = "copies"
)

// Base is an open replica. Its methods may be called from several goroutines.
type Base struct {
	db          *sql.DB
	verrou      *flock.Flock
	dossier     string
	poste       string
	cle         ed25519.PrivateKey
	horloge     func() time.Time
	application string
	phrase      func(nom string) (string, error)

	copie     sync.Mutex // one copy at a time
	acces     sync.Mutex
	identifie string // who last gave his passphrase
}

// Options of an opening.
type Options struct {
	Creer       bool             // make the base when there is none
	Horloge     func() time.Time // dates acts; time.Now by default
	Application string           // program and version, written in each act
	// Phrase asks a user for his passphrase; it is not called on a base without users.
	Phrase func(nom string) (string, error)
}

// Ouvrir opens the replica of a folder, and holds the folder alone until Fermer.
func Ouvrir(ctx context.Context, dossier string, o Options) (*Base, error) {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	chemin := filepath.Join(dossier, FichierBase)
	if err := examinerDossier(dossier); err != nil {
		return nil, err
	}
	if _, err := os.Stat(chemin); errors.Is(err, os.ErrNotExist) && !o.Creer {
		return nil, examen.Refuser(examen.CodeBase, fmt.Sprintf("Il n’y a pas encore de base dans « %s ».", dossier),
			"Importez d’abord un dossier de centre, ou vérifiez le dossier de données.").Par(examen.Faire(examen.GesteImporter), examen.Faire(examen.GesteAutreDossier))
	}
	if err := os.MkdirAll(dossier, 0o700); err != nil {
		return nil, refusDossier(dossier, err)
	}
	b := &Base{dossier: dossier, horloge: o.Horloge, application: o.Application, phrase: o.Phrase}
	if err := b.verrouiller(ctx); err != nil {
		return nil, err
	}
	err := reserver(chemin)
	if err == nil {
		err = b.ouvrir(ctx, chemin)
	}
	if err != nil {
		b.Fermer()
		return nil, err
	}
	for _, suffixe := range []string{suffixeNeuve, suffixeEnCours} {
		_ = os.Remove(chemin + suffixe) // of a rescue that stopped before it moved anything: this base went on
	}
	return b, nil
}

// reserver makes a file that only its owner reads, for SQLite to fill: left to
// itself it makes one that everybody on the computer may read.
func reserver(chemin string) error {
	f, err := os.OpenFile(chemin, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return refusDossier(filepath.Dir(chemin), err)
	}
	return f.Close()
}

func refusDossier(dossier string, err error) *examen.Refus {
	return examen.Refuser(examen.CodeBase, fmt.Sprintf("Le dossier de données « %s » n’est pas utilisable : %s.", dossier, cmp.Or(fichier.Raison(err), "il ne peut pas être écrit")),
		"Libérez de la place, ou rétablissez le droit d’y écrire, puis recommencez ; ou choisissez un autre dossier.").Par(examen.Faire(examen.GesteAutreDossier))
}

// verrouiller takes the folder for this process alone.
func (b *Base) verrouiller(ctx context.Context) error {
	b.verrou = flock.New(filepath.Join(b.dossier, fichierVerrou))
	attente, annuler := context.WithTimeout(ctx, 500*time.Millisecond)
	defer annuler()
	pris, err := b.verrou.TryLockContext(attente, 50*time.Millisecond)
	switch {
	case pris:
		return nil
	case err == nil || errors.Is(err, context.DeadlineExceeded):
		return examen.Refuser(examen.CodeBase, fmt.Sprintf("Délib est déjà ouvert sur le dossier « %s ».", b.dossier),
			"Fermez l’autre fenêtre ou l’autre commande, puis recommencez.")
	}
	return refusDossier(b.dossier, err)
}

// lectureSeule opens a file that nobody writes, and makes none beside it.
const lectureSeule = "mode=ro&immutable=1"

// adresse names a file to SQLite. Forward slashes and escapes: a path with a space,
// a '#' or an accent stays a path.
func adresse(chemin, parametres string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(chemin)}).EscapedPath() + "?" + parametres
}

func (b *Base) ouvrir(ctx context.Context, chemin string) error {
	// A checkpoint after each commit: whoever copies the file alone, or removes the log
	// beside it, has every act. It adds about a millisecond to an act on an SSD.
	dsn := adresse(chemin, "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(1)&_pragma=foreign_keys(ON)&_txlock=immediate")
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return fmt.Errorf("open replica: %w", err)
	}
	b.db = db
	db.SetMaxOpenConns(1)
	version, err := examinerFichier(ctx, db, chemin)
	if err != nil {
		return err
	}
	if version > Schema {
		return examen.Refuser(examen.CodeBase, fmt.Sprintf("La base « %s » a été écrite par une version plus récente de Délib (schéma %d, connu ici : %d).", chemin, version, Schema),
			"Ouvrez-la avec cette version plus récente : rien n’a été changé.")
	}
	if err := b.migrer(ctx, version, Schema, lireMigration); err != nil {
		return err
	}
	return b.lirePoste(ctx)
}

// migrer brings the tables to the present schema, one transaction a step, after
// a copy of the base as it was.
func (b *Base) migrer(ctx context.Context, version, vers int, script func(int) ([]byte, error)) error {
	if version > 0 && version < vers {
		if _, err := b.Copier(ctx, fmt.Sprintf("avant-schema-%d", vers)); err != nil {
			return err
		}
	}
	for v := version + 1; v <= vers; v++ {
		script, err := script(v)
		if err != nil {
			return fmt.Errorf("migration %d: %w", v, err)
		}
		err = b.dans(ctx, func(tx *sql.Tx) error {
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
		if _, err := b.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			return fmt.Errorf("checkpoint: %w", b.traduire(err))
		}
	}
	return nil
}

func lireMigration(v int) ([]byte, error) {
	return migrations.ReadFile(fmt.Sprintf("migrations/%03d.sql", v))
}

// creerPoste makes the workstation's key; its id is drawn from the public key,
// so that one cannot be changed without the other.
func creerPoste(ctx context.Context, tx *sql.Tx) error {
	publique, privee, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	return ecrireBase(ctx, tx, map[string]string{
		"poste": jury.IDPoste(publique), "cle_publique": base64.StdEncoding.EncodeToString(publique),
		"cle_privee": base64.StdEncoding.EncodeToString(privee.Seed()), "tete": "0 ",
	})
}

// changerPoste gives the workstation a new identity and keeps the public key and
// the last act of the one before. A base that goes back to a copy must not sign
// a second history under the rank of acts that may have been seen elsewhere.
func (b *Base) changerPoste(ctx context.Context, branche int) error {
	return b.dans(ctx, func(tx *sql.Tx) error {
		tete, err := lireBase(ctx, tx, "tete")
		if err != nil {
			return fmt.Errorf("read head: %w", err)
		}
		cle, err := lireBase(ctx, tx, "cle_publique")
		if err != nil {
			return fmt.Errorf("read key: %w", err)
		}
		if err := ecrireBase(ctx, tx, map[string]string{"cle " + b.poste: cle, "tete " + b.poste: tete, baseBranche: strconv.Itoa(branche)}); err != nil {
			return err
		}
		return creerPoste(ctx, tx)
	})
}

func ecrireBase(ctx context.Context, tx *sql.Tx, valeurs map[string]string) error {
	for nom, valeur := range valeurs {
		if _, err := tx.ExecContext(ctx, "INSERT INTO base (nom, valeur) VALUES (?, ?) ON CONFLICT (nom) DO UPDATE SET valeur = excluded.valeur", nom, valeur); err != nil {
			return fmt.Errorf("write base %s: %w", nom, err)
		}
	}
	return nil
}

// requete is what reading needs: a base or a transaction.
type requete interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func lireBase(ctx context.Context, q requete, nom string) (string, error) {
	var v string
	err := q.QueryRowContext(ctx, "SELECT valeur FROM base WHERE nom = ?", nom).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

func (b *Base) lirePoste(ctx context.Context) error {
	graine, err := lireBase(ctx, b.db, "cle_privee")
	if err != nil {
		return fmt.Errorf("read key: %w", err)
	}
	octets, err := base64.StdEncoding.DecodeString(graine)
	if err != nil || len(octets) != ed25519.SeedSize {
		return Abimer(b.dossier, "- la clé de ce poste est illisible")
	}
	b.cle = ed25519.NewKeyFromSeed(octets)
	b.poste, err = lireBase(ctx, b.db, "poste")
	return err
}

// dans runs f in one transaction, and says in words why the disk refused it.
func (b *Base) dans(ctx context.Context, f func(*sql.Tx) error) error {
	return b.traduire(b.transaction(ctx, f))
}

// traduire turns what SQLite says of the disk into a Refus.
func (b *Base) traduire(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	rien := "Rien n’a été enregistré de cet acte, et rien de ce qui l’était n’est perdu. "
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return examen.Refuser(examen.CodeBase, "Le disque est plein : l’acte n’a pas pu être enregistré.", rien+"Libérez de la place, puis recommencez.")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return examen.Refuser(examen.CodeBase, "Le dossier de données est en lecture seule : l’acte n’a pas pu être enregistré.", rien+"Rétablissez le droit d’y écrire, ou choisissez un autre dossier.").Par(examen.Faire(examen.GesteAutreDossier))
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		if fichier.Plein(b.dossier) {
			return examen.Refuser(examen.CodeBase, "Le disque est plein : l’acte n’a pas pu être enregistré.", rien+"Libérez de la place, puis recommencez.")
		}
		return examen.Refuser(examen.CodeBase, "Le disque ne répond pas bien : l’acte n’a pas pu être enregistré.", rien+"Vérifiez le disque, copiez le dossier de données ailleurs, puis recommencez.")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return examen.Refuser(examen.CodeBase, "La base est abîmée : l’acte n’a pas pu être enregistré.", "Ne l’effacez pas. Fermez Délib et rouvrez-le : il proposera de la reconstruire.").Par(examen.Faire(examen.GesteSecourir))
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return examen.Refuser(examen.CodeBase, "Un autre programme occupe la base.", rien+"Fermez-le, puis recommencez.")
	}
	return err
}

func (b *Base) transaction(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the reason of f is the one to tell
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Poste gives the id of this workstation.
func (b *Base) Poste() string { return b.poste }

// Dossier gives the folder of this workstation.
func (b *Base) Dossier() string { return b.dossier }

// Fermer closes the base and frees the folder.
func (b *Base) Fermer() error {
	var err error
	if b.db != nil {
		err = b.db.Close()
	}
	return errors.Join(err, b.verrou.Unlock())
}

// Centre gives what all the jurys share; a Refus when nothing was imported yet.
func (b *Base) Centre(ctx context.Context) (*jury.Centre, error) { return centre(ctx, b.db) }

func centre(ctx context.Context, q requete) (*jury.Centre, error) {
	texte, err := lireBase(ctx, q, "centre")
	if err != nil {
		return nil, fmt.Errorf("read centre: %w", err)
	}
	if texte == "" {
		return nil, examen.Refuser(examen.CodeBase, "Aucun dossier de centre n’a encore été importé.", "Importez le dossier ZIP reçu de l’académie.")
	}
	var c jury.Centre
	if err := json.Unmarshal([]byte(texte), &c); err != nil {
		return nil, fmt.Errorf("decode centre: %w", err)
	}
	return &c, nil
}
