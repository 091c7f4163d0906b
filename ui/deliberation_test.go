package ui_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// vers selects the candidate of a predicate in the jury’s table.
func (b *banc) vers(t *table.Tableau, texte string) {
	b.t.Helper()
	b.toile().Focus(t)
	for i := range t.Nombre() {
		if strings.Contains(t.Cellule(i, 0).Texte, texte) {
			t.Placer(i)
			return
		}
	}
	b.t.Fatalf("no candidate %q", texte)
}

// presque gives a candidate of a jury who misses the mean and whose U41-like
// professional mark may be raised.
func (b *banc) sousDix(code string) (*jury.Candidat, decision.Besoin) {
	b.t.Helper()
	_, p, _ := b.s.Centre(context.Background())
	d, err := b.s.Jury(context.Background(), code)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range d.Candidats {
		for _, x := range decision.PourAtteindre(p, &d.Entete, c, 10) {
			if x.Actuel.Statut == note.Notee {
				return c, x
			}
		}
	}
	b.t.Fatal("nobody under 10")
	return nil, decision.Besoin{}
}

func TestMarkIsTriedThenChangedThenSetBack(t *testing.T) {
	b := demonstration(t)
	c, besoin := b.sousDix("31408")
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	b.veut("31408 - Comptabilité et gestion", "110 - Délibération du 1er groupe", "À 0,25 point de la moyenne (", "Anonyme (montrer les noms)",
		"Clore la délibération")
	if strings.Contains(b.ecrit(), c.Nom) {
		t.Error("a name is on the anonymous screen")
	}
	b.cliquer("Anonyme  (montrer les noms)")
	liste := b.tableau("Modif.")
	b.vers(liste, c.NomComplet())
	b.touches(fyne.KeyReturn) // to the procès-verbal
	pv, ok := b.toile().Focused().(*table.Tableau)
	if !ok {
		t.Fatalf("focus on %T", b.toile().Focused())
	}
	for i := range pv.Nombre() {
		if strings.HasPrefix(pv.Cellule(i, 0).Texte, besoin.Epreuve.Code+" ") {
			pv.Placer(i)
			if pv.Cellule(i, 5).Texte != besoin.Note.Court() && pv.Cellule(i, 4).Texte != besoin.Note.Court() {
				t.Errorf("what is needed is not shown: %v", besoin.Note)
			}
		}
	}
	b.taper(besoin.Note.Court()[:1])
	champ := b.toile().Focused().(*composant.Saisie)
	champ.SetText("99")
	b.veut("Modifier une note", "dépasse le barème")
	champ.SetText(besoin.Note.Court())
	b.veut("Avant : Moyenne", "Après : Moyenne 10.", "Admis", "(la décision change)")
	b.touches(fyne.KeyReturn)
	b.touches(fyne.KeyReturn)
	b.veut("Le motif est obligatoire")
	b.taper("Copie relue")
	b.touches(fyne.KeyReturn)
	b.veut("Décision : ", "devient Admis", "● 1", "Notes modifiées au 1er groupe (1)…")
	ms, err := b.s.Modifiees(context.Background(), "31408")
	if err != nil || len(ms) != 1 || ms[0].Motif != "Copie relue" || ms[0].Par != "Claire Martin" || ms[0].Apres != note.De(besoin.Note) {
		t.Fatalf("%v %v", ms, err)
	}

	b.cliquer("Notes modifiées au 1er groupe (1)…")
	b.veut("Copie relue", "Claire Martin", besoin.Actuel.Libelle()+" devient "+besoin.Note.Court())
	b.cliquer("Remettre la note d’avant")
	b.veut("Notes modifiées au 1er groupe (2)…")
	d, _ := b.s.Jury(context.Background(), "31408")
	x, _ := d.Candidat(c.Cle)
	if x.Valeur(besoin.Epreuve.Code, 1) != besoin.Actuel {
		t.Errorf("set back to %v", x.Valeur(besoin.Epreuve.Code, 1))
	}
}

