package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	b.copie.Lock() // the exchange copies too, beside the person's acts
	defer b.copie.Unlock()
	dir := filepath.Join(b.dossier, dossierCopies)
	debut, err := preparerCopie(dir, nom, b.horloge())
	if err != nil {
		return "", err
	}
	enCours := debut + enCours
	if err = reserver(enCours); err == nil {
		if _, err = b.db.ExecContext(ctx, "VACUUM INTO ?", enCours); err != nil || !saine(ctx, enCours) {
			err = examen.Refuser(examen.CodeBase, "La copie de sûreté de la base n’a pas pu être faite.",
				"Vérifiez la place libre sur le disque, puis recommencez. La base elle-même n’a pas été touchée.")
		}
	}
	if err != nil {
		_ = os.Remove(enCours) // half a copy is worse than none
		return "", err
	}
	if err := nommerCopie(dir, nom, debut); err != nil {
		return "", err
	}
	return debut + ".sqlite", nil
}

// enCours ends the name of a copy that is not whole yet: no reader takes it.
const enCours = ".en-cours"

// preparerCopie gives the path, without its end, of a copy to be made.
func preparerCopie(dir, nom string, quand time.Time) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", refusDossier(dir, err)
	}
	restes, err := fichier.Chercher(dir, "*"+enCours+"*")
	if err != nil {
		return "", refusDossier(dir, err)
	}
	for _, r := range restes {
		_ = os.Remove(r) // of a program that was stopped
	}
	base := filepath.Join(dir, nom+"-"+quand.Format("20060102-150405"))
	debut := base
	for i := 2; ; i++ {
		if _, err := os.Lstat(debut + ".sqlite"); errors.Is(err, os.ErrNotExist) {
			return debut, nil
		}
		debut = fmt.Sprintf("%s-%02d", base, i)
	}
}

// nommerCopie gives a copy that is whole its name; then the oldest of its kind go.
// One that cannot go stays: it is no reason to refuse what was asked.
func nommerCopie(dir, nom, debut string) error {
	if err := os.Rename(debut+enCours, debut+".sqlite"); err != nil {
		return refusDossier(dir, err)
	}
	eclaircir(dir, nom, debut+".sqlite")
	return nil
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
	db, err := sql.Open("sqlite", adresse(chemin, lectureSeule))
	if err != nil {
		return false
	}
	defer db.Close()
	var dit string
	return db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&dit) == nil && dit == "ok"
}

// eclaircir removes the oldest copies of a name but the one just made, whose date
// is before the others' when a clock went back; names sort by date.
func eclaircir(dir, nom, faite string) {
	copies, err := fichier.Chercher(dir, nom+"-*.sqlite")
	if err != nil {
		return
	}
	copies = slices.DeleteFunc(copies, func(c string) bool { return c == faite })
	for len(copies) >= gardees {
		_ = os.Remove(copies[0])
		copies = copies[1:]
	}
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
		return nil, refusDossier(filepath.Join(dossier, dossierCopies), err)
	}
	var cs []Copie
	for _, c := range chemins {
		info, err := os.Stat(c)
		if err != nil || !info.Mode().IsRegular() {
			continue // a link to nothing, a folder: no copy of ours
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

// trouverCopie gives a copy of a folder by its name; aide says what to do when it
// is not there.
func trouverCopie(dossier, nom, aide string) (Copie, error) {
	cs, err := Copies(dossier)
	if err != nil {
		return Copie{}, err
	}
	i := slices.IndexFunc(cs, func(c Copie) bool { return c.Nom == nom })
	if i < 0 {
		return Copie{}, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("La copie « %s » n’existe pas.", nom), aide).Par(examen.Lister(examen.ListeCopies))
	}
	return cs[i], nil
}

func copieAbimee(nom string) error {
	return examen.Refuser(examen.CodeBase, fmt.Sprintf("La copie « %s » est abîmée.", nom), "Choisissez-en une autre. Rien n’a été changé.")
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
	for _, c := range append(slices.Clone(cotes), filepath.Join(dossier, dossierCopies), filepath.Join(dossier, FichierBase)) {
		if info, err := os.Lstat(c); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return examen.Refuser(examen.CodeBase, fmt.Sprintf("« %s » est un lien : ce qu’il désigne ne serait pas effacé.", c),
				"Rien n’a été effacé. Remettez à cette place ce que le lien désigne, puis recommencez.")
		}
	}
	chemin := filepath.Join(dossier, FichierBase)
	if err := balayerTravaux(dossier); err != nil {
		return err
	}
	cotes = append(cotes, chemin+suffixeEnCours, chemin+suffixeNeuve, filepath.Join(dossier, dossierCopies), chemin+"-journal", chemin+"-wal", chemin+"-shm", chemin)
	for _, c := range cotes {
		if err := os.RemoveAll(c); err != nil {
			return refusDossier(c, err)
		}
	}
	return nil
}

// balayerTravaux removes what a rescue or a return to a copy that was stopped had
// prepared: copies, never the only place of an act.
func balayerTravaux(dossier string) error {
	travaux, err := fichier.Chercher(dossier, prefixeTravail+"*")
	if err != nil {
		return refusDossier(dossier, err)
	}
	for _, t := range travaux {
		if strings.Trim(strings.TrimPrefix(filepath.Base(t), prefixeTravail), "0123456789") != "" {
			continue // somebody else's: ours end with figures
		}
		if err := os.RemoveAll(t); err != nil {
			return refusDossier(t, err)
		}
	}
	return nil
}
