package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"delib/ui/composant"
)

func (b *banc) visionneuse() *composant.Visionneuse {
	b.t.Helper()
	for _, o := range b.objets() {
		if v, ok := o.(*composant.Visionneuse); ok {
			return v
		}
	}
	b.t.Fatalf("no document is shown:\n%s", b.ecrit())
	return nil
}

func TestPreviewShowsThePages(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("listes-candidats", nil)
	b.tabJusqua("Visualiser")
	b.touches(fyne.KeyReturn)
	v := b.visionneuse()
	n := v.Pages.Nombre
	if n < 5 || v.Pages.Image() == nil || b.toile().Focused() != fyne.Focusable(v) {
		t.Fatalf("%d pages, image %v, focus on %T", n, v.Pages.Image() != nil, b.toile().Focused())
	}
	b.veut("Page 1 / ", "Liste")
	b.touches(fyne.KeyPageDown)
	b.veut("Page 2 / ")
	b.touches(fyne.KeyEnd, fyne.KeyPageDown)
	if v.Pages.Page != n-1 || v.Pages.Image() == nil {
		t.Errorf("the end is page %d of %d", v.Pages.Page, n)
	}
	avant := v.Pages.Image().Bounds().Dx()
	v.TypedRune('+')
	if apres := v.Pages.Image().Bounds().Dx(); apres <= avant {
		t.Errorf("+ draws %d pixels after %d", apres, avant)
	}
	for range 200 { // over the page, then on the pages before
		b.touches(fyne.KeyUp)
	}
	if v.Pages.Page == n-1 {
		t.Error("the arrows do not leave the last page")
	}
	b.cliquer("Largeur")
	b.toile().Focus(v)
	fichiers, _ := filepath.Glob(filepath.Join(b.s.Documents, "*"))
	if cs, _ := b.s.ComptesRendus(context.Background()); len(cs) > 0 || len(fichiers) > 0 {
		t.Errorf("looking has written %v and %d accounts", fichiers, len(cs))
	}
	b.touches(fyne.KeyEscape)
	b.veut("Titre édition *", "Pour quel(s) jury(s) voulez-vous éditer la liste ?")
	if x, ok := b.toile().Focused().(*composant.Bouton); !ok || x.Texte != "Visualiser" {
		t.Errorf("Esc gives the focus to %T", b.toile().Focused())
	}
}

func TestPreviewMakesItsFilesOnce(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("listes-candidats", nil)
	b.cliquer("Visualiser")
	b.cliquer("Mémoriser ces résultats")
	b.veut("Document produit et inscrit au registre", ".pdf")
	b.cliquer("Ouvrir dans le lecteur")
	b.cliquer("Enregistrer sous…")
	dossier := t.TempDir()
	b.toile().Focused().(*composant.Saisie).SetText(dossier)
	b.touches(fyne.KeyReturn)
	b.veut("Enregistré : " + dossier)
	if fs, _ := os.ReadDir(dossier); len(fs) != 1 {
		t.Errorf("copies: %v", fs)
	}
	b.cliquer("Exporter CSV")
	b.touches(fyne.KeyEscape)
	cs, err := b.s.ComptesRendus(context.Background())
	if err != nil || len(cs) != 2 || len(b.ouverts) != 1 {
		t.Errorf("%d accounts, opened %v, %v", len(cs), b.ouverts, err)
	}
	b.cliquer("Afficher le compte rendu")
	b.veut("Comptes rendus", "CSV")
}

func TestCancelledPreviewIsNotShown(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("listes-candidats", nil)
	var attend func()
	b.enFond = func(f func()) { attend = f }
	var sonne []func()
	b.minuterie = func(f func()) { sonne = append(sonne, f) }
	b.cliquer("Visualiser")
	b.enFond = func(f func()) { f() }
	sonne[0]() // half a second later
	b.veut("Mise en page… – 0 s")
	b.cliquer("Annuler")
	b.veut("Annulé.")
	attend()
	b.veut("Titre édition *", "Annulé.")
}
