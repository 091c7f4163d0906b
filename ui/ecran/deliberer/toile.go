package deliberer

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele/seance"
)

// toile draws a candidate for the room, as large as the window allows: his marks
// beside their labels, his mean and the decision, and where the mean stands between
// the thresholds.
type toile struct {
	widget.BaseWidget
	v *seance.Projection
}

func nouvelleToile() *toile {
	t := &toile{v: &seance.Projection{}}
	t.ExtendBaseWidget(t)
	return t
}

func (t *toile) changer(v *seance.Projection) {
	t.v = v
	t.Refresh()
}

// CreateRenderer is Fyne's.
func (t *toile) CreateRenderer() fyne.WidgetRenderer { return &renduToile{t: t} }

type renduToile struct {
	t      *toile
	objets []fyne.CanvasObject
}

func (r *renduToile) MinSize() fyne.Size           { return fyne.NewSize(480, 320) }
func (r *renduToile) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduToile) Destroy()                     {}

func (r *renduToile) Refresh() {
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

// Layout draws for a size: every measure is a share of it.
func (r *renduToile) Layout(s fyne.Size) {
	r.objets = nil
	v := r.t.v
	if s.Height < 100 || v.Jury == "" {
		return
	}
	h := s.Height
	bord := h * 0.04
	l := s.Width - 2*bord
	petit := composant.Police{Taille: h * 0.028, Ton: composant.Second}
	r.texte(v.Jury, petit, bord, bord, l*0.8)
	r.aDroite(v.Position, petit, bord+l, bord)
	r.texte(v.Titre, composant.Police{Taille: h * 0.056, Gras: true}, bord, bord+h*0.038, l)
	haut, bas := bord+h*0.135, h-bord-h*0.16
	gauche := l * 0.57
	r.notes(bord, haut, gauche, bas-haut)
	r.heros(bord+gauche+l*0.04, haut, l-gauche-l*0.04, bas-haut)
	r.echelle(bord, bas+h*0.035, l, h-bord-bas-h*0.035)
}

// texte writes a line, cut at a width, and gives its height.
func (r *renduToile) texte(texte string, p composant.Police, x, y, largeur float32) float32 {
	o := composant.Ligne(composant.Couper(texte, p, largeur), p)
	m := o.MinSize()
	o.Move(fyne.NewPos(x, y))
	o.Resize(m)
	r.objets = append(r.objets, o)
	return m.Height
}

func (r *renduToile) aDroite(texte string, p composant.Police, x, y float32) {
	r.texte(texte, p, x-fyne.MeasureText(texte, p.Corps(), p.Style()).Width, y, 1e6)
}

// notes fills the height with the marks, each before its label.
func (r *renduToile) notes(x, y, l, h float32) {
	n := len(r.t.v.Lignes)
	if n == 0 {
		return
	}
	pas := min(h/float32(n), r.t.Size().Height*0.075)
	corps := pas * 0.6
	chiffres := composant.Police{Taille: corps, Gras: true}
	colonne := fyne.MeasureText("● 20.00", corps, chiffres.Style()).Width
	for i := range r.t.v.Lignes {
		n := &r.t.v.Lignes[i]
		note, libelle := n.Note, n.Libelle
		p, q := chiffres, composant.Police{Taille: corps}
		debut := x + colonne + corps*0.7
		switch {
		case n.Manque:
			p.Ton = composant.Attention
		case n.Ancienne != "":
			p.Ton, q.Gras = composant.Accent, true
		case n.Modifiee:
			note, p.Ton = "● "+note, composant.Accent
		}
		if n.Sous {
			p.Gras, p.Taille, q.Taille = false, corps*0.88, corps*0.88
			debut += corps
		}
		haut := y + float32(i)*pas
		if i > 0 {
			r.trait(x, haut, l, theme.ColorNameSeparator, 1)
		}
		milieu := haut + (pas-fyne.MeasureText("8", p.Corps(), p.Style()).Height)/2
		r.aDroite(note, p, x+colonne, milieu)
		coef := composant.Police{Taille: corps * 0.62, Ton: composant.Second}
		texte := "coef. " + n.Coef
		if n.Ancienne != "" {
			texte, coef = "au lieu de "+n.Ancienne, composant.Police{Taille: corps * 0.8, Gras: true, Ton: composant.Accent}
		}
		r.aDroite(texte, coef, x+l, haut+(pas-fyne.MeasureText(texte, coef.Corps(), coef.Style()).Height)/2)
		r.texte(libelle, q, debut, milieu, x+l-debut-fyne.MeasureText(texte, coef.Corps(), coef.Style()).Width-corps*0.5)
	}
}

func (r *renduToile) trait(x, y, l float32, couleur fyne.ThemeColorName, epais float32) {
	t := composant.Rectangle()
	t.FillColor = composant.Couleur(couleur)
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(l, epais))
	r.objets = append(r.objets, t)
}

