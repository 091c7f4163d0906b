package soutien_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/soutien"
	"delib/core/store"
)

const (
	phrase = "chat noir sous la pluie"
	motif  = "Erreur de report constatée par Mme Lefèvre"
)

// TestNothingNamesAnyone: of a whole session, with its refusals, its technical
// errors, a base altered on purpose and a crash that quotes all it can, neither
// the log nor the report of the crash nor the diagnostic holds a name, a
// candidate's number, a mark, a reason or a passphrase.
func TestNothingNamesAnyone(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	c, err := dossier.Lire("../dossier/testdata/dossier-bts-2023-06-0250001R.zip")
	if err != nil {
		t.Fatal(err)
	}
	b, err := store.Ouvrir(ctx, dir, store.Options{Creer: true, Phrase: func(string) (string, error) { return phrase, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Fermer()
	s := activite.Nouveau(b, time.Now, filepath.Join(dir, "documents"))
	j := soutien.OuvrirJournal(dir, "test", io.Discard)
	var vus []error
	noter := func(err error) {
		if err != nil {
			vus = append(vus, err)
			j.Noter(fmt.Sprint("R", len(vus)), err)
		}
	}
	if _, err := b.Importer(ctx, c.Centre, c.Jurys, "Claire Martin"); err != nil {
		t.Fatal(err)
	}
	if err := b.Ajouter(ctx, store.Utilisateur{Nom: "Dubois Pierre", Role: store.UtilisateurChef}, phrase, "Dubois Pierre"); err != nil {
		t.Fatal(err)
	}
	p, err := examen.Trouver(c.Centre.Examen, c.Centre.Session)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Jurys {
		for _, x := range d.Candidats {
			for _, n := range x.Notes {
				a := jury.Acte{
					Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: x.Cle, Epreuve: n.Epreuve, Groupe: 1}, De: n.Valeur.Texte(), Vers: "19.75", Motif: motif,
					Auteur: "Dubois Pierre", Role: examen.RoleJury,
				}
				noter(b.Agir(ctx, p, []jury.Lot{{Jury: d.Code, Actes: func(jury.Dossier) ([]jury.Acte, error) { return []jury.Acte{a}, nil }}}))
				noter(fmt.Errorf("write candidat %s %s %s: mark %s: %w", x.Cle, x.Nom, x.Prenoms, n.Valeur.Texte(), os.ErrPermission))
			}
			noter(fmt.Errorf("open /home/%s/%s.pdf: %w", strings.ToLower(x.Nom), x.Prenoms, os.ErrNotExist))
		}
		_, err := s.Lancer(ctx, "plan-secours-groupe1", activite.Demande{Jurys: []string{d.Code}, Titre: activite.SansTitre, Par: "Claire Martin"})
		noter(err)
	}
	noter(b.Ajouter(ctx, store.Utilisateur{Nom: "Lefèvre Anne", Role: "reine"}, "x", "Dubois Pierre"))
	noter(errors.New("passphrase \"" + phrase + "\" of Dubois Pierre refused"))
	j.Fermer()
	if len(vus) < 100 {
		t.Fatalf("only %d errors: the session says nothing", len(vus))
	}
	x := c.Jurys[0].Candidats[0]
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SOUTIEN_TOMBER="+dir, "SOUTIEN_DIT="+fmt.Sprint(x.Nom, " ", x.Prenoms, " ", x.Numero, " 19.75 ", phrase))
	if err := cmd.Run(); err == nil {
		t.Fatal("it did not fall")
	}
	if _, err := soutien.Plantage(dir, "test", time.Now()); err != nil {
		t.Fatal(err)
	}
	r, err := soutien.Diagnostiquer(ctx, b, s, "test", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Ecrire(dir, time.Now()); err != nil {
		t.Fatal(err)
	}
	interdits := []string{phrase, motif, "Lefèvre", "Dubois", "Pierre", "Claire", "Martin", "19.75", "pluie"}
	for _, d := range c.Jurys {
		for _, x := range d.Candidats {
			interdits = append(interdits, x.Numero, x.Anonymat, x.Nom, strings.ToLower(x.Nom), x.Adresse)
			interdits = append(interdits, strings.Fields(x.Prenoms)...)
			for _, n := range x.Notes {
				if strings.Contains(n.Valeur.Texte(), ".") {
					interdits = append(interdits, `"`+n.Valeur.Texte(), " "+n.Valeur.Texte())
				}
			}
		}
	}
	slices.Sort(interdits)
	interdits = slices.DeleteFunc(slices.Compact(interdits), func(s string) bool { return len(strings.TrimSpace(s)) < 3 })
	lus := 0
	for _, m := range []string{soutien.FichierJournal + "*", "plantage-*.txt", "diagnostic-*.json"} {
		fichiers, err := filepath.Glob(filepath.Join(dir, m))
		if err != nil || len(fichiers) == 0 {
			t.Fatalf("%s: %v %v", m, fichiers, err)
		}
		for _, f := range fichiers {
			texte, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			lus += len(texte)
			for _, x := range interdits {
				if regexp.MustCompile(`(^|[^\pL\pN])` + regexp.QuoteMeta(x) + `($|[^\pL\pN])`).Match(texte) {
					t.Errorf("%s holds %q", filepath.Base(f), x)
				}
			}
		}
	}
	t.Logf("%d words looked for in %d bytes", len(interdits), lus)
}
