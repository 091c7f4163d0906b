//go:build e2e

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/store"
	"delib/ui"
)

// How long the desk waits: for the screen to answer, for it to come to rest,
// and for what was done to be found in the base.
const (
	attenteReponse = 15 * time.Second
	repos          = 400 * time.Millisecond
	attenteEffet   = 30 * time.Second
)

// What the pictures are read by: the colour of a button that stands out, that of the
// side menu and its width, and a place of the header that is white.
var (
	teintePrincipale = color.RGBA{R: 0x1F, G: 0x56, B: 0x73, A: 0xff}
	teinteMenu       = color.RGBA{R: 0xE8, G: 0xEC, B: 0xF1, A: 0xff}
)

const (
	largeurMenu = 284
	blancEntete = 142
)

// heureBureau is what the clock says, always.
const heureBureau = "2023-06-06T11:18:00+02:00"

// bureau is a person at a workstation: he sees the screen, has a keyboard and a
// mouse, and nothing else of the program.
type bureau struct {
	t       *testing.T
	maison  string // HOME of the program
	base    string // its data
	images  string // where the photographs go
	jury    string // of the session
	etape   string // what is being done
	numero  int
	memoire string // the screen, as the display keeps it
	delib   *exec.Cmd
	erreurs bytes.Buffer // what the program says on stderr
	env     []string
	graine  maphash.Seed
}

// racine is the top of the project.
func racine() string { return filepath.Join("..", "..") }

