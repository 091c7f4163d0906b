package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"delib/ui/composant"
	"delib/ui/modele/grille"
)

var (
	_ fyne.Focusable    = (*Grille)(nil)
	_ fyne.Tabbable     = (*Grille)(nil)
	_ fyne.Shortcutable = (*Grille)(nil)
	_ desktop.Keyable   = (*Grille)(nil)
)

// Grille is a grid to type in, as quick as a spreadsheet: one stop of Tab, a
// cursor on a cell, and only the rows in sight are drawn, as canvas texts. Tab
// goes from cell to cell; Esc, F6 and Tab after the last cell leave it.
type Grille struct {
	widget.BaseWidget
	// Aider, if any, helps to fill a cell that has no options; false where it cannot.
	Aider func(ligne, colonne int) bool
	M     *grille.Grille
	// Vue is the whole: titles, filters, rows.
	Vue *fyne.Container
	// Bouge hears that the cursor moved or that something was typed.
	Bouge func()
	// Colle hears how many cells a paste typed, and how many found no place.
	Colle func(poses, dehors int)
	// Chercher, if any, runs on Ctrl+F.
	Chercher func()
	// Retirer, if any, hears that Suppr was pressed on what is recorded in a cell, and
	// tells whether it takes care of it.
	Retirer func(ligne, colonne int) bool
	Vide    string // what stands in place of no row

	ligne, colonne  int
	ancreL, ancreC  int // the other corner of the selection
	maj, focus      bool
	edite, remplace bool // typing; what was there is replaced
	tampon          []rune
	caret           int
	corps           *corpsGrille
	entete          *enteteGrille
	filtres         *fyne.Container
	champs          []*composant.Saisie
	defil           *container.Scroll
	larges          []float32
}

// largeSigne is the width of the sign before each row.
const largeSigne float32 = 24

// NouvelleGrille gives a grid on its state.
func NouvelleGrille(m *grille.Grille) *Grille {
	g := &Grille{M: m}
	g.corps = &corpsGrille{g: g}
	g.corps.ExtendBaseWidget(g.corps)
	g.ExtendBaseWidget(g)
	g.entete = &enteteGrille{g: g}
	g.entete.ExtendBaseWidget(g.entete)
	g.filtres = container.New(&alignerFiltres{g})
	for k, c := range m.Colonnes {
		invite := "filtrer"
		if c.Largeur < 70 {
			invite = ""
		}
		f := composant.NouvelleSaisie("", invite)
		f.OnChanged = func(t string) {
			g.M.Filtrer(k, t)
			g.Actualiser()
		}
		f.Valider = func() { composant.PrendreFocus(g) }
		g.champs = append(g.champs, f)
		g.filtres.Add(f)
	}
	g.Vue = composant.Pile(0, g, g.entete, g.filtres, g)
	return g
}

// Changer shows another state of the same columns.
func (g *Grille) Changer(m *grille.Grille) {
	g.edite = false
	g.M = m
	g.Actualiser()
}

// Actualiser draws again after the rows changed.
func (g *Grille) Actualiser() {
	g.ligne = max(0, min(g.ligne, g.M.Nombre()-1))
	g.ancreL, g.ancreC = g.ligne, g.colonne
	g.Refresh()
	g.entete.Refresh()
	g.dire()
}

// Curseur gives the cell of the cursor; the row is -1 when there is none.
func (g *Grille) Curseur() (ligne, colonne int) {
	if g.M.Nombre() == 0 {
		return -1, g.colonne
	}
	return g.ligne, g.colonne
}

// EnEdition tells whether a cell is being typed in.
func (g *Grille) EnEdition() bool { return g.edite }

// Valider ends the typing of a cell, keeping what was typed.
func (g *Grille) Valider() {
	if !g.edite {
		return
	}
	g.edite = false
	g.M.Saisir(g.ligne, g.colonne, string(g.tampon))
	g.dessiner()
	g.dire()
}

