package pages_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"delib/core/fond/pages"
)

// pageSize is that of the files of testdata, small so that they are.
const pageSize = 512

// files gives a file that SQLite wrote, and its log. A table has forty rows, one that
// overflows its page several times, and in the log alone one more and a change:
//
//	CREATE TABLE x (a, b, c, d);
//	INSERT INTO x VALUES ('row', i times the byte i, NULL, i*i*i*i*i); -- i from 0 to 39
//	INSERT INTO x VALUES ('long', 200 times '0123456789', NULL, 1);
//	PRAGMA wal_checkpoint(TRUNCATE);
//	INSERT INTO x VALUES ('late', 500 times 'log', NULL, 2);
//	UPDATE x SET a = 'new' WHERE rowid = 7;
func files(t testing.TB) (file, log []byte) {
	t.Helper()
	file, err1 := os.ReadFile("testdata/rows.sqlite")
	log, err2 := os.ReadFile("testdata/rows.sqlite-wal")
	if err := errors.Join(err1, err2); err != nil {
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
	file, log := files(t)
	m := read(file, log)
	for i := range 40 {
		if want := "row " + strings.Repeat(string([]byte{byte(i)}), i); !has(m[int64(i+1)], want) {
			t.Errorf("row %d is not found", i+1)
		}
	}
	if !has(m[41], "long "+strings.Repeat("0123456789", 200)) {
		t.Error("a row with overflow pages is not found")
	}
	if !has(m[42], "late "+strings.Repeat("log", 500)) || !has(m[7], "new "+strings.Repeat("\x06", 6)) {
		t.Error("the log is not read")
	}
}

// TestReadWithoutTree: the rows are found although the root of their table is
// destroyed, and the head of the file with it.
func TestReadWithoutTree(t *testing.T) {
	file, log := files(t)
	clear(file[:2*pageSize])
	m := read(file, log[:pages.LogHeader+1]) // which tells the size of a page, and holds none
	if len(m) < 40 || !has(m[41], "long "+strings.Repeat("0123456789", 200)) {
		t.Errorf("%d rows", len(m))
	}
	if m := read(nil, log); !has(m[42], "late "+strings.Repeat("log", 500)) {
		t.Error("a log is not read by itself")
	}
}

// TestReadUncommitted: what the log holds after its last commit was never said to
// be done.
func TestReadUncommitted(t *testing.T) {
	file, log := files(t)
	const frame = 24 + pageSize
	frames := (len(log) - pages.LogHeader) / frame
	for i := range frames {
		clear(log[pages.LogHeader+i*frame+4 : pages.LogHeader+i*frame+8]) // no frame is a commit any more
	}
	if m := read(file, log); len(m[42]) > 0 || has(m[7], "new "+strings.Repeat("\x06", 6)) {
		t.Error("a row that was never committed is given")
	}
}

// bounded reads whatever a disk gives: nothing panics, and no row is made of more bytes
// than there are.
func bounded(t *testing.T, file, log []byte) {
	t.Helper()
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
}

// TestReadDamaged: bytes changed at random, each time others.
func TestReadDamaged(t *testing.T) {
	file, log := files(t)
	for range 2000 {
		f, l := bytes.Clone(file), bytes.Clone(log)
		for range 1 + rand.IntN(30) {
			f[rand.IntN(len(f))], l[rand.IntN(len(l))] = byte(rand.IntN(256)), byte(rand.IntN(256))
		}
		bounded(t, f[:rand.IntN(len(f)+1)], l[:rand.IntN(len(l)+1)])
		bounded(t, f, l)
	}
}

func FuzzRead(f *testing.F) {
	file, log := files(f)
	f.Add(file, log)
	f.Add(file[:100], []byte{})
	f.Add([]byte{}, log)
	f.Add(bytes.Repeat([]byte{0x0d, 0xff}, 256), []byte("x"))
	f.Fuzz(bounded)
}

// TestARingOfPages: a row whose overflow pages lead back to one another says that it is
// very long. It is given up once each page was read, not when it is as long as it says.
func TestARingOfPages(t *testing.T) {
	file := make([]byte, 3*pageSize)
	binary.BigEndian.PutUint16(file[16:], pageSize)
	leaf := file[pageSize : 2*pageSize]
	leaf[0] = 0x0d
	binary.BigEndian.PutUint16(leaf[3:], 1) // one cell
	binary.BigEndian.PutUint16(leaf[8:], 20)
	copy(leaf[20:], []byte{0x82, 0x80, 0x80, 0x00, 1}) // 4 MiB long, row 1; then what is local
	// The number of the next page follows what is local, whose length the format gives.
	total, least := 4<<20, (pageSize-12)*32/255-23
	local := least + (total-least)%(pageSize-4)
	if local > pageSize-35 {
		local = least
	}
	binary.BigEndian.PutUint32(leaf[25+local:], 3)
	binary.BigEndian.PutUint32(file[2*pageSize:], 3) // after which comes itself
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	pages.Read(file, nil, func(r pages.Row) { t.Errorf("row %d", r.ID) })
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes were read of three pages", n)
	}
}
