package core_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// etages gives each package its floor: one above the highest that it imports.
func etages() map[string]int {
	m := map[string]int{}
	var etage func(nom string) int
	etage = func(nom string) int {
		if n, ok := m[nom]; ok {
			return n
		}
		n := 0
		for _, i := range strings.Fields(maison[nom]) {
			n = max(n, etage(i)+1)
		}
		m[nom] = n
		return n
	}
	for nom := range maison {
		etage(nom)
	}
	return m
}

// directs leaves out the imports that another one of the same package implies.
func directs(nom string) []string {
	var implique func(de, vers string) bool
	implique = func(de, vers string) bool {
		for _, i := range strings.Fields(maison[de]) {
			if i == vers || implique(i, vers) {
				return true
			}
		}
		return false
	}
	tous := strings.Fields(maison[nom])
	return slices.DeleteFunc(slices.Clone(tous), func(i string) bool {
		return slices.ContainsFunc(tous, func(j string) bool { return j != i && implique(j, i) })
	})
}

// dessin draws the map: a floor a block, an arrow for what is imported and not
// implied by another arrow.
func dessin() string {
	var s strings.Builder
	id := strings.NewReplacer("/", "_").Replace
	s.WriteString("```mermaid\nflowchart BT\n")
	m := etages()
	haut := 0
	for _, n := range m {
		haut = max(haut, n)
	}
	noms := slices.Sorted(maps.Keys(maison))
	noms = slices.DeleteFunc(noms, func(n string) bool { return n == "core" || strings.HasSuffix(n, "test") })
	for n := range haut + 1 {
		fmt.Fprintf(&s, "  subgraph etage%d[\"étage %d\"]\n", n, n)
		for _, nom := range noms {
			if m[nom] == n {
				fmt.Fprintf(&s, "    %s[\"%s\"]\n", id(nom), nom)
			}
		}
		s.WriteString("  end\n")
	}
	for _, nom := range noms {
		for _, i := range directs(nom) {
			fmt.Fprintf(&s, "  %s --> %s\n", id(nom), id(i))
		}
	}
	s.WriteString("```\n")
	return s.String()
}

// TestArchitectureIsDrawn: docs/architecture.md draws the map that TestImports
// holds; DELIB_ARCHITECTURE=oui draws it again (make architecture).
func TestArchitectureIsDrawn(t *testing.T) {
	chemin := filepath.Join(racine(t), "docs", "architecture.md")
	texte, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	const debut, fin = "<!-- dessin -->\n", "<!-- fin du dessin -->"
	avant, reste, ok1 := strings.Cut(string(texte), debut)
	dedans, apres, ok2 := strings.Cut(reste, fin)
	if !ok1 || !ok2 {
		t.Fatal("docs/architecture.md has no drawing")
	}
	veut := "\n" + dessin() + "\n"
	if dedans == veut {
		return
	}
	if os.Getenv("DELIB_ARCHITECTURE") == "" {
		t.Fatal("docs/architecture.md does not draw the map of core/maison_test.go: make architecture")
	}
	if err := os.WriteFile(chemin, []byte(avant+debut+veut+fin+apres), 0o644); err != nil {
		t.Fatal(err)
	}
}
