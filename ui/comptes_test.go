package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// TestPapersLeaveInOneGesture: what is ticked, or everything, goes to a key by one
// click; the search finds the papers of a jury.
func TestPapersLeaveInOneGesture(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranComptes, nil)
	b.veut("rien n’a encore été produit")
	if _, err := b.s.Lancer(context.Background(), activite.IDPlan1, activite.Demande{Titre: activite.SansTitre, Par: "P"}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.s.Lancer(context.Background(), "listes-candidats",
		activite.Demande{Titre: "Liste de la salle 4", Par: "P", Jurys: []string{"31310"}, Format: "pdf",
			Valeurs: map[string][]string{"liste": {"anonyme"}}}); err != nil {
		t.Fatal(err)
	}
	b.f.Aller(modele.EcranComptes, nil)
	registre := b.tableau("Durée")
	chercher := func(texte string) {
		t.Helper()
		for _, o := range b.objets() {
			if x, ok := o.(*composant.Saisie); ok && x.PlaceHolder == "Rechercher : jury, titre, date…" {
				x.SetText(texte)
			}
		}
	}
	for texte, n := range map[string]int{"31310": 2, "25302": 1, "salle 4": 1, "1er groupe": 2, "99999": 0} {
		if chercher(texte); registre.Nombre() != n {
			t.Errorf("%q: %d accounts", texte, registre.Nombre())
		}
	}
	chercher("99999")
	b.veut("Aucun résultat pour « 99999 ».")
	chercher("25302")
	registre.Placer(0)

	cle := t.TempDir()
	b.cles = []poste.Cle{{Nom: "CLE", Dossier: cle}}
	documents := b.tableau("Type")
	b.toile().Focus(documents)
	b.touches(fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	b.cliquer("Enregistrer vers…")
	b.veut("Enregistrer 2 documents vers…", "Sur une clé")
	b.touches(fyne.KeyReturn) // the key comes first
	b.veut("2 documents copiés dans « " + cle + " »")
	if l := noms(t, cle); !slices.Equal(l, []string{documents.Cellule(0, 0).Texte + ".zip", documents.Cellule(2, 0).Texte + ".zip"}) {
		t.Errorf("%v", l)
	}
	b.cliquer("Tout copier…")
	b.touches(fyne.KeyReturn)
	b.veut("5 documents copiés")
	if l := noms(t, cle); len(l) != 7 {
		t.Errorf("%v", l)
	}
	b.cliquer("Ouvrir le dossier") // of the notice
	b.toile().Focus(documents)
	b.touches(fyne.KeyReturn)
	if len(b.ouverts) != 2 || b.ouverts[0] != cle || filepath.Ext(b.ouverts[1]) != ".zip" {
		t.Errorf("opened: %v", b.ouverts)
	}
}

// TestAccountsOfOneActivity: the register keeps those of the activity that a person
// comes from, or chooses; an account leaves as a file.
func TestAccountsOfOneActivity(t *testing.T) {
	b := demonstration(t)
	for id, valeurs := range map[string]map[string][]string{activite.IDPlan1: nil, "listes-candidats": {"liste": {"anonyme"}}} {
		if _, err := b.s.Lancer(context.Background(), id, activite.Demande{Titre: activite.SansTitre, Par: "P", Valeurs: valeurs}); err != nil {
			t.Fatal(err)
		}
	}
	b.f.Aller(modele.EcranComptes, nil)
	registre := b.tableau("Durée")
	if registre.Nombre() != 2 {
		t.Fatalf("%d accounts", registre.Nombre())
	}
	b.veut("Etat", "Sans planification.")
	b.choisirDans(modele.ToutesActivites, "Générer le plan de secours")
	if registre.Nombre() != 1 || registre.Cellule(0, 2).Texte != "Plan de secours du 1er groupe" {
		t.Errorf("%d accounts, the first %q", registre.Nombre(), registre.Cellule(0, 2).Texte)
	}
	cle := t.TempDir()
	b.cles = []poste.Cle{{Nom: "CLE", Dossier: cle}}
	b.cliquer("Télécharger le compte rendu")
	b.touches(fyne.KeyReturn)
	b.veut("1 document copié dans")
	l := noms(t, cle)
	if len(l) != 1 || filepath.Ext(l[0]) != ".txt" {
		t.Fatalf("%v", l)
	}
	lu, err := os.ReadFile(filepath.Join(cle, l[0]))
	if err != nil || !strings.Contains(string(lu), "Groupe de décision : 10") {
		t.Errorf("%q %v", lu, err)
	}
	b.f.Aller("listes-candidats", []string{"31310"})
	b.cliquer("Mémoriser ces résultats")
	b.cliquer("Afficher le compte rendu")
	b.veut("Listes de candidats – 1er groupe")
	if n := b.tableau("Durée").Nombre(); n != 2 {
		t.Errorf("%d accounts of the activity that a person comes from", n)
	}
}

func noms(t *testing.T, dossier string) (l []string) {
	t.Helper()
	fs, err := filepath.Glob(filepath.Join(dossier, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		l = append(l, filepath.Base(f))
	}
	slices.Sort(l)
	return l
}
