package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// copierVers puts a file into a folder, and gives its place there.
func copierVers(t *testing.T, dossier, fichier string) string {
	t.Helper()
	o, err := os.ReadFile(fichier)
	if err != nil {
		t.Fatal(err)
	}
	vers := filepath.Join(dossier, filepath.Base(fichier))
	if err := os.WriteFile(vers, o, 0o600); err != nil {
		t.Fatal(err)
	}
	return vers
}

// TestDossiersOfAKeyAreFound: what a key holds is listed with its centre, exam, session
// and date; the file that was chosen comes first the next time.
func TestDossiersOfAKeyAreFound(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	b := demonstration(t)
	cle := t.TempDir()
	copierVers(t, cle, dossierBTS)
	bcp := copierVers(t, cle, dossierBCP)
	if err := os.WriteFile(filepath.Join(cle, "photos.zip"), []byte("rien"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.cles = []poste.Cle{{Nom: "ACADEMIE", Dossier: cle}}
	b.f.Aller(modele.EcranImporter, nil)
	b.cliquer("Parcourir…")
	liste := b.tableau("Taille")
	if liste.Nombre() != 2 { // not the photographs
		t.Fatalf("%d files at hand:\n%s", liste.Nombre(), b.ecrit())
	}
	contenus := liste.Cellule(0, 1).Texte + liste.Cellule(1, 1).Texte
	for _, x := range []string{"BTS 2023-06 · du 06/06/2023 · LP NELSON MANDELA", "Bac pro 2021-06", "P BREQUIGNY", "(0350059Z)"} {
		if !strings.Contains(contenus, x) {
			t.Errorf("%q is not said: %q", x, contenus)
		}
	}
	b.cliquer("Clé USB : ACADEMIE")
	for i := range liste.Nombre() {
		if liste.Cellule(i, 0).Texte == filepath.Base(bcp) {
			liste.Placer(i)
		}
	}
	b.cliquer("Choisir")
	if x := b.toile().Overlays().Top(); x != nil {
		t.Fatalf("the dialog stays:\n%s", b.ecrit())
	}
	b.veut(bcp)
	b.cles = nil
	b.cliquer("Parcourir…")
	if n := b.tableau("Taille").Nombre(); n != 1 || b.tableau("Taille").Cellule(0, 0).Texte != filepath.Base(bcp) {
		t.Errorf("%d files opened last", n)
	}
}

// TestPathIsTypedInThePicker: a folder is listed, a file is taken, what is not there is
// said; no step leaves the dialog without a file.
func TestPathIsTypedInThePicker(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	b := demonstration(t)
	dossier := t.TempDir()
	bts := copierVers(t, dossier, dossierBTS)
	if err := os.Mkdir(filepath.Join(dossier, "autres"), 0o700); err != nil {
		t.Fatal(err)
	}
	b.f.Aller(modele.EcranImporter, nil)
	b.cliquer("Parcourir…")
	champ := b.champ("Chemin d’un dossier ou d’un fichier")
	taper := func(texte string) {
		t.Helper()
		champ.SetText(texte)
		b.toile().Focus(champ)
		b.touches(fyne.KeyReturn)
	}
	taper(filepath.Join(dossier, "absent"))
	b.veut("n’existe pas, ou ne se lit pas")
	taper(dossier)
	liste := b.tableau("Taille")
	if liste.Nombre() != 3 || liste.Cellule(1, 0).Texte != "autres  ›" {
		t.Fatalf("%d rows: %q", liste.Nombre(), liste.Texte())
	}
	b.toile().Focus(liste)
	liste.Placer(1)
	b.touches(fyne.KeyReturn)
	if liste.Nombre() != 1 { // the way up
		t.Errorf("%d rows in an empty folder", liste.Nombre())
	}
	b.touches(fyne.KeyBackspace)
	if liste.Nombre() != 3 {
		t.Errorf("Backspace leads to %d rows", liste.Nombre())
	}
	taper(bts)
	if b.toile().Overlays().Top() != nil {
		t.Fatal("the file is not taken")
	}
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok && x.Text == bts {
			return
		}
	}
	t.Error("the field has not its path")
}

// TestADroppedZIPOpens: on the first start it is opened, later it is imported; another
// file is refused and changes nothing.
func TestADroppedZIPOpens(t *testing.T) {
	b := nouveauBanc(t)
	chemin, err := filepath.Abs(dossierBTS)
	if err != nil {
		t.Fatal(err)
	}
	b.f.Deposer(storage.NewFileURI(filepath.Join(t.TempDir(), "photo.png")))
	b.veut("Ce fichier ne s’ouvre pas ici")
	b.touches(fyne.KeyEscape)
	b.f.Deposer(storage.NewFileURI(chemin))
	b.touches(fyne.KeyReturn) // the name that is proposed
	b.veut(modele.TitreAccueil, "LP NELSON MANDELA")
	b.f.Deposer(storage.NewFileURI(chemin))
	b.veut("Importer un dossier", "Dossier importé.")
}
