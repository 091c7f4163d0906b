package core_test

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maison is the map of the house: what each package may import of it. A package
// that is not on the map fails the test, so that the map is always true.
var maison = map[string]string{
	"assets":                     "",
	"core":                       "",
	"core/note":                  "",
	"core/document/documenttest": "core/document",
	"core/document":              "",
	"core/compterendu":           "",
	"core/examen":                "core/note",
	"core/acces":                 "core/compterendu",
	"core/empreinte":             "core/examen",
	"core/fichier":               "core/examen",
	"core/jury":                  "core/note core/examen",
	"core/decision":              "core/note core/examen core/jury",
	"core/dossier":               "core/note core/examen core/jury core/fichier",
	"core/dossier/dossiertest":   "core/note core/examen core/jury core/dossier",
	"core/extrait":               "core/note core/examen core/jury core/decision core/dossier core/fichier core/tableur",
	"core/tableur":               "core/examen core/jury",
	"core/ordre":                 "core/examen core/jury",
	"core/reprise":               "core/examen core/jury",
	"core/cle":                   "core/examen core/jury core/reprise core/fichier",
	"core/fond/pages":            "",
	"core/fond":                  "core/examen core/jury core/ordre core/fichier core/fond/pages",
	"core/store":                 "core/acces core/examen core/jury core/ordre core/decision core/compterendu core/reprise core/fond",
	"core/store/storetest":       "core/examen core/jury core/ordre core/dossier core/fond core/store",
	"core/secours":               "core/examen core/jury core/fichier core/fond core/fond/pages core/store",
	"core/edition":               "core/note core/examen core/jury core/decision core/document core/fichier",
	"core/render/pdfa":           "",
	"core/render":                "core/document core/render/pdfa assets",
	"core/plan":                  socle + " core/acces core/document core/edition core/render core/fichier",
	"core/report":                "core/note core/examen core/jury core/decision core/document core/edition core/fichier",
	"core/portail":               socle + " core/empreinte core/acces core/document core/edition core/render core/fichier",
	"core/activite":              socle + " core/acces core/ordre core/reprise core/dossier core/document core/edition core/report core/render core/plan core/portail core/tableur core/fichier",
	"core/pret":                  socle + " core/cle core/activite core/fichier core/portail",
	"core/soutien":               socle + " core/reprise core/fond core/store core/secours core/activite core/fichier",
	"core/guide":                 "core/examen core/document core/render core/activite assets",
	"ui/modele":                  socle + " core/ordre core/reprise core/document core/edition core/activite",
	"ui/modele/grille":           socle + " core/edition core/activite ui/modele",
	"ui/modele/seance":           socle + " core/edition core/activite ui/modele",
	"ui/eveil":                   "",
	"ui/page":                    "",
	"ui/portail":                 socle + " core/acces core/portail core/activite core/fichier ui/eveil ui/modele ui/modele/seance ui/page",
	"ui/composant":               "ui/modele assets",
	"ui/composant/table":         "ui/modele/grille ui/composant",
	"ui/ecran/poste":             socle + " core/activite core/fichier ui/modele ui/modele/seance ui/composant ui/composant/table",
	"ui/ecran/deliberer":         socle + " core/edition core/activite ui/modele ui/modele/seance ui/composant ui/composant/table ui/ecran/poste",
	"ui/ecran/papiers":           socle + " core/document core/activite core/fichier ui/modele ui/composant ui/composant/table ui/ecran/poste",
	"ui/ecran": socle + " core/reprise core/activite core/fichier " + modeles + composants + " ui/ecran/poste ui/ecran/deliberer " +
		"ui/ecran/papiers assets",
	"ui": socle + " core/document core/edition core/activite core/fichier core/guide ui/modele " + composants + " ui/ecran/poste ui/ecran assets",
	"cmd/delib": socle + " cmd/ligne core/cle core/fond core/store core/secours core/activite core/fichier core/portail core/soutien sync/client ui ui/modele ui/portail " +
		"ui/composant ui/ecran ui/ecran/poste assets",
	"cmd/ligne":     "core/examen",
	"sync/wire":     "core/examen core/jury core/ordre",
	"sync/client":   "core/empreinte core/examen core/jury core/ordre sync/wire",
	"sync/server":   "core/empreinte core/examen core/fichier core/jury core/ordre core/decision sync/wire",
	"sync/forgetfs": "",
	"sync/simtest": "core/note core/examen core/jury core/ordre core/decision core/fond core/store core/secours core/dossier/dossiertest " +
		"sync/wire sync/client sync/server",
	"cmd/delibctl": socle + " core/ordre core/edition cmd/ligne core/cle core/pret core/fond core/store core/secours core/activite core/extrait core/fichier " +
		"core/portail core/soutien assets ui/portail sync/client sync/wire",
	"cmd/delibd": "cmd/ligne core/dossier core/examen core/fichier sync/server sync/wire",
}

