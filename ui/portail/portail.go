// Package portail is the rescue portal: the pages in which each jury deliberates in
// its own room, in a browser, on the school's own network. They draw the models of the
// window (ui/modele) and act by the same service, so that a rule or a label is the same.
//
// It knows no toolkit and no base. Who may open it, the slips and the certificate are
// core/portail's; what all pages share is ui/page's.
package portail

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"golang.org/x/net/netutil"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/portail"
	"delib/ui/eveil"
	"delib/ui/page"
)

// Options is what a portal is made of.
type Options struct {
	Service    *activite.Service
	Depot      portail.Depot
	Ouverture  portail.Ouverture
	Certificat tls.Certificate
	Empreinte  string
	Ecoute     net.Listener
	Horloge    func() time.Time
	// Noter writes a line in the program's log; never what a person typed.
	Noter func(format string, args ...any)
}

// Portail is an open portal.
type Portail struct {
	Options

	centre  *jury.Centre
	profil  *examen.Profil
	jetons  page.Jetons
	lenteur page.Lenteur
	annonces
	cleMur string // of the address that is shown on a wall

	mu       sync.Mutex
	salles   map[string]*salle // by the hash of their cookie
	appels   []Appel
	messages []Message
	vues     map[string]map[string]time.Time // by candidate: which rooms have his page open

	serveur *http.Server
	fini    chan struct{}
}

// Bounds: a room that does nothing locks, and is told before.
const (
	verrouApres  = 30 * time.Minute
	prevenuAvant = 2 * time.Minute
)

// Nouveau prepares a portal: the sessions that the base kept are good again.
func Nouveau(ctx context.Context, o Options) (*Portail, error) {
	c, p, err := o.Service.Centre(ctx)
	if err != nil {
		return nil, err
	}
	gardees, err := portail.Sessions(ctx, o.Depot)
	if err != nil {
		return nil, err
	}
	x := &Portail{Options: o, centre: c, profil: p, salles: map[string]*salle{}, vues: map[string]map[string]time.Time{}, cleMur: page.Tirer()[:16],
		fini: make(chan struct{})}
	x.lenteur.Horloge = o.Horloge
	for _, s := range gardees {
		if slices.Contains(o.Ouverture.Jurys, s.Jury) {
			x.salles[s.Empreinte] = &salle{Session: s}
		}
	}
	return x, nil
}

// URLMur is the address of the page for a wall.
func (p *Portail) URLMur() string { return p.URL() + "/avancement?cle=" + p.cleMur }

// Bounds of a connection: one that is slow ties up nobody else.
const (
	enteteMax  = 16 << 10
	lectureMax = 20 * time.Second
	reposMax   = 2 * time.Minute
	connexions = 1000 // at once: the next waits for one to end
)

// Servir answers until the context ends or the portal is stopped.
func (p *Portail) Servir(ctx context.Context) error {
	ctx, arreter := context.WithCancel(ctx)
	defer arreter()
	p.serveur = &http.Server{
		Handler: p.Routes(), TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{p.Certificat}},
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: lectureMax, IdleTimeout: reposMax, MaxHeaderBytes: enteteMax,
		ErrorLog: log.New(io.Discard, "", 0), BaseContext: func(net.Listener) context.Context { return ctx },
	}
	defer eveil.Garder("Le portail de secours est ouvert : des jurys délibèrent.")()
	go p.veiller(ctx)
	go func() {
		<-ctx.Done()
		fin, annuler := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer annuler()
		if p.serveur.Shutdown(fin) != nil {
			_ = p.serveur.Close()
		}
		close(p.fini)
	}()
	err := p.serveur.ServeTLS(netutil.LimitListener(p.Ecoute, connexions), "", "")
	arreter()
	<-p.fini
	if e := p.garderSessions(context.WithoutCancel(ctx)); e != nil {
		p.Noter("sessions of the portal: %v", e)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
