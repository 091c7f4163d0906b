package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/assets"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/guide"
	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/modele"
)

func TestHelpOfEveryScreen(t *testing.T) {
	b := demonstration(t)
	ids := []string{modele.EcranAccueil, modele.EcranComptes, modele.EcranImporter, modele.EcranDeliberer, modele.EcranEchanges, modele.EcranPortail, modele.EcranUtilisateurs}
	for _, a := range activite.Menu() {
		ids = append(ids, a.ID)
	}
	for _, id := range ids {
		b.f.Aller(id, nil)
		avant := b.toile().Focused()
		b.touches(fyne.KeyF1)
		n, ok := b.toile().Focused().(*composant.Notice)
		if !ok {
			t.Fatalf("%s: F1 gives the focus to %T", id, b.toile().Focused())
		}
		if !strings.Contains(n.Texte(), "À quoi ça sert") {
			t.Errorf("%s: %q", id, n.Texte())
		}
		b.touches(fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyUp, fyne.KeyHome, fyne.KeyEscape)
		if b.toile().Overlays().Top() != nil || b.toile().Focused() != avant {
			t.Errorf("%s: Esc leaves the focus on %T", id, b.toile().Focused())
		}
		b.cliquer("?  Aide (F1)")
		b.touches(fyne.KeyF1)
		if b.toile().Overlays().Top() != nil {
			t.Errorf("%s: F1 does not close the help", id)
		}
	}
}

// aideDite presses F1 and gives what the help says; Esc brings back what was there.
func (b *banc) aideDite() string {
	b.t.Helper()
	avant, dessus := b.toile().Focused(), b.toile().Overlays().Top()
	b.touches(fyne.KeyF1)
	n, ok := b.toile().Focused().(*composant.Notice)
	if !ok {
		b.t.Fatalf("F1 gives the focus to %T", b.toile().Focused())
	}
	b.touches(fyne.KeyEscape)
	if b.toile().Overlays().Top() != dessus || b.toile().Focused() != avant {
		b.t.Errorf("Esc leaves the focus on %T", b.toile().Focused())
	}
	return n.Texte()
}

// TestHelpWhereThereIsNoScreen: on the first start, and over a dialog, F1 opens
// the page of what is there; Esc then comes back to the dialog, which still works.
func TestHelpWhereThereIsNoScreen(t *testing.T) {
	page := func(nom string) string {
		texte, ok := guide.Page(nom, nil)
		if !ok {
			t.Fatalf("no page %s", nom)
		}
		return composant.NouvelleNotice(texte).Texte()
	}
	s := &ecran.Soutien{Copies: func() ([]ecran.Copie, error) { return nil, nil }}
	b := bancSoutenu(t, s)
	if b.aideDite() != page("importer") {
		t.Error("the first start has another page than that of the import")
	}
	b.cliquer("?  Aide (F1)")
	b.touches(fyne.KeyEscape)
	b.cliquer("Reprendre d’un plan de secours ou d’une copie…")
	if b.aideDite() != page("copies-de-surete") {
		t.Error("another page over what resumes")
	}
	b.touches(fyne.KeyEscape)
	b.veut("Quel dossier de centre")
	b.cliquer("Essayer avec le centre de démonstration")
	b.veut("Votre nom")
	if b.aideDite() != page("accueil") {
		t.Error("a dialog without a page has another than that of its screen")
	}
	b.touches(fyne.KeyReturn)
	for menu, veut := range map[string]string{"Copies de sûreté…": "copies-de-surete", "Fichier pour l’assistance…": "assistance"} {
		b.menu(menu)
		if b.aideDite() != page(veut) {
			t.Errorf("%s: another page", menu)
		}
		b.touches(fyne.KeyEscape)
	}
	if b.toile().Overlays().Top() != nil {
		t.Error("a dialog stays")
	}
}

// TestAllHelpPagesInTheExamsWords: the menu lists every page; none shows another
// exam's words, nor a mark left unreplaced.
func TestAllHelpPagesInTheExamsWords(t *testing.T) {
	b := demonstration(t)
	b.menu("Toutes les pages…")
	b.touches(fyne.KeyEnter)
	n, ok := b.toile().Focused().(*composant.Notice)
	if !ok || !strings.Contains(n.Texte(), "Les états d’un jury") {
		t.Fatalf("Enter on the first page gives the focus to %T", b.toile().Focused())
	}
	for _, p := range examen.Profils() {
		vues := 0
		for _, c := range guide.Chapitres(p) {
			for _, id := range c.Pages {
				vues++
				texte, ok := guide.Page(id, p)
				if !ok || strings.ContainsAny(texte, "{}") || guide.Titre(id, p) == "" {
					t.Errorf("%s: %q", id, texte)
				}
				if mot := "2nd groupe"; p.Mots.Groupe2 != mot && strings.Contains(texte, mot) {
					t.Errorf("%s says %q in %s", id, mot, p.Examen)
				}
			}
		}
		if vues != len(assets.Aides()) {
			t.Errorf("%d pages of %d", vues, len(assets.Aides()))
		}
	}
}
