package ui_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// soixante is a window on a centre of 60 jurys, two of which have closed.
func soixante(t *testing.T) *banc {
	t.Helper()
	b := nouveauBanc(t)
	if _, err := b.s.ImporterContenu(context.Background(), dossiertest.Fabriquer(60, 2), "test"); err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"31320", "31340"} {
		b.avancer(code, examen.Editions1)
	}
	b = b.rouvrir()
	b.touches(fyne.KeyReturn) // the name that is proposed
	return b
}

// rouvrir starts another window on the same base.
func (b *banc) rouvrir() *banc {
	b.t.Helper()
	x := &banc{t: b.t, s: b.s, enFond: func(f func()) { f() }}
	x.f = ui.Nouvelle(fyne.CurrentApp(), ui.Options{Service: b.s, Auteur: "Claire Martin", Horloge: horloge, Cles: func() []poste.Cle { return x.cles },
		EnFond: func(f func()) { x.enFond(f) }, SurEcran: func(f func()) { f() }})
	x.f.Window.Resize(fyne.NewSize(1366, 700))
	return x
}

// choisirDans opens a list of options, and takes the one that begins so.
func (b *banc) choisirDans(liste, debut string) {
	b.t.Helper()
	b.cliquer(liste + "  ▾")
	var dernier fyne.Tappable
	for _, o := range b.objets() {
		if x, ok := o.(fyne.Tappable); ok {
			dernier = x
		}
		if x, ok := o.(*canvas.Text); ok && strings.HasPrefix(x.Text, debut) && dernier != nil {
			dernier.Tapped(&fyne.PointEvent{})
			return
		}
	}
	b.t.Fatalf("no option %q:\n%s", debut, b.ecrit())
}

// TestSixtyJurysOnTheHome: found by a search, by their state and by what is to do.
func TestSixtyJurysOnTheHome(t *testing.T) {
	b := soixante(t)
	b.veut("60 jurys", "Tous les états (60)", "Toutes les suites (60)")
	cartes := func() (l []string) {
		for _, o := range b.objets() {
			if x, ok := o.(*composant.Bouton); ok && (x.Rang == composant.Principal || x.Rang == composant.Fort) {
				l = append(l, x.Texte)
			}
		}
		return l
	}
	b.choisirDans("Tous les états (60)", "130 - Editions")
	b.veut("2 jurys montrés", "31320", "31340")
	if l := cartes(); !slices.Equal(l, []string{"Procès-verbaux", "Procès-verbaux"}) {
		t.Errorf("%v", l)
	}
	b.f.Aller(modele.EcranAccueil, nil)
	b.choisirDans("Toutes les suites (60)", "Procès-verbaux (2)")
	b.veut("2 jurys montrés")
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok && x.PlaceHolder == "Rechercher un jury" {
			x.SetText("31340")
		}
	}
	b.veut("1 jury montré")
	b.cliquer("Procès-verbaux")
	b.veut("1 jury coché sur 2 sélectionnables")
}

// TestSixtyJurysInAForm: the table of a form is searched and sorted, and what is not
// shown stays ticked.
func TestSixtyJurysInAForm(t *testing.T) {
	b := soixante(t)
	b.f.Aller(activite.IDPlan1, []string{"31312"})
	b.veut("1 jury coché sur 58 sélectionnables")
	jurys := b.tableau("Pourquoi")
	for _, o := range b.objets() {
		if x, ok := o.(*table.Recherche); ok && x.PlaceHolder == "Rechercher un jury" {
			x.SetText("3134")
		}
	}
	if jurys.Nombre() != 10 || jurys.Cellule(0, 0).Texte != "31340" || !jurys.Cellule(0, 0).Inactif {
		t.Errorf("%d jurys found", jurys.Nombre())
	}
	b.toile().Focus(jurys)
	b.touches(fyne.KeyF3, fyne.KeyF3) // by code, the last first
	if c := jurys.Cellule(0, 0).Texte; c != "31349" {
		t.Errorf("%s is the first", c)
	}
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Case); ok && strings.HasPrefix(x.Texte, "Sélectionner") {
			if x.Texte != "Sélectionner / désélectionner 10 jurys trouvés" {
				t.Errorf("%q", x.Texte)
			}
			test.Tap(x)
		}
	}
	b.veut("10 jurys cochés sur 58 sélectionnables")
}
