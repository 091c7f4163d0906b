package grille

import (
	"strings"
	"testing"

	"delib/core/jury"
)

func TestDatesAsPeopleWriteThem(t *testing.T) {
	for texte, veut := range map[string]string{
		"3/7/23 9h": "2023-07-03T09:00", "03/07 9:15": "2023-07-03T09:15", "03/07/2023 08:30": "2023-07-03T08:30", "3.7.2024 à 9 h 30": "2024-07-03T09:30",
		"3 juillet 9h": "2023-07-03T09:00", "1er juil. 2023 14h": "2023-07-01T14:00", "3-7": "2023-07-03", "2023-07-03T08:30": "2023-07-03T08:30",
		"31/2 9h": "", "3/13/23 9h": "", "3/7/23 25h": "", "demain": "", "3 zut 9h": "",
	} {
		if lu, err := LireMoment(texte, "2023"); lu != veut || (err == nil) != (veut != "") {
			t.Errorf("%q: %q %v", texte, lu, err)
		}
	}
	if _, err := LireMoment("3/7 9h", ""); err == nil {
		t.Error("a date without a year is read where no session tells it")
	}
	if a := anneeDe(&jury.Entete{Date1: "2023-05-31T14:00", Date2: "2024-07-11T11:00"}); a != "2024" {
		t.Errorf("the orals are in %s", a)
	}
}

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
