package render

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// Entree is a named file: what goes in an archive, or on the disk.
type Entree struct {
	Nom     string
	Contenu []byte
}

// Archive writes a ZIP as its entries come, in their order. Files are stored,
// not compressed: a PDF is compressed already.
type Archive struct {
	w    *zip.Writer
	date time.Time
	seen map[string]bool

	// Passphrase encrypts the entries, all those that come after it is set.
	Passphrase string
}

// NewArchive starts an archive whose entries all bear this date.
func NewArchive(w io.Writer, date time.Time) *Archive {
	return &Archive{w: zip.NewWriter(w), date: date, seen: map[string]bool{}}
}

// Add writes one entry. Its name is a relative path with slashes, used once.
func (a *Archive) Add(e Entree) error {
	if e.Nom == "" || !utf8.ValidString(e.Nom) || strings.ContainsAny(e.Nom, "\\:\x00") || path.IsAbs(e.Nom) ||
		path.Clean(e.Nom) != e.Nom || strings.HasPrefix(e.Nom, "..") {
		return fmt.Errorf("add %q to zip: not a relative file name", e.Nom)
	}
	key := strings.ToLower(e.Nom)
	if a.seen[key] {
		return fmt.Errorf("add %q to zip: the name is taken", e.Nom)
	}
	a.seen[key] = true
	content, size := e.Contenu, uint64(len(e.Contenu))
	h := &zip.FileHeader{
		Name: e.Nom, Method: zip.Store, CreatorVersion: 20, ReaderVersion: 20,
		CRC32: crc32.ChecksumIEEE(e.Contenu), CompressedSize64: size, UncompressedSize64: size,
	}
	if a.Passphrase != "" {
		var err error
		if content, err = encrypted(content, a.Passphrase); err != nil {
			return fmt.Errorf("add %q to zip: %w", e.Nom, err)
		}
		h.Method, h.Flags, h.Extra, h.CRC32, h.ReaderVersion = methodAES, flagCrypted, aesExtra, 0, 51
		h.CompressedSize64, h.UncompressedSize64 = uint64(len(content)), size
	}
	for i := range len(e.Nom) {
		if e.Nom[i] >= utf8.RuneSelf {
			h.Flags |= 0x800 // the name is in UTF-8
			break
		}
	}
	//lint:ignore SA1019 CreateRaw writes these fields and leaves Modified out
	h.ModifiedDate, h.ModifiedTime = dosTime(a.date)
	// Raw, so that the sizes stand before the content and any reader can stream.
	w, err := a.w.CreateRaw(h)
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		return fmt.Errorf("add %q to zip: %w", e.Nom, err)
	}
	return nil
}

// Close ends the archive; without it the archive cannot be read.
func (a *Archive) Close() error {
	if err := a.w.Close(); err != nil {
		return fmt.Errorf("close zip: %w", err)
	}
	return nil
}

// Zip puts entries in an archive in memory.
func Zip(entries []Entree, date time.Time) ([]byte, error) {
	var buf bytes.Buffer
	n := 0
	for _, e := range entries {
		n += len(e.Contenu) + 2*len(e.Nom) + 80
	}
	buf.Grow(n + 64)
	a := NewArchive(&buf, date)
	for _, e := range entries {
		if err := a.Add(e); err != nil {
			return nil, err
		}
	}
	if err := a.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// dosTime gives a date as ZIP keeps it, within the years that it knows.
func dosTime(t time.Time) (date, clock uint16) {
	if t.Year() < 1980 {
		t = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if t.Year() > 2107 {
		t = time.Date(2107, 12, 31, 23, 59, 58, 0, time.UTC)
	}
	return uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9), uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
}
