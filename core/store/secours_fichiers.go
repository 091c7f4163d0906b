package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond/pages"
)

// deplacer moves a base and its log to a folder of their own; the log goes with
// it, for beside another base it would be that one's.
func deplacer(dossier, cote string) error {
	for _, suffixe := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Rename(filepath.Join(dossier, FichierBase+suffixe), filepath.Join(cote, FichierBase+suffixe)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return refusDossier(dossier, err)
		}
	}
	return nil
}

// copierBase copies a base and its log; one that is not there is no fault.
func copierBase(de, vers string) error {
	for _, suffixe := range []string{"", "-wal"} {
		if err := copierFichier(de+suffixe, vers+suffixe); err != nil && !errors.Is(err, os.ErrNotExist) {
			return refusCopie(err)
		}
	}
	return nil
}

// releverBase copies a base and its log as far as the disk can read them, and gives
// the number of pages that it cannot. The log of a base that was set aside may have
// stayed where it was.
func releverBase(de, journal, vers string) (illisibles int, err error) {
	if existe(de + "-wal") {
		journal = de + "-wal"
	}
	for _, f := range []struct{ de, vers string }{{de, vers}, {journal, vers + "-wal"}} {
		n, err := relever(f.de, f.vers)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return 0, refusCopie(err)
		}
		illisibles += n
	}
	return illisibles, nil
}

// relever copies a file page by page; one that the disk cannot read stays zero.
func relever(de, vers string) (illisibles int, err error) {
	source, err := os.Open(de)
	if err != nil {
		return 0, err
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return 0, err
	}
	f, err := os.OpenFile(vers, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	page := make([]byte, pages.DefaultSize)
	for o := int64(0); o < info.Size() && err == nil; o += pages.DefaultSize {
		clear(page)
		n, lecture := source.ReadAt(page, o)
		if lecture != nil && !errors.Is(lecture, io.EOF) {
			illisibles, n = illisibles+1, int(min(pages.DefaultSize, info.Size()-o))
		}
		_, err = f.WriteAt(page[:n], o)
	}
	return illisibles, errors.Join(err, f.Sync(), f.Close())
}

func copierFichier(de, vers string) (err error) {
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

func refusPlace() error {
	return examen.Refuser(examen.CodeBase, "Le disque est plein : la base n’a pas pu être examinée jusqu’au bout.",
		"Rien n’a été changé. Libérez de la place sur le disque (quatre fois la taille de la base), puis recommencez.")
}

func refusCopie(err error) error {
	return examen.Refuser(examen.CodeBase, fmt.Sprintf("La base n’a pas pu être relue ou recopiée : %s.", cmp.Or(fichier.Raison(err), "le disque ne répond pas bien")),
		"Rien n’a été changé. Libérez de la place sur le disque (quatre fois la taille de la base), vérifiez le droit d’écrire, puis recommencez.")
}
