//go:build pannes && linux

package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"delib/core/jury"
	"delib/core/store"
	"delib/sync/forgetfs"
)

// Campaigns: the same faults many thousand times. Each keeps its figures in a file, and
// goes on from there when it is started again.

var (
	fois   = flag.Int("fois", 40, "how many faults in all")
	rendus = flag.String("campagne", "", "folder where the figures are kept; none keeps nothing")
)

// campagne is what one has done until now.
type campagne struct {
	chemin string

	Nom      string
	Fois     int            // faults until now: the seed of the next one
	Figures  map[string]int // what was counted
	Secondes float64
	debut    time.Time
	garde    int // what was kept
}

func reprendre(t *testing.T, nom string) *campagne {
	c := &campagne{Nom: nom, Figures: map[string]int{}, debut: time.Now()}
	if *rendus == "" {
		return c
	}
	c.chemin = filepath.Join(*rendus, nom+".json")
	texte, err := os.ReadFile(c.chemin)
	if err == nil {
		err = json.Unmarshal(texte, c)
	}
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return c
}

// suivante tells whether one more is due, and keeps the figures now and then.
func (c *campagne) suivante(t *testing.T) bool {
	if c.Fois >= c.garde+100 || c.Fois >= *fois {
		c.garder(t)
	}
	return c.Fois < *fois && !t.Failed()
}

func (c *campagne) garder(t *testing.T) {
	if c.garde == c.Fois && c.Fois > 0 {
		return
	}
	c.garde = c.Fois
	c.Secondes += time.Since(c.debut).Seconds()
	c.debut = time.Now()
	fmt.Fprintf(os.Stderr, "%s: %d in %.0f s, %v\n", c.Nom, c.Fois, c.Secondes, c.Figures)
	if c.chemin == "" {
		return
	}
	texte, err := json.MarshalIndent(c, "", "  ")
	if err == nil {
		err = os.WriteFile(c.chemin+".neuf", texte, 0o600)
	}
	if err == nil {
		err = os.Rename(c.chemin+".neuf", c.chemin)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// memoire gives a folder in memory where there is one.
func memoire(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "delib-campagne-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// disque is a workstation whose data folder lies on a disk that loses its power.
type disque struct {
	t        *testing.T
	bin, dir string
	d        *forgetfs.Disk
	h        *rand.Rand

	actes int    // acts that were announced, those of the import too
	mark  string // the last one announced, or read back after a cut
	essai string // the one that was being recorded
	dit   string // what the program said when it refused
	n     int
}

const (
	juryEssaye     = "31310"
	candidatEssaye = "02319252150"
)

// nouveauDisque imports a dossier; the power goes as soon as the command has ended, or,
// for a program that is known to lose, once all was written down.
func nouveauDisque(t *testing.T, bin string, perd bool) *disque {
	d, err := filepath.Abs("../../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip")
	if err != nil {
		t.Fatal(err)
	}
	x := &disque{t: t, bin: bin, dir: t.TempDir(), d: forgetfs.NewDisk()}
	x.monte(func() {
		if out, err := x.commande("importer", d); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	})
	if perd {
		x.d.Settle()
	}
	x.d.Crash(rand.New(rand.NewPCG(0, 0)))
	if faute := x.lire(memoire(t)); faute != "" {
		t.Fatalf("after the import: %s", faute)
	}
	return x
}

// monte does something while the disk is mounted, and skips where nobody may mount.
func (x *disque) monte(faire func()) {
	x.t.Helper()
	demonter, err := x.d.Mount(x.dir)
	if err != nil {
		x.t.Skipf("no file system may be mounted here: %v", err)
	}
	faire()
	if err := demonter(); err != nil {
		x.t.Fatal(err)
	}
}

func (x *disque) commande(args ...string) ([]byte, error) {
	ctx, annuler := context.WithTimeout(context.Background(), time.Minute)
	defer annuler()
	return exec.CommandContext(ctx, filepath.Join(x.bin, "delibctl"), append([]string{"--base", filepath.Join(x.dir, "base")}, args...)...).CombinedOutput()
}

// acte records a mark by the real program; it tells whether it said so.
func (x *disque) acte() bool {
	x.n++
	v := fmt.Sprintf("%d.%d", x.n/2%20, x.n%2*5)
	if v == x.mark {
		x.n++
		v = fmt.Sprintf("%d.%d", x.n/2%20, x.n%2*5)
	}
	x.essai = v
	if out, err := x.commande("deliberer", "modifier-note", "--jury", juryEssaye, "--candidat", candidatEssaye+"-001", "--epreuve", "U1", "--valeur", v,
		"--motif", "essai", "--par", "P"); err != nil {
		x.dit = string(out)
		return false
	}
	x.mark, x.essai = v, ""
	x.actes++
	return true
}

// lire opens the base as the program would after a restart, from a copy of the disk, and
// says what is wrong with it.
func (x *disque) lire(dir string) (faute string) {
	x.t.Helper()
	if err := x.d.Export(dir); err != nil {
		x.t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	b, err := store.Ouvrir(ctx, filepath.Join(dir, "base"), store.Options{})
	if err != nil {
		return "does not open: " + err.Error()
	}
	defer b.Fermer()
	v, err := b.Verifier(ctx)
	if err != nil || len(v.Fautes) > 0 {
		return fmt.Sprintf("damaged: %v %s", err, strings.Join(v.Fautes, " "))
	}
	if faute := documentsEntiers(filepath.Join(dir, "base")); faute != "" {
		return faute
	}
	d, err := b.Charger(ctx, juryEssaye)
	if err != nil {
		return err.Error()
	}
	c, _ := d.Candidat(jury.Cle{Numero: candidatEssaye, Inscription: "001"})
	lue := c.Valeur("U1", 1).Note.String()
	switch {
	case v.Actes < x.actes:
		faute = fmt.Sprintf("acts lost: %d announced, %d here", x.actes, v.Actes)
	case x.mark != "" && !memeNote(lue, x.mark) && (x.essai == "" || !memeNote(lue, x.essai)):
		faute = fmt.Sprintf("the mark is %s, announced %s, being recorded %s", lue, x.mark, x.essai)
	}
	x.actes, x.mark, x.essai = v.Actes, strings.Replace(lue, ",", ".", 1), ""
	return faute
}

// documentsEntiers reads every plan de secours whole: half a file under its name is a
// fault; under a name of a work that was stopped, it is none.
func documentsEntiers(dossier string) (faute string) {
	err := filepath.WalkDir(dossier, func(chemin string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(chemin) != ".zip" {
			return err
		}
		z, err := zip.OpenReader(chemin)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name(), err)
		}
		defer z.Close()
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				return fmt.Errorf("%s: %w", e.Name(), err)
			}
			if _, err := io.Copy(io.Discard, r); err != nil {
				return fmt.Errorf("%s, %s: %w", e.Name(), f.Name, err)
			}
		}
		return nil
	})
	if err != nil {
		return "half a file: " + err.Error()
	}
	return ""
}

