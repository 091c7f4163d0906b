// Package empreinte writes and reads the fingerprint of a certificate as people compare
// it, on paper and over the telephone: "SHA256:AB:CD:…".
//
// It makes no certificate and trusts none: whose it is, its users know.
package empreinte

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"delib/core/examen"
)

const debut = "SHA256:"

// De writes the fingerprint of a certificate, given in DER.
func De(der []byte) string {
	h := sha256.Sum256(der)
	var mots []string
	for _, o := range h {
		mots = append(mots, fmt.Sprintf("%02X", o))
	}
	return debut + strings.Join(mots, ":")
}

// Courte gives the beginning of a fingerprint, in groups that a person compares:
// "AB:CD:EF:01 23:45:67:89".
func Courte(empreinte string) string {
	mots := strings.Split(strings.TrimPrefix(empreinte, debut), ":")
	if len(mots) < 8 {
		return empreinte
	}
	return strings.Join(mots[:4], ":") + " " + strings.Join(mots[4:8], ":")
}

// Lire reads a fingerprint as a person types it, with or without its beginning, colons
// and spaces.
func Lire(texte string) ([sha256.Size]byte, error) {
	hexa := strings.NewReplacer(":", "", " ", "").Replace(strings.TrimPrefix(strings.TrimSpace(texte), debut))
	octets, err := hex.DecodeString(hexa)
	if err != nil || len(octets) != sha256.Size {
		return [sha256.Size]byte{}, examen.Refuser(examen.CodeSaisie, "L’empreinte indiquée n’est pas celle d’un certificat.",
			"Elle s’écrit SHA256: suivi de 64 chiffres et lettres de A à F : le serveur l’affiche en démarrant.")
	}
	return [sha256.Size]byte(octets), nil
}
