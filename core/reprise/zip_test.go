package reprise

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"delib/core/examen"
)

// entreeForgee is an entry of a ZIP whose header says what it likes of its content.
type entreeForgee struct {
	nom     string
	dit     uint64
	contenu []byte
}

func zipForge(t *testing.T, es ...entreeForgee) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range es {
		if e.contenu == nil {
			if _, err := z.CreateHeader(&zip.FileHeader{Name: e.nom}); err != nil {
				t.Fatal(err)
			}
			continue
		}
		var serre bytes.Buffer
		f, err := flate.NewWriter(&serre, flate.BestSpeed)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.contenu); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: e.nom, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(e.contenu), CompressedSize64: uint64(serre.Len()), UncompressedSize64: e.dit,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(serre.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	chemin := filepath.Join(t.TempDir(), "plan.zip")
	if err := os.WriteFile(chemin, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return chemin
}

// TestAHostilePlanIsBounded: what a file says of its size, or hides of it, never makes
// the program take more memory than a plan de secours needs.
func TestAHostilePlanIsBounded(t *testing.T) {
	vaste := func(nom string, octets int64) string { // without a byte on the disk
		chemin := filepath.Join(t.TempDir(), nom)
		f, err := os.Create(chemin)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(octets); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		return chemin
	}
	entree := func(n int, dit uint64) entreeForgee {
		return entreeForgee{fmt.Sprintf("reprise/%d.json", n), dit, []byte("{}")}
	}
	var total, foule []entreeForgee
	for n := range 5 {
		total = append(total, entree(n, 60<<20))
	}
	for n := range maxEntrees + 1 {
		foule = append(foule, entreeForgee{nom: fmt.Sprint("x", n)})
	}
	for nom, c := range map[string]struct{ chemin, dit string }{
		"one jury":          {zipForge(t, entree(1, maxParJury+1)), "trop grandes"},
		"all of them":       {zipForge(t, total...), "trop grandes"},
		"more than it says": {zipForge(t, entreeForgee{"reprise/1.json", 10, make([]byte, 1<<20)}), "abîmé"},
		"many entries":      {zipForge(t, foule...), "ZIP lisible"},
		"a vast archive":    {vaste("x.zip", maxArchives+1), "trop grand"},
		"a vast file":       {vaste("x.json", maxParJury+1), "trop grand"},
	} {
		textes, err := LireFichier(c.chemin, nil)
		if examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), c.dit) || textes != nil {
			t.Errorf("%s: %d texts, %v", nom, len(textes), err)
		}
	}
	if textes, err := LireFichier(zipForge(t, entree(1, 2), entree(2, 2)), nil); err != nil || len(textes) != 2 {
		t.Errorf("a plan: %d texts, %v", len(textes), err)
	}
}
