package secours_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/secours"
	"delib/core/store"
)

// noter records marks one after another, in a base that is opened and closed.
func (v vecu) noter(t *testing.T, notes ...string) {
	t.Helper()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	b := ouvrir(t, v.dir)
	for _, n := range notes {
		if err := b.Agir(context.Background(), p, []jury.Lot{modifier("31310", "02319252150-001", "U1", n)}); err != nil {
			t.Fatal(err)
		}
	}
	v.fermer(t, b)
}

func (v vecu) fermer(t *testing.T, b *store.Base) {
	t.Helper()
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
}

// valeur reads the mark that noter changes.
func (v vecu) valeur(t *testing.T, b *store.Base) string {
	t.Helper()
	d, err := b.Charger(context.Background(), "31310")
	if err != nil {
		t.Fatal(err)
	}
	c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
	return c.Valeur("U1", 1).Texte()
}

func (v vecu) copie(t *testing.T, debut string) fond.Copie {
	t.Helper()
	cs, err := fond.Copies(v.dir)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cs, func(c fond.Copie) bool { return strings.HasPrefix(c.Nom, debut) })
	if i < 0 {
		t.Fatalf("no copy %s in %v", debut, cs)
	}
	return cs[i]
}

// TestAReturnIsNotUndone: the person went back to a copy and worked on. Whatever
// becomes of the base then, what he gave up does not come back in its place.
func TestAReturnIsNotUndone(t *testing.T) {
	for nom, casser := range map[string]func(t *testing.T, v vecu){
		"vanished": func(t *testing.T, v vecu) {
			if err := os.Remove(v.base()); err != nil {
				t.Fatal(err)
			}
		},
		"header":  func(t *testing.T, v vecu) { v.ecraser(t, 0, 100) },
		"garbage": func(t *testing.T, v vecu) { v.ecraser(t, 0, 1<<20) },
	} {
		t.Run(nom, func(t *testing.T) {
			ctx := context.Background()
			v := vivre(t, true)
			v.noter(t, "15.00", "15.50")
			b := ouvrir(t, v.dir)
			if _, err := b.Copier(ctx, "abandonnee"); err != nil { // the longest history of all
				t.Fatal(err)
			}
			v.fermer(t, b)
			if _, err := secours.Restaurer(ctx, v.dir, v.copie(t, "avant-import").Nom); err != nil {
				t.Fatal(err)
			}
			v.noter(t, "16.00")
			casser(t, v)
			b, s := v.secourir(t)
			if n := v.valeur(t, b); n != "16.00" && n != "12.00" || n == "12.00" && nom == "header" {
				t.Errorf("U1 is %s: %+v", n, s)
			}
		})
	}
}

// TestRescueOfAnOlderSchema: on the day of an update, the base and its copies are
// of the version before.
func TestRescueOfAnOlderSchema(t *testing.T) {
	v := vivre(t, true)
	ancien := []string{
		"DROP TABLE confirmes", "DROP TABLE verdicts", "DROP TABLE recus", "DROP TABLE marques", "DROP TABLE utilisateurs", "PRAGMA user_version = 1",
	}
	v.sql(t, append(ancien, "UPDATE candidats SET contenu = replace(contenu, '1', '2')")...)
	b, s := v.secourir(t)
	if got := idsDe(t, b); s.Issue != secours.SecoursJournal || !slices.Equal(got, v.tout) {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.tout), s)
	}
	v.identique(t, b)
}

// TestACopyOfNothing: what a program killed in the middle of a copy may have left
// under the name of one, or what somebody put there.
func TestACopyOfNothing(t *testing.T) {
	for nom, faire := range map[string]func(chemin string) error{
		"empty":      func(c string) error { return os.WriteFile(c, nil, 0o600) },
		"not a file": func(c string) error { return os.Mkdir(c, 0o700) },
		"a link to nothing": func(c string) error {
			if runtime.GOOS == "windows" {
				return nil // a link asks for a right
			}
			return os.Symlink(c+".rien", c)
		},
	} {
		t.Run(nom, func(t *testing.T) {
			v := vivre(t, true)
			if err := faire(filepath.Join(v.dir, "copies", "avant-import-20990101-000000.sqlite")); err != nil {
				t.Fatal(err)
			}
			v.ecraser(t, 0, 1<<20)
			b, s := v.secourir(t)
			if got := idsDe(t, b); !slices.Equal(got, v.avant) {
				t.Errorf("%d acts, want the %d of the copy: %+v", len(got), len(v.avant), s)
			}
		})
	}
}

