package grille

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"delib/ui/modele"
)

// ColonneGrille is a column of a grid.
type ColonneGrille struct {
	Titre   string
	Largeur float32 // at least, in pixels
	Part    float32 // of the room that is left
	Droite  bool    // aligned on the right
	Saisie  bool    // typed in
	Liste   bool    // offers options
	// Cle gives what a text sorts by; nil is its folded text.
	Cle func(texte string) string
}

// LigneGrille is a row: what is recorded, and what was typed over it.
type LigneGrille struct {
	Cle     string   // keeps its identity when the data are read again
	Valeurs []string // as recorded, one a column
	Fermee  string   // why nothing can be typed, "" when it can

	saisis      map[int]string // as typed
	lus         map[int]string // as understood
	fautes      map[int]string
	plis        []string // folded, as shown
	enregistree bool
}

// Saisi gives what was typed in a column.
func (l *LigneGrille) Saisi(k int) (string, bool) {
	t, ok := l.saisis[k]
	return t, ok
}

// Entendre says how a typed text is understood.
func (l *LigneGrille) Entendre(k int, texte string) { l.lus[k] = texte }

// Refuser marks a cell as wrong, with the reason.
func (l *LigneGrille) Refuser(k int, raison string) { l.fautes[k] = raison }

// Texte gives what a column shows.
func (l *LigneGrille) Texte(k int) string {
	if t, ok := l.lus[k]; ok {
		return t
	}
	if t, ok := l.saisis[k]; ok {
		return t
	}
	return l.Valeurs[k]
}

// EtatLigne is where the work on a row stands.
type EtatLigne int

// The states of a row.
const (
	LigneIntacte EtatLigne = iota
	LigneModifiee
	LigneFautive
	LigneEnregistree
)

// CelluleGrille is what a cell shows.
type CelluleGrille struct {
	Texte    string
	Ouverte  bool // can be typed in
	Modifiee bool // typed, not recorded
	Faute    string
}

// Grille is the state of a grid: rows, filters, sort, what is typed and not
// yet recorded. A wrong cell keeps its text and stops nothing else.
type Grille struct {
	Colonnes []ColonneGrille
	// Juger reads again what was typed in a row: it calls Entendre and Refuser.
	Controler func(rang int, l *LigneGrille)
	// Offrir gives the options of a cell: what is typed, what is shown.
	Offrir func(rang, colonne int) []string

	lignes     []*LigneGrille
	ordre      []int // sorted
	vues       []int // sorted and filtered
	filtres    []string
	recherche  string
	tri        int // column, -1 for the order given
	descendant bool
}

// NouvelleGrille gives a grid of rows.
func NouvelleGrille(colonnes []ColonneGrille, lignes []*LigneGrille) *Grille {
	g := &Grille{Colonnes: colonnes, lignes: lignes, filtres: make([]string, len(colonnes)), tri: -1}
	for i, l := range lignes {
		g.vider(l)
		g.plier(l)
		g.ordre = append(g.ordre, i)
	}
	g.filtrer()
	return g
}

func (g *Grille) vider(l *LigneGrille) {
	l.saisis, l.lus, l.fautes = map[int]string{}, map[int]string{}, map[int]string{}
}

func (g *Grille) plier(l *LigneGrille) {
	if l.plis == nil {
		l.plis = make([]string, len(g.Colonnes))
	}
	for k := range g.Colonnes {
		l.plis[k] = modele.Replier(l.Texte(k))
	}
}

// Nombre counts the rows that are shown.
func (g *Grille) Nombre() int { return len(g.vues) }

// Total counts all the rows.
func (g *Grille) Total() int { return len(g.lignes) }

// Rang gives the place of a shown row among all of them.
func (g *Grille) Rang(i int) int { return g.vues[i] }

// Ligne gives a shown row.
func (g *Grille) Ligne(i int) *LigneGrille { return g.lignes[g.vues[i]] }

// Cellule gives a cell of a shown row.
func (g *Grille) Cellule(i, k int) CelluleGrille {
	l := g.Ligne(i)
	_, modifiee := l.saisis[k]
	return CelluleGrille{Texte: l.Texte(k), Ouverte: g.Ouverte(i, k), Modifiee: modifiee, Faute: l.fautes[k]}
}

// Ouverte tells whether a cell can be typed in.
func (g *Grille) Ouverte(i, k int) bool {
	return i >= 0 && i < len(g.vues) && k >= 0 && k < len(g.Colonnes) && g.Colonnes[k].Saisie && g.Ligne(i).Fermee == ""
}

// Options gives what a cell offers.
func (g *Grille) Options(i, k int) []string {
	if !g.Ouverte(i, k) || !g.Colonnes[k].Liste || g.Offrir == nil {
		return nil
	}
	return g.Offrir(g.vues[i], k)
}

