package main

import (
	"database/sql"
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
