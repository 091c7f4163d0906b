package modele

import (
	"testing"
	"time"
)

func TestElapsedAndPart(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		veut string
	}{{400 * time.Millisecond, "0 s"}, {59 * time.Second, "59 s"}, {65 * time.Second, "1 min 05 s"}} {
		if s := Ecoule(c.d); s != c.veut {
			t.Errorf("%v: %s", c.d, s)
		}
	}
	for _, c := range []struct {
		ecoule, prevu time.Duration
		veut          float64
	}{{time.Second, 0, 0}, {time.Second, 4 * time.Second, 0.25}, {9 * time.Second, 4 * time.Second, 0.97}} {
		if p := Part(c.ecoule, c.prevu); p != c.veut {
			t.Errorf("%v of %v: %v", c.ecoule, c.prevu, p)
		}
	}
}
