package modele

import (
	"strings"
	"testing"
	"time"
)

// TestPortalInWords: the head, the sentence and what an opening lacks.
func TestPortalInWords(t *testing.T) {
	le := time.Date(2026, 6, 6, 10, 0, 0, 0, time.UTC)
	p := Portail{}
	if p.Bandeau() != "" {
		t.Error(p.Bandeau())
	}
	p = Portail{Ouvert: true, URL: "https://10.0.0.4:8443", Accord: "RSSI", Jurys: []string{"31310", "31408"},
		Salles: []SallePortail{{Jury: "31310", Nom: "Roy", Adresse: "10.0.0.9", Depuis: le.Add(-time.Hour)}, {Jury: "31310", Depuis: le}},
		Appels: []AppelPortail{{Jury: "31310", Nom: "Roy", Motif: "Un problème technique", Mots: "écran noir", Le: le}}}
	if v := p.Bandeau(); v != "Portail ouvert · 1/2 · 1 appel" {
		t.Error(v)
	}
	if titre, suite := p.Phrase(); !strings.Contains(titre, "https://10.0.0.4:8443") || !strings.Contains(suite, "Salles connectées : 1 sur 2") {
		t.Error(titre, suite)
	}
	if v := p.Salles[0].Ligne(le); v != "Jury 31310 : Roy, depuis 09:00, 10.0.0.9" {
		t.Error(v)
	}
	if v := p.Appels[0].Ligne(le); v != "10:00, jury 31310 (Roy) : Un problème technique – « écran noir »" {
		t.Error(v)
	}
	une := []AdressePortail{{"eth0", "10.0.0.4"}}
	for _, c := range []struct {
		d     DemandePortail
		is    []AdressePortail
		faute string
	}{
		{DemandePortail{}, une, "jury"}, {DemandePortail{Jurys: p.Jurys, Accord: " "}, une, "autorisé"}, {DemandePortail{Jurys: p.Jurys, Accord: "x"}, une, ""},
		{DemandePortail{Jurys: p.Jurys, Accord: "x"}, nil, "adresse"}, {DemandePortail{Jurys: p.Jurys, Accord: "x", Adresse: "127.0.0.1"}, nil, ""},
		{DemandePortail{Rouvrir: true}, nil, ""},
	} {
		if f := c.d.FauteOuverture(c.is); (f == "") != (c.faute == "") || !strings.Contains(f, c.faute) {
			t.Errorf("%+v: %q", c.d, f)
		}
	}
}
