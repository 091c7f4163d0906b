package ui_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/modele"
)

// clore asks to close a jury from its own screen, and confirms it.
func (b *banc) clore(jury string) {
	b.t.Helper()
	b.f.Aller(modele.EcranDeliberer, []string{jury})
	b.cliquer("Clore la délibération")
	b.confirmer()
}

// confirmer goes from "Annuler", which has the focus, to the act, and makes it.
func (b *banc) confirmer() {
	b.t.Helper()
	if x, ok := b.toile().Focused().(*composant.Bouton); !ok || x.Texte != "Annuler" {
		b.t.Fatalf("the focus is on %v, not on Annuler:\n%s", b.toile().Focused(), b.ecrit())
	}
	b.touches(fyne.KeyRight, fyne.KeyReturn)
}

func TestLivretsInAnAnonymousRoom(t *testing.T) {
	b := demonstration(t)
	d, err := b.s.Jury(context.Background(), "31310")
	if err != nil {
		t.Fatal(err)
	}
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.cliquer("Clore la délibération")
	b.confirmer()
	b.cliquer("Cocher les livrets examinés…")
	liste := b.tableau("Pour clore")
	if c := liste.Cellule(0, 1).Texte; !strings.HasPrefix(c, "! obligatoire") {
		t.Errorf("the first is %q", c)
	}
	if c := liste.Cellule(1, 1).Texte; c != "facultatif" {
		t.Errorf("the second is %q", c)
	}
	b.cliquer("Enregistrer")
	b.veut("Cochez au moins un candidat")
	b.touches(fyne.KeySpace)
	b.cliquer("Enregistrer")
	b.veut("Elle se retire jusqu’à la clôture", "N° ")
	vus := b.ecrit()
	b.touches(fyne.KeyReturn)
	b.veut("1 livret examiné.")
	vus += b.ecrit()
	for _, c := range d.Candidats {
		if strings.Contains(vus, c.Nom) || strings.Contains(vus, c.Cle.Numero) {
			t.Errorf("%s is named in an anonymous room", c.Nom)
		}
	}
}

func TestNobodyDeliberates(t *testing.T) {
	b := demonstration(t)
	for code := range b.etats() {
		b.avancer(code, examen.RecueilNotes)
	}
	b.f.Aller(modele.EcranDeliberer, nil)
	b.veut("Aucun jury ne délibère en ce moment", "« 110 - Délibération du 1er groupe » ou « 210 -", "Jury 31310 : « 200 -", modele.TitreAccueil)
	x, ok := b.toile().Focused().(*composant.Bouton)
	if !ok {
		t.Fatalf("focus on %T", b.toile().Focused())
	}
	b.touches(fyne.KeyReturn)
	b.veut(x.Texte)
	if strings.Contains(b.ecrit(), "Aucun jury ne délibère") {
		t.Error("the button leads nowhere")
	}
}

func TestEnterOnAWrongMarkStays(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.touches(fyne.KeyReturn)
	b.taper("9")
	champ := b.toile().Focused().(*composant.Saisie)
	champ.SetText("99")
	b.touches(fyne.KeyReturn)
	if b.toile().Focused() != champ {
		t.Error("Enter leaves a mark that cannot be recorded")
	}
	b.veut("dépasse le barème", "corrigez-la")
	champ.SetText("")
	b.touches(fyne.KeyReturn)
	if b.veut("! Tapez la nouvelle note."); b.toile().Focused() != champ {
		t.Error("Enter leaves an empty mark")
	}
	champ.SetText("12")
	b.touches(fyne.KeyReturn)
	if b.toile().Focused() == champ {
		t.Error("Enter does not go on from a good mark")
	}
}

func TestGridNeedsAJury(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("saisir-notes", nil)
	if strings.Contains(b.ecrit(), "Tout est enregistré") {
		t.Error("an empty grid says that all is recorded")
	}
	b.avancer("31310", examen.RecueilNotes)
	b.choisirTout("31310")
	b.f.Aller("saisir-notes", nil)
	b.veut("Tout est enregistré")
	b.cliquer("Jurys : 1 ouvert sur 5…")
	montrer := b.bouton("Montrer ces jurys")
	liste := b.tableau("Pourquoi")
	for i := range liste.Nombre() {
		if liste.Cellule(i, 0).Cochee {
			liste.Agir(i, 0)
		}
	}
	if !montrer.Disabled() {
		t.Error("no jury is ticked, and they can be shown")
	}
	b.toile().Unfocus()
	b.touches(fyne.KeyReturn)
	b.veut("Jurys de la grille")
	b.touches(fyne.KeyEscape)

	b.f.Aller("saisir-notes", nil)
	b.taper("25")
	b.touches(fyne.KeyReturn)
	b.raccourci("Enregistrer")
	b.veut("Rien n’a été enregistré : 1 ligne est à corriger (!). ", " : La note 25")
}
