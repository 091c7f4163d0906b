package client

import (
	"context"
	"sync"
	"time"

	"delib/core/ordre"
	"delib/sync/wire"
)

// Attente gives how long to wait before the nth try in a row that failed.
func Attente(echecs int) time.Duration {
	if echecs <= 0 {
		return Sondage
	}
	return min(2*time.Second<<min(echecs-1, 5), time.Minute)
}

// Sondage is how often a workstation asks when nothing tells it to: the fallback
// of the stream of events, which some proxies cut.
const Sondage = 15 * time.Second

// Etat is where the exchange stands, for a person.
type Etat struct {
	Raccorde bool
	Centre   string
	EnLigne  bool
	Depuis   time.Time // of EnLigne
	Dernier  time.Time // last exchange that took place, zero when none
	Balance  ordre.Balance
	Postes   []wire.Poste
	Decalage time.Duration
	Erreur   error // of the last try, nil when it went well
}

// Veilleur keeps a workstation and its server in step as long as it runs.
type Veilleur struct {
	client  *Client
	horloge func() time.Time
	relier  func(*ordre.Raccordement) (*HTTP, error)
	change  func(Etat, []string) // state, jurys made again

	reveil chan struct{}
	mu     sync.Mutex
	etat   Etat
}

// Veiller prepares a watch. change hears of every new state, from the watch's
// own goroutine.
func Veiller(c *Client, change func(Etat, []string)) *Veilleur {
	v := &Veilleur{client: c, horloge: c.horloge, change: change, reveil: make(chan struct{}, 1)}
	v.relier = func(r *ordre.Raccordement) (*HTTP, error) { return Relier(r.URL, r.Empreinte, c.journal.Cle()) }
	return v
}

// Reveiller makes the next exchange come at once: an act was just made.
func (v *Veilleur) Reveiller() {
	select {
	case v.reveil <- struct{}{}:
	default:
	}
}

// Etat gives the present state.
func (v *Veilleur) Etat() Etat {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.etat
}

// Courir watches until the context ends. A base without a server waits until
// it has one.
func (v *Veilleur) Courir(ctx context.Context) {
	echecs := 0
	var lien *HTTP
	var de ordre.Raccordement
	quitter := func() {} // the server that is listened to
	defer func() { quitter() }()
	for ctx.Err() == nil {
		rac, err := v.client.journal.Raccordement(ctx)
		if err == nil && rac != nil && rac.URL != "" && (lien == nil || de.URL != rac.URL || de.Empreinte != rac.Empreinte) {
			quitter()
			if lien, err = v.relier(rac); err == nil {
				de = *rac
				ecoute, arreter := context.WithCancel(ctx)
				quitter = func() {
					arreter()
					lien.Fermer()
				}
				go v.ecouter(ecoute, lien)
			} else {
				quitter = func() {}
			}
		}
		var b Bilan
		if err == nil && lien != nil {
			b, err = v.client.Synchroniser(ctx, lien)
		}
		if err != nil {
			echecs++
		} else {
			echecs = 0
		}
		v.dire(ctx, rac, lien != nil, b, err)
		select {
		case <-ctx.Done():
		case <-v.reveil:
		case <-time.After(Attente(echecs)):
		}
	}
}

// ecouter wakes the watch each time that the server has something new.
func (v *Veilleur) ecouter(ctx context.Context, lien *HTTP) {
	for echecs := 0; ctx.Err() == nil; echecs++ {
		depart := v.horloge()
		_ = lien.Ecouter(ctx, v.Reveiller) // polling goes on whatever happens to the stream
		if v.horloge().Sub(depart) > time.Minute {
			echecs = 0
		}
		select {
		case <-ctx.Done():
		case <-time.After(Attente(echecs + 1)):
		}
	}
}

// dire keeps the state and tells it.
func (v *Veilleur) dire(ctx context.Context, rac *ordre.Raccordement, relie bool, b Bilan, err error) {
	if ctx.Err() != nil {
		return
	}
	balance, e := v.client.journal.Balance(ctx)
	if e != nil && err == nil {
		err = e
	}
	v.mu.Lock()
	maintenant := v.horloge()
	enLigne := relie && err == nil
	if enLigne != v.etat.EnLigne || v.etat.Depuis.IsZero() {
		v.etat.Depuis = maintenant
	}
	v.etat.EnLigne, v.etat.Raccorde, v.etat.Balance, v.etat.Erreur = enLigne, rac != nil, balance, err
	if rac != nil {
		v.etat.Centre = rac.Centre
		if t, e := time.Parse(time.RFC3339, rac.Dernier); e == nil {
			v.etat.Dernier = t
		}
	}
	if enLigne {
		v.etat.Dernier, v.etat.Postes, v.etat.Decalage = maintenant, b.Postes, b.Decalage
	}
	etat := v.etat
	v.mu.Unlock()
	v.change(etat, b.Jurys)
}
