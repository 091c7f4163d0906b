package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant/table"
	"delib/ui/modele"
)

func (b *banc) chercher(texte string) {
	b.t.Helper()
	b.raccourci("Rechercher…")
	if _, ok := b.toile().Focused().(*table.Recherche); !ok {
		b.t.Fatalf("the focus is on %T", b.toile().Focused())
	}
	test.Type(b.toile().Focused(), texte)
}

func TestSearchGoesThere(t *testing.T) {
	b := demonstration(t)
	b.chercher("statistiques")
	b.veut("Activité", "Editer les statistiques avant délibération")
	b.touches(fyne.KeyReturn)
	b.veut("Statistiques", "Titre édition *")

	b.chercher("aeronautique")
	b.touches(fyne.KeyReturn)
	b.veut("Générer le plan de secours par jury", "1 jury coché sur 5 sélectionnables")

	b.chercher("dufour")
	b.veut("DUFOUR", "Candidat")
	b.touches(fyne.KeyReturn)
	b.veut("N° anonymat", "Moyenne :", "Décision :", "Coef.", "Délibérer sur le jury")
	b.touches(fyne.KeyReturn)
	b.veut(modele.TitreDeliberer)

	b.chercher("a")
	b.touches(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	b.veut("Échap : fermer")
	b.touches(fyne.KeyEscape)
	if b.toile().Overlays().Top() != nil {
		t.Error("Esc does not close the search")
	}
}
