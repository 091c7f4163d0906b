package modele

import (
	"testing"
	"time"
)

func midi(a int, m time.Month, j int) time.Time { return time.Date(a, m, j, 12, 0, 0, 0, time.UTC) }

func TestMonthsAreFrench(t *testing.T) {
	for _, x := range []struct {
		m              Mois
		titre          string
		premier, jours int
	}{
		{Mois{2023, time.June}, "juin 2023", 3, 30}, // a Thursday
		{Mois{2024, time.February}, "février 2024", 3, 29},
		{Mois{2026, time.June}, "juin 2026", 0, 30}, // a Monday
		{Mois{2023, time.October}, "octobre 2023", 6, 31},
	} {
		if p, n := x.m.Decalage(); x.m.Titre() != x.titre || p != x.premier || n != x.jours {
			t.Errorf("%s: %d %d", x.m.Titre(), p, n)
		}
	}
	if d := PlusMois(midi(2024, time.January, 31), 1); !d.Equal(midi(2024, time.February, 29)) {
		t.Errorf("a month after 31/01/2024: %v", d)
	}
	if d := PlusMois(midi(2024, time.January, 15), -1); !d.Equal(midi(2023, time.December, 15)) {
		t.Errorf("a month before 15/01/2024: %v", d)
	}
}
