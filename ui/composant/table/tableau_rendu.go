package table

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"delib/ui/composant"
)

// CreateRenderer is Fyne's.
func (t *Tableau) CreateRenderer() fyne.WidgetRenderer {
	r := &renduTableau{t: t, fond: composant.Rectangle(), entete: composant.Rectangle(), anneau: composant.Rectangle()}
	r.fond.CornerRadius, r.anneau.CornerRadius = 4, 5
	r.anneau.StrokeWidth = 2.5
	r.objets = []fyne.CanvasObject{r.fond, r.entete}
	for _, c := range t.Colonnes {
		x := composant.Ligne(c.Titre, composant.Police{Taille: composant.TaillePetite, Gras: true})
		r.titres = append(r.titres, x)
		r.objets = append(r.objets, x)
	}
	var dedans fyne.CanvasObject = t.corps
	if !t.Entier {
		if t.defil == nil { // the toolkit may ask for a renderer twice: both show one scroll
			t.defil = container.NewVScroll(t.corps)
			t.defil.OnScrolled = func(fyne.Position) { t.corps.Refresh() }
		}
		dedans = t.defil
	}
	r.dedans = dedans
	r.objets = append(r.objets, dedans, r.anneau)
	r.Refresh()
	return r
}

type renduTableau struct {
	t                    *Tableau
	fond, entete, anneau *canvas.Rectangle
	titres               []*canvas.Text
	dedans               fyne.CanvasObject
	objets               []fyne.CanvasObject
}

func (r *renduTableau) MinSize() fyne.Size {
	s := fyne.NewSize(0, hautEntete)
	for _, c := range r.t.Colonnes {
		if !c.Cachee {
			s.Width += c.Largeur
		}
	}
	if r.t.Entier {
		s.Height += r.t.corps.MinSize().Height
		return s
	}
	n := r.t.Montrees
	if n == 0 {
		n = 3
	}
	s.Height += float32(n)*hautLigne + 2
	return s
}

func (r *renduTableau) Layout(s fyne.Size) {
	r.t.repartir(s.Width)
	entete := r.t.entete()
	r.fond.Resize(s)
	r.anneau.Resize(s.AddWidthHeight(4, 4))
	r.anneau.Move(fyne.NewPos(-2, -2))
	r.entete.Resize(fyne.NewSize(s.Width-2, entete-1))
	r.entete.Move(fyne.NewPos(1, 1))
	x := float32(0)
	for i, t := range r.titres {
		t.Hidden = r.t.Colonnes[i].Cachee
		police := composant.Police{Taille: composant.TaillePetite, Gras: true}
		titre, signe := r.t.titre(i)
		if signe == signeTriable && fyne.MeasureText(titre+signe, police.Corps(), police.Style()).Width > r.t.larges[i]-margeCell {
			signe = "" // no room: the heading itself matters more
		}
		t.Text = composant.Couper(titre, police, r.t.larges[i]-margeCell-fyne.MeasureText(signe, police.Corps(), police.Style()).Width) + signe
		m := t.MinSize()
		gauche := margeCell
		if r.t.Colonnes[i].Droite {
			gauche = r.t.larges[i] - margeCell - m.Width
		}
		t.Move(fyne.NewPos(x+gauche, (entete-m.Height)/2))
		t.Resize(m)
		x += r.t.larges[i]
	}
	r.dedans.Resize(fyne.NewSize(s.Width-2, s.Height-entete-1))
	r.dedans.Move(fyne.NewPos(1, entete))
	r.t.corps.Refresh()
}

func (r *renduTableau) Refresh() {
	r.fond.FillColor, r.fond.StrokeColor, r.fond.StrokeWidth = composant.Couleur(composant.CouleurSurface), composant.Couleur(composant.CouleurBord), 1
	r.entete.FillColor = composant.Couleur(theme.ColorNameHeaderBackground)
	// The ring is round the row that the keys act on; round the table where there is none.
	r.anneau.StrokeColor, r.anneau.Hidden = composant.Couleur(composant.CouleurAnneau), !r.t.focus || r.t.Nombre() > 0
	if r.t.defil != nil {
		r.t.defil.Refresh() // the number of rows may have changed
	}
	if !r.t.Size().IsZero() {
		r.Layout(r.t.Size())
	}
	canvas.Refresh(r.t)
}

