package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestCommandsAreWritten: docs/commandes.md says what the registry says;
// DELIB_COMMANDES=oui writes it again (make commandes).
func TestCommandsAreWritten(t *testing.T) {
	var s strings.Builder
	for _, c := range commandes() {
		fmt.Fprintf(&s, "### %s\n\n%s%s.\n\n    %s\n\n", c.nom, strings.ToUpper(c.aide[:1]), c.aide[1:], strings.TrimSpace("delibd "+c.nom+" "+c.usage))
	}
	const chemin, debut, fin = "../../docs/commandes.md", "<!-- delibd -->\n", "<!-- fin de delibd -->"
	texte, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	avant, reste, ok1 := strings.Cut(string(texte), debut)
	dedans, apres, ok2 := strings.Cut(reste, fin)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no part delibd", chemin)
	}
	veut := "\n" + strings.TrimSpace(s.String()) + "\n\n"
	if dedans == veut {
		return
	}
	if os.Getenv("DELIB_COMMANDES") == "" {
		t.Fatalf("%s does not say what the registry of delibd says: make commandes", chemin)
	}
	if err := os.WriteFile(chemin, []byte(avant+debut+veut+fin+apres), 0o644); err != nil {
		t.Fatal(err)
	}
}
