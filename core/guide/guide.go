// Package guide puts the help pages in order, in the exam's own words, and
// makes the printed guide of them, with a table of contents.
//
// It writes no help of its own but the cover: the pages live in assets/aide.
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

// Chapitre is a heading of the guide and its help pages.
type Chapitre struct {
	Titre string
	Pages []string // ids
}

// Chapitres gives every help page once: how to begin, the menu in its order
// with the deliberation where the day has it, what serves at any time.
func Chapitres(p *examen.Profil) []Chapitre {
	cs := []Chapitre{{"Pour commencer", []string{"etats", "accueil", "importer", "votre-nom", "rechercher", "demonstration"}}}
	for _, a := range activite.Menu() {
		titre := a.Rubrique.Titre(p)
		if cs[len(cs)-1].Titre != titre {
			cs = append(cs, Chapitre{Titre: titre})
		}
		c := &cs[len(cs)-1]
		c.Pages = append(c.Pages, a.ID)
	}
	// What a jury does itself ends its rubrique.
	for _, a := range activite.EntreesDuJury() {
		for i := range cs {
			if cs[i].Titre == a.Rubrique.Titre(p) && !slices.Contains(cs[i].Pages, a.PageAide()) {
				cs[i].Pages = append(cs[i].Pages, a.PageAide())
			}
		}
	}
	cs = append(cs, Chapitre{"À tout moment", []string{"imprimer", "comptes-rendus", "echanges", "portail", "utilisateurs"}},
		Chapitre{"En cas de panne", []string{"copies-de-surete", "assistance"}})
	vus := map[string]bool{}
	for _, c := range cs {
		for _, id := range c.Pages {
			vus[id] = true
		}
	}
	for _, id := range assets.Aides() {
		if !vus[id] {
			cs[0].Pages = append(cs[0].Pages, id)
		}
	}
	return cs
}

// Page gives a help page in the exam's own words; without an exam yet, in those
// of the BTS.
func Page(id string, p *examen.Profil) (string, bool) {
	if p == nil {
		p = examen.Profils()[0]
	}
	texte, ok := assets.Aide(id)
	return activite.EnMots(texte, p), ok
}

// Titre gives the title of a help page, "" when there is none.
func Titre(id string, p *examen.Profil) string {
	texte, _ := Page(id, p)
	premiere, _, _ := strings.Cut(texte, "\n")
	return strings.TrimPrefix(premiere, "# ")
}

// entree is a line of the table of contents.
type entree struct {
	id, titre string
	page      int
}

// chapitre tells a heading from a page.
func (e entree) chapitre() bool { return e.id == "" }

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

// pannes are the lines of the cover for who opens the guide in a hurry: what
// happens, what to do, and the page that says it.
var pannes = []struct{ quoi, faire, page string }{
	{"Plus de réseau", "continuez : tout est enregistré sur ce poste", "echanges"},
	{"Un jury attend l’académie, sans réseau", "avec son accord par téléphone", "avancement"},
	{"Délib s’est arrêté, ou sa base est abîmée", "ouvrez-le de nouveau, lisez ce qu’il propose", "copies-de-surete"},
	{"Le poste est perdu", "un autre reprend du plan de secours", "copies-de-surete"},
	{"Vous appelez l’assistance", "donnez-lui ce fichier, sans nom ni note", "assistance"},
}

// couverture is the first page: what to do when something fails, then the table
// of contents in two columns.
func couverture(entrees []entree) []document.Bloc {
	pages := map[string]int{}
	for _, e := range entrees {
		pages[e.id] = e.page
	}
	page := document.Colonne{Titre: "Page", Part: 1, Alignement: document.Droite}
	urgence := document.Table{Colonnes: []document.Colonne{{Titre: "En cas de panne", Part: 6}, {Part: 7}, page}}
	for _, x := range pannes {
		urgence.Lignes = append(urgence.Lignes,
			document.Ligne{Cellules: []document.Cellule{document.T(x.quoi), document.T(x.faire), document.T(strconv.Itoa(pages[x.page]))}})
	}
	colonne := func(es []entree) []document.Bloc {
		t := document.Table{Compacte: true, Colonnes: []document.Colonne{{Titre: "Sommaire", Part: 9}, page}}
		for _, e := range es {
			t.Lignes = append(t.Lignes,
				document.Ligne{
					Cellules: []document.Cellule{document.T(e.titre), document.T(strconv.Itoa(e.page))}, Gras: e.chapitre(), Fond: e.chapitre(),
					Retrait: !e.chapitre(),
				})
		}
		return []document.Bloc{t}
	}
	milieu := len(entrees)/2 + 1
	for milieu < len(entrees) && !entrees[milieu].chapitre() {
		milieu++
	}
	return []document.Bloc{
		document.Titre{Texte: "Délib", Encadre: true},
		document.Paragraphe{Texte: "Conduire les délibérations d’un centre, sans réseau", Style: document.Grand, Alignement: document.Centre},
		document.Paragraphe{Texte: "Ces pages sont celles de l’aide de la fenêtre (touche F1) : une par activité, pour dire à quoi elle sert, quand la " +
			"lancer, comment, ce qui vient ensuite et ce qui peut mal se passer. Les mots sont ceux du BTS ; pour le baccalauréat professionnel, la fenêtre " +
			"emploie les siens."},
		urgence,
		document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{colonne(entrees[:milieu]), colonne(entrees[milieu:])}},
	}
}

// corps gives the pages of the guide, and where each begins behind so many
// pages. A help page is never cut in two if it fits in one; a chapter begins
// where the one before it ends.
func corps(p *examen.Profil, devant int) ([]entree, []document.Bloc, error) {
	var entrees []entree
	var blocs []document.Bloc
	avant := 0
	for _, c := range Chapitres(p) {
		for i, id := range c.Pages {
			texte, ok := Page(id, p)
			if !ok {
				return nil, nil, fmt.Errorf("compose guide: no help page %s", id)
			}
			titre, page := lire(texte)
			if i == 0 {
				page = append([]document.Bloc{document.Titre{Texte: c.Titre, Encadre: true}}, page...)
			}
			suite := append(slices.Clip(blocs), document.Paragraphe{Texte: " "})
			n, err := compter(append(suite, page...))
			if err != nil {
				return nil, nil, err
			}
			debut := avant
			if n > avant {
				debut++
				suite = nil
				if len(blocs) > 0 {
					suite = append(slices.Clip(blocs), document.Saut{})
				}
			}
			blocs = append(suite, page...)
			if avant, err = compter(blocs); err != nil {
				return nil, nil, err
			}
			if i == 0 {
				entrees = append(entrees, entree{"", c.Titre, devant + debut})
			}
			entrees = append(entrees, entree{id, titre, devant + debut})
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
				{document.Paragraphe{Texte: "•", Alignement: document.Droite}}, {document.Paragraphe{Texte: net(ligne[2:]), Marque: true}}}})
		default:
			blocs = append(blocs, document.Paragraphe{Texte: net(ligne), Marque: true})
		}
	}
	return titre, blocs
}

// net leaves out the marks of emphasis, those of bold words apart; French
// punctuation keeps to its word.
func net(t string) string {
	return strings.NewReplacer(
		"**", "**", "*", "", "`", "", "« ", "«\u00a0", " »", "\u00a0»", " :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!",
	).Replace(strings.TrimSpace(t))
}
