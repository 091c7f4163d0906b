package page

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestSlowsDownNeverLocks: three tries for nothing, then longer waits, bounded; a
// success, the time or another clock frees.
func TestSlowsDownNeverLocks(t *testing.T) {
	t0 := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	l := &Lenteur{Horloge: func() time.Time { return t0 }}
	var attentes []time.Duration
	for range 12 {
		attentes = append(attentes, l.Attente("login", "adresse"))
		l.Echouer("login", "adresse")
	}
	for i, veut := range []int{0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30} {
		if attentes[i] != time.Duration(veut)*time.Second {
			t.Errorf("after %d failures: %v", i, attentes[i])
		}
	}
	if l.Attente("autre") != 0 || l.Attente("autre", "adresse") == 0 {
		t.Error("an address that failed does not wait under another name")
	}
	t0 = t0.Add(31 * time.Second)
	if a := l.Attente("login"); a != 0 {
		t.Errorf("after the wait: %v", a)
	}
	l.Echouer("login")
	t0 = t0.Add(-time.Hour)
	if a := l.Attente("login"); a != 0 {
		t.Errorf("a clock set back makes one wait %v", a)
	}
	t0 = t0.Add(2 * time.Hour)
	l.Echouer("login")
	if a := l.Attente("login"); a != 0 {
		t.Errorf("failures of an hour ago count: %v", a)
	}
	l.Reussir("login")
}

// TestAFormSentTwiceIsOneAct: at once or later, the second one learns where the first led.
func TestAFormSentTwiceIsOneAct(t *testing.T) {
	var j Jetons
	var actes atomic.Int32
	var attente sync.WaitGroup
	for range 20 {
		attente.Go(func() {
			suite, premier := j.Prendre("x")
			if premier {
				actes.Add(1)
				time.Sleep(5 * time.Millisecond)
				j.Rendre("x", "/fait")
				return
			}
			if suite != "/fait" {
				t.Errorf("led to %q", suite)
			}
		})
	}
	attente.Wait()
	if actes.Load() != 1 {
		t.Errorf("%d acts", actes.Load())
	}
	if _, premier := j.Prendre("y"); !premier {
		t.Error("another form is taken for this one")
	}
	j.Rendre("y", "")
	if _, premier := j.Prendre("y"); !premier {
		t.Error("a form that did nothing cannot be sent again")
	}
	for i := range jetonsGardes + 10 {
		k := strings.Repeat("z", i%7) + time.Duration(i).String()
		j.Prendre(k)
		j.Rendre(k, "/")
	}
	if len(j.suites) > jetonsGardes {
		t.Errorf("%d forms are remembered", len(j.suites))
	}
}

// TestHeaders: nothing from outside, nothing kept, nothing framed; the files are there.
func TestHeaders(t *testing.T) {
	h := Entetes(Statique())
	for _, f := range []string{"htmx.min.js", "htmx-sse.min.js", "delib.css", "salle.js"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/statique/"+f, nil))
		if w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: %d", f, w.Code)
		}
		for nom, veut := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
		} {
			if !strings.Contains(w.Header().Get(nom), veut) {
				t.Errorf("%s: %s", nom, w.Header().Get(nom))
			}
		}
		if csp := w.Header().Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'self'") {
			t.Error(csp)
		}
	}
}
