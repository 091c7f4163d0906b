package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"delib/core/activite"
)

// TestEveryActivityIsACommand: its fields are flags that do not clash.
func TestEveryActivityIsACommand(t *testing.T) {
	t.Setenv("DELIB_BASE", t.TempDir())
	if len(activite.Menu()) != 24 {
		t.Errorf("%d entries; the original’s menu has 23, and one follows it", len(activite.Menu()))
	}
	for _, x := range activite.Menu() {
		var sortie, erreurs bytes.Buffer
		if code := run(context.Background(), []string{x.ID, "--n-existe-pas"}, &sortie, &erreurs); code != 2 ||
			!strings.Contains(erreurs.String(), "n-existe-pas") {
			t.Errorf("%s: exit %d, %s", x.ID, code, erreurs.String())
		}
	}
}
