package jury_test

import (
	"strings"
	"testing"

	"delib/core/examen"
	"delib/core/jury"
)

// TestPresence: what may be said of who sits, in which order, and what is refused.
func TestPresence(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	d.President, d.VicePresident = "DUBOIS Pierre", "LE GALL Anne"
	d.Membres = []jury.Membre{
		{Nom: "DUBOIS", Prenoms: "Pierre", Fonction: jury.FonctionPresident}, {Nom: "LE GALL", Prenoms: "Anne", Fonction: jury.FonctionVicePresident},
		{Nom: "KANE", Prenoms: "Awa", Fonction: jury.FonctionMembre},
	}
	origine := d.Empreinte()
	for _, c := range []struct {
		nom       string
		x         jury.Presence
		etat      examen.Etat
		code      examen.Code
		preside   string
		presences int
	}{
		{"a member by audiovisual means", jury.Presence{Membre: "KANE Awa", Mode: jury.SiegeVisio}, 0, "", "DUBOIS Pierre", 1},
		{"the president by audiovisual means", jury.Presence{Membre: "DUBOIS Pierre", Mode: jury.SiegeVisio}, 0, examen.CodeValeur, "DUBOIS Pierre", 1},
		{"a member by audiovisual means presides", jury.Presence{Membre: "KANE Awa", Mode: jury.SiegeVisio, Preside: true}, 0, examen.CodeValeur, "DUBOIS Pierre", 1},
		{"the president is absent", jury.Presence{Membre: "DUBOIS Pierre", Mode: jury.SiegeAbsent}, 0, "", "", 2},
		{"an absent one presides", jury.Presence{Membre: "DUBOIS Pierre", Mode: jury.SiegeAbsent, Preside: true}, 0, examen.CodeValeur, "", 2},
		{"another one presides", jury.Presence{Membre: "LE GALL Anne", Mode: jury.SiegePresent, Preside: true}, 0, "", "LE GALL Anne", 3},
		{"then the president may", jury.Presence{Membre: "DUBOIS Pierre", Mode: jury.SiegeVisio}, 0, "", "LE GALL Anne", 3},
		{"and who presides stays", jury.Presence{Membre: "LE GALL Anne", Mode: jury.SiegePresent}, 0, examen.CodeValeur, "LE GALL Anne", 3},
		{"one presides at a time", jury.Presence{Membre: "DUBOIS Pierre", Mode: jury.SiegePresent, Preside: true}, 0, "", "DUBOIS Pierre", 3},
		{"one who is not in the dossier", jury.Presence{Membre: "ROUX Léa", Mode: jury.SiegePresent}, 0, "", "DUBOIS Pierre", 4},
		{"a refusal to sign", jury.Presence{Membre: "KANE Awa", Mode: jury.SiegePresent, Refus: "désaccord ; voir note"}, examen.Editions1, "", "DUBOIS Pierre", 4},
		{"no name", jury.Presence{Membre: " ", Mode: jury.SiegePresent}, 0, examen.CodeSaisie, "DUBOIS Pierre", 4},
		{"no mode", jury.Presence{Membre: "KANE Awa"}, 0, examen.CodeValeur, "DUBOIS Pierre", 4},
		{"before the deliberation", jury.Presence{Membre: "KANE Awa", Mode: jury.SiegePresent}, examen.ModificationNotes, examen.CodeEtat, "DUBOIS Pierre", 4},
	} {
		d.Etat = examen.Deliberation1
		if c.etat != 0 {
			d.Etat = c.etat
		}
		apres, err := d.Appliquer(p, jury.ActePresence(&d, c.x, "DUBOIS Pierre"))
		if examen.CodeDe(err) != c.code {
			t.Errorf("%s: %v", c.nom, err)
		}
		d = apres
		if got := d.Preside(1); got != c.preside || len(d.Presences) != c.presences {
			t.Errorf("%s: %q presides, %d presences", c.nom, got, len(d.Presences))
		}
	}
	if d.Empreinte() == origine {
		t.Error("who sat is not in the seal")
	}
	if x := d.Presence(1, "KANE Awa"); x.Refus != "désaccord ; voir note" || x.Mode != jury.SiegePresent {
		t.Errorf("%+v", x)
	}
	if ms := d.Composition(1); len(ms) != 4 || ms[3].Nom != "ROUX Léa" {
		t.Errorf("composition: %v", ms)
	}
	if ms := d.Composition(2); len(ms) != 3 {
		t.Errorf("the other group has its own: %v", ms)
	}
}

// TestPresenceText: what is written is read again, and nothing else.
func TestPresenceText(t *testing.T) {
	for _, x := range []jury.Presence{
		{Mode: jury.SiegePresent}, {Mode: jury.SiegeVisio, Refus: "a;preside"}, {Mode: jury.SiegeAbsent, Preside: true}, {Mode: jury.SiegePresent, Preside: true, Refus: "refus:"},
	} {
		y, err := jury.LirePresence(x.Texte())
		if err != nil || y != x {
			t.Errorf("%q: %+v %v", x.Texte(), y, err)
		}
	}
	for _, texte := range []string{"", "assis", "present;debout", "present;preside;debout", ";preside"} {
		if x, err := jury.LirePresence(texte); err == nil {
			t.Errorf("%q: %+v", texte, x)
		}
	}
}

// TestPresenceWords: an act says in words who sits.
func TestPresenceWords(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	a := jury.ActePresence(&d, jury.Presence{Membre: "KANE Awa", Mode: jury.SiegePresent, Preside: true, Refus: "désaccord"}, "P")
	if v := a.Sorte().Mots(p, &a); v != "présence au jury : KANE Awa, présent, préside, refuse de signer (« désaccord »)" {
		t.Error(v)
	}
	if f := a.Facette().String(); !strings.Contains(f, "presence 1 KANE Awa") {
		t.Error(f)
	}
}