func TestFiltersLivretProjectionAndClosing(t *testing.T) {
	b := demonstration(t)
	b.f.Aller(modele.EcranDeliberer, []string{"20112"})
	b.veut("20112 - Systèmes numériques", "! à examiner", "Livret à examiner (")
	liste := b.tableau("Modif.")
	tous := liste.Nombre()
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Case); ok && strings.HasPrefix(x.Texte, "Livret") {
			x.Basculer()
		}
	}
	attente := liste.Nombre()
	if attente == 0 || attente >= tous {
		t.Fatalf("filtered %d of %d", attente, tous)
	}
	b.toile().Focus(liste)
	for range attente {
		b.touches(fyne.KeySpace)
		b.veut("Elle se retire jusqu’à la clôture")
		b.touches(fyne.KeyReturn)
	}
	b.veut("livret examiné.", "Aucun candidat.", "Livret à examiner (0)")
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Case); ok && strings.HasPrefix(x.Texte, "Livret") {
			x.Basculer()
		}
	}
	b.toile().Focus(liste)
	liste.Placer(0)
	b.touches(fyne.KeyF11)
	salle := b.salle()
	salle.veut("Jury 20112", "N° ", "1 / ", "Moyenne", "10 : admis")
	b.veut("Clore la délibération", "Fin de projection (F11)") // the operator keeps his screen
	avant := salle.ecrit()
	b.touches(fyne.KeyDown)
	if salle.ecrit() == avant {
		t.Error("the room does not follow the operator")
	}
	b.cliquer("Fin de projection (F11)")
	if b.salle() != nil {
		t.Error("the projection is still there")
	}
	b.touches(fyne.KeyF11)
	b.raccourci(modele.TitreAccueil) // leaves the projection too
	if b.salle() != nil {
		t.Error("the room sees a screen that the operator has left")
	}
	b.veut("22207", "5 jurys")
	b.f.Aller(modele.EcranDeliberer, []string{"20112"})
	b.cliquer("Clore la délibération")
	b.veut("Les décisions du jury sont arrêtées", "Plan de secours jamais généré", "Aucune note manquante", "Livrets examinés : ",
		"Aucune note modifiée par le jury", " admis · ")
	b.confirmer()
	b.veut("Jury 20112 – Systèmes numériques", "20112 close : ", " admis · ", "130 - Editions")
	if e := b.etats()["20112"]; e != examen.Editions1 {
		t.Errorf("state %v", e)
	}
}

func TestDeliberationOfTheSecondGroup(t *testing.T) {
	b := demonstration(t)
	b.avancer("31310", examen.RecueilNotes)
	b.choisirTout("31310")
	b.avancer("31310", examen.Deliberation2)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.veut("210 - Délibération du 2nd groupe", "Affichage de l’élément 1 à 3 sur 3 éléments", "1er gr.", "Contrôle", "Notes manquantes (3)")
	if strings.Contains(b.ecrit(), "Pour 10") {
		t.Error("a column without a mark in it is shown")
	}
	b.touches(fyne.KeyReturn)
	b.taper("1")
	b.toile().Focused().(*composant.Saisie).SetText("20")
	b.touches(fyne.KeyReturn)
	b.taper("Oral")
	b.touches(fyne.KeyReturn)
	b.veut("20.0", "● 1")
	b.cliquer("Clore la délibération")
	b.veut("Notes manquantes : 3 candidats")
	b.confirmer()
	b.veut("Ce n’est pas possible", "note manquante")
	b.cliquer("Voir les notes manquantes")
	if n := b.tableau("Modif.").Nombre(); n == 0 || b.toile().Focused() != b.tableau("Modif.") {
		t.Errorf("%d candidates with a missing mark, focus on %T", n, b.toile().Focused())
	}
	b.veut("! manque")
	b.f.Aller(modele.EcranAccueil, nil)
	b.clore("31310")
	b.cliquer("Voir les notes manquantes")
	b.veut("31310 - Banque", "Affichage de l’élément 1 à 3 sur 3 éléments")
}