// TestAnEmptyBaseKeepsItsLog: the file was emptied; SQLite would remove the log
// beside it, which may hold acts.
func TestAnEmptyBaseKeepsItsLog(t *testing.T) {
	v := vivre(t, true)
	journal := []byte(strings.Repeat("trame", 1000))
	for chemin, texte := range map[string][]byte{v.base(): nil, v.base() + "-wal": journal} {
		if err := os.WriteFile(chemin, texte, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Ouvrir(context.Background(), v.dir, store.Options{Creer: true}); !fond.EstAbimee(err) {
		t.Errorf("%v", err)
	}
	if texte, err := os.ReadFile(v.base() + "-wal"); err != nil || string(texte) != string(journal) {
		t.Errorf("the log is gone (%v)", err)
	}
}

// TestAReturnThatCannotBeDone: refused at any of its steps, the base is as it was,
// under its own name.
func TestAReturnThatCannotBeDone(t *testing.T) {
	ctx := context.Background()
	for nom, gener := range map[string]func(t *testing.T, v vecu, c fond.Copie){
		"no room for the new file": func(t *testing.T, v vecu, _ fond.Copie) {
			if err := os.Mkdir(v.base()+".neuve.en-cours", 0o700); err != nil {
				t.Fatal(err)
			}
		},
		"a copy of a newer program": func(t *testing.T, v vecu, c fond.Copie) {
			(vecu{dir: filepath.Dir(c.Chemin)}).sqlDe(t, c.Chemin, fmt.Sprintf("PRAGMA user_version = %d", fond.Schema+1))
		},
		"a copy that was altered": func(t *testing.T, v vecu, c fond.Copie) {
			(vecu{}).sqlDe(t, c.Chemin, "UPDATE candidats SET contenu = replace(contenu, '1', '2')")
		},
		"an empty copy": func(t *testing.T, v vecu, c fond.Copie) {
			if err := os.Truncate(c.Chemin, 0); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(nom, func(t *testing.T) {
			v := vivre(t, true)
			c := v.copie(t, "avant-import")
			gener(t, v, c)
			if _, err := secours.Restaurer(ctx, v.dir, c.Nom); examen.CodeDe(err) != examen.CodeBase || !strings.Contains(err.Error(), "Rien n’a été changé") {
				t.Errorf("%v", err)
			}
			b := ouvrir(t, v.dir)
			if got := idsDe(t, b); !slices.Equal(got, v.tout) || b.Poste() != v.poste {
				t.Errorf("%d acts of %d, poste %s", len(got), len(v.tout), b.Poste())
			}
			integre(t, b)
		})
	}
}

// TestAnOlderFileInItsPlace: somebody put yesterday's delib.sqlite back by hand. A
// later copy beside tells, and a rescue finds the acts again.
func TestAnOlderFileInItsPlace(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	hier, err := os.ReadFile(v.copie(t, "avant-import").Chemin)
	if err != nil {
		t.Fatal(err)
	}
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "avant-cloture"); err != nil {
		t.Fatal(err)
	}
	integre(t, b)
	v.fermer(t, b)
	if err := os.WriteFile(v.base(), hier, 0o600); err != nil {
		t.Fatal(err)
	}
	b = ouvrir(t, v.dir)
	verif, err := b.Verifier(ctx)
	if err != nil || !strings.Contains(strings.Join(verif.Fautes, "\n"), "12 actes de ce poste que la base n’a plus") {
		t.Errorf("%+v %v", verif, err)
	}
	v.fermer(t, b)
	b, s := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.tout), s)
	}
}

