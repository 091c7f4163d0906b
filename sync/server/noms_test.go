package server_test

import (
	"context"
	"crypto/ed25519"
	"testing"

	"delib/core/examen"
	"delib/core/jury"
	"delib/sync/server"
	"delib/sync/wire"
)

// TestNames: workstations of before keep their short name and what they send is taken.
// One that cannot read whole names is told to wait for an update where acts of another
// one would come, and nothing of it is lost.
func TestNames(t *testing.T) {
	surChaque(t, func(t *testing.T, s *server.Serveur, _ *server.Depot) {
		ancien := nouveauFaux(t, s)
		ancien.id = jury.AncienIDPoste(ancien.cle.Public().(ed25519.PublicKey))
		code, err := s.Enroler(context.Background(), uai, "", "")
		if err != nil {
			t.Fatal(err)
		}
		if r := ancien.dire(&wire.Demande{Enrolement: &wire.Enrolement{Code: code, Nom: "ancien"}}); r.Refus != nil {
			t.Fatal(r.Refus.Message)
		}
		if wire.VersionDe(ancien.id) != 1 {
			t.Error("a workstation of before must be heard by a server of before")
		}
		pousser := func(f *faux, de, vers string) *wire.Reponse {
			return f.dire(&wire.Demande{Actes: []jury.ActeScelle{f.suivre(f.note(jury1, "U1", de, vers))}})
		}
		avant := valeur(jury1, "U1")
		if r := pousser(ancien, avant, "12.00"); r.Refus != nil || len(r.Verdicts) != 1 || r.Verdicts[0].Issue != jury.IssueAccepte {
			t.Fatalf("a workstation of before: %+v", r)
		}
		neuf := enrole(t, s, uai)
		if wire.VersionDe(neuf.id) != wire.Version || !jury.NomEntier(neuf.id) {
			t.Errorf("%s is not named by its whole key", neuf.id)
		}
		if r := pousser(neuf, "12.00", "13.00"); r.Refus != nil || r.Verdicts[0].Issue != jury.IssueAccepte {
			t.Fatalf("a workstation of today: %+v", r)
		}
		r := ancien.dire(&wire.Demande{})
		if r.Refus == nil || r.Refus.Code != examen.CodeVersion {
			t.Errorf("acts of a name that it cannot read were given: %+v", r)
		}
		if len(r.Entrees)+len(r.Cles)+len(r.Origines) > 0 {
			t.Errorf("a part of the log came with the refusal: %d entries, %d keys", len(r.Entrees), len(r.Cles))
		}
		if r := ancien.dire(&wire.Demande{Version: 1}); r.Version != 1 {
			t.Errorf("a program of version 1 is answered in version %d, which it refuses", r.Version)
		}
		if r := ancien.dire(&wire.Demande{NomsEntiers: true}); r.Refus != nil || r.Cles[neuf.id] == nil {
			t.Errorf("once it can: %+v", r.Refus)
		}
		if err := s.Revoquer(context.Background(), neuf.id[:8]); examen.CodeDe(err) != examen.CodeInconnu {
			t.Errorf("eight characters are no name: %v", err)
		}
		if err := s.Revoquer(context.Background(), jury.PosteCourt(neuf.id)); err != nil {
			t.Errorf("by the name that a person sees: %v", err)
		}
		if r := neuf.dire(&wire.Demande{}); r.Refus == nil || r.Refus.Code != examen.CodeRevoque {
			t.Errorf("revoked: %+v", r)
		}
	})
}