func (r *renduTableau) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduTableau) Destroy()                     {}

// CreateRenderer is Fyne's.
func (c *corps) CreateRenderer() fyne.WidgetRenderer {
	return &renduCorps{c: c, vide: composant.Ligne("", composant.Police{Ton: composant.Second})}
}

// rangee is what one row is drawn with; rows out of sight lend theirs.
type rangee struct {
	fond, trait, barre *canvas.Rectangle
	anneau             *canvas.Rectangle // round the row that has the keyboard
	textes             []*canvas.Text
	cases              []*composant.BoiteCochable
	cadres             []*canvas.Rectangle
}

type renduCorps struct {
	c       *corps
	rangees []*rangee
	vide    *canvas.Text
	objets  []fyne.CanvasObject
}

func (r *renduCorps) MinSize() fyne.Size {
	return fyne.NewSize(10, max(1, float32(r.c.t.Nombre()))*r.c.t.haut())
}

func (r *renduCorps) Layout(fyne.Size) { r.dessiner() }

func (r *renduCorps) Refresh() {
	r.dessiner()
	canvas.Refresh(r.c)
}

func (r *renduCorps) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduCorps) Destroy()                     {}

func (r *renduCorps) nouvelle() *rangee {
	n := len(r.c.t.Colonnes)
	x := &rangee{fond: composant.Rectangle(), trait: composant.Rectangle(), barre: composant.Rectangle(), anneau: composant.Rectangle(),
		textes: make([]*canvas.Text, n), cases: make([]*composant.BoiteCochable, n), cadres: make([]*canvas.Rectangle, n)}
	x.anneau.StrokeWidth, x.anneau.CornerRadius = 2, 3
	r.objets = append(r.objets, x.fond, x.trait, x.barre)
	for i := range x.textes {
		x.textes[i], x.cadres[i] = canvas.NewText("", nil), composant.Rectangle()
		x.cadres[i].StrokeWidth, x.cadres[i].CornerRadius = 1, 4
		r.objets = append(r.objets, x.cadres[i], x.textes[i])
	}
	r.objets = append(r.objets, x.anneau)
	return x
}

// dessiner draws the rows in sight.
func (r *renduCorps) dessiner() {
	t := r.c.t
	if len(t.larges) == 0 {
		return
	}
	haut := t.haut()
	n, debut, vues := t.Nombre(), 0, t.Nombre()
	if t.defil != nil {
		debut = max(0, int(t.defil.Offset.Y/haut))
		vues = int(t.defil.Size().Height/haut) + 2
	}
	if len(r.objets) == 0 {
		r.objets = append(r.objets, r.vide)
	}
	r.vide.Hidden = n > 0
	r.vide.Text = t.Vide
	r.vide.Move(fyne.NewPos(margeCell, 6))
	for len(r.rangees) < min(vues, n-debut) {
		r.rangees = append(r.rangees, r.nouvelle())
	}
	for i, x := range r.rangees {
		r.ligne(x, debut+i, i < vues && debut+i < n)
	}
}

