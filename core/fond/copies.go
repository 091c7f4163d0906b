package fond

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
func (f *Fond) Copier(ctx context.Context, nom string) (string, error) {
	f.copie.Lock() // the exchange copies too, beside the person's acts
	defer f.copie.Unlock()
	dir := filepath.Join(f.dossier, DossierCopies)
	debut, err := PreparerCopie(dir, nom, f.horloge())
	if err != nil {
		return "", err
	}
	enCours := debut + EnCours
	if err = reserver(enCours); err == nil {
		if _, err = f.db.ExecContext(ctx, "VACUUM INTO ?", enCours); err == nil {
			err = fichier.Graver(enCours)
		}
		if err != nil || !Saine(ctx, enCours) {
			err = examen.Refuser(examen.CodeBase, "La copie de sûreté de la base n’a pas pu être faite.",
				"Vérifiez la place libre sur le disque, puis recommencez. La base elle-même n’a pas été touchée.")
		}
	}
	if err != nil {
		_ = os.Remove(enCours) // half a copy is worse than none
		return "", err
	}
	if err := NommerCopie(dir, nom, debut); err != nil {
		return "", err
	}
	return debut + ".sqlite", nil
}

// EnCours ends the name of a copy that is not whole yet: no reader takes it.
const EnCours = ".en-cours"

// PreparerCopie gives the path, without its end, of a copy to be made.
func PreparerCopie(dir, nom string, quand time.Time) (string, error) {
	if err := fichier.CreerDossier(dir); err != nil {
		return "", RefusDossier(dir, err)
	}
	restes, err := fichier.Chercher(dir, "*"+EnCours+"*")
	if err != nil {
		return "", RefusDossier(dir, err)
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

// NommerCopie gives a copy that is whole its name; then the oldest of its kind go.
// One that cannot go stays: it is no reason to refuse what was asked.
func NommerCopie(dir, nom, debut string) error {
	if err := fichier.Renommer(debut+EnCours, debut+".sqlite"); err != nil {
		return RefusDossier(dir, err)
	}
	eclaircir(dir, nom, debut+".sqlite")
	return nil
}

// Saine opens a base read-only and asks it to check itself.
func Saine(ctx context.Context, chemin string) bool {
	db, err := sql.Open("sqlite", Adresse(chemin, LectureSeule))
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
	chemins, err := fichier.Chercher(filepath.Join(dossier, DossierCopies), "*.sqlite")
	if err != nil {
		return nil, RefusDossier(filepath.Join(dossier, DossierCopies), err)
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

// TrouverCopie gives a copy of a folder by its name; aide says what to do when it
// is not there.
func TrouverCopie(dossier, nom, aide string) (Copie, error) {
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

// CopieAbimee refuses a copy that is not sound.
func CopieAbimee(nom string) error {
	return examen.Refuser(examen.CodeBase, fmt.Sprintf("La copie « %s » est abîmée.", nom), "Choisissez-en une autre. Rien n’a été changé.")
}
