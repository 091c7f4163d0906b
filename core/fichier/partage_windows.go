package fichier

import (
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

const (
	conseilLocal  = "sans ce réglage, Délib prend %LOCALAPPDATA%\\Delib."
	lecteurReseau = 4 // DRIVE_REMOTE
)

var getDriveType = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")

// distant tells whether a path names a machine (\\serveur\partage) or a drive
// letter that Windows gave to a share.
func distant(chemin string) bool {
	if unc(chemin) {
		return true
	}
	racine, err := syscall.UTF16PtrFromString(strings.TrimPrefix(filepath.VolumeName(chemin), `\\?\`) + `\`)
	if err != nil {
		return false
	}
	genre, _, _ := getDriveType.Call(uintptr(unsafe.Pointer(racine)))
	return genre == lecteurReseau
}
