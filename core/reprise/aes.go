package reprise

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"unicode"
)

// What a plan de secours is encrypted with: AE-1 or AE-2 with AES-256, as WinZip
// published it; this program writes AE-2, 7-Zip either.
const (
	methodeAES  = 99
	marqueAES   = 0x9901 // of the field that says how an entry is encrypted
	selAES      = 16     // bytes, of AES-256
	cleAES      = 32
	controleAES = 2 // bytes that tell a wrong passphrase, most often
	sceauAES    = 10
	toursAES    = 1000 // of PBKDF2, which the format fixes
)

var (
	errPhrase  = errors.New("wrong passphrase")
	errChiffre = errors.New("damaged, or encrypted in another way")
)

// dechiffrer gives the content of an encrypted entry, once it is proved whole.
func dechiffrer(f *zip.File, phrase string) ([]byte, error) {
	version, methode, ok := champAES(f.Extra)
	if f.Method != methodeAES || !ok || f.CompressedSize64 < selAES+controleAES+sceauAES || f.CompressedSize64 > maxParJury {
		return nil, errChiffre
	}
	r, err := f.OpenRaw()
	if err != nil {
		return nil, err
	}
	texte := make([]byte, f.CompressedSize64)
	if _, err := io.ReadFull(r, texte); err != nil {
		return nil, err
	}
	sel, texte := texte[:selAES], texte[selAES:]
	cles, err := pbkdf2.Key(sha1.New, phrase, sel, toursAES, 2*cleAES+controleAES)
	if err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare(cles[2*cleAES:], texte[:controleAES]) != 1 {
		return nil, errPhrase
	}
	corps, sceau := texte[controleAES:len(texte)-sceauAES], texte[len(texte)-sceauAES:]
	mac := hmac.New(sha1.New, cles[cleAES:2*cleAES])
	mac.Write(corps)
	if !hmac.Equal(mac.Sum(nil)[:sceauAES], sceau) {
		return nil, errChiffre // one wrong passphrase in 65,536 comes here too
	}
	bloc, err := aes.NewCipher(cles[:cleAES])
	if err != nil {
		return nil, err
	}
	// The counter of the format starts at 1 and is little-endian, which CTR is not.
	var compteur, flux [aes.BlockSize]byte
	for i := 0; i < len(corps); i += aes.BlockSize {
		binary.LittleEndian.PutUint64(compteur[:], uint64(i/aes.BlockSize)+1)
		bloc.Encrypt(flux[:], compteur[:])
		n := min(aes.BlockSize, len(corps)-i)
		subtle.XORBytes(corps[i:i+n], corps[i:i+n], flux[:n])
	}
	if methode == zip.Deflate {
		if corps, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(corps)), maxParJury+1)); err != nil {
			return nil, err
		}
	} else if methode != zip.Store {
		return nil, fmt.Errorf("compression %d: %w", methode, errChiffre)
	}
	if uint64(len(corps)) != f.UncompressedSize64 || version == 1 && crc32.ChecksumIEEE(corps) != f.CRC32 {
		return nil, errChiffre
	}
	return corps, nil
}

// commeDite writes a passphrase as a plan de secours draws it, from what was copied by
// hand: capitals, in groups of five; it has no 0 and no 1, which are O and I misread.
func commeDite(phrase string) string {
	lettres := strings.Map(func(r rune) rune {
		switch {
		case r == '0':
			return 'O'
		case r == '1':
			return 'I'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToUpper(r)
		}
		return -1
	}, phrase)
	var groupes []string
	for g := range slices.Chunk([]rune(lettres), 5) {
		groupes = append(groupes, string(g))
	}
	return strings.Join(groupes, "-")
}

// champAES reads, in the extra fields of an entry, how it is encrypted; AES-256 alone.
func champAES(extra []byte) (version, methode uint16, ok bool) {
	for len(extra) >= 4 {
		marque, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if len(extra) < 4+n {
			return 0, 0, false
		}
		if d := extra[4 : 4+n]; marque == marqueAES && n >= 7 {
			return binary.LittleEndian.Uint16(d), binary.LittleEndian.Uint16(d[5:]), string(d[2:4]) == "AE" && d[4] == 3
		}
		extra = extra[4+n:]
	}
	return 0, 0, false
}
