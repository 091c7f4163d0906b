package page

import "sync"

// Jetons remembers the forms that were answered: one that is sent twice, by a double
// click or a browser that tries again, is one act.
type Jetons struct {
	mu     sync.Mutex
	faits  map[string]chan struct{}
	suites map[string]string
	ordre  []string
}

const jetonsGardes = 5000

// Prendre claims the key of a form. When another request has it, it waits for its end
// and gives where that one led; premier is then false. An empty key is nobody's.
func (j *Jetons) Prendre(jeton string) (suite string, premier bool) {
	if jeton == "" {
		return "", true
	}
	j.mu.Lock()
	if j.faits == nil {
		j.faits, j.suites = map[string]chan struct{}{}, map[string]string{}
	}
	fini, pris := j.faits[jeton]
	if !pris {
		j.faits[jeton] = make(chan struct{})
		j.mu.Unlock()
		return "", true
	}
	j.mu.Unlock()
	<-fini
	j.mu.Lock()
	defer j.mu.Unlock()
	suite, ok := j.suites[jeton]
	return suite, !ok // the other one failed: this one may try
}

// Rendre says where a form led; "" when it did nothing, so that it may be sent again.
func (j *Jetons) Rendre(jeton, suite string) {
	if jeton == "" {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	fini := j.faits[jeton]
	if suite == "" {
		delete(j.faits, jeton)
	} else {
		j.suites[jeton] = suite
		j.ordre = append(j.ordre, jeton)
		if len(j.ordre) > jetonsGardes {
			delete(j.faits, j.ordre[0])
			delete(j.suites, j.ordre[0])
			j.ordre = j.ordre[1:]
		}
	}
	select {
	case <-fini:
	default:
		close(fini)
	}
}
