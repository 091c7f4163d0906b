package portail

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/dossier/dossiertest"
	"delib/core/portail"
	"delib/core/store/storetest"
)

var (
	dureeCharge = flag.Duration("charge", 20*time.Second, "how long the rooms of the benchmark work")
	rythme      = flag.Duration("rythme", 2*time.Second, "from one gesture of a browser to the next")
)

// BenchmarkSalles: 60 jurys of 60 candidates, three browsers each, that read pages, try
// marks and change them, while a plan de secours is made again and again beside them.
func BenchmarkSalles(b *testing.B) {
	for b.Loop() {
		charger(b)
	}
}

func charger(b *testing.B) {
	const jurys, parJury, navigateurs = 60, 60, 3
	ctx, arreter := context.WithCancel(context.Background())
	defer arreter()
	c := dossiertest.Fabriquer(jurys, parJury)
	base := storetest.Ouvrir(b, b.TempDir())
	if _, err := base.Importer(ctx, c.Centre, c.Jurys, "test"); err != nil {
		b.Fatal(err)
	}
	service := activite.Nouveau(base, time.Now, filepath.Join(b.TempDir(), "documents"))
	e := &essai{t: b, base: base, service: service}
	var codes []string
	for _, j := range c.Jurys {
		codes = append(codes, j.Code)
	}
	if _, err := portail.Imprimer(ctx, base, portail.Papillons{Jurys: codes, URL: "https://x", Empreinte: "SHA256:00", Sortie: b.TempDir(), Par: "Chef", Le: time.Now()}); err != nil {
		b.Fatal(err)
	}
	e.servirA(portail.Ouverture{Jurys: codes, Accord: "RSSI", Par: "Chef", Adresse: "x"}, time.Now)
	go e.p.veiller(ctx)
	var attente sync.WaitGroup
	ns := make([]*navigateur, 0, jurys*navigateurs)
	for _, code := range codes {
		for range navigateurs {
			n := e.navigateur()
			login, mot := e.papillonDe(c.Centre.Lieu.UAI, c.Centre.Examen, code)
			if codeHTTP, _ := n.poster("/connexion", "login", login, "mot_de_passe", mot); codeHTTP != http.StatusOK {
				b.Fatalf("%s cannot sign in", code)
			}
			ns = append(ns, n)
		}
	}
	var memoire runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memoire)
	avant := memoire.HeapAlloc
	attente.Go(func() {
		for ctx.Err() == nil {
			if _, err := service.Lancer(ctx, "plan-secours-groupe1", activite.Demande{Jurys: codes[:1], Titre: "x", Par: "Chef"}); err != nil && ctx.Err() == nil {
				b.Errorf("plan: %v", err)
				return
			}
			time.Sleep(200 * time.Millisecond)
		}
	})
	var faits atomic.Int64
	temps := make([][]time.Duration, len(ns))
	fin := time.Now().Add(*dureeCharge)
	var salles sync.WaitGroup
	for i, n := range ns {
		salles.Go(func() {
			d := c.Jurys[i/navigateurs]
			time.Sleep(rand.N(*rythme)) //nolint:gosec // of a test
			for k := 0; time.Now().Before(fin); k++ {
				depart := time.Now()
				cle := d.Candidats[(k*7+i)%len(d.Candidats)].Cle.String()
				code, texte := 0, ""
				switch k % 4 {
				case 0:
					code, texte = n.ouvrir("/jury")
				case 1:
					code, texte = n.ouvrir("/jury/candidat/" + cle)
				case 2:
					code, texte = n.noter("essayer", cle, "U1", fmt.Sprint(k%20), "m")
				case 3:
					code, texte = n.noter("confirmer", cle, "U1", fmt.Sprint((k+i)%20), "charge")
					faits.Add(1)
				}
				temps[i] = append(temps[i], time.Since(depart))
				if code != http.StatusOK {
					b.Errorf("%d: %s", code, tronquer(texte))
					return
				}
				time.Sleep(*rythme)
			}
		})
	}
	salles.Wait()
	arreter()
	attente.Wait()
	tous := slices.Concat(temps...)
	slices.Sort(tous)
	runtime.GC()
	runtime.ReadMemStats(&memoire)
	b.ReportMetric(float64(tous[len(tous)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(tous[len(tous)*99/100].Microseconds())/1000, "ms-p99")
	b.ReportMetric(float64(len(tous)), "pages")
	b.ReportMetric(float64(faits.Load()), "gestes")
	b.ReportMetric(float64(int64(memoire.HeapAlloc)-int64(avant))/(1<<20), "MiB-pris")
	b.ReportMetric(0, "ns/op")
}

// TestFirstPage: under 150 KB with all that it loads, and at once.
func TestFirstPage(t *testing.T) {
	e := ouvrir(t)
	n := e.navigateur()
	total := 0
	for _, lien := range []string{"/", "/statique/delib.css", "/statique/htmx.min.js", "/statique/htmx-sse.min.js", "/statique/salle.js"} {
		_, texte := n.ouvrir(lien)
		total += len(texte)
	}
	if total > 150<<10 {
		t.Errorf("the first page weighs %d bytes", total)
	}
	t.Logf("%d bytes", total)
}
