package table

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"delib/ui/composant"
)

// Colonne of a table.
type Colonne struct {
	Titre   string
	Largeur float32 // at least
	Part    float32 // of the room that is left
	Droite  bool    // aligned on the right
	Agit    bool    // a click on it acts, as Enter does
	Milieu  bool    // too long a text is cut in its middle: its end tells it apart
	Cachee  bool    // takes no room
	Triable bool    // a click on its heading sorts by it
}

// GenreCellule is how a cell is drawn.
type GenreCellule int

// The kinds of cell.
const (
	CelluleTexte  GenreCellule = iota
	CelluleCase                // a box to tick
	CelluleBouton              // a framed text that a click activates
)

// Cellule is what a cell shows.
type Cellule struct {
	Genre   GenreCellule
	Texte   string
	Ton     composant.Ton
	Gras    bool
	Cochee  bool
	Plein   bool // of a button: the one that the screen is for
	Inactif bool // a box or a button that cannot be used
}

// Tableau is a light table: one stop of Tab, a cursor on a row, and only the
// rows in sight are drawn, as canvas texts.
type Tableau struct {
	widget.BaseWidget
	Colonnes []Colonne
	Nombre   func() int
	Cellule  func(ligne, colonne int) Cellule
	// Agir runs on Enter, on Space and on a click in a column that acts. The
	// column is -1 from the keyboard.
	Agir func(ligne, colonne int)
	// Deplacer, if any, hears where the cursor goes.
	Deplacer func(ligne int)
	// Touche, if any, sees a key first and tells whether it used it; Taper gets
	// what is typed.
	Touche func(ev *fyne.KeyEvent) bool
	// Double, if any, runs on a double click on a row.
	Double func(ligne int)
	Taper  func(r rune)
	// Trier, if any, sorts by a column: a click on its heading, F3 for the next one. Tri
	// tells by which column the rows are sorted, -1 for none.
	Trier    func(colonne int)
	Tri      func() (colonne int, descendant bool)
	Vide     string // what stands in place of no row
	Montrees int    // rows in sight at least; 0 is 3
	Entier   bool   // as high as its rows, without a scroll of its own
	// EnVue is how many rows are to be in sight at once: where there is little height,
	// the rows get lower for it. 0 leaves them as they are.
	EnVue int
	// Retenir, if any, keeps what a person gained for each column.
	Retenir func(gains []float32)

	curseur int
	survol  int
	clic    time.Time // of the last click, on the row of the cursor
	focus   bool
	corps   *corps
	defil   *container.Scroll
	larges  []float32
	gains   []float32 // by hand, for each column
	bord    int       // of the headings, that is dragged; -1 for none
	tire    bool      // something is dragged
	surBord bool      // the pointer is on a border
}

// The heights of a table, in pixels.
const (
	hautLigne  float32 = 30
	hautSerree float32 = 20 // at least
	hautEntete float32 = 30
	margeCell  float32 = 8
	tailleCell float32 = 13.5 // of the letters
)

// NouveauTableau gives a table.
func NouveauTableau(colonnes []Colonne, nombre func() int, cellule func(ligne, colonne int) Cellule) *Tableau {
	t := &Tableau{Colonnes: colonnes, Nombre: nombre, Cellule: cellule, survol: -1, bord: -1}
	t.corps = &corps{t: t}
	t.corps.ExtendBaseWidget(t.corps)
	t.ExtendBaseWidget(t)
	return t
}

// entete gives the height of the headings.
func (t *Tableau) entete() float32 {
	if t.EnVue > 0 {
		return hautEntete - 4
	}
	return hautEntete
}

// haut gives the height of a row.
func (t *Tableau) haut() float32 {
	n := min(t.EnVue, t.Nombre())
	if t.defil == nil || n == 0 {
		return hautLigne
	}
	return max(hautSerree, min(hautLigne, float32(int((t.Size().Height-t.entete()-1)/float32(n)))))
}

// Vues counts the rows that are wholly in sight when the first one is.
func (t *Tableau) Vues() int { return min(t.Nombre(), int((t.Size().Height-t.entete()-1)/t.haut())) }

// Curseur gives the row of the cursor, -1 when there is none.
func (t *Tableau) Curseur() int {
	if t.curseur >= t.Nombre() {
		return t.Nombre() - 1
	}
	return t.curseur
}

