package activite

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWhatAZIPHolds(t *testing.T) {
	autre := filepath.Join(t.TempDir(), "autre.zip")
	if err := os.WriteFile(autre, []byte("rien"), 0o600); err != nil {
		t.Fatal(err)
	}
	for chemin, veut := range map[string]string{
		"../dossier/testdata/dossier-bts-2023-06-0250001R.zip": "BTS 2023-06 · du 06/06/2023 · LP NELSON MANDELA – AUDINCOURT CEDEX (0250001R)",
		autre:                          "",
		filepath.Join(autre, "absent"): "",
	} {
		if s := QueContient(chemin); s != veut {
			t.Errorf("%s: %q", chemin, s)
		}
	}
}
