package simtest

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/sync/server"
)

var (
	graines = flag.Int("graines", 60, "histories to draw")
	graine  = flag.Int("graine", 0, "one history to draw again")
	depart  = flag.Int("depart", 1, "first seed: another range, other histories")
)

const pasParHistoire = 60

// dossierRapide gives a folder in memory where there is one: a power cut is not
// what these tests are about.
func dossierRapide(t testing.TB) string {
	if dir, err := os.MkdirTemp("/dev/shm", "delib-sim-"); err == nil {
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		return dir
	}
	return t.TempDir()
}

// jouer plays the history of a seed and checks it.
func jouer(t testing.TB, n int, d Defauts) (trace []string, err error) {
	h := rand.New(rand.NewPCG(uint64(n), 20230607))
	o := Options{Postes: 1 + h.IntN(3), Jurys: 1 + h.IntN(2), Candidats: 3 + h.IntN(3), Defauts: d}
	if h.IntN(4) == 0 {
		o.Vieux = 1 + h.IntN(o.Postes)
	}
	o.Image = h.IntN(6) == 0
	m, err := Nouveau(context.Background(), dossierRapide(t), o)
	if err != nil {
		return nil, err
	}
	defer m.Fermer()
	if err = m.Histoire(h, pasParHistoire); err == nil {
		if err = m.Apaiser(); err == nil {
			err = m.Verifier()
		}
	}
	return m.Trace(), err
}

// TestGraines plays many histories. A failure prints its seed and its trace;
// -graine N plays it again.
func TestGraines(t *testing.T) {
	if *graine > 0 {
		trace, err := jouer(t, *graine, Defauts{})
		t.Logf("%s", strings.Join(trace, "\n"))
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	n := *graines
	if testing.Short() {
		n = 6
	}
	var jouees atomic.Int64
	for k := *depart; k < *depart+n; k++ {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			t.Parallel()
			defer func() {
				if x := jouees.Add(1); x%1000 == 0 {
					fmt.Fprintf(os.Stderr, "%d of %d histories\n", x, n)
				}
			}()
			if trace, err := jouer(t, k, Defauts{}); err != nil {
				fmt.Fprintf(os.Stderr, "seed %d: %v\n", k, err) // at once: the night is long
				t.Fatalf("seed %d: %v\n%s", k, err, strings.Join(trace, "\n"))
			}
		})
	}
}

// TestMutants: the histories catch a server that is broken on purpose.
func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("many histories")
	}
	for nom, d := range map[string]Defauts{
		"no epoch check": {Arbitre: func(p *examen.Profil, d jury.Dossier, a jury.Acte) server.Jugement {
			if a.Bouge() { // a move is taken whatever state its author saw
				a.Epoque, a.De = d.Epoque, d.Etat.Code()
				if a.Sorte().Clot {
					a.Arretes = decision.Arreter(p, &d)
				}
			}
			return server.Arbitrer(p, d, a)
		}},
		"no from check": {Arbitre: func(p *examen.Profil, d jury.Dossier, a jury.Acte) server.Jugement {
			if !a.Bouge() {
				a.De = a.Facette().Dans(&d)
			}
			return server.Arbitrer(p, d, a)
		}},
		"acknowledge before commit": {Oublie: 7},
	} {
		t.Run(nom, func(t *testing.T) {
			t.Parallel()
			var vu atomic.Bool
			for k := 1; k <= 60 && !vu.Load(); k++ {
				if _, err := jouer(t, k, d); err != nil {
					t.Logf("seed %d: %v", k, err)
					vu.Store(true)
				}
			}
			if !vu.Load() {
				t.Error("60 histories saw nothing")
			}
		})
	}
}

var recrire = flag.Bool("recrire", false, "write what the scenarios say now")

// TestScenarios plays the texts of testdata and compares what they say.
func TestScenarios(t *testing.T) {
	textes, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(textes) == 0 {
		t.Fatalf("%d scenarios, %v", len(textes), err)
	}
	for _, chemin := range textes {
		t.Run(filepath.Base(chemin), func(t *testing.T) {
			attendu, err := os.ReadFile(chemin)
			if err != nil {
				t.Fatal(err)
			}
			m, err := Nouveau(context.Background(), dossierRapide(t), Options{Postes: 2, Jurys: 1, Candidats: 4})
			if err != nil {
				t.Fatal(err)
			}
			defer m.Fermer()
			dit, err := m.Scenario(string(attendu))
			if err != nil {
				t.Fatal(err)
			}
			if err := m.noterFaits(); err != nil {
				t.Fatal(err)
			}
			if *recrire {
				if err := os.WriteFile(chemin, []byte(dit), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if dit != string(attendu) {
				t.Errorf("says now:\n%s", dit)
			}
			if err := m.Apaiser(); err != nil {
				t.Fatal(err)
			}
			if err := m.Verifier(); err != nil {
				t.Error(err)
			}
		})
	}
}
