package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choix is a list of options of which one is chosen; Vue is what is shown.
type Choix struct {
	Vue     *Bouton
	Change  func(int)
	options []string
	choisi  int
	place   float32 // for what the button says, 0 for all that it takes
}

// NouveauChoix gives a list of options.
func NouveauChoix(options []string, choisi int, change func(int)) *Choix {
	c := &Choix{options: options, choisi: choisi, Change: change}
	c.Vue = NouveauBouton("", Normal, func() {
		Options(c.Vue, fyne.NewPos(0, c.Vue.Size().Height), c.options, c.Choisir)
	})
	c.Vue.aGauche = true
	c.ecrire()
	return c
}

// Choisi gives the rank of the chosen option.
func (c *Choix) Choisi() int { return c.choisi }

// Choisir chooses as a person does.
func (c *Choix) Choisir(i int) {
	c.choisi = i
	c.ecrire()
	if c.Change != nil {
		c.Change(i)
	}
}

// Tenir cuts what the button says to a width; the list has the options whole.
func (c *Choix) Tenir(largeur float32) {
	c.place = largeur
	c.ecrire()
}

func (c *Choix) ecrire() {
	if c.choisi >= 0 && c.choisi < len(c.options) {
		t := c.options[c.choisi]
		if c.place > 0 {
			t = Couper(t, Police{}, c.place-20)
		}
		c.Vue.Changer(t + "  ▾")
	}
}

// Options opens a list of options under a place of an object; arrows, Enter and
// Esc work in it. A long one stands over the window, and is searched by typing.
func Options(pres fyne.CanvasObject, ou fyne.Position, options []string, choisir func(int)) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(pres)
	if c == nil {
		return
	}
	for _, w := range d.AllWindows() {
		if w.Canvas() == c && len(options) >= longue {
			ouvrirListe(w, options, choisir)
			return
		}
	}
	var items []*fyne.MenuItem
	for i, o := range options {
		items = append(items, fyne.NewMenuItem(o, func() { choisir(i) }))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, d.AbsolutePositionForObject(pres).Add(ou))
}

// Saisie is a text field that hands F5, Esc and, where nothing is done with it,
// Enter to the window.
type Saisie struct {
	widget.Entry
	Valider func() // Enter
}

// NouvelleSaisie gives a text field.
func NouvelleSaisie(texte, invite string) *Saisie {
	s := &Saisie{}
	s.Text, s.PlaceHolder = texte, invite
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained brings the field into sight.
func (s *Saisie) FocusGained() {
	s.Entry.FocusGained()
	Reveler(s)
}

// TypedKey adds what Fyne's field leaves out.
func (s *Saisie) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyF1, fyne.KeyF5, fyne.KeyEscape:
		Transmettre(s, ev)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !s.MultiLine {
			if s.Valider != nil {
				s.Valider()
			} else {
				Transmettre(s, ev)
			}
			return
		}
	}
	s.Entry.TypedKey(ev)
}

// Case is a box to tick, with its text.
type Case struct {
	widget.DisableableWidget
	Texte  string
	Cochee bool
	Change func(bool)
	focus  bool
}

// NouvelleCase gives a box to tick.
func NouvelleCase(texte string, cochee bool, change func(bool)) *Case {
	c := &Case{Texte: texte, Cochee: cochee, Change: change}
	c.ExtendBaseWidget(c)
	return c
}

// Basculer ticks or unticks, as a person does.
func (c *Case) Basculer() {
	if c.Disabled() {
		return
	}
	c.Cochee = !c.Cochee
	c.Refresh()
	if c.Change != nil {
		c.Change(c.Cochee)
	}
}

// Cocher sets the box and tells nobody.
func (c *Case) Cocher(oui bool) {
	c.Cochee = oui
	c.Refresh()
}

// Tapped ticks or unticks.
func (c *Case) Tapped(*fyne.PointEvent) { PrendreFocus(c); c.Basculer() }

// TypedKey ticks on Space and Enter.
func (c *Case) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Basculer()
	default:
		Transmettre(c, ev)
	}
}

// TypedRune is not used.
func (c *Case) TypedRune(rune) {}

// FocusGained shows the focus.
func (c *Case) FocusGained() { c.focus = true; c.Refresh(); Reveler(c) }

// FocusLost hides it.
func (c *Case) FocusLost() { c.focus = false; c.Refresh() }

// CreateRenderer is Fyne's.
func (c *Case) CreateRenderer() fyne.WidgetRenderer {
	r := &renduCase{c: c, texte: canvas.NewText("", nil), anneau: Rectangle()}
	r.anneau.StrokeWidth, r.anneau.CornerRadius = 2.5, 6
	r.Refresh()
	return r
}

