package composant

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"delib/ui/modele"
)

// Calendrier is a month in French, of which a day is chosen: one stop of Tab, arrows
// between days, the page keys between months.
type Calendrier struct {
	widget.BaseWidget
	Jour    time.Time
	Choisir func(time.Time) // on Enter, and on a click
	focus   bool
}

// OuvrirCalendrier asks for a day over the window of an object.
func OuvrirCalendrier(pres fyne.CanvasObject, jour time.Time, choisi func(time.Time)) {
	d := fyne.CurrentApp().Driver()
	toile := d.CanvasForObject(pres)
	for _, w := range d.AllWindows() {
		if w.Canvas() != toile {
			continue
		}
		var boite *Boite
		c := &Calendrier{Jour: modele.PlusMois(jour, 0)}
		c.Choisir = func(t time.Time) {
			boite.Fermer()
			choisi(t)
		}
		c.ExtendBaseWidget(c)
		boite = Ouvrir(w, Contenu{
			Titre: "Choisir un jour", Largeur: 380, Corps: c, Premier: c,
			Reponses: []Reponse{{Texte: "Annuler", Annule: true}},
		})
		return
	}
}

const (
	largeurJour float32 = 46
	hauteurJour float32 = 32
	semaines            = 6
)

// jourA gives the day under a place, 0 for none.
func (c *Calendrier) jourA(p fyne.Position) int {
	premier, jours := modele.MoisDe(c.Jour).Decalage()
	ligne, colonne := int(p.Y/hauteurJour)-2, int(p.X/largeurJour)
	n := ligne*7 + colonne - premier + 1
	if ligne < 0 || colonne > 6 || n < 1 || n > jours {
		return 0
	}
	return n
}

// Tapped chooses the day under the pointer, or another month by its arrows.
func (c *Calendrier) Tapped(ev *fyne.PointEvent) {
	PrendreFocus(c)
	if ev.Position.Y < hauteurJour {
		switch colonne := int(ev.Position.X / largeurJour); colonne {
		case 0:
			c.aller(modele.PlusMois(c.Jour, -1))
		case 6:
			c.aller(modele.PlusMois(c.Jour, 1))
		}
		return
	}
	if n := c.jourA(ev.Position); n > 0 {
		c.Choisir(c.Jour.AddDate(0, 0, n-c.Jour.Day()))
	}
}

// TypedKey moves between days and months, and chooses.
func (c *Calendrier) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.aller(c.Jour.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.aller(c.Jour.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.aller(c.Jour.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.aller(c.Jour.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.aller(modele.PlusMois(c.Jour, -1))
	case fyne.KeyPageDown:
		c.aller(modele.PlusMois(c.Jour, 1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Choisir(c.Jour)
	default:
		Transmettre(c, ev)
	}
}

func (c *Calendrier) aller(t time.Time) {
	c.Jour = t
	c.Refresh()
}

// TypedRune is not used.
func (c *Calendrier) TypedRune(rune) {}

// FocusGained shows the focus.
func (c *Calendrier) FocusGained() { c.focus = true; c.Refresh() }

// FocusLost hides it.
func (c *Calendrier) FocusLost() { c.focus = false; c.Refresh() }

// CreateRenderer is Fyne's.
func (c *Calendrier) CreateRenderer() fyne.WidgetRenderer {
	r := &renduCalendrier{c: c}
	r.dessiner()
	return r
}

type renduCalendrier struct {
	c      *Calendrier
	objets []fyne.CanvasObject
}

func (r *renduCalendrier) MinSize() fyne.Size {
	return fyne.NewSize(7*largeurJour, (semaines+2)*hauteurJour)
}
func (r *renduCalendrier) Layout(fyne.Size)             {}
func (r *renduCalendrier) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduCalendrier) Destroy()                     {}

func (r *renduCalendrier) Refresh() {
	r.dessiner()
	canvas.Refresh(r.c)
}

// ecrire writes in the middle of a place that is several columns wide.
func (r *renduCalendrier) ecrire(texte string, p Police, colonne, ligne, colonnes int) *canvas.Text {
	t := Ligne(texte, p)
	m := t.MinSize()
	x, y := float32(colonne)*largeurJour, float32(ligne)*hauteurJour
	t.Move(fyne.NewPos(x+(float32(colonnes)*largeurJour-m.Width)/2, y+(hauteurJour-m.Height)/2))
	t.Resize(m)
	r.objets = append(r.objets, t)
	return t
}

func (r *renduCalendrier) dessiner() {
	r.objets = nil
	m := modele.MoisDe(r.c.Jour)
	premier, jours := m.Decalage()
	r.ecrire("‹", Police{Taille: 20, Gras: true, Ton: Accent}, 0, 0, 1)
	r.ecrire(m.Titre(), Police{Taille: 15, Gras: true}, 1, 0, 5)
	r.ecrire("›", Police{Taille: 20, Gras: true, Ton: Accent}, 6, 0, 1)
	for k, j := range modele.JoursSemaine {
		r.ecrire(j, Police{Taille: TaillePetite, Ton: Second}, k, 1, 1)
	}
	for n := 1; n <= jours; n++ {
		colonne, ligne := (premier+n-1)%7, 2+(premier+n-1)/7
		choisi := n == r.c.Jour.Day()
		if choisi {
			f := Rectangle()
			f.CornerRadius, f.FillColor = 4, Couleur(theme.ColorNamePrimary)
			if r.c.focus {
				f.StrokeColor, f.StrokeWidth = Couleur(CouleurAnneau), 2.5
			}
			f.Move(fyne.NewPos(float32(colonne)*largeurJour+4, float32(ligne)*hauteurJour+2))
			f.Resize(fyne.NewSize(largeurJour-8, hauteurJour-4))
			r.objets = append(r.objets, f)
		}
		t := r.ecrire(fmt.Sprint(n), Police{Gras: choisi}, colonne, ligne, 1)
		if choisi {
			t.Color = Couleur(theme.ColorNameForegroundOnPrimary)
		}
	}
}
