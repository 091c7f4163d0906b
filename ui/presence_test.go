package ui_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/modele"
)

// TestPresenceInTheWindow: a member is recorded, one by one, another one is added; what is
// refused is told, and the checklist of the closing says who presides.
func TestPresenceInTheWindow(t *testing.T) {
	b := nouveauBancAvec(t, &fauxEchange{}, &fauxEchange{}, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.cliquer("Présence…")
	b.veut("Présence au jury 31310", "Dubois Pierre", "Rien n’est encore noté.")
	b.cliquer("Noter la présence")
	b.veut("Noté : présent.")
	for _, o := range b.objets() {
		switch x := o.(type) {
		case *composant.Saisie:
			if strings.HasPrefix(x.PlaceHolder, "Nom et prénom") {
				x.SetText("KANE Awa")
			}
		case *composant.Radio:
			x.Choisir(1)
		}
	}
	b.cliquer("Noter la présence")
	b.veut("KANE Awa", "Noté : présent par visioconférence.")
	b.touches(fyne.KeyEscape)
	d, err := b.s.Jury(context.Background(), "31310")
	if err != nil || len(d.Presences) != 2 || d.Presence(1, "KANE Awa").Mode != jury.SiegeVisio {
		t.Errorf("%+v %v", d.Presences, err)
	}
	b.cliquer("Clore la délibération")
	b.veut("Présence notée : 2 membres, préside Dubois Pierre")
	b.touches(fyne.KeyEscape)
}

// TestLikeCasesInTheWindow: the button is there for who is near a threshold, and for no other.
func TestLikeCasesInTheWindow(t *testing.T) {
	b := nouveauBancAvec(t, &fauxEchange{}, &fauxEchange{}, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	tableau := b.tableau("Modif.")
	place := func(texte string) {
		for i := range tableau.Nombre() {
			tableau.Placer(i)
			if strings.Contains(b.ecrit(), "Moyenne "+texte) {
				return
			}
		}
		t.Fatalf("nobody has %s", texte)
	}
	place("13.15")
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == "Cas semblables…" && x.Visible() {
			t.Error("offered to who is near no threshold")
		}
	}
	place("9.95")
	b.cliquer("Cas semblables…")
	b.veut("Cas semblables à N° T230A031000004, autour de 10", "N° T230A031000006", "9.92", "rien n’a été modifié")
	b.touches(fyne.KeyEscape)
}
