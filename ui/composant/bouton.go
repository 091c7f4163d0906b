package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Rang is how much a button stands out.
type Rang int

// The ranks of a button.
const (
	Normal    Rang = iota
	Principal      // the one that the screen is for
	Danger         // what cannot be undone
	Discret        // no border
	Onglet         // a tab that is not shown
	OngletVu       // the tab that is shown
	Fort           // stands out in a list, where one button already is the principal
)

var (
	_ fyne.Focusable    = (*Bouton)(nil)
	_ fyne.Disableable  = (*Bouton)(nil)
	_ desktop.Hoverable = (*Bouton)(nil)
)

// Bouton is a button that Enter and Space activate, with a clear focus.
type Bouton struct {
	widget.DisableableWidget
	Texte  string
	Rang   Rang
	Action func()
	// Ton, if any, is that of the text of a discreet button.
	Ton Ton
	// OnFleche, if any, gets the arrows, for a button that is one of a row.
	OnFleche        func(fyne.KeyName)
	aGauche         bool // the text stands on the left
	focus, survol   bool
	marge, hauteurs float32
}

// NouveauBouton gives a button.
func NouveauBouton(texte string, r Rang, action func()) *Bouton {
	b := &Bouton{Texte: texte, Rang: r, Action: action, marge: 13, hauteurs: 31}
	if r == Discret {
		b.marge = 7
	}
	b.ExtendBaseWidget(b)
	return b
}

// Changer sets another text.
func (b *Bouton) Changer(texte string) {
	b.Texte = texte
	b.Refresh()
}

// Activer sets whether the button can be used.
func (b *Bouton) Activer(oui bool) {
	if oui {
		b.Enable()
	} else {
		b.Disable()
	}
}

// AccessibilityLabel is the text.
func (b *Bouton) AccessibilityLabel() string { return b.Texte }

// AccessibilityRole is a button's.
func (b *Bouton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped activates the button.
func (b *Bouton) Tapped(*fyne.PointEvent) {
	if b.Disabled() {
		return
	}
	PrendreFocus(b)
	if b.Action != nil {
		b.Action()
	}
}

// TypedKey activates on Space and Enter.
func (b *Bouton) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() && b.Action != nil {
			b.Action()
		}
		return
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		if b.OnFleche != nil {
			b.OnFleche(ev.Name)
			return
		}
	}
	Transmettre(b, ev)
}

// TypedRune is not used.
func (b *Bouton) TypedRune(rune) {}

// FocusGained shows the focus.
func (b *Bouton) FocusGained() { b.focus = true; b.Refresh(); Reveler(b) }

// FocusLost hides it.
func (b *Bouton) FocusLost() { b.focus = false; b.Refresh() }

// MouseIn shows that the pointer is over.
func (b *Bouton) MouseIn(*desktop.MouseEvent) { b.survol = true; b.Refresh() }

// MouseMoved is not used.
func (b *Bouton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides it.
func (b *Bouton) MouseOut() { b.survol = false; b.Refresh() }

// CreateRenderer is Fyne's.
func (b *Bouton) CreateRenderer() fyne.WidgetRenderer {
	r := &renduBouton{b: b, fond: Rectangle(), anneau: Rectangle(), trait: Rectangle(), texte: canvas.NewText("", nil)}
	r.anneau.StrokeWidth, r.anneau.CornerRadius = 2.5, 6
	r.fond.CornerRadius = 4
	r.Refresh()
	return r
}

type renduBouton struct {
	b                   *Bouton
	fond, anneau, trait *canvas.Rectangle
	texte               *canvas.Text
}

func (r *renduBouton) police() Police { return Police{Gras: r.b.Rang != Discret && r.b.Rang != Normal} }

func (r *renduBouton) MinSize() fyne.Size {
	t := fyne.MeasureText(r.b.Texte, TailleTexte, r.police().Style())
	return fyne.NewSize(t.Width+2*r.b.marge, r.b.hauteurs)
}

func (r *renduBouton) Layout(s fyne.Size) {
	h := min(s.Height, r.b.hauteurs)
	y := (s.Height - h) / 2
	r.fond.Resize(fyne.NewSize(s.Width, h))
	r.fond.Move(fyne.NewPos(0, y))
	r.anneau.Resize(fyne.NewSize(s.Width+4, h+4))
	r.anneau.Move(fyne.NewPos(-2, y-2))
	r.trait.Resize(fyne.NewSize(s.Width, 3))
	r.trait.Move(fyne.NewPos(0, y+h-3))
	m := r.texte.MinSize()
	r.texte.Resize(m)
	x := (s.Width - m.Width) / 2
	if r.b.aGauche {
		x = r.b.marge
	}
	r.texte.Move(fyne.NewPos(x, y+(h-m.Height)/2))
}

func (r *renduBouton) Refresh() {
	b := r.b
	interieur, bord, ecrit := theme.ColorNameButton, theme.ColorNameInputBorder, theme.ColorNameForeground
	switch b.Rang {
	case Principal:
		interieur, bord, ecrit = theme.ColorNamePrimary, theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	case Danger:
		interieur, bord, ecrit = theme.ColorNameError, theme.ColorNameError, theme.ColorNameForegroundOnError
	case Discret, Onglet:
		interieur, bord, ecrit = "", "", theme.ColorNamePrimary
		if b.Ton != Courant {
			ecrit = b.Ton.Couleur()
		}
	case Fort:
		bord, ecrit = theme.ColorNamePrimary, theme.ColorNamePrimary
	case OngletVu:
		interieur, bord = CouleurSurface, ""
	}
	if b.Disabled() {
		interieur, bord, ecrit = theme.ColorNameDisabledButton, CouleurBord, theme.ColorNameDisabled
	} else if b.survol && (b.Rang == Normal || b.Rang == Fort || b.Rang == Discret || b.Rang == Onglet) {
		interieur = theme.ColorNameHover
	}
	r.fond.FillColor, r.fond.StrokeColor, r.fond.StrokeWidth = CouleurOuRien(interieur), CouleurOuRien(bord), 1
	r.texte.Text, r.texte.TextSize, r.texte.TextStyle = b.Texte, TailleTexte, r.police().Style()
	r.texte.Color = Couleur(ecrit)
	r.anneau.StrokeColor = Couleur(CouleurAnneau)
	r.anneau.Hidden = !b.focus
	r.trait.FillColor, r.trait.Hidden = Couleur(theme.ColorNamePrimary), b.Rang != OngletVu
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *renduBouton) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.fond, r.trait, r.texte, r.anneau}
}
func (r *renduBouton) Destroy() {}
