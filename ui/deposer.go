package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// deposer opens a file that was dropped on the window, as if its path had been typed:
// a dossier is imported, a plan de secours is resumed from, once it was verified.
func (f *Fenetre) deposer(_ fyne.Position, fichiers []fyne.URI) {
	if len(fichiers) == 0 || f.Window.Canvas().Overlays().Top() != nil || f.poste.Occupe() {
		return
	}
	chemin := fichiers[0].Path()
	if !strings.EqualFold(filepath.Ext(chemin), ".zip") {
		f.informer("Ce fichier ne s’ouvre pas ici", "« "+filepath.Base(chemin)+" » : déposez le fichier .zip d’un dossier de centre ou d’un plan de secours.")
		return
	}
	if f.vide {
		f.recevoir(chemin)
		return
	}
	f.Aller(modele.EcranImporter, nil)
	if e, ok := f.ecran.(poste.Receveur); ok {
		e.Recevoir(chemin)
	}
}
