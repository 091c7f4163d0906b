// Package guide makes the printed guide from the help pages of the window: the
// same words, in the order of the menu, with a table of contents.
//
// It writes no word of help of its own: those live in assets/aide.
package guide

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"delib/assets"
	"delib/core/activite"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/render"
)

// chapitre is a heading of the guide and its help pages.
type chapitre struct {
	titre string
	pages []string
}

// chapitres gives the help pages in the order of the menu.
func chapitres(p *examen.Profil) []chapitre {
	cs := []chapitre{{"Pour commencer", []string{"importer", "accueil"}}}
	for _, a := range activite.Menu() {
		titre := a.Rubrique.Titre(p)
		if cs[len(cs)-1].titre != titre {
			cs = append(cs, chapitre{titre: titre})
		}
		cs[len(cs)-1].pages = append(cs[len(cs)-1].pages, a.ID)
	}
	suite := []string{"deliberation", "comptes-rendus"}
	vus := map[string]bool{}
	for _, c := range append(cs, chapitre{pages: suite}) {
		for _, id := range c.pages {
			vus[id] = true
		}
	}
	for _, id := range assets.Aides() {
		if !vus[id] {
			suite = append(suite, id)
		}
	}
	return append(cs, chapitre{"À tout moment", suite})
}

// entree is a line of the table of contents.
type entree struct {
	titre    string
	page     int
	chapitre bool
}

// Composer lays the guide out. The table of contents stands first: what follows
// is composed to know its pages, then once more behind it.
func Composer() (*render.Layout, error) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		return nil, err
	}
	table := 0
	for {
		entrees, blocs, err := corps(p, table)
		if err != nil {
			return nil, err
		}
		tete := couverture(entrees)
		l, err := render.Compose(document.Document{Nom: "guide", Titre: pied, Blocs: tete, Pied: pied})
		if err != nil {
			return nil, err
		}
		if l.Pages() == table {
			return render.Compose(document.Document{Nom: "guide", Titre: pied, Blocs: append(append(tete, document.Saut{}), blocs...), Pied: pied})
		}
		if table = l.Pages(); table > 9 {
			return nil, fmt.Errorf("compose guide: the table of contents does not settle")
		}
	}
}

const pied = "Délib – guide"

func couverture(entrees []entree) []document.Bloc {
	t := document.Table{Colonnes: []document.Colonne{{Titre: "Sommaire", Part: 12}, {Titre: "Page", Part: 1, Alignement: document.Droite}}}
	for _, e := range entrees {
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{document.T(e.titre), document.T(strconv.Itoa(e.page))}, Gras: e.chapitre, Fond: e.chapitre, Retrait: !e.chapitre})
	}
	return []document.Bloc{
		document.Titre{Texte: "Délib", Encadre: true},
		document.Paragraphe{Texte: "Conduire les délibérations d’un centre, sans réseau", Style: document.Grand, Alignement: document.Centre},
		document.Paragraphe{Texte: "Ces pages sont celles de l’aide de la fenêtre (touche F1) : une par activité, pour dire à quoi elle sert, quand la lancer, comment, ce qui vient ensuite et ce qui peut mal se passer. Les mots sont ceux du BTS ; pour le baccalauréat professionnel, la fenêtre emploie les siens."},
		t,
	}
}

// corps gives the pages of the guide, and where each begins behind so many pages.
// A chapter begins a page; a help page is never cut in two if it fits in one.
func corps(p *examen.Profil, devant int) ([]entree, []document.Bloc, error) {
	var entrees []entree
	var blocs []document.Bloc
	avant := 0
	for _, c := range chapitres(p) {
		for i, id := range c.pages {
			texte, ok := assets.Aide(id)
			if !ok {
				return nil, nil, fmt.Errorf("compose guide: no help page %s", id)
			}
			titre, page := lire(texte)
			if i == 0 {
				page = append([]document.Bloc{document.Titre{Texte: c.titre, Encadre: true}}, page...)
			}
			suite := append(slices.Clip(blocs), document.Paragraphe{Texte: " "})
			n, err := compter(append(suite, page...))
			if err != nil {
				return nil, nil, err
			}
			debut := avant
			if len(blocs) == 0 || i == 0 || n > avant {
				if debut++; len(blocs) > 0 {
					suite = append(slices.Clip(blocs), document.Saut{})
				} else {
					suite = nil
				}
			}
			blocs = append(suite, page...)
			if avant, err = compter(blocs); err != nil {
				return nil, nil, err
			}
			if i == 0 {
				entrees = append(entrees, entree{c.titre, devant + debut, true})
			}
			entrees = append(entrees, entree{titre, devant + debut, false})
		}
	}
	return entrees, blocs, nil
}

// compter gives the number of pages that blocks fill.
func compter(blocs []document.Bloc) (int, error) {
	l, err := render.Compose(document.Document{Nom: "guide", Titre: pied, Blocs: blocs, Pied: pied})
	if err != nil {
		return 0, err
	}
	return l.Pages(), nil
}

// lire turns a help page into blocks: headings, paragraphs, lists.
func lire(markdown string) (titre string, blocs []document.Bloc) {
	for ligne := range strings.Lines(markdown) {
		ligne = strings.TrimSpace(ligne)
		switch {
		case ligne == "":
		case strings.HasPrefix(ligne, "# "):
			titre = net(ligne[2:])
			blocs = append(blocs, document.Paragraphe{Texte: titre, Style: document.Grand})
		case strings.HasPrefix(ligne, "## "):
			blocs = append(blocs, document.Paragraphe{Texte: net(ligne[3:]), Style: document.Gras})
		case strings.HasPrefix(ligne, "- "):
			blocs = append(blocs, document.Colonnes{Parts: []int{1, 40}, Blocs: [][]document.Bloc{
				{document.Paragraphe{Texte: "•", Alignement: document.Droite}}, {document.Paragraphe{Texte: net(ligne[2:])}}}})
		default:
			blocs = append(blocs, document.Paragraphe{Texte: net(ligne)})
		}
	}
	return titre, blocs
}

// net leaves out the marks of emphasis.
func net(t string) string {
	return strings.NewReplacer("**", "", "*", "", "`", "").Replace(strings.TrimSpace(t))
}
