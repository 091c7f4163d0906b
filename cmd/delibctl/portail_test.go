package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// compilee builds the real delibctl.
func compilee(t *testing.T) string {
	t.Helper()
	programme := filepath.Join(t.TempDir(), "delibctl")
	cmd := exec.Command("go", "build", "-o", programme, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return programme
}

// dit runs a command on a base and gives what it says, and whether it was done.
func dit(programme, base string, args ...string) (stdout, stderr string, fait bool) {
	cmd := exec.Command(programme, append([]string{"--base", base}, args...)...)
	var o, e strings.Builder
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	return o.String(), e.String(), err == nil
}

// tenir serves the portal until it is killed; its lines before "prêt" are given.
func tenir(t *testing.T, programme, base string, args ...string) (cmd *exec.Cmd, adresse, empreinte string, lignes []string) {
	t.Helper()
	cmd = exec.Command(programme, append([]string{"--base", base, "portail"}, args...)...)
	cmd.Stderr = os.Stderr
	sortie, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lecteur := bufio.NewScanner(sortie)
	for lecteur.Scan() {
		if mots := strings.Fields(lecteur.Text()); len(mots) == 4 && mots[0] == "prêt" && mots[2] == "empreinte" {
			return cmd, mots[1], mots[3], lignes
		}
		lignes = append(lignes, lecteur.Text())
	}
	t.Fatalf("never ready: %q", lignes)
	return nil, "", "", nil
}

// TestPortailAlive: opened by the command, it answers the commands that speak to it and
// refuses the others; killed in the middle, no act is lost, it opens again for the same
// jurys at the same address, and the room goes on without its slip; closed, it stays so.
func TestPortailAlive(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	programme, dir := compilee(t), t.TempDir()
	base, papillons := filepath.Join(dir, "base"), filepath.Join(dir, "papillons")
	t.Setenv("DELIB_HORLOGE", "")
	if _, e, fait := dit(programme, base, "importer", "../../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip", "--par", "Chef"); !fait {
		t.Fatal(e)
	}
	for _, c := range [][]string{
		{"portail", "ouvrir", "--jury", "31310", "--adresse", "127.0.0.1:0", "--par", "C"},                                                   // no agreement
		{"portail", "ouvrir", "--jury", "99999", "--accord", "x", "--adresse", "127.0.0.1:0", "--par", "C"},                                  // no such jury
		{"portail", "ouvrir", "--jury", "31310", "--accord", "x", "--adresse", "8.8.8.8:8443", "--par", "C"},                                 // a public address
		{"portail", "ouvrir", "--jury", "31310", "--accord", "x", "--adresse", "127.0.0.1:0", "--certificat", "main.go", "--cle", "main.go"}, // no certificate
		{"portail", "rouvrir", "--par", "C"}, {"portail", "fermer", "--par", "C"},
	} {
		if _, e, fait := dit(programme, base, c...); fait || !strings.Contains(e, ".") {
			t.Errorf("%q: %s", c, e)
		}
	}
	prise, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer prise.Close()
	if _, e, fait := dit(programme, base, "portail", "ouvrir", "--jury", "31310", "--accord", "x", "--adresse", prise.Addr().String(), "--par", "C"); fait ||
		!strings.Contains(e, "ne peut pas être écoutée") {
		t.Errorf("a port that is taken: %s", e)
	}

	cmd, adresse, empreinte, lignes := tenir(t, programme, base, "ouvrir", "--jury", "31310", "--accord", "Mme Roy, RSSI", "--par", "Chef", "--adresse", "127.0.0.1:0",
		"--papillons", papillons)
	if len(lignes) != 1 || filepath.Base(lignes[0]) != "Papillon_31310.pdf" {
		t.Errorf("%q", lignes)
	}
	if _, e, fait := dit(programme, base, "jurys"); fait || !strings.Contains(e, "déjà ouvert") {
		t.Errorf("another command takes the base: %s", e)
	}
	texte, err := exec.Command("pdftotext", "-layout", lignes[0], "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	mot := regexp.MustCompile(`[A-Z2-7]{5}(-[A-Z2-7]{5}){3}`).FindString(string(texte))
	login := regexp.MustCompile(`\S+-31310-10`).FindString(string(texte))
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	n := &http.Client{Jar: jar, Timeout: 20 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} //nolint:gosec // of a test
	poster := func(lien string, v url.Values) string {
		t.Helper()
		r, err := n.PostForm(adresse+lien, v)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	noter := func(note string) string {
		t.Helper()
		return poster("/jury/candidat/02319252150-001/note", url.Values{"geste": {"confirmer"}, "epreuve": {"U41"}, "valeur": {note}, "motif": {"m"}})
	}
	if p := poster("/connexion", url.Values{"login": {login}, "mot_de_passe": {mot}}); !strings.Contains(p, `id="table-candidats"`) {
		t.Fatalf("%.900s", p)
	}
	if p := noter("15"); !strings.Contains(p, "La note est modifiée") {
		t.Fatalf("%.900s", p)
	}
	if o, _, fait := dit(programme, base, "portail", "etat"); !fait || !strings.Contains(o, "connecté\t31310\tDubois Pierre") || !strings.Contains(o, empreinte) {
		t.Error(o)
	}
	if _, e, fait := dit(programme, base, "portail", "dire", "--jury", "31310", "--texte", "J’arrive"); !fait {
		t.Error(e)
	}

	if err := cmd.Process.Kill(); err != nil { // the power goes
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if o, _, fait := dit(programme, base, "portail", "etat", "--json"); !fait || !strings.Contains(o, `"ouvert": false`) {
		t.Error(o)
	}
	if o, e, fait := dit(programme, base, "verifier"); !fait {
		t.Error(o, e)
	}
	_, encore, memeEmpreinte, _ := tenir(t, programme, base, "rouvrir", "--par", "Chef")
	if encore != adresse || memeEmpreinte != empreinte {
		t.Errorf("opened again at %s, %s", encore, memeEmpreinte)
	}
	if p := noter("16"); !strings.Contains(p, "La note est modifiée") {
		t.Errorf("the room is sent back to its slip: %.900s", p)
	}
	if _, e, fait := dit(programme, base, "portail", "fermer", "--par", "Chef"); !fait {
		t.Fatal(e)
	}
	for range 50 { // the program ends once its answer has left
		if _, _, fait := dit(programme, base, "jurys"); fait {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if _, e, fait := dit(programme, base, "portail", "rouvrir", "--par", "Chef"); fait || !strings.Contains(e, "n’était pas ouvert") {
		t.Errorf("closed by hand, it opens again: %s", e)
	}
	o, e, fait := dit(programme, base, "--json", "candidats", "--jury", "31310")
	if !fait || !strings.Contains(o, "02319252150") {
		t.Error(e)
	}
	if o, e, fait := dit(programme, base, "verifier"); !fait || !strings.Contains(fmt.Sprint(o), "intègre") {
		t.Error(o, e)
	}
}
