package guide

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"delib/assets"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/render"
)

// TestGuide: docs/guide.pdf is what the help pages say; DELIB_GUIDE=oui writes it
// again (make guide).
func TestGuide(t *testing.T) {
	l, err := Composer()
	if err != nil {
		t.Fatal(err)
	}
	if a := l.Alertes(); len(a) > 0 {
		t.Errorf("characters without a drawing: %v", a)
	}
	pdf, err := render.Assemble("Délib – guide", render.Options{Auteur: "Délib"}, l)
	if err != nil {
		t.Fatal(err)
	}
	const chemin = "../../docs/guide.pdf"
	if os.Getenv("DELIB_GUIDE") != "" {
		if err := os.WriteFile(chemin, pdf, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ecrit, err := os.ReadFile(chemin)
	if err != nil || !bytes.Equal(ecrit, pdf) {
		t.Errorf("docs/guide.pdf is not what the help says (%v): make guide", err)
	}
}

// TestEveryHelpPageIsInTheGuide: once, with its title; and each says what every
// page must say.
func TestEveryHelpPageIsInTheGuide(t *testing.T) {
	p, blocs, err := corpsDuBTS()
	if err != nil {
		t.Fatal(err)
	}
	titres := map[string]int{}
	for _, e := range p {
		if !e.chapitre() {
			titres[e.titre]++
		}
	}
	for _, id := range assets.Aides() {
		texte, _ := Page(id, nil)
		titre, _ := lire(texte)
		if titres[titre] == 0 {
			t.Errorf("%s (%s) is not in the guide", id, titre)
		}
		for _, partie := range []string{"À quoi ça sert", "Quand", "Ce qui peut mal se passer"} {
			if !strings.Contains(texte, "\n## "+partie) {
				t.Errorf("%s does not say « %s »", id, partie)
			}
		}
	}
	if len(blocs) < 200 || p[len(p)-1].page < 10 {
		t.Errorf("%d blocks, last page %d", len(blocs), p[len(p)-1].page)
	}
}

func corpsDuBTS() ([]entree, []document.Bloc, error) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		return nil, nil, err
	}
	return corps(p, 0)
}
