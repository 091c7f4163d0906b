package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice is a Markdown text to read: it takes the focus, and the arrows and the
// page keys scroll it.
type Notice struct {
	widget.BaseWidget
	texte *widget.RichText
	defil *container.Scroll
	focus bool
}

// NouvelleNotice gives a Markdown text to read.
func NouvelleNotice(markdown string) *Notice {
	n := &Notice{texte: widget.NewRichTextFromMarkdown(markdown)}
	n.texte.Wrapping = fyne.TextWrapWord
	n.defil = container.NewVScroll(n.texte)
	n.ExtendBaseWidget(n)
	return n
}

// Texte gives what is written, without its marks.
func (n *Notice) Texte() string { return n.texte.String() }

// Tapped takes the focus.
func (n *Notice) Tapped(*fyne.PointEvent) { PrendreFocus(n) }

// TypedKey scrolls.
func (n *Notice) TypedKey(ev *fyne.KeyEvent) {
	vue, y := n.defil.Size().Height, n.defil.Offset.Y
	switch ev.Name {
	case fyne.KeyUp:
		y -= 40
	case fyne.KeyDown:
		y += 40
	case fyne.KeyPageUp:
		y -= vue * 0.9
	case fyne.KeyPageDown, fyne.KeySpace:
		y += vue * 0.9
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = n.texte.MinSize().Height
	default:
		Transmettre(n, ev)
		return
	}
	n.defil.ScrollToOffset(fyne.NewPos(0, max(0, min(y, n.texte.MinSize().Height-vue))))
}

// TypedRune is not used.
func (n *Notice) TypedRune(rune) {}

// FocusGained shows the focus.
func (n *Notice) FocusGained() { n.focus = true; n.Refresh() }

// FocusLost hides it.
func (n *Notice) FocusLost() { n.focus = false; n.Refresh() }

// CreateRenderer is Fyne's.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	r := &renduNotice{n: n, barre: Rectangle()}
	r.Refresh()
	return r
}

type renduNotice struct {
	n     *Notice
	barre *canvas.Rectangle
}

func (r *renduNotice) MinSize() fyne.Size { return fyne.NewSize(200, 100) }

func (r *renduNotice) Layout(s fyne.Size) {
	r.barre.Resize(fyne.NewSize(4, s.Height))
	r.n.defil.Resize(fyne.NewSize(s.Width-8, s.Height))
	r.n.defil.Move(fyne.NewPos(8, 0))
}

func (r *renduNotice) Refresh() {
	r.barre.FillColor, r.barre.Hidden = Couleur(CouleurAnneau), !r.n.focus
	canvas.Refresh(r.n)
}

func (r *renduNotice) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.n.defil, r.barre}
}
func (r *renduNotice) Destroy() {}

// Panneau is shown on the right of the window, over what is there; Esc and F1
// close it.
type Panneau struct {
	popup  *widget.PopUp
	canvas fyne.Canvas
	avant  func(*fyne.KeyEvent)
	dessus fyne.CanvasObject
	ferme  bool
}

// OuvrirPanneau shows an object on the right of a window, under a title.
func OuvrirPanneau(w fyne.Window, titre string, largeur float32, dedans fyne.CanvasObject, premier fyne.Focusable) *Panneau {
	p := &Panneau{canvas: w.Canvas(), avant: w.Canvas().OnTypedKey()}
	ressort := Ressort()
	tete := Rangee(8, ressort, Ligne(titre, Police{Taille: 17, Gras: true}), ressort, NouveauBouton("Fermer (Échap)", Normal, p.Fermer))
	fond := canvas.NewRectangle(Couleur(theme.ColorNameOverlayBackground))
	contenu := container.NewStack(fond, Marge(10, 10, 14, Pile(10, dedans, tete, dedans)))
	p.popup = widget.NewModalPopUp(contenu, p.canvas)
	p.canvas.SetOnTypedKey(p.touche)
	s := p.canvas.Size()
	taille := fyne.NewSize(min(largeur, s.Width), s.Height)
	p.popup.Resize(taille)
	p.popup.ShowAtPosition(fyne.NewPos(s.Width-taille.Width, 0))
	p.popup.Resize(taille)
	p.dessus = p.canvas.Overlays().Top()
	p.canvas.Focus(premier)
	return p
}

func (p *Panneau) touche(ev *fyne.KeyEvent) {
	if p.canvas.Overlays().Top() == p.dessus && (ev.Name == fyne.KeyEscape || ev.Name == fyne.KeyF1) {
		p.Fermer()
	}
}

// Fermer closes the panel; the focus comes back where it was.
func (p *Panneau) Fermer() {
	if !p.ferme {
		p.ferme = true
		p.popup.Hide()
		p.canvas.SetOnTypedKey(p.avant)
	}
}
