package client_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"delib/core/dossier/dossiertest"
	"delib/core/empreinte"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/store"
	"delib/sync/client"
	"delib/sync/server"
	"delib/sync/wire"
)

// academie is a server that answers on loopback, as delibd does.
type academie struct {
	s              *server.Serveur
	url, empreinte string
	moitie         atomic.Bool // it cuts its answers
}

func ouvrirAcademie(t testing.TB, jurys, candidats int) *academie {
	t.Helper()
	ctx := context.Background()
	d, err := server.OuvrirSQLite(ctx, filepath.Join(t.TempDir(), "delibd.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Fermer() })
	a := &academie{}
	if a.s, err = server.Nouveau(ctx, d, server.Options{}); err != nil {
		t.Fatal(err)
	}
	c := dossiertest.Fabriquer(jurys, candidats)
	if _, err := a.s.Charger(ctx, c.Centre, c.Jurys, "DEC"); err != nil {
		t.Fatal(err)
	}
	certificat, empreinte, err := a.s.Certificat(ctx, "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	a.empreinte = empreinte
	routes := a.s.Routes(slog.New(slog.DiscardHandler))
	h := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.moitie.Load() {
			w = &moitie{ResponseWriter: w}
		}
		routes.ServeHTTP(w, r)
	}))
	h.TLS = server.ConfigurerTLS(certificat)
	h.StartTLS()
	t.Cleanup(h.Close)
	a.url = h.URL
	return a
}

// moitie writes half of what it is given.
type moitie struct{ http.ResponseWriter }

func (m *moitie) Write(p []byte) (int, error) {
	_, err := m.ResponseWriter.Write(p[:len(p)/2])
	return len(p), err
}

// poste is a workstation with its base.
func poste(t testing.TB) (*store.Base, *client.Client) {
	t.Helper()
	b, err := store.Ouvrir(context.Background(), t.TempDir(), store.Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Fermer() })
	return b, client.Nouveau(b, time.Now, "essai")
}

// relie gives a workstation that is enrolled and in step.
func relie(t testing.TB, a *academie) (*store.Base, *client.Client, *client.HTTP) {
	t.Helper()
	ctx := context.Background()
	b, c := poste(t)
	code, err := a.s.Enroler(ctx, "0250001R", "", "")
	if err != nil {
		t.Fatal(err)
	}
	l, err := client.Relier(a.url, a.empreinte, b.Cle())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Fermer)
	if _, err := c.Raccorder(ctx, l, code, a.url, a.empreinte); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Synchroniser(ctx, l); err != nil {
		t.Fatal(err)
	}
	return b, c, l
}

func modifier(t testing.TB, b *store.Base, code, valeur string) {
	t.Helper()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	err = b.Agir(context.Background(), p, []jury.Lot{{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		c := d.Candidats[0]
		return []jury.Acte{{Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: c.Cle, Epreuve: "U1", Groupe: 1}, De: c.Valeur("U1", 1).Texte(), Vers: valeur,
			Motif: "m", Auteur: "Présidente", Role: examen.RoleJury}}, nil
	}}})
	if err != nil {
		t.Fatal(err)
	}
}

