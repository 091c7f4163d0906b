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
	"delib/core/store"
	"delib/ui"
	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/modele"
)

// bancSoutenu is a window whose program around can help.
func bancSoutenu(t *testing.T, s *ecran.Soutien) *banc {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(composant.NouveauTheme())
	dossier := t.TempDir()
	base, err := store.Ouvrir(context.Background(), dossier, store.Options{Creer: true, Application: "test", Horloge: horloge})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = base.Fermer() })
	b := &banc{t: t, s: activite.Nouveau(base, horloge, filepath.Join(dossier, "documents")), enFond: func(f func()) { f() }}
	b.f = ui.Nouvelle(app, ui.Options{
		Service: b.s, Auteur: "Claire Martin", Demonstration: centreDesTests(t), DemonstrationBacPro: assets.DemonstrationBacPro, Donnees: dossier,
		Horloge: horloge,
		EnFond:  func(f func()) { f() }, SurEcran: func(f func()) { f() }, Minuterie: func(time.Duration, func()) func() { return func() {} },
		Soutien: s, Journal: func(ref string, err error) { t.Errorf("technical error %s: %v", ref, err) },
	})
	b.f.Window.Resize(fyne.NewSize(1366, 700))
	return b
}

// menu runs an entry of the menu bar.
func (b *banc) menu(texte string) {
	b.t.Helper()
	for _, m := range b.f.Window.MainMenu().Items {
		for _, i := range m.Items {
			if i.Label == texte {
				i.Action()
				return
			}
		}
	}
	b.t.Fatalf("no entry %q in the menu", texte)
}

// TestGoBackToACopy: the window says what is left behind, and nothing happens
// before the person agrees.
func TestGoBackToACopy(t *testing.T) {
	var revenu string
	s := &ecran.Soutien{
		Copies: func() ([]ecran.Copie, error) {
			return []ecran.Copie{{Nom: "avant-cloture-20230606-080000.sqlite", Le: horloge(), Octets: 300000}}, nil
		},
		Depuis:    func(context.Context, string) (int, []string, error) { return 3, []string{"31310"}, nil },
		Restaurer: func(nom string) { revenu = nom },
		Annonce:   []string{"La copie a pris la place de la base."},
		Plantage:  "plantage.txt",
	}
	b := bancSoutenu(t, s)
	b.veut("La copie a pris la place de la base.")
	b.touches(fyne.KeyReturn)
	b.cliquer("Essayer avec le centre de démonstration")
	b.veut("arrêté de façon inattendue", "sans nom ni note")
	b.cliquer("Plus tard")
	b.touches(fyne.KeyReturn) // the name that is proposed
	for page, veut := range map[string]string{"Quand quelque chose ne va plus": "poste perdu", "Demander de l’aide": "Délib n’envoie rien nulle part"} {
		b.menu(page)
		if n, ok := b.toile().Focused().(*composant.Notice); !ok || !strings.Contains(n.Texte(), veut) {
			t.Errorf("%s: %T", page, b.toile().Focused())
		}
		b.touches(fyne.KeyEscape)
	}
	b.menu("Copies de sûreté…")
	b.veut("avant une clôture", "même disque")
	b.touches(fyne.KeyReturn)
	b.veut("Sortiront de la base : 3 actes enregistrés depuis (jurys 31310)", "jamais effacée")
	b.touches(fyne.KeyReturn) // proposed: not to
	if revenu != "" {
		t.Fatal("went back without being told to")
	}
	b.menu("Copies de sûreté…")
	b.cliquer("Revenir à cette copie…")
	b.cliquer("Revenir à cette copie")
	if revenu != "avant-cloture-20230606-080000.sqlite" {
		t.Errorf("went back to %q", revenu)
	}
}

// TestRescueWindow: nothing is done before the person agrees; then the account.
func TestRescueWindow(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(composant.NouveauTheme())
	fait, ouvert := 0, false
	w := ui.MontrerSauvetage(app, ui.Sauvetage{
		Message: "La base est abîmée.", Propose: []string{"- 5 jurys à refaire"}, Possible: true,
		Faire:  func(context.Context) ([]string, error) { fait++; return []string{"- 5 jurys refaits"}, nil },
		Ouvrir: func() { ouvert = true }, Expliquer: func(err error) modele.Erreur { return modele.LireErreur(err, horloge()) },
		EnFond: func(f func()) { f() }, SurEcran: func(f func()) { f() },
	})
	b := &banc{t: t, f: &ui.Fenetre{Window: w}}
	b.veut("La base de ce poste est abîmée", "5 jurys à refaire", "Fermer sans rien changer")
	if fait != 0 {
		t.Fatal("done before the person agreed")
	}
	if !strings.Contains(b.aideDite(), "poste perdu") {
		t.Error("no help of what to do")
	}
	b.cliquer("?  Aide (F1)")
	b.touches(fyne.KeyEscape)
	b.cliquer("Reconstruire la base")
	b.veut("La base est reconstruite", "5 jurys refaits")
	if strings.Contains(b.ecrit(), "Fermer sans rien changer") || fait != 1 {
		t.Errorf("done %d times", fait)
	}
	b.cliquer("Ouvrir Délib")
	if !ouvert {
		t.Error("did not open")
	}
}
