package main

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"delib/core/acces"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/store"
	"delib/ui/modele"
)

// TestTheWindowServesThePortal: opened, watched, closed and opened again beside the
// window; what comes by it is shown once it came, and what does not is not.
func TestTheWindowServesThePortal(t *testing.T) {
	ctx, arreter := context.WithCancel(context.Background())
	dir := t.TempDir()
	base, err := store.Ouvrir(ctx, dir, store.Options{Creer: true, Application: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s := activite.Nouveau(base, time.Now, filepath.Join(dir, "documents"))
	if _, err := s.Importer(ctx, "../../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip", "Chef"); err != nil {
		t.Fatal(err)
	}
	var enCours sync.WaitGroup
	p := &lePortail{base: base, service: s, horloge: time.Now, donnees: dir, ctx: ctx, lus: map[string]actesLus{},
		enFond: func(f func()) { enCours.Go(f) }, noter: func(_ string, err error) { t.Logf("log: %v", err) }}
	defer func() {
		arreter()
		enCours.Wait()
		if err := base.Fermer(); err != nil {
			t.Error(err)
		}
	}()
	etat := func() modele.Portail {
		t.Helper()
		e, err := p.Etat(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	if e := etat(); e.Ouvert || e.Rouvrable != nil {
		t.Errorf("%+v", e)
	}
	if err := p.Fermer(ctx, "Chef"); examen.CodeDe(err) != examen.CodeEtat {
		t.Error(err)
	}
	d := modele.DemandePortail{Jurys: []string{"31310"}, Accord: "RSSI", Par: "Chef", Adresse: "127.0.0.1:0", Papillons: true, Sortie: t.TempDir()}
	chemins, err := p.Ouvrir(ctx, d)
	if err != nil || len(chemins) != 1 {
		t.Fatal(chemins, err)
	}
	if _, err := p.Ouvrir(ctx, d); examen.CodeDe(err) != examen.CodeEtat {
		t.Errorf("opened twice: %v", err)
	}
	par := acces.Par(ctx, acces.Entree{Login: "l", Jury: "31310"})
	m := activite.Modification{Jury: "31310", Candidat: "02319252150-001", Epreuve: "U41", Valeur: "15", Motif: "m", Par: "Dubois"}
	for i, c := range []struct {
		ctx    context.Context
		valeur string
		actes  int
	}{{par, "15", 1}, {ctx, "14", 1}, {par, "16", 2}} {
		m.Valeur = c.valeur
		if _, err := s.ModifierNote(c.ctx, m); err != nil {
			t.Fatal(err)
		}
		if e := etat(); !e.Ouvert || len(e.Actes) != c.actes || !strings.Contains(e.Actes[0], "Jury 31310, Dubois : U41") || strings.Contains(e.Actes[0], "AZBTSUN") {
			t.Errorf("%d: %+v", i, e)
		}
	}
	if err := p.Dire(ctx, "31310", "J’arrive"); err != nil || len(etat().Messages) != 1 {
		t.Error(err)
	}
	if err := p.Fermer(ctx, "Chef"); err != nil {
		t.Fatal(err)
	}
	if e := etat(); e.Ouvert || e.Rouvrable != nil {
		t.Errorf("closed by hand: %+v", e)
	}
	if _, err := p.Ouvrir(ctx, d); err != nil { // while the former one ends
		t.Fatal(err)
	}
	time.Sleep(300 * time.Millisecond)
	if !etat().Ouvert {
		t.Error("the end of the former portal closed this one")
	}
}
