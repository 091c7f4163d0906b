package modele

import "testing"

func TestAccountsAreNoNames(t *testing.T) {
	for nom, veut := range map[string]bool{"root": false, " Admin ": false, "Invité": false, "": false, "cmartin": true, "Claire Martin": true} {
		if EstUnNom(nom) != veut {
			t.Errorf("%q: %v", nom, !veut)
		}
	}
}
