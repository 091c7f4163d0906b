package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"delib/ui/composant"
	"delib/ui/modele/grille"
)

// repartir gives each column its width in the room there is.
func (g *Grille) repartir(largeur float32) {
	g.larges = g.larges[:0]
	reste, parts := largeur-largeSigne, float32(0)
	for _, c := range g.M.Colonnes {
		reste -= c.Largeur
		parts += c.Part
	}
	for _, c := range g.M.Colonnes {
		l := c.Largeur
		if parts > 0 && reste > 0 {
			l += reste * c.Part / parts
		}
		g.larges = append(g.larges, l)
	}
}

// CreateRenderer is Fyne's.
func (g *Grille) CreateRenderer() fyne.WidgetRenderer {
	r := &renduGrille{g: g, fond: composant.Rectangle(), anneau: composant.Rectangle()}
	r.anneau.StrokeWidth, r.anneau.CornerRadius = 2.5, 5
	if g.defil == nil { // the toolkit may ask for a renderer twice: both show one scroll
		g.defil = container.NewVScroll(g.corps)
		g.defil.OnScrolled = func(fyne.Position) { g.corps.Refresh() }
	}
	r.objets = []fyne.CanvasObject{r.fond, g.defil, r.anneau}
	r.Refresh()
	return r
}

type renduGrille struct {
	g            *Grille
	fond, anneau *canvas.Rectangle
	objets       []fyne.CanvasObject
}

func (r *renduGrille) MinSize() fyne.Size {
	s := fyne.NewSize(largeSigne, 4*hautLigne)
	for _, c := range r.g.M.Colonnes {
		s.Width += c.Largeur
	}
	return s
}

func (r *renduGrille) Layout(s fyne.Size) {
	r.g.repartir(s.Width)
	r.fond.Resize(s)
	r.anneau.Resize(s.AddWidthHeight(4, 4))
	r.anneau.Move(fyne.NewPos(-2, -2))
	r.g.defil.Resize(fyne.NewSize(s.Width-2, s.Height-2))
	r.g.defil.Move(fyne.NewPos(1, 1))
	r.g.corps.Refresh()
}

func (r *renduGrille) Refresh() {
	r.fond.FillColor, r.fond.StrokeColor, r.fond.StrokeWidth = composant.Couleur(composant.CouleurSurface), composant.Couleur(composant.CouleurBord), 1
	// The ring is round the cell that the keys act on; round the grid where there is none.
	r.anneau.StrokeColor, r.anneau.Hidden = composant.Couleur(composant.CouleurAnneau), !r.g.focus || r.g.M.Nombre() > 0
	r.g.defil.Refresh() // the number of rows may have changed
	if !r.g.Size().IsZero() {
		r.Layout(r.g.Size())
	}
	canvas.Refresh(r.g)
}

func (r *renduGrille) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduGrille) Destroy()                     {}

// alignerFiltres puts a field over each column.
type alignerFiltres struct{ g *Grille }

func (a *alignerFiltres) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 39) }

func (a *alignerFiltres) Layout(os []fyne.CanvasObject, s fyne.Size) {
	a.g.repartir(s.Width)
	x := largeSigne
	for k, o := range os {
		o.Move(fyne.NewPos(x+1, 1))
		o.Resize(fyne.NewSize(a.g.larges[k]-3, s.Height-3))
		x += a.g.larges[k]
	}
}

// enteteGrille is the titles of a grid; a click sorts.
type enteteGrille struct {
	widget.BaseWidget
	g *Grille
}

// Tapped sorts by the column under the pointer.
func (e *enteteGrille) Tapped(ev *fyne.PointEvent) {
	if ev.Position.X >= largeSigne {
		_, k := e.g.sous(fyne.NewPos(ev.Position.X, 0))
		e.g.trier(k)
	}
}

// Cursor tells that a click acts.
func (e *enteteGrille) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (e *enteteGrille) CreateRenderer() fyne.WidgetRenderer {
	r := &renduEntete{e: e, fond: composant.Rectangle()}
	r.objets = []fyne.CanvasObject{r.fond}
	for range e.g.M.Colonnes {
		t := canvas.NewText("", nil)
		r.titres = append(r.titres, t)
		r.objets = append(r.objets, t)
	}
	r.Refresh()
	return r
}

