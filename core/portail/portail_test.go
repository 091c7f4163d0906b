package portail_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"delib/core/empreinte"
	"delib/core/examen"
	"delib/core/portail"
	"delib/core/store/storetest"
)

var le = time.Date(2023, 6, 6, 9, 0, 0, 0, time.UTC)

// TestOpening: nothing opens without who authorised it, who opens it, and jurys that are
// there; the journal says so, and a stop that nobody asked for leaves it to be opened again.
func TestOpening(t *testing.T) {
	ctx := context.Background()
	b, _ := storetest.Charger(t, t.TempDir(), storetest.BTS)
	bonne := portail.Ouverture{Jurys: []string{"31408", "31310", "31310"}, Accord: " Mme  Roy, RSSI, 5/6 ", Par: "Chef", Adresse: "127.0.0.1:8443", Le: le}
	for nom, gater := range map[string]func(*portail.Ouverture){
		"no agreement": func(o *portail.Ouverture) { o.Accord = " " }, "no author": func(o *portail.Ouverture) { o.Par = "" },
		"no jury": func(o *portail.Ouverture) { o.Jurys = nil }, "a jury of elsewhere": func(o *portail.Ouverture) { o.Jurys = []string{"99999"} },
	} {
		o := bonne
		gater(&o)
		if err := portail.Ouvrir(ctx, b, o); examen.CodeDe(err) == "" {
			t.Errorf("%s: opened (%v)", nom, err)
		}
	}
	if o, err := portail.Ouverte(ctx, b); err != nil || o != nil {
		t.Fatalf("%v %v", o, err)
	}
	if err := portail.Ouvrir(ctx, b, bonne); err != nil {
		t.Fatal(err)
	}
	o, err := portail.Ouverte(ctx, b)
	if err != nil || o == nil || strings.Join(o.Jurys, " ") != "31310 31408" || o.Accord != "Mme Roy, RSSI, 5/6" {
		t.Fatalf("%+v %v", o, err)
	}
	if err := portail.GarderSessions(ctx, b, []portail.Session{{Jury: "31310"}, {Jury: "31408"}}); err != nil {
		t.Fatal(err)
	}
	seul := *o
	seul.Jurys = []string{"31408"}
	if err := portail.Ouvrir(ctx, b, seul); err != nil {
		t.Fatal(err)
	}
	if ss, err := portail.Sessions(ctx, b); err != nil || len(ss) != 1 || ss[0].Jury != "31408" {
		t.Errorf("a jury that the portal left is still in: %v %v", ss, err)
	}
	if err := portail.Fermer(ctx, b, " "); examen.CodeDe(err) != examen.CodeMotif {
		t.Error(err)
	}
	if err := portail.Fermer(ctx, b, "Chef"); err != nil {
		t.Fatal(err)
	}
	if o, err := portail.Ouverte(ctx, b); err != nil || o != nil {
		t.Errorf("%v %v", o, err)
	}
	v, err := b.Verifier(ctx)
	if err != nil || len(v.Fautes) != 0 {
		t.Errorf("%+v %v", v, err)
	}
}

// TestOpeningNothing: a base without a dossier says what to do.
func TestOpeningNothing(t *testing.T) {
	b := storetest.Ouvrir(t, t.TempDir())
	o := portail.Ouverture{Jurys: []string{"1"}, Accord: "x", Par: "y"}
	if err := portail.Verifier(context.Background(), b, &o); examen.CodeDe(err) == "" {
		t.Error(err)
	}
}

// TestWhereItListens is chosen, on the school's own network.
func TestWhereItListens(t *testing.T) {
	une := []portail.Interface{{Nom: "eth0", Adresse: "10.0.0.4"}}
	deux := append(une, portail.Interface{Nom: "Wi-Fi", Adresse: "192.168.1.9"}) //nolint:gocritic // another slice on purpose
	for _, c := range []struct {
		demandee   string
		interfaces []portail.Interface
		veut, dit  string
	}{
		{"", une, "10.0.0.4:8443", ""}, {"", deux, "", "192.168.1.9 (Wi-Fi)"}, {"", nil, "", "branchez-le"},
		{"127.0.0.1:0", nil, "127.0.0.1:0", ""}, {"localhost:9000", nil, "127.0.0.1:9000", ""}, {"192.168.1.9", deux, "192.168.1.9:8443", ""},
		{"[::1]:8443", nil, "[::1]:8443", ""}, {"172.16.3.4:8443", nil, "172.16.3.4:8443", ""}, {"169.254.3.4", nil, "169.254.3.4:8443", ""},
		{"0.0.0.0:8443", une, "", "se choisit"}, {":8443", une, "", "n’est pas une adresse"}, {"[::]:8443", une, "", "se choisit"},
		{"8.8.8.8:8443", une, "", "publique"}, {"[2001:db8::1]:8443", une, "", "publique"}, {"delib.example", une, "", "n’est pas une adresse"},
	} {
		got, err := portail.Ecoute(c.demandee, c.interfaces)
		dit := ""
		if r, ok := examen.EstRefus(err); ok {
			dit = r.Message + " " + r.Aide
		}
		if got != c.veut || !strings.Contains(dit, c.dit) || (err == nil) != (c.dit == "") {
			t.Errorf("%q: %q %v", c.demandee, got, err)
		}
	}
}