func memeNote(a, b string) bool {
	simple := func(s string) string {
		s = strings.Replace(s, ",", ".", 1)
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	return simple(a) == simple(b)
}

// coupures cuts the power under the real program, as many times as asked.
func coupures(t *testing.T, nom, bin string, perd bool) *campagne {
	c := reprendre(t, nom)
	x, tampon := nouveauDisque(t, bin, perd), memoire(t)
	ops := 60
	for c.suivante(t) {
		x.h = rand.New(rand.NewPCG(uint64(c.Fois), 20230607))
		c.Fois++
		x.d.Arm(1 + x.h.IntN(2*ops))
		x.monte(func() {
			for !x.d.Dead() && x.acte() {
				c.Figures["acts announced"]++
			}
		})
		if !x.d.Dead() {
			t.Fatalf("cut %d: an act was refused and the power was there: %s", c.Fois, x.dit)
		}
		x.d.Crash(x.h)
		faute := x.lire(filepath.Join(tampon, fmt.Sprint(c.Fois)))
		if faute == "" {
			continue
		}
		c.Figures["bad"]++
		if !perd {
			t.Errorf("cut %d: %s", c.Fois, faute)
		}
		x = nouveauDisque(t, bin, perd)
	}
	return c
}

// TestCoupures: 0 lost as the program is.
func TestCoupures(t *testing.T) {
	coupures(t, "coupures", construire(t), false)
}

// TestCoupuresSansSync: the campaign sees what a program that syncs less loses.
func TestCoupuresSansSync(t *testing.T) {
	for _, mode := range []string{"NORMAL", "OFF"} {
		t.Run(mode, func(t *testing.T) {
			c := coupures(t, "coupures-"+mode, construireSans(t, mode), true)
			if mode == "OFF" && c.Figures["bad"] == 0 {
				t.Error("nothing was lost by a program that never syncs: the campaign tests nothing")
			}
		})
	}
}

// TestCoupuresServeur cuts the power under the académie's server while a workstation
// sends: what it answered is still there when it starts again.
func TestCoupuresServeur(t *testing.T) {
	c := reprendre(t, "coupures-serveur")
	dir, d := t.TempDir(), forgetfs.NewDisk()
	monte := func(faire func()) {
		demonter, err := d.Mount(dir)
		if err != nil {
			t.Skipf("no file system may be mounted here: %v", err)
		}
		faire()
		if err := demonter(); err != nil {
			t.Fatal(err)
		}
	}
	b := banc0(t, memoire(t))
	b.base = filepath.Join(dir, "S")
	monte(func() {
		b.charger()
		b.raccorder()
		b.tuerServeur()
	})
	ops := 80
	for c.suivante(t) {
		b.h = rand.New(rand.NewPCG(uint64(c.Fois), 20230607))
		c.Fois++
		monte(func() {
			b.demarrer()
			d.Arm(1 + b.h.IntN(2*ops))
			for !d.Dead() {
				b.modifier(false)
				b.tenter(false, nil, "synchroniser")
			}
			b.tuerServeur()
		})
		d.Crash(b.h)
		var dit struct{ Emis, Attente int }
		if err := json.Unmarshal([]byte(b.exiger("delibctl", "--base", b.chemin("A"), "sync-etat", "--json")), &dit); err != nil {
			t.Fatal(err)
		}
		monte(func() {
			if p := b.vuDuServeur(); p.Balance.Emis < dit.Emis-dit.Attente {
				t.Errorf("cut %d: the workstation holds %d answers, the server %d acts", c.Fois, dit.Emis-dit.Attente, p.Balance.Emis)
			}
		})
		c.Figures["answers held"] = dit.Emis - dit.Attente
	}
	c.Figures["marks announced"] += b.faits
	monte(func() {
		b.demarrer()
		b.conclure("power cuts of the server")
		b.tuerServeur()
	})
}

// construireSans builds delibctl with another synchronous than FULL.
func construireSans(t *testing.T, mode string) string {
	t.Helper()
	source, err := filepath.Abs("../../core/fond/fond.go")
	if err != nil {
		t.Fatal(err)
	}
	texte, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	change := strings.Replace(string(texte), "_pragma=synchronous(FULL)", "_pragma=synchronous("+mode+")", 1)
	if change == string(texte) {
		t.Fatal("the pragma is not where it was")
	}
	autre, calque := filepath.Join(dir, "fond.go"), filepath.Join(dir, "calque.json")
	remplace, err := json.Marshal(map[string]map[string]string{"Replace": {source: autre}})
	if err != nil {
		t.Fatal(err)
	}
	for chemin, octets := range map[string][]byte{autre: []byte(change), calque: remplace} {
		if err := os.WriteFile(chemin, octets, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "build", "-overlay", calque, "-o", filepath.Join(dir, "delibctl"), "delib/cmd/delibctl")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// commandesEssayees are what a failing disk interrupts: an act, a plan with its papers, a
// copy, the closing of a jury with what it makes first.
var commandesEssayees = []struct {
	nom   string
	faire func(*disque) bool
}{
	{"a mark", (*disque).acte},
	{"a plan de secours", func(x *disque) bool { return x.seule("plan-secours-groupe1", "--jury", juryEssaye) }},
	{"a copy", func(x *disque) bool { return x.seule("copies", "--faire") }},
	{"a check", func(x *disque) bool { return x.seule("verifier") }},
}

// seule runs a command of which only the end matters.
func (x *disque) seule(args ...string) bool {
	out, err := x.commande(args...)
	x.dit = string(out)
	return err == nil
}

// TestErreurs: each operation of each command in turn is refused by the disk, once or
// from then on. What the program says is true: done, it is there; refused, it is not.
func TestErreurs(t *testing.T) {
	c := reprendre(t, "erreurs")
	x, tampon := nouveauDisque(t, construire(t), false), memoire(t)
	pannes := []struct {
		nom     string
		errno   syscall.Errno
		jusquAu bool
	}{{"EIO once", syscall.EIO, false}, {"EIO for good", syscall.EIO, true}, {"ENOSPC once", syscall.ENOSPC, false}, {"ENOSPC for good", syscall.ENOSPC, true}}
	ou := map[[2]int]int{} // the operation at which each fault of each command stands
	for c.suivante(t) {
		k := [2]int{c.Fois % len(pannes), c.Fois / len(pannes) % len(commandesEssayees)}
		p, commande := pannes[k[0]], commandesEssayees[k[1]]
		c.Fois++
		ou[k]++
		x.d.Fail(ou[k], p.errno, p.jusquAu)
		fait, avant := false, x.mark
		x.monte(func() { fait = commande.faire(x) })
		switch {
		case !x.d.Failed():
			ou[k] = 0 // the command has no such operation: from the first again
			c.Figures["rounds of "+commande.nom]++
			if !fait {
				t.Errorf("%s: refused on a sound disk: %s", commande.nom, x.dit)
			}
		case fait:
			c.Figures["done all the same"]++
		default:
			c.Figures["refused"]++
		}
		essaye := x.essai
		x.d.Arm(0)
		faute := x.lire(filepath.Join(tampon, fmt.Sprint(c.Fois)))
		if faute == "" && essaye != "" && !memeNote(x.mark, avant) {
			c.Figures["refused and recorded"]++
		}
		if faute != "" {
			t.Errorf("%s, %s at operation %d: %s", commande.nom, p.nom, ou[k], faute)
		}
	}
}