func (r *renduCorps) ligne(x *rangee, ligne int, vue bool) {
	t := r.c.t
	x.fond.Hidden, x.trait.Hidden = !vue, !vue
	courante := vue && ligne == t.Curseur() && t.Agir != nil || vue && ligne == t.Curseur() && t.Deplacer != nil
	x.anneau.Hidden = !courante || !t.focus
	x.barre.Hidden = !courante || !t.focus && t.Deplacer == nil
	haut := t.haut()
	y, largeur := float32(ligne)*haut, r.c.Size().Width
	if vue {
		x.fond.FillColor = composant.CouleurOuRien("")
		switch {
		case !x.barre.Hidden:
			x.fond.FillColor = composant.Couleur(composant.CouleurLigne)
		case ligne == t.survol:
			x.fond.FillColor = composant.Couleur(theme.ColorNameHover)
		}
		x.fond.Move(fyne.NewPos(0, y))
		x.fond.Resize(fyne.NewSize(largeur, haut))
		x.trait.FillColor = composant.Couleur(theme.ColorNameSeparator)
		x.trait.Move(fyne.NewPos(0, y+haut-1))
		x.trait.Resize(fyne.NewSize(largeur, 1))
		x.barre.FillColor = composant.Couleur(theme.ColorNamePrimary)
		if t.focus {
			x.barre.FillColor = composant.Couleur(composant.CouleurAnneau)
		}
		x.barre.Move(fyne.NewPos(0, y))
		x.barre.Resize(fyne.NewSize(4, haut-1))
		x.anneau.StrokeColor = composant.Couleur(composant.CouleurAnneau)
		x.anneau.Move(fyne.NewPos(2, y+1))
		x.anneau.Resize(fyne.NewSize(largeur-4, haut-3))
	}
	gauche := float32(0)
	for k := range x.textes {
		r.cellule(x, ligne, k, vue, fyne.NewPos(gauche, y))
		gauche += t.larges[k]
	}
}

func (r *renduCorps) cellule(x *rangee, ligne, k int, vue bool, p fyne.Position) {
	t, haut := r.c.t, r.c.t.haut()
	texte, cadre := x.textes[k], x.cadres[k]
	texte.Hidden, cadre.Hidden = true, true
	if x.cases[k] != nil {
		x.cases[k].Cacher(true)
	}
	if !vue || t.Colonnes[k].Cachee {
		return
	}
	c := t.Cellule(ligne, k)
	gauche := margeCell
	if c.Genre == CelluleCase {
		if x.cases[k] == nil {
			x.cases[k] = new(composant.BoiteCochable)
			r.objets = append(r.objets, x.cases[k].Objets()...)
		}
		x.cases[k].Cacher(false)
		x.cases[k].Peindre(c.Cochee, c.Inactif)
		x.cases[k].Poser(p.AddXY(margeCell, (haut-16)/2))
		gauche += 24
	}
	if c.Texte == "" {
		return
	}
	police := composant.Police{Taille: tailleCell, Gras: c.Gras, Ton: c.Ton}
	place := t.larges[k] - gauche - margeCell/2
	if c.Genre == CelluleBouton {
		cadre.Hidden = false
		cadre.FillColor, cadre.StrokeColor = composant.Couleur(theme.ColorNameButton), composant.Couleur(theme.ColorNameInputBorder)
		switch {
		case c.Inactif:
			cadre.FillColor, cadre.StrokeColor = composant.Couleur(theme.ColorNameDisabledButton), composant.Couleur(composant.CouleurBord)
		case c.Plein:
			cadre.FillColor, cadre.StrokeColor = composant.Couleur(theme.ColorNamePrimary), composant.Couleur(theme.ColorNamePrimary)
		}
		cadre.Move(p.AddXY(margeCell/2, 3))
		cadre.Resize(fyne.NewSize(t.larges[k]-margeCell, haut-7))
		gauche, place = margeCell+3, place-margeCell-3
	}
	texte.Hidden = false
	texte.Text = composant.Couper(c.Texte, police, place)
	if t.Colonnes[k].Milieu {
		texte.Text = composant.CouperMilieu(c.Texte, police, place)
	}
	texte.TextSize, texte.TextStyle = police.Corps(), police.Style()
	texte.Color = composant.Couleur(c.Ton.Couleur())
	switch {
	case c.Inactif:
		texte.Color = composant.Couleur(theme.ColorNameDisabled)
	case c.Plein:
		texte.Color = composant.Couleur(theme.ColorNameForegroundOnPrimary)
	}
	m := texte.MinSize()
	if t.Colonnes[k].Droite {
		gauche = t.larges[k] - margeCell - m.Width
	}
	texte.Move(p.AddXY(gauche, (haut-m.Height)/2))
	texte.Resize(m)
}
