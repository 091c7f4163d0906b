package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/server"
	"delib/sync/wire"
)

const jury1, uai = "31310", "0250001R"

// TestForge: a workstation that forges one field of an act gets nothing, and
// what it sent is kept as evidence when it cannot be an honest mistake.
func TestForge(t *testing.T) {
	de := valeur(jury1, "U1")
	cas := []struct {
		nom    string
		forger func(f *faux, autre *faux, a *jury.Acte)
		issue  jury.Issue
		code   examen.Code
		preuve bool
	}{
		{"honest", func(*faux, *faux, *jury.Acte) {}, jury.IssueAccepte, "", false},
		{"epoch ahead", func(_, _ *faux, a *jury.Acte) { a.Epoque = 3 }, jury.IssueRetenu, examen.CodePerime, false},
		{"role of the académie", func(_, _ *faux, a *jury.Acte) { a.Role = examen.RoleAcademie }, jury.IssueRefuse, examen.CodeRole, false},
		{"role of the chef de centre", func(_, _ *faux, a *jury.Acte) { a.Role = examen.RoleCentre }, jury.IssueRefuse, examen.CodeRole, false},
		{"no author", func(_, _ *faux, a *jury.Acte) { a.Auteur = " " }, jury.IssueRefuse, examen.CodeMotif, false},
		{"no reason", func(_, _ *faux, a *jury.Acte) { a.Motif = "" }, jury.IssueRefuse, examen.CodeMotif, false},
		{"mark above the bareme", func(_, _ *faux, a *jury.Acte) { a.Vers = "21.00" }, jury.IssueRefuse, examen.CodeValeur, false},
		{"not a mark", func(_, _ *faux, a *jury.Acte) { a.Vers = "DROP TABLE" }, jury.IssueRefuse, examen.CodeValeur, false},
		{"value seen forged", func(_, _ *faux, a *jury.Acte) { a.De = "1.00" }, jury.IssueDivergent, examen.CodeDivergence, false},
		{"group 2 at 110", func(_, _ *faux, a *jury.Acte) { a.Cle.Groupe = 2 }, jury.IssueRefuse, "", false},
		{"unknown candidate", func(_, _ *faux, a *jury.Acte) { a.Cle.Numero = "123" }, jury.IssueRefuse, examen.CodeInconnu, false},
		{"unknown épreuve", func(_, _ *faux, a *jury.Acte) { a.Cle.Epreuve = "U99" }, jury.IssueRefuse, examen.CodeInconnu, false},
		{"jury of another centre", func(_, _ *faux, a *jury.Acte) { a.Jury = "90000" }, jury.IssueRetenu, examen.CodeDossier, false},
		{"académie's move", func(_, _ *faux, a *jury.Acte) {
			a.Genre, a.De, a.Vers, a.Role = jury.GenrePasser, "110", "130", examen.RoleAcademie
		}, jury.IssueRefuse, examen.CodeRole, false},
		{"académie's move as chef", func(_, _ *faux, a *jury.Acte) {
			a.Genre, a.De, a.Vers, a.Role = jury.GenrePasser, "140", "198", examen.RoleCentre
		}, jury.IssueRefuse, "", false},
		{"closing with invented decisions", func(_, _ *faux, a *jury.Acte) {
			a.Genre, a.De, a.Vers = jury.GenreClore, "110", "130"
			a.Arretes = []jury.ArreteDe{{Cle: a.Cle.Cle, Arrete: jury.Arrete{Decision: examen.Admis, Moyenne: "20.00"}}}
		}, jury.IssueRefuse, "", false},
		{"unknown genre", func(_, _ *faux, a *jury.Acte) { a.Genre = "effacer.1" }, jury.IssueRetenu, examen.CodeVersion, false},
		{"unknown genre, no jury", func(_, _ *faux, a *jury.Acte) { a.Genre, a.Jury = "effacer.1", "" }, jury.IssueRetenu, examen.CodeVersion, false},
		{"another's dossier", func(_, _ *faux, a *jury.Acte) {
			a.Genre, a.Vers, a.Role = jury.GenreImporter, "0000", examen.RoleCentre
		}, jury.IssueRefuse, examen.CodeDossier, false},
		{"out of service: itself", func(f, _ *faux, a *jury.Acte) {
			a.Genre, a.Jury, a.Vers, a.Role = jury.GenreHorsPoste, "", f.id, examen.RoleCentre
		}, jury.IssueRefuse, examen.CodeSaisie, false},
		{"out of service: another centre's", func(_, autre *faux, a *jury.Acte) {
			a.Genre, a.Jury, a.Vers, a.Role = jury.GenreHorsPoste, "", autre.id, examen.RoleCentre
		}, jury.IssueRefuse, examen.CodeInconnu, false},
		{"rank skipped", func(_, _ *faux, a *jury.Acte) { a.Rang = 5 }, jury.IssueRetenu, examen.CodeChaine, false},
		{"rank zero", func(_, _ *faux, a *jury.Acte) { a.Rang = 0 }, jury.IssueRefuse, examen.CodeChaine, true},
		{"chain forged", func(_, _ *faux, a *jury.Acte) { a.Precedent = "00" }, jury.IssueRefuse, examen.CodeChaine, true},
		{"another workstation's name", func(_, autre *faux, a *jury.Acte) { a.Poste = autre.id }, jury.IssueRefuse, examen.CodeChaine, true},
		{"a workstation that is not", func(_, _ *faux, a *jury.Acte) { a.Poste = "P0" }, jury.IssueRefuse, examen.CodeChaine, true},
	}
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		charger(t, s, autreCentre())
		autre := enrole(t, s, "0750001B")
		preuves := 0
		for _, c := range cas {
			if c.nom == "honest" || c.nom == "value seen forged" {
				continue // these change the jury: below
			}
			f := enrole(t, s, uai)
			a := f.note(jury1, "U1", de, "11.00")
			c.forger(f, autre, &a)
			v := f.envoyer(f.sceller(a))
			if len(v) != 1 || v[0].Issue != c.issue || c.code != "" && v[0].Code != c.code {
				t.Errorf("%s: %+v", c.nom, v)
			}
			if c.preuve {
				preuves++
			}
		}
		f := enrole(t, s, uai)
		x := f.sceller(f.note(jury1, "U1", de, "11.00"))
		x.Contenu = []byte(strings.Replace(string(x.Contenu), "11.00", "19.00", 1))
		if v := f.envoyer(x); v[0].Issue != jury.IssueRefuse {
			t.Errorf("content changed after the signature: %+v", v)
		}
		if v := f.envoyer(jury.ActeScelle{Contenu: []byte("{"), Signature: []byte("x")}); len(v) != 0 {
			t.Errorf("not an act: %+v", v)
		}
		es, err := s.Etats(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(es[0].Preuves) != preuves+1 {
			t.Errorf("%d pieces of evidence, %d forgeries: %+v", len(es[0].Preuves), preuves+1, es[0].Preuves)
		}
		// After all that the mark is as it was, for an honest workstation.
		if v := f.envoyer(f.suivre(f.note(jury1, "U1", de, "11.00"))); v[0].Issue != jury.IssueAccepte {
			t.Errorf("honest: %+v", v)
		}
		if v := f.envoyer(f.suivre(f.note(jury1, "U1", "1.00", "12.00"))); v[0].Issue != jury.IssueDivergent {
			t.Errorf("value seen forged: %+v", v)
		}
	})
}

