package secours_test

import (
	"context"
	"os"
	"testing"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/secours"
)

// TestRescueOfABaseThatExchanges: what the académie confirmed and what waits for
// it are the same after, whatever was damaged.
func TestRescueOfABaseThatExchanges(t *testing.T) {
	ctx := context.Background()
	for nom, casser := range map[string]func(vecu){
		"projection": func(v vecu) { v.sql(t, "UPDATE candidats SET contenu = replace(contenu, '1', '2')") },
		"header": func(v vecu) {
			texte, err := os.ReadFile(v.base())
			if err != nil {
				t.Fatal(err)
			}
			clear(texte[:4096])
			if err := os.WriteFile(v.base(), texte, 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(nom, func(t *testing.T) {
			v := vecu{dir: t.TempDir()}
			b, p := charge(t, v.dir, bts)
			avant := valeurU1(t, b)
			if err := b.Agir(ctx, p, []jury.Lot{modifier("31408", "02244250322-001", "U11", "12.00")}); err != nil {
				t.Fatal(err)
			}
			x := nouvelAutre(t)
			if _, err := b.Integrer(ctx, x.Recu(x.Entree(t, 1, 1, importation(t, b)), x.Entree(t, 2, 2, noteDe("B", avant, "15.00")))); err != nil {
				t.Fatal(err)
			}
			if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", "16.00")}); err != nil {
				t.Fatal(err)
			}
			integre(t, b)
			if _, err := b.Copier(ctx, "essai"); err != nil {
				t.Fatal(err)
			}
			solde, err := b.Balance(ctx)
			if err != nil {
				t.Fatal(err)
			}
			poste := b.Poste()
			if err := b.Fermer(); err != nil {
				t.Fatal(err)
			}
			casser(v)
			b, s := v.secourir(t)
			if got := valeurU1(t, b); got != "16.00" || s.NonRepris != 0 {
				t.Errorf("U1 is %s; %+v", got, s)
			}
			if (b.Poste() == poste) != (nom == "projection") {
				t.Errorf("identity kept: %t", b.Poste() == poste)
			}
			apres, err := b.Balance(ctx)
			if err != nil || nom == "projection" && apres != solde || apres.Attente != solde.Attente || !apres.Juste() {
				t.Errorf("%+v, then %+v, %v", solde, apres, err)
			}
		})
	}
}

// TestAStoppedJuryIsNoDamage: an act of a later program stops its jury, the base is
// not damaged for it, and a rescue leaves the jury where it stood.
func TestAStoppedJuryIsNoDamage(t *testing.T) {
	ctx := context.Background()
	v := vecu{dir: t.TempDir()}
	b, _ := charge(t, v.dir, bts)
	x := nouvelAutre(t)
	demain := noteDe("B", "", "")
	demain.Genre = "pondérer.1"
	if _, err := b.Integrer(ctx, x.Recu(x.Entree(t, 1, 1, importation(t, b)), x.Entree(t, 2, 2, demain))); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	avant := valeurU1(t, b)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	v.sql(t, "UPDATE candidats SET contenu = replace(contenu, '1', '2')")
	b, s := v.secourir(t)
	if got := valeurU1(t, b); got != avant || s.Issue != secours.SecoursJournal {
		t.Errorf("U1 is %s, was %s; %+v", got, avant, s)
	}
}

// TestRescueWithoutTheOrderOfTheAcademie: the header is gone, and the copy is from
// before the first exchange. This workstation's acts, sent or not, are all there and
// applied; what the académie had brought, it will bring again.
func TestRescueWithoutTheOrderOfTheAcademie(t *testing.T) {
	ctx := context.Background()
	v := vecu{dir: t.TempDir()}
	b, p := charge(t, v.dir, bts)
	avant := valeurU1(t, b)
	acte := func(cle, epreuve, valeur, code string) {
		t.Helper()
		if err := b.Agir(ctx, p, []jury.Lot{modifier(code, cle, epreuve, valeur)}); err != nil {
			t.Fatal(err)
		}
	}
	acte("02319252150-001", "U1", "16.00", j1)
	x := nouvelAutre(t)
	recu := x.Recu(x.Entree(t, 1, 1, importation(t, b)), x.Entree(t, 2, 2, noteDe("B", avant, "15.00"))) // the same value: one diverges
	if _, err := b.Integrer(ctx, recu); err != nil {
		t.Fatal(err)
	}
	acte("02319252150-001", "U5", "6.50", j1)
	acte("02244250322-001", "U11", "12.00", "31408")
	tout := idsDe(t, b)
	notres, err := b.Identifiants(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	v.ecraser(t, 0, 100)
	b, s := v.secourir(t)
	apres, err := b.Identifiants(ctx)
	if err != nil || len(apres) != len(notres) || s.NonRepris != 0 {
		t.Errorf("%d acts of its own of %d (%d in all), %v: %+v", len(apres), len(notres), len(tout), err, s)
	}
	d, err := b.Charger(ctx, j1)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
	if u1, u5 := c.Valeur("U1", 1).Texte(), c.Valeur("U5", 1).Texte(); u1 != "16.00" || u5 != "6.50" {
		t.Errorf("U1 %s, U5 %s: %+v", u1, u5, s)
	}
}

// TestAnOlderFileThenAnExchange: the académie has an act of this workstation that its
// base no longer has. It comes back, and the work goes on from there.
func TestAnOlderFileThenAnExchange(t *testing.T) {
	ctx := context.Background()
	v := vecu{dir: t.TempDir()}
	b, p := charge(t, v.dir, bts)
	hier, err := os.ReadFile(v.base())
	if err != nil {
		t.Fatal(err)
	}
	x := nouvelAutre(t)
	importe := x.Entree(t, 1, 1, importation(t, b))
	for _, n := range []string{"12.00", "13.00"} {
		if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", n)}); err != nil {
			t.Fatal(err)
		}
	}
	actes, err := b.Actes(ctx, j1)
	if err != nil || len(actes) != 3 {
		t.Fatalf("%d %v", len(actes), err)
	}
	recu := x.Recu(importe)
	for i, s := range actes[1:] {
		a, err := s.Lire()
		if err != nil {
			t.Fatal(err)
		}
		recu.Entrees = append(recu.Entrees, ordre.Entree{Ordre: int64(i + 2), Seq: int64(i + 2), Jury: j1, ID: a.ID, Issue: jury.IssueAccepte, Acte: &s})
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(v.base(), hier, 0o600); err != nil {
		t.Fatal(err)
	}
	b = ouvrir(t, v.dir)
	sans := recu
	sans.Entrees = append([]ordre.Entree{recu.Entrees[0]}, recu.Entrees[2])
	sans.Entrees[1].Ordre, sans.Entrees[1].Seq = 2, 2
	if _, err := b.Integrer(ctx, sans); examen.CodeDe(err) != examen.CodeChaine {
		t.Errorf("with an act missing between: %v", err)
	}
	if _, err := b.Integrer(ctx, recu); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", "U1", "14.00")}); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	if got := valeurU1(t, b); got != "14.00" {
		t.Errorf("U1 is %s", got)
	}
}

// TestAnActThatStandsOnWhatIsToComeBack: this workstation had changed a mark after
// another one had, since the copy. Its act waits for the other to come back; what it
// did elsewhere in the jury, and had not sent, is applied, and waits too.
func TestAnActThatStandsOnWhatIsToComeBack(t *testing.T) {
	ctx := context.Background()
	v := vecu{dir: t.TempDir()}
	b, p := charge(t, v.dir, bts)
	avant := valeurU1(t, b)
	x := nouvelAutre(t)
	importe := x.Entree(t, 1, 1, importation(t, b))
	if _, err := b.Integrer(ctx, x.Recu(importe)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Copier(ctx, "essai"); err != nil {
		t.Fatal(err)
	}
	autre := x.Entree(t, 2, 2, noteDe("B", avant, "15.00"))
	if _, err := b.Integrer(ctx, x.Recu(autre)); err != nil {
		t.Fatal(err)
	}
	for _, n := range [][2]string{{"U1", "16.00"}, {"U5", "6.50"}} {
		if err := b.Agir(ctx, p, []jury.Lot{modifier(j1, "02319252150-001", n[0], n[1])}); err != nil {
			t.Fatal(err)
		}
	}
	notres, err := b.Identifiants(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	v.ecraser(t, 0, 100)
	b, s := v.secourir(t)
	if apres, err := b.Identifiants(ctx); err != nil || len(apres) != len(notres) || s.NonRepris != 0 {
		t.Errorf("%d acts of its own of %d, %v: %+v", len(apres), len(notres), err, s)
	}
	u := func() (u1, u5 string) {
		d, err := b.Charger(ctx, j1)
		if err != nil {
			t.Fatal(err)
		}
		c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
		return c.Valeur("U1", 1).Texte(), c.Valeur("U5", 1).Texte()
	}
	if u1, u5 := u(); u1 != avant || u5 != "6.50" {
		t.Errorf("before the académie: U1 %s, U5 %s", u1, u5)
	}
	if _, err := b.Integrer(ctx, x.Recu(autre)); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	if u1, u5 := u(); u1 != "16.00" || u5 != "6.50" {
		t.Errorf("after it: U1 %s, U5 %s", u1, u5)
	}
}
