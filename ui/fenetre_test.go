package ui_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"delib/assets"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/store"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// banc is a window on a real base, driven as a person does; work runs at once,
// on the test's goroutine.
type banc struct {
	t       *testing.T
	f       *ui.Fenetre
	s       *activite.Service
	ouverts []string // files given to the system's reader
	enFond  func(func())
	cles    []poste.Cle // USB keys that are there
	papiers []string    // what was printed: printer, copies, file
	// minuterie, if any, gets what would run in a while.
	minuterie func(func())
	// surEcran, if any, gets what other goroutines bring to the screen's.
	surEcran func(func())
}

// horloge is always at the same time: the same pictures, whatever the day. A test may
// let avance pass.
func horloge() time.Time { return time.Date(2023, 6, 6, 11, 18, 0, 0, time.UTC).Add(avance) }

var avance time.Duration

// nouveauBanc gives a window on a new base, in which dossiers were imported.
func nouveauBanc(t *testing.T, dossiers ...string) *banc {
	t.Helper()
	return nouveauBancAvec(t, nil, nil, dossiers...)
}

// nouveauBancAvec is nouveauBanc with an exchange and users.
func nouveauBancAvec(t *testing.T, e poste.Echange, us poste.Utilisateurs, dossiers ...string) *banc {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(composant.NouveauTheme())
	if err := ui.Franciser(); err != nil {
		t.Fatal(err)
	}
	dossier := t.TempDir()
	base, err := store.Ouvrir(context.Background(), dossier, store.Options{Creer: true, Application: "test", Horloge: horloge})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := base.Fermer(); err != nil {
			t.Error(err)
		}
	})
	var depot activite.Depot = base
	if f, ok := e.(*fauxEchange); ok && f.divergence != nil {
		depot = divergent{base, f}
	}
	b := &banc{t: t, s: activite.Nouveau(depot, horloge, filepath.Join(dossier, "documents")), enFond: func(f func()) { f() }}
	for _, d := range dossiers {
		if _, err := b.s.Importer(context.Background(), d, "test"); err != nil {
			t.Fatal(err)
		}
	}
	b.f = ui.Nouvelle(app, ui.Options{
		Service: b.s, Auteur: "Claire Martin", Demonstration: centreDesTests(t), DemonstrationBacPro: assets.DemonstrationBacPro, Donnees: dossier,
		Horloge: horloge, Cles: func() []poste.Cle { return b.cles },
		Impression: &poste.Impression{Imprimantes: func() ([]string, error) { return []string{"Salle-des-profs", "Secretariat"}, nil },
			Envoyer: func(imprimante string, copies int, fichiers []string) error {
				for _, f := range fichiers {
					b.papiers = append(b.papiers, fmt.Sprintf("%s %d %s", imprimante, copies, filepath.Base(f)))
				}
				return nil
			}},
		Echange: e, Utilisateurs: us, Portail: portailDu(e), EnFond: func(f func()) { b.enFond(f) }, SurEcran: func(f func()) {
			if b.surEcran != nil {
				b.surEcran(f)
				return
			}
			f()
		},
		Minuterie: func(_ time.Duration, f func()) func() {
			if b.minuterie != nil {
				b.minuterie(f)
			}
			return func() {}
		},
		OuvrirFichier: func(c string) error { b.ouverts = append(b.ouverts, c); return nil },
		Journal:       func(ref string, err error) { t.Errorf("technical error %s: %v", ref, err) },
	})
	b.f.Window.Resize(fyne.NewSize(1366, 700))
	return b
}

