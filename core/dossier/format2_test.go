package dossier_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// colonnes adds columns to a table: the header, and one value a row.
func colonnes(texte, entete, valeurs string) string {
	lignes := strings.SplitAfter(texte, "\n")
	for i, l := range lignes {
		if l == "" {
			continue
		}
		ajout := valeurs
		if i == 0 {
			ajout = entete
		}
		lignes[i] = strings.TrimRight(l, "\r\n") + ";" + ajout + "\n"
	}
	return strings.Join(lignes, "")
}

// deuxieme is a dossier of the second format, of a bac pro of session 2026.
func deuxieme(t testing.TB) map[string]string {
	m := fichiers(t, "testdata/dossier-bcp-2021-06-0350059Z.zip")
	m["manifeste.json"] = strings.NewReplacer("delib-dossier/1", "delib-dossier/2", "2021-06", "2026-06").Replace(m["manifeste.json"])
	m["epreuves.csv"] = colonnes(m["epreuves.csv"], "remplacement;credits;pas;ecrit", "non;12;0.1;oui") +
		"25510;PJ;Projet;;90;2;20;projet;non;;;;;\n25510;LIV;Livret;PJ;91;1;20;generale;non;;;;;\n25510;UF;Langue;;92;;20;facultative;non;;;;;\n"
	m["candidats.csv"] = colonnes(m["candidats.csv"], "pfmp_validee;etalement;allophone", "non;oui;oui")
	return m
}

