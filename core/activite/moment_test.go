package activite_test

import (
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/jury"
)

// TestDatesAsPeopleWriteThem: in a form, in a sheet and in the grid alike.
func TestDatesAsPeopleWriteThem(t *testing.T) {
	for texte, veut := range map[string]string{
		"3/7/23 9h": "2023-07-03T09:00", "03/07 9:15": "2023-07-03T09:15", "03/07/2023 08:30": "2023-07-03T08:30", "3.7.2024 à 9 h 30": "2024-07-03T09:30",
		"3 juillet 9h": "2023-07-03T09:00", "1er juil. 2023 14h": "2023-07-01T14:00", "3-7": "2023-07-03", "2023-07-03T08:30": "2023-07-03T08:30",
		"mardi 4 juillet 2023 9h": "2023-07-04T09:00", "2023-07-04 9h": "2023-07-04T09:00", "04/07/23 09:00:00": "2023-07-04T09:00", "": "", "  ": "",
		"2023-07-04 09:00": "2023-07-04T09:00", "4 août": "2023-08-04",
		"31/2 9h": "", "3/13/23 9h": "", "3/7/23 25h": "", "demain": "", "3 zut 9h": "",
	} {
		if lu, err := activite.LireMoment(texte, "2023"); lu != veut || (err == nil) != (veut != "" || strings.TrimSpace(texte) == "") {
			t.Errorf("%q: %q %v", texte, lu, err)
		}
	}
	if _, err := activite.LireMoment("3/7 9h", ""); err == nil {
		t.Error("a date without a year is read where no session tells it")
	}
	if a := activite.AnneeOraux(&jury.Entete{Date1: "2023-05-31T14:00", Date2: "2024-07-11T11:00"}); a != "2024" {
		t.Errorf("the orals are in %s", a)
	}
}
