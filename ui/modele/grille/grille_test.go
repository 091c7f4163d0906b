package grille

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func grilleTest(n int) *Grille {
	var ls []*LigneGrille
	for i := range n {
		ls = append(ls,
			&LigneGrille{
				Cle: fmt.Sprint(i), Valeurs: []string{fmt.Sprintf("%s Hélène %d", []string{"ÉTIENNE", "BENOÎT", "CŒUR"}[i%3], i), "", fmt.Sprint(i % 20)},
			})
	}
	g := NouvelleGrille([]ColonneGrille{{Titre: "Candidat"}, {Titre: "Note", Saisie: true, Cle: cleNote}, {Titre: "Premier", Cle: cleNote}}, ls)
	g.Controler = func(_ int, l *LigneGrille) {
		if t, ok := l.Saisi(1); ok {
			if strings.Trim(t, "0123456789,") != "" {
				l.Refuser(1, "pas une note")
				return
			}
			l.Entendre(1, strings.Replace(t, ",", ".", 1))
		}
	}
	return g
}

func TestReadBlock(t *testing.T) {
	for texte, veut := range map[string][][]string{
		"":                       nil,
		"9,5":                    {{"9,5"}},
		"9\r\n\r\n12\r\n":        {{"9"}, {""}, {"12"}},
		"a\tb\nc\td\n":           {{"a", "b"}, {"c", "d"}},
		"\"x\ty\"\tz":            {{"x\ty", "z"}},
		"\"il dit \"\"oui\"\"\"": {{`il dit "oui"`}},
		"\"a\nb\"\nc":            {{"a\nb"}, {"c"}},
		"\"pas fermé\tb":         {{"\"pas fermé", "b"}},
		"a\rb":                   {{"a"}, {"b"}},
		"a\t":                    {{"a", ""}},
	} {
		if got := LireBloc(texte); !reflect.DeepEqual(got, veut) {
			t.Errorf("%q: %q", texte, got)
		}
	}
}

func TestGridKeepsWhatIsTypedAndMarksWhatIsWrong(t *testing.T) {
	g := grilleTest(4)
	g.Saisir(0, 1, " 12,5 ")
	g.Saisir(1, 1, "douze")
	g.Saisir(2, 0, "interdit")
	if c := g.Cellule(0, 1); c.Texte != "12.5" || !c.Modifiee || c.Faute != "" || g.Etat(0) != LigneModifiee {
		t.Errorf("%+v", c)
	}
	if c := g.Cellule(1, 1); c.Texte != "douze" || c.Faute != "pas une note" || g.Etat(1) != LigneFautive {
		t.Errorf("%+v", c)
	}
	if g.Modifications() != 2 || g.Fautes() != 1 || len(g.Prets()) != 1 || g.Cellule(2, 0).Texte == "interdit" {
		t.Errorf("%d %d %v", g.Modifications(), g.Fautes(), g.Prets())
	}
	if s := g.EnClair(); s != "●  2 modifications non enregistrées, dont 1 ligne à corriger (!)" {
		t.Error(s)
	}
	if !g.Restaurer(1, 1) || g.Restaurer(1, 1) || g.Fautes() != 0 {
		t.Error("a restored cell is as recorded")
	}
	g.Saisir(0, 1, "")
	if g.EnClair() != "✓  Tout est enregistré" {
		t.Error(g.EnClair())
	}
}

func TestGridPasteCopyFill(t *testing.T) {
	g := grilleTest(4)
	if poses, dehors := g.Coller(1, 0, LireBloc("nom\t10\nnom\t\nnom\tx\nnom\t7\n")); poses != 2 || dehors != 2 {
		t.Errorf("%d %d", poses, dehors)
	}
	if g.Cellule(1, 1).Texte != "10" || g.Cellule(2, 1).Modifiee || g.Cellule(3, 1).Faute == "" {
		t.Error("the block went elsewhere")
	}
	if s := g.Copier(1, 1, 1, 2); s != "10\t1" {
		t.Errorf("%q", s)
	}
	if n := g.Remplir(3, 0, 0, 2, "8"); n != 4 || g.Modifications() != 4 || g.Fautes() != 0 {
		t.Errorf("%d", n)
	}
	if _, dehors := g.Coller(0, 0, [][]string{{"x"}}); dehors != 1 {
		t.Error("a paste on a closed cell is told")
	}
}

func TestGridFilterSortAndReload(t *testing.T) {
	g := grilleTest(30)
	g.Filtrer(0, "etienne HELENE")
	if g.Nombre() != 10 || g.Elements() != "Affichage de l’élément 1 à 10 sur 10 éléments (filtrés parmi 30)" {
		t.Errorf("%d %s", g.Nombre(), g.Elements())
	}
	g.Rechercher("12")
	if g.Nombre() != 1 {
		t.Errorf("%d", g.Nombre())
	}
	g.Rechercher("")
	g.Filtrer(0, "")
	g.Trier(2)
	g.Trier(2)
	if k, d := g.Tri(); k != 2 || !d || g.Ligne(0).Texte(2) != "19" || g.Ligne(29).Texte(2) != "0" {
		t.Error("sort by value, the other way round")
	}
	g.Saisir(0, 1, "11")
	g.Saisir(1, 1, "faux")
	n := grilleTest(30)
	rang, refuse := g.Rang(0), g.Ligne(0).Cle
	n.lignes[rang].Valeurs[1] = "11"
	n.Garder(g, nil)
	if n.Modifications() != 1 || n.Fautes() != 1 || n.lignes[rang].etat() != LigneEnregistree || n.Ligne(0).Texte(2) != "19" {
		t.Errorf("%d %d", n.Modifications(), n.Fautes())
	}
	n = grilleTest(30)
	n.Garder(g, map[string]string{refuse: "non"})
	if n.lignes[rang].fautes[1] != "non" || n.Modifications() != 2 {
		t.Error("what the service refused keeps its text and its reason")
	}
}

func BenchmarkFilter5000(b *testing.B) {
	g := grilleTest(5000)
	g.Trier(0)
	mots := []string{"h", "hé", "hél", "hélè", "hélèn", "hélène"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g.Filtrer(0, mots[i%len(mots)])
		g.Rechercher(mots[(i+3)%len(mots)])
	}
}
