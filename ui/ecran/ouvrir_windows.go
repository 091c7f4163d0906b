package ecran

import "os/exec"

// OuvrirAvecLeSysteme opens a file with the program that Windows gives to its kind.
func OuvrirAvecLeSysteme(chemin string) error {
	return exec.Command("rundll32", "url.dll,FileProtocolHandler", chemin).Run()
}
