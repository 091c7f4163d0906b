package examen_test

import (
	"strings"
	"testing"

	"delib/core/examen"
)

// TestTrouver: each exam and session has one set of rules, or a refusal in words.
func TestTrouver(t *testing.T) {
	for _, c := range []struct {
		examen, session string
		formule         examen.FormuleControle
		condition       examen.Base
		code            examen.Code
	}{
		{"BTS", "2022-06", examen.MeilleureNote, examen.Professionnelles, ""},
		{"BTS", "2031-06", examen.MeilleureNote, examen.Professionnelles, ""},
		{"BTS", "2021-06", 0, 0, examen.CodeDossier},
		{"BCP", "2009-06", examen.MoyenneAvecControle, examen.Pratiques, ""},
		{"BCP", "2021-09", examen.MoyenneAvecControle, examen.Pratiques, ""},
		{"BCP", "2022-06", examen.MeilleureNote, examen.Professionnelles, ""},
		{"BCP", "2008-06", 0, 0, examen.CodeDossier},
		{"CAP", "2023-06", 0, 0, examen.CodeDossier},
		{"BTS", "2023", 0, 0, examen.CodeDossier},
		{"BTS", "2023-13", 0, 0, examen.CodeDossier},
	} {
		p, err := examen.Trouver(c.examen, c.session)
		if examen.CodeDe(err) != c.code {
			t.Errorf("%s %s: %v", c.examen, c.session, err)
		}
		if err == nil && (p.Controle.Formule != c.formule || p.Controle.Seuils[1].Sur != c.condition || p.Session != c.session) {
			t.Errorf("%s %s: %+v", c.examen, c.session, p)
		}
	}
}

// TestProfilsAreWhole: every profile cites its texts and has every word.
func TestProfilsAreWhole(t *testing.T) {
	for _, p := range examen.Profils() {
		if len(p.Sources) == 0 || p.ArticleDecision == "" || p.ArticleAbsence == "" || p.ArticleLivret == "" {
			t.Errorf("%s %s cites no text", p.Examen, p.Depuis)
		}
		for _, e := range examen.Etats() {
			if p.Etat(e) == "" {
				t.Errorf("%s: no label for %s", p.Examen, e.Code())
			}
		}
		for _, d := range []examen.Decision{examen.Admis, examen.Passe, examen.Refuse, examen.Attente, examen.Partiel} {
			if p.Libelle(d) == "" {
				t.Errorf("%s: no word for %s", p.Examen, d)
			}
		}
		for i := 1; i < len(p.Mentions); i++ {
			if p.Mentions[i].Seuil <= p.Mentions[i-1].Seuil {
				t.Errorf("%s: mentions out of order", p.Examen)
			}
		}
	}
}

func TestEtats(t *testing.T) {
	if n := len(examen.Etats()); n != 11 {
		t.Errorf("%d states", n)
	}
	for texte, ok := range map[string]bool{
		"000": true, "0": true, "110": true, "218": true, "111": false, "": false, "-1": false, "1100": false, "abc": false,
	} {
		if _, got := examen.LireEtat(texte); got != ok {
			t.Errorf("LireEtat(%q): %v", texte, got)
		}
	}
	e := examen.NonCommencee
	for range 10 {
		p, ok := examen.Suivant(e)
		if !ok || p.Exceptionnel {
			t.Fatalf("no normal move out of %s", e.Code())
		}
		e = p.Vers
	}
	if _, ok := examen.Suivant(e); ok || e != examen.Verrouille2 {
		t.Errorf("the path ends at %s", e.Code())
	}
}

func TestWordsAgreeWithTheirNumber(t *testing.T) {
	for texte, veut := range map[string]string{
		"0 acte(s), 1 jury(s) chargé(s), 2 compte(s) rendu(s)": "0 acte, 1 jury chargé, 2 comptes rendus",
		"3 nouveau(x), 1 nouveau(x)":                           "3 nouveaux, 1 nouveau",
		"Note(s) manquante(s) : 2, Prénom(s)":                  "Note(s) manquante(s) : 2, Prénom(s)",
		"jury 31310 (sain)":                                    "jury 31310 (sain)",
		"12 acte(s) (deux)":                                    "12 actes (deux)",
	} {
		if got := examen.Accorder(texte); got != veut {
			t.Errorf("%s: %s, want %s", texte, got, veut)
		}
	}
}

// TestR11: the profiles cite the texts that made today's rules.
func TestR11(t *testing.T) {
	for _, c := range []struct {
		examen, session string
		textes          []string
	}{
		{"BTS", "2026-06", []string{"2022-850", "2024-788", "9 mai 2025"}},
		{"BCP", "2026-06", []string{"2020-1277", "20 octobre 2020", "2024-542", "25 novembre 2021", "2024-122"}},
		{"BCP", "2023-06", []string{"2020-1277", "25 novembre 2021"}},
	} {
		p, err := examen.Trouver(c.examen, c.session)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range c.textes {
			if !strings.Contains(strings.Join(p.Sources, "\n"), x) {
				t.Errorf("%s %s does not cite %s", c.examen, c.session, x)
			}
		}
	}
}