// modeles and composants are the rooms that the screens draw from.
const (
	modeles    = "ui/modele ui/modele/grille ui/modele/seance "
	composants = "ui/composant ui/composant/table"
)

// socle is what every room above the rules may know.
const socle = "core/note core/examen core/jury core/decision core/compterendu"

// seuls are the only importers of what is heavy or must stay in one place.
var seuls = map[string]string{
	"fyne.io/fyne/v2/app":            "cmd/delib",
	"modernc.org/sqlite":             "core/fond sync/server",
	"github.com/jackc/pgx/v5/stdlib": "cmd/delibd",
	"filippo.io/age":                 "sync/wire sync/client sync/server",
	"github.com/signintech/gopdf":    "core/render",
	"github.com/xuri/excelize/v2":    "core/extrait core/render core/tableur",
	"database/sql":                   "core/fond core/store core/store/storetest core/secours sync/server sync/simtest cmd/delibd",
}

// fenetre tells which rooms know the toolkit: the window's, apart from the models
// of its screens.
func fenetre(nom string) bool {
	return nom == "cmd/delib" || nom == "ui" || strings.HasPrefix(nom, "ui/composant") || strings.HasPrefix(nom, "ui/ecran")
}

func racine(t *testing.T) string {
	t.Helper()
	d, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-tags", "ci", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = racine(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	vus := 0
	for _, ligne := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		mots := strings.Fields(ligne)
		nom := strings.TrimPrefix(strings.TrimPrefix(mots[0], "delib"), "/")
		permis, connu := maison[nom]
		if !connu {
			t.Errorf("%s is not on the map: say there what it may import", nom)
			continue
		}
		vus++
		for _, i := range mots[1:] {
			if de, ok := strings.CutPrefix(i, "delib/"); ok && !slices.Contains(strings.Fields(permis), de) {
				t.Errorf("%s imports %s, which the map does not allow", nom, de)
			}
			if qui, ok := seuls[i]; ok && !slices.Contains(strings.Fields(qui), nom) {
				t.Errorf("%s imports %s, which only %s may", nom, i, qui)
			}
			if strings.HasPrefix(i, "fyne.io/") && !fenetre(nom) {
				t.Errorf("%s imports %s: only the window's rooms know the toolkit", nom, i)
			}
		}
	}
	if vus < 15 {
		t.Errorf("only %d packages seen", vus)
	}
}

var flottant = regexp.MustCompile(`\bfloat(32|64)\b`)

// TestRooms: every package says what it is, no file is a hall, and marks are
// never floats where they are counted.
func TestRooms(t *testing.T) {
	docs := map[string]bool{}
	err := filepath.WalkDir(racine(t), func(chemin string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || strings.HasPrefix(e.Name(), ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(chemin, ".go") || strings.HasSuffix(chemin, "_test.go") {
			return nil
		}
		texte, err := os.ReadFile(chemin)
		if err != nil {
			return err
		}
		if n := strings.Count(string(texte), "\n"); n > 520 {
			t.Errorf("%s has %d lines: is it still one idea?", chemin, n)
		}
		dir := filepath.ToSlash(filepath.Dir(chemin))
		for _, compte := range []string{"core/note", "core/examen", "core/decision", "core/jury"} {
			if strings.HasSuffix(dir, compte) && flottant.Match(texte) {
				t.Errorf("%s: a float where marks live", chemin)
			}
		}
		f, err := parser.ParseFile(token.NewFileSet(), chemin, texte, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		docs[dir] = docs[dir] || f.Doc != nil
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) < 15 {
		t.Errorf("only %d packages seen", len(docs))
	}
	for dir, ok := range docs {
		if !ok {
			t.Errorf("%s: no file says what the package is and is not", dir)
		}
	}
}
