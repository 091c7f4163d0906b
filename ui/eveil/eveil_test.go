package eveil

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestKeepsAwake: the inhibitor is held until it is let go, once, and its absence is no fault.
func TestKeepsAwake(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system's own command is Linux's")
	}
	dir := t.TempDir()
	trace := filepath.Join(dir, "trace")
	script := "#!/bin/sh\necho tenu \"$@\" >> " + trace + "\ncat\necho rendu >> " + trace + "\n"
	if err := os.WriteFile(filepath.Join(dir, "systemd-inhibit"), []byte(script), 0o700); err != nil { //nolint:gosec // a command of the test
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	relacher := Garder("portail de secours ouvert")
	dit := func() string {
		b, err := os.ReadFile(trace)
		if err != nil {
			return ""
		}
		return string(b)
	}
	for range 100 {
		if strings.Contains(dit(), "tenu") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if v := dit(); !strings.Contains(v, "--why=portail de secours ouvert") || strings.Contains(v, "rendu") {
		t.Errorf("held: %q", v)
	}
	relacher()
	relacher()
	if v := dit(); !strings.Contains(v, "rendu") {
		t.Errorf("let go: %q", v)
	}
	t.Setenv("PATH", t.TempDir())
	Garder("x")()
}
