package pages_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // writes the files that are read here

	"delib/core/fond/pages"
)

// write makes a file with rows short, long enough to overflow, and of every kind,
// its last ones in the log alone, and gives both files.
func write(t testing.TB) (file, log []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.sqlite")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	run := func(q string, args ...any) {
		t.Helper()
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(err)
		}
	}
	run("PRAGMA journal_mode = WAL")
	run("CREATE TABLE x (a, b, c, d)")
	for i := range 200 {
		run("INSERT INTO x VALUES (?, ?, NULL, ?)", "row", bytes.Repeat([]byte{byte(i)}, i), i*i*i*i*i)
	}
	run("INSERT INTO x VALUES ('long', ?, NULL, 1)", bytes.Repeat([]byte("0123456789"), 5000))
	run("PRAGMA wal_checkpoint(TRUNCATE)")
	run("INSERT INTO x VALUES ('late', ?, NULL, 2)", bytes.Repeat([]byte("log"), 3000))
	run("UPDATE x SET a = 'new' WHERE rowid = 7")
	if file, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if log, err = os.ReadFile(path + "-wal"); err != nil {
		t.Fatal(err)
	}
	return file, log
}

func read(file, log []byte) map[int64][]string {
	m := map[int64][]string{}
	pages.Read(file, log, func(r pages.Row) {
		if len(r.Values) == 4 {
			s, _ := r.Values[0].(string)
			b, _ := r.Values[1].([]byte)
			m[r.ID] = append(m[r.ID], s+" "+string(b))
		}
	})
	return m
}

func has(rows []string, want string) bool {
	for _, r := range rows {
		if r == want {
			return true
		}
	}
	return false
}

func TestRead(t *testing.T) {
	file, log := write(t)
	m := read(file, log)
	for i := range 200 {
		if want := "row " + strings.Repeat(string([]byte{byte(i)}), i); !has(m[int64(i+1)], want) {
			t.Errorf("row %d is not found", i+1)
		}
	}
	if !has(m[201], "long "+strings.Repeat("0123456789", 5000)) {
		t.Error("a row with overflow pages is not found")
	}
	if !has(m[202], "late "+strings.Repeat("log", 3000)) || !has(m[7], "new "+strings.Repeat("\x06", 6)) {
		t.Error("the log is not read")
	}
}

// TestReadWithoutTree: the rows are found although the root of their table is
// destroyed, and the head of the file with it.
func TestReadWithoutTree(t *testing.T) {
	file, log := write(t)
	clear(file[:2*pages.DefaultSize])
	m := read(file, nil)
	if len(m) < 200 || !has(m[201], "long "+strings.Repeat("0123456789", 5000)) {
		t.Errorf("%d rows", len(m))
	}
	if m := read(nil, log); !has(m[202], "late "+strings.Repeat("log", 3000)) {
		t.Error("a log is not read by itself")
	}
}

// TestReadUncommitted: what the log holds after its last commit was never said to
// be done.
func TestReadUncommitted(t *testing.T) {
	file, log := write(t)
	const frame = 24 + pages.DefaultSize
	frames := (len(log) - pages.LogHeader) / frame
	for i := range frames {
		clear(log[pages.LogHeader+i*frame+4 : pages.LogHeader+i*frame+8]) // no frame is a commit any more
	}
	if m := read(file, log); len(m[202]) > 0 || has(m[7], "new "+strings.Repeat("\x06", 6)) {
		t.Error("a row that was never committed is given")
	}
}

// FuzzRead: whatever a disk gives, nothing panics, and no row is made of more bytes
// than there are.
func FuzzRead(f *testing.F) {
	file, log := write(f)
	f.Add(file[:8*pages.DefaultSize], log)
	f.Add(file[:100], []byte{})
	f.Add([]byte{}, log)
	f.Add(bytes.Repeat([]byte{0x0d, 0xff}, 2048), []byte("x"))
	f.Fuzz(func(t *testing.T, file, log []byte) {
		pages.Read(file, log, func(r pages.Row) {
			n := 0
			for _, v := range r.Values {
				switch v := v.(type) {
				case string:
					n += len(v)
				case []byte:
					n += len(v)
				}
			}
			if n > len(file)+len(log) {
				t.Fatalf("a row of %d bytes out of %d", n, len(file)+len(log))
			}
		})
	})
}
