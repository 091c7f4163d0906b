//go:build !windows

package ecran

import (
	"os/exec"
	"runtime"
)

// OuvrirAvecLeSysteme opens a file with the program that the desktop gives to its kind.
func OuvrirAvecLeSysteme(chemin string) error {
	if runtime.GOOS == "darwin" {
		return exec.Command("open", chemin).Run()
	}
	return exec.Command("xdg-open", chemin).Run()
}
