package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Boite is a dialog: Esc cancels, Enter confirms, the focus starts inside and
// comes back where it was.
type Boite struct {
	popup   *widget.PopUp
	canvas  fyne.Canvas
	avant   func(*fyne.KeyEvent)
	valider func()
	annuler func()
	aide    func()
	dessus  fyne.CanvasObject // the overlay that the dialog is in
	fermee  bool
	boutons map[string]*Bouton
}

// Reponse is a button of a dialog.
type Reponse struct {
	Texte string
	Rang  Rang
	// Verifier runs first; false keeps the dialog open.
	Verifier func() bool
	// Action runs once the dialog is closed, so that it may open another.
	Action func()
	// Defaut is what Enter does; Annule is what Esc does.
	Defaut, Annule bool
}

// Contenu of a dialog.
type Contenu struct {
	Titre    string
	Corps    fyne.CanvasObject
	Largeur  float32 // 0 is 520
	Hauteur  float32 // 0 is the content's own
	Premier  fyne.Focusable
	Reponses []Reponse
	Ferme    func() // runs once the dialog is closed, after the answer's action
	Aide     func() // what F1 does; nil is what it does behind the dialog
}

// Ouvrir shows a dialog over a window.
func Ouvrir(w fyne.Window, c Contenu) *Boite {
	b := &Boite{canvas: w.Canvas(), avant: w.Canvas().OnTypedKey(), aide: c.Aide, boutons: map[string]*Bouton{}}
	rangee := Rangee(8, nil)
	ressort := Ressort()
	rangee.Layout.(*alignement).souple = ressort
	rangee.Add(ressort)
	var premier fyne.Focusable = c.Premier
	var boutons []fyne.Focusable
	for _, r := range c.Reponses {
		agir := func() {
			if b.boutons[r.Texte].Disabled() || r.Verifier != nil && !r.Verifier() {
				return
			}
			b.Fermer()
			if r.Action != nil {
				r.Action()
			}
			if c.Ferme != nil {
				c.Ferme()
			}
		}
		bouton := NouveauBouton(r.Texte, r.Rang, agir)
		bouton.OnFleche = func(k fyne.KeyName) { voisin(w.Canvas(), boutons, bouton, k) }
		boutons, b.boutons[r.Texte] = append(boutons, bouton), bouton
		rangee.Add(bouton)
		if r.Defaut {
			b.valider = agir
			if premier == nil {
				premier = bouton
			}
		}
		if r.Annule {
			b.annuler = agir
		}
	}
	if c.Largeur == 0 {
		c.Largeur = 520
	}
	corps := c.Corps
	if c.Hauteur > 0 {
		corps = container.NewVScroll(Marge(0, 0, 4, c.Corps))
	}
	contenu := Largeur(c.Largeur, Marge(16, 16, 20, Pile(14, corps, NouveauParagraphe(c.Titre, Police{Taille: 17, Gras: true}), corps, rangee)))
	b.popup = widget.NewModalPopUp(contenu, b.canvas)
	b.canvas.SetOnTypedKey(b.touche)
	contenu.Resize(fyne.NewSize(c.Largeur, 10)) // the lines break before the height is asked
	taille := fyne.NewSize(c.Largeur, max(c.Hauteur, contenu.MinSize().Height))
	taille.Height = min(taille.Height, max(b.canvas.Size().Height-30, 120))
	b.popup.Resize(taille)
	b.popup.Show()
	b.popup.Resize(taille)
	b.dessus = b.canvas.Overlays().Top()
	if premier == nil && len(boutons) > 0 {
		premier = boutons[0]
	}
	if premier != nil {
		b.canvas.Focus(premier)
	}
	return b
}

// voisin moves the focus to the button before or after.
func voisin(c fyne.Canvas, boutons []fyne.Focusable, b fyne.Focusable, k fyne.KeyName) {
	for i := range boutons {
		if boutons[i] != b {
			continue
		}
		if k == fyne.KeyLeft || k == fyne.KeyUp {
			i--
		} else {
			i++
		}
		if i >= 0 && i < len(boutons) {
			c.Focus(boutons[i])
		}
		return
	}
}

func (b *Boite) touche(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyF1 {
		if b.aide != nil {
			b.aide()
		} else if b.avant != nil {
			b.avant(ev)
		}
		return
	}
	if top := b.canvas.Overlays().Top(); top != b.dessus {
		if ev.Name == fyne.KeyEscape && top != nil {
			b.canvas.Overlays().Remove(top) // a list or a file dialog over this one
		}
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		if b.annuler != nil {
			b.annuler()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if b.valider != nil {
			b.valider()
		}
	}
}

// Activer sets whether the answer of this text can be given.
func (b *Boite) Activer(texte string, oui bool) {
	if x := b.boutons[texte]; x != nil {
		x.Activer(oui)
	}
}

// Fermer closes the dialog.
func (b *Boite) Fermer() {
	if b.fermee {
		return
	}
	b.fermee = true
	b.popup.Hide()
	b.canvas.SetOnTypedKey(b.avant)
}
