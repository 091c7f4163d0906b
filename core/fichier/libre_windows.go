package fichier

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// Libre gives the bytes that may still be written on the disk of a folder.
func Libre(dossier string) (uint64, error) {
	nom, err := windows.UTF16PtrFromString(dossier)
	if err != nil {
		return 0, fmt.Errorf("read free space: %w", err)
	}
	var libre uint64
	if err := windows.GetDiskFreeSpaceEx(nom, &libre, nil, nil); err != nil {
		return 0, fmt.Errorf("read free space: %w", err)
	}
	return libre, nil
}