type renduEntete struct {
	e      *enteteGrille
	fond   *canvas.Rectangle
	titres []*canvas.Text
	objets []fyne.CanvasObject
}

func (r *renduEntete) MinSize() fyne.Size { return fyne.NewSize(0, hautEntete) }

func (r *renduEntete) Layout(s fyne.Size) {
	g := r.e.g
	g.repartir(s.Width)
	r.fond.Resize(s)
	x := largeSigne
	tri, descendant := g.M.Tri()
	for k, t := range r.titres {
		signe, place := "", g.larges[k]-margeCell-2
		if k == tri {
			signe, place = " ▲", place-14
			if descendant {
				signe = " ▼"
			}
		}
		p := composant.Police{Taille: composant.TaillePetite, Gras: true}
		t.Text = composant.Couper(g.M.Colonnes[k].Titre, p, place) + signe
		m := t.MinSize()
		gauche := margeCell
		if g.M.Colonnes[k].Droite {
			gauche = g.larges[k] - margeCell - m.Width
		}
		t.Move(fyne.NewPos(x+gauche, (s.Height-m.Height)/2))
		t.Resize(m)
		x += g.larges[k]
	}
}

func (r *renduEntete) Refresh() {
	r.fond.FillColor = composant.Couleur(theme.ColorNameHeaderBackground)
	for _, t := range r.titres {
		t.TextSize, t.TextStyle, t.Color = composant.TaillePetite, fyne.TextStyle{Bold: true}, composant.Couleur(theme.ColorNameForeground)
	}
	if !r.e.Size().IsZero() {
		r.Layout(r.e.Size())
	}
	canvas.Refresh(r.e)
}

func (r *renduEntete) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduEntete) Destroy()                     {}

// corpsGrille is the rows of a grid.
type corpsGrille struct {
	widget.BaseWidget
	g *Grille
}

func (c *corpsGrille) vue() fyne.Size {
	if c.g.defil != nil {
		return c.g.defil.Size()
	}
	return c.Size()
}

// MouseDown puts the cursor on a cell; with Shift it selects up to it.
func (c *corpsGrille) MouseDown(ev *desktop.MouseEvent) {
	g := c.g
	composant.PrendreFocus(g)
	i, k := g.sous(ev.Position)
	if i < 0 || i >= g.M.Nombre() || g.edite && i == g.ligne && k == g.colonne {
		return
	}
	if ev.Modifier&fyne.KeyModifierShift != 0 {
		g.Valider()
		g.etendre(i, k)
		g.dessiner()
		return
	}
	g.Placer(i, k)
}

// MouseUp is not used.
func (c *corpsGrille) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped edits a cell.
func (c *corpsGrille) DoubleTapped(ev *fyne.PointEvent) {
	g := c.g
	if i, k := g.sous(ev.Position); i >= 0 && i < g.M.Nombre() && !g.edite {
		g.Placer(i, k)
		g.editer(g.M.Cellule(i, k).Texte, false)
	}
}

// CreateRenderer is Fyne's.
func (c *corpsGrille) CreateRenderer() fyne.WidgetRenderer {
	r := &renduCorpsGrille{c: c, vide: composant.Ligne("", composant.Police{Ton: composant.Second}), cadre: composant.Rectangle(), caret: composant.Rectangle()}
	r.cadre.StrokeWidth, r.cadre.CornerRadius = 2.5, 2
	r.objets = []fyne.CanvasObject{r.vide}
	return r
}

type renduCorpsGrille struct {
	c            *corpsGrille
	rangees      []*rangeeGrille
	vide         *canvas.Text
	cadre, caret *canvas.Rectangle
	objets       []fyne.CanvasObject
}

// rangeeGrille is what a row is drawn with; rows out of sight lend theirs.
type rangeeGrille struct {
	fond, trait *canvas.Rectangle
	signe       *canvas.Text
	fonds       []*canvas.Rectangle
	textes      []*canvas.Text
}

func (r *renduCorpsGrille) MinSize() fyne.Size {
	return fyne.NewSize(10, max(1, float32(r.c.g.M.Nombre()))*hautLigne)
}

