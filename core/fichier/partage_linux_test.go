package fichier

import "testing"

// prendrePourPartage gives a folder that counts as a share until the test ends,
// not yet there, behind a file system of its own.
func prendrePourPartage(t *testing.T) string {
	const proc = 0x9FA0 // linux/magic.h
	reseaux[proc] = true
	t.Cleanup(func() { delete(reseaux, proc) })
	return "/proc/self/delib"
}
