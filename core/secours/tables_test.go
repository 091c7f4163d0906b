package secours

import (
	"context"
	"slices"
	"strings"
	"testing"

	"delib/core/fond"
)

// TestRescueKnowsEveryTable: a rescue copies every table of the schema with all
// its columns, or makes it again; a new one must be said here.
func TestRescueKnowsEveryTable(t *testing.T) {
	ctx := context.Background()
	b, err := fond.Ouvrir(ctx, t.TempDir(), fond.Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	lignes, err := b.QueryContext(ctx,
		"SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid")
	if err != nil {
		t.Fatal(err)
	}
	defer lignes.Close()
	colonnes := map[string][]string{}
	for lignes.Next() {
		var table, colonne string
		if err := lignes.Scan(&table, &colonne); err != nil {
			t.Fatal(err)
		}
		colonnes[table] = append(colonnes[table], colonne)
	}
	if err := lignes.Err(); err != nil || len(colonnes) < 10 {
		t.Fatalf("%d tables, %v", len(colonnes), err)
	}
	connues := map[string]bool{"base": true, "origines": true, "journal": true, "jurys": true, "candidats": true} // read or made apart
	for _, g := range tablesGardees {
		connues[g.nom] = true
		if veut := strings.Join(colonnes[g.nom], ", "); g.colonnes != veut {
			t.Errorf("%s: %q, want %q", g.nom, g.colonnes, veut)
		}
	}
	for table := range colonnes {
		if !connues[table] && !slices.Contains([]string{"sqlite_sequence"}, table) {
			t.Errorf("a rescue would lose the table %s", table)
		}
	}
}
