package edition_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/document/documenttest"
	"delib/core/dossier"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files")

// The sample dossiers.
const (
	bts     = "bts-2023-06-0250001R"
	bcp     = "bcp-2021-06-0350059Z"
	melange = "bts-2025-06-melange"
)

func golden(t *testing.T, nom string, l document.Liasse) {
	t.Helper()
	got := documenttest.Texte(l)
	chemin := filepath.Join("testdata", nom+".txt")
	if *rewrite {
		if err := os.WriteFile(chemin, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; got:\n%s", chemin, got)
	}
}

// centre is a sample dossier whose jurys a test moves.
type centre struct {
	*edition.Faits
	ds []jury.Dossier
}

func ouvrir(t *testing.T, nom string) *centre {
	t.Helper()
	c, err := dossier.Lire(filepath.Join("..", "dossier", "testdata", "dossier-"+nom+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := examen.Trouver(c.Centre.Examen, c.Centre.Session)
	if err != nil {
		t.Fatal(err)
	}
	le := time.Date(2023, 6, 6, 11, 18, 0, 0, time.UTC)
	return &centre{&edition.Faits{Centre: &c.Centre, Profil: p, Le: le, Titre: "Titre d'essai"}, c.Jurys}
}

func (c *centre) titre(s string) *edition.Faits {
	f := *c.Faits
	f.Titre = s
	return &f
}

// jury gives the dossiers of some jurys, in their order.
func (c *centre) jurys(codes ...string) []jury.Dossier {
	var ds []jury.Dossier
	for _, d := range c.ds {
		for _, code := range codes {
			if d.Code == code {
				ds = append(ds, d)
			}
		}
	}
	return ds
}

// groupe1 closes the first deliberation of every jury and leaves it in a state.
func (c *centre) groupe1(etat examen.Etat) {
	for i := range c.ds {
		d := &c.ds[i]
		d.Etat = examen.Deliberation1
		for _, a := range decision.Arreter(c.Profil, d) {
			x, _ := d.Candidat(a.Cle)
			x.Arrete1 = &a.Arrete
		}
		d.Etat = etat
	}
}

// choisir gives each candidate admitted to the contrôle his first two
// disciplines, with a date, at another centre for one of two.
func (c *centre) choisir(uai string) {
	for i := range c.ds {
		d := &c.ds[i]
		for k, x := range edition.Convoques(c.Profil, d, 2) {
			if len(x.Choix) > 0 {
				continue
			}
			for rang, e := range jury.Choisissables(c.Profil, &d.Entete, x) {
				if rang == 2 {
					break
				}
				y := jury.Choix{Epreuve: e.Code, Rang: rang + 1, Date: []string{"2023-07-03T09:00", "2023-07-03T14:30"}[rang]}
				if k%2 == 1 {
					y.Centre = uai
				}
				x.Choix = append(x.Choix, y)
			}
		}
	}
}

// noter gives each candidate the same marks at his contrôle.
func (c *centre) noter(valeurs ...note.Valeur) {
	for i := range c.ds {
		d := &c.ds[i]
		for _, x := range edition.Convoques(c.Profil, d, 2) {
			for k, e := range decision.Disciplines(c.Profil, &d.Entete, x) {
				if !x.Valeur(e.Code, 2).EstManquante() {
					continue
				}
				x.Notes = append(x.Notes, jury.NoteEpreuve{Epreuve: e.Code, Groupe: 2, Valeur: valeurs[k%len(valeurs)]})
			}
		}
	}
}

// groupe2 closes the second deliberation and leaves every jury in a state.
func (c *centre) groupe2(etat examen.Etat) {
	for i := range c.ds {
		d := &c.ds[i]
		d.Etat = examen.Deliberation2
		for _, a := range decision.Arreter(c.Profil, d) {
			x, _ := d.Candidat(a.Cle)
			x.Arrete2 = &a.Arrete
		}
		d.Etat = etat
	}
}

func (c *centre) candidat(t *testing.T, cle string) *jury.Candidat {
	t.Helper()
	k, _ := jury.LireCle(cle)
	for i := range c.ds {
		if x, ok := c.ds[i].Candidat(k); ok {
			return x
		}
	}
	t.Fatalf("no candidate %s", cle)
	return nil
}

// assembler gathers documents as a caller does.
func assembler(f *edition.Faits, docs ...document.Document) document.Liasse {
	return document.Liasse{Nom: "essai", Titre: f.Titre, Documents: docs}
}

func points(s string) note.Valeur {
	n, err := note.Lire(s)
	if err != nil {
		panic(err)
	}
	return note.De(n)
}