// centreDesTests is the dossier that the tests try the program with: it stands
// still when the demonstration gets richer.
func centreDesTests(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile(dossierBTS)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// demonstration is a window on the demonstration centre, its author named.
func demonstration(t *testing.T) *banc {
	b := nouveauBanc(t)
	b.cliquer("Essayer avec le centre de démonstration")
	b.touches(fyne.KeyReturn) // the name that is proposed
	return b
}

// TestDemonstrations: each demonstration opens from the first start, and every
// screen of it has something to show.
func TestDemonstrations(t *testing.T) {
	for bouton, veut := range map[string]string{"Essayer avec le centre de démonstration": "BTS", "Essayer avec un bac pro de 2026": "BCP"} {
		b := nouveauBanc(t)
		b.cliquer(bouton)
		b.touches(fyne.KeyReturn)
		c, p, err := b.s.Centre(context.Background())
		if err != nil || c.Examen != veut {
			t.Fatalf("%s: %v %v", bouton, c, err)
		}
		b.veut("Centre de démonstration")
		for _, e := range modele.MenuEntier(p) {
			if e.ID == "" {
				continue
			}
			if b.f.Aller(e.ID, nil); b.toile().Focused() == nil {
				t.Errorf("%s, %s: nothing has the focus", veut, e.ID)
			}
		}
	}
}

func (b *banc) toile() fyne.Canvas { return b.f.Window.Canvas() }

// objets gives what is on top: the dialog if there is one, the window if not.
func (b *banc) objets() []fyne.CanvasObject {
	if o := b.toile().Overlays().Top(); o != nil {
		return test.LaidOutObjects(o)
	}
	return test.LaidOutObjects(b.toile().Content())
}

// ecrit gives all that can be read on top.
func (b *banc) ecrit() string {
	var s strings.Builder
	for _, o := range b.objets() {
		switch x := o.(type) {
		case *canvas.Text:
			if x.Visible() {
				s.WriteString(x.Text + "\n")
			}
		case *composant.Saisie:
			s.WriteString(x.Text + "\n")
		}
	}
	return s.String()
}

// veut fails unless each text can be read; lines that were broken count as one.
func (b *banc) veut(textes ...string) {
	b.t.Helper()
	vu := strings.Join(strings.Fields(b.ecrit()), " ")
	for _, t := range textes {
		if !strings.Contains(vu, strings.Join(strings.Fields(t), " ")) {
			b.t.Fatalf("%q is not on the screen:\n%s", t, b.ecrit())
		}
	}
}

func (b *banc) bouton(texte string) *composant.Bouton {
	b.t.Helper()
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && x.Texte == texte {
			return x
		}
	}
	b.t.Fatalf("no button %q on:\n%s", texte, b.ecrit())
	return nil
}

func (b *banc) cliquer(texte string) {
	b.t.Helper()
	x := b.bouton(texte)
	if x.Disabled() {
		b.t.Fatalf("button %q is disabled", texte)
	}
	test.Tap(x)
}

func (b *banc) tableau(colonne string) *table.Tableau {
	b.t.Helper()
	for _, o := range b.objets() {
		if x, ok := o.(*table.Tableau); ok && x.Colonnes[len(x.Colonnes)-1].Titre == colonne {
			return x
		}
	}
	b.t.Fatalf("no table with %q", colonne)
	return nil
}