// TestChaine: replays give the verdict that was given, a fork is evidence, and
// what waits is judged when what it follows comes.
func TestChaine(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		f := enrole(t, s, uai)
		un := f.suivre(f.note(jury1, "U1", valeur(jury1, "U1"), "11.00"))
		fourche := f.note(jury1, "U1", valeur(jury1, "U1"), "15.00")
		deux := f.suivre(f.note(jury1, "U1", "11.00", "12.00"))
		trois := f.suivre(f.note(jury1, "U1", "12.00", "13.00"))

		if v := f.envoyer(trois, deux); v[0].Issue != jury.IssueRetenu || v[1].Issue != jury.IssueRetenu {
			t.Fatalf("out of order: %+v", v)
		}
		v := f.envoyer(un)
		if len(v) != 3 || v[0].Issue != jury.IssueAccepte || v[1].Issue != jury.IssueAccepte || v[2].Seq != v[0].Seq+2 {
			t.Fatalf("the first wakes the others: %+v", v)
		}
		again := f.envoyer(un, deux, trois, un)
		for i, x := range []ordre.Verdict{v[0], v[1], v[2], v[0]} {
			if again[i] != x {
				t.Errorf("replay %d: %+v, was %+v", i, again[i], x)
			}
		}
		fourche.Rang = 2
		if v := f.envoyer(f.sceller(fourche)); v[0].Code != examen.CodeChaine {
			t.Errorf("fork: %+v", v)
		}
		if r := f.dire(&wire.Demande{}); len(r.Entrees) != 6 {
			t.Errorf("%d entries: the dossier's three, and three", len(r.Entrees))
		}
	})
}

