package server_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/sync/server"
	"delib/sync/wire"
)

// TestCharger: a dossier twice changes nothing, a newer one leaves alone what
// holds acts, an older one is refused.
func TestCharger(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		ctx := context.Background()
		c := dossiertest.Fabriquer(2, 4)
		r, err := s.Charger(ctx, c.Centre, c.Jurys, "DEC")
		if err != nil || len(r.Inchanges) != 2 {
			t.Fatalf("again: %+v, %v", r, err)
		}
		f := enrole(t, s, uai)
		if v := f.envoyer(f.suivre(f.note(jury1, "U1", valeur(jury1, "U1"), "11.00"))); v[0].Issue != jury.IssueAccepte {
			t.Fatal(v)
		}
		c.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
		for i := range c.Jurys {
			c.Jurys[i].President = "Nouveau"
		}
		r, err = s.Charger(ctx, c.Centre, c.Jurys, "DEC")
		if err != nil || len(r.Intouches) != 1 || len(r.Charges) != 1 {
			t.Errorf("newer: %+v, %v", r, err)
		}
		if r, err = s.Charger(ctx, c.Centre, c.Jurys, "DEC"); err != nil || len(r.Intouches) != 1 || len(r.Inchanges) != 1 {
			t.Errorf("newer, again: %+v, %v", r, err)
		}
		// As often as the académie likes, while nobody has acted on it.
		for k, nom := range []string{"Deuxième", "Troisième"} {
			c.Jurys[1].President, c.Centre.GenereLe = nom, fmt.Sprintf("2023-06-%02dT09:00:00+02:00", 8+k)
			if r, err = s.Charger(ctx, c.Centre, c.Jurys, "DEC"); err != nil || len(r.Charges) != 1 {
				t.Errorf("%s: %+v, %v", nom, r, err)
			}
		}
		vieux := dossiertest.Fabriquer(2, 4)
		if _, err := s.Charger(ctx, vieux.Centre, vieux.Jurys, "DEC"); examen.CodeDe(err) != examen.CodeDossier {
			t.Errorf("older: %v", err)
		}
		if n := len(f.dire(&wire.Demande{}).Entrees); n != 3+1+2+2*2 {
			t.Errorf("%d entries", n)
		}
	})
}

// TestChargerMouvements: what moves people between jurys is followed whole or refused
// whole, as on a workstation.
func TestChargerMouvements(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		ctx := context.Background()
		f := enrole(t, s, uai)
		if v := f.envoyer(f.suivre(f.note(jury1, "U1", valeur(jury1, "U1"), "11.00"))); v[0].Issue != jury.IssueAccepte {
			t.Fatal(v)
		}
		c := dossiertest.Fabriquer(2, 4)
		c.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
		x := c.Jurys[1].Candidats[0]
		c.Jurys[0].Candidats, c.Jurys[1].Candidats = append(c.Jurys[0].Candidats, x), c.Jurys[1].Candidats[1:]
		if _, err := s.Charger(ctx, c.Centre, c.Jurys, "DEC"); examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), x.Numero) {
			t.Errorf("moved into a jury that has acts: %v", err)
		}
		c = dossiertest.Fabriquer(2, 4)
		c.Centre.GenereLe = "2023-06-07T09:00:00+02:00"
		ancien := c.Jurys[1].Code
		c.Jurys[1].Code += "-B"
		r, err := s.Charger(ctx, c.Centre, c.Jurys, "DEC")
		if err != nil || len(r.Charges) != 1 || len(r.Absents) != 1 || r.Absents[0] != ancien {
			t.Errorf("renamed: %+v, %v", r, err)
		}
	})
}

// TestPasCharge: a jury that the académie has not loaded yet waits with its acts,
// and they count once it is.
func TestPasCharge(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		c := dossiertest.Fabriquer(3, 4)
		tard := c.Jurys[2]
		f := enrole(t, s, uai)
		a := f.note(jury1, "U1", tard.Candidats[0].Valeur("U1", 1).Texte(), "11.00")
		a.Jury, a.Cle.Cle = tard.Code, tard.Candidats[0].Cle
		x := f.suivre(a)
		if v := f.envoyer(x); v[0].Issue != jury.IssueRetenu || v[0].Code != examen.CodeDossier {
			t.Fatalf("%+v", v)
		}
		charger(t, s, c)
		if v := f.envoyer(x); v[0].Issue != jury.IssueAccepte {
			t.Errorf("%+v", v)
		}
	})
}

