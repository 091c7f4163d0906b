package acces

import (
	"context"
	"strings"
	"testing"

	"delib/core/compterendu"
)

// TestPassword: the same slip again, another one when it is asked for, and a check
// that forgives what a hand does.
func TestPassword(t *testing.T) {
	x, err := LireTrousseau("")
	if err != nil {
		t.Fatal(err)
	}
	texte, err := x.Texte()
	if err != nil {
		t.Fatal(err)
	}
	y, err := LireTrousseau(texte)
	if err != nil || y.MotDePasse("31310", 1) != x.MotDePasse("31310", 1) {
		t.Fatalf("the same base gives another password: %v", err)
	}
	vus := map[string]bool{}
	for _, m := range []string{x.MotDePasse("31310", 1), x.MotDePasse("31310", 2), x.MotDePasse("31408", 1)} {
		if vus[m] || len(m) != 23 || strings.Trim(m, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567-") != "" {
			t.Errorf("password %q", m)
		}
		vus[m] = true
	}
	login := Login("0250001R", "BTS", "31310", 1)
	p, err := x.Papillon(login, "31310", 1)
	if err != nil || login != "0250001R-BTS-31310-10" {
		t.Fatal(login, err)
	}
	ps := []compterendu.Papillon{p}
	mot := x.MotDePasse("31310", 1)
	for _, c := range []struct {
		login, mot string
		bon        bool
	}{
		{login, mot, true}, {strings.ToLower(" " + login), strings.ToLower(mot), true}, {login, strings.ReplaceAll(mot, "-", ""), true},
		{login, strings.ReplaceAll(mot, "-", " "), true}, {login, mot[:22], false}, {login, mot + "A", false}, {login, "", false}, {"", mot, false}, {"", "", false},
		{Login("0250001R", "BTS", "31408", 1), mot, false},
	} {
		if q, bon := Verifier(ps, c.login, c.mot); bon != c.bon || bon && q.Jury != "31310" {
			t.Errorf("%q %q: %v", c.login, c.mot, bon)
		}
	}
	x.Renouveler("31310", 1)
	if q, err := x.Papillon(login, "31310", 1); err != nil || q.Empreinte() == p.Empreinte() {
		t.Error("a new slip is the old one")
	}
	if _, bon := Verifier(ps, login, x.MotDePasse("31310", 1)); bon {
		t.Error("the new password opens the old slip")
	}
	if _, err := LireTrousseau("{"); err == nil {
		t.Error("a damaged text is read")
	}
}

// TestByThePortal: the mark is on what is done in the context, and nowhere else.
func TestByThePortal(t *testing.T) {
	if _, ok := De(context.Background()); ok {
		t.Error("by the portal, from nowhere")
	}
	if e, ok := De(Par(context.Background(), Entree{"l", "31310"})); !ok || e.Jury != "31310" {
		t.Error(e)
	}
}