// TestCentres: a workstation sees nothing of another centre, and a stranger
// nothing at all.
func TestCentres(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		charger(t, s, autreCentre())
		f, autre := enrole(t, s, uai), enrole(t, s, "0750001B")
		if v := f.envoyer(f.suivre(f.note(jury1, "U1", valeur(jury1, "U1"), "11.00"))); v[0].Issue != jury.IssueAccepte {
			t.Fatal(v)
		}
		r := autre.dire(&wire.Demande{})
		texte, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(texte), f.id) || strings.Contains(string(texte), jury1) || len(r.Entrees) != 2 {
			t.Errorf("the other centre sees %d entries: %.300s", len(r.Entrees), texte)
		}
		// Nor by carrying an act of the first centre.
		if v := autre.envoyer(f.sceller(f.note(jury1, "U1", "11.00", "12.00"))); v[0].Issue != jury.IssueRefuse {
			t.Errorf("carried across: %+v", v)
		}
		es, err := s.Etats(context.Background())
		if err != nil || len(es[1].Preuves) != 1 {
			t.Errorf("no evidence of it: %+v, %v", es[1].Preuves, err)
		}
		inconnu := nouveauFaux(t, s)
		r = inconnu.dire(&wire.Demande{Actes: []jury.ActeScelle{inconnu.sceller(inconnu.note(jury1, "U1", "11.00", "12.00"))}})
		if r.Refus == nil || r.Refus.Code != examen.CodeIdentite || len(r.Entrees)+len(r.Verdicts) != 0 {
			t.Errorf("a stranger: %+v", r)
		}
	})
}

// TestCodes: a code is good once, for one workstation, for a week; guessing is
// slowed down and a legitimate user still enters.
func TestCodes(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		ctx := context.Background()
		code, err := s.Enroler(ctx, uai, "", "")
		if err != nil {
			t.Fatal(err)
		}
		refus := func(f *faux, code string, quoi wire.Enrolement) string {
			quoi.Code = code
			r := f.dire(&wire.Demande{Enrolement: &quoi})
			if r.Refus == nil {
				return ""
			}
			return r.Refus.Message
		}
		f := nouveauFaux(t, s)
		if m := refus(f, code, wire.Enrolement{UAI: "0750001B", Examen: "BTS", Session: "2023-06"}); !strings.Contains(m, "Ce code est celui du centre") {
			t.Errorf("another centre: %q", m)
		}
		if m := refus(f, strings.ToLower(strings.ReplaceAll(code, "-", " ")), wire.Enrolement{}); m != "" {
			t.Errorf("as a person types it: %q", m)
		}
		if m := refus(f, code, wire.Enrolement{}); m != "" {
			t.Errorf("the same workstation, its first answer lost: %q", m)
		}
		if m := refus(nouveauFaux(t, s), code, wire.Enrolement{}); !strings.Contains(m, "déjà servi") {
			t.Errorf("another workstation: %q", m)
		}
		deux := dossiertest.Fabriquer(1, 1)
		deux.Centre.Session = "2025-06"
		charger(t, s, deux)
		if code, err = s.Enroler(ctx, uai, "", ""); err != nil {
			t.Fatal(err)
		}
		if m := refus(nouveauFaux(t, s), code, wire.Enrolement{}); !strings.Contains(m, "plusieurs dossiers") {
			t.Errorf("an empty workstation, two dossiers: %q", m)
		}
		if m := refus(nouveauFaux(t, s), code, wire.Enrolement{UAI: uai, Examen: "BTS", Session: "2021-06"}); !strings.Contains(m, "ce poste tient") {
			t.Errorf("a session that is not loaded: %q", m)
		}
		if m := refus(nouveauFaux(t, s), code, wire.Enrolement{UAI: uai, Examen: "BTS", Session: "2025-06"}); m != "" {
			t.Errorf("its dossier tells which: %q", m)
		}
		pirate, ralenti := nouveauFaux(t, s), 0
		for i := range 50 {
			if strings.Contains(refus(pirate, fmt.Sprintf("AAAA-BBBB-%04d", i), wire.Enrolement{}), "Trop de codes faux") {
				ralenti++
			}
		}
		if ralenti < 40 {
			t.Errorf("50 guesses, %d slowed down", ralenti)
		}
		if code, err = s.Enroler(ctx, uai, "BTS", "2023-06"); err != nil {
			t.Fatal(err)
		}
		if m := refus(nouveauFaux(t, s), code, wire.Enrolement{}); m != "" {
			t.Errorf("meanwhile, a legitimate one: %q", m)
		}
	})
}

