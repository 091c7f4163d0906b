package fichier

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// nommerSansEcraser gives a file a name that nobody has, in one operation: os.ErrExist
// when somebody has it, errPasIci when this disk cannot.
func nommerSansEcraser(de, vers string) error {
	err := unix.Renameat2(unix.AT_FDCWD, de, unix.AT_FDCWD, vers, unix.RENAME_NOREPLACE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOTSUP):
		return errPasIci
	}
	return &os.LinkError{Op: "rename", Old: de, New: vers, Err: err}
}
