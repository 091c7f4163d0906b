package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/modele"
)

// TestPrint: from the document that is looked at, and from the comptes rendus; a plan
// de secours is not what a printer takes.
func TestPrint(t *testing.T) {
	b := demonstration(t)
	b.raccourci("Imprimer…")
	b.veut("Rien à imprimer ici")
	b.touches(fyne.KeyEscape)
	b.f.Aller("listes-candidats", []string{"31310"})
	b.raccourci("Imprimer…")
	b.veut("Visualisez d’abord le document")
	b.raccourci("Valider l’écran") // Ctrl+Enter: Visualiser
	b.veut("Retour (Échap)")
	b.raccourci("Imprimer…")
	b.veut("Imprimante", "Salle-des-profs", "Exemplaires")
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok {
			x.SetText("0")
		}
	}
	b.cliquer("Imprimer")
	b.veut("de 1 à 99")
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok {
			x.SetText("2")
		}
	}
	b.choisirDans("Salle-des-profs", "Secretariat")
	b.cliquer("Imprimer")
	b.veut("Envoyé à l’imprimante « Secretariat »")
	if len(b.papiers) != 1 || !strings.HasPrefix(b.papiers[0], "Secretariat 2 ") || !strings.HasSuffix(b.papiers[0], ".pdf") {
		t.Errorf("%q", b.papiers)
	}
	b.f.Aller(modele.EcranComptes, nil)
	b.cliquer("Imprimer…")
	b.touches(fyne.KeyReturn)
	if len(b.papiers) != 2 || !strings.HasPrefix(b.papiers[1], "Salle-des-profs 1 ") {
		t.Errorf("%q", b.papiers)
	}
	if _, err := b.s.Lancer(t.Context(), activite.IDPlan1, activite.Demande{Titre: activite.SansTitre, Par: "P", Jurys: []string{"31310"}}); err != nil {
		t.Fatal(err)
	}
	b.f.Aller(modele.EcranComptes, nil)
	if !b.bouton("Imprimer…").Disabled() {
		t.Error("a plan de secours can be printed")
	}
	b.raccourci("Imprimer…")
	b.veut("Il n’y a pas de document PDF à imprimer.")
}