// heros writes the mean and the decision as large as the room sees them from afar.
func (r *renduToile) heros(x, y, l, h float32) {
	v := r.t.v
	ton := poste.TonDecision(v.Etat)
	fond := composant.Rectangle()
	fond.CornerRadius, fond.FillColor = h*0.03, composant.Couleur(theme.ColorNameHeaderBackground)
	if v.Etat == examen.Admis {
		fond.FillColor = composant.Couleur(composant.CouleurFondOK)
	}
	if v.Avant != "" {
		fond.FillColor, fond.StrokeColor, fond.StrokeWidth = composant.Couleur(composant.CouleurFondAtt), composant.Couleur(composant.CouleurAnneau), 3
	}
	fond.Move(fyne.NewPos(x, y))
	fond.Resize(fyne.NewSize(l, h))
	r.objets = append(r.objets, fond)
	marge := l * 0.06
	x, l = x+marge, l-2*marge
	bas := y + h
	y += h * 0.05
	dit := composant.Police{Taille: h * 0.05, Ton: composant.Second}
	if v.Avant == "" {
		y += r.texte("Moyenne", dit, x, y, l)
	} else {
		y += r.texte("ESSAI : rien n’est enregistré", composant.Police{Taille: dit.Taille, Gras: true, Ton: composant.Attention}, x, y, l)
		for _, ligne := range composant.Plier(v.Avant, dit, l) {
			y += r.texte(ligne, dit, x, y, l)
		}
	}
	grand := composant.Police{Taille: h * 0.3, Gras: true, Ton: ton}
	if large := fyne.MeasureText(v.Moyenne, grand.Taille, grand.Style()).Width; large > l {
		grand.Taille *= l / large
	}
	y += r.texte(v.Moyenne, grand, x, y, l+1)
	decision := composant.Police{Taille: h * 0.1, Gras: true, Ton: ton}
	for len(composant.Plier(v.Decision, decision, l)) > 2 && decision.Taille > h*0.05 {
		decision.Taille *= 0.9
	}
	for _, ligne := range composant.Plier(v.Decision, decision, l) {
		y += r.texte(ligne, decision, x, y, l+1)
	}
	detail := composant.Police{Taille: h * 0.042, Ton: composant.Second}
	lignes := composant.Plier(v.Detail, detail, l)
	y = max(y, bas-h*0.05-float32(len(lignes))*detail.Taille*1.4)
	for _, ligne := range lignes {
		y += r.texte(ligne, detail, x, y, l)
	}
}

// echelle draws the means from 0 to 20, the thresholds and where the mean stands; what
// is tried beside what was.
func (r *renduToile) echelle(x, y, l, h float32) {
	e := r.t.v.Echelle
	place := func(centiemes int) float32 { return x + l*float32(centiemes)/seance.SurVingt }
	axe, epais := y+h*0.52, h*0.09
	r.trait(x, axe, l, theme.ColorNameSeparator, epais)
	mot := composant.Police{Taille: h * 0.19, Ton: composant.Second}
	for i, s := range e.Seuils {
		p, couleur, large := mot, composant.CouleurBord, h*0.02
		if s.Principal {
			p.Ton, p.Gras, couleur, large = composant.Courant, true, composant.CouleurAnneau, h*0.05
			r.trait(place(s.Centiemes), axe, l-place(s.Centiemes)+x, map[bool]fyne.ThemeColorName{
				false: composant.CouleurBord, true: theme.ColorNamePrimary,
			}[i == dernierPrincipal(e.Seuils)], epais)
		}
		t := composant.Rectangle()
		t.FillColor = composant.Couleur(couleur)
		t.Move(fyne.NewPos(place(s.Centiemes)-large/2, axe-h*0.16))
		t.Resize(fyne.NewSize(large, h*0.16*2+epais))
		r.objets = append(r.objets, t)
		libelle := s.Libelle
		if fyne.MeasureText(libelle, p.Corps(), p.Style()).Width > l*0.095 && !s.Principal {
			libelle, _, _ = strings.Cut(libelle, " ") // no room for its words
		}
		r.texte(libelle, p, place(s.Centiemes)-fyne.MeasureText(libelle, p.Corps(), p.Style()).Width/2, axe+h*0.26, l)
	}
	r.aDroite("20", mot, x+l, axe+h*0.26)
	r.texte("0", mot, x, axe+h*0.26, l)
	r.repere(place(e.Avant), axe+epais/2, h*0.2, e.Avant >= 0, false)
	r.repere(place(e.Valeur), axe+epais/2, h*0.24, e.Valeur >= 0, true)
	if e.Valeur >= 0 {
		p := composant.Police{Taille: h * 0.24, Gras: true, Ton: poste.TonDecision(r.t.v.Etat)}
		large := fyne.MeasureText(e.ValeurTexte, p.Corps(), p.Style()).Width
		r.texte(e.ValeurTexte, p, max(x, min(x+l-large, place(e.Valeur)-large/2)), axe-h*0.52, l)
	}
}

// dernierPrincipal gives the rank of the threshold of the admission.
func dernierPrincipal(ss []seance.Seuil) int {
	n := -1
	for i, s := range ss {
		if s.Principal {
			n = i
		}
	}
	return n
}

// repere is a dot on the scale, full or hollow.
func (r *renduToile) repere(x, y, taille float32, vu, plein bool) {
	if !vu {
		return
	}
	c := canvas.NewCircle(composant.Couleur(composant.CouleurSurface))
	c.StrokeColor, c.StrokeWidth = composant.Couleur(poste.TonDecision(r.t.v.Etat).Couleur()), taille*0.14
	if plein {
		c.FillColor = c.StrokeColor
	}
	c.Move(fyne.NewPos(x-taille/2, y-taille/2))
	c.Resize(fyne.NewSize(taille, taille))
	r.objets = append(r.objets, c)
}
