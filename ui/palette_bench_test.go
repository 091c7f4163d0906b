package ui_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/dossier/dossiertest"
	"delib/core/store"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/composant/table"
)

// BenchmarkSearchKey is a key typed in Ctrl+K with 5,040 candidates: the search, its
// list and their drawing.
func BenchmarkSearchKey(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(composant.NouveauTheme())
	base, err := store.Ouvrir(context.Background(), b.TempDir(), store.Options{Creer: true, Application: "bench", Horloge: horloge})
	if err != nil {
		b.Fatal(err)
	}
	defer base.Fermer()
	s := activite.Nouveau(base, horloge, b.TempDir())
	if _, err := s.ImporterContenu(context.Background(), dossiertest.Fabriquer(60, 84), "bench"); err != nil {
		b.Fatal(err)
	}
	f := ui.Nouvelle(app, ui.Options{Service: s, Auteur: "Claire Martin", Horloge: horloge, EnFond: func(f func()) { f() }, SurEcran: func(f func()) { f() }})
	f.Window.Resize(fyne.NewSize(1366, 700))
	toile := f.Window.Canvas()
	if w := toile.Focused(); w != nil {
		w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the name that is proposed
	}
	for _, m := range f.Window.MainMenu().Items {
		for _, i := range m.Items {
			if len(i.Label) > 10 && i.Label[:10] == "Rechercher" {
				i.Action()
			}
		}
	}
	champ, ok := toile.Focused().(*table.Recherche)
	if !ok {
		b.Fatalf("the focus is on %T", toile.Focused())
	}
	touches := []rune("candidat 0")
	for n := 0; b.Loop(); n++ {
		if n%len(touches) == 0 {
			champ.SetText("")
		}
		champ.TypedRune(touches[n%len(touches)])
		test.LaidOutObjects(toile.Overlays().Top())
	}
}