// Placer puts the cursor on a cell and brings it into sight.
func (g *Grille) Placer(ligne, colonne int) {
	g.Valider()
	g.etendre(ligne, colonne)
	g.ancreL, g.ancreC = g.ligne, g.colonne
	g.dessiner()
	g.dire()
}

// etendre moves the cursor and leaves the other corner of the selection.
func (g *Grille) etendre(ligne, colonne int) {
	n := g.M.Nombre()
	g.ligne, g.colonne = max(0, min(ligne, n-1)), max(0, min(colonne, len(g.M.Colonnes)-1))
	if g.defil == nil || n == 0 {
		return
	}
	haut, bas := float32(g.ligne)*hautLigne, float32(g.ligne+1)*hautLigne
	switch vu := g.defil.Size().Height; {
	case haut < g.defil.Offset.Y:
		g.defil.ScrollToOffset(fyne.NewPos(0, haut))
	case vu > 0 && bas > g.defil.Offset.Y+vu:
		g.defil.ScrollToOffset(fyne.NewPos(0, bas-vu))
	}
}

// bouger moves the cursor, or grows the selection while Shift is held.
func (g *Grille) bouger(dl, dc int) {
	g.Valider()
	g.etendre(g.ligne+dl, g.colonne+dc)
	if !g.maj {
		g.ancreL, g.ancreC = g.ligne, g.colonne
	}
	g.dessiner()
	g.dire()
}

func (g *Grille) dire() {
	if g.Bouge != nil {
		g.Bouge()
	}
}

func (g *Grille) dessiner() { g.corps.Refresh() }

// suivante goes to the next open cell, or leaves the grid after the last.
func (g *Grille) suivante(pas int) {
	g.Valider()
	i, k := g.ligne, g.colonne
	for n := 0; n < g.M.Nombre()*len(g.M.Colonnes); n++ {
		if k += pas; k < 0 || k >= len(g.M.Colonnes) {
			i, k = i+pas, map[bool]int{true: 0, false: len(g.M.Colonnes) - 1}[pas > 0]
		}
		if i < 0 || i >= g.M.Nombre() {
			break
		}
		if g.M.Ouverte(i, k) {
			g.Placer(i, k)
			return
		}
	}
	g.sortir(pas)
}

// sortir gives the focus to what comes after the grid, or before it.
func (g *Grille) sortir(pas int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(g)
	if c == nil {
		return
	}
	if pas > 0 {
		c.FocusNext()
	} else {
		c.FocusPrevious()
	}
}

// editer starts typing in the cell of the cursor.
func (g *Grille) editer(texte string, remplace bool) {
	if g.M.Nombre() == 0 || !g.M.Ouverte(g.ligne, g.colonne) {
		return
	}
	g.edite, g.remplace, g.tampon = true, remplace, []rune(texte)
	g.caret = len(g.tampon)
	g.ancreL, g.ancreC = g.ligne, g.colonne
	g.dessiner()
	g.dire()
}

// Commencer starts typing in the cell of the cursor, with a text already there.
func (g *Grille) Commencer(texte string) {
	composant.PrendreFocus(g)
	g.editer(texte, false)
}

// lister opens the options of the cell; false when it has none.
func (g *Grille) lister() bool {
	g.Valider()
	i, k := g.ligne, g.colonne
	options := g.M.Options(i, k)
	if len(options) == 0 {
		return g.Aider != nil && g.M.Nombre() > 0 && g.M.Ouverte(i, k) && g.Aider(i, k)
	}
	composant.Options(g.corps, fyne.NewPos(g.abscisse(k), float32(i+1)*hautLigne), options, func(n int) {
		g.M.Saisir(i, k, options[n])
		g.dessiner()
		g.dire()
		composant.PrendreFocus(g)
	})
	return true
}

func (g *Grille) abscisse(colonne int) float32 {
	x := largeSigne
	for k := 0; k < colonne && k < len(g.larges); k++ {
		x += g.larges[k]
	}
	return x
}

