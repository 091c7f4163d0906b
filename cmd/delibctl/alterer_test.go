package main

import (
	"database/sql"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// alterer changes the base behind the program's back: alterer SQL.
func alterer(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(ts.Getenv("DELIB_BASE"), "delib.sqlite")))
	ts.Check(err)
	for _, q := range args {
		_, err := db.Exec(q)
		ts.Check(err)
	}
	ts.Check(db.Close())
}

// casser damages the file of the base: casser en-tete|disparue.
func casser(ts *testscript.TestScript, _ bool, args []string) {
	chemin := filepath.Join(ts.Getenv("DELIB_BASE"), "delib.sqlite")
	if len(args) != 1 {
		ts.Fatalf("casser en-tete|disparue")
	}
	if args[0] == "disparue" {
		ts.Check(os.Remove(chemin))
		return
	}
	texte, err := os.ReadFile(chemin)
	ts.Check(err)
	clear(texte[:4096])
	ts.Check(os.WriteFile(chemin, texte, 0o600))
}
