package soutien_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/reprise"
	"delib/core/soutien"
	"delib/core/store"
)

// poste is a workstation that leaves plans behind.
type poste struct {
	t *testing.T
	b *store.Base
	s *activite.Service
}

func nouveauPoste(t *testing.T, dossier string) *poste {
	t.Helper()
	b, err := store.Ouvrir(context.Background(), t.TempDir(), store.Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Fermer() })
	p := &poste{t, b, activite.Nouveau(b, time.Now, t.TempDir())}
	if _, err := p.s.Importer(context.Background(), "../dossier/testdata/"+dossier, "test"); err != nil {
		t.Fatal(err)
	}
	return p
}

// plan writes the plans of one jury in a folder and gives the path.
func (p *poste) plan(dossier, code string) string {
	p.t.Helper()
	r, err := p.s.Lancer(context.Background(), "plan-secours-groupe1",
		activite.Demande{Titre: activite.SansTitre, Par: "test", Jurys: []string{code}, Sortie: dossier})
	if err != nil {
		p.t.Fatal(err)
	}
	return r.Fichiers[0]
}

// examiner has the jury examine a livret: one act more.
func (p *poste) examiner(code string, i int) {
	p.t.Helper()
	ctx := context.Background()
	d, err := p.s.Jury(ctx, code)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := p.s.ExaminerLivrets(ctx, code, []string{d.Candidats[i].Cle.String()}, "test"); err != nil {
		p.t.Fatal(err)
	}
}

func codes(r *reprise.Recueil) string {
	var l []string
	for i := range r.Jurys {
		l = append(l, r.Jurys[i].Code+" "+filepath.Base(filepath.Dir(r.Jurys[i].Fichier)))
	}
	return strings.Join(l, ", ")
}

const bts, bcp = "dossier-bts-2023-06-0250001R.zip", "dossier-bcp-2021-06-0350059Z.zip"

// TestPlansBeside: the plans beside the one that is named come with it, the
// latest of each jury; what is damaged or of another centre is said and left.
func TestPlansBeside(t *testing.T) {
	ctx, cle := context.Background(), t.TempDir()
	p := nouveauPoste(t, bts)
	ancien := p.plan(cle, "31310")
	p.plan(cle, "31408")
	p.examiner("31310", 0)
	p.plan(cle, "31310") // takes a number, beside
	autre := nouveauPoste(t, bcp)
	texte, err := autre.s.ExporterJournal(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for nom, contenu := range map[string][]byte{"bcp.zip": texte, "coupe.zip": texte[:200], "note.txt": nil} {
		if err := os.WriteFile(filepath.Join(cle, nom), contenu, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := soutien.LireVoisins(ctx, ancien)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Jurys) != 2 || r.Jurys[0].Code != "31310" || len(r.Jurys[0].Actes) != 2 || !r.Jurys[0].Trouve || r.Jurys[1].Code != "31408" {
		t.Errorf("read %s", codes(r))
	}
	dits := strings.Join(r.Dits(), "\n")
	for _, veut := range []string{
		"est plus ancien que", "« bcp.zip » est du centre 0350059Z, BCP 2021-06, et est laissé", "« coupe.zip » n’est pas un ZIP lisible", "Jury 31408",
	} {
		if !strings.Contains(dits, veut) {
			t.Errorf("%q is not said:\n%s", veut, dits)
		}
	}
	if _, err := soutien.LireReprises(ctx, nil, ancien, filepath.Join(cle, "bcp.zip")); examen.CodeDe(err) != examen.CodeFichier ||
		!strings.Contains(err.Error(), "plusieurs centres") {
		t.Errorf("two centres named together: %v", err)
	}
	neuf, err := store.Ouvrir(ctx, t.TempDir(), store.Options{Creer: true})
	if err != nil {
		t.Fatal(err)
	}
	defer neuf.Fermer()
	i, err := neuf.Reprendre(ctx, r.Textes(), "test")
	if err != nil || len(i.Charges) != 2 {
		t.Errorf("%v %v", i, err)
	}
}

// TestTwoHistories: of two files that each have acts of their own, the program
// does not choose when both are named, and keeps the named one otherwise.
func TestTwoHistories(t *testing.T) {
	ctx := context.Background()
	un, deux := t.TempDir(), t.TempDir()
	p := nouveauPoste(t, bts)
	debut := p.plan(t.TempDir(), "31310")
	lu, err := soutien.LireReprises(ctx, nil, debut)
	if err != nil {
		t.Fatal(err)
	}
	q := &poste{t: t}
	if q.b, err = store.Ouvrir(ctx, t.TempDir(), store.Options{Creer: true}); err != nil {
		t.Fatal(err)
	}
	defer q.b.Fermer()
	q.s = activite.Nouveau(q.b, time.Now, t.TempDir())
	if _, err := q.s.Reprendre(ctx, lu.Textes(), "test"); err != nil {
		t.Fatal(err)
	}
	p.examiner("31310", 0)
	q.examiner("31310", 1)
	a, b := p.plan(un, "31310"), q.plan(deux, "31310")
	if _, err := soutien.LireReprises(ctx, nil, a, b); examen.CodeDe(err) != examen.CodeFichier || !strings.Contains(err.Error(), "aucun n’a tous ceux de l’autre") {
		t.Errorf("chose between two histories: %v", err)
	}
	texte, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(un, "autre.zip"), texte, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := soutien.LireVoisins(ctx, a)
	if err != nil || len(r.Jurys) != 1 || r.Jurys[0].Fichier != a || !strings.Contains(strings.Join(r.Ecartes, ""), "n’a pas les mêmes actes") {
		t.Errorf("%v %v", r, err)
	}
}

// TestFolderOfPlans: a folder is read whole, and refused when it has none.
func TestFolderOfPlans(t *testing.T) {
	ctx, cle := context.Background(), t.TempDir()
	if _, err := soutien.LireReprises(ctx, nil, cle); examen.CodeDe(err) != examen.CodeFichier {
		t.Errorf("an empty folder: %v", err)
	}
	p := nouveauPoste(t, bts)
	p.plan(cle, "31310")
	p.plan(cle, "31408")
	if r, err := soutien.LireReprises(ctx, nil, cle); err != nil || len(r.Jurys) != 2 {
		t.Errorf("%v %v", r, err)
	}
}
