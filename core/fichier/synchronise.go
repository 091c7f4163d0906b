package fichier

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"delib/core/examen"
)

// racinesOneDrive are the variables under which Windows names OneDrive's folders.
var racinesOneDrive = []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"}

// marques are what a service leaves at the root of the folder that it keeps the
// same on several computers: a pattern, and whether it names a folder.
var marques = []struct {
	motif   string
	dossier bool
	service string
}{
	{".849C9593-D756-4E56-8D6E-42412F2A707B", false, "OneDrive"},
	{".dropbox", false, "Dropbox"}, // ~/.dropbox, its settings, is a folder
	{".dropbox.cache", true, "Dropbox"},
	{".tmp.drivedownload", true, "Google Drive"},
	{".sync_*.db", false, "Nextcloud"},
	{"._sync_*.db", false, "Nextcloud"},
	{".stfolder", true, "Syncthing"},
	{".SynologyWorkingDirectory", true, "Synology Drive"},
}

// refuserSynchronise refuses a data folder that a service such as OneDrive copies
// to other computers: it would carry the base off between two of its files, bring
// an older one back, or give two workstations one identity.
func refuserSynchronise(dossier string) error {
	service := Synchronise(dossier)
	if service == "" {
		return nil
	}
	return examen.Refuser(examen.CodeBase,
		fmt.Sprintf(
			"Le dossier de données « %s » est dans un dossier que %s synchronise : la base pourrait y être remplacée par une plus ancienne, et des notes perdues.",
			dossier, service),
		"Déplacez-le dans un dossier de ce poste que rien ne synchronise, et nommez-le ; "+conseilLocal+" Les documents produits peuvent, eux, y aller.").Par(
		examen.Faire(examen.GesteAutreDossier), examen.Faire(examen.GesteAutreSortie))
}

// Synchronise names the service that keeps a folder, which need not exist yet, the
// same on several computers; "" when none is seen.
func Synchronise(dossier string) string {
	absolu, err := filepath.Abs(dossier)
	if err != nil {
		return ""
	}
	if reel, err := ancetre(absolu); err == nil {
		absolu = reel // what does not exist yet would be made under it
	}
	for _, v := range racinesOneDrive {
		if r := os.Getenv(v); filepath.IsAbs(r) && dans(absolu, r) {
			return "OneDrive"
		}
	}
	for d := absolu; ; d = filepath.Dir(d) {
		if service := marqueDe(d); service != "" || d == filepath.Dir(d) {
			return service
		}
	}
}

// Dans tells whether a path, which need not exist yet, lies in a folder, links
// followed.
func Dans(chemin, dossier string) (bool, error) {
	var reels [2]string
	for i, c := range []string{chemin, dossier} {
		absolu, err := filepath.Abs(c)
		if err != nil {
			return false, fmt.Errorf("resolve folder: %w", err)
		}
		existant, err := ancetre(absolu)
		if err != nil {
			return false, fmt.Errorf("resolve folder: %w", err)
		}
		reels[i] = existant
	}
	if dans(reels[0], reels[1]) {
		return true, nil
	}
	la, err := os.Stat(reels[1])
	if err != nil {
		return false, nil // nothing can be in it
	}
	for d := reels[0]; ; d = filepath.Dir(d) { // under another name: a bind mount, a letter given to a folder
		if ici, err := os.Stat(d); err == nil && os.SameFile(ici, la) {
			return true, nil
		}
		if d == filepath.Dir(d) {
			return false, nil
		}
	}
}

func dans(chemin, racine string) bool {
	r, err := filepath.Rel(racine, chemin)
	return err == nil && r != ".." && !strings.HasPrefix(r, ".."+string(filepath.Separator))
}

// marqueDe names the service whose mark a folder bears. The folder is read once:
// this runs at each start.
func marqueDe(dossier string) string {
	entrees, err := os.ReadDir(dossier)
	if err != nil {
		return ""
	}
	for _, m := range marques {
		for _, e := range entrees {
			if ok, err := filepath.Match(m.motif, e.Name()); err == nil && ok && e.IsDir() == m.dossier {
				return m.service
			}
		}
	}
	return ""
}