// Etat tells where the work on a shown row stands.
func (g *Grille) Etat(i int) EtatLigne { return g.Ligne(i).etat() }

func (l *LigneGrille) etat() EtatLigne {
	switch {
	case len(l.fautes) > 0:
		return LigneFautive
	case len(l.saisis) > 0:
		return LigneModifiee
	case l.enregistree:
		return LigneEnregistree
	}
	return LigneIntacte
}

// Saisir types a text in a cell; an empty one gives the recorded value back.
func (g *Grille) Saisir(i, k int, texte string) {
	if g.Ouverte(i, k) {
		g.poser(g.vues[i], k, texte)
	}
}

func (g *Grille) poser(rang, k int, texte string) {
	l := g.lignes[rang]
	if texte = strings.TrimSpace(texte); texte == "" || texte == l.Valeurs[k] {
		delete(l.saisis, k)
	} else {
		l.saisis[k] = texte
	}
	g.controler(rang)
	if lu, ok := l.lus[k]; ok && l.fautes[k] == "" && lu == l.Valeurs[k] {
		delete(l.saisis, k) // the same, written otherwise
		g.controler(rang)
	}
	l.enregistree = false
	g.plier(l)
}

func (g *Grille) controler(rang int) {
	l := g.lignes[rang]
	l.lus, l.fautes = map[int]string{}, map[int]string{}
	if len(l.saisis) > 0 && g.Controler != nil {
		g.Controler(rang, l)
	}
}

// Restaurer gives a cell its recorded value back; false when nothing was typed.
func (g *Grille) Restaurer(i, k int) bool {
	if !g.Ouverte(i, k) {
		return false
	}
	if _, ok := g.Ligne(i).saisis[k]; !ok {
		return false
	}
	g.poser(g.vues[i], k, "")
	return true
}

// Abandonner forgets all that was typed and not recorded.
func (g *Grille) Abandonner() {
	for _, l := range g.lignes {
		g.vider(l)
		g.plier(l)
	}
}

// Modifications counts the cells typed and not recorded.
func (g *Grille) Modifications() int {
	n := 0
	for _, l := range g.lignes {
		n += len(l.saisis)
	}
	return n
}

// Fautes counts the rows that hold a wrong cell.
func (g *Grille) Fautes() int {
	n := 0
	for _, l := range g.lignes {
		if len(l.fautes) > 0 {
			n++
		}
	}
	return n
}

// Prets gives the places of the rows that can be recorded.
func (g *Grille) Prets() []int {
	var r []int
	for i, l := range g.lignes {
		if l.etat() == LigneModifiee {
			r = append(r, i)
		}
	}
	return r
}

// PremiereFaute gives the first wrong cell that is shown, or else the first
// wrong row, and why it is wrong; the row is -1 when it is not shown.
func (g *Grille) PremiereFaute() (ligne, colonne int, raison string) {
	rangs := slices.Concat(g.vues, g.ordre)
	for i, rang := range rangs {
		l := g.lignes[rang]
		for k := range g.Colonnes {
			if f := l.fautes[k]; f != "" {
				if i >= len(g.vues) {
					i = -1
				}
				return i, k, l.Valeurs[0] + " : " + f
			}
		}
	}
	return -1, 0, ""
}

// EnClair says what is not recorded yet.
func (g *Grille) EnClair() string {
	n, f := g.Modifications(), g.Fautes()
	if g.Total() == 0 {
		return ""
	}
	if n == 0 {
		return "✓  Tout est enregistré"
	}
	t := "●  " + modele.Compter(n, "modification non enregistrée", "modifications non enregistrées")
	if f > 0 {
		t += ", dont " + modele.Compter(f, "ligne à corriger", "lignes à corriger") + " (!)"
	}
	return t
}

// Elements writes the original's line under a table.
func (g *Grille) Elements() string {
	t := modele.Elements(len(g.vues))
	if len(g.vues) < len(g.lignes) {
		t += fmt.Sprintf(" (filtrés parmi %d)", len(g.lignes))
	}
	return t
}

// Filtrer keeps the rows whose column holds these words.
func (g *Grille) Filtrer(k int, texte string) {
	g.filtres[k] = texte
	g.filtrer()
}

// Rechercher keeps the rows that hold these words in any column.
func (g *Grille) Rechercher(texte string) {
	g.recherche = texte
	g.filtrer()
}

