package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ElementMenu is a heading (no ID) or an entry of the side menu; Complet is its whole
// title, where it is longer.
type ElementMenu struct{ ID, Texte, Complet string }

// Menu is the side menu: one stop of Tab, arrows between entries, Enter opens.
type Menu struct {
	widget.BaseWidget
	elements []ElementMenu
	ouvert   string // the entry that is shown
	curseur  int
	survol   int
	focus    bool
	Ouvrir   func(id string)
	Bulle    *Bulle // says the whole title of the entry under the pointer, or of the cursor
	defil    *container.Scroll
	largeur  float32
	places   []placeMenu
}

type placeMenu struct {
	haut, hauteur float32
	lignes        []string
}

// NouveauMenu gives a side menu of a width.
func NouveauMenu(largeur float32, elements []ElementMenu, ouvrir func(string)) *Menu {
	m := &Menu{elements: elements, Ouvrir: ouvrir, survol: -1, largeur: largeur}
	y := float32(4)
	for _, e := range elements {
		p := placeMenu{haut: y, lignes: Plier(e.Texte, Police{Taille: m.police(e).Taille, Gras: true}, largeur-m.retrait(e)-4)}
		p.hauteur = float32(len(p.lignes))*m.pas(e) + 5
		if e.ID == "" {
			p.haut += 4
			p.hauteur = float32(len(p.lignes))*m.pas(e) + 3
		}
		y = p.haut + p.hauteur
		m.places = append(m.places, p)
	}
	m.ExtendBaseWidget(m)
	return m
}

func (m *Menu) police(e ElementMenu) Police {
	if e.ID == "" {
		return Police{Taille: 11.5, Gras: true, Ton: Second}
	}
	return Police{Taille: 13}
}

func (m *Menu) pas(e ElementMenu) float32 { return m.police(e).Corps() * 1.32 }

func (m *Menu) retrait(e ElementMenu) float32 {
	if e.ID == "" {
		return 12
	}
	return 22
}

// Defilant gives the menu in a scroll, for a low screen.
func (m *Menu) Defilant() *container.Scroll {
	m.defil = container.NewVScroll(m)
	return m.defil
}

// Montrer marks the entry that is shown.
func (m *Menu) Montrer(id string) {
	m.ouvert = id
	for i, e := range m.elements {
		if e.ID == id && id != "" {
			m.placer(i)
		}
	}
	m.Refresh()
}

func (m *Menu) placer(i int) {
	m.curseur = i
	m.dire(i)
	if p := m.places[i]; m.defil != nil {
		switch vu := m.defil.Size().Height; {
		case p.haut < m.defil.Offset.Y:
			m.defil.ScrollToOffset(fyne.NewPos(0, p.haut))
		case vu > 0 && p.haut+p.hauteur > m.defil.Offset.Y+vu:
			m.defil.ScrollToOffset(fyne.NewPos(0, p.haut+p.hauteur-vu))
		}
	}
	m.Refresh()
}

func (m *Menu) aller(pas int) {
	for i := m.curseur + pas; i >= 0 && i < len(m.elements); i += pas {
		if m.elements[i].ID != "" {
			m.placer(i)
			return
		}
	}
}

// TypedKey moves between the entries and opens one.
func (m *Menu) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		m.aller(-1)
	case fyne.KeyDown:
		m.aller(1)
	case fyne.KeyHome:
		m.curseur = -1
		m.aller(1)
	case fyne.KeyEnd:
		m.curseur = len(m.elements)
		m.aller(-1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyRight:
		m.Ouvrir(m.elements[m.curseur].ID)
	default:
		Transmettre(m, ev)
	}
}

// TypedRune is not used.
func (m *Menu) TypedRune(rune) {}

// FocusGained shows the focus.
func (m *Menu) FocusGained() { m.focus = true; m.dire(m.curseur); m.Refresh() }

// FocusLost hides it.
func (m *Menu) FocusLost() { m.focus = false; m.dire(-1); m.Refresh() }

