package ui_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/examen"
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

// TestSearchFindsTheHelpAndTheLists by the words that people use.
func TestSearchFindsTheHelpAndTheLists(t *testing.T) {
	b := demonstration(t)
	for mot, veut := range map[string]string{"imprimer": "Imprimer, copier sur une clé USB", "admis": "Editer les listes de résultats du 1er groupe",
		"aide": "Aide"} {
		b.chercher(mot)
		b.veut(veut)
		b.touches(fyne.KeyEscape)
	}
	b.chercher("imprimer")
	b.touches(fyne.KeyReturn)
	b.veut("Aide", "Imprimer, copier sur une clé USB")
}

// TestSheetIsFresh: what the search keeps has no mark in it; Enter, pressed twice,
// does nothing to the screen below.
func TestSheetIsFresh(t *testing.T) {
	b := demonstration(t)
	c, _ := b.sousDix("31310")
	b.chercher(c.Nom)
	b.touches(fyne.KeyEscape)
	if _, err := b.s.ModifierNote(context.Background(), activite.Modification{Jury: "31310", Candidat: c.Cle.String(), Epreuve: "U1", Valeur: "17",
		Motif: "Copie relue deux fois", Par: "P"}); err != nil {
		t.Fatal(err)
	}
	b.chercher(c.NomComplet())
	var attend []func()
	b.enFond = func(f func()) { attend = append(attend, f) }
	b.touches(fyne.KeyReturn, fyne.KeyReturn)
	b.veut("Échap : fermer") // the search stands until the candidate is read
	if len(attend) != 1 {
		t.Fatalf("%d readings", len(attend))
	}
	b.enFond = func(f func()) { f() }
	attend[0]()
	b.veut(c.NomComplet(), "Copie relue deux fois", "17")
}

// TestJuryLeadsWhereItStands: a paper that was made since the search was read counts.
func TestJuryLeadsWhereItStands(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.Editions1)
	b.chercher("31310")
	b.touches(fyne.KeyReturn)
	b.veut("Editer les Procès Verbaux")
	for _, id := range []string{activite.IDPV1, activite.IDListes1} {
		if _, err := b.s.Lancer(context.Background(), id, activite.Demande{Titre: "T", Par: "P", Jurys: []string{"31310"}}); err != nil {
			t.Fatal(err)
		}
	}
	b.chercher("31310")
	b.touches(fyne.KeyReturn)
	b.veut("Vue synthétique", "Délibération › Après la délibération du 1er groupe Terminer le 1er groupe")
}