// Eteindre takes the cursor off: no row is lit until the keyboard or a click comes.
func (t *Tableau) Eteindre() {
	t.curseur = -1
	t.corps.Refresh()
}

// Placer puts the cursor on a row and brings it into sight.
func (t *Tableau) Placer(ligne int) {
	n := t.Nombre()
	ligne = max(0, min(ligne, n-1))
	t.curseur = ligne
	if t.defil != nil && n > 0 {
		haut, bas := float32(ligne)*t.haut(), float32(ligne+1)*t.haut()
		switch vu := t.defil.Size().Height; {
		case haut < t.defil.Offset.Y:
			t.defil.ScrollToOffset(fyne.NewPos(0, haut))
		case bas > t.defil.Offset.Y+vu && vu > 0:
			t.defil.ScrollToOffset(fyne.NewPos(0, bas-vu))
		}
	}
	t.corps.Refresh()
	if t.Deplacer != nil && n > 0 {
		t.Deplacer(ligne)
	}
}

func (t *Tableau) agir(colonne int) {
	if t.Agir != nil && t.Nombre() > 0 && t.Curseur() >= 0 {
		t.Agir(t.Curseur(), colonne)
	}
}

// Sous gives the place under a cell, for a list of options.
func (t *Tableau) Sous(ligne, colonne int) (fyne.CanvasObject, fyne.Position) {
	x := float32(0)
	for i := 0; i < colonne && i < len(t.larges); i++ {
		x += t.larges[i]
	}
	return t.corps, fyne.NewPos(x, float32(ligne+1)*t.haut())
}

// TypedKey moves the cursor and acts.
func (t *Tableau) TypedKey(ev *fyne.KeyEvent) {
	if t.Touche != nil && t.Touche(ev) {
		return
	}
	page := max(1, int(t.corps.vue().Height/t.haut())-1)
	switch ev.Name {
	case fyne.KeyUp:
		t.Placer(t.Curseur() - 1)
	case fyne.KeyDown:
		t.Placer(t.Curseur() + 1)
	case fyne.KeyPageUp:
		t.Placer(t.Curseur() - page)
	case fyne.KeyPageDown:
		t.Placer(t.Curseur() + page)
	case fyne.KeyHome:
		t.Placer(0)
	case fyne.KeyEnd:
		t.Placer(t.Nombre() - 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.agir(-1)
	case fyne.KeyF3:
		t.trierEnsuite()
	default:
		composant.Transmettre(t, ev)
	}
}

// Tapped sorts by the heading under the pointer.
func (t *Tableau) Tapped(ev *fyne.PointEvent) {
	if k := t.colonneA(ev.Position.X); ev.Position.Y < t.entete() && k >= 0 && t.bordA(ev.Position) < 0 {
		t.trierPar(k)
	}
}

func (t *Tableau) trierPar(k int) {
	if t.Trier == nil || !t.Colonnes[k].Triable {
		return
	}
	t.Trier(k)
	t.Refresh()
}

// trierEnsuite sorts by the column that is sorted by, the other way round, then by the
// next one.
func (t *Tableau) trierEnsuite() {
	if t.Trier == nil {
		return
	}
	k, descendant := t.tri()
	if k >= 0 && !descendant {
		t.trierPar(k)
		return
	}
	for i := 1; i <= len(t.Colonnes); i++ {
		if n := (k + i) % len(t.Colonnes); t.Colonnes[n].Triable && !t.Colonnes[n].Cachee {
			t.trierPar(n)
			return
		}
	}
}

func (t *Tableau) tri() (int, bool) {
	if t.Tri == nil {
		return -1, false
	}
	return t.Tri()
}

// signeTriable says that a heading sorts.
const signeTriable = " ▲▼"

// titre gives the heading of a column, with the sign of its sort.
func (t *Tableau) titre(k int) (texte, signe string) {
	if !t.Colonnes[k].Triable {
		return t.Colonnes[k].Titre, ""
	}
	switch par, descendant := t.tri(); {
	case par != k:
		return t.Colonnes[k].Titre, signeTriable
	case descendant:
		return t.Colonnes[k].Titre, " ▼"
	}
	return t.Colonnes[k].Titre, " ▲"
}

// TypedShortcut copies the rows, headings included, as a spreadsheet takes them; the
// window gets the other shortcuts.
func (t *Tableau) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); !ok {
		composant.TransmettreRaccourci(t, s)
	} else if t.Nombre() > 0 {
		fyne.CurrentApp().Clipboard().SetContent(t.Texte())
	}
}