// TestReponses: what is not the server, or not whole, has its message, and
// nothing is lost.
func TestReponses(t *testing.T) {
	ctx := context.Background()
	a := ouvrirAcademie(t, 1, 3)
	b, c, _ := relie(t, a)
	modifier(t, b, "31310", "3.00")
	page := func(statut int, genre, texte string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", genre)
			w.WriteHeader(statut)
			_, _ = io.WriteString(w, texte)
		}
	}
	var bombe bytes.Buffer
	z, _ := gzip.NewWriterLevel(&bombe, gzip.BestCompression)
	_, _ = io.WriteString(z, `{"generation":"`)
	zeros := bytes.Repeat([]byte("0"), 1<<20)
	for range wire.MaxContenu>>20 + 2 {
		_, _ = z.Write(zeros)
	}
	_ = z.Close()
	for nom, cas := range map[string]struct {
		page     http.HandlerFunc
		contient string
	}{
		"captive portal":     {page(200, "text/html", "<html>Bienvenue sur le réseau du lycée</html>"), "portail captif"},
		"portal that mimics": {page(200, wire.Type, "<html>"), "coupée ou abîmée"},
		"redirect":           {page(302, "text/html", ""), "portail captif"},
		"forbidden":          {page(403, "text/html", "filtré"), "portail captif"},
		"server in trouble":  {page(502, "text/html", "bad gateway"), "en difficulté"},
		"too large":          {page(413, "text/html", ""), "message trop gros"},
		"empty":              {page(200, wire.Type, ""), "coupée ou abîmée"},
		"bomb":               {page(200, wire.Type, bombe.String()), "portail captif"},
	} {
		t.Run(nom, func(t *testing.T) {
			h := httptest.NewTLSServer(cas.page)
			defer h.Close()
			l, err := client.Relier(h.URL, empreinte.De(h.Certificate().Raw), b.Cle())
			if err != nil {
				t.Fatal(err)
			}
			defer l.Fermer()
			_, err = c.Synchroniser(ctx, l)
			if r, ok := examen.EstRefus(err); !ok || r.Code != examen.CodeReseau || !strings.Contains(r.Error(), cas.contient) ||
				!strings.Contains(r.Error(), "Rien n’est perdu") {
				t.Errorf("%v", err)
			}
		})
	}
	a.moitie.Store(true)
	l, err := client.Relier(a.url, a.empreinte, b.Cle())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Synchroniser(ctx, l); !strings.Contains(fmt.Sprint(err), "coupée ou abîmée") {
		t.Errorf("half an answer: %v", err)
	}
	a.moitie.Store(false)
	s, err := b.Balance(ctx)
	if err != nil || s.Attente != 1 {
		t.Errorf("%+v, %v: the act waits", s, err)
	}
	if _, err := c.Synchroniser(ctx, l); err != nil {
		t.Fatal(err)
	}
	if s, err = b.Balance(ctx); err != nil || s.Attente != 0 || s.Acceptes != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestAutreServeur: another certificate is told from ours, before anything is said.
func TestAutreServeur(t *testing.T) {
	a, autre := ouvrirAcademie(t, 1, 1), ouvrirAcademie(t, 1, 1)
	b, c, _ := relie(t, a)
	l, err := client.Relier(autre.url, a.empreinte, b.Cle())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Synchroniser(context.Background(), l); !strings.Contains(fmt.Sprint(err), "pas l’empreinte attendue") {
		t.Errorf("%v", err)
	}
	// The right certificate of a server that does not know this workstation.
	l, err = client.Relier(autre.url, autre.empreinte, b.Cle())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Synchroniser(context.Background(), l); examen.CodeDe(err) != examen.CodeIdentite {
		t.Errorf("%v", err)
	}
}

// TestGrosCorps: a body of 1 GB, plain or as a bomb, is refused with the memory flat.
func TestGrosCorps(t *testing.T) {
	if testing.Short() {
		t.Skip("moves a gigabyte")
	}
	a := ouvrirAcademie(t, 1, 1)
	b, _, _ := relie(t, a)
	cle, err := client.Relier(a.url, a.empreinte, b.Cle())
	if err != nil {
		t.Fatal(err)
	}
	defer cle.Fermer()
	var avant, apres runtime.MemStats
	runtime.ReadMemStats(&avant)
	for nom, corps := range map[string]io.Reader{
		"plain": io.LimitReader(zero{}, 1<<30),
		"bomb":  compresser(io.LimitReader(zero{}, 1<<30)),
	} {
		texte, err := cle.Brut(context.Background(), corps)
		if err == nil && texte == http.StatusOK {
			t.Errorf("%s: taken", nom)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&apres)
	if d := int64(apres.HeapAlloc) - int64(avant.HeapAlloc); d > 64<<20 {
		t.Errorf("%d MB stayed", d>>20)
	}
}

type zero struct{}

func (zero) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func compresser(r io.Reader) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		z := gzip.NewWriter(pw)
		_, err := io.WriteString(z, `{"poste":"`)
		if err == nil {
			_, err = io.Copy(z, r)
		}
		if err == nil {
			err = z.Close()
		}
		_ = pw.CloseWithError(err)
	}()
	return pr
}