// TestRevoque: what a revoked workstation sends is kept and refused, and it
// receives nothing.
func TestRevoque(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		f := enrole(t, s, uai)
		if err := s.Revoquer(context.Background(), f.id); err != nil {
			t.Fatal(err)
		}
		r := f.dire(&wire.Demande{Actes: []jury.ActeScelle{f.suivre(f.note(jury1, "U1", valeur(jury1, "U1"), "11.00"))}})
		if r.Refus == nil || r.Refus.Code != examen.CodeRevoque || len(r.Entrees) > 0 || len(r.Verdicts) != 1 || r.Verdicts[0].Code != examen.CodeRevoque {
			t.Errorf("%+v", r)
		}
		es, err := s.Etats(context.Background())
		if err != nil || len(es[0].Refuses) != 1 {
			t.Errorf("kept: %+v, %v", es[0].Refuses, err)
		}
		// Nor under a key that it has just made, and brings as another's.
		autre := nouveauFaux(t, s)
		r = f.dire(&wire.Demande{
			Actes: []jury.ActeScelle{autre.sceller(autre.note(jury1, "U1", valeur(jury1, "U1"), "19.00"))}, Cles: map[string][]byte{autre.id: autre.cle[32:]},
		})
		if len(r.Verdicts) != 1 || r.Verdicts[0].Issue != jury.IssueRefuse {
			t.Errorf("under another key: %+v", r.Verdicts)
		}
		// Keys that sign nothing are not kept.
		g := enrole(t, s, uai)
		cles := map[string][]byte{}
		for range 50 {
			x := nouveauFaux(t, s)
			cles[x.id] = x.cle[32:]
		}
		g.dire(&wire.Demande{Actes: []jury.ActeScelle{g.suivre(g.note(jury1, "U1", valeur(jury1, "U1"), "11.00"))}, Cles: cles})
		if es, err = s.Etats(context.Background()); err != nil || len(es[0].Postes) != 2 {
			t.Errorf("%d workstations, %v", len(es[0].Postes), err)
		}
	})
}

// TestVersions: an older workstation may speak, a newer one is told to wait.
func TestVersions(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		f := enrole(t, s, uai)
		if r := f.dire(&wire.Demande{Version: wire.Version + 1}); r.Refus == nil || r.Refus.Code != examen.CodeVersion {
			t.Errorf("newer: %+v", r)
		}
		trop := make([]jury.ActeScelle, wire.MaxActes+1)
		if r := f.dire(&wire.Demande{Actes: trop}); r.Refus == nil {
			t.Error("too many acts")
		}
	})
}

// autreCentre gives a centre of another school, with one jury of another code.
func autreCentre() *dossier.Contenu {
	c := dossiertest.Fabriquer(1, 2)
	c.Centre.Lieu.UAI = "0750001B"
	c.Jurys[0].Code = "90000"
	return c
}
