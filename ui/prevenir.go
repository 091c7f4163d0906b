package ui

import "fyne.io/fyne/v2"

// marqueFini stands in the title of a window that has something to say.
const marqueFini = "✓ Terminé – "

// suivrePremierPlan knows whether the window is in front, and takes the note away once
// the person is back.
func (f *Fenetre) suivrePremierPlan(l fyne.Lifecycle) {
	l.SetOnEnteredForeground(func() {
		f.arriere = false
		f.titrer()
	})
	l.SetOnExitedForeground(func() { f.arriere = true })
}

// prevenir tells a person who looks at another window that a long run has ended: in the
// title, which the task bar shows, and by the system.
func (f *Fenetre) prevenir(texte string) {
	if !f.arriere {
		return
	}
	f.Window.SetTitle(marqueFini + f.titre)
	fyne.CurrentApp().SendNotification(fyne.NewNotification("Délib", texte))
}

// titrer writes the title of the window, without a note.
func (f *Fenetre) titrer() {
	if f.titre != "" {
		f.Window.SetTitle(f.titre)
	}
}
