//go:build !windows

package fichier

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Libre gives the bytes that may still be written on the disk of a folder.
func Libre(dossier string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dossier, &s); err != nil {
		return 0, fmt.Errorf("read free space: %w", err)
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}
