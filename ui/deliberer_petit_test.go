package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// petitEcran is what is left of 1366 × 768 under the bars of the system, of the
// window and of its menus.
var petitEcran = fyne.NewSize(1366, 664)

// TestDelibererOnASmallScreen: on 1366 × 768 the side menu folds and says how it
// comes back, sixteen candidates are in sight with their whole names, and all the
// marks of each; a notice moves no row.
func TestDelibererOnASmallScreen(t *testing.T) {
	for dossier, jurys := range map[string][]string{
		dossierBTS: {"20112", "22207", "25302", "31310", "31408"}, "../assets/demonstration/dossier-bcp-2026-06-0250001R.zip": {"22106"},
	} {
		b := nouveauBanc(t, dossier)
		b.touches(fyne.KeyReturn)
		b.f.Window.Resize(petitEcran)
		if b.f.Aller(modele.EcranAccueil, nil); !b.f.MenuVu() {
			t.Error("the home has no menu")
		}
		for _, j := range jurys {
			b.f.Aller(modele.EcranDeliberer, []string{j})
			b.cliquerSiLa("Anonyme  (montrer les noms)")
			if b.f.MenuVu() {
				t.Fatalf("%s: the menu is not folded", j)
			}
			b.veut("Menu (Ctrl+M)")
			liste, pv := b.tableau("Modif."), b.tableau("")
			if n := liste.Vues(); n < min(16, liste.Nombre()) {
				t.Errorf("%s: %d candidates in sight", j, n)
			}
			for i := range liste.Nombre() {
				liste.Placer(i)
				if pv.Vues() < pv.Nombre() {
					t.Errorf("%s, %s: %d marks in sight of %d", j, liste.Cellule(i, 0).Texte, pv.Vues(), pv.Nombre())
				}
			}
			b.veutNomsEntiers(liste)
		}
	}
}

func TestNoticeMovesNoRow(t *testing.T) {
	b := nouveauBanc(t, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Window.Resize(petitEcran)
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	liste := b.tableau("Modif.")
	place, haut, vues := b.place(liste), liste.Size(), liste.Vues()
	b.raccourci("Annuler la dernière modification…")
	b.veut("Rien à annuler : aucune note n’a été modifiée")
	if b.place(liste) != place || liste.Size() != haut || liste.Vues() != vues {
		t.Errorf("the notice moved the rows: %v %v %d, then %v %v %d", place, haut, vues, b.place(liste), liste.Size(), liste.Vues())
	}
}

// TestMenuComesBack: asked for, the folded menu is shown, and folds again on the way.
func TestMenuComesBack(t *testing.T) {
	b := nouveauBanc(t, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Window.Resize(petitEcran)
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	b.cliquer("Menu (Ctrl+M)")
	if !b.f.MenuVu() {
		t.Fatal("the menu did not come back")
	}
	if _, ok := b.toile().Focused().(*composant.Menu); !ok {
		t.Errorf("focus on %T", b.toile().Focused())
	}
	b.f.Aller(modele.EcranDeliberer, nil)
	if b.f.MenuVu() {
		t.Error("the menu is not folded again")
	}
	for _, l := range []float32{1280, 1024, 960} { // the window gets smaller under the screen
		b.f.Window.Resize(fyne.NewSize(l, 600))
		if veut, place := b.f.TailleEcran(); veut.Width > place.Width {
			t.Errorf("at %v, wants %v in %v", l, veut, place)
		}
	}
	b.f.Window.Resize(fyne.NewSize(1920, 1000))
	if b.f.Aller(modele.EcranDeliberer, nil); !b.f.MenuVu() {
		t.Error("there is room for the menu, and it is folded")
	}
}

func TestMeansOnASmallScreen(t *testing.T) {
	b := nouveauBanc(t, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Window.Resize(petitEcran)
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	b.cliquer("Répartition…")
	b.veut("Répartition des moyennes", "≥ 10 : admis")
}

func (b *banc) place(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

func (b *banc) cliquerSiLa(texte string) {
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == texte {
			test.Tap(x)
			return
		}
	}
}

// veutNomsEntiers fails when a name of the first column is cut.
func (b *banc) veutNomsEntiers(liste *table.Tableau) {
	b.t.Helper()
	liste.Placer(0)
	vus := map[string]bool{}
	for _, o := range test.LaidOutObjects(liste) {
		if x, ok := o.(*canvas.Text); ok && x.Visible() {
			vus[x.Text] = true
		}
	}
	n := 0
	for i := range liste.Vues() {
		if texte := liste.Cellule(i, 0).Texte; vus[texte] {
			n++
		} else if strings.TrimSpace(texte) != "" {
			b.t.Errorf("%q is not whole", texte)
		}
	}
	if n == 0 {
		b.t.Error("no name in sight")
	}
}
