package ui_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/examen"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/modele"
)

// Where the gallery is kept, and where the pictures that differ from it go.
const (
	dossierGalerie = "../docs/galerie"
	dossierEcarts  = "../bin/galerie"
)

// galerie is a tour of the window. With DELIB_GALERIE it writes what it sees;
// without, it compares.
type galerie struct {
	t      *testing.T
	ecrire bool
	vues   []vue
}

// vue is a picture: which exam, which look, which screen.
type vue struct{ examen, aspect, id, titre string }

func (v vue) nom() string { return v.examen + "-" + v.aspect + "-" + v.id + ".png" }

// TestGalerie opens every screen, in light and dark, for both exams: each has
// something that has the focus, fits in its room, and looks as in docs/galerie;
// of the bac pro, the light look is enough.
func TestGalerie(t *testing.T) {
	g := &galerie{t: t, ecrire: os.Getenv("DELIB_GALERIE") != ""}
	// The toolkit reads the clock when it draws: after a minute of tests that draw nothing,
	// it would take what was just made for old, and leave it out of the first picture.
	test.NewTempApp(t)
	test.NewTempWindow(t, canvas.NewRectangle(color.White)).Canvas().Capture()
	if g.ecrire {
		g.vider(dossierGalerie)
	}
	for _, e := range []struct{ examen, dossier string }{
		{"bts", "../assets/demonstration/dossier-bts-2023-06-0250001R.zip"}, {"bcp", "../core/dossier/testdata/dossier-bcp-2021-06-0350059Z.zip"},
	} {
		b := g.banc(nouveauBanc(t, e.dossier))
		b.touches(fyne.KeyReturn) // the name that is proposed
		g.produire(b)             // the register is not empty
		for _, sombre := range []bool{false, true} {
			a := modele.AffichageDefaut()
			a.Sombre = sombre
			b.f.Afficher(a)
			g.visiter(b, e.examen, map[bool]string{false: "clair", true: "sombre"}[sombre])
		}
		b.f.Afficher(modele.AffichageDefaut())
	}
	g.moments()
	g.momentProjet()
	g.momentsEchanges()
	g.momentsPortail()
	g.momentsJury()
	g.momentsReprise()
	g.momentsNombreux()
	g.momentsSalle()
	if !testing.Short() {
		g.finir()
	}
}

// produire makes some documents, so that there are accounts to show.
func (g *galerie) produire(b *banc) {
	g.t.Helper()
	for _, id := range []string{"liste-candidats-livret", "fraudeurs-liste-rouge"} {
		if _, err := b.s.Lancer(context.Background(), id, activite.Demande{Titre: activite.SansTitre, Par: "Claire Martin"}); err != nil {
			g.t.Fatal(err)
		}
	}
}

// banc folds the side menu, by the width at which it folds, so that the pictures of
// the screens do not all change when an entry is added: one picture has the menu.
func (g *galerie) banc(b *banc) *banc {
	b.f.Window.Resize(fyne.NewSize(1086, 700))
	b.f.Window.Content().Refresh()
	return b
}

// visiter shows every screen of the menu.
func (g *galerie) visiter(b *banc, examen, aspect string) {
	_, p, err := b.s.Centre(context.Background())
	if err != nil {
		g.t.Fatal(err)
	}
	for _, a := range activite.Menu() {
		if !modele.AUnEcran(a) {
			g.t.Errorf("%s has no screen", a.ID)
		}
	}
	for _, e := range modele.MenuEntier(p) {
		if e.ID == "" {
			continue
		}
		b.f.Aller(e.ID, nil)
		if b.toile().Focused() == nil {
			g.t.Errorf("%s %s %s: nothing has the focus", examen, aspect, e.ID)
		}
		if demande, place := b.f.TailleEcran(); demande.Width > place.Width {
			g.t.Errorf("%s %s %s: wants %v, has %v", examen, aspect, e.ID, demande, place)
		}
		if examen == "bts" || aspect == "clair" { // the other exam's words in the dark teach nothing more
			g.voir(b, vue{examen, aspect, e.ID, e.Titre})
		}
	}
}

// momentProjet shows the bac pro of today: a projet that takes points, and what
// each mark would need.
func (g *galerie) momentProjet() {
	b := g.banc(nouveauBanc(g.t, "../assets/demonstration/dossier-bcp-2026-06-0250001R.zip"))
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranDeliberer, []string{"22106"})
	b.touches(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	b.f.Window.Resize(fyne.NewSize(1086, 1000)) // the projet comes last
	b.f.Window.Content().Refresh()
	g.voir(b, vue{"bcp", "moment", "projet", "Le projet du bac pro, ses points et ce que chaque note devrait être"})
}