// TestEvenements: an act of the académie reaches a workstation that watches
// within two seconds, without polling.
func TestEvenements(t *testing.T) {
	a := ouvrirAcademie(t, 1, 3)
	b, c, _ := relie(t, a)
	ctx, arreter := context.WithCancel(context.Background())
	jurys := make(chan []string, 100)
	v := client.Veiller(c, func(_ client.Etat, js []string) { jurys <- js })
	fini := make(chan struct{})
	go func() { v.Courir(ctx); close(fini) }()
	time.Sleep(700 * time.Millisecond) // the stream is open, the first exchange is done
	for len(jurys) > 0 {
		<-jurys
	}
	depart := time.Now()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	// Another workstation makes the jury move.
	b2, c2, l2 := relie(t, a)
	err = b2.Agir(ctx, p, []jury.Lot{{Jury: "31310", Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		return []jury.Acte{{Genre: jury.GenreAvancer, De: "110", Vers: "105", Motif: "m", Auteur: "Chef", Role: examen.RoleCentre}}, nil
	}}})
	if err == nil {
		_, err = c2.Synchroniser(ctx, l2)
	}
	if err == nil {
		_, err = a.s.Avancer(ctx, "", []string{"31310"}, "110", "DEC")
	}
	if err != nil {
		t.Fatal(err)
	}
	for {
		select {
		case <-jurys:
		case <-time.After(5 * time.Second):
			t.Fatal("nothing came")
		}
		if d, err := b.Charger(ctx, "31310"); err == nil && d.Epoque == 2 {
			break
		}
	}
	if d := time.Since(depart); d > client.Sondage/2 {
		t.Errorf("%v: polling brought it", d)
	}
	if e := v.Etat(); !e.EnLigne || !e.Raccorde || !e.Balance.Juste() {
		t.Errorf("%+v", e)
	}
	arreter()
	<-fini
}

// TestHorloge: a clock that is years off changes nothing but a message.
func TestHorloge(t *testing.T) {
	a := ouvrirAcademie(t, 1, 3)
	b, err := store.Ouvrir(context.Background(), t.TempDir(), store.Options{Creer: true, Horloge: dixAnsAvant})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	c := client.Nouveau(b, dixAnsAvant, "essai")
	code, err := a.s.Enroler(context.Background(), "0250001R", "", "")
	if err != nil {
		t.Fatal(err)
	}
	l, err := client.Relier(a.url, a.empreinte, b.Cle())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Raccorder(context.Background(), l, code, a.url, a.empreinte); err != nil {
		t.Fatal(err)
	}
	r, err := c.Synchroniser(context.Background(), l)
	if err != nil || r.Decalage < 9*365*24*time.Hour {
		t.Errorf("%v, %v", r.Decalage, err)
	}
}

func dixAnsAvant() time.Time { return time.Now().AddDate(-10, 0, 0) }

// TestOctets counts what travels: a first synchronisation, and one act.
func TestOctets(t *testing.T) {
	a := ouvrirAcademie(t, 25, 40)
	var octets atomic.Int64
	relais := compteur(t, strings.TrimPrefix(a.url, "https://"), &octets)
	a.url = "https://" + relais
	b, c, l := relie(t, a)
	premier := octets.Swap(0)
	modifier(t, b, "31310", "3.00")
	if _, err := c.Synchroniser(context.Background(), l); err != nil {
		t.Fatal(err)
	}
	acte := octets.Load()
	t.Logf("first synchronisation of 1,000 candidates: %d bytes; one act: %d bytes", premier, acte)
	if premier > 1<<20 || acte > 2<<10 {
		t.Errorf("%d and %d bytes on the wire: 1 MB and 2 KB are the bounds", premier, acte)
	}
}

// compteur relays TCP and counts the bytes of both ways.
func compteur(t *testing.T, vers string, octets *atomic.Int64) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	copier := func(de, a net.Conn) {
		buf := make([]byte, 32<<10)
		for {
			n, err := de.Read(buf)
			octets.Add(int64(n))
			if _, e := a.Write(buf[:n]); err != nil || e != nil {
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
				return
			}
			go copier(x, y)
			go copier(y, x)
		}
	}()
	return l.Addr().String()
}
