package secours

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/fond/pages"
)

// deplacer moves a base and its log to a folder of their own; the log goes with
// it, for beside another base it would be that one's.
func deplacer(dossier, cote string) error {
	for _, suffixe := range []string{"", "-wal", "-shm", "-journal"} {
		if err := fichier.Renommer(filepath.Join(dossier, fond.FichierBase+suffixe), filepath.Join(cote, fond.FichierBase+suffixe)); err != nil &&
			!errors.Is(err, os.ErrNotExist) {
			return fond.RefusDossier(dossier, err)
		}
	}
	return nil
}

// releverBase copies a base and its log as far as the disk can read them, and gives
// the number of pages that it cannot. The log of a base that was set aside may have
// stayed where it was.
func releverBase(de, journal, vers string) (illisibles int, err error) {
	if fond.Existe(de + "-wal") {
		journal = de + "-wal"
	}
	for _, f := range []struct{ de, vers string }{{de, vers}, {journal, vers + "-wal"}} {
		n, err := relever(f.de, f.vers)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return 0, fond.RefusCopie(err)
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

func refusPlace() error {
	return examen.Refuser(examen.CodeBase, "Le disque est plein : la base n’a pas pu être examinée jusqu’au bout.",
		"Rien n’a été changé. Libérez de la place sur le disque (quatre fois la taille de la base), puis recommencez.")
}