// moments shows what no entry of the menu opens by itself.
func (g *galerie) moments() {
	b := nouveauBanc(g.t, "../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip")
	b.touches(fyne.KeyReturn)
	g.voir(b, vue{"bts", "moment", "menu", "La fenêtre et son menu"})
	g.banc(b)
	voir := func(id, titre string) { g.voir(b, vue{"bts", "moment", id, titre}) }
	b.f.Aller("listes-candidats", []string{"31310"})
	b.cliquer("Visualiser")
	voir("apercu", "Un document, avant son fichier")
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.touches(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.taper("1")
	b.toile().Focused().(*composant.Saisie).SetText("10")
	voir("modifier-note", "Modifier une note : l’effet avant l’acte")
	b.touches(fyne.KeyEscape)
	b.cliquer("Clore la délibération")
	voir("clore", "Avant de clore : ce qui manque, ce que le jury a décidé")
	b.confirmer()
	voir("refus-de-clore", "Un refus, et ce qui manque")
	b.cliquer("Cocher les livrets examinés…")
	voir("livrets", "Cocher les livrets, sans un nom")
	b.touches(fyne.KeyEscape)
	b.raccourci("Rechercher…")
	voir("recherche", "Ctrl+K")
	c, besoin := b.sousDix("31408")
	if _, err := b.s.ModifierNote(context.Background(),
		activite.Modification{
			Jury: "31408", Candidat: c.Cle.String(), Epreuve: besoin.Epreuve.Code, Valeur: besoin.Note.Court(), Motif: "Copie relue par le jury",
			Par: "Claire Martin",
		}); err != nil {
		g.t.Fatal(err)
	}
	b.taper(c.Cle.Numero)
	b.touches(fyne.KeyReturn)
	voir("fiche", "La fiche d’un candidat, et ce qui a été changé")
	b.touches(fyne.KeyEscape)
	b.livrer("31310")
	b.clore("31310")
	voir("close", "Après la clôture : ce que le jury a décidé, et la suite")
	b.avancer("31310", examen.RecueilNotes)
	b.choisirTout("31310")
	b.f.Aller("saisir-notes", nil)
	b.taper("25")
	b.touches(fyne.KeyReturn)
	b.raccourci("Enregistrer")
	voir("saisir-notes", "Une cellule à corriger, et sa raison")
	b.f.Window.Resize(fyne.NewSize(960, 500))
	b.f.Aller(modele.EcranDeliberer, nil)
	b.cliquer("Continuer sans enregistrer")
	b.f.Window.Content().Refresh()
	voir("deliberer-960", "Délibérer à 960 points de large (200 % sur 1920 × 1080)")
	b.f.Aller(modele.EcranAccueil, nil)
	b.f.Window.Content().Refresh()
	voir("accueil-960", modele.TitreAccueil+" à 960 points de large")
}

// momentsNombreux shows a centre of 60 jurys.
func (g *galerie) momentsNombreux() {
	b := soixante(g.t)
	b.f.Window.Resize(fyne.NewSize(1366, 700))
	voir := func(id, titre string) {
		b.f.Window.Content().Refresh()
		g.voir(b, vue{"bts", "moment", id, titre})
	}
	b.f.Window.Resize(fyne.NewSize(1920, 1000))
	voir("accueil-1920", "60 jurys sur un écran de 1920 points : recherche, état, ce qui est à faire")
	g.banc(b)
	b.f.Aller("plan-secours-groupe1", []string{"31312"})
	voir("jurys-nombreux", "60 jurys dans un formulaire : recherche et tri")
	b.f.Aller(modele.EcranDeliberer, nil)
	b.touches(fyne.KeyEscape)
	for _, o := range b.objets() {
		if x, ok := o.(*composant.Bouton); ok && strings.HasPrefix(x.Texte, "31310 - ") {
			test.Tap(x)
			break
		}
	}
	b.taper("3133")
	voir("choisir-jury", "Choisir un jury parmi 60, en tapant")
}

// momentsSalle shows the smallest screen of a deliberation, and what the room sees.
func (g *galerie) momentsSalle() {
	b := nouveauBanc(g.t, dossierBTS)
	b.touches(fyne.KeyReturn)
	b.f.Window.Resize(petitEcran)
	b.f.Aller(modele.EcranDeliberer, []string{"31408"})
	b.cliquer("Anonyme  (montrer les noms)")
	b.f.Window.Content().Refresh()
	g.voir(b, vue{"bts", "moment", "deliberer-1366", "Délibérer sur 1366 × 768 : le menu se replie"})
	b.vers(b.tableau("Modif."), "JOOMUN")
	b.touches(fyne.KeyF11, fyne.KeyReturn)
	g.voir(b.salle(), vue{"bts", "moment", "salle", "Ce que voit la salle, dans une seconde fenêtre"})
	b.tableau("").Placer(0)
	b.taper("1")
	b.toile().Focused().(*composant.Saisie).SetText("10")
	g.voir(b.salle(), vue{"bts", "moment", "salle-essai", "Ce que voit la salle pendant qu’une note est tapée"})
}

// momentsEchanges shows what waits for a person among the exchanges.
func (g *galerie) momentsEchanges() {
	f := &fauxEchange{}
	b := g.banc(nouveauBancAvec(g.t, f, f, dossierBTS))
	b.touches(fyne.KeyReturn)
	f.dire(liaisonDe(b), nil)
	b.f.Aller(modele.EcranEchanges, nil)
	g.voir(b, vue{"bts", "moment", "echanges", "Les échanges : ce qui attend une personne"})
	b.cliquer("Trancher…")
	g.voir(b, vue{"bts", "moment", "trancher", "Trancher une divergence"})
	b.touches(fyne.KeyEscape)
	l := liaisonDe(b)
	l.EnLigne, l.Pourquoi, l.Aide, l.Postes = false, "Le serveur de l’académie ne répond pas.", "Vérifiez le réseau ; Délib recommencera seul dès qu’il "+
		"reviendra.", nil
	f.dire(l, nil)
	b.f.Window.Resize(fyne.NewSize(960, 500))
	b.f.Aller(modele.EcranAccueil, nil)
	b.f.Window.Content().Refresh()
	g.voir(b, vue{"bts", "moment", "hors-ligne-960", "Hors ligne, à 960 points de large"})
}

// momentsJury shows who sits, and the like cases of a candidate near a threshold.
func (g *galerie) momentsJury() {
	b := g.banc(nouveauBancAvec(g.t, &fauxEchange{}, &fauxEchange{}, dossierBTS))
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranDeliberer, []string{"31310"})
	b.cliquer("Présence…")
	b.cliquer("Noter la présence")
	g.voir(b, vue{"bts", "moment", "presence", "Qui siège dans le jury"})
	b.touches(fyne.KeyEscape)
	b.tableau("Modif.").Placer(3)
	b.cliquer("Cas semblables…")
	g.voir(b, vue{"bts", "moment", "semblables", "Les cas semblables à un candidat près d’un seuil"})
	b.touches(fyne.KeyEscape)
}

