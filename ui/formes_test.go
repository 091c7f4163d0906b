package ui_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"delib/core/examen"
	"delib/ui/composant"
)

// hauteurDe gives how far down a text stands, -1 when it is not there whole.
func (b *banc) hauteurDe(texte string) float32 {
	for _, o := range b.objets() {
		if x, ok := o.(*canvas.Text); ok && x.Visible() && x.Text == texte {
			return b.place(x).Y
		}
	}
	return -1
}

// TestFormsReadAsTheOriginal: the jurys first, over the whole width, then what is
// made of them, no label cut; the reminder of the PV, the groups of the relevé, the
// names of the sub-activities.
func TestFormsReadAsTheOriginal(t *testing.T) {
	b := nouveauBanc(t, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Window.Resize(petitEcran)
	b.avancer("31310", examen.RecueilNotes)
	for id, textes := range map[string][]string{
		"listes-candidats":         {"Pour quel(s) jury(s) voulez-vous éditer la liste ?", "Choix de la liste à éditer"},
		"listes-resultats-groupe1": {"Pour quel(s) jury(s) voulez-vous éditer la liste ?", "Choix de la liste à éditer"},
		"pv-groupe1": {"Le PV de tenue de délibération doit être imprimé par vos soins et signé par l'intervenant (président ou vice-président) " +
			"qui a modifié les notes en délibération.",
			"Jury à éditer", "Paramètres d'édition"},
		"releves-notes": {"RLN des candidats admissibles du centre de délibération", "Entête du relevé de notes", "Pied du relevé de notes"},
		"saisir-choix":  {"Saisir les choix des candidats du centre de délibération"},
	} {
		b.f.Aller(id, nil)
		haut := float32(0)
		for _, x := range textes {
			y := b.hauteurDe(x)
			if y < haut {
				t.Errorf("%s: %q at %v, after %v", id, x, y, haut)
			}
			haut = y
		}
		for _, o := range b.objets() {
			if r, ok := o.(*composant.Radio); ok && (r.Size().Width < r.MinSize().Width || b.place(r).X+r.MinSize().Width > petitEcran.Width-20) {
				t.Errorf("%s: %q are cut at %v", id, r.Options, r.Size().Width)
			}
		}
	}
	b.f.Aller("releves-notes", nil)
	b.veut("Edition du service examen / concours", "Du mail", "Du téléphone", "Signature à")
	b.f.Aller("pv-groupe1", nil)
	if l := b.tableau("Pourquoi").Size().Width; l < 1000 {
		t.Errorf("the table of the jurys is %v wide", l)
	}
	b.veut("Période de délibération", "Session normale")
}

// TestResultsAreKeptWithoutBeingShown: "Mémoriser ces résultats" makes the document
// and its account, and opens nothing.
func TestResultsAreKeptWithoutBeingShown(t *testing.T) {
	b := nouveauBanc(t, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Aller("listes-candidats", []string{"31310"})
	b.cliquer("Mémoriser ces résultats")
	b.veut("Document produit : ")
	if len(b.ouverts) > 0 {
		t.Errorf("opened: %v", b.ouverts)
	}
	cs, err := b.s.ComptesRendus(context.Background())
	if err != nil || len(cs) != 1 || !strings.Contains(cs[0].Titre, "Liste anonyme") {
		t.Fatalf("%v %v", cs, err)
	}
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == "Afficher le compte rendu" && x.Disabled() {
			t.Error("its account cannot be shown")
		}
	}
}
