//go:build !linux

package fichier

import (
	"runtime"
	"testing"
)

// prendrePourPartage gives a path that names another machine.
func prendrePourPartage(t *testing.T) string {
	if runtime.GOOS != "windows" {
		t.Skip("no share is known on this system")
	}
	return `\\serveur\notes\delib`
}
