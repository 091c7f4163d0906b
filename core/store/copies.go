package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fichier"
)

// gardees is how many automatic copies of a kind stay; the oldest go first.
const gardees = 10

// Copier writes a copy of the base beside it (VACUUM INTO), opens it again to
// check it, and gives its path. nom says when it was made: "avant-import". Only
// the latest copies of a name are kept.
func (b *Base) Copier(ctx context.Context, nom string) (string, error) {
	dir := filepath.Join(b.dossier, dossierCopies)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", refusDossier(dir, err)
	}
	base := filepath.Join(dir, nom+"-"+b.horloge().Format("20060102-150405"))
	chemin := base + ".sqlite"
	for i := 2; ; i++ {
		if _, err := os.Stat(chemin); errors.Is(err, os.ErrNotExist) {
			break
		}
		chemin = fmt.Sprintf("%s-%02d.sqlite", base, i)
	}
	if err := reserver(chemin); err != nil {
		return "", err
	}
	if _, err := b.db.ExecContext(ctx, "VACUUM INTO ?", chemin); err != nil || !saine(ctx, chemin) {
		_ = os.Remove(chemin) // half a copy is worse than none
		return "", examen.Refuser(examen.CodeBase, "La copie de sûreté de la base n’a pas pu être faite.",
			"Vérifiez la place libre sur le disque, puis recommencez. La base elle-même n’a pas été touchée.")
	}
	return chemin, eclaircir(dir, nom)
}

// origines counts the jurys as they came from outside.
func (b *Base) origines(ctx context.Context) (n int) {
	_ = b.db.QueryRowContext(ctx, "SELECT count(*) FROM origines").Scan(&n) // a copy too many does no harm
	return n
}

// doubler copies the base when jurys came from outside since there were avant:
// with the keys, what acts stand on is then twice on the disk, for acts alone
// can be found again in the pages of a damaged file. What came in is in the base
// whatever becomes of its copy: the next copy says what is wrong with the disk.
func (b *Base) doubler(ctx context.Context, avant int) {
	if b.origines(ctx) > avant {
		_, _ = b.Copier(ctx, "apres-import")
	}
}

// saine opens a base read-only and asks it to check itself.
func saine(ctx context.Context, chemin string) bool {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.ToSlash(chemin)}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return false
	}
	defer db.Close()
	var dit string
	return db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&dit) == nil && dit == "ok"
}

// eclaircir removes the oldest copies of a name; their names sort by date.
func eclaircir(dir, nom string) error {
	copies, err := fichier.Chercher(dir, nom+"-*.sqlite")
	if err != nil {
		return fmt.Errorf("list copies: %w", err)
	}
	for len(copies) > gardees {
		if err := os.Remove(copies[0]); err != nil {
			return fmt.Errorf("remove old copy: %w", err)
		}
		copies = copies[1:]
	}
	return nil
}

// Copie is a copy of the base that can be gone back to.
type Copie struct {
	Nom    string // file name
	Chemin string
	Le     time.Time
	Octets int64
}

// Copies gives the copies of a folder, the latest first. The base need not open:
// it is what to turn to when it does not.
func Copies(dossier string) ([]Copie, error) {
	chemins, err := fichier.Chercher(filepath.Join(dossier, dossierCopies), "*.sqlite")
	if err != nil {
		return nil, fmt.Errorf("list copies: %w", err)
	}
	var cs []Copie
	for _, c := range chemins {
		info, err := os.Stat(c)
		if err != nil {
			return nil, fmt.Errorf("list copies: %w", err)
		}
		cs = append(cs, Copie{filepath.Base(c), c, info.ModTime(), info.Size()})
	}
	slices.SortFunc(cs, func(x, y Copie) int {
		if n := y.Le.Compare(x.Le); n != 0 {
			return n
		}
		return strings.Compare(y.Nom, x.Nom)
	})
	return cs, nil
}

// Restaurer puts a copy in the place of the base of a folder that no program
// holds open. The base as it was is set aside and never deleted; the path where
// it went is given.
func Restaurer(ctx context.Context, dossier, nom string) (miseDeCote string, err error) {
	cs, err := Copies(dossier)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(cs, func(c Copie) bool { return c.Nom == nom })
	if i < 0 {
		return "", examen.Refuser(examen.CodeInconnu, fmt.Sprintf("La copie « %s » n’existe pas.", nom), "« delibctl copies » en donne la liste.")
	}
	if !saine(ctx, cs[i].Chemin) {
		return "", examen.Refuser(examen.CodeBase, fmt.Sprintf("La copie « %s » est abîmée.", nom), "Choisissez-en une autre. Rien n’a été changé.")
	}
	b := &Base{dossier: dossier, horloge: time.Now}
	if err := b.verrouiller(ctx); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, b.Fermer()) }()
	chemin := filepath.Join(dossier, FichierBase)
	texte, err := os.ReadFile(cs[i].Chemin)
	if err != nil {
		return "", fmt.Errorf("read copy: %w", err)
	}
	neuve := chemin + ".neuve"
	if err := ecrireSur(neuve, texte); err != nil {
		return "", refusDossier(dossier, err)
	}
	cote, err := mettreDeCote(dossier)
	if err != nil {
		return "", err
	}
	if err := os.Rename(neuve, chemin); err != nil {
		return "", refusDossier(dossier, err)
	}
	if err := b.ouvrir(ctx, chemin); err != nil {
		return "", err
	}
	return cote, b.changerPoste(ctx)
}

// ecrireSur writes a file down to the disk.
func ecrireSur(chemin string, texte []byte) error {
	f, err := os.OpenFile(chemin, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(texte)
	return errors.Join(err, f.Sync(), f.Close())
}

// Effacer removes the base of a folder, its copies and what was set aside, and
// nothing else. No program may hold the folder.
func Effacer(ctx context.Context, dossier string) error {
	b := &Base{dossier: dossier}
	if err := b.verrouiller(ctx); err != nil {
		return err
	}
	defer b.verrou.Unlock()
	cotes, err := fichier.Chercher(dossier, prefixeCote+"*")
	if err != nil {
		return fmt.Errorf("list set-aside bases: %w", err)
	}
	chemin := filepath.Join(dossier, FichierBase)
	travaux, err := fichier.Chercher(dossier, prefixeTravail+"*")
	if err != nil {
		return fmt.Errorf("list work folders: %w", err)
	}
	cotes = append(append(cotes, travaux...), chemin+".neuve")
	for _, c := range append(cotes, filepath.Join(dossier, dossierCopies), chemin+"-wal", chemin+"-shm", chemin) {
		if err := os.RemoveAll(c); err != nil {
			return refusDossier(c, err)
		}
	}
	return nil
}