func (r *renduCorpsGrille) Layout(fyne.Size) { r.dessiner() }

func (r *renduCorpsGrille) Refresh() {
	r.dessiner()
	canvas.Refresh(r.c)
}

func (r *renduCorpsGrille) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduCorpsGrille) Destroy()                     {}

func (r *renduCorpsGrille) nouvelle() *rangeeGrille {
	n := len(r.c.g.M.Colonnes)
	x := &rangeeGrille{fond: composant.Rectangle(), trait: composant.Rectangle(), signe: canvas.NewText("", nil),
		fonds: make([]*canvas.Rectangle, n), textes: make([]*canvas.Text, n)}
	objets := []fyne.CanvasObject{x.fond, x.trait, x.signe}
	for k := range n {
		x.fonds[k], x.textes[k] = composant.Rectangle(), canvas.NewText("", nil)
		objets = append(objets, x.fonds[k], x.textes[k])
	}
	fin := len(r.objets)
	if len(r.rangees) > 0 {
		fin -= 2 // cursor and caret stay on top
	}
	r.objets = append(append(r.objets[:fin:fin], objets...), r.cadre, r.caret)
	return x
}

func (r *renduCorpsGrille) dessiner() {
	g := r.c.g
	if len(g.larges) == 0 || g.defil == nil {
		return
	}
	n := g.M.Nombre()
	debut := max(0, int(g.defil.Offset.Y/hautLigne))
	vues := int(g.defil.Size().Height/hautLigne) + 2
	r.vide.Hidden, r.vide.Text = n > 0, g.Vide
	r.vide.Color = composant.Couleur(composant.CouleurSecond)
	r.vide.Move(fyne.NewPos(largeSigne, 6))
	for len(r.rangees) < min(vues, n-debut) {
		x := r.nouvelle()
		r.rangees = append(r.rangees, x)
	}
	for i, x := range r.rangees {
		r.ligne(x, debut+i, i < vues && debut+i < n)
	}
	r.curseur(n)
}

// signes of a row, with their tone.
var signes = map[grille.EtatLigne]struct {
	texte string
	ton   composant.Ton
}{
	grille.LigneModifiee: {"●", composant.Accent}, grille.LigneFautive: {"!", composant.Mauvais}, grille.LigneEnregistree: {"✓", composant.Bon},
}

func (r *renduCorpsGrille) ligne(x *rangeeGrille, i int, vue bool) {
	g := r.c.g
	x.fond.Hidden, x.trait.Hidden, x.signe.Hidden = !vue, !vue, !vue
	for k := range x.textes {
		x.textes[k].Hidden, x.fonds[k].Hidden = true, true
	}
	if !vue {
		return
	}
	y, largeur := float32(i)*hautLigne, r.c.Size().Width
	x.fond.FillColor = composant.CouleurOuRien("")
	if i == g.ligne {
		x.fond.FillColor = composant.Couleur(composant.CouleurLigne)
	}
	x.fond.Move(fyne.NewPos(0, y))
	x.fond.Resize(fyne.NewSize(largeur, hautLigne))
	x.trait.FillColor = composant.Couleur(theme.ColorNameSeparator)
	x.trait.Move(fyne.NewPos(0, y+hautLigne-1))
	x.trait.Resize(fyne.NewSize(largeur, 1))
	s := signes[g.M.Etat(i)]
	x.signe.Text, x.signe.TextSize, x.signe.TextStyle = s.texte, composant.TailleTexte, fyne.TextStyle{Bold: true}
	x.signe.Color = composant.Couleur(s.ton.Couleur())
	x.signe.Hidden = s.texte == ""
	m := x.signe.MinSize()
	x.signe.Resize(m)
	x.signe.Move(fyne.NewPos((largeSigne-m.Width)/2, y+(hautLigne-m.Height)/2))
	gauche := largeSigne
	for k := range x.textes {
		r.cellule(x, i, k, fyne.NewPos(gauche, y))
		gauche += g.larges[k]
	}
}

func (r *renduCorpsGrille) choisie(i, k int) bool {
	g := r.c.g
	if g.ligne == g.ancreL && g.colonne == g.ancreC {
		return false
	}
	return i >= min(g.ligne, g.ancreL) && i <= max(g.ligne, g.ancreL) && k >= min(g.colonne, g.ancreC) && k <= max(g.colonne, g.ancreC)
}

