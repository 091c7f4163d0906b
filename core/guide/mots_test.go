package guide

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"delib/assets"
	"delib/core/activite"
	"delib/core/examen"
)

// notDuProgramme are the quoted words that no source holds: what a person says,
// types or reads elsewhere.
var notDuProgramme = []string{
	"accord de … à … heures", // a reason that a person types
	"cmd",                    // Windows' own
}

// TestQuotedWordsAreTheWindows: a button, a menu or a message that a help page
// names bears that name in the sources of the window or in the registry. Bold
// words are the whole name; words between guillemets may be a part of it.
func TestQuotedWordsAreTheWindows(t *testing.T) {
	entiers, textes := motsDesSources(t)
	gras, cites := regexp.MustCompile(`\*\*([^*]+)\*\*`), regexp.MustCompile(`« ([^»]+) »`)
	p := examen.Profils()[0]
	n := 0
	for _, id := range assets.Aides() {
		page, _ := assets.Aide(id)
		if strings.Contains(page, "…**.") {
			t.Errorf("%s: a full stop after the dots of a name", id)
		}
		for _, m := range gras.FindAllStringSubmatch(page, -1) {
			nom := reduire(m[1])
			if etat := regexp.MustCompile(`^(\d{3}) \{\d{3}\}$`).FindStringSubmatch(nom); etat != nil {
				continue // TestEveryStateIsTold
			}
			n++
			if !slices.Contains(notDuProgramme, m[1]) &&
				!slices.ContainsFunc(entiers, func(r *regexp.Regexp) bool { return r.MatchString(reduire(activite.EnMots(nom, p))) }) {
				t.Errorf("%s: no button « %s » in the sources", id, m[1])
			}
		}
		for _, m := range cites.FindAllStringSubmatch(page, -1) {
			n++
			mot := reduire(activite.EnMots(m[1], p))
			if !slices.Contains(notDuProgramme, m[1]) && !strings.Contains(textes, mot) {
				t.Errorf("%s: « %s » is in no source", id, m[1])
			}
		}
	}
	if n < 100 {
		t.Errorf("%d names looked at", n)
	}
}

// reduire leaves out what a name may have around it: spaces, the star of what is
// compulsory, the dots of what opens a window.
func reduire(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), " *…")
}

// somme gives the pattern of a text put together ("Exporter " + format): what is
// no literal is open. Only one that begins with some letters says anything.
func somme(x ast.Expr) (motif string, utile bool) {
	switch x := x.(type) {
	case *ast.BinaryExpr:
		a, utile := somme(x.X)
		b, _ := somme(x.Y)
		return a + b, utile && x.Op == token.ADD
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		return regexp.QuoteMeta(s), err == nil && len(s) > 5
	}
	return ".+", false
}

// motsDesSources gives every text of the sources as a pattern of the whole, a
// format's verbs open, and all of them in one.
func motsDesSources(t *testing.T) (entiers []*regexp.Regexp, tout string) {
	t.Helper()
	var b strings.Builder
	verbes := regexp.MustCompile(`%[sdqv]`)
	vus := map[string]bool{}
	for _, racine := range []string{
		"../../ui", "../activite", "../examen", "../edition", "../decision", "../store", "../fond", "../secours", "../reprise", "../../cmd/delib",
		"../../cmd/delibctl",
	} {
		err := filepath.WalkDir(racine, func(chemin string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(chemin, ".go") || strings.HasSuffix(chemin, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), chemin, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if x, ok := n.(*ast.BinaryExpr); ok {
					if motif, utile := somme(x); utile {
						entiers = append(entiers, regexp.MustCompile("^"+motif+"$"))
					}
				}
				l, ok := n.(*ast.BasicLit)
				if !ok || l.Kind != token.STRING {
					return true
				}
				s, err := strconv.Unquote(l.Value)
				if err != nil {
					t.Fatal(err)
				}
				if s = reduire(activite.EnMots(s, examen.Profils()[0])); s != "" && !vus[s] {
					vus[s] = true
					b.WriteString(s + "\n")
					if motif := verbes.ReplaceAllString(regexp.QuoteMeta(s), ".+"); strings.Trim(motif, ".+ :") != "" {
						entiers = append(entiers, regexp.MustCompile("^"+motif+"$"))
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return entiers, b.String()
}

// TestEveryStateIsTold: the page of the states names the eleven, says who ends
// each and which comes next; no other page speaks of a state that it has not.
func TestEveryStateIsTold(t *testing.T) {
	for _, p := range examen.Profils() {
		page, _ := Page("etats", p)
		for _, e := range examen.Etats() {
			_, suite, ok := strings.Cut(page, "- **"+e.Code()+" "+p.Etat(e)+"** : ")
			if !ok {
				t.Errorf("%s %s is not told", p.Examen, p.EtatComplet(e))
				continue
			}
			suite, _, _ = strings.Cut(suite, "\n")
			if s, ok := examen.Suivant(e); ok && (!strings.HasPrefix(suite, s.Par.Libelle()+" ") || !strings.Contains(suite, s.Vers.Code())) {
				t.Errorf("%s: %q, and not by %s to %s", e.Code(), suite, s.Par, s.Vers.Code())
			}
		}
	}
	nombre := regexp.MustCompile(`\b\d{3}\b`)
	for _, id := range assets.Aides() {
		page, _ := assets.Aide(id)
		for _, n := range nombre.FindAllString(page, -1) {
			if _, ok := examen.LireEtat(n); !ok {
				t.Errorf("%s speaks of a state %s", id, n)
			}
		}
	}
}
