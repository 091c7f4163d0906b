package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele/grille"
)

func (b *banc) calendrier() *composant.Calendrier {
	b.t.Helper()
	c, ok := b.toile().Focused().(*composant.Calendrier)
	if !ok {
		b.t.Fatalf("the focus is on %T", b.toile().Focused())
	}
	return c
}

// TestDayIsChosenInFrench: F4 in the date of an épreuve opens a month in French; the day
// stands in the cell, where its hour is typed.
func TestDayIsChosenInFrench(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.Verrouille1)
	b.f.Aller("saisir-choix", []string{"31310"})
	g, ok := b.toile().Focused().(*table.Grille)
	if !ok {
		t.Fatalf("the focus is on %T", b.toile().Focused())
	}
	g.Placer(0, grille.ChoixDate)
	b.touches(fyne.KeyF4)
	b.veut("juin 2023", "lun.", "dim.")
	b.touches(fyne.KeyPageDown, fyne.KeyDown, fyne.KeyLeft) // 06/07, 13/07, 12/07
	b.veut("juillet 2023")
	b.touches(fyne.KeyReturn)
	b.taper("8h30")
	b.touches(fyne.KeyReturn)
	if c := g.M.Cellule(0, grille.ChoixDate); c.Texte != "12/07/2023 08:30" || c.Faute != "" {
		t.Errorf("%+v", c)
	}
	g.Placer(0, grille.ChoixDate)
	b.touches(fyne.KeyF4)
	if j := b.calendrier().Jour.Format("02/01/2006"); j != "12/07/2023" {
		t.Errorf("opens on %s", j)
	}
	b.touches(fyne.KeyEscape)
	if c := g.M.Cellule(0, grille.ChoixDate); c.Texte != "12/07/2023 08:30" {
		t.Errorf("after Esc: %+v", c)
	}
}

// TestDayOfAFormIsChosenByTheMouse: in the relevé, the day of the signature.
func TestDayOfAFormIsChosenByTheMouse(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("releves-notes", nil)
	champ := b.champ("JJ/MM/AAAA ; par défaut aujourd’hui")
	champ.SetText("06/06/2023")
	b.cliquer("▾")
	c := b.calendrier()
	test.TapAt(c, fyne.NewPos(6*46+10, 10)) // the arrow of the next month
	b.veut("juillet 2023")
	test.TapAt(c, fyne.NewPos(5*46+10, 2*32+10)) // the first Saturday
	if champ.Text != "01/07/2023" {
		t.Errorf("%q", champ.Text)
	}
}