// nouveauBureau starts a display, a window manager and the real program; nom is
// that of the folder of the photographs, garnir fills the base before, or is nil.
func nouveauBureau(t *testing.T, nom, jury string, garnir func(*testing.T, string)) *bureau {
	t.Helper()
	images := filepath.Join(racine(), "bin", "e2e", nom)
	b := &bureau{t: t, maison: t.TempDir(), images: images, jury: jury, graine: maphash.MakeSeed(), etape: "demarrage"}
	b.base = filepath.Join(b.maison, "base")
	if err := errors.Join(os.RemoveAll(images), os.MkdirAll(images, 0o755), os.Mkdir(filepath.Join(b.maison, ".cache"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if garnir != nil {
		garnir(t, b.base)
	}
	b.memoire = filepath.Join(b.maison, "Xvfb_screen0")
	b.env = append(os.Environ(), "DISPLAY=:"+b.afficher(), "HOME="+b.maison, "LANG=C.UTF-8", "FYNE_PLATFORM=x11", "LIBGL_ALWAYS_SOFTWARE=1",
		"DELIB_HORLOGE="+heureBureau)
	b.patienter("the display", func() error { return b.commande("xdpyinfo").Run() })
	b.lancer(b.commande("openbox"))
	b.delib = b.commande(filepath.Join(racine(), "bin", "delib"), "--base", b.base)
	b.delib.Stderr = &b.erreurs
	b.lancer(b.delib)
	b.patienter("the window", func() error { return b.commande("xdotool", "search", "--name", "Délib").Run() })
	b.calmer()
	return b
}

// garnir fills a base with the centre of the tests, whose jurys are at 110 but those
// that have closed, as a demonstration: the acts of the académie can be simulated.
func garnir(t *testing.T, dossier string) {
	t.Helper()
	ctx := context.Background()
	octets, err := os.ReadFile(filepath.Join(racine(), "core", "dossier", "testdata", "dossier-bts-2023-06-0250001R.zip"))
	if err != nil {
		t.Fatal(err)
	}
	le, err := time.Parse(time.RFC3339, heureBureau)
	if err != nil {
		t.Fatal(err)
	}
	horloge := func() time.Time { return le }
	b, err := store.Ouvrir(ctx, dossier, store.Options{Creer: true, Horloge: horloge, Application: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s := activite.Nouveau(b, horloge, activite.DossierParDefaut(dossier))
	_, err = ui.ImporterDemonstration(ctx, s, octets, "Claire Martin")
	for _, code := range closBTS {
		_, e := s.ExaminerLivrets(ctx, code, nil, "Claire Martin")
		_, f := s.Clore(ctx, code, "Claire Martin")
		err = errors.Join(err, e, f)
	}
	if err != nil {
		t.Error(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
}

// afficher starts a display of the commonest size, which keeps its screen in a
// file, and gives the number that it chose.
func (b *bureau) afficher() string {
	b.t.Helper()
	lu, ecrit, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	defer lu.Close()
	c := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-fbdir", b.maison)
	c.ExtraFiles = []*os.File{ecrit}
	b.lancer(c)
	if err := ecrit.Close(); err != nil {
		b.t.Fatal(err)
	}
	ligne, err := bufio.NewReader(lu).ReadString('\n')
	if err != nil {
		b.t.Fatalf("no display: %v", err)
	}
	return strings.TrimSpace(ligne)
}

func (b *bureau) commande(nom string, args ...string) *exec.Cmd {
	c := exec.Command(nom, args...)
	c.Env = b.env
	return c
}

// lancer starts a program that ends with the test.
func (b *bureau) lancer(c *exec.Cmd) {
	b.t.Helper()
	if err := c.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM) // it may have ended by itself
		brusque := time.AfterFunc(5*time.Second, func() { _ = c.Process.Kill() })
		_ = c.Wait()
		brusque.Stop()
	})
}

// patienter waits until something is so, and fails with the name of the step.
func (b *bureau) patienter(quoi string, verifier func() error) {
	b.t.Helper()
	fin := time.Now().Add(attenteEffet)
	for {
		err := verifier()
		if err == nil {
			return
		}
		if time.Now().After(fin) {
			b.photographier("ECHEC-" + b.etape)
			b.t.Fatalf("step %q: %s: %v\n%s", b.etape, quoi, err, b.erreurs.String())
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// faire is one step of the session: what the person does, then what must be
// true of the base or of the files, seen from outside the window.
func (b *bureau) faire(etape string, gestes func(), effet func() error) {
	b.t.Helper()
	b.etape = etape
	b.t.Log(etape)
	gestes()
	b.patienter("the effect is not there", effet)
	b.calmer()
	b.numero++
	b.photographier(fmt.Sprintf("%02d-%s", b.numero, etape))
}

// touches presses keys, one after the other; each must be seen to do something.
func (b *bureau) touches(noms ...string) {
	b.t.Helper()
	for _, n := range noms {
		b.agir("key "+n, "key", "--clearmodifiers", n)
	}
}

// taper types a text where the focus is.
func (b *bureau) taper(texte string) {
	b.t.Helper()
	b.agir("type "+texte, "type", "--delay", "25", texte)
}

// aller goes to an entry by the search, as Ctrl+K opens it.
func (b *bureau) aller(entree string) {
	b.t.Helper()
	b.touches("ctrl+k")
	b.dialogue()
	b.taper(entree)
	b.touches("Return")
}

// confirmer says yes to the dialog that what was done opens.
func (b *bureau) confirmer() {
	b.t.Helper()
	b.dialogue()
	b.touches("Return")
}

// deplacer says yes to the dialog before a jury moves, where Enter alone says no.
func (b *bureau) deplacer() {
	b.t.Helper()
	b.dialogue()
	b.touches("Right", "Return")
}

// dialogue waits until a dialog stands over the window, which is then darker: on
// a slow machine it may come well after the screen first answers.
func (b *bureau) dialogue() {
	b.t.Helper()
	b.patienter("no dialog comes", func() error {
		if c := b.ecran().RGBAAt(blancEntete, 60); c.R > 0xE0 {
			return fmt.Errorf("the header is not in the shade: %v", c)
		}
		return nil
	})
	b.calmer()
}

// pret waits until the screen has read what it shows: the button that it is for can
// be used only then.
func (b *bureau) pret() {
	b.t.Helper()
	b.patienter("the screen is not ready", func() error {
		_, err := plusLongTrait(b.ecran(), teintePrincipale)
		return err
	})
	b.calmer()
}

// cliquer clicks at a place of the screen.
func (b *bureau) cliquer(p image.Point) {
	b.t.Helper()
	b.agir(fmt.Sprintf("click %v", p), "mousemove", fmt.Sprint(p.X), fmt.Sprint(p.Y), "click", "1")
}

// cliquerPrincipal clicks on the button that stands out: the one that the
// screen or the dialog is for.
func (b *bureau) cliquerPrincipal() {
	b.t.Helper()
	var p image.Point
	b.patienter("no button stands out", func() (err error) {
		p, err = plusLongTrait(b.ecran(), teintePrincipale)
		return err
	})
	b.cliquer(p.Add(image.Pt(0, 8)))
}

// plusLongTrait gives the middle of the longest run of a colour: the upper edge
// of the widest button of that colour.
func plusLongTrait(img *image.RGBA, teinte color.RGBA) (image.Point, error) {
	long, ou, m := 0, image.Point{}, img.Bounds()
	gauche := finDuMenu(img)
	for y := m.Min.Y; y < m.Max.Y; y++ {
		n := 0
		for x := gauche; x < m.Max.X; x++ {
			if img.RGBAAt(x, y) != teinte {
				n = 0
				continue
			}
			if n++; n > long {
				long, ou = n, image.Pt(x-n/2, y)
			}
		}
	}
	if long < 60 {
		return ou, errors.New("nothing of its colour is on the screen")
	}
	return ou, nil
}

// finDuMenu gives where the side menu ends, whose entry that is shown has the colour of a
// button: 0 where it is folded, or in the shade of a dialog.
func finDuMenu(img *image.RGBA) int {
	if img.RGBAAt(4, img.Bounds().Max.Y/2) == teinteMenu {
		return largeurMenu
	}
	return 0
}

// agir does something with the keyboard or the mouse, waits until the screen
// answers, then until it is at rest.
func (b *bureau) agir(quoi string, args ...string) {
	b.t.Helper()
	avant := b.empreinte()
	if texte, err := b.commande("xdotool", args...).CombinedOutput(); err != nil {
		b.t.Fatalf("step %q: %s: %v %s", b.etape, quoi, err, texte)
	}
	for fin := time.Now().Add(attenteReponse); b.empreinte() == avant; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(fin) {
			b.photographier("ECHEC-" + b.etape)
			b.t.Fatalf("step %q: %s: nothing happens on the screen\n%s", b.etape, quoi, b.erreurs.String())
		}
	}
	b.calmer()
}

// calmer waits until the screen is at rest.
func (b *bureau) calmer() {
	depuis, vu := time.Now(), b.empreinte()
	for fin := time.Now().Add(attenteReponse); time.Since(depuis) < repos && time.Now().Before(fin); time.Sleep(25 * time.Millisecond) {
		if e := b.empreinte(); e != vu {
			depuis, vu = time.Now(), e
		}
	}
}

func (b *bureau) empreinte() uint64 {
	octets, err := os.ReadFile(b.memoire)
	if err != nil {
		b.t.Fatal(err)
	}
	return maphash.Bytes(b.graine, octets)
}

// ecran reads what the display shows, in the format of xwd.
func (b *bureau) ecran() *image.RGBA {
	b.t.Helper()
	octets, err := os.ReadFile(b.memoire)
	if err != nil || len(octets) < 100 {
		b.t.Fatalf("the screen is not to be read: %v", err)
	}
	entete := func(i int) int { return int(binary.BigEndian.Uint32(octets[4*i:])) }
	debut, largeur, hauteur, ligne := entete(0)+entete(19)*12, entete(4), entete(5), entete(12)
	img := image.NewRGBA(image.Rect(0, 0, largeur, hauteur))
	for y := range hauteur {
		for x := range largeur {
			de, vers := octets[debut+y*ligne+4*x:], img.Pix[img.PixOffset(x, y):]
			vers[0], vers[1], vers[2], vers[3] = de[2], de[1], de[0], 0xff
		}
	}
	return img
}

func (b *bureau) photographier(nom string) {
	f, err := os.Create(filepath.Join(b.images, nom+".png"))
	if err == nil {
		err = errors.Join((&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, b.ecran()), f.Close())
	}
	if err != nil {
		b.t.Error(err)
	}
}

// quitter closes the program by the keyboard and tells how it ended.
func (b *bureau) quitter() {
	b.t.Helper()
	b.etape = "quitter"
	if err := b.commande("xdotool", "key", "--clearmodifiers", "ctrl+q").Run(); err != nil {
		b.t.Fatal(err)
	}
	fini := make(chan error, 1)
	go func() { fini <- b.delib.Wait() }()
	select {
	case err := <-fini:
		if err != nil {
			b.t.Fatalf("the program ends with %v\n%s", err, b.erreurs.String())
		}
	case <-time.After(attenteEffet):
		b.t.Fatal("Ctrl+Q does not end the program")
	}
	if texte := b.erreurs.String(); strings.Contains(texte, "Error in Fyne call thread") || strings.Contains(texte, `"level":"ERROR"`) {
		b.t.Errorf("the program complains:\n%s", texte)
	}
}
