//go:build !windows

package poste

import (
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// impressionDuSysteme prints by CUPS, which Linux and macOS share.
func impressionDuSysteme() *Impression {
	return &Impression{Imprimantes: imprimantes, Envoyer: envoyer}
}

func imprimantes() ([]string, error) {
	lu, err := exec.Command("lpstat", "-e").Output()
	noms := strings.Fields(string(lu))
	if err != nil || len(noms) == 0 {
		return nil, refusImprimante("ce poste ne connaît aucune imprimante")
	}
	// "system default destination: NAME", in the language of the system.
	if lu, err := exec.Command("lpstat", "-d").Output(); err == nil {
		mots := strings.Fields(string(lu))
		if n := len(mots); n > 0 {
			if i := slices.Index(noms, mots[n-1]); i > 0 {
				noms = append([]string{noms[i]}, slices.Delete(noms, i, i+1)...)
			}
		}
	}
	return noms, nil
}

func envoyer(imprimante string, copies int, fichiers []string) error {
	args := append([]string{"-d", imprimante, "-n", strconv.Itoa(copies), "--"}, fichiers...)
	if lu, err := exec.Command("lp", args...).CombinedOutput(); err != nil {
		return refusImprimante(string(lu))
	}
	return nil
}
