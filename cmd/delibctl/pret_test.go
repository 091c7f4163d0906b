package main

import (
	"slices"
	"strings"
	"testing"

	"delib/core/activite"
)

// TestCuresExist: the command that cures a point is one that a person can type.
func TestCuresExist(t *testing.T) {
	for point, geste := range gestesPret {
		nom, _, _ := strings.Cut(geste, " ")
		_, activite := activite.Trouver(nom)
		if !activite && !slices.ContainsFunc(commandes(), func(c commande) bool { return c.nom == nom }) {
			t.Errorf("%s is cured by %q, which is no command", point, geste)
		}
	}
}