func TestSecondFormat(t *testing.T) {
	c, err := lire(archiver(t, deuxieme(t), true))
	if err != nil {
		t.Fatal(err)
	}
	var d *jury.Dossier
	for i := range c.Jurys {
		if c.Jurys[i].Specialite == "25510" {
			d = &c.Jurys[i]
		}
	}
	if d == nil {
		t.Fatal("no jury of spécialité 25510")
	}
	if e := d.Epreuves[0]; e.Remplacement != "non" || e.Credits != 12 || e.Pas != 10 || e.Ecrit != "oui" {
		t.Errorf("%+v", e)
	}
	if e, ok := d.Epreuve("PJ"); !ok || e.Nature != examen.Projet || e.Coefficient != note.Coefficient(200) || e.Pas != 0 || e.Credits != 0 {
		t.Errorf("%+v", e)
	}
	if e, ok := d.Epreuve("UF"); !ok || e.Coefficient != note.Coefficient(100) {
		t.Errorf("R10: a facultative without a coefficient: %+v", e)
	}
	if x := d.Candidats[0]; x.PFMP != "non" || !x.Etalement || len(x.Divers) == 0 || x.Divers[0].Nom != "allophone" {
		t.Errorf("%+v", x)
	}
	var b, b2 bytes.Buffer
	if err := dossier.Ecrire(&b, c); err != nil {
		t.Fatal(err)
	}
	c2, err := lire(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(c, c2) {
		t.Error("the dossier changes when it is written and read back")
	}
	if err := dossier.Ecrire(&b2, c2); err != nil || !bytes.Equal(b.Bytes(), b2.Bytes()) {
		t.Errorf("written twice, different bytes (%v)", err)
	}
}

// TestFirstFormatForEver: what the first format can say is written in it, and in
// it the columns of the second are no columns.
func TestFirstFormatForEver(t *testing.T) {
	m := fichiers(t, bts)
	m["candidats.csv"] = colonnes(m["candidats.csv"], "pfmp_validee;etalement", "peut-être;oui")
	c, err := lire(archiver(t, m, true))
	if err != nil {
		t.Fatal(err)
	}
	x := c.Jurys[0].Candidats[0]
	if x.PFMP != "" || x.Etalement || len(x.Divers) != 2 || x.Divers[0].Valeur != "peut-être" {
		t.Errorf("%q %v %v", x.PFMP, x.Etalement, x.Divers)
	}
	var b bytes.Buffer
	if err := dossier.Ecrire(&b, c); err != nil {
		t.Fatal(err)
	}
	if c2, err := lire(b.Bytes()); err != nil || !reflect.DeepEqual(c, c2) {
		t.Errorf("the dossier changes when it is written and read back (%v)", err)
	}
}

func TestFautesOfTheSecondFormat(t *testing.T) {
	premier := func(m map[string]string) {
		m["manifeste.json"] = strings.Replace(m["manifeste.json"], "delib-dossier/2", "delib-dossier/1", 1)
	}
	remplacer := func(nom, avant, apres string) func(map[string]string) {
		return func(m map[string]string) {
			if !strings.Contains(m[nom], avant) {
				t.Fatalf("no %q in %s", avant, nom)
			}
			m[nom] = strings.Replace(m[nom], avant, apres, 1)
		}
	}
	for _, c := range []struct {
		nom   string
		gater func(map[string]string)
		parmi string
	}{
		{"columns of the second in the first", premier, "epreuves.csv, ligne 1, colonne remplacement : cette colonne n’est pas prévue par le format."},
		{
			"unknown column", func(m map[string]string) { m["epreuves.csv"] = colonnes(m["epreuves.csv"], "couleur", "x") },
			"colonne couleur : cette colonne n’est pas prévue",
		},
		{
			"unknown column of jurys", func(m map[string]string) { m["jurys.csv"] = colonnes(m["jurys.csv"], "couleur", "x") },
			"jurys.csv, ligne 1, colonne couleur",
		},
		{
			"step", remplacer("epreuves.csv", ";non;12;0.1;oui", ";non;12;0.3;oui"),
			"colonne pas : « 0.3 » n’est pas une valeur connue ; attendu : 1, 0.5, 0.1, 0.01.",
		},
		{"credits", remplacer("epreuves.csv", ";non;12;0.1;oui", ";non;douze;0.1;oui"), "colonne credits : « douze » n’est pas un nombre de crédits"},
		{"replacement", remplacer("epreuves.csv", ";non;12;0.1;oui", ";peut-être;12;0.1;oui"), "colonne remplacement"},
		{"written", remplacer("epreuves.csv", ";non;12;0.1;oui", ";non;12;0.1;1"), "colonne ecrit"},
		{"PFMP", remplacer("candidats.csv", ";non;oui;oui", ";jamais;oui;oui"), "candidats.csv, ligne 2, colonne pfmp_validee"},
		{"étalement", remplacer("candidats.csv", ";non;oui;oui", ";non;1;oui"), "colonne etalement"},
		{"empty coefficient of a unit", remplacer("epreuves.csv", ";90;2;20;projet", ";90;;20;projet"), "n’est pas un coefficient"},
		{"no projet in 2021", remplacer("manifeste.json", "2026-06", "2021-06"), "colonne nature : l’examen BCP n’a pas de projet à la session 2021-06."},
		{"nature", remplacer("epreuves.csv", ";projet;", ";oral;"), "attendu : generale, professionnelle, pratique, facultative, controle, projet, option."},
	} {
		m := deuxieme(t)
		c.gater(m)
		_, err := lire(archiver(t, m, true))
		if examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), c.parmi) {
			t.Errorf("%s: %v\nwant %s", c.nom, err, c.parmi)
		}
	}
	m := fichiers(t, bts)
	m["epreuves.csv"] = strings.Replace(m["epreuves.csv"], ";generale;", ";projet;", 1)
	if _, err := lire(archiver(t, m, true)); err == nil ||
		!strings.Contains(err.Error(), "attendu : generale, professionnelle, pratique, facultative, controle.") {
		t.Errorf("the first format takes a projet: %v", err)
	}
}

// TestPas: a mark is held to the step of its épreuve, which the dossier may give.
func TestPas(t *testing.T) {
	p, err := examen.Trouver("BTS", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		pas, note note.Note
		parent    string
		ok        bool
	}{
		{0, 950, "", true}, {0, 925, "", false}, {0, 925, "U", true}, {100, 950, "", false}, {100, 900, "", true},
		{10, 930, "", true}, {10, 925, "", false}, {1, 933, "", true}, {50, 925, "U", false},
	} {
		err := jury.VerifierNote(p, &jury.Epreuve{Code: "E", Parent: c.parent, Bareme: 20, Pas: c.pas}, c.note)
		if (err == nil) != c.ok || err != nil && examen.CodeDe(err) != examen.CodeValeur {
			t.Errorf("%v with a step of %v: %v", c.note, c.pas, err)
		}
	}
}
