package secours_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/secours"
)

// TestAHoleInAJuryStopsIt: the act torn out and the one after it touch different
// marks, so that only the count of the jury's acts tells of the hole.
func TestAHoleInAJuryStopsIt(t *testing.T) {
	ctx := context.Background()
	v := vecu{dir: t.TempDir()}
	b, p := charge(t, v.dir, bts)
	avant := idsDe(t, b)
	for _, l := range []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00"), modifier("31310", "02321252217-001", "U1", "13.00"), modifier("31408",
		"02244250322-001", "U11", "14.00")} {
		if err := b.Agir(ctx, p, []jury.Lot{l}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	v.sql(t, "DROP TRIGGER journal_sans_delete", "DELETE FROM journal WHERE ordre = (SELECT max(ordre) - 2 FROM journal)", "VACUUM")
	b, s := v.secourir(t)
	if got := idsDe(t, b); len(got) != len(avant)+1 || s.NonRepris != 1 || s.ActesPerdus != 1 {
		t.Errorf("%d acts, want the one of the other jury more than %d: %+v", len(got), len(avant), s)
	}
}

// TestAForgedActStaysOut: its hash is right, its signature is another act's.
func TestAForgedActStaysOut(t *testing.T) {
	v := vivre(t, false)
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(v.base()))
	if err != nil {
		t.Fatal(err)
	}
	var s jury.ActeScelle
	if err := db.QueryRow("SELECT contenu FROM journal ORDER BY ordre DESC LIMIT 1").Scan(&s.Contenu); err != nil {
		t.Fatal(err)
	}
	s.Contenu = []byte(strings.Replace(string(s.Contenu), "14.50", "19.50", 1))
	if _, err := db.Exec("DROP TRIGGER journal_sans_update"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE journal SET contenu = ?, empreinte = ? WHERE ordre = (SELECT max(ordre) FROM journal)", s.Contenu, s.Empreinte()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, r := v.secourir(t)
	if got := idsDe(t, b); len(got) != len(v.tout)-1 || r.ActesPerdus != 1 || r.Issue != secours.SecoursReunion {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.tout)-1, r)
	}
}

// TestWhatARestoreGaveUpStaysOut: acts that a person left behind by going back to
// a copy do not come back from a later copy.
func TestWhatARestoreGaveUpStaysOut(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "tout"); err != nil { // holds what will be given up
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	cs, err := fond.Copies(v.dir)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cs, func(c fond.Copie) bool { return strings.HasPrefix(c.Nom, "avant-import") })
	if _, err := secours.Restaurer(ctx, v.dir, cs[i].Nom); err != nil {
		t.Fatal(err)
	}
	b = ouvrir(t, v.dir)
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []string{"15.00", "16.00"} {
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", x)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	v.sql(t, "DROP TRIGGER journal_sans_delete", "DELETE FROM journal WHERE ordre = (SELECT max(ordre) FROM journal)", "VACUUM")
	b, s := v.secourir(t)
	if got := idsDe(t, b); len(got) != len(v.avant)+1 || s.ActesPerdus != 1 || s.NonRepris != 0 {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.avant)+1, s)
	}
}
