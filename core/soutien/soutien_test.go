package soutien_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"delib/core/examen"
	"delib/core/soutien"
)

// TestMain lets the test fall as the program would.
func TestMain(m *testing.M) {
	if d := os.Getenv("SOUTIEN_TOMBER"); d != "" {
		if err := soutien.GarderPlantages(d); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		tomber("DUPONT Zoé a 12.50 " + os.Getenv("SOUTIEN_DIT"))
	}
	os.Exit(m.Run())
}

//go:noinline
func tomber(texte string) { panic("lecture de " + texte + " phrase de passe") }

func TestACrashLeavesAReport(t *testing.T) {
	dir, quand := t.TempDir(), time.Date(2023, 6, 6, 12, 0, 0, 0, time.UTC)
	if p, err := soutien.Plantage(dir, "delib test", quand); err != nil || p != "" {
		t.Fatalf("a report of nothing: %q %v", p, err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SOUTIEN_TOMBER="+dir)
	if err := cmd.Run(); err == nil {
		t.Fatal("it did not fall")
	}
	p, err := soutien.Plantage(dir, "delib test", quand)
	if err != nil || p == "" {
		t.Fatalf("%q %v", p, err)
	}
	texte, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"delib/core/soutien_test.tomber", "soutien_test.go:", "panic", "delib test"} {
		if !strings.Contains(string(texte), w) {
			t.Errorf("%q is not in\n%s", w, texte)
		}
	}
	for _, w := range []string{"DUPONT", "Zoé", "12.50", "phrase", dir} {
		if strings.Contains(string(texte), w) {
			t.Errorf("%q is in\n%s", w, texte)
		}
	}
	if p, err := soutien.Plantage(dir, "delib test", quand); err != nil || p != "" {
		t.Errorf("told twice: %q %v", p, err)
	}
}

func TestNeutre(t *testing.T) {
	for texte, veut := range map[string]string{
		"write jury 31310: constraint failed: UNIQUE (2067)":              "write jury … constraint failed: … (2067)",
		"decode candidat 02319252150-001: unexpected end of JSON input":   "decode candidat … unexpected end of JSON input",
		"open /home/dupont/delib/delib.sqlite: permission denied":         "open … permission denied",
		"mark \"12.50\" of «DUPONT Zoé» is wrong":                         "mark … of … is wrong",
		"passphrase 'chat noir' refused for Dubois-Pierre":                "passphrase … refused for …",
		"database disk image is malformed (11)":                           "database disk image is malformed (11)",
		"read journal: SQLITE_IOERR: disk I/O error: 12,5 O'Neil Abélard": "read journal: SQLITE_IOERR: disk … error: …",
	} {
		if got := soutien.Neutre(texte); got != veut {
			t.Errorf("%q:\n got %q\nwant %q", texte, got, veut)
		}
	}
}

// TestTheLogTurns: three files of a megabyte at most, the last lines always there.
func TestTheLogTurns(t *testing.T) {
	dir := t.TempDir()
	j := soutien.OuvrirJournal(dir, "test", io.Discard)
	for i := range 40000 {
		j.Noter(fmt.Sprintf("R%05d", i), errors.New("disk full "+strings.Repeat("word ", 20)))
	}
	j.Fermer()
	fichiers, err := filepath.Glob(filepath.Join(dir, soutien.FichierJournal+"*"))
	if err != nil || len(fichiers) != 3 {
		t.Fatalf("%v %v", fichiers, err)
	}
	for _, f := range fichiers {
		if info, err := os.Stat(f); err != nil || info.Size() > 1<<20 {
			t.Errorf("%s: %v %v", f, info.Size(), err)
		}
	}
	texte, err := os.ReadFile(filepath.Join(dir, soutien.FichierJournal))
	if err != nil || !bytes.Contains(texte, []byte("R39999")) {
		t.Errorf("the last line is not there (%v)", err)
	}
	r, err := soutien.Hors(dir, "test", time.Now(), nil)
	if err != nil || len(r.Erreurs) != 20 || r.Erreurs[19].Reference != "R39999" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestUpdates(t *testing.T) {
	dir := t.TempDir()
	f := filepath.Join(dir, "delib-9.exe")
	texte := []byte("installer")
	publique, privee, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	autre, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ecrire := func(nom string, texte []byte) {
		if err := os.WriteFile(nom, texte, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	refuse := func(cles []ed25519.PublicKey, veut string) {
		t.Helper()
		if _, err := soutien.VerifierMiseAJour(f, cles); examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), veut) {
			t.Errorf("want %q: %v", veut, err)
		}
	}
	cles := []ed25519.PublicKey{autre, publique}
	refuse(cles, "n’existe pas")
	ecrire(f, texte)
	refuse(nil, "aucune clé")
	refuse(cles, "manque")
	ecrire(f+".sig", []byte("x"))
	refuse(cles, "n’est pas une signature")
	ecrire(f+".sig", []byte(base64.StdEncoding.EncodeToString(ed25519.Sign(privee, texte))+"\n"))
	if m, err := soutien.VerifierMiseAJour(f, cles); err != nil || m.Cle != base64.StdEncoding.EncodeToString(publique) {
		t.Errorf("%+v %v", m, err)
	}
	refuse(cles[:1], "est fausse")
	ecrire(f, []byte("Installer"))
	refuse(cles, "est fausse")
	if _, err := soutien.LireCles("pas une clé"); examen.CodeDe(err) != examen.CodeFichier {
		t.Errorf("%v", err)
	}
	if c, err := soutien.LireCles("# remarque\n\n" + base64.StdEncoding.EncodeToString(publique) + "\n"); err != nil || len(c) != 1 {
		t.Errorf("%v %v", c, err)
	}
}

// TestSignerIsUnderstood: what .ci/signer-mise-a-jour signs is what is checked.
func TestSignerIsUnderstood(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("no openssl")
	}
	dir := t.TempDir()
	cle, f := filepath.Join(dir, "cle.pem"), filepath.Join(dir, "delib.exe")
	if err := os.WriteFile(f, []byte("installer"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--creer", cle}, {cle, f}} {
		if out, err := exec.Command("../../.ci/signer-mise-a-jour", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	publiques, err := os.ReadFile(cle + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	cles, err := soutien.LireCles(string(publiques))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := soutien.VerifierMiseAJour(f, cles); err != nil {
		t.Error(err)
	}
}
