package empreinte_test

import (
	"crypto/sha256"
	"strings"
	"testing"

	"delib/core/empreinte"
	"delib/core/examen"
)

// TestFingerprint: what is written is read again, as a person types it; nothing else is.
func TestFingerprint(t *testing.T) {
	der := []byte("a certificate")
	texte := empreinte.De(der)
	for _, x := range []string{
		texte, " " + texte + " ", strings.TrimPrefix(texte, "SHA256:"), strings.ReplaceAll(texte[7:], ":", " "), strings.ToLower(texte[7:]),
	} {
		if e, err := empreinte.Lire(x); err != nil || e != sha256.Sum256(der) {
			t.Errorf("%q: %v", x, err)
		}
	}
	for _, x := range []string{"", "SHA256:", texte[:20], texte + ":00", "SHA256:ZZ"} {
		if _, err := empreinte.Lire(x); examen.CodeDe(err) != examen.CodeSaisie {
			t.Errorf("%q: %v", x, err)
		}
	}
	if c := empreinte.Courte(texte); len(c) != 23 || c[:11] != texte[7:18] {
		t.Error(c)
	}
	if c := empreinte.Courte("SHA256:AA:BB"); c != "SHA256:AA:BB" {
		t.Error(c)
	}
}