func (r *renduCorpsGrille) cellule(x *rangeeGrille, i, k int, p fyne.Position) {
	g := r.c.g
	c, fond, texte := g.M.Cellule(i, k), x.fonds[k], x.textes[k]
	fond.FillColor, fond.StrokeColor, fond.StrokeWidth = composant.CouleurOuRien(""), composant.CouleurOuRien(""), 0
	edite := g.edite && i == g.ligne && k == g.colonne
	police := composant.Police{Taille: 13.5}
	place := g.larges[k] - 1.5*margeCell
	contenu := c.Texte
	if c.Ouverte {
		fond.FillColor, fond.StrokeColor, fond.StrokeWidth = composant.Couleur(theme.ColorNameInputBackground), composant.Couleur(composant.CouleurBord), 1
	}
	switch {
	case r.choisie(i, k):
		fond.FillColor = composant.Couleur(theme.ColorNameSelection)
	case edite:
		contenu = string(g.tampon)
	case c.Faute != "":
		fond.FillColor, fond.StrokeColor, fond.StrokeWidth = composant.Couleur(composant.CouleurFondAtt), composant.Couleur(theme.ColorNameError), 1.5
		police.Gras, police.Ton = true, composant.Mauvais
		contenu = "! " + contenu
	case c.Modifiee:
		police.Gras, police.Ton = true, composant.Accent
	}
	fond.Hidden = fond.StrokeWidth == 0 && fond.FillColor == composant.CouleurOuRien("")
	fond.Move(p.AddXY(1, 1))
	fond.Resize(fyne.NewSize(g.larges[k]-2, hautLigne-3))
	fleche := c.Ouverte && !edite && g.M.Colonnes[k].Liste && i == g.ligne && k == g.colonne
	if fleche {
		place -= 16
	}
	if edite {
		contenu = queue(contenu, police, place)
	} else {
		contenu = composant.Couper(contenu, police, place)
	}
	if fleche {
		contenu += "  ▾"
	}
	if contenu == "" && !edite {
		return
	}
	texte.Hidden = false
	texte.Text, texte.TextSize, texte.TextStyle, texte.Color = contenu, police.Corps(), police.Style(), composant.Couleur(police.Ton.Couleur())
	m := texte.MinSize()
	gauche := margeCell
	if g.M.Colonnes[k].Droite {
		gauche = g.larges[k] - margeCell - m.Width
	}
	texte.Move(p.AddXY(gauche, (hautLigne-m.Height)/2))
	texte.Resize(m)
	if edite {
		n := min(g.caret, len(g.tampon))
		apres := fyne.MeasureText(string(g.tampon[n:]), police.Corps(), police.Style()).Width
		r.caret.Move(p.AddXY(gauche+max(0, m.Width-apres), 6))
	}
}

// queue gives the end of a text that is too long for its cell.
func queue(texte string, p composant.Police, largeur float32) string {
	t := []rune(texte)
	for len(t) > 0 && fyne.MeasureText(string(t), p.Corps(), p.Style()).Width > largeur {
		t = t[1:]
	}
	return string(t)
}

// curseur draws the frame of the cursor and the caret.
func (r *renduCorpsGrille) curseur(n int) {
	g := r.c.g
	r.cadre.Hidden, r.caret.Hidden = n == 0, !g.edite
	r.cadre.FillColor, r.cadre.StrokeColor = composant.CouleurOuRien(""), composant.Couleur(theme.ColorNameInputBorder)
	if g.focus {
		r.cadre.StrokeColor = composant.Couleur(composant.CouleurAnneau)
	}
	if n == 0 || g.colonne >= len(g.larges) {
		return
	}
	r.cadre.Move(fyne.NewPos(g.abscisse(g.colonne), float32(g.ligne)*hautLigne))
	r.cadre.Resize(fyne.NewSize(g.larges[g.colonne], hautLigne-1))
	r.caret.FillColor = composant.Couleur(theme.ColorNameForeground)
	r.caret.Resize(fyne.NewSize(1.6, hautLigne-13))
}
