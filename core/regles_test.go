package core_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"delib/core/examen"
)

// TestRulesAreNumbered: every rule and doubt that code cites stands in
// docs/regles.md, and every parameter of a doubt too.
func TestRulesAreNumbered(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(racine(t), "docs", "regles.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(b)
	cite := regexp.MustCompile(`\b(?:rule|rules|doubt|doubts) ((?:N|R|D)\d+)`)
	vus := 0
	err = filepath.WalkDir(filepath.Join(racine(t), "core"), func(chemin string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(chemin) != ".go" {
			return err
		}
		texte, err := os.ReadFile(chemin)
		if err != nil {
			return err
		}
		// A comment may break between the word and the number.
		plat := regexp.MustCompile(`\s*\n\s*// `).ReplaceAllString(string(texte), " ")
		for _, m := range cite.FindAllStringSubmatch(plat, -1) {
			vus++
			if !strings.Contains(page, "\n| "+m[1]+" |") {
				t.Errorf("%s cites %s, which docs/regles.md does not have", filepath.Base(chemin), m[1])
			}
		}
		return nil
	})
	if err != nil || vus < 15 {
		t.Errorf("%d citations, %v", vus, err)
	}
	p := reflect.TypeFor[examen.Parametres]()
	for i := range p.NumField() {
		if !strings.Contains(page, "`"+p.Field(i).Name+"`") {
			t.Errorf("docs/regles.md says nothing of the parameter %s", p.Field(i).Name)
		}
	}
}
