package modele

import "testing"

func TestDisplaySettings(t *testing.T) {
	for _, c := range []struct {
		lu, ecrit string
		facteur   float32
	}{
		{"", "clair normale", 1}, {"sombre", "sombre normale", 1}, {"sombre grande", "sombre grande", 1.2}, {"n’importe quoi", "clair normale", 1},
		{"clair tres-grande", "clair tres-grande", 1.4},
	} {
		if a := LireAffichage(c.lu); a.Texte() != c.ecrit || a.Facteur() != c.facteur {
			t.Errorf("%q is %q × %v", c.lu, a.Texte(), a.Facteur())
		}
	}
	a := AffichageDefaut()
	for _, c := range []struct {
		sens int
		veut string
	}{{-1, "petite"}, {-1, "petite"}, {1, "normale"}, {1, "grande"}, {1, "tres-grande"}, {1, "tres-grande"}, {0, "normale"}} {
		if a = a.Plus(c.sens); Tailles()[a.Taille].Code != c.veut {
			t.Errorf("%+d: %s", c.sens, a.Texte())
		}
	}
}

func TestWindowSize(t *testing.T) {
	if l, h, ok := LireTailleFenetre(EcrireTailleFenetre(1320.4, 680)); !ok || l != 1320 || h != 680 {
		t.Errorf("%v × %v, %v", l, h, ok)
	}
	for _, x := range []string{"", "x", "12", "3x4", "99999x700", "-5x800"} {
		if _, _, ok := LireTailleFenetre(x); ok {
			t.Errorf("%q is believed", x)
		}
	}
}
