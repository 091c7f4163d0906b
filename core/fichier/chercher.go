package fichier

import (
	"errors"
	"os"
	"path/filepath"
)

// Chercher gives the paths of what a folder holds under a pattern, sorted; nothing
// when the folder is not there. The folder's own name is no pattern: « élèves [1] »
// is a folder like another.
func Chercher(dossier, motif string) ([]string, error) {
	entrees, err := os.ReadDir(dossier)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var chemins []string
	for _, e := range entrees {
		ok, err := filepath.Match(motif, e.Name())
		if err != nil {
			return nil, err
		}
		if ok {
			chemins = append(chemins, filepath.Join(dossier, e.Name()))
		}
	}
	return chemins, nil
}
