package core

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// gestesNommes are the ways of one carrier: a flag, a command, a menu entry.
var gestesNommes = regexp.MustCompile(`(^|[\s(«])--[a-z]|\bdelibctl\b|\bdelibd [a-z]|Fichier, «|\((deliberer|divergences) [a-z-]+\)`)

// TestRulesNameNoWayToDoThings: no sentence of core or sync names a flag, a command
// or an entry of the menu. They give a gesture, and whoever carries the refusal to
// a person says how it is done there.
func TestRulesNameNoWayToDoThings(t *testing.T) {
	entrees := libellesDuMenu(t)
	for chemin, textes := range litteraux(t, "../core", "../sync") {
		for _, x := range textes {
			if gestesNommes.MatchString(x) {
				t.Errorf("%s names a command, a flag or a menu: %q", chemin, x)
			}
			for e := range entrees {
				if !strings.HasSuffix(chemin, "activite/menu.go") && strings.Contains(sansTypographie(x), "« "+sansTypographie(e)+" »") {
					t.Errorf("%s names the entry « %s »: %q", chemin, e, x)
				}
			}
		}
	}
}

func sansTypographie(t string) string {
	return strings.NewReplacer("’", "'", "\u00a0", " ").Replace(t)
}

// libellesDuMenu gives the ids and titles that the registry's literals hold.
func libellesDuMenu(t *testing.T) map[string]bool {
	t.Helper()
	es := map[string]bool{}
	f, err := parser.ParseFile(token.NewFileSet(), "activite/menu.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 && strings.HasPrefix(v.Names[0].Name, "ID") {
			if l, ok := v.Values[0].(*ast.BasicLit); ok && l.Kind == token.STRING {
				texte, err := strconv.Unquote(l.Value)
				if err != nil {
					t.Fatal(err)
				}
				es[texte] = true
			}
		}
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && (id.Name == "ID" || id.Name == "Libelle") {
				if l, ok := kv.Value.(*ast.BasicLit); ok && l.Kind == token.STRING {
					texte, err := strconv.Unquote(l.Value)
					if err != nil {
						t.Fatal(err)
					}
					es[texte] = true
				}
			}
		}
		return true
	})
	if len(es) < 40 {
		t.Fatalf("%d ids and titles found in the registry", len(es))
	}
	return es
}

// litteraux gives the strings of the code of some folders, tests apart, by file.
func litteraux(t *testing.T, dossiers ...string) map[string][]string {
	t.Helper()
	m := map[string][]string{}
	for _, d := range dossiers {
		err := filepath.WalkDir(d, func(chemin string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(chemin, ".go") || strings.HasSuffix(chemin, "_test.go") || strings.Contains(chemin, "simtest") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), chemin, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if texte, err := strconv.Unquote(l.Value); err == nil {
						m[filepath.ToSlash(chemin)] = append(m[filepath.ToSlash(chemin)], texte)
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
	return m
}
