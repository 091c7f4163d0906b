package client_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"delib/sync/client"
)

// TestSuivi: a watch tells of the jurys that others changed and not of this
// workstation's own work; a person's exchange goes between two of its own; nothing
// is told once it is closed.
func TestSuivi(t *testing.T) {
	ctx := context.Background()
	a := ouvrirAcademie(t, 2, 3)
	autre, ca, la := relie(t, a)
	b, c, l := relie(t, a)
	l.Fermer()
	dits := make(chan []string, 100)
	s := client.Suivre(c, b, func(jurys []string) { dits <- slices.Clone(jurys) })
	s.Demarrer(ctx)
	entendre := func() []string {
		t.Helper()
		select {
		case j := <-dits:
			return j
		case <-time.After(30 * time.Second):
			t.Fatal("the watch says nothing")
			return nil
		}
	}
	for j := entendre(); len(j) > 0 || !s.Etat().EnLigne; j = entendre() {
		if len(j) > 0 {
			t.Errorf("at the start nothing is other than it was: %v", j)
		}
	}

	modifier(t, b, "31310", "3.00")
	s.Agir([]string{"31310"})
	if r, err := s.Synchroniser(ctx); err != nil || r.Envoyes > 1 || len(r.Jurys) != 0 {
		t.Errorf("its own act comes back as another's: %+v %v", r, err)
	}

	modifier(t, autre, "31311", "4.00")
	if _, err := ca.Synchroniser(ctx, la); err != nil {
		t.Fatal(err)
	}
	s.Reveiller()
	vus := []string{}
	for !slices.Contains(vus, "31311") {
		vus = append(vus, entendre()...)
	}
	if !slices.Equal(vus, []string{"31311"}) {
		t.Errorf("told of %v", vus)
	}

	s.Fermer()
	for len(dits) > 0 {
		<-dits
	}
	modifier(t, autre, "31311", "5.00")
	if _, err := ca.Synchroniser(ctx, la); err != nil {
		t.Fatal(err)
	}
	s.Reveiller()
	time.Sleep(time.Second)
	if len(dits) > 0 {
		t.Error("a closed watch goes on")
	}
}