// sous gives the cell at a place of the rows.
func (g *Grille) sous(p fyne.Position) (ligne, colonne int) {
	x := p.X - largeSigne
	for k, l := range g.larges {
		if x < l {
			return int(p.Y / hautLigne), k
		}
		x -= l
	}
	return int(p.Y / hautLigne), len(g.larges) - 1
}

// AcceptsTab makes Tab go from cell to cell.
func (g *Grille) AcceptsTab() bool { return true }

// FocusGained shows the focus.
func (g *Grille) FocusGained() { g.focus = true; g.Refresh(); composant.Reveler(g); g.dire() }

// FocusLost hides it and keeps what was typed.
func (g *Grille) FocusLost() {
	g.focus, g.maj = false, false
	g.Valider()
	g.Refresh()
}

// KeyDown sees Shift go down.
func (g *Grille) KeyDown(ev *fyne.KeyEvent) { g.majuscule(ev, true) }

// KeyUp sees Shift come up.
func (g *Grille) KeyUp(ev *fyne.KeyEvent) { g.majuscule(ev, false) }

func (g *Grille) majuscule(ev *fyne.KeyEvent, bas bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.maj = bas
	}
}

// TypedRune starts typing, or goes on.
func (g *Grille) TypedRune(r rune) {
	if r < ' ' {
		return
	}
	if !g.edite {
		if r == ' ' {
			return
		}
		g.editer("", true)
		if !g.edite {
			g.dire()
			return
		}
	}
	g.inserer(string(r))
}

func (g *Grille) inserer(texte string) {
	t := []rune(texte)
	g.tampon = append(g.tampon[:g.caret:g.caret], append(t, g.tampon[g.caret:]...)...)
	g.caret += len(t)
	g.dessiner()
}

// TypedKey moves, types, restores.
func (g *Grille) TypedKey(ev *fyne.KeyEvent) {
	if g.edite && g.toucheEdition(ev) {
		return
	}
	page := max(1, int(g.corps.vue().Height/hautLigne)-1)
	switch ev.Name {
	case fyne.KeyUp:
		g.bouger(-1, 0)
	case fyne.KeyDown:
		g.bouger(1, 0)
	case fyne.KeyLeft:
		g.bouger(0, -1)
	case fyne.KeyRight:
		g.bouger(0, 1)
	case fyne.KeyPageUp:
		g.bouger(-page, 0)
	case fyne.KeyPageDown:
		g.bouger(page, 0)
	case fyne.KeyHome:
		g.bouger(0, -len(g.M.Colonnes))
	case fyne.KeyEnd:
		g.bouger(0, len(g.M.Colonnes))
	case fyne.KeyTab:
		g.suivante(map[bool]int{true: -1, false: 1}[g.maj])
	case fyne.KeyReturn, fyne.KeyEnter:
		edite := g.edite
		g.Valider()
		if edite || !g.lister() {
			g.bouger(1, 0)
		}
	case fyne.KeyF2:
		if g.M.Nombre() > 0 {
			g.editer(g.M.Cellule(g.ligne, g.colonne).Texte, false)
		}
	case fyne.KeyF3:
		g.trier(g.colonne)
	case fyne.KeyF4:
		g.lister()
	case fyne.KeyF6:
		g.Valider()
		g.sortir(1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		g.effacer()
	case fyne.KeyEscape:
		if !g.M.Restaurer(g.ligne, g.colonne) {
			return // nothing to restore: the keyboard stays in the grid
		}
		g.dessiner()
		g.dire()
	default:
		composant.Transmettre(g, ev)
	}
}

// effacer takes away what is in the cells of the selection: what is recorded by
// Retirer, one by one, what was typed at once.
func (g *Grille) effacer() {
	seule := g.ligne == g.ancreL && g.colonne == g.ancreC
	for i := min(g.ligne, g.ancreL); i <= max(g.ligne, g.ancreL); i++ {
		for k := min(g.colonne, g.ancreC); k <= max(g.colonne, g.ancreC); k++ {
			if g.Retirer != nil && seule && i < g.M.Nombre() && g.Retirer(i, k) {
				continue
			}
			g.M.Restaurer(i, k)
		}
	}
	g.dessiner()
	g.dire()
}

// toucheEdition is TypedKey inside a cell; false hands the key to the grid.
func (g *Grille) toucheEdition(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		g.edite = false
	case fyne.KeyBackspace:
		if g.caret > 0 {
			g.tampon = append(g.tampon[:g.caret-1:g.caret-1], g.tampon[g.caret:]...)
			g.caret--
		}
	case fyne.KeyDelete:
		if g.caret < len(g.tampon) {
			g.tampon = append(g.tampon[:g.caret:g.caret], g.tampon[g.caret+1:]...)
		}
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		if g.remplace {
			return false // as a spreadsheet: an arrow ends a typing that replaces
		}
		g.caret = map[fyne.KeyName]int{
			fyne.KeyLeft: max(0, g.caret-1), fyne.KeyRight: min(len(g.tampon), g.caret+1), fyne.KeyHome: 0, fyne.KeyEnd: len(g.tampon),
		}[ev.Name]
	case fyne.KeyF2:
		g.remplace = false
	default:
		return false
	}
	g.dessiner()
	g.dire()
	return true
}

