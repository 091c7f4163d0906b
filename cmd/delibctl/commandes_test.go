package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/examen"
)

// defaut is what a flag's help says of this machine and this person.
var defaut = regexp.MustCompile(` \(par défaut (?:"[^"]*"|[^)]*)\)`)

// options gives the options of a command, without those that all have.
func options(t *testing.T, nom string) string {
	t.Helper()
	var sortie, erreurs bytes.Buffer
	run(context.Background(), append(strings.Fields(nom), "--help"), &sortie, &erreurs)
	_, texte, ok := strings.Cut(erreurs.String(), "options de « "+nom+" » :\n")
	if !ok {
		return ""
	}
	var l []string
	for ligne := range strings.Lines(texte) {
		ligne = defaut.ReplaceAllString(strings.TrimRight(ligne, "\n"), "")
		if strings.HasPrefix(ligne, "      --") && !strings.HasPrefix(ligne, "      --base ") && !strings.HasPrefix(ligne, "      --json ") {
			l = append(l, "    "+strings.TrimSpace(ligne))
		}
	}
	return strings.Join(l, "\n")
}

// TestCommandsAreWritten: docs/commandes.md says what the registry says;
// DELIB_COMMANDES=oui writes it again (make commandes).
func TestCommandsAreWritten(t *testing.T) {
	t.Setenv("DELIB_BASE", t.TempDir())
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	dire := func(nom, usage, aide string) {
		fmt.Fprintf(&s, "### %s\n\n%s.\n\n    %s\n\n", nom, majuscule(aide), strings.TrimSpace("delibctl "+nom+" "+usage))
		if o := options(t, nom); o != "" {
			fmt.Fprintf(&s, "Options :\n\n%s\n\n", o)
		}
	}
	for _, c := range commandes() {
		dire(c.nom, c.usage, c.aide)
		if c.nom == "deliberer" {
			for _, acte := range []string{"modifier-note", "livret-examine", "clore"} {
				fmt.Fprintf(&s, "Options de `deliberer %s` :\n\n%s\n\n", acte, options(t, "deliberer "+acte))
			}
		}
	}
	s.WriteString("## delibctl : les activités, dans l’ordre du menu\n\nToutes acceptent `[--jury J]… [--titre T] [--sortie DIR] [--par NOM]` : sans " +
		"`--jury`, tous ceux que l’état permet.\n\n")
	for _, a := range activite.Menu() {
		dire(a.ID, strings.TrimSpace(drapeauxDe(a)), a.Titre(p))
	}
	comparer(t, "../../docs/commandes.md", "delibctl", s.String())
}

func majuscule(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// comparer holds a part of a document to what it should be.
func comparer(t *testing.T, chemin, partie, veut string) {
	t.Helper()
	texte, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	debut, fin := "<!-- "+partie+" -->\n", "<!-- fin de "+partie+" -->"
	avant, reste, ok1 := strings.Cut(string(texte), debut)
	dedans, apres, ok2 := strings.Cut(reste, fin)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no part %s", chemin, partie)
	}
	veut = "\n" + strings.TrimSpace(veut) + "\n\n"
	if dedans == veut {
		return
	}
	if os.Getenv("DELIB_COMMANDES") == "" {
		t.Fatalf("%s does not say what the registry of %s says: make commandes", chemin, partie)
	}
	if err := os.WriteFile(chemin, []byte(avant+debut+veut+fin+apres), 0o644); err != nil {
		t.Fatal(err)
	}
}
