package portail

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"delib/core/acces"
	"delib/core/activite"
	"delib/core/jury"
	"delib/core/portail"
	"delib/core/store"
	"delib/core/store/storetest"
)

// essai is a portal over the sample of the BTS, open for two jurys of five.
type essai struct {
	t       testing.TB
	p       *Portail
	s       *httptest.Server
	base    *store.Base
	service *activite.Service
	decale  atomic.Int64 // of the clock
	notes   []string
}

const (
	jury1, jury2 = "31310", "31408"
	candidat1    = "02319252150-001" // of the first
)

func ouvrir(t testing.TB) *essai {
	t.Helper()
	e := &essai{t: t}
	e.base, _ = storetest.Charger(t, t.TempDir(), "../../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip")
	e.service = activite.Nouveau(e.base, e.horloge, filepath.Join(t.TempDir(), "documents"))
	e.papillons(false)
	e.servir(portail.Ouverture{Jurys: []string{jury1, jury2}, Accord: "RSSI", Par: "Chef", Adresse: "127.0.0.1:0"})
	return e
}

func (e *essai) horloge() time.Time {
	return time.Date(2023, 6, 6, 9, 0, 0, 0, time.UTC).Add(time.Duration(e.decale.Load()))
}

func (e *essai) attendre(d time.Duration) { e.decale.Add(int64(d)) }

// papillons makes the slips of all jurys.
func (e *essai) papillons(nouveaux bool) {
	e.t.Helper()
	_, err := portail.Imprimer(context.Background(), e.base, portail.Papillons{
		Jurys: []string{jury1, jury2, "25302"}, URL: "https://x", Empreinte: "SHA256:00", Nouveaux: nouveaux, Motif: "m", Sortie: e.t.TempDir(), Par: "Chef", Le: e.horloge(),
	})
	if err != nil {
		e.t.Fatal(err)
	}
}

// servir opens the portal, or opens it again.
func (e *essai) servir(o portail.Ouverture) {
	e.t.Helper()
	e.servirA(o, e.horloge)
}

// servirA is servir by another clock.
func (e *essai) servirA(o portail.Ouverture, horloge func() time.Time) {
	e.t.Helper()
	if e.s != nil {
		e.s.Close()
	}
	if err := portail.Ouvrir(context.Background(), e.base, o); err != nil {
		e.t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		e.t.Fatal(err)
	}
	e.p, err = Nouveau(context.Background(), Options{Service: e.service, Depot: e.base, Ouverture: o, Ecoute: l, Horloge: horloge, Noter: func(f string, args ...any) {
		e.notes = append(e.notes, fmt.Sprintf(f, args...))
	}})
	if err != nil {
		e.t.Fatal(err)
	}
	e.s = httptest.NewUnstartedServer(e.p.Routes())
	e.s.Listener.Close()
	e.s.Listener = l
	e.s.Config.ErrorLog = log.New(io.Discard, "", 0)
	e.s.StartTLS()
	e.t.Cleanup(e.s.Close)
}

// navigateur is a browser without a script.
type navigateur struct {
	e *essai
	c *http.Client
}

func (e *essai) navigateur() *navigateur {
	jar, err := cookiejar.New(nil)
	if err != nil {
		e.t.Fatal(err)
	}
	return &navigateur{e, &http.Client{Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, Timeout: 20 * time.Second}} //nolint:gosec // of a test
}

func (e *essai) papillon(code string) (login, mot string) {
	e.t.Helper()
	return e.papillonDe("0250001R", "BTS", code)
}

func (e *essai) papillonDe(uai, examen, code string) (login, mot string) {
	e.t.Helper()
	t, err := acces.Charger(context.Background(), e.base)
	if err != nil {
		e.t.Fatal(err)
	}
	return acces.Login(uai, examen, code, 1), t.MotDePasse(code, 1)
}

// entrer signs a browser in.
func (e *essai) entrer(code string) *navigateur {
	e.t.Helper()
	n := e.navigateur()
	login, mot := e.papillon(code)
	if _, texte := n.poster("/connexion", "login", login, "mot_de_passe", mot); !strings.Contains(texte, `id="table-candidats"`) {
		e.t.Fatalf("jury %s cannot sign in:\n%s", code, texte)
	}
	return n
}

func (n *navigateur) faire(r *http.Request) (code int, texte string) {
	n.e.t.Helper()
	rep, err := n.c.Do(r)
	if err != nil {
		n.e.t.Fatal(err)
	}
	defer rep.Body.Close()
	b, err := io.ReadAll(rep.Body)
	if err != nil {
		n.e.t.Fatal(err)
	}
	return rep.StatusCode, string(b)
}

func (n *navigateur) ouvrir(lien string) (code int, texte string) {
	n.e.t.Helper()
	r, err := http.NewRequest(http.MethodGet, n.e.s.URL+lien, nil)
	if err != nil {
		n.e.t.Fatal(err)
	}
	return n.faire(r)
}

// poster sends a form: name, value, name, value…
func (n *navigateur) poster(lien string, champs ...string) (code int, texte string) {
	n.e.t.Helper()
	r, err := http.NewRequest(http.MethodPost, n.e.s.URL+lien, strings.NewReader(formulaireDe(champs).Encode()))
	if err != nil {
		n.e.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return n.faire(r)
}

func formulaireDe(champs []string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(champs); i += 2 {
		v.Add(champs[i], champs[i+1])
	}
	return v
}

// noter sends the form of a mark as the page has it.
func (n *navigateur) noter(geste, candidat, epreuve, valeur, motif string, autres ...string) (code int, texte string) {
	n.e.t.Helper()
	return n.poster("/jury/candidat/"+candidat+"/note", append([]string{"geste", geste, "epreuve", epreuve, "valeur", valeur, "motif", motif}, autres...)...)
}

// actes gives the acts of a jury.
func (e *essai) actes(code string) []jury.Acte {
	e.t.Helper()
	ss, err := e.base.Actes(context.Background(), code)
	if err != nil {
		e.t.Fatal(err)
	}
	as := make([]jury.Acte, len(ss))
	for i, s := range ss {
		if as[i], err = s.Lire(); err != nil {
			e.t.Fatal(err)
		}
	}
	return as
}

func (e *essai) dernier(code string) jury.Acte {
	as := e.actes(code)
	return as[len(as)-1]
}

// veut fails when a page lacks a text.
func veut(t testing.TB, page string, textes ...string) {
	t.Helper()
	for _, x := range textes {
		if !strings.Contains(page, x) {
			t.Errorf("%q is not in the page:\n%s", x, tronquer(page))
		}
	}
}

// sans fails when a page has a text.
func sans(t testing.TB, page string, textes ...string) {
	t.Helper()
	for _, x := range textes {
		if strings.Contains(page, x) {
			t.Errorf("%q is in the page", x)
		}
	}
}

func tronquer(page string) string {
	page = regexp.MustCompile(`\s+`).ReplaceAllString(page, " ")
	if _, corps, ok := strings.Cut(page, "<main"); ok {
		page = corps
	}
	return page[:min(len(page), 1500)]
}

func analyser(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// sansSuivre gives the browser that stays where it is led from.
func (n *navigateur) sansSuivre() *http.Client {
	c := *n.c
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

func entreeDe(ctx context.Context, code string) context.Context {
	return acces.Par(ctx, acces.Entree{Login: "l", Jury: code})
}
