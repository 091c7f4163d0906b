package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/ui/composant"
	"delib/ui/composant/table"
)

func TestCriteriaAreAddedAndRemoved(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("releves-notes", nil)
	b.veut("Paramètres d'édition", "Critères de sélection", "Regroupement/Tri", "Vous souhaitez générer")
	b.cliquer("Regroupement/Tri")
	b.veut("Par établissement")
	b.cliquer("Critères de sélection")
	b.veut("Arbre des critères de recherche", "Mode VAE", "N'est pas égal à ▾", "Dossier VAE déposé", "1 critère retenu")
	var filtre *table.Recherche
	croix := 0
	for _, o := range b.objets() {
		switch x := o.(type) {
		case *table.Recherche:
			filtre = x
		case *composant.Bouton:
			if x.Texte == "×" {
				croix++
			}
		}
	}
	b.toile().Focus(filtre)
	test.Type(filtre, "fraudeur")
	b.touches(fyne.KeyReturn)
	b.veut("Présumé fraudeur")
	var vides []*composant.Saisie
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok && x.Text == "" {
			vides = append(vides, x)
		}
	}
	vides[len(vides)-1].SetText("Non")
	b.veut("2 critères retenus")
	b.cliquer("×")
	apres := 0
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == "×" {
			apres++
		}
	}
	if croix != 3 || apres != 3 {
		t.Errorf("%d crosses, then %d", croix, apres)
	}
}
