package jury

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"delib/core/examen"
)

// TestEveryGenreIsWhole: a genre is declared with its literal, and a literal says
// all that is asked of it.
func TestEveryGenreIsWhole(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range genresDeclares(t) {
		if _, ok := SorteDe(g); !ok {
			t.Errorf("%s has no literal in sortes.go", g)
		}
	}
	vus := map[Genre]bool{}
	for _, s := range Sortes() {
		if faute := lacune(&s, p); faute != "" {
			t.Errorf("%s %s", s.Genre, faute)
		}
		if vus[s.Genre] {
			t.Errorf("%s stands twice", s.Genre)
		}
		vus[s.Genre] = true
	}
	if len(vus) != len(genresDeclares(t)) {
		t.Errorf("%d literals, %d genres", len(vus), len(genresDeclares(t)))
	}
}

// TestAGenreOfConstantsAlone: what a genre lacks is told.
func TestAGenreOfConstantsAlone(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	entiere, _ := SorteDe(GenreModifier)
	for nom, abimer := range map[string]func(*Sorte){
		"role": func(s *Sorte) { s.Role = nil }, "facette": func(s *Sorte) { s.Touche = nil }, "states": func(s *Sorte) { s.Etats = nil },
		"words": func(s *Sorte) { s.Mots = nil }, "title": func(s *Sorte) { s.Titre = "" }, "effect": func(s *Sorte) { s.Faire = nil },
		"all": func(s *Sorte) { *s = Sorte{Genre: s.Genre} },
	} {
		s := *entiere
		if abimer(&s); lacune(&s, p) == "" {
			t.Errorf("a genre without its %s passes", nom)
		}
	}
}

// lacune says what a literal lacks, "" when it is whole.
func lacune(s *Sorte, p *examen.Profil) string {
	surJury := !s.SansJury && !s.Apporte
	switch {
	case s.Titre == "":
		return "has no title"
	case s.Mots == nil || s.Mots(p, &Acte{Genre: s.Genre}) == "":
		return "has no words"
	case s.Role == nil:
		return "has no role"
	case s.Role(&Dossier{}, &Acte{Genre: s.Genre, Role: examen.RoleCentre}) == "":
		return "gives no role"
	case !s.SansJury && s.Faire == nil:
		return "does nothing to its jury"
	case surJury && !s.Bouge && s.Touche == nil:
		return "touches no value"
	case surJury && !s.Bouge && !s.Tranche && len(s.Etats) == 0:
		return "says no state"
	case s.Bouge && (s.Touche != nil || s.Etats != nil):
		return "moves and touches a value: the table of the passages says its states"
	case (s.Clot || s.Arrete || s.Exceptionnel) && !s.Bouge:
		return "settles decisions without a move"
	}
	return ""
}

// genresDeclares gives the constants of type Genre.
func genresDeclares(t *testing.T) (gs []Genre) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "acte.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := v.Type.(*ast.Ident); ok && id.Name == "Genre" {
			texte, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			gs = append(gs, Genre(texte))
		}
		return true
	})
	if len(gs) == 0 {
		t.Fatal("no genre found in acte.go")
	}
	return gs
}