// momentsPortail shows the rescue portal, to open and open.
func (g *galerie) momentsPortail() {
	f := &fauxPortail{e: modele.Portail{Interfaces: []modele.AdressePortail{{Nom: "eth0", Adresse: "10.0.0.4"}}}}
	b := g.banc(nouveauBancPortail(g.t, f))
	b.touches(fyne.KeyReturn)
	b.f.Aller(modele.EcranPortail, nil)
	g.voir(b, vue{"bts", "moment", "portail-ferme", "Le portail de secours, à ouvrir"})
	f.e = portailOuvert()
	f.change(f.e)
	g.voir(b, vue{"bts", "moment", "portail-ouvert", "Le portail de secours, ouvert : les salles, leurs appels, leurs actes"})
}

// momentsReprise shows what is proposed of the plans of a lost workstation.
func (g *galerie) momentsReprise() {
	r := reprisesDeDemonstration(g.t)
	r.Ecartes = []string{"Jury 31310 : « GRD_10_31310.zip » est plus ancien que « GRD_10_31310 (2).zip », et laissé."}
	r.Jurys[0].Poste, r.Jurys[1].Poste = "7K3D", "7K3D"
	b := bancSoutenu(g.t, soutienDe(r))
	g.voir(b, vue{"bts", "moment", "premier-depart", "Le premier démarrage"})
	b.cliquer("Reprendre d’un plan de secours ou d’une copie…")
	g.voir(b, vue{"bts", "moment", "reprendre-fichier", "Après la perte d’un poste : quel plan de secours ?"})
	test.Type(b.toile().Focused(), aReprendre)
	b.touches(fyne.KeyReturn)
	g.voir(b, vue{"bts", "moment", "reprendre", "Ce que les plans de secours permettent de reprendre"})
	f := &fauxCentres{connus: connus(g.t)}
	b = g.banc(bancCentres(g.t, f, "", dossierBTS, nil))
	b.menu("Ouvrir un autre centre…")
	g.voir(b, vue{"bts", "moment", "centres", "Les centres de ce poste"})
	b.touches(fyne.KeyEscape)
	b.f.Aller(modele.EcranImporter, nil)
	test.Type(b.toile().Focused(), dossierBCP)
	b.touches(fyne.KeyReturn)
	g.voir(b, vue{"bts", "moment", "autre-centre", "Le dossier d’un autre centre : l’ouvrir à part"})
	b = g.banc(bancCentres(g.t, f, "demonstration", "", nil))
	g.voir(b, vue{"bts", "moment", "premier-depart-autres", "Le premier démarrage d’un nouveau centre"})
	b.cliquer("Essayer avec le centre de démonstration")
	b.touches(fyne.KeyReturn)
	g.voir(b, vue{"bts", "moment", "demonstration", "La démonstration, et la sortie"})
	app := test.NewTempApp(g.t)
	app.Settings().SetTheme(composant.NouveauTheme())
	w := ui.MontrerSauvetage(app,
		ui.Sauvetage{
			Message: "La base de ce poste ne passe pas les contrôles. Rien n’a encore été changé.",
			Propose: []string{"5 jurys seront refaits depuis le journal des actes.", "Aucun acte n’est perdu."}, Possible: true,
		})
	g.voir(&banc{t: g.t, f: &ui.Fenetre{Window: w}}, vue{"bts", "moment", "base-abimee", "La base est abîmée : ce qui est proposé"})
}

