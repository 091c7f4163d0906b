package fichier

import (
	"fmt"
	"os"
	"path/filepath"

	"delib/core/examen"
)

// RefuserDonnees refuses a data folder where a base cannot be safe: on a network
// share, or in a folder that a service copies to other computers.
func RefuserDonnees(dossier string) error {
	if err := refuserPartage(dossier); err != nil {
		return err
	}
	return refuserSynchronise(dossier)
}

// refuserPartage refuses a data folder that lies on a network share: there the
// locks and the memory that SQLite shares between programs are not sure, and a
// cut of the network would take the base away in the middle of an act. A folder
// that cannot be told is not refused here: its opening says what is wrong.
func refuserPartage(dossier string) error {
	if distant, err := Partage(dossier); err != nil || !distant {
		return nil
	}
	return examen.Refuser(examen.CodeBase,
		fmt.Sprintf("Le dossier de données « %s » est sur un partage réseau : une coupure du réseau pourrait y perdre des notes.", dossier),
		"Choisissez un dossier du disque de ce poste ; "+conseilLocal+" Les documents produits peuvent, eux, aller sur un partage.").Par(
		examen.Faire(examen.GesteAutreDossier), examen.Faire(examen.GesteAutreSortie))
}

// Partage tells whether a folder, which need not exist yet, lies on a network
// share, links followed.
func Partage(dossier string) (bool, error) {
	absolu, err := filepath.Abs(dossier)
	if err != nil {
		return false, err
	}
	if distant(absolu) { // before any link is followed: a share that is away cannot be asked
		return true, nil
	}
	existant, err := ancetre(absolu)
	if err != nil {
		return false, err
	}
	return distant(existant), nil
}

// ancetre gives the deepest folder of a path that exists, links resolved.
func ancetre(chemin string) (string, error) {
	for {
		reel, err := filepath.EvalSymlinks(chemin)
		parent := filepath.Dir(chemin)
		if err == nil || !os.IsNotExist(err) || parent == chemin {
			return reel, err
		}
		chemin = parent
	}
}
