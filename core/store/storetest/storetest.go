// Package storetest has what the tests of a base share.
package storetest

import (
	"compress/gzip"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/core/store"
)

// The samples, from a package of core.
const (
	BTS = "../dossier/testdata/dossier-bts-2023-06-0250001R.zip"
	BCP = "../dossier/testdata/dossier-bcp-2021-06-0350059Z.zip"
)

// Ouvrir opens a base until the end of the test, and makes it when there is none.
func Ouvrir(t testing.TB, dir string) *store.Base {
	t.Helper()
	b, err := store.Ouvrir(context.Background(), dir, store.Options{Creer: true, Application: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Fermer() })
	return b
}

// AncienneBase puts in a folder the base that the first version left, with acts that
// wait and a closed jury. It is read from a package of core.
func AncienneBase(t testing.TB, dir string) {
	t.Helper()
	f, err := os.Open("../store/testdata/schema1.sqlite.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	texte, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fond.FichierBase), texte, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Charger gives a base that holds a sample, and its rules.
func Charger(t testing.TB, dir, chemin string) (*store.Base, *examen.Profil) {
	t.Helper()
	b := Ouvrir(t, dir)
	c, err := dossier.Lire(chemin)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Importer(context.Background(), c.Centre, c.Jurys, "test"); err != nil {
		t.Fatal(err)
	}
	p, err := examen.Trouver(c.Centre.Examen, c.Centre.Session)
	if err != nil {
		t.Fatal(err)
	}
	return b, p
}

// Integre demands that a base pass the whole check.
func Integre(t testing.TB, b *store.Base) {
	t.Helper()
	v, err := b.Verifier(context.Background())
	if err != nil || len(v.Fautes) > 0 {
		t.Fatalf("%v, faults: %s", err, strings.Join(v.Fautes, "\n"))
	}
}

// Modifier changes a mark of the first group.
func Modifier(code, cle, epreuve, valeur string) jury.Lot {
	return jury.Lot{Jury: code, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		k, _ := jury.LireCle(cle)
		c, ok := d.Candidat(k)
		if !ok {
			return nil, jury.RefusCandidat(cle, code)
		}
		return []jury.Acte{{
			Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: k, Epreuve: epreuve, Groupe: 1}, De: c.Valeur(epreuve, 1).Texte(), Vers: valeur, Motif: "m",
			Auteur: "P", Role: examen.RoleJury,
		}}, nil
	}}
}

// Brut opens the base of a folder as another program would.
func Brut(t testing.TB, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, fond.FichierBase)))
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// Ids gives the ids of the acts that a base holds.
func Ids(t testing.TB, b *store.Base) []string {
	t.Helper()
	ctx := context.Background()
	es, err := b.Entetes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, e := range es {
		as, err := b.Actes(ctx, e.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range as {
			a, err := s.Lire()
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, a.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// Autre is another workstation of the centre, as the académie's log shows it.
type Autre struct {
	Cle       ed25519.PrivateKey
	ID        string
	rang      int64
	precedent string
}

// NouvelAutre makes one, with its key.
func NouvelAutre(t testing.TB) *Autre {
	t.Helper()
	publique, cle, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &Autre{Cle: cle, ID: jury.IDPoste(publique)}
}

// Entree is an act of it in the log of the centre.
func (x *Autre) Entree(t testing.TB, place, seq int64, a jury.Acte) ordre.Entree {
	t.Helper()
	x.rang++
	a.Poste, a.Rang, a.Precedent, a.ID = x.ID, x.rang, x.precedent, fmt.Sprintf("%s-%d", x.ID, x.rang)
	s, err := jury.Sceller(a, x.Cle)
	if err != nil {
		t.Fatal(err)
	}
	x.precedent = s.Empreinte()
	return ordre.Entree{Ordre: place, Seq: seq, Jury: a.Jury, ID: a.ID, Issue: jury.IssueAccepte, Acte: &s}
}

// Recu is an answer of the server that brings entries.
func (x *Autre) Recu(es ...ordre.Entree) ordre.Recu {
	return ordre.Recu{Generation: "g", Entrees: es, Cles: map[string][]byte{x.ID: x.Cle[32:]}}
}

// J1 is a jury of the BTS sample.
const J1 = "31310"

// Importation gives what the académie's import of a jury says, from this base's own.
func Importation(t testing.TB, b *store.Base) jury.Acte {
	t.Helper()
	xs, err := b.Actes(context.Background(), J1)
	if err != nil {
		t.Fatal(err)
	}
	a, err := xs[0].Lire()
	if err != nil {
		t.Fatal(err)
	}
	return jury.Acte{Genre: jury.GenreImporter, Jury: J1, Vers: a.Vers, Auteur: "DEC", Role: examen.RoleAcademie}
}

// NoteDe changes the mark that ValeurU1 reads.
func NoteDe(auteur, de, vers string) jury.Acte {
	return jury.Acte{Genre: jury.GenreModifier, Jury: J1, Cle: jury.CleActe{Cle: jury.Cle{Numero: "02319252150", Inscription: "001"}, Epreuve: "U1", Groupe: 1},
		De: de, Vers: vers, Motif: "m", Auteur: auteur, Role: examen.RoleJury}
}

// ValeurU1 gives a mark of a candidate of J1.
func ValeurU1(t testing.TB, b *store.Base) string {
	t.Helper()
	d, err := b.Charger(context.Background(), J1)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := d.Candidat(jury.Cle{Numero: "02319252150", Inscription: "001"})
	return c.Valeur("U1", 1).Texte()
}