// TestSauvegarde: a copy made while it serves, put back in an empty base of
// either kind, is the same server in another generation.
func TestSauvegarde(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, d *server.Depot) {
		ctx := context.Background()
		f := enrole(t, s, uai)
		f.envoyer(f.suivre(f.note(jury1, "U1", valeur(jury1, "U1"), "11.00")))
		copie := filepath.Join(t.TempDir(), "copie.sqlite")
		if err := s.Sauvegarder(ctx, copie); err != nil {
			t.Fatal(err)
		}
		if err := s.Sauvegarder(ctx, copie); examen.CodeDe(err) != examen.CodeFichier {
			t.Errorf("over another copy: %v", err)
		}
		if err := server.Restaurer(ctx, d, copie); examen.CodeDe(err) != examen.CodeBase {
			t.Errorf("over a base in use: %v", err)
		}
		avant := f.dire(&wire.Demande{})
		for nom, ouvrir := range depots() {
			neuf := ouvrir(t)
			if err := server.Restaurer(ctx, neuf, copie); err != nil {
				t.Fatalf("%s: %v", nom, err)
			}
			autre, err := server.Nouveau(ctx, neuf, server.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if autre.Generation() == s.Generation() {
				t.Errorf("%s: same generation", nom)
			}
			f.s = autre
			apres := f.dire(&wire.Demande{})
			if len(apres.Entrees) != len(avant.Entrees) || apres.Empreintes[jury1] != avant.Empreintes[jury1] {
				t.Errorf("%s: %d entries, were %d", nom, len(apres.Entrees), len(avant.Entrees))
			}
			f.s = s
		}
	})
}

// TestDeuxInstances: two servers on one base, worked at once, order every act
// once, and each gives the same jurys.
func TestDeuxInstances(t *testing.T) {
	for nom, ouvrir := range map[string]func(testing.TB) (*server.Depot, *server.Depot){
		"sqlite": func(t testing.TB) (*server.Depot, *server.Depot) {
			chemin := filepath.Join(t.TempDir(), "delibd.sqlite")
			var ds [2]*server.Depot
			for i := range ds {
				var err error
				if ds[i], err = server.OuvrirSQLite(context.Background(), chemin); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = ds[i].Fermer() })
			}
			return ds[0], ds[1]
		},
		"postgres": func(t testing.TB) (*server.Depot, *server.Depot) {
			adresse := schemaPostgres(t)
			return relierPostgres(t, adresse), relierPostgres(t, adresse)
		},
	} {
		if depots()[nom] == nil {
			continue
		}
		t.Run(nom, func(t *testing.T) {
			d1, d2 := ouvrir(t)
			s1 := serveur(t, d1)
			s2, err := server.Nouveau(context.Background(), d2, server.Options{})
			if err != nil {
				t.Fatal(err)
			}
			const actes = 30
			var attente sync.WaitGroup
			fs := []*faux{enrole(t, s1, uai), enrole(t, s1, uai), enrole(t, s1, uai), enrole(t, s1, uai)}
			for i, f := range fs {
				attente.Go(func() {
					de := valeur(jury1, "U1")
					for n := range actes {
						f.s = []*server.Serveur{s1, s2}[(i+n)%2]
						vers := fmt.Sprintf("%d.00", 1+(i*actes+n)%18)
						f.envoyer(f.suivre(f.note(jury1, "U1", de, vers)))
						de = vers
					}
				})
			}
			attente.Wait()
			r1 := fs[0].dire(&wire.Demande{})
			fs[0].s = s2
			r2 := fs[0].dire(&wire.Demande{})
			if r1.Empreintes[jury1] == "" || r1.Empreintes[jury1] != r2.Empreintes[jury1] {
				t.Errorf("jury %q here, %q there", r1.Empreintes[jury1], r2.Empreintes[jury1])
			}
			seqs := map[string]int64{}
			for i, e := range r1.Entrees {
				if seqs[e.Jury]++; e.Seq != seqs[e.Jury] || e.Ordre != int64(i+1) || r2.Entrees[i].ID != e.ID {
					t.Fatalf("entry %d: %+v", i, e)
				}
			}
			es, err := s1.Etats(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range es[0].Postes {
				if p.Rang != actes || p.Balance.Emis != actes || !p.Balance.Juste() {
					t.Errorf("%+v", p)
				}
			}
		})
	}
}
