package client_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"delib/sync/client"
)

// BenchmarkPremiere: the first synchronisation of a centre of 1,000 candidates,
// over TLS on loopback, from an empty base to its 25 jurys.
func BenchmarkPremiere(b *testing.B) {
	a := ouvrirAcademie(b, 25, 40)
	ctx := context.Background()
	for b.Loop() {
		b.StopTimer()
		base, c := poste(b)
		code, err := a.s.Enroler(ctx, "0250001R", "", "")
		if err != nil {
			b.Fatal(err)
		}
		l, err := client.Relier(a.url, a.empreinte, base.Cle())
		if err == nil {
			_, err = c.Raccorder(ctx, l, code, a.url, a.empreinte)
		}
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := c.Synchroniser(ctx, l); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		l.Fermer()
		b.StartTimer()
	}
}

// BenchmarkUnActe: from Enter to the verdict: the act recorded on disk, sent,
// judged, recorded there, answered, taken in.
func BenchmarkUnActe(b *testing.B) {
	a := ouvrirAcademie(b, 25, 40)
	base, c, l := relie(b, a)
	n := 0
	for b.Loop() {
		n++
		modifier(b, base, "31310", fmt.Sprintf("%d.00", 1+n%18))
		if _, err := c.Synchroniser(context.Background(), l); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPanne: a day's 500 acts, sent after an outage.
func BenchmarkPanne(b *testing.B) {
	a := ouvrirAcademie(b, 25, 40)
	base, c, l := relie(b, a)
	n := 0
	var plus time.Duration
	for b.Loop() {
		b.StopTimer()
		for range 500 {
			n++
			modifier(b, base, fmt.Sprint(31310+n%25), fmt.Sprintf("%d.00", 1+n/25%18))
		}
		b.StartTimer()
		depart := time.Now()
		if _, err := c.Synchroniser(context.Background(), l); err != nil {
			b.Fatal(err)
		}
		plus = max(plus, time.Since(depart))
	}
	b.ReportMetric(float64(plus.Milliseconds()), "ms/pire")
}