// voir keeps a picture, or compares it with the one kept.
func (g *galerie) voir(b *banc, v vue) {
	g.t.Helper()
	g.vues = append(g.vues, v)
	if testing.Short() {
		return
	}
	vu := nrgba(b.toile().Capture())
	if g.ecrire {
		ecrirePNG(g.t, filepath.Join(dossierGalerie, v.nom()), reduire(vu))
		return
	}
	garde, err := lirePNG(filepath.Join(dossierGalerie, v.nom()))
	if err != nil {
		g.t.Errorf("%s: %v; « make galerie » makes it", v.nom(), err)
		garde = image.NewPaletted(image.Rectangle{}, nil)
	}
	if n, rouge := comparer(garde, vu); n > pixelsAuPlus {
		g.t.Errorf("%s: %d pixels are not those of %s; see %s, and « make galerie » if it is meant", v.nom(), n, dossierGalerie, dossierEcarts)
		if err := os.MkdirAll(dossierEcarts, 0o755); err != nil {
			g.t.Fatal(err)
		}
		ecrirePNG(g.t, filepath.Join(dossierEcarts, v.nom()), vu)
		ecrirePNG(g.t, filepath.Join(dossierEcarts, "rouge-"+v.nom()), rouge)
	}
}

// finir writes the page of the gallery, or checks that page and folder have
// what was seen and no more.
func (g *galerie) finir() {
	page, chemin := []byte(g.page()), filepath.Join(dossierGalerie, "README.md")
	if g.ecrire {
		if err := os.WriteFile(chemin, page, 0o644); err != nil {
			g.t.Fatal(err)
		}
		return
	}
	if lue, err := os.ReadFile(chemin); err != nil || string(lue) != string(page) {
		g.t.Errorf("%s is not the page of these pictures (%v); « make galerie »", chemin, err)
	}
	vues := map[string]bool{}
	for _, v := range g.vues {
		vues[v.nom()] = true
	}
	trouves, err := filepath.Glob(filepath.Join(dossierGalerie, "*.png"))
	for _, f := range trouves {
		if !vues[filepath.Base(f)] {
			err = errors.Join(err, fmt.Errorf("%s is a picture of nothing", f))
		}
	}
	if err != nil {
		g.t.Error(err)
	}
}

func (g *galerie) vider(dossier string) {
	trouves, err := filepath.Glob(filepath.Join(dossier, "*.png"))
	for _, f := range trouves {
		err = errors.Join(err, os.Remove(f))
	}
	if err = errors.Join(err, os.MkdirAll(dossier, 0o755)); err != nil {
		g.t.Fatal(err)
	}
}

// page writes the index: a screen a row, light and dark beside each other.
func (g *galerie) page() string {
	var s strings.Builder
	s.WriteString("# Galerie\n\nChaque écran, tel que le programme le dessine sans écran. `make galerie` refait ces images, `make test` les compare.\n")
	for _, e := range []struct{ examen, titre string }{{"bts", "BTS"}, {"bcp", "Baccalauréat professionnel"}} {
		titres, traits := "| écran | clair |", "|---|---|"
		if e.examen == "bts" {
			titres, traits = titres+" sombre |", traits+"---|"
		}
		s.WriteString("\n## " + e.titre + "\n\n" + titres + "\n" + traits + "\n")
		for _, v := range g.vues {
			if v.examen != e.examen || v.aspect != "clair" {
				continue
			}
			fmt.Fprintf(&s, "| %s | ![clair](%s) |", v.titre, v.nom())
			if e.examen == "bts" {
				v.aspect = "sombre"
				fmt.Fprintf(&s, " ![sombre](%s) |", v.nom())
			}
			s.WriteString("\n")
		}
	}
	s.WriteString("\n## Des moments\n")
	for _, v := range g.vues {
		if v.aspect == "moment" {
			fmt.Fprintf(&s, "\n%s\n\n![%s](%s)\n", v.titre, v.titre, v.nom())
		}
	}
	return s.String()
}
