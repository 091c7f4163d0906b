package grille

import (
	"strings"
	"testing"

	"delib/core/jury"
)

func TestCentreByNameOrUAI(t *testing.T) {
	s := &Saisie{centres: []jury.Etablissement{{UAI: "0250013D", Nom: "LYC JULES HAAG", Ville: "BESANCON CEDEX"}, {UAI: "0250001R", Nom: "LP NELSON MANDELA",
		Ville: "AUDINCOURT CEDEX"}, {UAI: "0251825Y", Nom: "LP Montjoux", Ville: "Besançon"}}}
	for texte, veut := range map[string]string{
		"0250013d": "0250013D", "mandela": "0250001R", "besançon haag": "0250013D", "0251825Y - LP Montjoux Besançon": "0251825Y",
		"besancon": "! 2 centres répondent", "paris": "! « paris » n’est ni un UAI", "0250013X": "! « 0250013X » n’est ni un UAI",
	} {
		lu, err := s.lireCentre(texte)
		if err != nil {
			lu = "! " + err.Error()
		}
		if !strings.HasPrefix(lu, veut) {
			t.Errorf("%q: %q", texte, lu)
		}
	}
	if l := s.offrirCentres(); len(l) != 3 || l[0] != "0250013D - LYC JULES HAAG BESANCON CEDEX" {
		t.Errorf("%q", l)
	}
}
