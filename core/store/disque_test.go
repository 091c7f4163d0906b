package store

import (
	"context"
	"strings"
	"testing"

	"delib/core/dossier/dossiertest"
	"delib/core/examen"
)

// TestDiskFull: the limit of the file stands for a disk without room. The act is
// refused in words, nothing is half done, and work goes on once there is room.
func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	b, err := Ouvrir(ctx, t.TempDir(), Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	var pages int
	if err := b.db.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := b.db.ExecContext(ctx, "PRAGMA max_page_count = 40"); err != nil {
		t.Fatal(err)
	}
	c := dossiertest.Fabriquer(2, 60)
	_, err = b.Importer(ctx, c.Centre, c.Jurys, "x")
	if examen.CodeDe(err) != examen.CodeBase || !strings.Contains(err.Error(), "disque est plein") {
		t.Fatalf("%v", err)
	}
	v, err := b.Verifier(ctx)
	if err != nil || len(v.Fautes) > 0 || v.Actes != 0 {
		t.Fatalf("%+v %v", v, err)
	}
	if _, err := b.db.ExecContext(ctx, "PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Importer(ctx, c.Centre, c.Jurys, "x"); err != nil {
		t.Fatal(err)
	}
}
