package poste

import (
	"path/filepath"
	"strings"
)

// Cle is a USB key, or another disk that can be taken out.
type Cle struct{ Nom, Dossier string }

// clesMontees gives the keys of a list of mounts (proc(5)): what a desktop mounts for
// the person stands under /media or /run/media.
func clesMontees(montages string) []Cle {
	var cs []Cle
	for _, l := range strings.Split(montages, "\n") {
		champs := strings.Fields(l)
		if len(champs) < 2 {
			continue
		}
		d := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\134`, `\`).Replace(champs[1])
		if strings.HasPrefix(d, "/media/") || strings.HasPrefix(d, "/run/media/") {
			cs = append(cs, Cle{filepath.Base(d), d})
		}
	}
	return cs
}