type renduCase struct {
	c      *Case
	boite  BoiteCochable
	texte  *canvas.Text
	anneau *canvas.Rectangle
}

func (r *renduCase) MinSize() fyne.Size {
	return fyne.NewSize(26+fyne.MeasureText(r.c.Texte, TailleTexte, fyne.TextStyle{}).Width, 26)
}

func (r *renduCase) Layout(s fyne.Size) {
	r.boite.Poser(fyne.NewPos(2, (s.Height-16)/2))
	m := r.texte.MinSize()
	r.texte.Resize(m)
	r.texte.Move(fyne.NewPos(26, (s.Height-m.Height)/2))
	r.anneau.Resize(fyne.NewSize(min(s.Width, m.Width+30)+2, s.Height))
	r.anneau.Move(fyne.NewPos(-2, 0))
}

func (r *renduCase) Refresh() {
	r.boite.Peindre(r.c.Cochee, r.c.Disabled())
	r.texte.Text, r.texte.TextSize, r.texte.Color = r.c.Texte, TailleTexte, Couleur(theme.ColorNameForeground)
	if r.c.Disabled() {
		r.texte.Color = Couleur(theme.ColorNameDisabled)
	}
	r.anneau.StrokeColor, r.anneau.Hidden = Couleur(CouleurAnneau), !r.c.focus
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *renduCase) Objects() []fyne.CanvasObject {
	return append(r.boite.Objets(), r.texte, r.anneau)
}
func (r *renduCase) Destroy() {}

// BoiteCochable draws a box and its tick: 16 × 16.
type BoiteCochable struct {
	cadre  canvas.Rectangle
	traits [2]canvas.Line
}

// Poser places the box.
func (b *BoiteCochable) Poser(p fyne.Position) {
	b.cadre.Move(p)
	b.cadre.Resize(fyne.NewSize(16, 16))
	b.cadre.CornerRadius = 2
	a, m, z := p.AddXY(3.5, 8.5), p.AddXY(7, 12), p.AddXY(13, 4.5)
	b.traits[0].Position1, b.traits[0].Position2 = a, m
	b.traits[1].Position1, b.traits[1].Position2 = m, z
}

// Peindre shows whether it is ticked, and whether it can be.
func (b *BoiteCochable) Peindre(cochee, grisee bool) {
	b.cadre.FillColor, b.cadre.StrokeColor, b.cadre.StrokeWidth = Couleur(theme.ColorNameInputBackground), Couleur(theme.ColorNameForeground), 1.4
	if cochee {
		b.cadre.FillColor, b.cadre.StrokeColor = Couleur(theme.ColorNamePrimary), Couleur(theme.ColorNamePrimary)
	}
	if grisee {
		b.cadre.FillColor, b.cadre.StrokeColor = Couleur(theme.ColorNameDisabledButton), Couleur(CouleurBord)
	}
	for i := range b.traits {
		b.traits[i].StrokeColor, b.traits[i].StrokeWidth = Couleur(theme.ColorNameForegroundOnPrimary), 2
		b.traits[i].Hidden = !cochee || grisee
	}
}

// Objets gives what is drawn.
func (b *BoiteCochable) Objets() []fyne.CanvasObject {
	return []fyne.CanvasObject{&b.cadre, &b.traits[0], &b.traits[1]}
}

// Cacher hides the box, or lets it be seen.
func (b *BoiteCochable) Cacher(oui bool) {
	b.cadre.Hidden = oui
	if oui {
		b.traits[0].Hidden, b.traits[1].Hidden = true, true
	}
}

// NouveauxOnglets gives tabs: a row of buttons, of which one is seen. Left and
// Right go from one to the other.
func NouveauxOnglets(titres []string, vu int, change func(int)) (*fyne.Container, func(int)) {
	boutons := make([]*Bouton, len(titres))
	montrer := func(i int) {
		for j, b := range boutons {
			b.Rang = Onglet
			if j == i {
				b.Rang = OngletVu
			}
			b.Refresh()
		}
	}
	rangee := Rangee(4, nil)
	for i, t := range titres {
		boutons[i] = NouveauBouton(t, Onglet, func() {
			montrer(i)
			change(i)
		})
		boutons[i].OnFleche = func(k fyne.KeyName) {
			j := i
			if k == fyne.KeyRight || k == fyne.KeyDown {
				j++
			} else {
				j--
			}
			if j >= 0 && j < len(boutons) {
				PrendreFocus(boutons[j])
				boutons[j].Action()
			}
		}
		rangee.Add(boutons[i])
	}
	montrer(vu)
	return rangee, montrer
}
