package activite_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/compterendu"
	"delib/core/document"
	"delib/core/dossier"
	"delib/core/dossier/dossiertest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/portail"
	"delib/core/render"
	"delib/core/reprise"
	"delib/core/store"
)

func horloge() time.Time { return time.Date(2023, 6, 6, 12, 0, 0, 0, time.UTC) }

// poste gives a workstation that holds a made-up centre.
func poste(t testing.TB, jurys, candidats int) (*activite.Service, *store.Base, string) {
	t.Helper()
	return posteDe(t, dossiertest.Fabriquer(jurys, candidats))
}

func posteDe(t testing.TB, c *dossier.Contenu) (*activite.Service, *store.Base, string) {
	t.Helper()
	dir := t.TempDir()
	b, err := store.Ouvrir(context.Background(), dir, store.Options{Creer: true, Horloge: horloge})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Fermer() })
	if _, err := b.Importer(context.Background(), c.Centre, c.Jurys, "test"); err != nil {
		t.Fatal(err)
	}
	return activite.Nouveau(b, horloge, filepath.Join(dir, "documents")), b, dir
}

func contenu(t testing.TB, chemin string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(chemin)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	m := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if m[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func plan(t testing.TB, s *activite.Service, id string, jurys ...string) *activite.Bilan {
	t.Helper()
	b, err := s.Lancer(context.Background(), id, activite.Demande{Titre: activite.SansTitre, Par: "Chef", Jurys: jurys})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestPlanHoldsWhatAJuryNeeds: the files, the manifest that is true of them, the
// same bytes twice, papillon included, and data to resume from.
func TestPlanHoldsWhatAJuryNeeds(t *testing.T) {
	s, b, _ := poste(t, 2, 5)
	un := contenu(t, plan(t, s, "plan-secours-groupe1", "31310").Fichiers[0])
	for _, nom := range []string{
		"MANIFESTE.txt", "PVI_31310.pdf", "PVI/PVI_31310_02300000000_001.pdf", "Statistiques_31310.pdf", "Papillon_31310.pdf", "reprise/31310.json",
		"Table_jury_31310_A3.pdf", "Table_jury_31310_A4.pdf", "PV_vierge_31310.pdf", "Emargement_31310.pdf", "Reserve_au_president_correspondance_31310.pdf",
	} {
		if un[nom] == nil {
			t.Errorf("%s is missing", nom)
		}
	}
	if len(un) != 5+10 {
		t.Errorf("%d files", len(un))
	}
	annonces := regexp.MustCompile(`(?m)^([0-9a-f]{64})  (.+)$`).FindAllStringSubmatch(string(un["MANIFESTE.txt"]), -1)
	if len(annonces) != len(un)-1 {
		t.Errorf("the manifest names %d files of %d", len(annonces), len(un)-1)
	}
	for _, a := range annonces {
		if h := sha256.Sum256(un[a[2]]); hex.EncodeToString(h[:]) != a[1] {
			t.Errorf("%s: the manifest is wrong", a[2])
		}
	}
	deux := contenu(t, plan(t, s, "plan-secours-groupe1", "31310").Fichiers[0])
	for nom := range un {
		if !bytes.Equal(un[nom], deux[nom]) {
			t.Errorf("%s: not the same bytes", nom)
		}
	}
	_, d, err := reprise.Lire(un["reprise/31310.json"])
	if err != nil {
		t.Fatal(err)
	}
	actuel, err := b.Charger(context.Background(), "31310")
	if err != nil || d.Empreinte() != actuel.Empreinte() {
		t.Errorf("the jury resumed is not the jury (%v)", err)
	}
}

// TestPapillonApart: beside the ZIP when it is asked for, and the next time when
// nothing is asked; the ZIP is encrypted with a phrase that the account does not hold.
func TestPapillonApart(t *testing.T) {
	s, _, _ := poste(t, 1, 3)
	lancer := func(valeurs map[string][]string) *activite.Bilan {
		b, err := s.Lancer(context.Background(), "plan-secours-groupe1", activite.Demande{Titre: "Plan", Par: "Chef", Valeurs: valeurs})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if b := lancer(nil); len(b.Fichiers) != 1 || contenu(t, b.Fichiers[0])["Papillon_31310.pdf"] == nil {
		t.Errorf("the first time: %v", b.Fichiers)
	}
	for _, papillon := range []string{"a-part", "dernier"} {
		b := lancer(map[string][]string{"papillon": {papillon}, "presentation": {"anonyme"}})
		if len(b.Fichiers) != 2 || !strings.HasPrefix(filepath.Base(b.Fichiers[1]), "Papillon_31310") || len(b.CompteRendu.Documents) != 2 {
			t.Fatalf("%s: %v", papillon, b.Fichiers)
		}
		fs := contenu(t, b.Fichiers[0])
		if fs["Papillon_31310.pdf"] != nil || fs["reprise/31310.json"] == nil || strings.Contains(string(fs["MANIFESTE.txt"]), "Papillon") {
			t.Errorf("%s: the papillon is in the ZIP", papillon)
		}
		if fs["PVI/PVI_31310_T230A031000001.pdf"] == nil {
			t.Errorf("no anonymous PVI: %s", fs["MANIFESTE.txt"])
		}
	}
	b := lancer(map[string][]string{"chiffrer": {"oui"}})
	phrase := regexp.MustCompile(`[A-Z2-7]{5}(-[A-Z2-7]{5}){3}`).FindString(strings.Join(b.Avertissements, " "))
	if phrase == "" || strings.Contains(b.CompteRendu.Texte(), phrase) {
		t.Errorf("phrase %q; %s", phrase, b.CompteRendu.Texte())
	}
	z, err := zip.OpenReader(b.Fichiers[0])
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Flags&1 == 0 || f.Method != 99 {
			t.Errorf("%s is not encrypted", f.Name)
		}
	}
	plan := b.Fichiers[0]
	if _, err := reprise.LireFichier(plan, nil); err == nil || !strings.Contains(err.Error(), "est chiffré") {
		t.Errorf("without a passphrase: %v", err)
	}
	copiee := strings.ToLower(strings.NewReplacer("-", " ", "O", "0", "I", "1").Replace(phrase)) // by hand, misread
	for nom, p := range map[string]string{"as drawn": phrase, "copied by hand": copiee, "another": "AAAAA-BBBBB-CCCCC-DDDDD"} {
		fois := 0
		textes, err := reprise.LireFichier(plan, func(fichier string) (string, error) {
			if fois++; fichier != filepath.Base(plan) {
				t.Errorf("asked for %s", fichier)
			}
			return p, nil
		})
		switch {
		case fois != 1:
			t.Errorf("%s: asked %d times", nom, fois)
		case nom == "another":
			if examen.CodeDe(err) != examen.CodeIdentite || textes != nil {
				t.Errorf("%s: %v", nom, err)
			}
		case err != nil || len(textes) == 0:
			t.Errorf("%s: %v", nom, err)
		default:
			if j, err := reprise.LireJury(textes[0]); err != nil || j.Code != "31310" {
				t.Errorf("%s: %v", nom, err)
			}
		}
	}
	texte, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	for i := range z.File {
		if z.File[i].Name != "reprise/31310.json" {
			continue
		}
		debut, err := z.File[i].DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		texte[debut+40] ^= 1
	}
	abime := filepath.Join(t.TempDir(), "abime.zip")
	if err := os.WriteFile(abime, texte, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := reprise.LireFichier(abime, func(string) (string, error) { return phrase, nil }); err == nil || !strings.Contains(err.Error(), "abîmé") {
		t.Errorf("one bit changed: %v", err)
	}
}

// TestGroup2: one ZIP for the centre, one a jury when it is named; only who is
// admitted to the contrôle.
func TestGroup2(t *testing.T) {
	ctx := context.Background()
	s, _, _ := poste(t, 2, 40)
	for _, j := range []string{"31310", "31311"} {
		for _, pas := range []func() error{
			func() error { _, err := s.ExaminerLivrets(ctx, j, nil, "P"); return err },
			func() error { _, err := s.Clore(ctx, j, "P"); return err },
			func() error {
				_, err := s.Lancer(ctx, "terminer-groupe1", activite.Demande{Titre: "t", Par: "C", Jurys: []string{j}})
				return err
			},
			func() error { _, err := s.SimulerAcademie(ctx, []string{j}, "198", "A"); return err },
			func() error { _, err := s.SimulerAcademie(ctx, []string{j}, "200", "A"); return err },
		} {
			if err := pas(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b := plan(t, s, "plan-secours-groupe2")
	if len(b.Fichiers) != 1 || !strings.HasSuffix(b.Fichiers[0], "CYCLADES_DELIB_0250001R_BTS_2023-06_GRD_11.zip") {
		t.Fatalf("%v", b.Fichiers)
	}
	fs := contenu(t, b.Fichiers[0])
	for _, j := range []string{"31310", "31311"} {
		d, err := s.Jury(ctx, j)
		if err != nil {
			t.Fatal(err)
		}
		admis := edition.Convoques(p, &d, 2)
		if len(admis) == 0 || len(admis) == len(d.Candidats) {
			t.Fatalf("%d of %d admitted: the test shows nothing", len(admis), len(d.Candidats))
		}
		n := 0
		for nom := range fs {
			if strings.HasPrefix(nom, j+"/PVI/") {
				n++
			}
		}
		if n != len(admis) {
			t.Errorf("%s: %d PVI, %d admitted", j, n, len(admis))
		}
	}
	if b := plan(t, s, "plan-secours-groupe2", "31311"); !strings.HasSuffix(b.Fichiers[0], "_GRD_11_31311.zip") {
		t.Errorf("%v", b.Fichiers)
	}
}

// TestCancel leaves nothing half made, and says so in the register.
func TestCancel(t *testing.T) {
	s, b, dir := poste(t, 3, 10)
	ctx, annuler := context.WithCancel(context.Background())
	_, err := s.Lancer(ctx, "plan-secours-groupe1", activite.Demande{Titre: "t", Par: "C", Progres: func(p activite.Progres) {
		if p.Fait == 15 {
			annuler()
		}
	}})
	if examen.CodeDe(err) != examen.CodeAnnule {
		t.Fatalf("%v", err)
	}
	restes, err := os.ReadDir(filepath.Join(dir, "documents"))
	if err != nil || len(restes) != 0 {
		t.Errorf("%v %v", restes, err)
	}
	cs, err := b.ComptesRendus(context.Background())
	if err != nil || len(cs) != 1 || cs[0].Resultat != compterendu.Annule {
		t.Errorf("%v %v", cs, err)
	}
	if ps, err := b.Plans(context.Background()); err != nil || len(ps) != 0 {
		t.Errorf("a plan that was never made is recorded: %v %v", ps, err)
	}
}

// TestPapillonOfAnOpenPortal: while the rescue portal is open the slips bear its address;
// one that is given stands before it.
func TestPapillonOfAnOpenPortal(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	s, b, _ := poste(t, 1, 2)
	o := portail.Ouverture{Jurys: []string{"31310"}, Accord: "RSSI", Par: "Chef", Adresse: "10.0.0.4:8443"}
	if err := portail.Ouvrir(context.Background(), b, o); err != nil {
		t.Fatal(err)
	}
	lire := func(valeurs map[string][]string) string {
		t.Helper()
		r, err := s.Lancer(context.Background(), "plan-secours-groupe1", activite.Demande{Titre: "x", Par: "C", Valeurs: valeurs})
		if err != nil {
			t.Fatal(err)
		}
		pdf := filepath.Join(t.TempDir(), "x.pdf")
		if err := os.WriteFile(pdf, contenu(t, r.Fichiers[0])["Papillon_31310.pdf"], 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("pdftotext", pdf, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if v := lire(nil); !strings.Contains(v, "https://10.0.0.4:8443") {
		t.Errorf("no address: %s", v)
	}
	if v := lire(map[string][]string{"portail": {"https://secours.example"}}); !strings.Contains(v, "https://secours.example") || strings.Contains(v, "10.0.0.4") {
		t.Errorf("the address that was given: %s", v)
	}
}

// TestPasswordStaysOnThePapillon: nowhere in the base's folder but in the ZIP,
// and the same each time: the slip that was handed out stays good.
func TestPasswordStaysOnThePapillon(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	s, b, dir := poste(t, 1, 2)
	forme := regexp.MustCompile(`[A-Z2-7]{5}-[A-Z2-7]{5}-[A-Z2-7]{5}-[A-Z2-7]{5}`)
	vus := map[string]bool{}
	for range 3 {
		fs := contenu(t, plan(t, s, "plan-secours-groupe1").Fichiers[0])
		for nom, texte := range fs {
			if !strings.HasSuffix(nom, ".pdf") {
				if forme.Match(texte) {
					t.Errorf("%s holds a password", nom)
				}
				continue
			}
			pdf := filepath.Join(t.TempDir(), "x.pdf")
			if err := os.WriteFile(pdf, texte, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command("pdftotext", pdf, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			mot := forme.FindString(string(out))
			if (mot != "") != strings.Contains(nom, "Papillon") {
				t.Errorf("%s: %q", nom, mot)
			}
			if mot != "" {
				vus[mot] = true
			}
		}
	}
	if len(vus) != 1 {
		t.Fatalf("%d passwords for 3 printings of a slip", len(vus))
	}
	if err := b.Fermer(); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := filepath.WalkDir(dir, func(chemin string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(chemin, ".zip") {
			return err
		}
		n++
		texte, err := os.ReadFile(chemin)
		for mot := range vus {
			if bytes.Contains(texte, []byte(mot)) || bytes.Contains(texte, []byte(strings.ReplaceAll(mot, "-", ""))) {
				t.Errorf("%s holds a password", chemin)
			}
		}
		return err
	})
	if err != nil || n == 0 {
		t.Fatal(n, err)
	}
}

// BenchmarkPlan is the bar: 12 jurys of 40, one PVI a file and one file a jury,
// against the drawing alone of the same PVI, in turn in the same run.
func BenchmarkPlan(b *testing.B) {
	s, _, _ := poste(b, 12, 40)
	seul := dessinSeul(b, s)
	const pages = 12 * 40 * 2
	var plein, dessin time.Duration
	for b.Loop() {
		debut := time.Now()
		bilan := plan(b, s, "plan-secours-groupe1")
		plein += time.Since(debut)
		for _, f := range bilan.Fichiers {
			if err := os.Remove(f); err != nil {
				b.Fatal(err)
			}
		}
		debut = time.Now()
		seul()
		dessin += time.Since(debut)
	}
	b.ReportMetric(plein.Seconds()/float64(b.N), "s/plan")
	b.ReportMetric(pages*float64(b.N)/plein.Seconds(), "pages/s")
	b.ReportMetric(float64(plein)/float64(dessin), "xDessin")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MiB")
	b.ReportMetric(0, "ns/op")
}

// dessinSeul gives what draws the same PVI, laid out beforehand, on all processors:
// no layout, base, ZIP nor disk.
func dessinSeul(b *testing.B, s *activite.Service) func() {
	ctx := context.Background()
	c, p, err := s.Centre(ctx)
	if err != nil {
		b.Fatal(err)
	}
	f := &edition.Faits{Centre: c, Profil: p, Le: horloge(), Titre: "t"}
	var lots []render.Batch
	for j := range 12 {
		d, err := s.Jury(ctx, fmt.Sprint(31310+j))
		if err != nil {
			b.Fatal(err)
		}
		docs := make([]document.Document, 0, 40)
		for _, x := range edition.Convoques(p, &d, 1) {
			docs = append(docs, edition.PVI(f, &d, x, 1, false))
		}
		ls, err := render.ComposeAll(docs)
		if err != nil {
			b.Fatal(err)
		}
		lots = append(lots, render.Batch{Nom: d.Code, Documents: ls})
		for _, l := range ls {
			lots = append(lots, render.Batch{Nom: l.Nom, Documents: []*render.Layout{l}})
		}
	}
	return func() {
		if err := render.DrawBatches(lots, render.Options{Date: horloge()}, func(render.Entree) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
