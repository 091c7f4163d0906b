package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/client"
	"delib/sync/server"
	"delib/sync/wire"
)

const (
	postesCharge = 600
	dureeCharge  = 12 * time.Second
)

// posteCharge is a simulated workstation: it signs acts, and keeps what an
// exchange needs in memory.
type posteCharge struct {
	cle       ed25519.PrivateKey
	id        string
	uai       string
	rang      int64
	precedent string
	valeur    string
	jury      string
	candidat  *jury.Candidat
	curseur   int64
	chaine    string
	vie       string
	lien      *client.HTTP
}

// agir makes one act and waits for its verdict.
func (p *posteCharge) agir(ctx context.Context, n int) (ordre.Verdict, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return ordre.Verdict{}, err
	}
	vers := fmt.Sprintf("%d.00", 1+n%18)
	x, err := jury.Sceller(jury.Acte{ID: id.String(), Poste: p.id, Rang: p.rang + 1, Precedent: p.precedent, Genre: jury.GenreModifier, Jury: p.jury,
		Cle: jury.CleActe{Cle: p.candidat.Cle, Epreuve: "U1", Groupe: 1}, De: p.valeur, Vers: vers, Motif: "m", Auteur: "Présidente", Role: examen.RoleJury,
		Horodatage: time.Now().Format(time.RFC3339)}, p.cle)
	if err != nil {
		return ordre.Verdict{}, err
	}
	r, err := p.lien.Echanger(ctx,
		&wire.Demande{
			Version: wire.VersionDe(p.id), NomsEntiers: true, Poste: p.id, Generation: p.vie, Curseur: p.curseur, Chaine: p.chaine, Complet: true, Attente: 1, Actes: []jury.ActeScelle{x},
		})
	if err != nil {
		return ordre.Verdict{}, err
	}
	if r.Refus != nil {
		return ordre.Verdict{}, r.Refus.Erreur()
	}
	p.rang, p.precedent, p.valeur, p.vie = p.rang+1, x.Empreinte(), vers, r.Generation
	for _, e := range r.Entrees {
		p.curseur, p.chaine = e.Ordre, ordre.Chainer(p.chaine, e.ID, e.Issue)
	}
	return r.Verdicts[0], nil
}

// BenchmarkAcademie: 600 workstations of 200 centres at once, over TLS, on one
// delibd and then on two, on one PostgreSQL. Every act waits for its verdict.
func BenchmarkAcademie(b *testing.B) {
	if os.Getenv("DELIB_POSTGRES") == "" {
		b.Skip("DELIB_POSTGRES gives the address of a PostgreSQL")
	}
	programme := filepath.Join(b.TempDir(), "delibd")
	cmd := exec.Command("go", "build", "-o", programme, "delib/cmd/delibd")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, instances := range []int{1, 2} {
		b.Run(fmt.Sprint(instances, " instances"), func(b *testing.B) {
			for b.Loop() {
				charge(b, programme, instances)
			}
		})
	}
}

func charge(b *testing.B, programme string, instances int) {
	ctx, arreter := context.WithCancel(context.Background())
	defer arreter()
	adresse := schemaPostgres(b)
	db, err := sql.Open("pgx", adresse)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	depot, err := server.OuvrirPostgres(ctx, db)
	if err != nil {
		b.Fatal(err)
	}
	s, err := server.Nouveau(ctx, depot, server.Options{})
	if err != nil {
		b.Fatal(err)
	}
	postes := preparerCharge(b, ctx, s)
	var liens []string
	var processus []*exec.Cmd
	var empreinte string
	for range instances {
		p := exec.CommandContext(ctx, programme, "servir", "--postgres", adresse, "--adresse", "127.0.0.1:0")
		p.Stderr = os.Stderr
		sortie, err := p.StdoutPipe()
		if err == nil {
			err = p.Start()
		}
		if err != nil {
			b.Fatal(err)
		}
		var pret, u, mot string
		if _, err := fmt.Fscan(sortie, &pret, &u, &mot, &empreinte); err != nil {
			b.Fatal(err)
		}
		liens, processus = append(liens, u), append(processus, p)
	}
	for i, p := range postes {
		if p.lien, err = client.Relier(liens[i%instances], empreinte, p.cle); err != nil {
			b.Fatal(err)
		}
		defer p.lien.Fermer()
	}
	mesurer(b, ctx, postes)
	for i, p := range processus {
		texte, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid))
		if err != nil {
			continue
		}
		for _, l := range strings.Split(string(texte), "\n") {
			if kb, ok := strings.CutPrefix(l, "VmHWM:"); ok {
				b.Logf("instance %d: %s at most", i+1, strings.TrimSpace(kb))
			}
		}
	}
	verifierCharge(b, ctx, s, postes)
}

