package store_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/core/store"
)

// TestKill kills a workstation that works, at any moment, again and again: what
// it said to be recorded must be there, and the base must be whole. The child
// prints a line only when Agir has returned.
func TestKill(t *testing.T) {
	if dir := os.Getenv("DELIB_TEST_ENFANT"); dir != "" {
		enfant(dir)
		return
	}
	cycles := 12
	if testing.Short() {
		cycles = 3
	}
	ctx, dir := context.Background(), t.TempDir()
	b, _ := charge(t, dir, bts)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	annonces, dernier := 0, ""
	for cycle := range cycles {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
		cmd.Env = append(os.Environ(), "DELIB_TEST_ENFANT="+dir)
		sortie, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// One life in four is cut at its start; the others once they work, however slow the machine is.
		tuer, attend := func() { _ = cmd.Process.Kill() }, cycle%4 != 3
		tue := time.AfterFunc(time.Duration(60+rand.IntN(150))*time.Millisecond, tuer)
		if attend {
			tue.Reset(time.Minute)
		}
		lignes := bufio.NewScanner(sortie)
		for lignes.Scan() {
			if attend {
				tue.Reset(time.Duration(rand.IntN(150)) * time.Millisecond)
				attend = false
			}
			if v, ok := strings.CutPrefix(lignes.Text(), "fait "); ok {
				annonces, dernier = annonces+1, v
			}
		}
		_, _ = io.Copy(io.Discard, sortie)
		_ = cmd.Wait() // killed: an error is expected
		tue.Stop()
		b, err := store.Ouvrir(ctx, dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		integre(t, b)
		v, err := b.Verifier(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if v.Actes < 6+annonces {
			t.Fatalf("%d acts announced, %d in the journal with the 6 of the import", annonces, v.Actes)
		}
		d, err := b.Charger(ctx, "31310")
		if err != nil {
			t.Fatal(err)
		}
		c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
		// The last act may be recorded and not yet announced: never the reverse.
		if n := int(c.Valeur("U1", 1).Note); dernier != "" {
			if attendu, _ := strconv.Atoi(dernier); n != attendu && n != suivante(attendu) {
				t.Fatalf("U1 = %d, announced %d", n, attendu)
			}
			dernier = strconv.Itoa(n) // what the next life starts from
		}
		if err := b.Fermer(); err != nil {
			t.Fatal(err)
		}
	}
	if annonces < cycles-cycles/4 {
		t.Errorf("only %d acts in %d lives: the test hardly tests", annonces, cycles)
	}
}

func suivante(n int) int { return (n + 50) % 2050 }

// enfant changes one mark for ever.
func enfant(dir string) {
	ctx := context.Background()
	b, err := store.Ouvrir(ctx, dir, store.Options{})
	if err != nil {
		fmt.Println("erreur", err)
		return
	}
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		fmt.Println("erreur", err)
		return
	}
	cle := jury.Cle{Numero: "02319252150", Inscription: "001"}
	for {
		d, err := b.Charger(ctx, "31310")
		if err != nil {
			fmt.Println("erreur", err)
			return
		}
		c, _ := d.Candidat(cle)
		n := suivante(int(c.Valeur("U1", 1).Note))
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", cle.String(), "U1", note.De(note.Note(n)).Texte())}); err != nil {
			fmt.Println("erreur", err)
			return
		}
		fmt.Println("fait", n)
	}
}
