package modele

import (
	"fmt"
	"strings"
)

// TailleEcriture is a size of what is written, as a person chooses it.
type TailleEcriture struct {
	Code, Libelle string
	Facteur       float32
}

// Tailles gives the sizes, from the smallest.
func Tailles() []TailleEcriture {
	return []TailleEcriture{{"petite", "Petite", 0.9}, {"normale", "Normale", 1}, {"grande", "Grande", 1.2}, {"tres-grande", "Très grande", 1.4}}
}

// Affichage is the look that a person chose on this workstation.
type Affichage struct {
	Sombre bool
	Taille int // rank in Tailles
}

// AffichageDefaut is light, at the normal size.
func AffichageDefaut() Affichage { return Affichage{Taille: 1} }

// LireAffichage reads a setting; what is not known stays as by default.
func LireAffichage(texte string) Affichage {
	a := AffichageDefaut()
	for _, mot := range strings.Fields(texte) {
		a.Sombre = a.Sombre || mot == "sombre"
		for i, t := range Tailles() {
			if t.Code == mot {
				a.Taille = i
			}
		}
	}
	return a
}

// Texte writes the setting.
func (a Affichage) Texte() string {
	t := "clair "
	if a.Sombre {
		t = "sombre "
	}
	return t + Tailles()[a.Taille].Code
}

// Facteur is how much larger than normal everything is.
func (a Affichage) Facteur() float32 { return Tailles()[a.Taille].Facteur }

// Plus gives the next size up (sens 1) or down (-1); the normal one for 0.
func (a Affichage) Plus(sens int) Affichage {
	if sens == 0 {
		a.Taille = AffichageDefaut().Taille
		return a
	}
	a.Taille = max(0, min(a.Taille+sens, len(Tailles())-1))
	return a
}

// The sizes of a window that are believed.
const (
	largeurFenetreMin, hauteurFenetreMin = 640, 400
	coteFenetreMax                       = 6000
)

// LireTailleFenetre reads the size that the window had; false when there is
// none that can be believed.
func LireTailleFenetre(texte string) (largeur, hauteur float32, ok bool) {
	if _, err := fmt.Sscanf(texte, "%fx%f", &largeur, &hauteur); err != nil {
		return 0, 0, false
	}
	ok = largeur >= largeurFenetreMin && hauteur >= hauteurFenetreMin && largeur <= coteFenetreMax && hauteur <= coteFenetreMax
	return largeur, hauteur, ok
}

// EcrireTailleFenetre writes the size of the window.
func EcrireTailleFenetre(largeur, hauteur float32) string {
	return fmt.Sprintf("%.0fx%.0f", largeur, hauteur)
}
