package store_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/reprise"
	"delib/core/store"
)

// TestAPlanOnAWorkstationThatIsNotEmpty: the technician imported the dossier first,
// or took an older plan first; the jury goes on with the acts of the plan. It never
// covers work of this workstation that the plan does not have.
func TestAPlanOnAWorkstationThatIsNotEmpty(t *testing.T) {
	ctx := context.Background()
	mort, p := charge(t, t.TempDir(), bts)
	noter := func(b *store.Base, valeur string) {
		t.Helper()
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", valeur)}); err != nil {
			t.Fatal(err)
		}
	}
	plan := func() []byte {
		t.Helper()
		texte, err := mort.Reprise(ctx, "31310")
		if err != nil {
			t.Fatal(err)
		}
		return texte
	}
	noter(mort, "12.00")
	ancien := plan()
	noter(mort, "13.00")
	noter(mort, "14.00")
	recent := plan()

	for nom, c := range map[string]struct {
		avant  func(b *store.Base)
		textes [][]byte
		note   string
		charge bool
	}{
		"imported first":            {nil, [][]byte{recent}, "14.00", true},
		"older plan first":          {nil, [][]byte{ancien, recent}, "14.00", true},
		"newer plan first":          {nil, [][]byte{recent, ancien}, "14.00", true},
		"twice the same":            {nil, [][]byte{recent, recent}, "14.00", true},
		"work of its own":           {func(b *store.Base) { noter(b, "5.00") }, [][]byte{recent}, "5.00", false},
		"went on after an old plan": {func(b *store.Base) { reprendre(t, b, ancien); noter(b, "6.00") }, [][]byte{recent}, "6.00", false},
	} {
		t.Run(nom, func(t *testing.T) {
			b, _ := charge(t, t.TempDir(), bts)
			if c.avant != nil {
				c.avant(b)
			}
			var derniere jury.Import
			var charges []string
			for _, texte := range c.textes {
				derniere = reprendre(t, b, texte)
				charges = append(charges, derniere.Charges...)
			}
			if n := valeurU1(t, b); n != c.note || (len(charges) > 0) != c.charge {
				t.Errorf("U1 is %s, want %s: %+v", n, c.note, derniere)
			}
			if !c.charge && !slices.Equal(derniere.Intouches, []string{"31310"}) {
				t.Errorf("the jury that is left is not named: %+v", derniere)
			}
			integre(t, b)
			noter(b, "7.00") // and the work goes on
			integre(t, b)
			if es, err := b.Entetes(ctx); err != nil || len(es) != 5 || es[3].Code != "31310" {
				t.Errorf("the jurys are no longer in their order: %v %v", es, err)
			}
		})
	}
}

func reprendre(t *testing.T, b *store.Base, texte []byte) jury.Import {
	t.Helper()
	r, err := b.Reprendre(context.Background(), [][]byte{texte}, "x")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAPlanThatStandsOnANewerDossier: the dead workstation had been given a newer
// dossier before it worked; this one has only the first. The jury is the plan's.
// The other way round, this base knows a dossier that the plan does not: it is left.
func TestAPlanThatStandsOnANewerDossier(t *testing.T) {
	ctx := context.Background()
	mort, p := charge(t, t.TempDir(), bts)
	c, err := dossier.Lire(bts)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(c.Jurys, func(d jury.Dossier) bool { return d.Code == "31310" })
	c.Jurys[i].Candidats[0].Prenoms += " Zoé"
	if r, err := mort.Importer(ctx, c.Centre, c.Jurys, "x"); err != nil || !slices.Equal(r.Charges, []string{"31310"}) {
		t.Fatalf("%+v %v", r, err)
	}
	if err := mort.Agir(ctx, p, []jury.Lot{modifier("31310", "02319252150-001", "U1", "12.00")}); err != nil {
		t.Fatal(err)
	}
	texte, err := mort.Reprise(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := charge(t, t.TempDir(), bts)
	if r := reprendre(t, b, texte); !slices.Equal(r.Charges, []string{"31310"}) {
		t.Errorf("%+v", r)
	}
	integre(t, b)
	if d, err := b.Charger(ctx, "31310"); err != nil || d.Candidats[0].Prenoms != c.Jurys[i].Candidats[0].Prenoms {
		t.Errorf("the jury is not the plan's (%v)", err)
	}
	b, _ = charge(t, t.TempDir(), bts)
	c.Jurys[i].Candidats[0].Prenoms += " Léa"
	if _, err := b.Importer(ctx, c.Centre, c.Jurys, "x"); err != nil {
		t.Fatal(err)
	}
	if r := reprendre(t, b, texte); !slices.Equal(r.Autres, []string{"31310"}) {
		t.Errorf("%+v", r)
	}
	integre(t, b)
}

// TestAPlanWithoutOneOfItsActs: an act in the middle was taken out, and the hash of
// the jury made to agree; or an act was signed by a key that the plan does not name.
func TestAPlanWithoutOneOfItsActs(t *testing.T) {
	ctx := context.Background()
	b, p := charge(t, t.TempDir(), bts)
	for _, x := range [][2]string{{"02319252150-001", "12.00"}, {"02319252150-001", "13.00"}, {"02319252150-001", "14.00"}} {
		if err := b.Agir(ctx, p, []jury.Lot{modifier("31310", x[0], "U1", x[1])}); err != nil {
			t.Fatal(err)
		}
	}
	texte, err := b.Reprise(ctx, "31310")
	if err != nil {
		t.Fatal(err)
	}
	var r reprise.Contenu
	if err := json.Unmarshal(texte, &r); err != nil || len(r.Actes) != 4 {
		t.Fatalf("%d acts, %v", len(r.Actes), err)
	}
	lire := func() error {
		t.Helper()
		faux, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = reprise.Lire(faux)
		return err
	}
	if err := lire(); err != nil {
		t.Fatal(err)
	}
	actes := r.Actes
	r.Actes = slices.Delete(slices.Clone(actes), 2, 3)
	if err := lire(); examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), "il manque un acte avant l’acte n° 3") {
		t.Errorf("an act was taken out: %v", err)
	}
	_, cle, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a, err := actes[2].Lire()
	if err != nil {
		t.Fatal(err)
	}
	a.Poste = jury.IDPoste(cle.Public().(ed25519.PublicKey))
	forge, err := jury.Sceller(a, cle)
	if err != nil {
		t.Fatal(err)
	}
	r.Actes = slices.Clone(actes)
	r.Actes[2] = forge
	if err := lire(); examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), "l’acte n° 3 n’est pas celui que son poste a signé") {
		t.Errorf("an act of nobody: %v", err)
	}
}
