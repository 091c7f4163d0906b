package fichier

import "strings"

// unc tells whether a Windows path names a machine: \\serveur\partage, or the
// same written \\?\UNC\serveur\partage. \\?\C:\… and \\.\… are of this one.
func unc(chemin string) bool {
	c := strings.ReplaceAll(chemin, "/", `\`)
	if !strings.HasPrefix(c, `\\`) {
		return false
	}
	c = strings.ToUpper(c)
	return strings.HasPrefix(c, `\\?\UNC\`) || !strings.HasPrefix(c, `\\?\`) && !strings.HasPrefix(c, `\\.\`)
}
