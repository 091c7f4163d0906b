package ui_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/modele"
)

// TestUndoTheLastChange: it says what it would undo, and Enter alone undoes nothing.
func TestUndoTheLastChange(t *testing.T) {
	b := demonstration(t)
	c, _ := b.sousDix("31310")
	valeur := func() string {
		t.Helper()
		d, err := b.s.Jury(context.Background(), "31310")
		if err != nil {
			t.Fatal(err)
		}
		x, _ := d.Candidat(c.Cle)
		return x.Valeur("U1", 1).Texte()
	}
	avant := valeur()
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.raccourci("Annuler la dernière modification…")
	b.veut("Rien à annuler : aucune note")
	if _, err := b.s.ModifierNote(context.Background(), activite.Modification{Jury: "31310", Candidat: c.Cle.String(), Epreuve: "U1", Valeur: "17",
		Motif: "Copie relue", Par: "P"}); err != nil {
		t.Fatal(err)
	}
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.raccourci("Annuler la dernière modification…")
	b.veut("Annuler la dernière modification", "devient 17", "Copie relue", "rien n’est effacé")
	b.touches(fyne.KeyReturn)
	if valeur() != "17.00" {
		t.Fatalf("Enter alone gives %s", valeur())
	}
	b.raccourci("Annuler la dernière modification…")
	b.confirmer()
	if valeur() != avant {
		t.Errorf("the mark is %s, it was %s", valeur(), avant)
	}
	b.raccourci("Annuler la dernière modification…")
	b.veut("ne s’annule pas : C’est déjà une annulation.")
}

// TestShortcutsAreWrittenInTheLabels: the toolkit draws them too faintly to be read.
func TestShortcutsAreWrittenInTheLabels(t *testing.T) {
	b := demonstration(t)
	noms := map[string]string{}
	for _, m := range b.f.Window.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut == nil {
				continue
			}
			if _, dessine := i.Shortcut.(fyne.KeyboardShortcut); dessine {
				t.Errorf("%q is drawn by the toolkit", i.Label)
			}
			noms[i.Shortcut.ShortcutName()] = i.Label
		}
	}
	for touche, veut := range map[fyne.KeyName]string{fyne.KeyK: "Ctrl+K", fyne.KeyS: "Ctrl+S", fyne.KeyQ: "Ctrl+Q", fyne.Key2: "Ctrl+2"} {
		s := desktop.CustomShortcut{KeyName: touche, Modifier: fyne.KeyModifierControl}
		if l := noms[s.ShortcutName()]; !strings.HasSuffix(l, "   "+veut) {
			t.Errorf("%s: %q", veut, l)
		}
	}
}

// TestAnAccountIsNoAuthor: where the system's user is called root, a name is asked,
// once, and root is not proposed.
func TestAnAccountIsNoAuthor(t *testing.T) {
	b := demonstration(t)
	if err := b.s.Regler(context.Background(), "auteur", "root"); err != nil {
		t.Fatal(err)
	}
	x := b.rouvrir()
	x.veut("Votre nom")
	champ := x.toile().Focused().(*composant.Saisie)
	if champ.Text != "" {
		t.Errorf("%q is proposed", champ.Text)
	}
	test.Type(champ, "admin")
	x.touches(fyne.KeyReturn)
	x.veut("« admin » est un compte de l’ordinateur")
	champ.SetText("Claire Martin")
	x.touches(fyne.KeyReturn)
	x = b.rouvrir()
	if x.toile().Overlays().Top() != nil {
		t.Error("the name is asked twice")
	}
}
