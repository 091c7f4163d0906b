package modele

import (
	"fmt"
	"time"
)

// Ecoule writes how long a run has taken so far.
func Ecoule(d time.Duration) string {
	s := int(d / time.Second)
	if s < 60 {
		return fmt.Sprintf("%d s", s)
	}
	return fmt.Sprintf("%d min %02d s", s/60, s%60)
}

// Part gives how far a run is, from 0 to 1, when the one before took so long;
// 0 when there was none. It never says that the run is over.
func Part(ecoule, prevu time.Duration) float64 {
	if prevu <= 0 {
		return 0
	}
	return min(0.97, float64(ecoule)/float64(prevu))
}