// dire shows the whole title of an entry beside it; nothing where the entry says it all.
func (m *Menu) dire(i int) {
	if m.Bulle == nil {
		return
	}
	if i < 0 || i >= len(m.elements) || i != m.survol && !m.focus || m.elements[i].Complet == m.elements[i].Texte {
		m.Bulle.Cacher()
		return
	}
	m.Bulle.Montrer(m.elements[i].Complet, m, fyne.NewPos(m.largeur-4, m.places[i].haut))
}

func (m *Menu) sous(y float32) int {
	for i, p := range m.places {
		if y >= p.haut && y < p.haut+p.hauteur && m.elements[i].ID != "" {
			return i
		}
	}
	return -1
}

// Tapped opens the entry under the pointer.
func (m *Menu) Tapped(ev *fyne.PointEvent) {
	PrendreFocus(m)
	if i := m.sous(ev.Position.Y); i >= 0 {
		m.placer(i)
		m.Ouvrir(m.elements[i].ID)
	}
}

// MouseIn shows the entry under the pointer.
func (m *Menu) MouseIn(ev *desktop.MouseEvent) { m.MouseMoved(ev) }

// MouseMoved shows the entry under the pointer.
func (m *Menu) MouseMoved(ev *desktop.MouseEvent) {
	if i := m.sous(ev.Position.Y); i != m.survol {
		m.survol = i
		m.dire(i)
		m.Refresh()
	}
}

// MouseOut hides it.
func (m *Menu) MouseOut() { m.survol = -1; m.dire(-1); m.Refresh() }

// CreateRenderer is Fyne's.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	r := &renduMenu{m: m}
	for i, e := range m.elements {
		f := Rectangle()
		f.CornerRadius = 4
		r.fonds = append(r.fonds, f)
		r.objets = append(r.objets, f)
		var ts []*canvas.Text
		for _, l := range m.places[i].lignes {
			t := Ligne(l, m.police(e))
			ts = append(ts, t)
			r.objets = append(r.objets, t)
		}
		r.textes = append(r.textes, ts)
	}
	r.Refresh()
	return r
}

type renduMenu struct {
	m      *Menu
	fonds  []*canvas.Rectangle
	textes [][]*canvas.Text
	objets []fyne.CanvasObject
}

func (r *renduMenu) MinSize() fyne.Size {
	h := float32(0)
	if n := len(r.m.places); n > 0 {
		h = r.m.places[n-1].haut + r.m.places[n-1].hauteur + 6
	}
	return fyne.NewSize(r.m.largeur, h)
}

func (r *renduMenu) Layout(s fyne.Size) {
	for i, p := range r.m.places {
		r.fonds[i].Move(fyne.NewPos(8, p.haut+1))
		r.fonds[i].Resize(fyne.NewSize(s.Width-16, p.hauteur-2))
		e := r.m.elements[i]
		haut := p.haut + (p.hauteur-float32(len(p.lignes))*r.m.pas(e))/2
		for j, t := range r.textes[i] {
			t.Move(fyne.NewPos(r.m.retrait(e), haut+float32(j)*r.m.pas(e)-1))
			t.Resize(t.MinSize())
		}
	}
}

func (r *renduMenu) Refresh() {
	for i, e := range r.m.elements {
		f, ecrit, gras := r.fonds[i], theme.ColorNameForeground, false
		f.FillColor, f.StrokeWidth = CouleurOuRien(""), 0
		f.StrokeColor = CouleurOuRien("")
		switch {
		case e.ID == "":
			ecrit, gras = CouleurSecond, true
		case e.ID == r.m.ouvert:
			f.FillColor, ecrit, gras = Couleur(theme.ColorNamePrimary), theme.ColorNameForegroundOnPrimary, true
		case i == r.m.survol:
			f.FillColor = Couleur(theme.ColorNamePressed)
		}
		if r.m.focus && i == r.m.curseur {
			f.StrokeColor, f.StrokeWidth = Couleur(CouleurAnneau), 2.5
		}
		for _, t := range r.textes[i] {
			t.Color, t.TextStyle.Bold = Couleur(ecrit), gras
		}
	}
	canvas.Refresh(r.m)
}

func (r *renduMenu) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduMenu) Destroy()                     {}
