package decision_test

import (
	"strings"
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// TestFieldsOfAProfile: what no exam of today says, another may by its literal
// alone; each field is tried on a profile that is changed in it.
func TestFieldsOfAProfile(t *testing.T) {
	const sansPro = "FRE 5 G oui, PHI 8 G oui, GO 10 G, SP1 16 G oui"
	for _, c := range []struct {
		nom       string
		regler    func(*examen.Profil)
		reglement string
		cas       cas
		decision  examen.Decision
		mention   string
		dit, tait string
	}{
		{"an absence is 0", func(p *examen.Profil) { p.Absence = examen.AbsenceZero }, banque,
			cas{notes: "AB,16,14,13,14,12"}, examen.Admis, "", "Absence non justifiée (U1) : note zéro (D643-24).", "délivré"},
		{"no second group", func(p *examen.Profil) { p.Controle = nil }, banque,
			cas{notes: "9,11,10,10,10,10"}, examen.Refuse, "", "inférieure à 10", "contrôle"},
		{"no second group, a certificate", func(p *examen.Profil) {
			p.Controle, p.Certificat = nil, &examen.Certificat{Nom: "attestation", Article: "D1", Seuil: 8}
		}, banque, cas{notes: "9,11,10,10,10,10"}, examen.Refuse, "", "Moyenne d’au moins 8 : attestation en cas d’échec (D1).", ""},
		{"a certificate that is out of reach", func(p *examen.Profil) {
			p.Controle, p.Certificat = nil, &examen.Certificat{Nom: "attestation", Article: "D1", Seuil: 8}
		}, banque, cas{notes: "5,5,5,5,5,5"}, examen.Refuse, "", "inférieure à 10", "attestation"},
		{"a second threshold of admission is missed", func(p *examen.Profil) {
			p.Controle, p.Admission = nil, []examen.Seuil{{Sur: examen.Ensemble, Minimum: 10}, {Sur: examen.Professionnelles, Minimum: 10}}
		}, banque, cas{notes: "16,16,9,9,9,9"}, examen.Refuse, "", "Moyenne des épreuves professionnelles 9.00, inférieure à 10", ""},
		{"both thresholds are reached", func(p *examen.Profil) {
			p.Controle, p.Admission = nil, []examen.Seuil{{Sur: examen.Ensemble, Minimum: 10}, {Sur: examen.Professionnelles, Minimum: 10}}
		}, banque, cas{notes: "16,16,10,10,10,10"}, examen.Admis, "", "Moyenne des épreuves professionnelles 10.00, au moins 10", "inférieure"},
		{"the second group asks the general mean alone", func(p *examen.Profil) { p.Controle.Seuils = []examen.Seuil{{Sur: examen.Ensemble, Minimum: 8}} },
			sansPro,
			cas{notes: "9,8,9,9"}, examen.Passe, "", "Moyenne générale 8.79, au moins 8", "professionnelles"},
		{"and is not open below", func(p *examen.Profil) { p.Controle.Seuils = []examen.Seuil{{Sur: examen.Ensemble, Minimum: 8}} }, sansPro,
			cas{notes: "7,7,8,8"}, examen.Refuse, "", "inférieure à 8", ""},
		{"no mention with a kept mark", func(p *examen.Profil) {
			p.Mentions, p.ArticleMention = []examen.Mention{{Code: "AB", Libelle: "Assez bien", Seuil: 12}}, "D334-13"
		}, banque, cas{notes: "BE 14,13,13,13,13,13"}, examen.Admis, "", "pas de mention (D334-13)", ""},
		{"a kept mark that costs no mention", func(p *examen.Profil) { p.Mentions = []examen.Mention{{Code: "AB", Libelle: "Assez bien", Seuil: 12}} }, banque,
			cas{notes: "BE 14,11,11,11,11,11"}, examen.Admis, "", "au moins 10", "mention"},
		{"a mention after the second group", func(p *examen.Profil) {
			p.MentionApresControle, p.Mentions = true, []examen.Mention{{Code: "AB", Libelle: "Assez bien", Seuil: 12}}
		}, "U1 10 G oui, U2 5 G oui, U3 5 P", cas{notes: "8,10,10", controle: "U1=15 U2=10"}, examen.Admis, "AB", "12.50", ""},
	} {
		p, err := examen.Trouver("BTS", "2023-06")
		if err != nil {
			t.Fatal(err)
		}
		c.regler(p)
		es := reglement(t, c.reglement)
		d := &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: es}
		if c.cas.controle != "" {
			d.Etat = examen.RecueilNotes
		}
		r := decision.Calculer(p, d, candidat(t, c.cas, es))
		if r.Decision != c.decision || r.Mention != c.mention || !strings.Contains(r.Pourquoi(), c.dit) || c.tait != "" &&
			strings.Contains(r.Pourquoi(), c.tait) {
			t.Errorf("%s: %s %q: %s", c.nom, r.Decision, r.Mention, r.Pourquoi())
		}
	}
}

// TestChoicesOfAProfile: how many disciplines are chosen, and among which, is the
// profile's to say.
func TestChoicesOfAProfile(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, "U1 3 G oui, U2 2 G oui, U3 2 G oui, U4 5 P")
	es[0].Ecrit, es[1].Ecrit = "oui", "oui"
	d := &jury.Entete{Code: "1", Etat: examen.RecueilNotes, Epreuves: es}
	c := candidat(t, cas{notes: "9,11,9,10"}, es)
	choix := func(codes ...string) examen.Code { return examen.CodeDe(jury.VerifierChoix(p, d, c, codes)) }
	if choix("U1", "U3") != "" || choix("U1", "U2", "U3") != examen.CodeChoix {
		t.Error("two of three")
	}
	p.Controle.Nombre = 3
	if choix("U1", "U3") != examen.CodeChoix || choix("U1", "U2", "U3") != "" {
		t.Error("three of three")
	}
	p.Controle.Nombre, p.Controle.Ecrites = 2, true
	if choix("U1", "U3") != examen.CodeChoix || choix("U1", "U2") != "" {
		t.Error("of written épreuves only")
	}
	p.Controle = nil
	if len(jury.Choisissables(p, d, c)) != 0 || len(decision.Disciplines(p, d, c)) != 0 {
		t.Error("a choice without a second group")
	}
	if r := decision.Calculer(p, d, c); r.Decision != examen.Refuse || !decision.Presque(p, 1, r.Premier.Valeur) || p.SeuilControle() != 0 {
		t.Errorf("%s", r.Pourquoi())
	}
}
