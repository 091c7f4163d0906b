package fond

import (
	"os"
	"path/filepath"
	"runtime"
)

// DossierParDefaut gives the workstation's data folder: on the local disk and
// never in a roaming profile, which Windows copies over the network.
func DossierParDefaut() string {
	if d := os.Getenv("DELIB_BASE"); d != "" {
		return d
	}
	if runtime.GOOS == "windows" {
		if d := os.Getenv("LOCALAPPDATA"); d != "" {
			return filepath.Join(d, "Delib")
		}
	}
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "delib")
	}
	maison, err := os.UserHomeDir()
	if err != nil {
		return "delib-donnees"
	}
	return filepath.Join(maison, ".local", "share", "delib")
}
