package papiers

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
)

func TestEditionIsConfirmedOrNot(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(composant.NouveauTheme())
	w := test.NewTempWindow(t, canvas.NewRectangle(nil))
	w.Resize(fyne.NewSize(900, 600))
	l := &lancement{p: &poste.Hote{Fenetre: w}}
	fait := 0
	for i, touche := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn} {
		l.demanderEdition([]string{"2 scolaires n’ont pas de statut livret."}, func() { fait++ })
		lu := false
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			if x, ok := o.(*composant.TexteLong); ok {
				lu = x.Texte() == "2 scolaires n’ont pas de statut livret."
			}
		}
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: touche})
		if !lu || fait != i || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: read %v, done %d", touche, lu, fait)
		}
	}
}