// TestTheDatesOfCopiesLie: an old copy was touched since, or the workstation's
// clock went back to another year.
func TestTheDatesOfCopiesLie(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "avant-cloture"); err != nil {
		t.Fatal(err)
	}
	v.fermer(t, b)
	demain := time.Now().Add(24 * time.Hour)
	if err := os.Chtimes(v.copie(t, "avant-import").Chemin, demain, demain); err != nil {
		t.Fatal(err)
	}
	v.ecraser(t, 0, 1<<20)
	b, s := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, v.tout) {
		t.Errorf("%d acts, want %d: %+v", len(got), len(v.tout), s)
	}
	for range 12 {
		if _, err := b.Copier(ctx, "essai"); err != nil {
			t.Fatal(err)
		}
	}
	v.fermer(t, b)
	b, err := store.Ouvrir(ctx, v.dir, store.Options{Horloge: func() time.Time { return time.Date(2010, 1, 1, 0, 0, 10, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	chemin, err := b.Copier(ctx, "essai")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(chemin); err != nil {
		t.Errorf("the copy just made went first: %v", err)
	}
	v.fermer(t, b)
}

// TestABaseThatIsNoFile: a folder bears its name.
func TestABaseThatIsNoFile(t *testing.T) {
	v := vivre(t, true)
	if err := os.Rename(v.base(), v.base()+".bak"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(v.base(), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Ouvrir(context.Background(), v.dir, store.Options{Creer: true}); !fond.EstAbimee(err) {
		t.Fatalf("%v", err)
	}
	if s, err := secours.Secourir(context.Background(), v.dir, false); err != nil || s.Issue == secours.SecoursRien {
		t.Errorf("%+v %v", s, err)
	}
	integre(t, ouvrir(t, v.dir))
}

// TestTheRegisterOfTheCopyStays: the base's own cannot be read to its end; what the
// copy has of it is kept, not cut short.
func TestTheRegisterOfTheCopyStays(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, false)
	b := ouvrir(t, v.dir)
	plans := []compterendu.Plan{{Jury: "31310", Groupe: 1, Rang: 2, Empreinte: "e", FaitLe: time.Unix(1e9, 0)}}
	if err := b.Enregistrer(ctx, &compterendu.CompteRendu{Activite: "plan-secours-groupe1"}, plans, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Copier(ctx, "avant-cloture"); err != nil {
		t.Fatal(err)
	}
	v.fermer(t, b)
	v.ecraser(t, 0, 100)
	b, s := v.secourir(t)
	cs, err := b.ComptesRendus(ctx)
	if got := idsDe(t, b); err != nil || len(cs) != 1 || !slices.Equal(got, v.tout) {
		t.Errorf("%d accounts, %d acts of %d, %v: %+v", len(cs), len(got), len(v.tout), err, s)
	}
}

// TestTheSetAsideBasePutBackByHand: the person regrets a return to a copy, and
// takes the base of before from where it was set aside. All of it counts again.
func TestTheSetAsideBasePutBackByHand(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	cote, err := secours.Restaurer(ctx, v.dir, v.copie(t, "avant-import").Nom)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(cote, fond.FichierBase), v.base()); err != nil {
		t.Fatal(err)
	}
	v.noter(t, "19.50")
	b := ouvrir(t, v.dir)
	integre(t, b)
	tout := idsDe(t, b)
	v.fermer(t, b)
	v.sql(t, "UPDATE candidats SET contenu = replace(contenu, '1', '2')")
	b, s := v.secourir(t)
	if got := idsDe(t, b); !slices.Equal(got, tout) || v.valeur(t, b) != "19.50" {
		t.Errorf("%d acts of %d, U1 %s: %+v", len(got), len(tout), v.valeur(t, b), s)
	}
	v.fermer(t, b)
	v.noter(t, "18.00")
	b = ouvrir(t, v.dir)
	integre(t, b)
}

// TestTwoActsOfOneRank: an older file was put back, and one act made on it before
// anybody saw. The act of today counts, each time; the other one is kept beside.
func TestTwoActsOfOneRank(t *testing.T) {
	ctx := context.Background()
	v := vivre(t, true)
	hier, err := os.ReadFile(v.base())
	if err != nil {
		t.Fatal(err)
	}
	v.noter(t, "18.00")
	b := ouvrir(t, v.dir)
	if _, err := b.Copier(ctx, "avant-cloture"); err != nil {
		t.Fatal(err)
	}
	v.fermer(t, b)
	if err := os.WriteFile(v.base(), hier, 0o600); err != nil {
		t.Fatal(err)
	}
	v.noter(t, "19.00")
	b = ouvrir(t, v.dir)
	if x, err := b.Verifier(ctx); err != nil || len(x.Fautes) == 0 {
		t.Errorf("nobody sees that the copy has another act: %+v %v", x, err)
	}
	v.fermer(t, b)
	b, s := v.secourir(t)
	if n := v.valeur(t, b); n != "19.00" || s.NonRepris != 1 || strings.Contains(strings.Join(s.Manque, "\n"), "Aucun acte ne manque") {
		t.Errorf("U1 is %s: %+v", n, s)
	}
}
