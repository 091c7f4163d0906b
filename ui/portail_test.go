package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// fauxPortail is a portal that says what the test wants.
type fauxPortail struct {
	poste.SansPortail
	e       modele.Portail
	change  func(modele.Portail)
	demande modele.DemandePortail
	faits   []string
}

func (f *fauxPortail) Ecouter(change func(modele.Portail)) { f.change = change }

func (f *fauxPortail) Etat(context.Context) (modele.Portail, error) { return f.e, nil }

func (f *fauxPortail) Ouvrir(_ context.Context, d modele.DemandePortail) ([]string, error) {
	f.demande = d
	f.e = portailOuvert()
	return []string{"/documents/Papillon_31310.pdf"}, nil
}

func (f *fauxPortail) Fermer(_ context.Context, par string) error {
	f.faits = append(f.faits, "fermer "+par)
	f.e = modele.Portail{}
	return nil
}

func (f *fauxPortail) Dire(_ context.Context, jury, texte string) error {
	f.faits = append(f.faits, strings.TrimSpace("dire "+jury+" "+texte))
	return nil
}

func (f *fauxPortail) Deconnecter(_ context.Context, jury string) error {
	f.faits = append(f.faits, "deconnecter "+jury)
	return nil
}

// avecPortail is an exchange with nobody, beside a portal.
type avecPortail struct {
	poste.SansEchange
	f *fauxPortail
}

// portailDu gives the portal that goes with an exchange of the tests.
func portailDu(e poste.Echange) poste.Portail {
	if x, ok := e.(avecPortail); ok {
		return x.f
	}
	return poste.SansPortail{}
}

func nouveauBancPortail(t *testing.T, f *fauxPortail) *banc {
	return nouveauBancAvec(t, avecPortail{f: f}, poste.SansEchange{}, dossierBTS)
}

func portailOuvert() modele.Portail {
	le := time.Date(2023, 6, 6, 10, 42, 0, 0, time.UTC)
	return modele.Portail{
		Ouvert: true, URL: "https://10.0.0.4:8443", Empreinte: "SHA256:75:F6:4D", Accord: "Mme Roy, RSSI, 8 h 10", Mur: "https://10.0.0.4:8443/avancement?cle=a1",
		Jurys:  []string{"31310", "31408"},
		Salles: []modele.SallePortail{{Jury: "31310", Nom: "Dubois Pierre", Adresse: "10.0.0.21", Depuis: le}},
		Appels: []modele.AppelPortail{{Jury: "31310", Nom: "Dubois Pierre", Motif: "Un problème technique", Mots: "écran noir", Le: le}},
		Actes:  []string{"10:41:07  Jury 31310, Dubois Pierre : U41, note « 9.00 » devenue « 10.00 »"},
	}
}

// TestEcranPortail: opened for the jurys that are ticked, with who authorised it; then
// who is connected, who calls, what came; closed never by Enter.
func TestEcranPortail(t *testing.T) {
	f := &fauxPortail{e: modele.Portail{Interfaces: []modele.AdressePortail{{Nom: "eth0", Adresse: "10.0.0.4"}, {Nom: "wlan0", Adresse: "192.168.1.9"}}}}
	b := nouveauBancPortail(t, f)
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranPortail, nil)
	b.veut("Le portail de secours est fermé.", "10.0.0.4  (eth0)", "192.168.1.9  (wlan0)")
	b.cliquer("Ouvrir le portail")
	b.veut("Cochez au moins un jury.")
	b.cliquer("Tous ceux qui délibèrent")
	b.cliquer("Ouvrir le portail")
	b.veut("Écrivez qui a autorisé l’ouverture")
	if f.demande.Jurys != nil {
		t.Fatal("opened without who authorised it")
	}
	for _, o := range b.objets() {
		if s, ok := o.(*composant.Saisie); ok && strings.Contains(s.PlaceHolder, "RSSI") {
			s.SetText(" Mme Roy, RSSI ")
		}
	}
	b.cliquer("Ouvrir le portail")
	if d := f.demande; len(d.Jurys) == 0 || d.Accord != "Mme Roy, RSSI" || d.Adresse != "10.0.0.4" || !d.Papillons || d.Nouveaux || d.Par == "" || d.Sortie == "" {
		t.Errorf("%+v", d)
	}
	b.veut("Le portail de secours est ouvert : https://10.0.0.4:8443", "Papillon_31310.pdf", "Mme Roy, RSSI, 8 h 10", "Salles connectées : 1 sur 2",
		"Jury 31310 : Dubois Pierre", "! Salles qui appellent", "écran noir", "U41, note « 9.00 » devenue « 10.00 »")
	f.change(f.e)
	b.veut("Portail ouvert · 1/2 · 1 appel")
	b.cliquer("Répondre…")
	b.toile().Focused().(*composant.Saisie).SetText("J’arrive")
	b.touches(fyne.KeyReturn)
	b.cliquer("Déconnecter…")
	b.cliquer("Déconnecter")
	b.cliquer("Fermer le portail…")
	b.touches(fyne.KeyReturn)
	if s := strings.Join(f.faits, "|"); s != "dire 31310 J’arrive|deconnecter 31310" {
		t.Errorf("Enter alone: %s", s)
	}
	b.cliquer("Fermer le portail…")
	b.cliquer("Fermer le portail")
	if s := f.faits[len(f.faits)-1]; !strings.HasPrefix(s, "fermer ") {
		t.Error(f.faits)
	}
	b.veut("Le portail de secours est fermé.")
}

// TestPortailRouvert: after a stop that nobody asked for, the first button opens it again.
func TestPortailRouvert(t *testing.T) {
	f := &fauxPortail{e: modele.Portail{Rouvrable: &modele.OuverturePortail{Jurys: []string{"31310", "31408"}, Accord: "Mme Roy", Le: time.Date(2023, 6, 6, 8, 10, 0, 0, time.UTC)}}}
	b := nouveauBancPortail(t, f)
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranPortail, nil)
	b.veut("Le portail était ouvert quand ce poste s’est arrêté.", "Mme Roy")
	if x, ok := b.toile().Focused().(*composant.Bouton); !ok || x.Texte != "Rouvrir pour les mêmes jurys" {
		t.Fatalf("the focus is on %v", b.toile().Focused())
	}
	b.touches(fyne.KeyReturn)
	if !f.demande.Rouvrir {
		t.Errorf("%+v", f.demande)
	}
	b.veut("Le portail de secours est ouvert")
}