// TestCertificate: made once, valid for a clock that is wrong, the same whatever the
// addresses become; one of elsewhere is told when its key is another's.
func TestCertificate(t *testing.T) {
	ctx := context.Background()
	b, _ := storetest.Charger(t, t.TempDir(), storetest.BTS)
	c, certifiee, err := portail.Certificat(ctx, b, []portail.Interface{{Nom: "eth0", Adresse: "10.0.0.4"}}, le)
	if err != nil || len(certifiee) != len("SHA256:")+32*3-1 {
		t.Fatal(certifiee, err)
	}
	_, encore, err := portail.Certificat(ctx, b, []portail.Interface{{Nom: "wlan0", Adresse: "192.168.0.1"}}, le.AddDate(1, 0, 0))
	if err != nil || encore != certifiee {
		t.Errorf("the fingerprint that paper carries changed: %v", err)
	}
	if x := c.Leaf; x == nil || x.NotBefore.After(le.AddDate(0, -11, 0)) || x.VerifyHostname("delib-0250001r.local") != nil || x.VerifyHostname("10.0.0.4") != nil {
		t.Errorf("%+v", x)
	}
	if court := empreinte.Courte(certifiee); len(court) != 23 || !strings.HasPrefix(certifiee, "SHA256:"+court[:11]) {
		t.Error(court)
	}
	if _, _, err := portail.LireCertificat("portail_test.go", "portail_test.go"); examen.CodeDe(err) != examen.CodeFichier {
		t.Error(err)
	}
}

// TestSlips: printed again with the same password, or anew with its reason; the register
// and the journal know, and the base stays sound.
func TestSlips(t *testing.T) {
	ctx := context.Background()
	b, _ := storetest.Charger(t, t.TempDir(), storetest.BTS)
	x := portail.Papillons{Jurys: []string{"31310"}, URL: "https://10.0.0.4:8443", Empreinte: "SHA256:AA:BB", Sortie: t.TempDir(), Par: "Chef", Le: le}
	hachage := func() string {
		t.Helper()
		ps, err := b.Papillons(ctx)
		if err != nil || len(ps) != 1 {
			t.Fatal(ps, err)
		}
		return ps[0].Empreinte()
	}
	chemins, err := portail.Imprimer(ctx, b, x)
	if err != nil || len(chemins) != 1 || !strings.HasSuffix(chemins[0], "Papillon_31310.pdf") {
		t.Fatal(chemins, err)
	}
	if octets, err := os.ReadFile(chemins[0]); err != nil || !strings.HasPrefix(string(octets), "%PDF") {
		t.Error(err)
	}
	un := hachage()
	if chemins, err = portail.Imprimer(ctx, b, x); err != nil || !strings.Contains(chemins[0], "(2)") || hachage() != un {
		t.Errorf("printed again, it is another: %v %v", chemins, err)
	}
	if err := portail.GarderSessions(ctx, b, []portail.Session{{Jury: "31310"}, {Jury: "31408"}}); err != nil {
		t.Fatal(err)
	}
	x.Nouveaux, x.Motif = true, "perdu"
	if _, err = portail.Imprimer(ctx, b, x); err != nil || hachage() == un {
		t.Errorf("a new slip is the old one: %v", err)
	}
	if ss, err := portail.Sessions(ctx, b); err != nil || len(ss) != 1 || ss[0].Jury != "31408" {
		t.Errorf("the room of a replaced slip is still in: %v %v", ss, err)
	}
	cs, err := b.ComptesRendus(ctx)
	if err != nil || len(cs) != 3 || cs[0].PourQui[0] != "31310, groupe 1" {
		t.Errorf("%+v %v", cs, err)
	}
	v, err := b.Verifier(ctx)
	if err != nil || len(v.Fautes) != 0 {
		t.Errorf("%+v %v", v, err)
	}
	x.Jurys = []string{"99999"}
	if _, err := portail.Imprimer(ctx, b, x); examen.CodeDe(err) != examen.CodeInconnu {
		t.Error(err)
	}
}
