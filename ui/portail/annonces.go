package portail

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// The events of the browsers.
const (
	evenementActe    = "acte"         // something of the jury changed
	evenementMessage = "message-chef" // the chef de centre says something
)

// annonces tells the browsers that listen.
type annonces struct {
	mua      sync.Mutex
	oreilles map[chan string]string // to the jury of each
}

func (a *annonces) ecouter(code string) (oreille chan string, fin func()) {
	oreille = make(chan string, 4)
	a.mua.Lock()
	defer a.mua.Unlock()
	if a.oreilles == nil {
		a.oreilles = map[chan string]string{}
	}
	a.oreilles[oreille] = code
	return oreille, func() {
		a.mua.Lock()
		defer a.mua.Unlock()
		delete(a.oreilles, oreille)
	}
}

// annoncer tells the rooms of a jury, or all with "". A browser that does not keep up
// misses nothing: the event says only that there is something to read.
func (a *annonces) annoncer(code, quoi string) {
	a.mua.Lock()
	defer a.mua.Unlock()
	for o, j := range a.oreilles {
		if code == "" || j == code {
			select {
			case o <- quoi:
			default:
			}
		}
	}
}

func (a *annonces) personne() bool {
	a.mua.Lock()
	defer a.mua.Unlock()
	return len(a.oreilles) == 0
}

// veilleTous is how often the base is asked what has changed while somebody listens:
// an act of the window or of the académie is seen within a second.
const veilleTous = 500 * time.Millisecond

// veiller tells the rooms of what changed in their jury, whoever changed it: a room, the
// window or the académie. What changed while nobody listened is told to who comes.
func (p *Portail) veiller(ctx context.Context) {
	rangs := map[string]int{}
	p.comparer(ctx, rangs)
	t := time.NewTicker(veilleTous)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if !p.personne() {
			p.comparer(ctx, rangs)
		}
	}
}

// comparer reads how many acts each jury has had, and tells of those that have had more.
func (p *Portail) comparer(ctx context.Context, rangs map[string]int) {
	es, err := p.Service.Entetes(ctx)
	if err != nil {
		if ctx.Err() == nil {
			p.Noter("watch of the portal: %v", err)
		}
		return
	}
	for _, e := range es {
		if vu, ok := rangs[e.Code]; ok && vu != e.Rang {
			p.annoncer(e.Code, evenementActe)
		}
		rangs[e.Code] = e.Rang
	}
}

// evenements tells a browser, as long as it listens.
func (v *visite) evenements() error {
	v.w.Header().Set("Content-Type", "text/event-stream")
	c := http.NewResponseController(v.w)
	_, _ = c.SetWriteDeadline(time.Time{}), c.SetReadDeadline(time.Time{}) // it lasts as long as the page
	oreille, fin := v.p.ecouter(v.s.Jury)
	defer fin()
	battement := time.NewTicker(15 * time.Second)
	defer battement.Stop()
	fmt.Fprint(v.w, "retry: 3000\n\n")
	for {
		if err := c.Flush(); err != nil {
			return nil //nolint:nilerr // the browser went
		}
		select {
		case <-v.ctx.Done():
			return nil
		case quoi := <-oreille:
			fmt.Fprintf(v.w, "event: %s\ndata: %s\n\n", quoi, quoi)
		case <-battement.C:
			fmt.Fprint(v.w, ": \n\n")
		}
	}
}
