package fichier

import (
	"os"

	"golang.org/x/sys/windows"
)

// nommerSansEcraser gives a file a name that nobody has, in one operation: os.ErrExist
// when somebody has it.
func nommerSansEcraser(de, vers string) error {
	d, err := windows.UTF16PtrFromString(de)
	if err != nil {
		return err
	}
	v, err := windows.UTF16PtrFromString(vers)
	if err != nil {
		return err
	}
	if err := windows.MoveFile(d, v); err != nil {
		return &os.LinkError{Op: "rename", Old: de, New: vers, Err: err}
	}
	return nil
}
