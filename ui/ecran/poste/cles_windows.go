package poste

import "golang.org/x/sys/windows"

// Cles gives the USB keys that are there: the drives that can be taken out.
func Cles() []Cle {
	lecteurs, err := windows.GetLogicalDrives()
	if err != nil {
		return nil // the person names the folder
	}
	var cs []Cle
	for i := range 26 {
		if lecteurs&(1<<i) == 0 {
			continue
		}
		racine := string(rune('A'+i)) + `:\`
		if p, err := windows.UTF16PtrFromString(racine); err == nil && windows.GetDriveType(p) == windows.DRIVE_REMOVABLE {
			cs = append(cs, Cle{racine[:2], racine})
		}
	}
	return cs
}
