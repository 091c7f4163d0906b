package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
)

// menuCentres gives what the menu File has when the program around holds several
// centres.
func (f *Fenetre) menuCentres(item func(string, fyne.Shortcut, func()) *fyne.MenuItem) []*fyne.MenuItem {
	if f.o.Centres == nil {
		return nil
	}
	l := []*fyne.MenuItem{item("Ouvrir un autre centre…", nil, f.ouvrirCentres)}
	if f.poste.Demonstration {
		return append(l, item("Quitter la démonstration", nil, f.quitterDemonstration))
	}
	if f.o.Centres.Essayer != nil {
		l = append(l, item("Essayer avec le centre de démonstration", nil, f.essayer))
	}
	return l
}

func (f *Fenetre) ouvrirCentres() { poste.OuvrirCentres(f.poste, f.o.Centres, f.quitter) }

// essayer opens the demonstration apart: the data of the centre stay as they are.
func (f *Fenetre) essayer() { f.essayerCelle(false) }

func (f *Fenetre) essayerCelle(bacPro bool) { f.quitter(func() { f.o.Centres.Essayer(bacPro) }) }

// quitterDemonstration goes back to the centre that was open before; when the
// demonstration is in the workstation's own data, the person says where to go.
func (f *Fenetre) quitterDemonstration() {
	if f.o.Centres.Quitter == nil {
		f.ouvrirCentres()
		return
	}
	f.quitter(f.o.Centres.Quitter)
}

// enseigne says in the header that this is the demonstration, and leads out of it.
func (f *Fenetre) enseigne() []fyne.CanvasObject {
	if f.o.Centres == nil {
		return []fyne.CanvasObject{composant.AuMilieu(composant.Etiquette("Centre de démonstration"))}
	}
	return []fyne.CanvasObject{composant.AuMilieu(composant.Etiquette("Démonstration")),
		composant.AuMilieu(composant.NouveauBouton("La quitter", composant.Discret, f.quitterDemonstration))}
}

// boutonEssayer gives a button of the first start that shows a demonstration:
// apart, unless it is here that it belongs.
func (f *Fenetre) boutonEssayer(texte string, bacPro bool, ici func()) *composant.Bouton {
	return composant.NouveauBouton(texte, composant.Normal, func() {
		if f.o.Centres != nil && f.o.Centres.Essayer != nil {
			f.essayerCelle(bacPro)
			return
		}
		ici()
	})
}

// proposerCentres adds to the first start the way to the other centres, when this
// workstation has one.
func (f *Fenetre) proposerCentres(place *fyne.Container) {
	f.o.EnFond(func() {
		cs, err := f.o.Centres.Lister(f.o.Contexte)
		f.o.SurEcran(func() {
			if err != nil || !slices.ContainsFunc(cs, func(c activite.CentreConnu) bool { return c.Centre != nil }) {
				return // none to open: nothing is to be offered
			}
			place.Add(composant.Rangee(8, nil, composant.NouveauBouton("Ouvrir un autre centre…", composant.Normal, f.ouvrirCentres)))
			f.Window.Content().Refresh()
		})
	})
}
