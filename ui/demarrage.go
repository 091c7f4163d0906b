package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// MontrerEchec shows, in a small window of its own, why the program cannot
// start; premiereImage, if any, hears once that it was drawn.
func MontrerEchec(app fyne.App, e modele.Erreur, premiereImage func()) fyne.Window {
	w := app.NewWindow("Délib")
	w.SetPadded(false)
	fermer := composant.NouveauBouton("Fermer", composant.Principal, w.Close)
	corps := poste.CorpsErreur(e)
	ressort := composant.Ressort()
	contenu := container.NewStack(canvas.NewRectangle(theme.Color(composant.CouleurSurface)), composant.Marge(22, 18, 26, composant.Pile(14, corps,
		composant.NouveauParagraphe("Délib ne peut pas s’ouvrir", composant.Police{Taille: 19, Gras: true}), corps,
		composant.Rangee(8, ressort, ressort, fermer))))
	if premiereImage != nil {
		contenu.Add(container.NewWithoutLayout(temoin(premiereImage)))
	}
	w.SetContent(contenu)
	w.Resize(fyne.NewSize(680, 290))
	w.CenterOnScreen()
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			w.Close()
		}
	})
	w.Canvas().Focus(fermer)
	return w
}
