// Package pages reads the rows that still stand in the pages of a SQLite file and
// of its write-ahead log, without the tree that leads to them: what a damaged file
// holds although SQLite no longer finds it. It knows the file format
// (https://www.sqlite.org/fileformat2.html), and nothing of what rows mean: whoever
// takes them must know by itself which are true.
//
// It is pure, and no input makes it panic.
package pages

import "encoding/binary"

// DefaultSize is the size of a page that SQLite gives a new file.
const DefaultSize = 4096

// LogHeader is the size of the head of a write-ahead log: a log that is no longer
// than that holds nothing.
const LogHeader = 32

// Other sizes of a SQLite file, as its file format gives them.
const (
	fileHeader  = 100
	frameHeader = 24
	tableLeaf   = 0x0d // first byte of a page that holds the rows of a table
)

// Row is one row: its number, and its texts (string), blobs ([]byte) and nulls
// (nil). A number other than that of the row is given as int64(0).
type Row struct {
	ID     int64
	Values []any
}

// reader holds the pages of a file.
type reader struct {
	size  int
	pages map[uint32][]byte // as the log leaves them
	file  map[uint32][]byte // as the file has them
	take  func(Row)
}

// Read gives take every row that stands in a file and its log, either of which may
// be empty. A row may come more than once: what a page held before the log, after.
func Read(file, log []byte, take func(Row)) {
	r := &reader{size: pageSize(file, log), pages: map[uint32][]byte{}, file: map[uint32][]byte{}, take: take}
	for n := 0; (n+1)*r.size <= len(file); n++ {
		p := file[n*r.size : (n+1)*r.size]
		r.file[uint32(n+1)], r.pages[uint32(n+1)] = p, p
	}
	frames := r.frames(log)
	for _, f := range frames {
		r.pages[f.number] = f.page
	}
	for n, p := range r.file {
		r.readPage(n, p, r.file)
		r.readPage(n, p, r.pages)
	}
	for _, f := range frames {
		r.readPage(f.number, f.page, r.pages)
	}
}

// pageSize reads the size of a page, which is a power of two; a damaged header
// leaves the default.
func pageSize(file, log []byte) int {
	n := 0
	if len(file) > 18 {
		if n = int(binary.BigEndian.Uint16(file[16:])); n == 1 {
			n = 1 << 16
		}
	}
	if (n < 512 || n&(n-1) != 0) && len(log) > LogHeader {
		n = int(binary.BigEndian.Uint32(log[8:]))
	}
	if n < 512 || n > 1<<16 || n&(n-1) != 0 {
		return DefaultSize
	}
	return n
}

type frame struct {
	number uint32
	page   []byte
}

// frames gives the pages of the log up to its last commit: what follows was
// never said to be done.
func (r *reader) frames(log []byte) (fs []frame) {
	end := 0
	for i := LogHeader; i+frameHeader+r.size <= len(log); i += frameHeader + r.size {
		fs = append(fs, frame{binary.BigEndian.Uint32(log[i:]), log[i+frameHeader : i+frameHeader+r.size]})
		if binary.BigEndian.Uint32(log[i+4:]) != 0 && string(log[i+8:i+16]) == string(log[16:24]) {
			end = len(fs)
		}
	}
	return fs[:end]
}

func (r *reader) readPage(number uint32, p []byte, pages map[uint32][]byte) {
	start := 0
	if number == 1 {
		start = fileHeader
	}
	if p[start] != tableLeaf {
		return
	}
	n := int(binary.BigEndian.Uint16(p[start+3:]))
	for i := range n {
		at := start + 8 + 2*i
		if at+2 > len(p) {
			return
		}
		if o := int(binary.BigEndian.Uint16(p[at:])); o < len(p) {
			if id, values := r.readCell(p, o, pages); values != nil {
				r.take(Row{id, values})
			}
		}
	}
}

// varint reads a SQLite number; 0 bytes when it does not fit.
func varint(p []byte) (int64, int) {
	var v uint64
	for i := 0; i < 9 && i < len(p); i++ {
		if i == 8 {
			return int64(v<<8 | uint64(p[i])), 9
		}
		v = v<<7 | uint64(p[i]&0x7f)
		if p[i]&0x80 == 0 {
			return int64(v), i + 1
		}
	}
	return 0, 0
}

// readCell gives the row at an offset of a page, with its overflow pages.
func (r *reader) readCell(p []byte, o int, pages map[uint32][]byte) (int64, []any) {
	size, n := varint(p[o:])
	if n == 0 || size <= 0 || size > 1<<28 {
		return 0, nil
	}
	o += n
	id, n := varint(p[o:])
	if n == 0 {
		return 0, nil
	}
	o += n
	usable, total := len(p), int(size)
	local := total
	if most := usable - 35; total > most {
		least := (usable-12)*32/255 - 23
		if local = least + (total-least)%(usable-4); local > most {
			local = least
		}
	}
	if o+local > len(p) {
		return 0, nil
	}
	load := append([]byte(nil), p[o:o+local]...)
	if local < total {
		if o+local+4 > len(p) {
			return 0, nil
		}
		next := binary.BigEndian.Uint32(p[o+local:])
		for seen := 0; len(load) < total; seen++ {
			q, ok := pages[next]
			if !ok || seen > len(pages) {
				return 0, nil
			}
			next = binary.BigEndian.Uint32(q)
			load = append(load, q[4:min(len(q), 4+total-len(load))]...)
		}
	}
	return id, readRecord(load)
}

// readRecord decodes a record: texts, blobs and whole numbers.
func readRecord(p []byte) []any {
	header, n := varint(p)
	if n == 0 || header < int64(n) || header > int64(len(p)) {
		return nil
	}
	body := p[header:]
	var values []any
	for types := p[n:header]; len(types) > 0; {
		t, n := varint(types)
		if n == 0 {
			return nil
		}
		types = types[n:]
		length := 0
		switch {
		case t >= 12:
			length = int(t-12) / 2
		case t >= 1 && t <= 4:
			length = int(t)
		case t == 5:
			length = 6
		case t == 6 || t == 7:
			length = 8
		}
		if length < 0 || length > len(body) {
			return nil
		}
		v := body[:length]
		body = body[length:]
		switch {
		case t >= 12 && t%2 == 0:
			values = append(values, v)
		case t >= 13:
			values = append(values, string(v))
		case t == 0:
			values = append(values, nil)
		default:
			values = append(values, int64(0)) // its value is not read
		}
	}
	return values
}