// TypedShortcut copies, pastes, opens the list.
func (g *Grille) TypedShortcut(s fyne.Shortcut) {
	switch x := s.(type) {
	case *fyne.ShortcutCopy:
		fyne.CurrentApp().Clipboard().SetContent(g.M.Copier(g.ancreL, g.ancreC, g.ligne, g.colonne))
	case *fyne.ShortcutPaste:
		g.coller(grille.LireBloc(fyne.CurrentApp().Clipboard().Content()))
	case *fyne.ShortcutSelectAll:
		g.Valider()
		g.ancreL, g.ancreC = 0, 0
		g.etendre(g.M.Nombre()-1, len(g.M.Colonnes)-1)
		g.dessiner()
	case *desktop.CustomShortcut:
		switch {
		case x.KeyName == fyne.KeyDown && x.Modifier == fyne.KeyModifierAlt:
			g.lister()
		case x.KeyName == fyne.KeyHome && x.Modifier == fyne.KeyModifierControl:
			g.Placer(0, 0)
		case x.KeyName == fyne.KeyEnd && x.Modifier == fyne.KeyModifierControl:
			g.Placer(g.M.Nombre()-1, g.colonne)
		case x.KeyName == fyne.KeyF && x.Modifier == fyne.KeyModifierControl && g.Chercher != nil:
			g.Chercher()
		default:
			composant.TransmettreRaccourci(g, s)
		}
	default:
		composant.TransmettreRaccourci(g, s)
	}
}

func (g *Grille) coller(bloc [][]string) {
	if len(bloc) == 0 || g.M.Nombre() == 0 {
		return
	}
	if g.edite {
		g.inserer(bloc[0][0])
		return
	}
	var poses, dehors int
	if i, k := min(g.ligne, g.ancreL), min(g.colonne, g.ancreC); len(bloc) == 1 && len(bloc[0]) == 1 && (g.ligne != g.ancreL || g.colonne != g.ancreC) {
		poses = g.M.Remplir(g.ancreL, g.ancreC, g.ligne, g.colonne, bloc[0][0])
	} else {
		poses, dehors = g.M.Coller(i, k, bloc)
	}
	g.dessiner()
	g.dire()
	if g.Colle != nil {
		g.Colle(poses, dehors)
	}
}

// trier sorts by a column; the cursor follows its row.
func (g *Grille) trier(k int) {
	g.Valider()
	rang := -1
	if g.M.Nombre() > 0 {
		rang = g.M.Rang(g.ligne)
	}
	g.M.Trier(k)
	for i := range g.M.Nombre() {
		if g.M.Rang(i) == rang {
			g.Placer(i, g.colonne)
		}
	}
	g.Actualiser()
}
