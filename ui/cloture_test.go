package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
	"delib/ui/modele/grille"
)

// TestEnterMovesNoJury: from the start, whatever is opened by it, Enter again and
// again leaves every jury where it is.
func TestEnterMovesNoJury(t *testing.T) {
	b := demonstration(t)
	avant := b.etats()
	immobiles := func(ou string) {
		t.Helper()
		for code, e := range b.etats() {
			if e != avant[code] {
				t.Fatalf("%s: Enter took jury %s from %v to %v", ou, code, avant[code], e)
			}
		}
	}
	for range 5 {
		b.touches(fyne.KeyReturn)
	}
	immobiles("from the start")
	// The same once a plan is made, at each state of the way.
	b = demonstration(t)
	if _, err := b.s.Lancer(context.Background(), activite.IDPlan1, activite.Demande{Titre: activite.SansTitre, Par: "P"}); err != nil {
		t.Fatal(err)
	}
	for _, etat := range []examen.Etat{examen.Deliberation1, examen.Editions1, examen.Termine1, examen.RecueilNotes, examen.Deliberation2} {
		for code := range avant {
			b.avancer(code, etat)
		}
		avant = b.etats()
		if etat == examen.Editions1 { // the home sends to the end of the group
			for code := range avant {
				for _, id := range []string{activite.IDPV1, activite.IDListes1} {
					if _, err := b.s.Lancer(context.Background(), id, activite.Demande{Titre: "T", Par: "P", Jurys: []string{code}}); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		b.f.Aller(modele.EcranAccueil, nil)
		for range 8 {
			b.touches(fyne.KeyReturn)
		}
		immobiles(etat.Code())
		for b.toile().Overlays().Top() != nil {
			b.touches(fyne.KeyEscape)
		}
	}
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == "Clore la délibération" {
			t.Error("the home closes a jury")
		}
	}
}

// livrer ticks all the livrets of a jury.
func (b *banc) livrer(jury string) {
	b.t.Helper()
	if _, err := b.s.ExaminerLivrets(context.Background(), jury, nil, "P"); err != nil {
		b.t.Fatal(err)
	}
}

// TestAfterTheClosing: the screen stays on the jury, read only, and shows the ways on.
func TestAfterTheClosing(t *testing.T) {
	b := demonstration(t)
	b.livrer("31310")
	b.clore("31310")
	b.veut("Jury 31310 – Banque", "31310 close : ", "130 - Editions")
	for _, texte := range []string{"Modifier la note", "Livret examiné (Espace)", "Retirer la coche du livret (Espace)"} {
		for _, o := range b.objets() {
			if x, ok := o.(*composant.Bouton); ok && x.Texte == texte && !x.Disabled() {
				t.Errorf("%q can be used on a jury that has closed", texte)
			}
		}
	}
	b.touches(fyne.KeySpace, fyne.KeyReturn)
	b.taper("1") // on a mark
	if b.toile().Overlays().Top() != nil {
		t.Errorf("something opens on a jury that has closed:\n%s", b.ecrit())
	}
	b.cliquer("Procès-verbal")
	b.veut("1 jury coché sur 1 sélectionnable")
	b.raccourci(modele.TitreDeliberer)
	b.veut("31310 close : ")
	b.cliquer("Jury suivant : 31408")
	b.veut("Jury 31408 – Comptabilité et gestion", "Clore la délibération")
}

// TestCurrentJuryIsKept across screens, Ctrl+D and a new start.
func TestCurrentJuryIsKept(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.veut("Jury 31310 – Banque")
	b.f.Aller(modele.EcranComptes, nil)
	b.raccourci(modele.TitreDeliberer)
	b.veut("Jury 31310 – Banque")
	b.raccourci(modele.TitreAccueil)
	f := ui.Nouvelle(fyne.CurrentApp(),
		ui.Options{Service: b.s, Auteur: "Claire Martin", Horloge: horloge, EnFond: func(f func()) { f() }, SurEcran: func(f func()) { f() }})
	x := &banc{t: t, f: f, s: b.s}
	f.Window.Resize(fyne.NewSize(1366, 700))
	x.raccourci(modele.TitreDeliberer)
	x.veut("Jury 31310 – Banque")
}

// TestACardActsOnItsJury: the others of the same state are a choice.
func TestACardActsOnItsJury(t *testing.T) {
	b := demonstration(t)
	for _, code := range []string{"20112", "31310", "31408"} {
		b.avancer(code, examen.Editions1)
		for _, id := range []string{activite.IDPV1, activite.IDListes1} {
			if _, err := b.s.Lancer(context.Background(), id, activite.Demande{Titre: "T", Par: "P", Jurys: []string{code}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.f.Aller(activite.IDTerminer1, []string{"31310"})
	b.veut("Terminer 1er groupe : 31310")
	b.touches(fyne.KeyReturn)
	b.veut("Ce jury passe de « 130 -", "31310 - Banque", "Les 2 autres jurys du même état aussi : 20112, 31408", "Procès-verbal : produit à 11:18")
	b.touches(fyne.KeyRight, fyne.KeyReturn)
	if e := b.etats(); e["31310"] != examen.Termine1 || e["20112"] != examen.Editions1 || e["31408"] != examen.Editions1 {
		t.Errorf("%v", e)
	}
	b.f.Aller(activite.IDTerminer1, []string{"20112"})
	b.touches(fyne.KeyReturn)
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Case); ok {
			test.Tap(x)
		}
	}
	b.veut("Ces 2 jurys passent", "20112 - Systèmes", "31408 - Comptabilité")
	b.touches(fyne.KeyTab)
	b.cliquer("Terminer 1er groupe")
	if e := b.etats(); e["20112"] != examen.Termine1 || e["31408"] != examen.Termine1 {
		t.Errorf("%v", e)
	}
}

// TestSpaceInASearch: typing searches a candidate, Space inside it is a letter; alone
// it asks, and the tick can be taken back.
func TestSpaceInASearch(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.cliquer("Anonyme  (montrer les noms)")
	d, err := b.s.Jury(context.Background(), "31310")
	if err != nil {
		t.Fatal(err)
	}
	coches := func() (n int) {
		t.Helper()
		d, err := b.s.Jury(context.Background(), "31310")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Candidats {
			if c.LivretExamine {
				n++
			}
		}
		return n
	}
	liste := b.tableau("Modif.")
	b.toile().Focus(liste)
	c := d.Candidats[len(d.Candidats)-1]
	for _, r := range modele.Replier(c.NomComplet()) {
		if r == ' ' {
			b.touches(fyne.KeySpace) // the driver gives the key, then the letter
		}
		liste.TypedRune(r)
	}
	if l := liste.Cellule(liste.Curseur(), 0).Texte; l != c.NomComplet() {
		t.Errorf("the search for %s went to %q", c.NomComplet(), l)
	}
	b.veut("Recherche « ", "1 candidat")
	if n := coches(); n != 0 || b.toile().Overlays().Top() != nil {
		t.Fatalf("%d livrets ticked by a search:\n%s", n, b.ecrit())
	}
	liste.Placer(0)
	if strings.Contains(b.ecrit(), "Recherche « ") {
		t.Error("the search goes on after a click on another row")
	}
	for i := range liste.Nombre() {
		if l := liste.Cellule(i, 4).Texte; l != "–" {
			liste.Placer(i)
			break
		}
	}
	b.touches(fyne.KeySpace)
	if n := coches(); n != 0 {
		t.Fatal("Space ticks by itself")
	}
	b.touches(fyne.KeyReturn)
	b.veut("livret examiné.", "Retirer la coche du livret (Espace)")
	if n := coches(); n != 1 {
		t.Fatalf("%d ticked", n)
	}
	b.touches(fyne.KeySpace)
	b.veut("Coché par erreur", "restent au journal")
	b.touches(fyne.KeyReturn)
	b.veut("la coche « livret examiné » est retirée", "Livret examiné (Espace)")
	if n := coches(); n != 0 {
		t.Errorf("%d ticked still", n)
	}
}

// TestPlanMadeAgainFromTheHome: acts of the jury are no alarm, and one click makes the
// plan again.
func TestPlanMadeAgainFromTheHome(t *testing.T) {
	b := demonstration(t)
	if _, err := b.s.Lancer(context.Background(), activite.IDPlan1, activite.Demande{Titre: activite.SansTitre, Par: "P"}); err != nil {
		t.Fatal(err)
	}
	b.livrer("31310")
	b.f.Aller(modele.EcranAccueil, nil)
	b.veut("Plan de 11:18, 7 actes depuis", "0 plan de secours à générer", "Le jury délibère, puis clôt")
	b.cliquer("Refaire le plan de secours")
	b.veut("Plan de secours du jury 31310 généré", "GRD_10_31310")
	if fs, _ := filepath.Glob(filepath.Join(b.s.Documents, "*31310*.zip")); len(fs) != 2 {
		t.Errorf("%v", fs)
	}
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == "Refaire le plan de secours" {
			t.Error("an up-to-date plan is to be made again")
		}
	}
}

// TestMarkOfTheRowThatIsLit: "Modifier la note" acts on it, on none when none is; a
// double click opens it, and a figure opens it with that figure.
func TestMarkOfTheRowThatIsLit(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	if !b.bouton("Modifier la note").Disabled() {
		t.Error("a mark can be modified, and none is lit")
	}
	b.touches(fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown)
	pv := b.toile().Focused().(*table.Tableau)
	ligne := pv.Curseur()
	b.cliquer("Modifier la note")
	b.veut("Modifier une note", strings.Fields(pv.Cellule(ligne, 0).Texte)[0]+" ")
	b.touches(fyne.KeyEscape)
	b.toile().Focus(b.tableau("Modif."))
	b.touches(fyne.KeyDown)
	if !b.bouton("Modifier la note").Disabled() || pv.Curseur() >= 0 {
		t.Error("the mark of another candidate is lit before anybody chose it")
	}
	pv.Double(2)
	b.veut("Modifier une note")
	b.touches(fyne.KeyEscape)
	b.toile().Focus(pv)
	b.taper("7")
	if x, ok := b.toile().Focused().(*composant.Saisie); !ok || x.Text != "7" {
		t.Errorf("a figure opens %T", b.toile().Focused())
	}
}

// TestHistoryOnTheSheet: the sheet of a candidate says who changed what, and why.
func TestHistoryOnTheSheet(t *testing.T) {
	b := demonstration(t)
	c, besoin := b.sousDix("31408")
	if _, err := b.s.ModifierNote(context.Background(),
		activite.Modification{
			Jury: "31408", Candidat: c.Cle.String(), Epreuve: besoin.Epreuve.Code, Valeur: besoin.Note.Court(), Motif: "Copie relue", Par: "Anne Petit",
		}); err != nil {
		t.Fatal(err)
	}
	b.raccourci("Rechercher…")
	b.taper(c.Cle.Numero)
	b.touches(fyne.KeyReturn)
	b.veut("Ce qui a été changé", besoin.Actuel.Libelle()+" devient "+besoin.Note.Court(), "Copie relue", "Anne Petit", "06/06/2023")
}

// TestMarkWithdrawnInTheGrid: Suppr asks for the reason, and the mark lacks again.
func TestMarkWithdrawnInTheGrid(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.RecueilNotes)
	b.choisirTout("31310")
	b.f.Aller("saisir-notes", []string{"31310"})
	b.taper("12")
	b.touches(fyne.KeyReturn)
	b.raccourci("Enregistrer")
	g := b.grille()
	g.Placer(0, grille.NotesNote)
	touchesGrille(g, fyne.KeyDelete)
	b.veut("Retirer une note enregistrée", "12.0")
	b.cliquer("Retirer la note")
	b.veut("Le motif est obligatoire")
	b.taper("Mauvais candidat")
	b.touches(fyne.KeyReturn)
	b.veut("Note retirée : ")
	if c := g.M.Cellule(0, grille.NotesNote); c.Texte != "" || c.Modifiee {
		t.Errorf("%+v", c)
	}
	_, cs := b.admis("31310")
	as, err := b.s.Historique(context.Background(), "31310", cs[0].Cle)
	if n := len(as); err != nil || n < 2 || as[n-1].Genre != jury.GenreRetirer2 || as[n-1].Motif != "Mauvais candidat" || as[n-1].De != "12.00" {
		t.Errorf("%v %+v", err, as)
	}
	// What was only typed goes without a question.
	b.taper("9")
	b.touches(fyne.KeyReturn)
	g.Placer(0, grille.NotesNote)
	touchesGrille(g, fyne.KeyDelete)
	if b.toile().Overlays().Top() != nil || g.M.Modifications() != 0 {
		t.Errorf("%d left:\n%s", g.M.Modifications(), b.ecrit())
	}
}

// TestNewStatesAreNotLost: Ctrl+S records them, leaving asks.
func TestNewStatesAreNotLost(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("avancement", nil)
	b.touches(fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.f.Aller(modele.EcranAccueil, nil)
	b.veut("1 nouvel état choisi n’est pas enregistré")
	b.cliquer("Rester ici")
	b.touches(fyne.KeyF5)
	b.veut("1 nouvel état choisi n’est pas enregistré")
	b.cliquer("Rester ici")
	b.raccourci("Enregistrer")
	b.veut("« Motif » est obligatoire")
	b.taper("Demande de la DEC")
	b.raccourci("Enregistrer")
	b.veut("Changement exceptionnel d’état")
	b.confirmer()
	b.veut("Enregistrement effectué")
	b.f.Aller(modele.EcranAccueil, nil)
	b.veut(modele.TitreAccueil, "5 jurys")
}

// TestPlanMadeAtEachClosing: said once, the plan is made again before the closing, and
// to a second folder; a key that is not there holds nothing up, and is told.
func TestPlanMadeAtEachClosing(t *testing.T) {
	b := demonstration(t)
	cle := t.TempDir()
	b.raccourci("Réglages de ce poste…")
	b.touches(fyne.KeySpace)
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok {
			x.SetText(filepath.Join(cle, "absent"))
		}
	}
	b.cliquer("Enregistrer")
	b.veut("n’est pas là.")
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Saisie); ok {
			x.SetText(cle)
		}
	}
	b.cliquer("Enregistrer")
	b.clore("31310") // refused for a livret: no plan is made for that
	b.touches(fyne.KeyEscape)
	if fs, _ := filepath.Glob(filepath.Join(cle, "*.zip")); len(fs) != 0 {
		t.Errorf("a closing that is refused leaves %v", fs)
	}
	b.livrer("31310")
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.cliquer("Clore la délibération")
	b.veut("Plan de secours jamais généré ; il va être refait")
	b.confirmer()
	b.veut("31310 close : ", "Plan de secours refait avant la clôture : CYCLADES_DELIB_0250001R_BTS_2023-06_GRD_10_31310.zip", cle)
	for _, dossier := range []string{cle, b.s.Documents} {
		if fs, _ := filepath.Glob(filepath.Join(dossier, "*_31310.zip")); len(fs) != 1 {
			t.Errorf("in %s: %v", dossier, fs)
		}
	}
	if err := os.RemoveAll(cle); err != nil {
		t.Fatal(err)
	}
	b.livrer("31408")
	b.clore("31408")
	b.veut("31408 close : ", "La copie n’a pas été faite")
	if _, err := os.Stat(cle); err == nil || b.etats()["31408"] != examen.Editions1 {
		t.Errorf("the key is made on the disk, or the jury is not closed: %v", b.etats())
	}
}
