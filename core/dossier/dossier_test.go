package dossier_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
)

// fichiers reads an archive into memory so that a test can spoil it.
func fichiers(t testing.TB, chemin string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(chemin)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	m := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		m[f.Name] = string(b)
	}
	return m
}

// archiver writes an archive; sceller puts the right hashes and counts in the
// manifest, so that only the fault under test is found.
func archiver(t testing.TB, m map[string]string, sceller bool) []byte {
	t.Helper()
	if sceller {
		var man map[string]any
		if err := json.Unmarshal([]byte(m["manifeste.json"]), &man); err != nil {
			t.Fatal(err)
		}
		fs := man["fichiers"].(map[string]any)
		for nom, texte := range m {
			if a, ok := fs[nom].(map[string]any); ok {
				h := sha256.Sum256([]byte(texte))
				a["sha256"] = hex.EncodeToString(h[:])
				if n := records(texte); n >= 0 {
					a["lignes"] = n
				}
			}
		}
		b, err := json.Marshal(man)
		if err != nil {
			t.Fatal(err)
		}
		m["manifeste.json"] = string(b)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for nom, texte := range m {
		w, err := z.Create(nom)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(texte)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// records counts the records of a table: a quoted field may hold line breaks.
func records(texte string) int {
	n, dedans := -1, false
	for _, l := range strings.SplitAfter(texte, "\n") {
		if l == "" {
			continue
		}
		if strings.Count(l, `"`)%2 == 1 {
			dedans = !dedans
		}
		if !dedans {
			n++
		}
	}
	return n
}

func lire(b []byte) (*dossier.Contenu, error) {
	return dossier.LireDe(bytes.NewReader(b), int64(len(b)))
}

const bts = "testdata/dossier-bts-2023-06-0250001R.zip"

func TestSamples(t *testing.T) {
	chemins, err := filepath.Glob("testdata/*.zip")
	if err != nil || len(chemins) != 3 {
		t.Fatalf("%d samples, %v; want 3", len(chemins), err)
	}
	want := map[string]int{"bcp": 13, "bts-2023": 50, "bts-2025": 90}
	for _, chemin := range chemins {
		c, err := dossier.Lire(chemin)
		if err != nil {
			t.Fatal(chemin, err)
		}
		vu := false
		for k, n := range want {
			if strings.Contains(chemin, k) {
				vu = true
				if c.Candidats() != n {
					t.Errorf("%s: %d candidates, want %d", chemin, c.Candidats(), n)
				}
			}
		}
		if !vu {
			t.Errorf("%s: unexpected", chemin)
		}
		// What is written is read back equal, and written again the same.
		var b, b2 bytes.Buffer
		if err := dossier.Ecrire(&b, c); err != nil {
			t.Fatal(err)
		}
		c2, err := lire(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(c, c2) {
			t.Errorf("%s: the dossier changes when it is written and read back", chemin)
		}
		if err := dossier.Ecrire(&b2, c2); err != nil || !bytes.Equal(b.Bytes(), b2.Bytes()) {
			t.Errorf("%s: written twice, different bytes (%v)", chemin, err)
		}
	}
}

func TestBOMAndCRLF(t *testing.T) {
	m := fichiers(t, bts)
	m["notes.csv"] = "\xef\xbb\xbf" + strings.ReplaceAll(m["notes.csv"], "\n", "\r\n")
	if _, err := lire(archiver(t, m, true)); err != nil {
		t.Fatal(err)
	}
}

func TestUAI(t *testing.T) {
	for _, u := range strings.Fields("0350059Z 0250001R 0250069P 0341794R 0680066C 0220023F 0750695Y 0250013D 0951099D 0750654D 0442286W") {
		if !dossier.UAIValide(u) {
			t.Errorf("%s is valid", u)
		}
	}
	for _, u := range []string{"0350059A", "0250001P", "025001R", "0250001I", "", "0250001r", "A250001R", "0250001RR"} {
		if dossier.UAIValide(u) {
			t.Errorf("%s is not valid", u)
		}
	}
}

// TestFautes: each fault is refused with its place.
func TestFautes(t *testing.T) {
	remplacer := func(nom, avant, apres string) func(map[string]string) {
		return func(m map[string]string) {
			if !strings.Contains(m[nom], avant) {
				panic("no " + avant + " in " + nom)
			}
			m[nom] = strings.Replace(m[nom], avant, apres, 1)
		}
	}
	ajouter := func(nom, ligne string) func(map[string]string) {
		return func(m map[string]string) { m[nom] += ligne + "\n" }
	}
	for _, c := range []struct {
		nom   string
		gater func(map[string]string)
		brut  bool // the manifest is not resealed
		parmi string
	}{
		{
			"UAI letter", remplacer("etablissements.csv", "0250001R", "0250001S"), false,
			"etablissements.csv, ligne 2, colonne uai : la lettre de l’UAI « 0250001S » est fausse ; « 0250001R » est attendu.",
		},
		{"centre UAI", remplacer("manifeste.json", `"uai": "0250001R"`, `"uai": "0250001P"`), false, "manifeste.json, colonne centre.uai"},
		{
			"mark above the bareme", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;note;20.50"), false,
			"notes.csv, ligne 2, colonne valeur : La note 20.50 dépasse le barème",
		},
		{"quarter point", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;note;9.25"), false, "demi-points"},
		{"decimal comma", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;note;9,5"), false, "colonne valeur : « 9,5 » n’est pas une note"},
		{"not a mark", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;note;abc"), false, "« abc » n’est pas une note"},
		{"mark without number", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;note;"), false, "colonne valeur"},
		{"absence with a number", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;absent;12.00"), false, "le statut absent ne porte pas de note"},
		{"unknown statut", remplacer("notes.csv", "U1;1;note;12.00", "U1;1;malade;"), false, "colonne statut"},
		{"unknown épreuve", remplacer("notes.csv", "U1;1;note;12.00", "U99;1;note;12.00"), false, "l’épreuve U99 n’existe pas"},
		{"unknown candidate", remplacer("notes.csv", "02244250301;001;U1", "09999999999;001;U1"), false, "notes.csv, ligne 2, colonne numero"},
		{"same mark twice", ajouter("notes.csv", "02244250301;001;U1;1;note;12.00;"), false, "présente deux fois"},
		{"same candidate twice", func(m map[string]string) {
			l := strings.SplitAfter(m["candidats.csv"], "\n")
			m["candidats.csv"] += l[1]
		}, false, "candidats.csv, ligne 55, colonne numero : le candidat 02244250301-001 est présent deux fois."},
		{"state", remplacer("jurys.csv", ";110;", ";111;"), false, "jurys.csv, ligne 2, colonne etat : l’état « 111 » n’existe pas."},
		{
			"professional choice", ajouter("choix.csv", "02319252150;001;U3;1;;"), false,
			"choix.csv, ligne 2, colonne epreuve : l’épreuve U3 est professionnelle",
		},
		{"same choice twice", ajouter("choix.csv", "02319252150;001;U1;1;;\n02319252150;001;U1;2;;"), false, "choisie deux fois"},
		{
			"unknown school", remplacer("candidats.csv", ";Globale;0250001R;", ";Globale;0750695Y;"), false,
			"l’établissement 0750695Y n’est pas dans etablissements.csv",
		},
		{"table missing", func(m map[string]string) { delete(m, "choix.csv") }, false, "choix.csv : cette table manque."},
		{"file added", func(m map[string]string) { m["lisez-moi.txt"] = "x" }, false, "lisez-moi.txt : ce fichier n’a pas sa place"},
		{"table altered", remplacer("notes.csv", "12.00", "13.00"), true, "notes.csv : son contenu a été altéré"},
		{"row count", remplacer("manifeste.json", `"lignes": 407`, `"lignes": 408`), true, "le manifeste annonce 408 enregistrements, la table en a 407."},
		{"column missing", remplacer("specialites.csv", "code;libelle", "code;nom"), false, "colonne libelle : cette colonne manque."},
		{"fields", ajouter("specialites.csv", "1;2;3"), false, "3 champs au lieu de 2."},
		{"quotes", remplacer("specialites.csv", "Aéronautique", `Aéro"nautique`), false, "guillemets"},
		{"not UTF-8", remplacer("specialites.csv", "Aéronautique", "A\xe9ronautique"), false, "UTF-8"},
		{"control character", remplacer("candidats.csv", "ABEL", "AB\x1b[31mEL"), false, "caractère de commande"},
		{"format", remplacer("manifeste.json", "delib-dossier/1", "delib-dossier/9"), false, "Le format « delib-dossier/9 »"},
		{"exam", remplacer("manifeste.json", `"BTS"`, `"CAP"`), false, "L’examen « CAP » n’est pas connu"},
		{"session without rules", remplacer("manifeste.json", "2023-06", "2019-06"), false, "Aucune règle n’est connue"},
		{
			"parent", remplacer("epreuves.csv", "U2E;Langue vivante 1 : Écrite;U2;", "U2E;Langue vivante 1 : Écrite;U9;"), false,
			"epreuves.csv, ligne 25, colonne parent : l’unité U9 de la sous-épreuve U2E n’existe pas",
		},
		{"coefficient", remplacer("epreuves.csv", ";1;3;20;", ";1;-3;20;"), false, "n’est pas un coefficient"},
		{"date", remplacer("jurys.csv", "2023-05-31T10:00", "31/05/2023"), false, "n’est pas une date ISO 8601"},
		{"jury code of signs alone", remplacer("jurys.csv", "20112;20112;Session", "../;20112;Session"), false, "n’a ni lettre ni chiffre"},
		{
			"jury code too long", remplacer("jurys.csv", "20112;20112;Session", strings.Repeat("é", 41)+";20112;Session"), false,
			"a 41 caractères, plus que la limite de 40",
		},
		{"jurys whose files would have one name", remplacer("jurys.csv", "22207;22207;Session", "20112.;22207;Session"), false, "auraient le même nom"},
		{"jurys whose codes print alike", func(m map[string]string) {
			m["jurys.csv"] = strings.NewReplacer("20112;20112;Session", "a\u00a0e\u0301;20112;Session", "22207;22207;Session", "a é;22207;Session").Replace(m["jurys.csv"])
		}, false, "auraient le même nom"},
	} {
		m := fichiers(t, bts)
		c.gater(m)
		_, err := lire(archiver(t, m, !c.brut))
		if err == nil {
			t.Errorf("%s: accepted", c.nom)
			continue
		}
		if examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), c.parmi) {
			t.Errorf("%s: %v\nwant %s", c.nom, err, c.parmi)
		}
	}
}

// TestAllFaultsAtOnce: one report for the whole dossier.
func TestAllFaultsAtOnce(t *testing.T) {
	m := fichiers(t, bts)
	m["notes.csv"] = strings.ReplaceAll(m["notes.csv"], ";10.00;", ";10.25;")
	m["etablissements.csv"] = strings.Replace(m["etablissements.csv"], "0250013D", "0250013A", 1)
	m["jurys.csv"] = strings.ReplaceAll(m["jurys.csv"], ";110;", ";112;")
	_, err := lire(archiver(t, m, true))
	r, ok := examen.EstRefus(err)
	if !ok {
		t.Fatal(err)
	}
	par := map[string]int{}
	for _, d := range r.Details {
		par[strings.SplitN(d, ",", 2)[0]]++
	}
	if par["notes.csv"] < 10 || par["etablissements.csv"] != 1 || par["jurys.csv"] != 5 {
		t.Errorf("faults per file: %v", par)
	}
}

// TestForeignFiles: bombs, climbing paths, random and truncated bytes are
// refused at once, in little memory.
func TestForeignFiles(t *testing.T) {
	bon := archiver(t, fichiers(t, bts), true)
	bombe := func(taille int) []byte {
		m := fichiers(t, bts)
		m["notes.csv"] = strings.Repeat("0", taille)
		return archiver(t, m, true)
	}
	hasard := make([]byte, 1<<16)
	for i := range hasard {
		hasard[i] = byte(rand.IntN(256))
	}
	monter := func(nom string) []byte {
		m := fichiers(t, bts)
		m[nom] = "x"
		return archiver(t, m, true)
	}
	for _, c := range []struct {
		nom   string
		b     []byte
		parmi string
	}{
		{"empty", nil, "illisible"}, {"random", hasard, "illisible"}, {"text", []byte("numero;inscription\n"), "illisible"},
		{"truncated", bon[:len(bon)/2], "illisible"},
		{"bomb under the limit", bombe(30 << 20), "un enregistrement dépasse"}, {"bomb over the limit", bombe(100 << 20), "annonce 100 Mio"},
		{"climbs", monter("../../etc/passwd"), "sort de l’archive"}, {"absolute", monter("/etc/passwd"), "sort de l’archive"},
		{"windows", monter(`..\x.csv`), "sort de l’archive"}, {"drive", monter("C:x.csv"), "sort de l’archive"},
	} {
		var avant, apres runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&avant)
		_, err := lire(c.b)
		runtime.ReadMemStats(&apres)
		if examen.CodeDe(err) != examen.CodeDossier || !strings.Contains(err.Error(), c.parmi) {
			t.Errorf("%s: %v\nwant %q", c.nom, err, c.parmi)
		}
		if alloue := apres.TotalAlloc - avant.TotalAlloc; alloue > 16<<20 {
			t.Errorf("%s: %d MiB allocated", c.nom, alloue>>20)
		}
	}
}

func FuzzLire(f *testing.F) {
	f.Add(archiver(f, fichiers(f, bts), true))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := lire(b)
		if err == nil && c == nil {
			t.Fatal("neither a dossier nor a reason")
		}
	})
}

// FuzzTable spoils one table under a right manifest: the deeper checks are reached.
func FuzzTable(f *testing.F) {
	m := fichiers(f, bts)
	for _, nom := range []string{"notes.csv", "candidats.csv", "epreuves.csv", "choix.csv", "jurys.csv"} {
		f.Add(nom, m[nom])
	}
	f.Fuzz(func(t *testing.T, nom, texte string) {
		m := fichiers(t, bts)
		if _, ok := m[nom]; !ok || nom == "manifeste.json" {
			return
		}
		m[nom] = texte
		c, err := lire(archiver(t, m, true))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := dossier.Ecrire(&b, c); err != nil {
			t.Fatal(err)
		}
		if _, err := lire(b.Bytes()); err != nil {
			t.Fatalf("accepted, then refused once written: %v", err)
		}
	})
}
