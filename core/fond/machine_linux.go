package fond

import (
	"os"
	"strings"
)

// nomMachine gives what systemd or dbus made at the installation.
func nomMachine() string {
	for _, chemin := range []string{"/etc/machine-id", "/var/lib/dbus/machine-id"} {
		if texte, err := os.ReadFile(chemin); err == nil && len(strings.TrimSpace(string(texte))) == 32 {
			return strings.TrimSpace(string(texte))
		}
	}
	return ""
}
