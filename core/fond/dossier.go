package fond

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond/pages"
	"delib/core/jury"
)

// Names of what a rescue or a return to a copy makes in a workstation's folder.
const (
	PrefixeCote    = "mise-de-cote-"
	PrefixeTravail = "secours-"
	SuffixeNeuve   = ".neuve"               // of a base that is whole and about to take its place
	SuffixeEnCours = SuffixeNeuve + EnCours // of one that is being written
	FichierRapport = "rapport.txt"          // the account, beside what was set aside
)

// Presente tells whether a folder holds a base, or what is left of one.
func Presente(dossier string) bool {
	chemin := filepath.Join(dossier, FichierBase)
	return Existe(chemin) || Existe(filepath.Join(dossier, DossierCopies)) || Existe(chemin+SuffixeNeuve) || Existe(chemin+"-wal") ||
		len(MisesDeCote(dossier)) > 0
}

// Existe tells whether there is something at a path.
func Existe(chemin string) bool {
	_, err := os.Stat(chemin)
	return err == nil
}

// SauvetageInacheve tells whether the last base set aside has no account beside it:
// a person, or a version of before accounts, put it there.
func SauvetageInacheve(dossier string) bool {
	cotes := MisesDeCote(dossier)
	if len(cotes) == 0 {
		return false
	}
	return !Existe(filepath.Join(filepath.Dir(cotes[len(cotes)-1]), FichierRapport))
}

// MisesDeCote gives the bases that were set aside, the latest last.
func MisesDeCote(dossier string) []string {
	cotes, err := fichier.Chercher(dossier, PrefixeCote+"*")
	if err != nil {
		return nil // a folder that cannot be read says so when it is opened
	}
	for i := range cotes {
		cotes[i] = filepath.Join(cotes[i], FichierBase)
	}
	return slices.DeleteFunc(cotes, func(c string) bool { return !Existe(c) })
}

// EcrireSur writes a file down to the disk.
func EcrireSur(chemin string, texte []byte) error {
	f, err := os.OpenFile(chemin, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(texte)
	return errors.Join(err, f.Sync(), f.Close())
}

// CopierBase copies a base and its log; one that is not there is no fault.
func CopierBase(de, vers string) error {
	for _, suffixe := range []string{"", "-wal"} {
		if err := CopierFichier(de+suffixe, vers+suffixe); err != nil && !errors.Is(err, os.ErrNotExist) {
			return RefusCopie(err)
		}
	}
	return nil
}

// CopierFichier copies a file down to the disk.
func CopierFichier(de, vers string) (err error) {
	source, err := os.Open(de)
	if err != nil {
		return err
	}
	defer source.Close()
	f, err := os.OpenFile(vers, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, source)
	return errors.Join(err, f.Sync(), f.Close())
}

// RefusCopie says why a base could not be read or copied.
func RefusCopie(err error) error {
	return examen.Refuser(examen.CodeBase,
		fmt.Sprintf("La base n’a pas pu être relue ou recopiée : %s.", cmp.Or(fichier.Raison(err), "le disque ne répond pas bien")),
		"Rien n’a été changé. Libérez de la place sur le disque (quatre fois la taille de la base), vérifiez le droit d’écrire, puis recommencez.")
}

// Effacer removes the base of a folder, its copies and what was set aside, and
// nothing else. No program may hold the folder.
func Effacer(ctx context.Context, dossier string) error {
	verrou, err := Verrouiller(ctx, dossier)
	if err != nil {
		return err
	}
	defer verrou.Unlock()
	cotes, err := fichier.Chercher(dossier, PrefixeCote+"*")
	if err != nil {
		return fmt.Errorf("list set-aside bases: %w", err)
	}
	for _, c := range append(slices.Clone(cotes), filepath.Join(dossier, DossierCopies), filepath.Join(dossier, FichierBase)) {
		if info, err := os.Lstat(c); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return examen.Refuser(examen.CodeBase, fmt.Sprintf("« %s » est un lien : ce qu’il désigne ne serait pas effacé.", c),
				"Rien n’a été effacé. Remettez à cette place ce que le lien désigne, puis recommencez.")
		}
	}
	chemin := filepath.Join(dossier, FichierBase)
	if err := BalayerTravaux(dossier); err != nil {
		return err
	}
	cotes = append(cotes, chemin+SuffixeEnCours, chemin+SuffixeNeuve, filepath.Join(dossier, DossierCopies), chemin+"-journal", chemin+"-wal", chemin+"-shm",
		chemin)
	for _, c := range cotes {
		if err := os.RemoveAll(c); err != nil {
			return RefusDossier(c, err)
		}
	}
	return nil
}

// BalayerTravaux removes what a rescue or a return to a copy that was stopped had
// prepared: copies, never the only place of an act.
func BalayerTravaux(dossier string) error {
	travaux, err := fichier.Chercher(dossier, PrefixeTravail+"*")
	if err != nil {
		return RefusDossier(dossier, err)
	}
	for _, t := range travaux {
		if strings.Trim(strings.TrimPrefix(filepath.Base(t), PrefixeTravail), "0123456789") != "" {
			continue // somebody else's: ours end with figures
		}
		if err := os.RemoveAll(t); err != nil {
			return RefusDossier(t, err)
		}
	}
	return nil
}

// LirePages gives the rows that stand in the pages of a base and of its log.
func LirePages(chemin string, prendre func(pages.Row)) {
	fichier, err := os.ReadFile(chemin)
	if err != nil {
		fichier = nil // the log may hold something by itself
	}
	journal, err := os.ReadFile(chemin + "-wal")
	if err != nil {
		journal = nil
	}
	pages.Read(fichier, journal, prendre)
}

// LireActe reads a row of the journal, and gives with the act the hash that the row
// says it has.
func LireActe(r pages.Row) (ordre int64, s jury.ActeScelle, empreinte string, ok bool) {
	if len(r.Values) != 9 || r.ID <= 0 {
		return 0, s, "", false
	}
	contenu, ok1 := r.Values[6].([]byte)
	empreinte, ok2 := r.Values[7].(string)
	signature, ok3 := r.Values[8].([]byte)
	return r.ID, jury.ActeScelle{Contenu: contenu, Signature: signature}, empreinte, ok1 && ok2 && ok3
}
