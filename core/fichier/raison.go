package fichier

import (
	"errors"
	"os"
	"syscall"
)

// Raison says in a few words why the system refused a file, "" when it is for a
// reason that a person can do nothing about.
func Raison(err error) string {
	var n syscall.Errno
	switch {
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return "vous n’avez pas le droit d’y écrire"
	case errors.Is(err, os.ErrNotExist):
		return "il n’existe pas"
	case errors.As(err, &n) && pleins[n]:
		return "le disque est plein"
	}
	return ""
}

// Plein tells whether nothing more can be written in a folder, by trying.
func Plein(dossier string) bool {
	f, err := os.CreateTemp(dossier, ".delib-*.tmp")
	if err != nil {
		return Raison(err) == "le disque est plein"
	}
	defer os.Remove(f.Name())
	_, err = f.Write(make([]byte, 128<<10))
	return Raison(errors.Join(err, f.Sync(), f.Close())) == "le disque est plein"
}