// Texte gives the headings and the rows, a tab between cells.
func (t *Tableau) Texte() string {
	var b strings.Builder
	ecrire := func(cellule func(k int) string) {
		premier := true
		for k := range t.Colonnes {
			if t.Colonnes[k].Cachee || t.Colonnes[k].Titre == "" {
				continue
			}
			if !premier {
				b.WriteByte('\t')
			}
			b.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(strings.TrimSpace(cellule(k))))
			premier = false
		}
		b.WriteByte('\n')
	}
	ecrire(func(k int) string { return t.Colonnes[k].Titre })
	for i := range t.Nombre() {
		ecrire(func(k int) string { return t.Cellule(i, k).Texte })
	}
	return b.String()
}

// LargeurPour is the width of a column whose texts are never cut; plus is what stands
// beside them.
func LargeurPour(textes []string, plus, moins float32) float32 {
	l := moins
	for _, x := range textes {
		l = max(l, fyne.MeasureText(x, tailleCell, fyne.TextStyle{Bold: true}).Width+plus+2*margeCell)
	}
	return l
}

// TypedRune hands on what is typed.
func (t *Tableau) TypedRune(r rune) {
	if t.Taper != nil {
		t.Taper(r)
	}
}

// FocusGained shows the focus.
func (t *Tableau) FocusGained() {
	t.focus = true
	if t.curseur < 0 && t.Nombre() > 0 {
		t.Placer(0)
	}
	t.Refresh()
	composant.Reveler(t)
}

// FocusLost hides it.
func (t *Tableau) FocusLost() { t.focus = false; t.Refresh() }

// repartir gives each column its width in the room there is.
func (t *Tableau) repartir(largeur float32) {
	t.larges = t.larges[:0]
	reste, parts := largeur, float32(0)
	for _, c := range t.Colonnes {
		if !c.Cachee {
			reste -= c.Largeur
			parts += c.Part
		}
	}
	for _, c := range t.Colonnes {
		if c.Cachee {
			t.larges = append(t.larges, 0)
			continue
		}
		l := c.Largeur
		if parts > 0 && reste > 0 {
			l += reste * c.Part / parts
		}
		t.larges = append(t.larges, l)
	}
	t.ajusterLargeurs()
}

// colonneA gives the column at an abscissa.
func (t *Tableau) colonneA(x float32) int {
	for i, l := range t.larges {
		if x < l {
			return i
		}
		x -= l
	}
	return len(t.larges) - 1
}

// corps is the rows of a table.
type corps struct {
	widget.BaseWidget
	t *Tableau
}

// vue gives the size that is in sight.
func (c *corps) vue() fyne.Size {
	if c.t.defil != nil {
		return c.t.defil.Size()
	}
	return c.Size()
}

// Tapped puts the cursor on a row; in a column that acts, it acts.
func (c *corps) Tapped(ev *fyne.PointEvent) {
	t := c.t
	composant.PrendreFocus(t)
	ligne := int(ev.Position.Y / t.haut())
	if ligne < 0 || ligne >= t.Nombre() {
		return
	}
	// A widget that Fyne tells of double clicks gets its single ones late.
	const deux = 400 * time.Millisecond
	double := t.Double != nil && ligne == t.curseur && time.Since(t.clic) < deux
	t.Placer(ligne)
	t.clic = time.Now()
	if double {
		t.clic = time.Time{}
		t.Double(ligne)
		return
	}
	if k := t.colonneA(ev.Position.X); k >= 0 && t.Colonnes[k].Agit {
		t.agir(k)
	}
}

// MouseIn shows the row under the pointer.
func (c *corps) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved shows the row under the pointer.
func (c *corps) MouseMoved(ev *desktop.MouseEvent) {
	if l := int(ev.Position.Y / c.t.haut()); l != c.t.survol {
		c.t.survol = l
		c.Refresh()
	}
}

// MouseOut hides it.
func (c *corps) MouseOut() {
	c.t.survol = -1
	c.Refresh()
}
