package ui_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/assets"
	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/store"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

const dossierBCP = "../core/dossier/testdata/dossier-bcp-2021-06-0350059Z.zip"

// fauxCentres is the program around a window: it says where it would go.
type fauxCentres struct {
	connus  []activite.CentreConnu
	ouvert  string // " " before anything
	apart   *activite.Service
	tenu    bool
	essayes int
}

func (f *fauxCentres) centres(present string) *poste.Centres {
	f.ouvert = " "
	c := &poste.Centres{
		Present: present,
		Lister:  func(context.Context) ([]activite.CentreConnu, error) { return f.connus, nil },
		Vide:    func(context.Context) (string, error) { return "centre-2", nil },
		Ouvrir:  func(nom string) { f.ouvert = nom },
		APart: func(_ context.Context, _ *jury.Centre, faire func(*activite.Service) error) (string, bool, error) {
			if f.tenu {
				return "deja", true, nil
			}
			return "a-part", false, faire(f.apart)
		},
	}
	if present == "demonstration" {
		c.Quitter = func() { f.ouvert = "quittee" }
	} else {
		c.Essayer = func(bool) { f.essayes++ }
	}
	return c
}

// bancCentres is a window on a workstation that holds several centres; of an
// empty path nothing is imported.
func bancCentres(t *testing.T, f *fauxCentres, present, dossier string, s *ecran.Soutien) *banc {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(composant.NouveauTheme())
	service := func() *activite.Service {
		base, err := store.Ouvrir(context.Background(), t.TempDir(), store.Options{Creer: true, Application: "test", Horloge: horloge})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = base.Fermer() })
		return activite.Nouveau(base, horloge, filepath.Join(t.TempDir(), "documents"))
	}
	b := &banc{t: t, s: service(), enFond: func(f func()) { f() }}
	f.apart = service()
	if dossier != "" {
		if _, err := b.s.Importer(context.Background(), dossier, "test"); err != nil {
			t.Fatal(err)
		}
	}
	b.f = ui.Nouvelle(app, ui.Options{
		Service: b.s, Auteur: "Claire Martin", Demonstration: centreDesTests(t), DemonstrationBacPro: assets.DemonstrationBacPro, Horloge: horloge,
		Centres: f.centres(present), Soutien: s,
		EnFond: func(f func()) { f() }, SurEcran: func(f func()) { f() }, Minuterie: func(time.Duration, func()) func() { return func() {} },
		Journal: func(ref string, err error) { t.Errorf("technical error %s: %v", ref, err) },
	})
	b.f.Window.Resize(fyne.NewSize(1366, 700))
	if dossier != "" {
		b.touches(fyne.KeyReturn) // the name that is proposed
	}
	return b
}

func connus(t *testing.T) []activite.CentreConnu {
	t.Helper()
	var l []activite.CentreConnu
	for nom, chemin := range map[string]string{"": dossierBTS, "BCP-2021-06-0350059Z": dossierBCP} {
		d, err := activite.LireDossier(chemin)
		if err != nil {
			t.Fatal(err)
		}
		c := activite.CentreConnu{Nom: nom, Dossier: "d/" + nom, Centre: &d.Centre, Jurys: len(d.Jurys), Le: horloge()}
		if nom == "" {
			l = append([]activite.CentreConnu{c}, l...)
		} else {
			l = append(l, c)
		}
	}
	return append(l, activite.CentreConnu{Nom: "centre-2"}, activite.CentreConnu{Nom: "centre-3", Illisible: true})
}

// TestOtherCentres: the list says what each folder holds, opens another, never
// the one that is open, and offers a new one.
func TestOtherCentres(t *testing.T) {
	f := &fauxCentres{connus: connus(t)}
	b := bancCentres(t, f, "", dossierBTS, nil)
	b.menu("Ouvrir un autre centre…")
	b.veut("Ouvert · BTS", "06/06/2023 à 11:18", "vide : aucun dossier importé", "base illisible", "(principal)")
	b.touches(fyne.KeyUp, fyne.KeyReturn)
	b.veut("déjà ouvert")
	if f.ouvert != " " {
		t.Fatalf("opened %q", f.ouvert)
	}
	b.touches(fyne.KeyDown, fyne.KeyReturn)
	if f.ouvert != "BCP-2021-06-0350059Z" {
		t.Errorf("opened %q", f.ouvert)
	}
	b.menu("Ouvrir un autre centre…")
	b.cliquer("Nouveau centre…")
	if f.ouvert != "centre-2" {
		t.Errorf("a new one: %q", f.ouvert)
	}
	b.menu("Essayer avec le centre de démonstration")
	if f.essayes != 1 {
		t.Error("the demonstration does not open")
	}
}

