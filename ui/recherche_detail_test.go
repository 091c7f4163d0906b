package ui_test

import (
	"testing"

	"delib/ui/composant"
)

// TestNewSearchOfTheVueDetaillee: what was searched is said in the place of the
// criteria, and another search begins without any.
func TestNewSearchOfTheVueDetaillee(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("avancement", nil)
	liste := b.tableau("Nouvel état")
	if liste.Nombre() != 5 {
		t.Fatalf("%d jurys", liste.Nombre())
	}
	b.cliquer("+ Voir plus de critères de recherche")
	b.veut("Code jury", "Spécialité", "Etat du jury")
	b.choisirDans("Tous les jurys", "31310")
	b.cliquer("Rechercher")
	b.veut("Nouvelle recherche", "Code jury : 31310")
	if liste.Nombre() != 1 || b.toile().Focused() != liste {
		t.Errorf("%d jurys, focus on %T", liste.Nombre(), b.toile().Focused())
	}
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == "Rechercher" && x.Visible() {
			t.Error("the criteria did not fold")
		}
	}
	b.cliquer("Nouvelle recherche")
	if liste.Nombre() != 5 {
		t.Errorf("%d jurys in a new search", liste.Nombre())
	}
	b.veut("Rechercher", "Tous les jurys")
}