// preparerCharge loads the centres and enrols the workstations, three a centre.
func preparerCharge(b *testing.B, ctx context.Context, s *server.Serveur) []*posteCharge {
	var postes []*posteCharge
	for n := range postesCharge / 3 {
		c := dossiertest.Fabriquer(3, 20)
		c.Centre.Lieu.UAI = fmt.Sprintf("%07dX", n)
		if _, err := s.Charger(ctx, c.Centre, c.Jurys, "DEC"); err != nil {
			b.Fatal(err)
		}
		for k := range 3 {
			_, cle, err := ed25519.GenerateKey(rand.Reader)
			if err != nil {
				b.Fatal(err)
			}
			x := c.Jurys[k].Candidats[0]
			p := &posteCharge{
				cle: cle, id: jury.IDPoste(ed25519.PublicKey(cle[32:])), uai: c.Centre.Lieu.UAI, jury: c.Jurys[k].Code, candidat: x,
				valeur: x.Valeur("U1", 1).Texte(),
			}
			code, err := s.Enroler(ctx, p.uai, "", "")
			if err != nil {
				b.Fatal(err)
			}
			r, err := s.Echanger(ctx, cle[32:], &wire.Demande{Version: wire.VersionDe(p.id), NomsEntiers: true, Poste: p.id, Enrolement: &wire.Enrolement{Code: code, Nom: "charge"}})
			if err != nil || r.Refus != nil {
				b.Fatal(err, r)
			}
			p.vie = r.Generation
			for _, e := range r.Entrees {
				p.curseur, p.chaine = e.Ordre, ordre.Chainer(p.chaine, e.ID, e.Issue)
			}
			postes = append(postes, p)
		}
	}
	return postes
}

func mesurer(b *testing.B, ctx context.Context, postes []*posteCharge) {
	var attente sync.WaitGroup
	var faits, refuses atomic.Int64
	temps := make([][]time.Duration, len(postes))
	// The 600 connections are made before the clock starts: a day has one morning.
	for i, p := range postes {
		attente.Go(func() {
			if _, err := p.agir(ctx, i); err != nil {
				b.Error(err)
			}
		})
	}
	attente.Wait()
	fin := time.Now().Add(dureeCharge)
	for i, p := range postes {
		attente.Go(func() {
			for n := i; time.Now().Before(fin); n++ {
				depart := time.Now()
				v, err := p.agir(ctx, n)
				if err != nil {
					b.Error(err)
					return
				}
				if v.Issue == jury.IssueAccepte || v.Issue == jury.IssueIdentique {
					faits.Add(1)
				} else {
					refuses.Add(1)
				}
				temps[i] = append(temps[i], time.Since(depart))
			}
		})
	}
	attente.Wait()
	tous := slices.Concat(temps...)
	slices.Sort(tous)
	if len(tous) == 0 {
		b.Fatal("nothing was done")
	}
	b.ReportMetric(float64(faits.Load())/dureeCharge.Seconds(), "actes/s")
	b.ReportMetric(float64(tous[len(tous)/2].Milliseconds()), "ms-p50")
	b.ReportMetric(float64(tous[len(tous)*99/100].Milliseconds()), "ms-p99")
	if refuses.Load() > 0 {
		b.Errorf("%d acts were not accepted", refuses.Load())
	}
}

// verifierCharge counts what the server holds against what was acknowledged.
func verifierCharge(b *testing.B, ctx context.Context, s *server.Serveur, postes []*posteCharge) {
	es, err := s.Etats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	rangs := map[string]int64{}
	for _, e := range es {
		for _, p := range e.Postes {
			rangs[p.ID] = p.Rang
		}
	}
	for _, p := range postes {
		if rangs[p.id] != p.rang {
			b.Errorf("workstation %s: %d acts acknowledged, %d there", p.id, p.rang, rangs[p.id])
		}
	}
}

func schemaPostgres(b *testing.B) string {
	nom := fmt.Sprintf("t%d", time.Now().UnixNano())
	racine, err := sql.Open("pgx", os.Getenv("DELIB_POSTGRES"))
	if err == nil {
		_, err = racine.Exec("CREATE SCHEMA " + nom)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_, _ = racine.Exec("DROP SCHEMA " + nom + " CASCADE")
		_ = racine.Close()
	})
	u, err := url.Parse(os.Getenv("DELIB_POSTGRES"))
	if err != nil {
		b.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", nom)
	u.RawQuery = q.Encode()
	return u.String()
}
