package ui_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"delib/core/activite"
	"delib/core/render"
	"delib/core/reprise"
	"delib/core/store"
	"delib/ui"
	"delib/ui/ecran"
	"delib/ui/modele"
)

const aReprendre = "E:\\plan.zip"

// reprisesDeDemonstration gives two jurys of the demonstration, as files of
// another workstation give them back.
func reprisesDeDemonstration(t *testing.T) *reprise.Recueil {
	t.Helper()
	ctx := context.Background()
	base, err := store.Ouvrir(ctx, t.TempDir(), store.Options{Creer: true, Horloge: horloge})
	if err != nil {
		t.Fatal(err)
	}
	defer base.Fermer()
	if _, err := ui.ImporterDemonstration(ctx, activite.Nouveau(base, horloge, t.TempDir()), centreDesTests(t), "test"); err != nil {
		t.Fatal(err)
	}
	r := &reprise.Recueil{Ecartes: []string{"« autre.zip » est d’un autre centre, et est laissé."}}
	for i, code := range []string{"31310", "31408"} {
		texte, err := base.Reprise(ctx, code)
		if err != nil {
			t.Fatal(err)
		}
		x, d, err := reprise.Lire(texte)
		if err != nil {
			t.Fatal(err)
		}
		r.Jurys = append(r.Jurys,
			reprise.Jury{Code: code, Etat: d.Etat, Candidats: len(d.Candidats), Actes: []string{"a"}, Le: horloge(), Poste: x.Poste, Centre: x.Centre,
				Fichier: "/media/cle/GRD_10_" + code + ".zip", Trouve: i > 0, Texte: texte})
	}
	return r
}

func soutienDe(r *reprise.Recueil) *ecran.Soutien {
	return &ecran.Soutien{Lire: func(_ context.Context, chemin string) (*reprise.Recueil, error) {
		if chemin != aReprendre && !strings.HasSuffix(chemin, "plan-31310.zip") {
			return nil, errors.New("another file")
		}
		return r, nil
	}}
}

// TestFirstStartResumes: the first screen rebuilds several jurys at once, after
// it said as of when each is, and leaves the one that is not ticked; the menu
// brings that one later, and leaves what is held.
func TestFirstStartResumes(t *testing.T) {
	b := bancSoutenu(t, soutienDe(reprisesDeDemonstration(t)))
	b.cliquer("Reprendre d’un plan de secours ou d’une copie…")
	test.Type(b.toile().Focused(), aReprendre)
	b.touches(fyne.KeyReturn)
	b.veut("dernier acte du 06/06/2023 à 11:18", "2 jurys seront repris", "1 vient d’un plan trouvé à côté", "autre.zip", "lui seul le savait")
	if _, _, err := b.s.Centre(context.Background()); err == nil {
		t.Fatal("resumed before the person agreed")
	}
	b.toile().Focus(b.tableau("Fichier"))
	b.touches(fyne.KeyDown, fyne.KeySpace)
	b.veut("1 jury sera repris")
	b.cliquer("Reprendre sur ce poste")
	b.veut("1 jury chargé : 31310")
	b.touches(fyne.KeyReturn, fyne.KeyReturn) // read; the name that is proposed
	b.veut("Où en sommes-nous ?", "31310")
	if strings.Contains(b.ecrit(), "31408") {
		t.Fatal("a jury that was not ticked was resumed")
	}

	b.menu("Reprendre d’un plan de secours…")
	test.Type(b.toile().Focused(), aReprendre)
	b.touches(fyne.KeyReturn)
	b.veut("déjà sur ce poste : laissé tel quel", "1 jury sera repris", "1 vient d’un plan trouvé")
	b.toile().Focus(b.tableau("Fichier"))
	b.touches(fyne.KeySpace) // on the jury that is held: nothing
	b.veut("1 jury sera repris")
	b.cliquer("Reprendre sur ce poste")
	b.veut("1 jury chargé : 31408")
	b.touches(fyne.KeyReturn)
	b.veut("Où en sommes-nous ?", "31310", "31408")

	b.menu("Reprendre d’un plan de secours…")
	test.Type(b.toile().Focused(), aReprendre)
	b.touches(fyne.KeyReturn)
	b.veut("il n’y a rien à reprendre")
	if strings.Contains(b.ecrit(), "Reprendre sur ce poste") {
		t.Error("offers what cannot be done")
	}
}

// TestAPlanIsNoDossier: where a dossier is asked for, the ZIP of a plan leads to
// what resumes jurys.
func TestAPlanIsNoDossier(t *testing.T) {
	r := reprisesDeDemonstration(t)
	chemin := filepath.Join(t.TempDir(), "plan-31310.zip")
	zip, err := render.Zip([]render.Entree{{Nom: "PVI/31310.pdf"}, {Nom: "reprise/31310.json", Contenu: r.Jurys[0].Texte}}, horloge())
	if err = errors.Join(err, os.WriteFile(chemin, zip, 0o600)); err != nil {
		t.Fatal(err)
	}
	b := bancSoutenu(t, soutienDe(r))
	test.Type(b.toile().Focused(), chemin)
	b.touches(fyne.KeyReturn)
	b.veut("Ce qui peut être repris", "31310", "31408")
	b.cliquer("Reprendre sur ce poste")
	b.touches(fyne.KeyReturn, fyne.KeyReturn)
	b.f.Aller(modele.EcranImporter, nil)
	test.Type(b.toile().Focused(), chemin)
	b.touches(fyne.KeyReturn)
	b.veut("il n’y a rien à reprendre")
}
