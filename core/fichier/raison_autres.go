//go:build !windows

package fichier

import "syscall"

// pleins are what the system says of a disk or a quota that is full.
var pleins = map[syscall.Errno]bool{syscall.ENOSPC: true, syscall.EDQUOT: true}