func (g *Grille) filtrer() {
	type filtre struct {
		k    int
		mots []string
	}
	var fs []filtre
	for k, t := range g.filtres {
		if mots := strings.Fields(modele.Replier(t)); len(mots) > 0 {
			fs = append(fs, filtre{k, mots})
		}
	}
	partout := strings.Fields(modele.Replier(g.recherche))
	g.vues = g.vues[:0]
	for _, i := range g.ordre {
		l, garde := g.lignes[i], true
		for _, f := range fs {
			for _, m := range f.mots {
				garde = garde && strings.Contains(l.plis[f.k], m)
			}
		}
		for _, m := range partout {
			garde = garde && slices.ContainsFunc(l.plis, func(p string) bool { return strings.Contains(p, m) })
		}
		if garde {
			g.vues = append(g.vues, i)
		}
	}
}

// Trier sorts by a column, the other way round the second time.
func (g *Grille) Trier(k int) {
	if g.tri == k {
		g.descendant = !g.descendant
	} else {
		g.tri, g.descendant = k, false
	}
	g.trier()
}

func (g *Grille) trier() {
	if g.tri >= 0 {
		cles := make([]string, len(g.lignes))
		for i, l := range g.lignes {
			if c := g.Colonnes[g.tri].Cle; c != nil {
				cles[i] = c(l.Texte(g.tri))
			} else {
				cles[i] = l.plis[g.tri]
			}
		}
		slices.SortStableFunc(g.ordre, func(a, b int) int {
			n := cmp.Compare(cles[a], cles[b])
			if g.descendant {
				n = -n
			}
			if n == 0 {
				n = cmp.Compare(a, b)
			}
			return n
		})
	}
	g.filtrer()
}

// Tri gives the column of the sort, -1 for none, and its way.
func (g *Grille) Tri() (colonne int, descendant bool) { return g.tri, g.descendant }

// Garder takes over the filters, the sort and what was typed and is still not
// recorded; refus gives, by row, what the service said of it.
func (g *Grille) Garder(avant *Grille, refus map[string]string) {
	copy(g.filtres, avant.filtres)
	g.recherche, g.tri, g.descendant = avant.recherche, avant.tri, avant.descendant
	par := map[string]int{}
	for i, l := range g.lignes {
		par[l.Cle] = i
	}
	for _, l := range avant.lignes {
		i, ok := par[l.Cle]
		if !ok || len(l.saisis) == 0 {
			continue
		}
		n := g.lignes[i]
		for k, t := range l.saisis {
			if n.Fermee == "" && n.Valeurs[k] != t && n.Valeurs[k] != l.Texte(k) {
				n.saisis[k] = t
			}
		}
		g.controler(i)
		if r := refus[l.Cle]; r != "" {
			for k := range n.saisis {
				if n.fautes[k] == "" {
					n.Refuser(k, r)
				}
			}
		}
		n.enregistree = len(n.saisis) == 0
		g.plier(n)
	}
	g.trier()
}

// Coller types a block from a cell on; closed cells of the block and empty
// texts are passed over. It gives how many cells were typed and how many found
// no place.
func (g *Grille) Coller(i, k int, bloc [][]string) (poses, dehors int) {
	for y, ligne := range bloc {
		for x, texte := range ligne {
			if strings.TrimSpace(texte) == "" {
				continue
			}
			if !g.Ouverte(i+y, k+x) {
				if i+y >= len(g.vues) || k+x >= len(g.Colonnes) || len(bloc) == 1 && len(ligne) == 1 {
					dehors++
				}
				continue
			}
			g.Saisir(i+y, k+x, texte)
			poses++
		}
	}
	return poses, dehors
}

// Remplir types one text in every open cell of a block.
func (g *Grille) Remplir(i0, k0, i1, k1 int, texte string) (poses int) {
	for i := min(i0, i1); i <= max(i0, i1); i++ {
		for k := min(k0, k1); k <= max(k0, k1); k++ {
			if g.Ouverte(i, k) {
				g.Saisir(i, k, texte)
				poses++
			}
		}
	}
	return poses
}

// Copier writes a block as spreadsheets read it: tabs and line ends.
func (g *Grille) Copier(i0, k0, i1, k1 int) string {
	var b strings.Builder
	for i := min(i0, i1); i <= max(i0, i1) && i < len(g.vues); i++ {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for k := min(k0, k1); k <= max(k0, k1); k++ {
			if k > min(k0, k1) {
				b.WriteByte('\t')
			}
			b.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(g.Ligne(i).Texte(k)))
		}
	}
	return b.String()
}

// Textes gives what is shown, for an export: the titles, then the rows.
func (g *Grille) Textes() (titres []string, lignes [][]string) {
	for _, c := range g.Colonnes {
		titres = append(titres, c.Titre)
	}
	for i := range g.vues {
		var l []string
		for k := range g.Colonnes {
			l = append(l, g.Ligne(i).Texte(k))
		}
		lignes = append(lignes, l)
	}
	return titres, lignes
}
