package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/note"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/ecran/deliberer"
	"delib/ui/modele"
)

// salle gives the window of the room, nil when there is none.
func (b *banc) salle() *banc {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Title() == deliberer.TitreProjection {
			w.Resize(fyne.NewSize(1280, 720))
			return &banc{t: b.t, f: &ui.Fenetre{Window: w}}
		}
	}
	return nil
}

// champ gives the field that has a hint.
func (b *banc) champ(indice string) *composant.Saisie {
	b.t.Helper()
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok && x.PlaceHolder == indice {
			return x
		}
	}
	b.t.Fatalf("no field %q", indice)
	return nil
}

// TestRoomSeesTheChangeBeforeItIsRecorded: the mark that is typed, the mean and the
// decision stand in the room's window while nothing is recorded, and go when the
// person gives up.
func TestRoomSeesTheChangeBeforeItIsRecorded(t *testing.T) {
	b := demonstration(t)
	c, besoin := b.sousDix("31408")
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	b.cliquer("Anonyme  (montrer les noms)")
	liste := b.tableau("Modif.")
	b.vers(liste, c.NomComplet())
	b.touches(fyne.KeyF11)
	salle := b.salle()
	if salle == nil {
		t.Fatal("no window for the room")
	}
	salle.veut("N° " + c.Anonymat)
	if strings.Contains(salle.ecrit(), c.Nom) {
		t.Error("the room reads a name that nobody asked for")
	}
	b.cliquer("Projeter les noms")
	salle.veut(c.NomComplet())
	b.cliquer("Cacher les noms projetés")
	if strings.Contains(salle.ecrit(), c.Nom) {
		t.Error("the name stays")
	}
	avant := salle.ecrit()
	b.touches(fyne.KeyReturn)
	pv := b.tableau("")
	for i := range pv.Nombre() {
		if strings.HasPrefix(pv.Cellule(i, 0).Texte, besoin.Epreuve.Code+" ") {
			pv.Placer(i)
		}
	}
	b.taper(besoin.Note.Court()[:1])
	champ := b.toile().Focused().(*composant.Saisie)
	champ.SetText("99") // no mark: the room sees nothing of it
	if salle.ecrit() != avant {
		t.Errorf("a mark that is none is shown:\n%s", salle.ecrit())
	}
	champ.SetText(besoin.Note.Court())
	salle.veut("ESSAI : rien n’est enregistré", "Avant : ", "Admis", "au lieu de "+besoin.Actuel.Libelle())
	b.cliquer("Annuler")
	if salle.ecrit() != avant {
		t.Errorf("what was tried stays in the room:\n%s", salle.ecrit())
	}
	b.taper(besoin.Note.Court()[:1])
	b.toile().Focused().(*composant.Saisie).SetText(besoin.Note.Court())
	b.champ("Pourquoi le jury modifie-t-il cette note ?").SetText("Copie relue")
	b.cliquer("Enregistrer la modification")
	salle.veut("Admis", "● "+note.De(besoin.Note).Libelle())
	if strings.Contains(salle.ecrit(), "ESSAI") {
		t.Error("what is recorded is still a try")
	}
}

// TestRoomHasItsOwnKeys: the arrows go through the candidates from the room's window
// as well, F11 makes it full, Esc closes it and leaves the operator where he was.
func TestRoomHasItsOwnKeys(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	b.touches(fyne.KeyF11)
	salle := b.salle()
	salle.veut("1 / 29")
	salle.touches(fyne.KeyRight)
	salle.veut("2 / 29")
	if i := b.tableau("Modif.").Curseur(); i != 1 {
		t.Errorf("the operator is on row %d", i)
	}
	salle.touches(fyne.KeyEnd)
	salle.veut("29 / 29")
	salle.touches(fyne.KeyF11)
	if !salle.f.Window.FullScreen() || b.f.Window.FullScreen() {
		t.Error("F11 makes full the window that it is pressed in")
	}
	salle.touches(fyne.KeyEscape)
	if b.salle() != nil {
		t.Error("Esc does not close the room's window")
	}
	b.veut("Projeter (F11)", "Clore la délibération")
}
