//go:build !windows && !linux

package fichier

const conseilLocal = "demandez un dossier local à l’assistance."

// distant knows no share on this system.
func distant(string) bool { return false }
