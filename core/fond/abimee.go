package fond

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond/pages"
)

// versionImpossible is a schema that no program will write: a number beyond it
// is damage, not a newer program.
const versionImpossible = 1000

// abimee is the refusal of a base that package secours can rebuild.
type abimee struct{ refus *examen.Refus }

func (a *abimee) Error() string { return a.refus.Error() }
func (a *abimee) Unwrap() error { return a.refus }

// EstAbimee tells whether an error of Ouvrir is that of a damaged or missing
// base, which package secours may rebuild.
func EstAbimee(err error) bool {
	var a *abimee
	return errors.As(err, &a)
}

const aideAbimee = "Ne l’effacez pas. Délib peut la reconstruire depuis ce qui reste et depuis ses copies : acceptez qu’il le fasse. Rien ne sera effacé."

// Abimer gives the refusal of a base that a check found altered.
func Abimer(dossier string, details ...string) error {
	return &abimee{examen.Refuser(examen.CodeBase, fmt.Sprintf("La base de « %s » est abîmée ou a été modifiée hors de Délib.", dossier), aideAbimee,
		details...).Par(examen.Faire(examen.GesteSecourir))}
}

// examinerDossier refuses to make a new base where one has disappeared: its copies
// are there.
func examinerDossier(dossier string) error {
	chemin := filepath.Join(dossier, FichierBase)
	taille := func(c string) int64 {
		if info, err := os.Stat(c); err == nil {
			return info.Size()
		}
		return 0
	}
	if info, err := os.Stat(chemin); err == nil && !info.Mode().IsRegular() {
		return Abimer(dossier, "- « "+FichierBase+" » n’est pas un fichier")
	}
	if taille(chemin) > 0 {
		return nil
	}
	if taille(chemin+"-wal") > pages.LogHeader {
		actes := 0
		LirePages(chemin, func(r pages.Row) {
			if _, s, empreinte, ok := LireActe(r); ok && s.Empreinte() == empreinte {
				actes++
			}
		})
		if actes > 0 { // SQLite would remove the log of an empty base
			return &abimee{examen.Refuser(examen.CodeBase,
				fmt.Sprintf("La base de « %s » a disparu ou est vide, alors que son journal d’écriture contient des actes.", dossier),
				aideAbimee).Par(examen.Faire(examen.GesteSecourir))}
		}
	}
	copies, err := Copies(dossier)
	if err != nil {
		return err
	}
	if len(copies) > 0 || taille(chemin+SuffixeNeuve) > 0 || taille(chemin+SuffixeEnCours) > 0 || SauvetageInacheve(dossier) {
		return &abimee{examen.Refuser(examen.CodeBase, fmt.Sprintf("La base de « %s » a disparu ou est vide, alors que ses copies sont là.", dossier),
			aideAbimee).Par(examen.Faire(examen.GesteSecourir))}
	}
	return nil
}

// examinerFichier asks SQLite whether the pages of the file hold together, and
// gives the version of its tables.
func examinerFichier(ctx context.Context, db *sql.DB, chemin string) (version int, err error) {
	var dit string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&dit); err != nil {
		return 0, refusOuverture(chemin, err)
	}
	if dit != "ok" {
		return 0, Abimer(filepath.Dir(chemin), "- "+dit)
	}
	var tables int
	if err := errors.Join(db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
		db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables)); err != nil {
		return 0, refusOuverture(chemin, err)
	}
	if version < 0 || version > versionImpossible || version == 0 && tables > 0 {
		return 0, Abimer(filepath.Dir(chemin), "- l’en-tête du fichier")
	}
	if version > 0 {
		return version, nil
	}
	copies, err := Copies(filepath.Dir(chemin))
	if err != nil {
		return 0, err
	}
	if len(copies) > 0 {
		return 0, Abimer(filepath.Dir(chemin), "- la base est vide, alors que ses copies sont là")
	}
	return version, nil
}

// lisible tells whether the disk gives every page of a file.
func lisible(chemin string) bool {
	f, err := os.Open(chemin)
	if err != nil {
		return true // another reason, said elsewhere
	}
	defer f.Close()
	page := make([]byte, pages.DefaultSize)
	for o := int64(0); ; o += pages.DefaultSize {
		if _, err := f.ReadAt(page, o); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// refusOuverture says why a base did not open: only one that is damaged needs
// to be rebuilt.
func refusOuverture(chemin string, err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("open replica: %w", err)
	}
	rien := "Rien n’a été changé. "
	plein := func() error {
		return examen.Refuser(examen.CodeBase, "Le disque est plein : la base n’a pas pu être ouverte.", rien+"Libérez de la place, puis recommencez.")
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR:
		return Abimer(filepath.Dir(chemin), "- "+err.Error())
	case sqlite3.SQLITE_FULL:
		return plein()
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return examen.Refuser(examen.CodeBase, fmt.Sprintf("La base « %s » ne peut pas être écrite.", chemin),
			rien+"Rétablissez le droit d’écrire dans ce dossier, ou choisissez-en un autre.").Par(examen.Faire(examen.GesteAutreDossier))
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return examen.Refuser(examen.CodeBase, "Un autre programme occupe la base.", rien+"Fermez-le, puis recommencez.")
	case sqlite3.SQLITE_IOERR:
		if !lisible(chemin) {
			return Abimer(filepath.Dir(chemin), "- le disque ne peut plus lire une partie du fichier : copiez ce dossier sur un autre disque dès que possible")
		}
		if info, e := os.Stat(chemin); e == nil && info.Size()%512 != 0 {
			return Abimer(filepath.Dir(chemin), "- le fichier est coupé")
		}
		if fichier.Plein(filepath.Dir(chemin)) {
			return plein()
		}
		return examen.Refuser(examen.CodeBase, "Le disque ne répond pas bien : la base n’a pas pu être ouverte.",
			rien+"Vérifiez la place libre et le disque, copiez le dossier de données ailleurs, puis recommencez.")
	}
	return fmt.Errorf("open replica: %w", err)
}
