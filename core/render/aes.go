package render

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
)

// What a ZIP encrypts its entries with: AE-2 with AES-256, as WinZip published it
// and as 7-Zip opens it. The names of the entries stay in clear, and each has a
// salt of its own, so that two archives of the same files differ.
const (
	methodAES   = 99
	flagCrypted = 0x1
	aesSalt     = 16 // bytes, of AES-256
	aesKey      = 32
	aesRounds   = 1000 // of PBKDF2, which the format fixes: the passphrase must be drawn
)

// aesExtra is the field that says how an entry is encrypted: AE-2, AES-256, and
// under it stored as it is.
var aesExtra = []byte{0x01, 0x99, 7, 0, 2, 0, 'A', 'E', 3, 0, 0}

// encrypted gives the content of an entry: salt, check of the passphrase, the
// content in AES, and what proves that nothing was altered.
func encrypted(content []byte, passphrase string) ([]byte, error) {
	out := make([]byte, aesSalt, aesSalt+2+len(content)+10)
	if _, err := rand.Read(out); err != nil {
		return nil, fmt.Errorf("draw salt: %w", err)
	}
	keys, err := pbkdf2.Key(sha1.New, passphrase, out, aesRounds, 2*aesKey+2)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	block, err := aes.NewCipher(keys[:aesKey])
	if err != nil {
		return nil, err
	}
	out = append(append(out, keys[2*aesKey:]...), content...)
	body := out[aesSalt+2:]
	// The counter of the format starts at 1 and is little-endian, which CTR is not.
	var counter, stream [aes.BlockSize]byte
	for i := 0; i < len(body); i += aes.BlockSize {
		binary.LittleEndian.PutUint64(counter[:], uint64(i/aes.BlockSize)+1)
		block.Encrypt(stream[:], counter[:])
		for j := i; j < min(i+aes.BlockSize, len(body)); j++ {
			body[j] ^= stream[j-i]
		}
	}
	mac := hmac.New(sha1.New, keys[aesKey:2*aesKey])
	mac.Write(body)
	return append(out, mac.Sum(nil)[:10]...), nil
}
