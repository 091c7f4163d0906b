package main

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestWindowFitsTheMonitor(t *testing.T) {
	for _, c := range []struct{ demande, ecran, veut fyne.Size }{
		{fyne.NewSize(1366, 680), fyne.NewSize(960, 508), fyne.NewSize(960, 508)},
		{fyne.NewSize(1366, 680), fyne.NewSize(1920, 1048), fyne.NewSize(1366, 680)},
		{fyne.NewSize(1000, 900), fyne.NewSize(1366, 736), fyne.NewSize(1000, 736)},
	} {
		if s := bornee(c.demande, c.ecran.Width, c.ecran.Height); s != c.veut {
			t.Errorf("%v in %v: %v", c.demande, c.ecran, s)
		}
	}
}
