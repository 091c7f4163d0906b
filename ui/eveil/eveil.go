// Package eveil keeps this PC from going to sleep, and questions a shutdown, while other
// people depend on it: the rooms of the rescue portal.
//
// It asks the system and no more: where the system cannot be asked, nothing is promised.
package eveil

import "sync"

// Garder keeps the PC awake for a reason that the system may show, until what it gives
// is called.
func Garder(raison string) (relacher func()) { return sync.OnceFunc(garder(raison)) }
