package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"delib/core/activite"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// avancer takes a jury of the demonstration to a state of its second group.
func (b *banc) avancer(code string, vers examen.Etat) {
	b.t.Helper()
	ctx := context.Background()
	for range 8 {
		e := b.etats()[code]
		if e == vers {
			return
		}
		pas, _ := examen.Suivant(e)
		var err error
		switch {
		case pas.Par == examen.RoleAcademie:
			_, err = b.s.SimulerAcademie(ctx, []string{code}, pas.Vers.Code(), "A")
		case pas.Par == examen.RoleJury:
			if _, err = b.s.ExaminerLivrets(ctx, code, nil, "P"); err == nil {
				_, err = b.s.Clore(ctx, code, "P")
			}
		case pas.Vers == examen.Termine1:
			_, err = b.s.Lancer(ctx, "terminer-groupe1", activite.Demande{Titre: "t", Par: "C", Jurys: []string{code}})
		case pas.Vers == examen.Deliberation2:
			_, err = b.s.Lancer(ctx, "ouvrir-groupe2", activite.Demande{Titre: "t", Par: "C", Jurys: []string{code}})
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	b.t.Fatalf("%s never gets to %v", code, vers)
}

// admis gives a jury and its candidates admitted to the contrôle.
func (b *banc) admis(code string) (jury.Dossier, []*jury.Candidat) {
	b.t.Helper()
	ctx := context.Background()
	d, err := b.s.Jury(ctx, code)
	if err != nil {
		b.t.Fatal(err)
	}
	_, p, err := b.s.Centre(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	return d, edition.Convoques(p, &d, 2)
}

func (b *banc) grille() *table.Grille {
	b.t.Helper()
	for _, o := range b.objets() {
		if x, ok := o.(*table.Grille); ok {
			return x
		}
	}
	b.t.Fatal("no grid")
	return nil
}

// taper types as the driver does, to the widget that has the focus.
func (b *banc) taper(texte string) {
	b.t.Helper()
	f := b.toile().Focused()
	if f == nil {
		b.t.Fatal("nothing has the focus")
	}
	for _, r := range texte {
		f.TypedRune(r)
	}
}

// touchesGrille presses keys on the grid, Tab included.
func touchesGrille(g *table.Grille, noms ...fyne.KeyName) {
	for _, n := range noms {
		g.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (b *banc) raccourci(titre string) {
	b.t.Helper()
	for _, m := range b.f.Window.MainMenu().Items {
		for _, i := range m.Items {
			if label, _, _ := strings.Cut(i.Label, "   "); label == titre {
				i.Action()
				return
			}
		}
	}
	b.t.Fatalf("no menu item %q", titre)
}

// choisirTout records the choices of a jury, without the screen.
func (b *banc) choisirTout(code string) []*jury.Candidat {
	b.t.Helper()
	ctx := context.Background()
	_, p, _ := b.s.Centre(ctx)
	d, cs := b.admis(code)
	var saisis []activite.Saisi
	for _, c := range cs {
		x := activite.Saisi{Jury: code, Candidat: c.Cle.String()}
		for _, e := range jury.Choisissables(p, &d.Entete, c)[:2] {
			x.Choix = append(x.Choix, jury.Choix{Epreuve: e.Code})
		}
		saisis = append(saisis, x)
	}
	r, err := b.s.EnregistrerChoix(ctx, saisis, "C")
	if err != nil {
		b.t.Fatal(err)
	}
	for _, x := range r {
		if x.Refus != nil {
			b.t.Fatal(x.Refus)
		}
	}
	_, cs = b.admis(code)
	return cs
}

func TestMarksAreTypedSavedAndFoundAgain(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.RecueilNotes)
	cs := b.choisirTout("31310")
	b.f.Aller("saisir-notes", nil)
	b.veut("Note 1er groupe", "Grisés : 20112 (110), 22207 (110)", "✓ Tout est enregistré", "Affichage de l’élément 1 à")
	g := b.grille()
	if b.toile().Focused() != fyne.Focusable(g) {
		t.Fatalf("the focus is on %T", b.toile().Focused())
	}
	b.taper("12,5")
	touchesGrille(g, fyne.KeyReturn)
	b.taper("25")
	touchesGrille(g, fyne.KeyReturn, fyne.KeyUp)
	b.veut("● 2 modifications non enregistrées, dont 1 ligne à corriger (!)", "! 25", "dépasse le barème")
	b.raccourci("Enregistrer")
	b.veut("Enregistré : 1 note.", "À corriger : 1 ligne non enregistrée", "● 1 modification non enregistrée")

	b.raccourci(modele.TitreAccueil)
	b.veut("Enregistrer avant de continuer ?", "1 modification non enregistrée")
	b.touches(fyne.KeyEscape)
	b.veut("Note 1er groupe")
	b.toile().Focus(g)
	touchesGrille(g, fyne.KeyDelete)
	b.veut("✓ Tout est enregistré")
	b.taper("absent")
	touchesGrille(g, fyne.KeyTab)
	b.raccourci(modele.TitreAccueil)
	b.touches(fyne.KeyReturn) // record, and go on
	b.veut("22207", "5 jurys")

	d, _ := b.admis("31310")
	c, _ := d.Candidat(cs[0].Cle)
	un, deux := c.Choix[0].Epreuve, c.Choix[1].Epreuve
	if c.Valeur(un, 2) != note.De(1250) || c.Valeur(deux, 2).Statut != note.Absent {
		t.Errorf("recorded: %v %v", c.Valeur(un, 2), c.Valeur(deux, 2))
	}
	b.f.Aller("saisir-notes", nil)
	b.veut("12.5", "AB")
}

func TestPasteColumnFilterAndExport(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.RecueilNotes)
	b.choisirTout("31310")
	b.f.Aller("saisir-notes", []string{"31310"})
	g := b.grille()
	fyne.CurrentApp().Clipboard().SetContent("9,5\r\n\r\nbof\r\n14\r\n")
	g.TypedShortcut(&fyne.ShortcutPaste{})
	b.veut("3 cellules collées, à enregistrer.", "! bof", "9.5", "● 3 modifications non enregistrées")
	g.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	touchesGrille(g, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	g.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	g.TypedShortcut(&fyne.ShortcutCopy{})
	if s := fyne.CurrentApp().Clipboard().Content(); s != "9.5\n\nbof\n14.0" {
		t.Errorf("copied %q", s)
	}
	touchesGrille(g, fyne.KeyDelete)
	b.veut("✓ Tout est enregistré")
	b.cliquer("Exporter CSV")
	b.veut("Document produit : Saisir les notes")
	fs, _ := filepath.Glob(filepath.Join(b.s.Documents, "*.csv"))
	if len(fs) != 1 {
		t.Fatalf("files: %v", fs)
	}
	octets, err := os.ReadFile(fs[0])
	if err != nil || !strings.HasPrefix(string(octets), "\ufeff") || !strings.Contains(string(octets), `"Epreuve";"Discipline"`) {
		t.Errorf("%v %q", err, octets)
	}
}

func TestChoicesOfferOnlyWhatMayBeChosen(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.Verrouille1)
	b.f.Aller("saisir-choix", nil)
	b.veut("Candidat", "Choix discipline 1", "Choix discipline 2", "Centre (UAI)", "Date et heure", "Spécialité", "Handi", "Jury", "Etat", "198")
	g := b.grille()
	touchesGrille(g, fyne.KeyReturn)
	if b.toile().Overlays().Top() == nil {
		t.Fatal("Enter opens no list")
	}
	b.touches(fyne.KeyDown, fyne.KeyReturn)
	b.veut("à corriger (!)")
	touchesGrille(g, fyne.KeyTab)
	b.veut("Discipline à choisir")
	b.taper("zz")
	touchesGrille(g, fyne.KeyReturn, fyne.KeyUp)
	b.veut("n’est pas une discipline offerte à ce candidat")
	touchesGrille(g, fyne.KeyF4)
	b.touches(fyne.KeyDown, fyne.KeyReturn)
	touchesGrille(g, fyne.KeyTab)
	b.taper("0250013X")
	touchesGrille(g, fyne.KeyTab, fyne.KeyLeft)
	b.veut("n’est ni un UAI")
	b.taper("adrien")
	touchesGrille(g, fyne.KeyTab)
	b.taper("3/7 8h30 ; 3 juillet à 10 h")
	touchesGrille(g, fyne.KeyReturn)
	b.raccourci("Enregistrer")
	b.veut("Enregistré : 1 candidat.", "✓ Tout est enregistré")
	_, cs := b.admis("31310")
	if x := cs[0].Choix; len(x) != 2 || x[0].Centre != "0250013D" || x[0].Date != "2023-07-03T08:30" || x[1].Date != "2023-07-03T10:00" ||
		x[0].Epreuve == x[1].Epreuve {
		t.Errorf("%+v", x)
	}
}

func TestSheetIsPreviewedThenTakenWhole(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.RecueilNotes)
	cs := b.choisirTout("31310")
	c := cs[0]
	fichier := filepath.Join(t.TempDir(), "notes.csv")
	ecrire := func(valeur string) {
		t.Helper()
		texte := "numero;inscription;epreuve;note\n" + c.Numero + ";" + c.Inscription + ";" + c.Choix[0].Epreuve + ";" + valeur + "\n"
		if err := os.WriteFile(fichier, []byte(texte), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.f.Aller("saisir-notes", nil)
	voir := func() {
		b.cliquer("Reprendre un fichier…")
		b.toile().Focused().(*composant.Saisie).SetText(fichier)
		b.touches(fyne.KeyReturn)
	}
	ecrire("40")
	voir()
	b.veut("Ce que fait le fichier", "1 refusée", "! Refusé", "Fermer")
	b.touches(fyne.KeyEscape)
	ecrire("13")
	voir()
	b.veut("1 nouvelle", "+ Nouveau", "Enregistrer 1 ligne")
	b.cliquer("Enregistrer 1 ligne")
	b.veut("Fichier repris", "13.0")
}
