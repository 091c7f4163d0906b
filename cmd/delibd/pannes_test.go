//go:build pannes && linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Real faults on real processes. What a command said was done must be there at
// the end, at the workstation and at the server: no acknowledged act missing.

const dureePanne = 25 * time.Second

// banc is a server, a workstation, and the commands that drive them.
type banc struct {
	t                      *testing.T
	dir, bin, dossier      string
	base                   string // the server's folder
	adresse, vers          string // of the server, and where the workstation is sent
	empreinte              string
	serveur                *exec.Cmd
	faits, commandes, tues int
	dernier                string
	h                      *rand.Rand
}

func nouveauBanc(t *testing.T, base string) *banc {
	t.Helper()
	b := banc0(t, base)
	b.charger()
	return b
}

// banc0 builds the programs; no server runs yet.
func banc0(t *testing.T, base string) *banc {
	t.Helper()
	b := &banc{t: t, dir: base, base: filepath.Join(base, "S"), bin: programmes(t), h: rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))}
	var err error
	if b.dossier, err = filepath.Abs("../../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip"); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.adresse = l.Addr().String()
	b.vers = b.adresse
	_ = l.Close()
	t.Cleanup(func() { b.tuerServeur() })
	return b
}

// programmes builds delibctl and delibd.
func programmes(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range []string{"delibctl", "delibd"} {
		cmd := exec.Command("go", "build", "-o", filepath.Join(dir, p), "delib/cmd/"+p)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return dir
}

// charger gives the académie its dossier and starts the server.
func (b *banc) charger() {
	b.t.Helper()
	b.exiger("delibd", "--base", b.base, "charger", b.dossier)
	b.demarrer()
}

func (b *banc) chemin(nom string) string { return filepath.Join(b.dir, nom) }

// exiger runs a command that must succeed and gives its output.
func (b *banc) exiger(programme string, args ...string) string {
	b.t.Helper()
	out, err := exec.Command(filepath.Join(b.bin, programme), args...).CombinedOutput()
	if err != nil {
		b.t.Fatalf("%s %v: %v\n%s", programme, args, err, out)
	}
	return string(out)
}

func (b *banc) demarrer() {
	b.t.Helper()
	b.serveur = exec.Command(filepath.Join(b.bin, "delibd"), "servir", "--base", b.base, "--adresse", b.adresse)
	sortie, err := b.serveur.StdoutPipe()
	if err == nil {
		err = b.serveur.Start()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	var pret, url, mot string
	if _, err := fmt.Fscan(sortie, &pret, &url, &mot, &b.empreinte); err != nil {
		b.t.Fatal(err)
	}
	go io.Copy(io.Discard, sortie)
}

func (b *banc) tuerServeur() {
	if b.serveur != nil && b.serveur.Process != nil {
		_ = b.serveur.Process.Kill()
		_ = b.serveur.Wait()
	}
}

func (b *banc) raccorder() {
	b.t.Helper()
	code := strings.TrimSpace(b.exiger("delibd", "--base", b.base, "enroler", "--centre", "0250001R"))
	b.exiger("delibctl", "--base", b.chemin("A"), "raccorder", "https://"+b.vers, code, "--empreinte", b.empreinte)
}

// tenter runs a command of the workstation that may be killed, and tells whether
// it said that it was done.
func (b *banc) tenter(tuer bool, prefixe []string, args ...string) bool {
	b.t.Helper()
	ligne := append(append([]string{}, prefixe...), filepath.Join(b.bin, "delibctl"), "--base", b.chemin("A"))
	ligne = append(ligne, args...)
	ctx, annuler := context.WithTimeout(context.Background(), 60*time.Second)
	defer annuler()
	cmd := exec.CommandContext(ctx, ligne[0], ligne[1:]...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.commandes++
	if tuer {
		time.AfterFunc(time.Duration(b.h.IntN(90))*time.Millisecond, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	}
	err := cmd.Wait()
	if err != nil && !cmd.ProcessState.Exited() {
		b.tues++
	}
	return err == nil
}

// modifier changes the mark and remembers what was acknowledged.
func (b *banc) modifier(tuer bool, prefixe ...string) bool {
	vers := fmt.Sprintf("%d", 1+b.commandes%19)
	if b.tenter(tuer, prefixe, "deliberer", "modifier-note", "--jury", "31310", "--candidat", "02319252150-001", "--epreuve", "U1", "--valeur", vers, "--motif",
		"panne", "--par", "P") {
		b.faits++
		b.dernier = vers
		return true
	}
	b.dernier = "" // it may have been recorded all the same: both are right
	return false
}

// posteVu is the workstation as the server knows it.
type posteVu struct {
	Rang    int
	Balance struct{ Emis, Acceptes int }
}

func (b *banc) vuDuServeur() posteVu {
	b.t.Helper()
	var es []struct{ Postes []posteVu }
	if err := json.Unmarshal([]byte(b.exiger("delibd", "--base", b.base, "etat", "--json")), &es); err != nil {
		b.t.Fatal(err)
	}
	return es[0].Postes[0]
}

// conclure heals everything and counts.
func (b *banc) conclure(nom string) {
	b.t.Helper()
	for n := 0; ; n++ {
		if b.tenter(false, nil, "synchroniser") {
			break
		}
		if n == 20 {
			b.t.Fatalf("%s: the workstation never synchronises again", nom)
		}
		time.Sleep(300 * time.Millisecond)
	}
	var s struct{ Emis, Acceptes, Identiques, Divergents, Tardifs, Refuses, Attente int }
	if err := json.Unmarshal([]byte(b.exiger("delibctl", "--base", b.chemin("A"), "sync-etat", "--json")), &s); err != nil {
		b.t.Fatal(err)
	}
	b.exiger("delibctl", "--base", b.chemin("A"), "verifier")
	p := b.vuDuServeur()
	b.t.Logf("%s: %d commands, %d killed, %d marks acknowledged; %d acts in the journal, %d at the server, %d waiting", nom, b.commandes, b.tues, b.faits,
		s.Emis, p.Rang, s.Attente)
	if s.Attente != 0 || s.Emis != p.Rang || s.Emis != p.Balance.Emis || s.Acceptes < b.faits {
		b.t.Errorf("%s: acts are missing: %+v, server %+v, %d acknowledged", nom, s, p, b.faits)
	}
	if b.dernier != "" && !strings.Contains(b.exiger("delibctl", "--base", b.chemin("A"), "candidats", "--jury", "31310"), " : "+b.dernier+".0") {
		b.t.Errorf("%s: the last mark is not %s", nom, b.dernier)
	}
}

// TestTues: kill -9 of either side, again and again; a new workstation and a new server
// after so many deaths, so that a journal does not grow for ever.
func TestTues(t *testing.T) {
	c := reprendre(t, "tues")
	for c.suivante(t) {
		b := nouveauBanc(t, memoire(t))
		b.raccorder()
		fin := min(c.Fois+500, *fois)
		for c.Fois < fin {
			if b.h.IntN(4) == 0 {
				celui := b.serveur.Process
				time.AfterFunc(time.Duration(b.h.IntN(40))*time.Millisecond, func() { _ = celui.Kill() })
				_ = b.tenter(false, nil, "synchroniser")
				b.tuerServeur()
				c.Figures["server killed"]++
				c.Fois++
				b.demarrer()
			}
			avant := b.tues
			b.modifier(b.h.IntN(2) == 0)
			b.tenter(b.h.IntN(2) == 0, nil, "synchroniser")
			c.Figures["commands killed"] += b.tues - avant
			c.Fois += b.tues - avant
		}
		c.Figures["commands"] += b.commandes
		c.Figures["marks announced"] += b.faits
		b.conclure("kill -9")
		b.tuerServeur()
		c.garder(t)
	}
}

// TestRelais: a proxy that cuts, slows and corrupts.
func TestRelais(t *testing.T) {
	b := nouveauBanc(t, t.TempDir())
	var mauvais atomic.Bool
	var coupes atomic.Int64
	b.vers = relayer(t, b.adresse, &mauvais, &coupes)
	b.raccorder()
	mauvais.Store(true)
	for fin := time.Now().Add(dureePanne); time.Now().Before(fin); {
		b.modifier(false)
		b.tenter(false, nil, "synchroniser")
	}
	mauvais.Store(false)
	t.Logf("%d connections cut or corrupted", coupes.Load())
	b.conclure("bad proxy")
}

// relayer stands between a workstation and the server, and harms what passes.
func relayer(t *testing.T, vers string, mauvais *atomic.Bool, coupes *atomic.Int64) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	h := rand.New(rand.NewPCG(3, 4))
	porter := func(de, a net.Conn, apres int, abimer bool) {
		buf := make([]byte, 1500)
		for n := 0; ; {
			k, err := de.Read(buf)
			if n += k; apres > 0 && n > apres {
				coupes.Add(1)
				if !abimer {
					_, _ = de.Close(), a.Close()
					return
				}
				if k > 0 {
					buf[k/2] ^= 0x40
				}
				apres = 0
			}
			if apres > 0 {
				time.Sleep(time.Millisecond) // slow as well
			}
			if _, e := a.Write(buf[:k]); err != nil || e != nil {
				_, _ = de.Close(), a.Close()
				return
			}
		}
	}
	go func() {
		for {
			x, err := l.Accept()
			if err != nil {
				return
			}
			y, err := net.Dial("tcp", vers)
			if err != nil {
				_ = x.Close()
				continue
			}
			aller, retour := 0, 0
			if mauvais.Load() {
				aller, retour = h.IntN(4000), h.IntN(6000)
			}
			go porter(x, y, aller, h.IntN(2) == 0)
			go porter(y, x, retour, h.IntN(2) == 0)
		}
	}()
	return l.Addr().String()
}

// petitDisque gives a folder on a disk of so many bytes, or skips.
func petitDisque(t *testing.T, taille string) string {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+taille, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk to fill: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	return dir
}

// TestDisquePlein: the disk of the workstation, then of the server, is full.
func TestDisquePlein(t *testing.T) {
	b := nouveauBanc(t, petitDisque(t, "24m"))
	b.raccorder()
	for _, qui := range []string{"workstation and server"} {
		b.modifier(false)
		bourre := b.chemin("bourre")
		f, err := os.Create(bourre)
		if err != nil {
			t.Fatal(err)
		}
		_, plein := io.Copy(f, zeros{})
		_ = f.Close()
		if plein == nil {
			t.Fatal("the disk is not full")
		}
		refus := 0
		for range 30 {
			if !b.modifier(false) {
				refus++
			}
			b.tenter(false, nil, "synchroniser")
		}
		if err := os.Remove(bourre); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d of 30 refused on a full disk", qui, refus)
		if refus == 0 {
			t.Errorf("%s: nothing was refused on a full disk", qui)
		}
		b.modifier(false)
		b.conclure("full disk, " + qui)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// TestFsync: from the nth on, every fsync of the workstation's command fails.
func TestFsync(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace makes fsync fail")
	}
	b := nouveauBanc(t, t.TempDir())
	b.raccorder()
	refus := 0
	for n := 1; n <= 25; n++ {
		avant := b.faits
		b.modifier(false, "strace", "-f", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e",
			fmt.Sprintf("inject=fsync,fdatasync:error=EIO:when=%d+", 1+n%6))
		if b.faits == avant {
			refus++
		}
		b.modifier(false)
	}
	t.Logf("%d of 25 acts refused when fsync failed", refus)
	if refus == 0 {
		t.Error("no act was refused though fsync failed")
	}
	b.conclure("failing fsync")
}
