package server_test

import (
	"testing"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/server"
	"delib/sync/wire"
)

// TestBrokenChain: an act that does not follow the one before it is refused as
// evidence, whether it comes in its turn or waited for it, and its value never counts.
func TestBrokenChain(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		f := enrole(t, s, uai)
		avant := valeur(jury1, "U1")
		un := f.note(jury1, "U1", avant, "11.00")
		un.Precedent = "0000"
		if v := f.envoyer(f.sceller(un)); len(v) != 1 || v[0].Issue != jury.IssueRefuse || v[0].Code != examen.CodeChaine {
			t.Fatalf("the first act follows nothing that is known: %+v", v)
		}
		un.Precedent = ""
		scelle := f.suivre(un)
		deux := f.note(jury1, "U1", "11.00", "12.00")
		deux.Precedent = "0000"
		if v := f.envoyer(f.sceller(deux)); len(v) != 1 || v[0].Issue != jury.IssueRetenu {
			t.Fatalf("before its turn: %+v", v)
		}
		v := f.envoyer(scelle)
		if len(v) != 2 || v[0].Issue != jury.IssueAccepte || v[1].Issue != jury.IssueRefuse || v[1].Code != examen.CodeChaine {
			t.Errorf("it waited and does not follow: %+v", v)
		}
		etats, err := s.Etats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, e := range etats {
			n += len(e.Preuves)
		}
		if n != 2 {
			t.Errorf("%d acts kept as evidence, want 2", n)
		}
	})
}

// TestAnotherLog: a workstation that holds another log than the one that the server
// has, up to the same entry, is told to take it from the start.
func TestAnotherLog(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		f := enrole(t, s, uai)
		r := f.dire(&wire.Demande{})
		chaine := ""
		for _, e := range r.Entrees {
			chaine = ordre.Chainer(chaine, e.ID, e.Issue)
		}
		curseur := r.Entrees[len(r.Entrees)-1].Ordre
		for _, x := range []struct {
			nom         string
			curseur     int64
			chaine      string
			recommencer bool
		}{
			{"the same", curseur, chaine, false},
			{"other acts", curseur, ordre.Chainer("", "other", jury.IssueAccepte), true},
			{"nothing said of them", curseur, "", true},
			{"longer than the server's", curseur + 1, chaine, true},
		} {
			r := f.dire(&wire.Demande{Generation: r.Generation, Curseur: x.curseur, Chaine: x.chaine})
			if r.Recommencer != x.recommencer || r.Recommencer && len(r.Entrees) > 0 {
				t.Errorf("%s: start again %v, %d entries", x.nom, r.Recommencer, len(r.Entrees))
			}
		}
	})
}
