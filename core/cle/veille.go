package cle

import (
	"context"
	"sync"
	"time"
)

// Veille keeps the key up to date beside the acts: none waits for it.
type Veille struct {
	cle     *Cle
	reveil  chan struct{}
	fin     chan struct{}
	arret   context.CancelFunc
	ctx     context.Context
	demarre sync.Once
}

// reprendreApres is how long a key that failed is left alone before it is tried again.
const reprendreApres = 20 * time.Second

// Veiller gives the watch of a key; it does nothing before it is woken.
func (c *Cle) Veiller(ctx context.Context) *Veille {
	v := &Veille{cle: c, reveil: make(chan struct{}, 1), fin: make(chan struct{})}
	v.ctx, v.arret = context.WithCancel(ctx)
	return v
}

// Reveiller says that something was done: the key is written in the background.
func (v *Veille) Reveiller() {
	v.demarre.Do(func() { go v.tourner() })
	select {
	case v.reveil <- struct{}{}:
	default: // it will see this too
	}
}

func (v *Veille) tourner() {
	defer close(v.fin)
	var encore <-chan time.Time
	for {
		select {
		case <-v.ctx.Done():
			return
		case <-v.reveil:
		case <-encore:
		}
		encore = nil
		if b, err := v.cle.Tenir(v.ctx); err != nil || b.Manque != "" {
			encore = time.After(reprendreApres)
		}
	}
}

// Fermer stops the watch; it tells whether it is over, a key that does not answer being
// waited for no longer than that.
func (v *Veille) Fermer(auPlus time.Duration) bool {
	v.arret()
	v.demarre.Do(func() { close(v.fin) })
	select {
	case <-v.fin:
		return true
	case <-time.After(auPlus):
		return false
	}
}

// Finir stops the watch and writes what is left, in the time given.
func (v *Veille) Finir(auPlus time.Duration) (*Bilan, error) {
	lente := &Bilan{Manque: "elle ne répond pas."}
	if !v.Fermer(auPlus) {
		return lente, nil
	}
	type fini struct {
		b   *Bilan
		err error
	}
	f := make(chan fini, 1)
	go func() {
		b, err := v.cle.Tenir(context.WithoutCancel(v.ctx))
		f <- fini{b, err}
	}()
	select {
	case x := <-f:
		return x.b, x.err
	case <-time.After(auPlus):
		return lente, nil
	}
}
