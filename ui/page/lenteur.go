package page

import (
	"sync"
	"time"
)

// Lenteur slows down who fails, by name and by address, and never locks for good.
type Lenteur struct {
	Horloge func() time.Time

	mu     sync.Mutex
	echecs map[string]echec
}

type echec struct {
	combien int
	dernier time.Time
}

// The first failures cost nothing; the wait then doubles, up to a bound.
const (
	echecsGratuits = 3
	attenteMax     = 30 * time.Second
	oubli          = 15 * time.Minute
	auPlus         = 10000 // names and addresses that are remembered
)

// Attente gives how long who bears these keys has to wait before another try.
func (l *Lenteur) Attente(cles ...string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	var plus time.Duration
	for _, c := range cles {
		e, ok := l.echecs[c]
		if !ok || e.combien < echecsGratuits {
			continue
		}
		attente := min(time.Second<<min(e.combien-echecsGratuits, 10), attenteMax)
		// A clock set back must not make anybody wait for years.
		if reste := attente - l.Horloge().Sub(e.dernier); reste > plus && reste <= attente {
			plus = reste
		}
	}
	return plus
}

// Echouer counts a failure.
func (l *Lenteur) Echouer(cles ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	maintenant := l.Horloge()
	if l.echecs == nil || len(l.echecs) > auPlus {
		l.echecs = map[string]echec{}
	}
	for _, c := range cles {
		e := l.echecs[c]
		if maintenant.Sub(e.dernier) > oubli {
			e.combien = 0
		}
		l.echecs[c] = echec{e.combien + 1, maintenant}
	}
}

// Reussir forgets the failures of these keys.
func (l *Lenteur) Reussir(cles ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range cles {
		delete(l.echecs, c)
	}
}
