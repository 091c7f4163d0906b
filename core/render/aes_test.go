package render

import (
	"archive/zip"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEncryptedZip opens what is written as the format says, and with 7-Zip where
// it is installed.
func TestEncryptedZip(t *testing.T) {
	const phrase = "ABCDE-FGHIJ-KLMNO-PQRST"
	entries := []Entree{{Nom: "PERÔTIN Inès.txt", Contenu: []byte("vingt lettres et plus")}, {Nom: "vide.txt"},
		{Nom: "long", Contenu: bytes.Repeat([]byte("x"), 5000)}}
	var buf bytes.Buffer
	a := NewArchive(&buf, options.Date)
	a.Passphrase = phrase
	for _, e := range entries {
		if err := a.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File {
		r, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil || f.Name != entries[i].Nom || f.Method != 99 || f.Flags&0x1 == 0 || f.CRC32 != 0 {
			t.Fatalf("%s: method %d, flags %x, %v", f.Name, f.Method, f.Flags, err)
		}
		keys, err := pbkdf2.Key(sha1.New, phrase, raw[:16], 1000, 66)
		if err != nil {
			t.Fatal(err)
		}
		body, sum := raw[18:len(raw)-10], raw[len(raw)-10:]
		mac := hmac.New(sha1.New, keys[32:64])
		mac.Write(body)
		if !bytes.Equal(keys[64:], raw[16:18]) || !bytes.Equal(mac.Sum(nil)[:10], sum) {
			t.Errorf("%s: not of this passphrase, or altered", f.Name)
		}
		block, err := aes.NewCipher(keys[:32])
		if err != nil {
			t.Fatal(err)
		}
		var plain []byte
		for n := 0; n*16 < len(body); n++ {
			part := append([]byte(nil), body[n*16:min(n*16+16, len(body))]...)
			iv := make([]byte, 16) // little-endian, from 1
			iv[0], iv[1] = byte(n+1), byte((n+1)>>8)
			cipher.NewCTR(block, iv).XORKeyStream(part, part)
			plain = append(plain, part...)
		}
		if !bytes.Equal(plain, entries[i].Contenu) {
			t.Errorf("%s: %q", f.Name, plain)
		}
	}
	if _, err := exec.LookPath("7z"); err != nil {
		t.Skip("no 7z")
	}
	fichier := filepath.Join(t.TempDir(), "a.zip")
	if err := exec.Command("cp", write(t, buf.Bytes()), fichier).Run(); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("7z", "t", "-p"+phrase, fichier).CombinedOutput(); err != nil || !strings.Contains(string(out), "Everything is Ok") {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := exec.Command("7z", "t", "-pfaux", fichier).CombinedOutput(); err == nil {
		t.Errorf("another passphrase opens it: %s", out)
	}
}
