package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// cadence is how often the base is asked whether a centre's log grew: another
// process or another instance may have made it grow.
const cadence = 300 * time.Millisecond

// battement keeps a silent stream open through proxies.
const battement = 20 * time.Second

// veille asks the base for all who listen, once, as long as somebody listens.
type veille struct {
	mu      sync.Mutex
	ecoutes map[chan int64]string // → centre
	arreter context.CancelFunc
}

// ecouter gives the movements of a centre's log, the present one first.
func (s *Serveur) ecouter(centre string) (mouvements chan int64, partir func()) {
	v := &s.veille
	c := make(chan int64, 1)
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ecoutes == nil {
		v.ecoutes = map[chan int64]string{}
	}
	v.ecoutes[c] = centre
	if v.arreter == nil {
		ctx, arreter := context.WithCancel(context.Background())
		v.arreter = arreter
		go s.veiller(ctx)
	}
	return c, func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		delete(v.ecoutes, c)
		if len(v.ecoutes) == 0 {
			v.arreter()
			v.arreter = nil
		}
	}
}

func (s *Serveur) veiller(ctx context.Context) {
	tic := time.NewTicker(cadence)
	defer tic.Stop()
	for {
		// A failure is for the next turn: polling workstations ask by themselves.
		if m, err := s.mouvements(ctx); err == nil {
			s.veille.mu.Lock()
			for c, centre := range s.veille.ecoutes {
				select { // the latest is what counts: an older one that nobody read goes
				case <-c:
				default:
				}
				c <- m[centre]
			}
			s.veille.mu.Unlock()
		}
		select {
		case <-ctx.Done():
			return
		case <-tic.C:
		}
	}
}

// mouvements counts the entries of the log of each centre.
func (s *Serveur) mouvements(ctx context.Context) (map[string]int64, error) {
	m := map[string]int64{}
	lignes, err := s.depot.db.QueryContext(ctx, "SELECT id, mouvement FROM centres")
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		var id string
		var n int64
		err := scan(&id, &n)
		m[id] = n
		return err
	})
	return m, err
}

// evenements tells a workstation, as long as it listens, that the log of its
// centre grew. It brings no data: an exchange does.
func (s *Serveur) evenements(w http.ResponseWriter, r *http.Request) {
	p, err := s.posteParCle(r.Context(), s.depot.db, cleDe(r))
	if err != nil || p == nil || p.Etat != etatActif {
		http.Error(w, "poste non raccordé", http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store, no-transform")
	w.Header().Set("X-Accel-Buffering", "no")
	sortie := http.NewResponseController(w)
	mouvements, partir := s.ecouter(p.Centre)
	defer partir()
	dire := func(texte string) bool {
		_, err := io.WriteString(w, texte)
		return err == nil && sortie.Flush() == nil
	}
	var vu int64 = -1
	coeur := time.NewTicker(battement)
	defer coeur.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case n := <-mouvements:
			if n != vu && !dire(fmt.Sprintf("data: %d\n\n", n)) {
				return
			}
			vu = n
		case <-coeur.C:
			if !dire(": \n\n") {
				return
			}
		}
	}
}
