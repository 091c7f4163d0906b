package fichier

import (
	"errors"
	"os"
	"syscall"
)

// Raison says in a few words why the system refused a file, "" when it is for a
// reason that a person can do nothing about.
func Raison(err error) string {
	switch {
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return "vous n’avez pas le droit d’y écrire"
	case errors.Is(err, os.ErrNotExist):
		return "il n’existe pas"
	case estPlein(err):
		return "le disque est plein"
	}
	return ""
}

func estPlein(err error) bool {
	var n syscall.Errno
	return errors.As(err, &n) && pleins[n]
}

// Plein tells whether nothing more can be written in a folder, by trying.
func Plein(dossier string) bool {
	f, err := os.CreateTemp(dossier, ".delib-*.tmp")
	if err != nil {
		return estPlein(err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(make([]byte, 128<<10))
	return estPlein(errors.Join(err, f.Sync(), f.Close()))
}
