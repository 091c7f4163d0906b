package wire

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"reflect"
	"testing"
	"time"

	"filippo.io/age"

	"delib/core/examen"
	"delib/core/jury"
)

func exemple() *Demande {
	return &Demande{Version: Version, Poste: "P1", Horloge: time.Date(2023, 6, 7, 8, 0, 0, 0, time.UTC), Curseur: 3,
		Actes: []jury.ActeScelle{{Contenu: []byte(`{"auteur":"Présidente"}`), Signature: []byte{1, 2}}}}
}

// TestMessage: a message reads back as it was written, and one that was cut or
// changed anywhere does not read as another one.
func TestMessage(t *testing.T) {
	texte, err := Ecrire(exemple())
	if err != nil {
		t.Fatal(err)
	}
	lu := new(Demande)
	if err := Lire(bytes.NewReader(texte), lu); err != nil || string(lu.Actes[0].Contenu) != string(exemple().Actes[0].Contenu) || lu.Curseur != 3 {
		t.Fatalf("%+v, %v", lu, err)
	}
	for n := range texte {
		if err := Lire(bytes.NewReader(texte[:n]), new(Demande)); err == nil {
			t.Errorf("cut at %d: read", n)
		}
		abime := bytes.Clone(texte)
		abime[n] ^= 0x10
		autre := new(Demande)
		if err := Lire(bytes.NewReader(abime), autre); err == nil && !reflect.DeepEqual(autre, lu) {
			t.Errorf("byte %d changed: read as %+v", n, autre)
		}
	}
}

// TestFichier: a file opens for its recipient alone, and not at all once changed.
func TestFichier(t *testing.T) {
	_, cle, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pour, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	autre, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	fichier, err := CreerFichier(FormatActes, []*Demande{exemple()}, cle, pour.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(fichier, []byte("Présidente")) {
		t.Error("a name can be read in it")
	}
	var lus []*Demande
	signataire, err := OuvrirFichier(FormatActes, fichier, pour, &lus)
	if err != nil || !signataire.Equal(cle.Public()) || len(lus) != 1 || lus[0].Poste != "P1" {
		t.Fatalf("%+v, %v", lus, err)
	}
	refuse := func(quoi string, format string, f []byte, qui *age.X25519Identity) {
		t.Helper()
		if _, err := OuvrirFichier(format, f, qui, &lus); examen.CodeDe(err) != examen.CodeFichier {
			t.Errorf("%s: %v", quoi, err)
		}
	}
	refuse("another recipient", FormatActes, fichier, autre)
	refuse("the other kind", FormatVerdicts, fichier, pour)
	refuse("not a file of ours", FormatActes, []byte("PK"), pour)
	for n := 0; n < len(fichier); n += 7 {
		refuse("cut", FormatActes, fichier[:n], pour)
	}
	if _, err := CreerFichier(FormatActes, exemple(), cle, "age1non"); examen.CodeDe(err) != examen.CodeSaisie {
		t.Errorf("a bad recipient: %v", err)
	}
}

func FuzzLire(f *testing.F) {
	texte, err := Ecrire(exemple())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(texte)
	f.Add([]byte{0x1f, 0x8b})
	f.Fuzz(func(t *testing.T, b []byte) {
		d := new(Demande)
		if err := Lire(bytes.NewReader(b), d); err != nil {
			return
		}
		if _, err := Ecrire(d); err != nil {
			t.Errorf("read and cannot be written: %v", err)
		}
	})
}

func FuzzFichier(f *testing.F) {
	_, cle, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	pour, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	fichier, err := CreerFichier(FormatActes, []*Demande{exemple()}, cle, pour.Recipient().String())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(fichier)
	f.Fuzz(func(t *testing.T, b []byte) {
		var lus []*Demande
		if _, err := OuvrirFichier(FormatActes, b, pour, &lus); err != nil && examen.CodeDe(err) == "" {
			t.Errorf("no reason in words: %v", err)
		}
	})
}
