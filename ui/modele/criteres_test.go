package modele

import (
	"reflect"
	"testing"

	"delib/core/edition"
)

func TestCriteriaTree(t *testing.T) {
	x := NouveauxCriteres()
	if l := x.Textes(); !reflect.DeepEqual(l, []string{"mode_vae!=Dossier VAE déposé"}) {
		t.Errorf("at first: %q", l)
	}
	tous := len(x.Arbre)
	x.Filtrer("presume")
	if len(x.Arbre) != 1 || x.Arbre[0].ID != "presume_fraudeur" {
		t.Fatalf("filter: %+v", x.Arbre)
	}
	x.Ajouter(0)
	x.Ajouter(4)
	x.Filtrer("")
	if len(x.Arbre) != tous || len(x.Liste) != 4 {
		t.Fatalf("%d leaves, %d criteria", len(x.Arbre), len(x.Liste))
	}
	for _, c := range []struct {
		o      edition.Operateur
		valeur string
		veut   string
	}{
		{edition.Egal, "Non", "presume_fraudeur=Non"}, {edition.Different, " Oui ", "presume_fraudeur!=Oui"}, {edition.Contient, "no", "presume_fraudeur~no"},
		{edition.Vide, "reste", "presume_fraudeur="}, {edition.NonVide, "", "presume_fraudeur!="},
	} {
		x.Liste[3].Operateur, x.Liste[3].Valeur = c.o, c.valeur
		if l := x.Textes(); len(l) != 2 || l[1] != c.veut {
			t.Errorf("%s: %q", c.o.Libelle(), l)
		}
	}
	x.Oter(1)
	x.Oter(9)
	l := x.Textes()
	if !reflect.DeepEqual(l, []string{"presume_fraudeur!=", "mode_vae~"}) {
		t.Errorf("without the VAE criterion: %q", l)
	}
	cs, err := edition.LireCriteres(l, nil)
	if err != nil || len(cs) != 2 {
		t.Errorf("%+v, %v", cs, err)
	}
	if len(LibellesOperateurs()) != 5 || LibellesOperateurs()[1] != "N'est pas égal à" {
		t.Errorf("operators: %q", LibellesOperateurs())
	}
}
