package composant

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Ton says what a text means; its colour is never the only sign of it.
type Ton int

// The tones.
const (
	Courant Ton = iota
	Second
	Bon
	Attention
	Mauvais
	Accent
)

// Couleur names the colour of the tone.
func (t Ton) Couleur() fyne.ThemeColorName {
	switch t {
	case Second:
		return CouleurSecond
	case Bon:
		return theme.ColorNameSuccess
	case Attention:
		return theme.ColorNameWarning
	case Mauvais:
		return theme.ColorNameError
	case Accent:
		return theme.ColorNamePrimary
	}
	return theme.ColorNameForeground
}

// Police is how a text is set.
type Police struct {
	Taille float32 // 0 is TailleTexte
	Gras   bool
	Ton    Ton
	Chasse bool // monospace
}

// Corps gives the size of the letters.
func (p Police) Corps() float32 {
	if p.Taille == 0 {
		return TailleTexte
	}
	return p.Taille
}

// Style gives weight and kind of the letters.
func (p Police) Style() fyne.TextStyle { return fyne.TextStyle{Bold: p.Gras, Monospace: p.Chasse} }

// Ligne is a text on one line.
func Ligne(texte string, p Police) *canvas.Text {
	t := canvas.NewText(texte, Couleur(p.Ton.Couleur()))
	t.TextSize, t.TextStyle = p.Corps(), p.Style()
	return t
}

// Couper shortens a text to a width, with "…" where it is cut.
func Couper(texte string, p Police, largeur float32) string {
	if texte == "" || fyne.MeasureText(texte, p.Corps(), p.Style()).Width <= largeur {
		return texte
	}
	r := []rune(texte)
	bas, haut := 0, len(r)
	for bas < haut {
		m := (bas + haut + 1) / 2
		if fyne.MeasureText(string(r[:m])+"…", p.Corps(), p.Style()).Width <= largeur {
			bas = m
		} else {
			haut = m - 1
		}
	}
	return strings.TrimRight(string(r[:bas]), " ") + "…"
}

// CouperMilieu shortens a text to a width, with "…" in its middle: beginning and
// end stay.
func CouperMilieu(texte string, p Police, largeur float32) string {
	if texte == "" || fyne.MeasureText(texte, p.Corps(), p.Style()).Width <= largeur {
		return texte
	}
	r := []rune(texte)
	garder := func(n int) string {
		tete := n / 2
		return strings.TrimRight(string(r[:tete]), " ") + "…" + strings.TrimLeft(string(r[len(r)-n+tete:]), " ")
	}
	bas, haut := min(2, len(r)), len(r)-1
	for bas < haut {
		m := (bas + haut + 1) / 2
		if fyne.MeasureText(garder(m), p.Corps(), p.Style()).Width <= largeur {
			bas = m
		} else {
			haut = m - 1
		}
	}
	return garder(bas)
}

// Plier breaks a text into lines no wider than a width, at its spaces.
func Plier(texte string, p Police, largeur float32) []string {
	espace := fyne.MeasureText(" ", p.Corps(), p.Style()).Width
	var lignes []string
	for _, paragraphe := range strings.Split(texte, "\n") {
		ligne, occupe := "", float32(0)
		for _, mot := range strings.Split(paragraphe, " ") {
			l := fyne.MeasureText(mot, p.Corps(), p.Style()).Width
			if ligne != "" && occupe+espace+l > largeur {
				lignes = append(lignes, ligne)
				ligne, occupe = "", 0
			}
			if ligne != "" {
				ligne += " "
				occupe += espace
			}
			ligne += mot
			occupe += l
		}
		lignes = append(lignes, ligne)
	}
	return lignes
}

// Paragraphe is a text that breaks into lines in the width that it gets.
type Paragraphe struct {
	widget.BaseWidget
	texte   string
	police  Police
	largeur float32
	lignes  []string
}

// NouveauParagraphe gives a paragraph.
func NouveauParagraphe(texte string, p Police) *Paragraphe {
	x := &Paragraphe{texte: texte, police: p}
	x.ExtendBaseWidget(x)
	return x
}

// Texte gives the text.
func (x *Paragraphe) Texte() string { return x.texte }

// SurUneLigne gives the width in which the text breaks at its own line ends only.
func (x *Paragraphe) SurUneLigne() float32 {
	return fyne.MeasureText(x.texte, x.police.Corps(), x.police.Style()).Width + 2
}

// Changer sets another text and tone.
func (x *Paragraphe) Changer(texte string, t Ton) {
	x.texte, x.police.Ton, x.lignes = texte, t, nil
	x.Refresh()
}

// Resize sets the width, hence the lines.
func (x *Paragraphe) Resize(s fyne.Size) {
	if s.Width != x.largeur {
		x.largeur, x.lignes = s.Width, nil
	}
	x.BaseWidget.Resize(s)
}

func (x *Paragraphe) plier() []string {
	if x.lignes == nil && x.texte != "" {
		l := x.largeur
		if l < 40 {
			l = 420
		}
		x.lignes = Plier(x.texte, x.police, l)
	}
	return x.lignes
}

// CreateRenderer is Fyne's.
func (x *Paragraphe) CreateRenderer() fyne.WidgetRenderer { return &renduParagraphe{x: x} }

type renduParagraphe struct {
	x      *Paragraphe
	objets []fyne.CanvasObject
}

func (r *renduParagraphe) pas() float32 { return r.x.police.Corps() * 1.42 }

func (r *renduParagraphe) MinSize() fyne.Size {
	return fyne.NewSize(60, float32(len(r.x.plier()))*r.pas())
}

func (r *renduParagraphe) Layout(fyne.Size) { r.poser() }

func (r *renduParagraphe) poser() {
	lignes := r.x.plier()
	for len(r.objets) < len(lignes) {
		r.objets = append(r.objets, canvas.NewText("", nil))
	}
	r.objets = r.objets[:len(lignes)]
	for i, l := range lignes {
		t := r.objets[i].(*canvas.Text)
		t.Text, t.Color = l, Couleur(r.x.police.Ton.Couleur())
		t.TextSize, t.TextStyle = r.x.police.Corps(), r.x.police.Style()
		t.Move(fyne.NewPos(0, float32(i)*r.pas()))
		t.Resize(fyne.NewSize(r.x.Size().Width, r.pas()))
	}
}

func (r *renduParagraphe) Refresh() {
	r.poser()
	canvas.Refresh(r.x)
}
func (r *renduParagraphe) Objects() []fyne.CanvasObject { return r.objets }
func (r *renduParagraphe) Destroy()                     {}
