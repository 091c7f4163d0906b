package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// Names of the settings of the display.
const (
	reglageAffichage = "affichage"
	reglageFenetre   = "fenetre"
)

// retrouverAffichage sets the look and the size that the window had, before it
// is first drawn; a base that gives none leaves the default.
func (f *Fenetre) retrouverAffichage() {
	taille := fyne.NewSize(largeurFenetre, hauteurFenetre)
	f.affichage = modele.AffichageDefaut()
	if t, err := f.o.Service.Reglage(f.o.Contexte, reglageAffichage); err == nil && t != "" {
		f.affichage = modele.LireAffichage(t)
		f.appliquer()
	}
	if t, err := f.o.Service.Reglage(f.o.Contexte, reglageFenetre); err == nil {
		if l, h, ok := modele.LireTailleFenetre(t); ok {
			taille = fyne.NewSize(l, h)
		}
	}
	f.Window.Resize(taille)
}

// appliquer gives the look to the toolkit; the scale first, which is read again
// with the theme.
func (f *Fenetre) appliquer() {
	if f.o.Agrandir != nil {
		f.o.Agrandir(f.affichage.Facteur())
	}
	fyne.CurrentApp().Settings().SetTheme(composant.ThemeDe(f.affichage.Sombre))
}

// afficher changes the look, remembers it and draws the window again.
func (f *Fenetre) afficher(a modele.Affichage) {
	if a == f.affichage {
		return
	}
	if f.poste.Occupe() {
		f.informer("Un traitement est en cours", "L’affichage pourra changer quand il sera terminé.")
		return
	}
	changer := func() {
		avant, taille := f.affichage.Facteur(), f.Window.Canvas().Size()
		f.affichage = a
		f.appliquer()
		if k := avant / a.Facteur(); k != 1 { // the window keeps its place on the screen
			f.Window.Resize(fyne.NewSize(taille.Width*k, taille.Height*k))
		}
		clear(f.vivants)
		f.batir()
		f.aller(f.id, nil)
		f.o.EnFond(func() {
			if err := f.o.Service.Regler(f.o.Contexte, reglageAffichage, a.Texte()); err != nil {
				f.o.SurEcran(func() { f.poste.Erreur(err) })
			}
		})
	}
	if !poste.Retenir(f.poste, f.ecran, changer) {
		changer()
	}
}

// zoomeur is a screen that shows something larger or smaller by itself.
type zoomeur interface{ Zoomer(sens int) bool }

// zoomer makes the document that is looked at larger or smaller, or else all
// that is written.
func (f *Fenetre) zoomer(sens int) {
	if z, ok := f.ecran.(zoomeur); ok && z.Zoomer(sens) {
		return
	}
	f.afficher(f.affichage.Plus(sens))
}

// menuAffichage gives the look's entries of the menu bar.
func (f *Fenetre) menuAffichage(item func(string, fyne.Shortcut, func()) *fyne.MenuItem) []*fyne.MenuItem {
	ctrl := func(t fyne.KeyName) *desktop.CustomShortcut {
		return &desktop.CustomShortcut{KeyName: t, Modifier: fyne.KeyModifierControl}
	}
	aspect := func(titre string, sombre bool) *fyne.MenuItem {
		i := item(titre, nil, func() {
			a := f.affichage
			a.Sombre = sombre
			f.afficher(a)
		})
		i.Checked = f.affichage.Sombre == sombre
		return i
	}
	tailles := item("Taille de l’écriture", nil, nil)
	var choix []*fyne.MenuItem
	for k, t := range modele.Tailles() {
		i := item(t.Libelle, nil, func() {
			a := f.affichage
			a.Taille = k
			f.afficher(a)
		})
		i.Checked = k == f.affichage.Taille
		choix = append(choix, i)
	}
	tailles.ChildMenu = fyne.NewMenu("", choix...)
	// The sign + is not on the same key of every keyboard.
	for _, s := range []*desktop.CustomShortcut{ctrl(fyne.KeyPlus), {KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}} {
		f.Window.Canvas().AddShortcut(s, func(fyne.Shortcut) {
			if f.Window.Canvas().Overlays().Top() == nil {
				f.zoomer(1)
			}
		})
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItemSeparator(), aspect("Clair", false), aspect("Sombre", true), fyne.NewMenuItemSeparator(), tailles,
		item("Agrandir", ctrl(fyne.KeyEqual), func() { f.zoomer(1) }),
		item("Réduire", ctrl(fyne.KeyMinus), func() { f.zoomer(-1) }),
		item("Taille normale, ou largeur de la page", ctrl(fyne.Key0), func() { f.zoomer(0) }),
	}
}

// partir remembers the window's size and closes it.
func (f *Fenetre) partir(fermer func()) {
	if s := f.Window.Canvas().Size(); f.menu != nil {
		// The context of the work may end with the window; a size lost is no harm.
		_ = f.o.Service.Regler(context.Background(), reglageFenetre, modele.EcrireTailleFenetre(s.Width, s.Height))
	}
	fermer()
}

// allerAuMenu shows the side menu, where it stands away, and gives it the focus.
func (f *Fenetre) allerAuMenu() {
	f.cote.Demander(true)
	f.Window.Canvas().Focus(f.menu)
}
