package soutien_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/soutien"
	"delib/core/store"
)

// TestEmptyFolders: a new centre takes a folder that is empty before it makes
// one, never the demonstration's; a damaged base is listed and never taken.
func TestEmptyFolders(t *testing.T) {
	ctx, racine := context.Background(), t.TempDir()
	vide := func(veut string) {
		t.Helper()
		if nom, err := soutien.CentreVide(ctx, racine); err != nil || nom != veut {
			t.Errorf("%q instead of %q (%v)", nom, veut, err)
		}
	}
	base := func(nom, importer string) {
		t.Helper()
		d, err := soutien.DossierCentre(racine, nom)
		if err != nil {
			t.Fatal(err)
		}
		b, err := store.Ouvrir(ctx, d, store.Options{Creer: true})
		if err != nil {
			t.Fatal(err)
		}
		defer b.Fermer()
		if importer == "" {
			return
		}
		c, err := dossier.Lire(importer)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Importer(ctx, c.Centre, c.Jurys, "test"); err != nil {
			t.Fatal(err)
		}
	}
	vide("")
	base("", "../dossier/testdata/"+bts)
	base(soutien.CentreDemonstration, "")
	vide("centre-2")
	if err := os.MkdirAll(filepath.Join(racine, "centres", "centre-2"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(racine, "centres", "centre-2", fond.FichierBase), []byte("rien"), 0o600); err != nil {
		t.Fatal(err)
	}
	vide("centre-3")
	base("centre-3", "")
	vide("centre-3")
	cs, err := soutien.Centres(ctx, racine)
	if err != nil || len(cs) != 4 || cs[0].Nom != "" || cs[0].Jurys != 5 || !cs[1].Illisible || cs[2].Nom != "centre-3" {
		t.Errorf("%+v %v", cs, err)
	}
	c, err := dossier.Lire("../dossier/testdata/" + bcp)
	if err != nil {
		t.Fatal(err)
	}
	base("BCP-2021-06-0350059Z", "../dossier/testdata/"+bts) // the name is no proof of what is inside
	if nom, tenu, err := soutien.PlaceCentre(ctx, racine, &c.Centre); err != nil || tenu || nom != "BCP-2021-06-0350059Z-2" {
		t.Errorf("%q %v %v", nom, tenu, err)
	}
	if _, err := soutien.DossierCentre(racine, "../x"); examen.CodeDe(err) != examen.CodeInconnu {
		t.Errorf("a name that climbs: %v", err)
	}
	// Erasing the workstation's own base leaves the others.
	if err := fond.Effacer(ctx, racine); err != nil {
		t.Fatal(err)
	}
	if cs, err := soutien.Centres(ctx, racine); err != nil || len(cs) != 5 || cs[0].Centre != nil || cs[1].Jurys != 5 {
		t.Errorf("after the purge: %+v %v", cs, err)
	}
}
