package seance

import (
	"testing"

	"delib/core/jury"
)

// TestSieges: each member with what was recorded; whoever presides is not offered to sit
// by audiovisual means.
func TestSieges(t *testing.T) {
	d := juryTest()
	d.President = "ROY Anne"
	d.Membres = []jury.Membre{{Nom: "ROY", Prenoms: "Anne", Fonction: jury.FonctionPresident, Qualite: "Inspecteur"}, {Nom: "KANE", Prenoms: "Awa", Fonction: jury.FonctionMembre}}
	d.Presences = []jury.Presence{{Groupe: 1, Membre: "KANE Awa", Mode: jury.SiegePresent, Preside: true, Refus: "désaccord"}}
	ss := Sieges(&d)
	if len(ss) != 2 || len(ss[0].Modes) != 3 || len(ss[1].Modes) != 2 || ss[0].Fonction != "président" || ss[0].Dit != "Rien n’est encore noté." {
		t.Fatalf("%+v", ss)
	}
	if ss[1].Dit != "Noté : présent, préside ; refuse de signer : « désaccord »." {
		t.Error(ss[1].Dit)
	}
}