// touches presses keys as the driver does: Tab moves the focus, the others go
// to the widget that has it, or else to the window.
func (b *banc) touches(noms ...fyne.KeyName) {
	for _, n := range noms {
		if n == fyne.KeyTab {
			b.toile().FocusNext()
			continue
		}
		ev := &fyne.KeyEvent{Name: n}
		if w := b.toile().Focused(); w != nil {
			w.TypedKey(ev)
		} else if f := b.toile().OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// tabJusqua presses Tab until a button has the focus.
func (b *banc) tabJusqua(texte string) {
	b.t.Helper()
	for i := 0; i < 60; i++ {
		if x, ok := b.toile().Focused().(*composant.Bouton); ok && x.Texte == texte {
			return
		}
		b.touches(fyne.KeyTab)
	}
	b.t.Fatalf("Tab never reaches %q", texte)
}

func (b *banc) etats() map[string]examen.Etat {
	b.t.Helper()
	ss, err := b.s.Situations(context.Background())
	if err != nil {
		b.t.Fatal(err)
	}
	m := map[string]examen.Etat{}
	for _, s := range ss {
		m[s.Code] = s.Etat
	}
	return m
}

func TestFirstStartAsksOneThing(t *testing.T) {
	b := nouveauBanc(t)
	b.veut("Quel dossier de centre voulez-vous ouvrir ?", "Essayer avec le centre de démonstration")

	faux := filepath.Join(t.TempDir(), "faux.zip")
	if err := os.WriteFile(faux, []byte("rien"), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Type(b.toile().Focused(), faux)
	b.touches(fyne.KeyReturn)
	b.veut("! ") // the refusal is on the same screen

	b.cliquer("Essayer avec le centre de démonstration")
	b.veut("Votre nom", "Claire Martin")
	b.touches(fyne.KeyReturn)
	b.veut(modele.TitreAccueil, "BTS", "2023-06", "LP NELSON MANDELA", "Centre de démonstration", "Hors ligne", "Par : Claire Martin",
		"20112", "22207", "25302", "31310", "31408", "110 - Délibération du 1er groupe", "Plan de secours jamais généré", "5 jurys", "50 candidats")
	if nom, _ := b.s.Reglage(context.Background(), "auteur"); nom != "Claire Martin" {
		t.Errorf("author kept: %q", nom)
	}
}

func TestPlanDeSecoursThenCompteRendu(t *testing.T) {
	b := demonstration(t)
	b.tabJusqua("Générer le plan de secours")
	b.touches(fyne.KeyReturn)
	b.veut("Générer le plan de secours par jury", "Titre édition *", "Sélectionner / désélectionner tous les jurys", "1 jury coché sur 5 sélectionnables",
		"La génération du plan de secours est obligatoire.")
	b.tabJusqua("Générer")
	b.touches(fyne.KeyReturn)
	b.veut("Vous allez générer le plan de secours de 1 jury", "20112")
	b.touches(fyne.KeyReturn)
	b.veut("Le traitement s’est bien déroulé", "CYCLADES_DELIB_0250001R_BTS_2023-06_GRD_10_20112.zip")
	b.touches(fyne.KeyReturn) // the focus is on "Afficher le compte rendu"
	b.veut("Liste des documents générés", "ZIP", "Le traitement s'est bien déroulé.", "Groupe de décision : 10", "Par : Claire Martin")
	b.cliquer("Ouvrir")
	if len(b.ouverts) != 1 || filepath.Ext(b.ouverts[0]) != ".zip" {
		t.Errorf("opened: %v", b.ouverts)
	}

	b.cliquer("Enregistrer vers…")
	b.cliquer("Parcourir…")
	b.touches(fyne.KeyEscape)
	b.veut("Enregistrer vers…", "Nom du fichier")
	b.touches(fyne.KeyEscape)

	dossier := t.TempDir()
	for i, nom := range []string{"CYCLADES_DELIB_0250001R_BTS_2023-06_GRD_10_20112.zip", "CYCLADES_DELIB_0250001R_BTS_2023-06_GRD_10_20112 (2).zip"} {
		b.cliquer("Enregistrer vers…")
		b.toile().Focused().(*composant.Saisie).SetText(dossier)
		b.touches(fyne.KeyReturn)
		b.veut("1 document copié dans « " + dossier + " »")
		if _, err := os.Stat(filepath.Join(dossier, nom)); err != nil {
			t.Errorf("copy %d: %v", i+1, err)
		}
	}
	b.cliquer("Ouvrir le dossier")
	if len(b.ouverts) != 2 || b.ouverts[1] != dossier {
		t.Errorf("opened: %v", b.ouverts)
	}
	b.f.Aller(modele.EcranAccueil, nil)
	b.veut("Plan de secours à jour", "4 plans de secours à générer")
}

func TestFileDialogsOpenAndEscClosesThem(t *testing.T) {
	b := nouveauBanc(t)
	b.cliquer("Parcourir…")
	b.toile().Unfocus()
	b.touches(fyne.KeyEscape)
	b.veut("Quel dossier de centre voulez-vous ouvrir ?")
	b = demonstration(t)
	b.f.Aller(modele.EcranImporter, nil)
	b.cliquer("Parcourir…")
	b.toile().Unfocus()
	b.touches(fyne.KeyEscape)
	b.veut("Dossier de centre", "Importer")
}

func TestCancelledPlanLeavesNothing(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("plan-secours-groupe1", nil)
	var attend func()
	b.cliquer("Générer")
	b.enFond = func(f func()) { attend = f }
	b.touches(fyne.KeyReturn)
	b.enFond = func(f func()) { f() }
	b.veut("Préparation…")
	b.f.Aller(modele.EcranAccueil, nil) // the run is found again as it was
	b.f.Aller("plan-secours-groupe1", nil)
	b.cliquer("Annuler")
	attend()
	b.veut("Annulé : aucun fichier n’a été produit.")
	if fs, _ := filepath.Glob(filepath.Join(b.s.Documents, "*.zip")); len(fs) > 0 {
		t.Errorf("files left: %v", fs)
	}
}

func TestRefusalToCloseThenLivretsThenVueSynthetique(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"20112"})
	b.tabJusqua("Clore la délibération")
	b.touches(fyne.KeyReturn)
	b.veut("Ce jury passe de « 110 - Délibération du 1er groupe » à « 130 -", "Les décisions du jury sont arrêtées")
	b.confirmer()
	b.veut("Ce n’est pas possible", "N° ", "livret non examiné")
	if strings.Contains(b.ecrit(), "livret-examine") {
		t.Error("the window shows a command's name")
	}
	b.tabJusqua("Cocher les livrets examinés…")
	b.touches(fyne.KeyReturn, fyne.KeySpace)
	t1 := b.tableau("Pour clore")
	for i := 1; t1.Cellule(i, 1).Texte == "! obligatoire : serait refusé"; i++ {
		b.touches(fyne.KeyDown, fyne.KeySpace) // those that the closing waits for come first
	}
	b.tabJusqua("Enregistrer")
	b.touches(fyne.KeyReturn)
	b.veut("Elle se retire jusqu’à la clôture")
	b.touches(fyne.KeyReturn)
	b.veut("Jury 20112 : 1 livret examiné.")
	b.tabJusqua("Clore la délibération")
	b.touches(fyne.KeyReturn)
	b.confirmer()
	b.veut("20112 close : ", "130 - Editions après la délibération du 1er groupe")

	b.f.Aller("terminer-groupe1", nil)
	b.veut("Vue synthétique", "Vue détaillée", "Période de délibération", "Terminer 1er groupe", "Ouvrir délibération 2nd groupe", "Terminer 2nd groupe")
	b.touches(fyne.KeyReturn) // the table has the focus, on the line of this activity
	b.veut("Ce jury passe de « 130 -", "20112 - Systèmes numériques", "Vous rendez la main à l’académie")
	b.touches(fyne.KeyEscape)
	if e := b.etats()["20112"]; e != examen.Editions1 {
		t.Fatalf("Esc moved the jury to %v", e)
	}
	b.touches(fyne.KeyReturn)
	b.veut("Procès-verbal : jamais produit", "Listes de résultats : jamais produites")
	b.confirmer()
	b.veut("Enregistrement effectué")
	if e := b.etats()["20112"]; e != examen.Termine1 {
		t.Errorf("state: %v", e)
	}
}

func TestExceptionalMoveWantsItsReason(t *testing.T) {
	b := demonstration(t)
	b.f.Aller("avancement", nil)
	b.veut("Acte exceptionnel", "Nouvel état", "Affichage de l’élément 1 à 5 sur 5 éléments")
	b.touches(fyne.KeyDown, fyne.KeyReturn)
	b.veut("(pas de changement)", "105 -", "130 -")
	b.touches(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.cliquer("Enregistrer (Ctrl+S)")
	b.veut("« Motif » est obligatoire")
	test.Type(b.toile().Focused(), "Erreur de saisie signalée par la DEC")
	b.cliquer("Enregistrer (Ctrl+S)")
	b.veut("Changement exceptionnel d’état", "22207", "Motif : Erreur de saisie")
	b.confirmer()
	b.veut("Enregistrement effectué")
	if e := b.etats()["22207"]; e != examen.ModificationNotes {
		t.Errorf("state: %v", e)
	}
	b.cliquer("Acte de l’académie (simulé)")
	b.veut("simulé parce que ce centre est une démonstration")
	b.confirmer()
	if e := b.etats()["22207"]; e != examen.Deliberation1 {
		t.Errorf("state after the académie's act: %v", e)
	}
}

func TestEveryEntryOpensAndFits(t *testing.T) {
	b := demonstration(t)
	const largeur, hauteur = 1366, 768 - 60 // the system's and the window's bars
	vus := 0
	for _, a := range activite.Menu() {
		if !modele.AUnEcran(a) {
			continue
		}
		vus++
		b.f.Aller(a.ID, nil)
		if m := b.f.Window.Content().MinSize(); m.Width > largeur || m.Height > hauteur {
			t.Errorf("%s wants %v", a.ID, m)
		}
		if b.toile().Focused() == nil {
			t.Errorf("%s: nothing has the focus", a.ID)
		}
	}
	if vus < 5 {
		t.Fatalf("only %d entries", vus)
	}
	for _, id := range []string{modele.EcranAccueil, modele.EcranComptes, modele.EcranImporter} {
		b.f.Aller(id, nil)
		if m := b.f.Window.Content().MinSize(); m.Width > largeur || m.Height > hauteur {
			t.Errorf("%s wants %v", id, m)
		}
	}
}

func TestKeyboardAlone(t *testing.T) {
	b := demonstration(t)
	b.touches(fyne.KeyEscape) // to the menu
	if _, ok := b.toile().Focused().(*composant.Menu); !ok {
		t.Fatalf("Esc gives the focus to %T", b.toile().Focused())
	}
	b.touches(fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn)
	b.veut("Aucun compte rendu : rien n’a encore été produit sur ce poste.")
	b.touches(fyne.KeyEscape, fyne.KeyHome, fyne.KeyReturn)
	b.veut(modele.TitreAccueil)
	b.touches(fyne.KeyF5)
	b.veut(modele.TitreAccueil, "20112")
	vus := map[fyne.Focusable]bool{}
	for f := b.toile().Focused(); !vus[f]; f = b.toile().Focused() {
		vus[f] = true
		b.touches(fyne.KeyTab)
	}
	if len(vus) < 7 {
		t.Errorf("Tab goes round %d widgets only", len(vus))
	}
}

func TestShortcutsStandInTheMenuBar(t *testing.T) {
	b := demonstration(t)
	noms := map[string]bool{}
	for _, m := range b.f.Window.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut == nil {
				continue
			}
			if n := i.Shortcut.ShortcutName(); noms[n] {
				t.Errorf("%s twice", n)
			} else {
				noms[n] = true
			}
		}
	}
	b.f.Window.MainMenu().Items[1].Items[1].Action()
	b.veut("Titre édition *")
}

func TestStartFailureIsSaid(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(composant.NouveauTheme())
	w := ui.MontrerEchec(app,
		modele.LireErreur(examen.Refuser(examen.CodeBase, "Délib est déjà ouvert.", "Fermez l’autre fenêtre.").Par(examen.Faire(examen.GesteAutreDossier)),
			time.Now()),
		nil)
	b := &banc{t: t, f: &ui.Fenetre{Window: w}}
	b.veut("Délib ne peut pas s’ouvrir", "Délib est déjà ouvert.", "Fermez l’autre fenêtre.")
	w = ui.MontrerEchec(app, modele.LireErreur(errors.New("disk on fire"), time.Now()), nil)
	b = &banc{t: t, f: &ui.Fenetre{Window: w}}
	b.veut("Une erreur technique", "référence")
}
