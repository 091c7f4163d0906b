package ligne

import "testing"

func TestTheNameThatASystemKeeps(t *testing.T) {
	for _, c := range []struct{ nom, login, veut string }{
		{"Claire Dubois,,03 81 00 00 00", "cdubois", "Claire Dubois"},
		{"Claire Dubois", `LYCEE\cdubois`, "Claire Dubois"},
		{"", `LYCEE\cdubois`, "cdubois"},
		{" ,,", "cdubois", "cdubois"},
		{"", `LYCEE\`, "utilisateur du poste"},
		{"", "", "utilisateur du poste"},
	} {
		if n := nommer(c.nom, c.login); n != c.veut {
			t.Errorf("%q, %q: %q", c.nom, c.login, n)
		}
	}
}
