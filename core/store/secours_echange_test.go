package store_test

import (
	"context"
	"os"
	"testing"

	"delib/core/jury"
	"delib/core/store"
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
			if _, err := b.Integrer(ctx, x.recu(x.entree(t, 1, 1, importation(t, b)), x.entree(t, 2, 2, noteDe("B", avant, "15.00")))); err != nil {
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
	if _, err := b.Integrer(ctx, x.recu(x.entree(t, 1, 1, importation(t, b)), x.entree(t, 2, 2, demain))); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	avant := valeurU1(t, b)
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	v.sql(t, "UPDATE candidats SET contenu = replace(contenu, '1', '2')")
	b, s := v.secourir(t)
	if got := valeurU1(t, b); got != avant || s.Issue != store.SecoursJournal {
		t.Errorf("U1 is %s, was %s; %+v", got, avant, s)
	}
}
