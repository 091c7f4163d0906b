package cle_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"delib/core/cle"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/reprise"
	"delib/core/store"
)

func horloge() time.Time { return time.Date(2023, 6, 6, 12, 0, 0, 0, time.UTC) }

type banc struct {
	t    *testing.T
	ctx  context.Context
	base *store.Base
	dir  string
	cle  *cle.Cle
	usb  string
}

func poste(t *testing.T) *banc {
	t.Helper()
	b := &banc{t: t, ctx: context.Background(), dir: t.TempDir(), usb: t.TempDir()}
	var err error
	if b.base, err = store.Ouvrir(b.ctx, b.dir, store.Options{Creer: true, Horloge: horloge}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.base.Fermer() })
	c := dossiertest.Fabriquer(2, 4)
	if _, err := b.base.Importer(b.ctx, c.Centre, c.Jurys, "test"); err != nil {
		t.Fatal(err)
	}
	b.cle = cle.Nouvelle(b.base, horloge)
	return b
}

func (b *banc) choisir(dossier string, remplacer bool) error {
	_, err := b.cle.Choisir(b.ctx, dossier, b.dir, remplacer)
	return err
}

// agir notes an incident in a jury.
func (b *banc) agir(code, texte string) {
	b.t.Helper()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		b.t.Fatal(err)
	}
	err = b.base.Agir(b.ctx, p, []jury.Lot{{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		return []jury.Acte{jury.ActeIncident(&d, jury.Incident{Categorie: jury.IncidentAutre, Heure: "10:00", Texte: texte}, "P")}, nil
	}}})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *banc) tenir() *cle.Bilan {
	b.t.Helper()
	x, err := b.cle.Tenir(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	return x
}

func (b *banc) etat() cle.Etat {
	b.t.Helper()
	e, err := b.cle.Etat(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	return e
}

// surCle gives a jury as another workstation would read it on the key.
func (b *banc) surCle(code string) jury.Dossier {
	b.t.Helper()
	texte, err := os.ReadFile(filepath.Join(b.usb, reprise.DossierDesJurys, code+".json"))
	if err != nil {
		b.t.Fatal(err)
	}
	_, d, err := reprise.Lire(texte)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

// TestTheKeyFollows: what is done is on the key once it was held, and a base without a
// key has nothing to say.
func TestTheKeyFollows(t *testing.T) {
	b := poste(t)
	if x := b.tenir(); x.Manque != "" || len(x.Dits) > 0 || b.etat().Choisie {
		t.Errorf("no key was chosen: %+v", x)
	}
	if err := b.choisir(b.usb, false); err != nil {
		t.Fatal(err)
	}
	b.agir("31310", "alarme")
	if e := b.etat(); e.AJour() || !e.Presente {
		t.Errorf("the key cannot have it yet: %+v", e)
	}
	if x := b.tenir(); x.Manque != "" {
		t.Error(x.Manque)
	}
	if d := b.surCle("31310"); len(d.Incidents) != 1 {
		t.Errorf("%d incidents on the key", len(d.Incidents))
	}
	if e := b.etat(); !e.AJour() || len(e.Jurys) != 2 || e.Jurys[0].SurCle != e.Jurys[0].Acte {
		t.Errorf("%+v", e)
	}
	if dossier, err := b.cle.Oublier(b.ctx); err != nil || dossier != b.usb || b.etat().Choisie {
		t.Errorf("%q %v", dossier, err)
	}
}

// TestAFailingKeyFailsNothing: a key pulled, of another centre, of another workstation,
// or on which nothing can be written is told, since when, and completed later.
func TestAFailingKeyFailsNothing(t *testing.T) {
	for nom, c := range map[string]struct {
		casser, reparer func(*banc) error
		veut            string
	}{
		"pulled": {
			func(b *banc) error { return os.Rename(b.usb, b.usb+"-tiroir") },
			func(b *banc) error { return os.Rename(b.usb+"-tiroir", b.usb) }, "elle est absente",
		},
		"of another centre": {
			func(b *banc) error { return b.fiche("0350059Z", b.base.Poste()) },
			func(b *banc) error { return b.fiche("0250001R", b.base.Poste()) }, "d’un autre centre (0350059Z",
		},
		"shared": {
			func(b *banc) error { return b.fiche("0250001R", "P1234") },
			func(b *banc) error { return b.fiche("0250001R", b.base.Poste()) }, "un autre poste, P1234, s’en sert",
		},
		"emptied": {
			func(b *banc) error { return os.RemoveAll(filepath.Join(b.usb, reprise.DossierDesJurys)) }, func(*banc) error { return nil }, "",
		},
		"a file in the place of the folder": {
			func(b *banc) error {
				dir := filepath.Join(b.usb, reprise.DossierDesJurys)
				if err := os.Rename(dir, dir+"-vrai"); err != nil {
					return err
				}
				return os.WriteFile(dir, []byte("x"), 0o600)
			}, func(b *banc) error {
				dir := filepath.Join(b.usb, reprise.DossierDesJurys)
				if err := os.Remove(dir); err != nil {
					return err
				}
				return os.Rename(dir+"-vrai", dir)
			}, "n’est pas un dossier où écrire",
		},
	} {
		t.Run(nom, func(t *testing.T) {
			b := poste(t)
			if err := b.choisir(b.usb, false); err != nil {
				t.Fatal(err)
			}
			if err := c.casser(b); err != nil {
				t.Fatal(err)
			}
			b.agir("31310", "alarme")
			x := b.tenir()
			if !strings.Contains(x.Manque, c.veut) || (c.veut == "") != (x.Manque == "") {
				t.Errorf("it says %q", x.Manque)
			}
			if e := b.etat(); c.veut != "" && e.Absente != "2023-06-06T12:00:00Z" {
				t.Errorf("since when: %+v", e)
			}
			if err := c.reparer(b); err != nil {
				t.Fatal(err)
			}
			if x := b.tenir(); x.Manque != "" {
				t.Error(x.Manque)
			}
			if e := b.etat(); !e.AJour() || e.Absente != "" {
				t.Errorf("not completed: %+v", e)
			}
		})
	}
}

// fiche writes whose key it is.
func (b *banc) fiche(uai, poste string) error {
	return os.WriteFile(filepath.Join(b.usb, "delib-cle.json"),
		[]byte(`{"format":"delib-cle/1","poste":"`+poste+`","uai":"`+uai+`","examen":"BTS","session":"2023-06"}`), 0o600)
}

// TestWhatIsNoKey: a folder that may not be the key is refused, and nothing is chosen.
func TestWhatIsNoKey(t *testing.T) {
	b := poste(t)
	fichier := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(fichier, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ dossier, uai, poste, veut string }{
		{fichier, "", "", "n’est pas un dossier"},
		{filepath.Join(b.usb, "rien"), "", "", "il n’existe pas"},
		{b.dir, "", "", "dans le dossier de données"},
		{b.usb, "0350059Z", b.base.Poste(), "celle d’un autre centre"},
		{b.usb, "0250001R", "P1234", "celle d’un autre poste, P1234"},
		{b.usb, `"`, "P1234", "ne peut pas être lue"},
	} {
		if c.uai != "" {
			if err := b.fiche(c.uai, c.poste); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.choisir(c.dossier, false); err == nil || !strings.Contains(err.Error(), c.veut) {
			t.Errorf("%+v: %v", c, err)
		}
		if b.etat().Choisie {
			t.Fatalf("%+v: chosen all the same", c)
		}
	}
}

// TestNothingIsOverwrittenThatOnlyTheKeyHas: the acts of the former workstation that this
// one does not have are put aside.
func TestNothingIsOverwrittenThatOnlyTheKeyHas(t *testing.T) {
	ancien, nouveau := poste(t), poste(t)
	if err := ancien.choisir(ancien.usb, false); err != nil {
		t.Fatal(err)
	}
	ancien.agir("31310", "que la clé seule sait")
	ancien.tenir()
	nouveau.usb = ancien.usb
	x, err := nouveau.cle.Choisir(nouveau.ctx, nouveau.usb, nouveau.dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Dits) != 2 || !strings.Contains(x.Dits[0], "Clé de secours, jury 31310 : elle avait des actes que ce poste n’a pas") {
		t.Errorf("%+v", x)
	}
	if d := nouveau.surCle("31310"); len(d.Incidents) != 0 {
		t.Error("the key has not the jury of its new workstation")
	}
	cotes, err := filepath.Glob(filepath.Join(nouveau.usb, reprise.DossierDesJurys, "mis-de-cote", "31310*.json"))
	if err != nil || len(cotes) != 1 {
		t.Fatalf("%v %v", cotes, err)
	}
	texte, err := os.ReadFile(cotes[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, d, err := reprise.Lire(texte); err != nil || len(d.Incidents) != 1 {
		t.Errorf("what was put aside cannot be resumed from: %v", err)
	}
	if x := ancien.tenir(); !strings.Contains(x.Manque, "un autre poste") {
		t.Errorf("the former workstation writes on: %q", x.Manque)
	}
}

// lente is a base whose reading waits, as a key that does not answer would.
type lente struct {
	cle.Base
	attente chan struct{}
}

func (l lente) Reprise(ctx context.Context, code string) ([]byte, error) {
	<-l.attente
	return l.Base.Reprise(ctx, code)
}

// TestTheWatch: an act is written in the background, the end writes what is left, and a
// key that does not answer is left after the time given.
func TestTheWatch(t *testing.T) {
	b := poste(t)
	if err := b.choisir(b.usb, false); err != nil {
		t.Fatal(err)
	}
	v := b.cle.Veiller(b.ctx)
	b.agir("31310", "un")
	v.Reveiller()
	for n := 0; len(b.surCle("31310").Incidents) == 0; n++ {
		if n > 500 {
			t.Fatal("the key was not written")
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.agir("31310", "deux")
	if x, err := v.Finir(time.Minute); err != nil || x.Manque != "" || len(b.surCle("31310").Incidents) != 2 {
		t.Errorf("%+v %v", x, err)
	}

	l := lente{b.base, make(chan struct{})}
	b.agir("31310", "trois")
	v = cle.Nouvelle(l, horloge).Veiller(b.ctx)
	if x, err := v.Finir(20 * time.Millisecond); err != nil || x.Manque != "elle ne répond pas." {
		t.Errorf("%+v %v", x, err)
	}
	close(l.attente)
}
