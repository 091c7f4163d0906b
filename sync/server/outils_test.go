package server_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib"

	"delib/core/dossier"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/server"
	"delib/sync/wire"
)

// depots are the bases that the contract is run on: SQLite always, PostgreSQL
// where DELIB_POSTGRES gives its address.
func depots() map[string]func(testing.TB) *server.Depot {
	m := map[string]func(testing.TB) *server.Depot{"sqlite": ouvrirSQLite}
	if os.Getenv("DELIB_POSTGRES") != "" {
		m["postgres"] = ouvrirPostgres
	}
	return m
}

func ouvrirSQLite(t testing.TB) *server.Depot {
	t.Helper()
	d, err := server.OuvrirSQLite(context.Background(), filepath.Join(t.TempDir(), "delibd.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Fermer() })
	return d
}

// schemaPostgres makes a schema of its own and gives the address that leads to it.
func schemaPostgres(t testing.TB) string {
	t.Helper()
	nom := fmt.Sprintf("t%d", time.Now().UnixNano())
	racine, err := sql.Open("pgx", os.Getenv("DELIB_POSTGRES"))
	if err == nil {
		_, err = racine.Exec("CREATE SCHEMA " + nom)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = racine.Exec("DROP SCHEMA " + nom + " CASCADE")
		_ = racine.Close()
	})
	u, err := url.Parse(os.Getenv("DELIB_POSTGRES"))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", nom)
	u.RawQuery = q.Encode()
	return u.String()
}

func ouvrirPostgres(t testing.TB) *server.Depot {
	t.Helper()
	return relierPostgres(t, schemaPostgres(t))
}

func relierPostgres(t testing.TB, adresse string) *server.Depot {
	t.Helper()
	db, err := sql.Open("pgx", adresse)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	d, err := server.OuvrirPostgres(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Fermer() })
	return d
}

// surChaque runs a test on a server of each base, with a centre loaded.
func surChaque(t *testing.T, f func(t *testing.T, s *server.Serveur, d *server.Depot)) {
	t.Helper()
	for nom, ouvrir := range depots() {
		t.Run(nom, func(t *testing.T) {
			d := ouvrir(t)
			f(t, serveur(t, d), d)
		})
	}
}

func serveur(t testing.TB, d *server.Depot) *server.Serveur {
	t.Helper()
	s, err := server.Nouveau(context.Background(), d, server.Options{Version: "essai"})
	if err != nil {
		t.Fatal(err)
	}
	charger(t, s, dossiertest.Fabriquer(2, 4))
	return s
}

func charger(t testing.TB, s *server.Serveur, c *dossier.Contenu) {
	t.Helper()
	if _, err := s.Charger(context.Background(), c.Centre, c.Jurys, "DEC"); err != nil {
		t.Fatal(err)
	}
}

// faux is a workstation that may say anything.
type faux struct {
	t         testing.TB
	s         *server.Serveur
	cle       ed25519.PrivateKey
	id        string
	rang      int64
	precedent string
}

func nouveauFaux(t testing.TB, s *server.Serveur) *faux {
	t.Helper()
	_, cle, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &faux{t: t, s: s, cle: cle, id: jury.IDPoste(cle.Public().(ed25519.PublicKey))}
}

// enrole gives a workstation of a centre.
func enrole(t testing.TB, s *server.Serveur, uai string) *faux {
	t.Helper()
	f := nouveauFaux(t, s)
	code, err := s.Enroler(context.Background(), uai, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if r := f.dire(&wire.Demande{Enrolement: &wire.Enrolement{Code: code, Nom: "essai"}}); r.Refus != nil {
		t.Fatal(r.Refus.Message)
	}
	return f
}

// dire sends a message and gives the answer.
func (f *faux) dire(d *wire.Demande) *wire.Reponse {
	f.t.Helper()
	d.Version, d.Poste, d.NomsEntiers = max(d.Version, wire.VersionDe(f.id)), f.id, d.NomsEntiers || jury.NomEntier(f.id)
	r, err := f.s.Echanger(context.Background(), f.cle.Public().(ed25519.PublicKey), d)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// note makes the act of a changed mark, the next of this workstation.
func (f *faux) note(code, epreuve, de, vers string) jury.Acte {
	id, err := uuid.NewV7()
	if err != nil {
		f.t.Fatal(err)
	}
	return jury.Acte{ID: id.String(), Poste: f.id, Rang: f.rang + 1, Precedent: f.precedent, Genre: jury.GenreModifier, Jury: code,
		Cle: jury.CleActe{Cle: cleDe(f.t, f.s, code), Epreuve: epreuve, Groupe: 1}, De: de, Vers: vers, Motif: "m", Auteur: "Présidente", Role: examen.RoleJury,
		Horodatage: "2023-06-07T10:00:00+02:00"}
}

// sceller signs an act without making it the last of the workstation.
func (f *faux) sceller(a jury.Acte) jury.ActeScelle {
	f.t.Helper()
	x, err := jury.Sceller(a, f.cle)
	if err != nil {
		f.t.Fatal(err)
	}
	return x
}

// suivre signs an act and goes on from it.
func (f *faux) suivre(a jury.Acte) jury.ActeScelle {
	x := f.sceller(a)
	f.rang, f.precedent = a.Rang, x.Empreinte()
	return x
}

// envoyer sends acts and gives their verdicts.
func (f *faux) envoyer(xs ...jury.ActeScelle) []ordre.Verdict {
	f.t.Helper()
	return f.dire(&wire.Demande{Actes: xs}).Verdicts
}

// cleDe gives the key of the first candidate of a jury.
func cleDe(t testing.TB, s *server.Serveur, code string) jury.Cle {
	t.Helper()
	for _, d := range dossiertest.Fabriquer(2, 4).Jurys {
		if d.Code == code {
			return d.Candidats[0].Cle
		}
	}
	return jury.Cle{Numero: "0", Inscription: "0"}
}

// valeur gives a mark of that candidate as the dossier brought it.
func valeur(code, epreuve string) string {
	for _, d := range dossiertest.Fabriquer(2, 4).Jurys {
		if d.Code == code {
			return d.Candidats[0].Valeur(epreuve, 1).Texte()
		}
	}
	return ""
}