// TestWorkIsNotLostOnTheWay: another centre opens once what is typed is recorded
// or given up.
func TestWorkIsNotLostOnTheWay(t *testing.T) {
	f := &fauxCentres{connus: connus(t)}
	b := bancCentres(t, f, "", dossierBTS, nil)
	b.avancer("31310", examen.RecueilNotes)
	b.choisirTout("31310")
	b.f.Aller("saisir-notes", nil)
	b.taper("12")
	b.touches(fyne.KeyReturn)
	b.menu("Ouvrir un autre centre…")
	b.touches(fyne.KeyReturn)
	b.veut("Enregistrer avant de continuer ?")
	if f.ouvert != " " {
		t.Fatal("left with work that is not recorded")
	}
	b.cliquer("Continuer sans enregistrer")
	if f.ouvert != "BCP-2021-06-0350059Z" {
		t.Errorf("opened %q", f.ouvert)
	}
}

// TestADossierOfAnotherCentre: it is proposed apart, and what is open stays as it is.
func TestADossierOfAnotherCentre(t *testing.T) {
	ctx := context.Background()
	f := &fauxCentres{}
	b := bancCentres(t, f, "", dossierBTS, nil)
	b.f.Aller(modele.EcranImporter, nil)
	test.Type(b.toile().Focused(), dossierBCP)
	b.touches(fyne.KeyReturn)
	b.veut("Un autre centre", "0350059Z", "Rien n’y a été changé")
	if _, _, err := f.apart.Centre(ctx); err == nil || f.ouvert != " " {
		t.Fatal("done before the person agreed")
	}
	b.cliquer("L’ouvrir à part")
	c, _, err := f.apart.Centre(ctx)
	if err != nil || c.Lieu.UAI != "0350059Z" || f.ouvert != "a-part" {
		t.Errorf("%v %v, opened %q", c, err, f.ouvert)
	}
	if ici, _, err := b.s.Centre(ctx); err != nil || ici.Lieu.UAI != "0250001R" {
		t.Errorf("%v %v", ici, err)
	}
	f.tenu, f.ouvert = true, " "
	b.f.Aller(modele.EcranImporter, nil)
	test.Type(b.toile().Focused(), dossierBCP)
	b.touches(fyne.KeyReturn, fyne.KeyReturn)
	b.veut("Ce centre est déjà sur ce poste")
	b.touches(fyne.KeyReturn)
	if f.ouvert != "deja" {
		t.Errorf("opened %q", f.ouvert)
	}
}

// TestPlansOfAnotherCentre: what resumes them is shown first, whole, whatever
// jurys are here, then goes apart.
func TestPlansOfAnotherCentre(t *testing.T) {
	ctx := context.Background()
	f := &fauxCentres{}
	b := bancCentres(t, f, "", dossierBCP, soutienDe(reprisesDeDemonstration(t)))
	b.menu("Reprendre d’un plan de secours…")
	test.Type(b.toile().Focused(), aReprendre)
	b.touches(fyne.KeyReturn)
	b.veut("2 jurys seront repris")
	b.touches(fyne.KeyReturn)
	b.veut("Un autre centre", "0250001R")
	b.cliquer("L’ouvrir à part")
	ss, err := f.apart.Situations(ctx)
	var codes []string
	for i := range ss {
		codes = append(codes, ss[i].Code)
	}
	if err != nil || strings.Join(codes, ",") != "31310,31408" || f.ouvert != "a-part" {
		t.Errorf("%v %v, opened %q", codes, err, f.ouvert)
	}
}

// TestTheDemonstrationStandsApart: from the first start it opens elsewhere; in
// its own folder it fills it, and the way back stands in sight.
func TestTheDemonstrationStandsApart(t *testing.T) {
	f := &fauxCentres{}
	b := bancCentres(t, f, "", "", nil)
	if strings.Contains(b.ecrit(), "Ouvrir un autre centre") {
		t.Error("offers centres that are not there")
	}
	b.cliquer("Essayer avec le centre de démonstration")
	if _, _, err := b.s.Centre(context.Background()); err == nil || f.essayes != 1 {
		t.Errorf("%v, tried %d times", err, f.essayes)
	}
	f.connus = connus(t)
	b = bancCentres(t, f, "demonstration", "", nil)
	b.cliquer("Ouvrir un autre centre…")
	b.veut("Ouvrir un autre centre")
	if strings.Contains(b.ecrit(), "Nouveau centre") {
		t.Error("a new centre is offered where there is one")
	}
	b.touches(fyne.KeyEscape)
	b.cliquer("Essayer avec le centre de démonstration")
	b.touches(fyne.KeyReturn)
	b.veut("Démonstration", "La quitter")
	b.cliquer("La quitter")
	if f.ouvert != "quittee" {
		t.Errorf("opened %q", f.ouvert)
	}
	f.ouvert = " "
	b.menu("Quitter la démonstration")
	if f.ouvert != "quittee" {
		t.Errorf("opened %q", f.ouvert)
	}
}
