package decision_test

import (
	"strings"
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// exemple is a numbered example of the rules R1 to R9: what it gives, and the
// words that its reasons hold or must not hold.
type exemple struct {
	cas
	dit, tait []string
}

const projet = bacpro + ", PJ 2 J, LIV/PJ 1 G, ORAL/PJ 1 G"

// TestProjet holds R1 to its worked examples PR1 to PR8, on the règlement of C1.
func TestProjet(t *testing.T) {
	const c1 = "11,10,6,9,7,8,12,8" // 183 points
	bcp := func(nom, notes, m, p, affichee string, d examen.Decision) cas {
		return cas{
			nom: nom, examen: "BCP", session: "2026-06", reglement: projet, notes: notes, categorie: "SCOLAIRE", m: m, p: p, affichee: affichee, decision: d,
		}
	}
	avecControle := func(c cas, controle string) cas { c.controle = controle; return c }
	sans := func(c cas, categorie string) cas { c.categorie = categorie; return c }
	mention := func(c cas, m string) cas { c.mention = m; return c }
	for _, c := range []exemple{
		{
			bcp("PR1", c1+",16", "39/4", "21/2", "9.75", examen.Passe),
			[]string{"Projet : +12.00 points (note 16.00, coefficient 2.0 ; arrêté du 20 octobre 2020)."}, nil,
		},
		{bcp("PR2", "10,10,10,10,10,10,10,10,7", "97/10", "10", "9.70", examen.Passe), []string{"Projet : -6.00 points"}, nil},
		{bcp("PR2 with P below 10", "9.5,9.5,11,11,11,11,10,7,7", "97/10", "19/2", "9.70", examen.Refuse), []string{"Projet : -6.00 points"}, nil},
		{bcp("PR3", "10,10,10,9,9,10,10,8,13", "10", "10", "10.00", examen.Admis), []string{"+6.00 points"}, nil},
		{mention(bcp("PR4", "12,12,12,12,12,11,12,10,12", "12", "12", "12.00", examen.Admis), "AB"), []string{"+4.00 points"}, nil},
		{mention(bcp("PR4′", "12,12,12,12,12,13,12,14,8", "12", "12", "12.00", examen.Admis), "AB"), []string{"-4.00 points"}, nil},
		{bcp("PR5", c1+",-,12,AB", "35/4", "21/2", "8.75", examen.Passe), []string{"-8.00 points (note 6.00"}, []string{"Absence"}},
		{bcp("PR5 justified", c1+",-,12,AJ", "35/4", "21/2", "8.75", examen.Passe), []string{"-8.00 points"}, []string{"Absence"}},
		{avecControle(bcp("PR6", c1+",13", "41/4", "21/2", "10.25", examen.Admis), "MATH=11 FR=9"), []string{"+6.00 points"}, nil},
		{
			sans(avecControle(bcp("PR6 without the projet", c1, "199/20", "21/2", "9.95", examen.Refuse), "MATH=11 FR=9"), "FORMATION CONTINUE"), nil,
			[]string{"Projet"},
		},
		{bcp("PR7", "10,10,6,7,6,7,7,8,6", "79/10", "10", "7.90", examen.Refuse), []string{"Moyenne générale 7.90, inférieure à 8", "-8.00 points"}, nil},
		{bcp("PR8", c1+",10", "183/20", "21/2", "9.15", examen.Passe), []string{"+0.00 points"}, nil},

		{bcp("missing for a scolaire", c1, "", "", "", examen.Attente), []string{"Note manquante : PJ."}, nil},
		{bcp("one half missing", c1+",-,12", "", "", "", examen.Attente), []string{"Note manquante : PJ."}, nil},
		{sans(bcp("missing for an apprenti", c1, "", "", "", examen.Attente), "APPRENTISSAGE"), []string{"Note manquante : PJ."}, nil},
		{sans(bcp("none for others", c1, "183/20", "21/2", "9.15", examen.Passe), "EXPERIENCE PROFESSIONNEL. 3 ANS"), nil, []string{"Projet", "manquante"}},
		{sans(bcp("none when nothing says who he is", c1, "183/20", "21/2", "9.15", examen.Passe), ""), nil, []string{"Projet", "manquante"}},
		{bcp("dispensed", c1+",DI", "183/20", "21/2", "9.15", examen.Passe), nil, []string{"Projet"}},
		{bcp("all zero: no mean is below 0", "0,0,0,0,0,0,0,0,0", "0", "0", "0.00", examen.Refuse), []string{"-20.00 points"}, nil},
	} {
		t.Run(c.nom, func(t *testing.T) { c.verifier(t) })
	}
	before := bcp("session 2024", c1+",16", "39/4", "21/2", "9.75", examen.Passe)
	before.session = "2024-06"
	exemple{before, []string{"Chef-d’œuvre : +12.00 points"}, []string{"Projet"}}.verifier(t)
}

func (c exemple) verifier(t *testing.T) {
	t.Helper()
	verifier(t, c.cas)
	p, err := examen.Trouver(c.cas.examen, c.session)
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, c.reglement)
	d := &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: es}
	if c.controle != "" {
		d.Etat = examen.RecueilNotes
	}
	r := decision.Calculer(p, d, candidat(t, c.cas, es))
	for _, x := range c.dit {
		if !strings.Contains(r.Pourquoi(), x) {
			t.Errorf("%s: %q is not among the reasons: %s", c.nom, x, r.Pourquoi())
		}
	}
	for _, x := range c.tait {
		if strings.Contains(r.Pourquoi(), x) {
			t.Errorf("%s: %q is among the reasons: %s", c.nom, x, r.Pourquoi())
		}
	}
}

// TestRevision holds R2 to R5 and R9 to their examples.
func TestRevision(t *testing.T) {
	for _, c := range []exemple{
		// R3: a justified absence keeps nobody from the contrôle.
		{cas{
			nom: "C10", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "9.5,9.5,12,11,AJ,15,10,10", m: "9", p: "19/2", affichee: "9.00",
			decision: examen.Refuse,
		},
			[]string{"Absence justifiée (FR) : convoqué à l’épreuve de remplacement (D337-81)."}, nil},
		{cas{
			nom: "C10′", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "10.5,10.5,8.5,9,AJ,14,10,11", m: "9", p: "21/2", affichee: "9.00",
			decision: examen.Passe,
		},
			[]string{"Absence justifiée (FR) : épreuve de remplacement s’il échoue (D337-81)."}, nil},
		{cas{
			nom: "C10′, then the contrôle is failed", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "10.5,10.5,8.5,9,AJ,14,10,11",
			controle: "MATH=9 HG=9", m: "181/20", p: "21/2", affichee: "9.05", decision: examen.Refuse,
		},
			[]string{"épreuve de remplacement s’il échoue"}, nil},
		// R4: PFMP not validated.
		{cas{
			nom: "R4", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "12,12,12,12,12,12,12,12", pfmp: "non", m: "12", p: "12", affichee: "12.00",
			decision: examen.Refuse,
		},
			[]string{"Périodes de formation en milieu professionnel non validées", "D337-81"}, nil},
		{
			cas{
				nom: "R4 oui", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "12,12,12,12,12,12,12,12", pfmp: "oui", m: "12", p: "12",
				affichee: "12.00", decision: examen.Admis, mention: "AB",
			},
			nil, []string{"Périodes"},
		},
		{
			cas{
				nom: "R4 empty", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "12,12,12,12,12,12,12,12", m: "12", p: "12", affichee: "12.00",
				decision: examen.Admis, mention: "AB",
			},
			nil, []string{"Périodes"},
		},
		{
			cas{
				nom: "R4 with a missing mark", examen: "BCP", session: "2026-06", reglement: bacpro, notes: "12,12,-,12,12,12,12,12", pfmp: "non",
				decision: examen.Refuse,
			},
			[]string{"non validées", "Note manquante : MATH."}, nil,
		},
		{
			cas{
				nom: "R4 is no rule of the BTS", examen: "BTS", session: "2026-06", reglement: banque, notes: "12,12,12,12,12,12", pfmp: "non", m: "12",
				p: "12", affichee: "12.00", decision: examen.Admis,
			},
			nil, []string{"Périodes"},
		},
		// R5: épreuves spread over sessions.
		{cas{
			nom: "R5", examen: "BTS", session: "2026-06", reglement: banque, forme: "Globale", notes: "12,-,11,-,9,-", etalement: true,
			decision: examen.Partiel,
		},
			[]string{"étalées", "sans décision finale", "unités non présentées (U2, U41, U5)", "Unités acquises : U1, U3"}, nil},
		{
			cas{
				nom: "R5 all present", examen: "BTS", session: "2026-06", reglement: banque, forme: "Globale", notes: "12,12,11,10,9,10", etalement: true,
				m: "213/20", p: "51/5", affichee: "10.65", decision: examen.Admis,
			},
			nil, []string{"étalées"},
		},
		{
			cas{nom: "R5 non", examen: "BTS", session: "2026-06", reglement: banque, forme: "Globale", notes: "12,-,11,-,9,-", decision: examen.Attente},
			[]string{"Note manquante"}, nil,
		},
		// R9: a missing mark is named even where an absence refuses.
		{
			cas{nom: "R9", examen: "BTS", session: "2026-06", reglement: banque, notes: "AB,11,-,10,10,10", decision: examen.Refuse},
			[]string{"Absence non justifiée (U1)", "Note manquante : U3."}, nil,
		},
		{
			cas{
				nom: "R9 in forme progressive", examen: "BTS", session: "2026-06", reglement: banque, forme: "Progressive", notes: "AB,11,-,10,10,10",
				decision: examen.Refuse,
			},
			[]string{"Absence non justifiée (U1)"}, []string{"manquante"},
		},
		// Options: in the divisor of who has one, no matter to who has none.
		{
			cas{
				nom: "option", examen: "BTS", session: "2026-06", reglement: banque + ", OP 2 O", notes: "10,10,10,10,10,10,7", m: "107/11", p: "10",
				affichee: "9.72", decision: examen.Passe,
			},
			nil, nil,
		},
		{
			cas{
				nom: "no option", examen: "BTS", session: "2026-06", reglement: banque + ", OP 2 O", notes: "10,10,10,10,10,10", m: "10", p: "10",
				affichee: "10.00", decision: examen.Admis,
			},
			nil, []string{"manquante"},
		},
	} {
		t.Run(c.nom, func(t *testing.T) { c.verifier(t) })
	}
}

// TestR2: no replacement for EPS nor for a facultative.
func TestR2(t *testing.T) {
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, "P1 4 P, P2 5 P, FR 4 G B, MATH 4 G A, EPS 1 G")
	c := candidat(t, cas{notes: "10.5,10,7,7,AJ"}, es)
	for remplacement, dit := range map[string]bool{"non": false, "": true, "oui": true} {
		es[4].Remplacement = remplacement
		r := decision.Calculer(p, &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: es}, c)
		if r.Decision != examen.Passe || r.Moyenne != "8.22" || r.MoyennePro != "10.22" || strings.Contains(r.Pourquoi(), "remplacement") != dit {
			t.Errorf("remplacement %q: %s %s %s: %s", remplacement, r.Decision, r.Moyenne, r.MoyennePro, r.Pourquoi())
		}
	}
	// A sous-épreuve has the replacement of its unit, or its own.
	s := reglement(t, "P1 4 P, FR 4 G B, EPS 2 G, E1/EPS 1 G, E2/EPS 1 G")
	s[2].Remplacement = "non"
	for remplacement, dit := range map[string]bool{"": false, "oui": true} {
		s[3].Remplacement = remplacement
		r := decision.Calculer(p, &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: s}, candidat(t, cas{notes: "10,9,-,AJ,15"}, s))
		if r.Decision != examen.Passe || strings.Contains(r.Pourquoi(), "remplacement") != dit {
			t.Errorf("a half of EPS, remplacement %q: %s", remplacement, r.Pourquoi())
		}
	}
	for nature, want := range map[examen.Nature]bool{
		examen.Generale: true, examen.Pratique: true, examen.Facultative: false, examen.Projet: false, examen.Option: false,
	} {
		if e := (&jury.Epreuve{Nature: nature}); e.ARemplacement() != want {
			t.Errorf("%s: %v", nature, !want)
		}
	}
	f := reglement(t, bacpro+", UF 1 F")
	r := decision.Calculer(p, &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: f}, candidat(t, cas{notes: "10,10.5,7,9,8,8,10,6.5,AJ"}, f))
	if strings.Contains(r.Pourquoi(), "remplacement") {
		t.Errorf("a facultative is replaced: %s", r.Pourquoi())
	}
}

// TestR4AtTheControle: who was let in and whose training periods turn out not to
// be validated is refused whatever the marks.
func TestR4AtTheControle(t *testing.T) {
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, bacpro)
	c := candidat(t, cas{notes: "11,10,6,9,7,8,12,8", controle: "MATH=20 FR=20", pfmp: "non"}, es)
	c.Arrete1 = &jury.Arrete{Decision: examen.Passe, Moyenne: "9.15", MoyennePro: "10.50"}
	r := decision.Calculer(p, &jury.Entete{Code: "1", Etat: examen.Deliberation2, Epreuves: es}, c)
	if r.Decision != examen.Refuse || !strings.Contains(r.Pourquoi(), "non validées") {
		t.Errorf("%s: %s", r.Decision, r.Pourquoi())
	}
}

// TestR7: the two épreuves of one language are warned about, in words.
func TestR7(t *testing.T) {
	p, err := examen.Trouver("BTS", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, "E1 3 G oui, E2 1.5 G oui, E3 1.5 G oui, E4 3 G oui, E5 12 P")
	es[1].Langue, es[2].Langue = "lv1", "lv1"
	d := &jury.Entete{Code: "1", Etat: examen.RecueilNotes, Epreuves: es}
	for choix, dit := range map[string]bool{"E2=12 E3=12": true, "E1=12 E3=12": false, "E1=12 E4=12": false} {
		r := decision.Calculer(p, d, candidat(t, cas{notes: "8,9,9,9,10", controle: choix}, es))
		if strings.Contains(r.Pourquoi(), "deux épreuves d’une même langue") != dit {
			t.Errorf("%s: %s", choix, r.Pourquoi())
		}
	}
}

// TestR9Closing: the jury does not close while U3 is missing, and the refusal names it.
func TestR9Closing(t *testing.T) {
	p, err := examen.Trouver("BTS", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, banque)
	fermer := func(c cas) error {
		d := jury.Dossier{Entete: jury.Entete{Code: "31310", Etat: examen.Deliberation1, Epreuves: es}, Candidats: []*jury.Candidat{candidat(t, c, es)}}
		_, err := decision.Juger(p, d, jury.Acte{Genre: jury.GenreClore, Jury: "31310", Auteur: "Dubois Pierre", Role: examen.RoleJury,
			Vers: examen.Editions1.Code(), De: d.Etat.Code(), Arretes: decision.Arreter(p, &d)})
		return err
	}
	if err := fermer(cas{notes: "AB,11,-,10,10,10"}); examen.CodeDe(err) != examen.CodeNoteManquante || !strings.Contains(err.Error(), "U3") {
		t.Errorf("%v", err)
	}
	for nom, c := range map[string]cas{
		"absent":                    {notes: "AB,11,10,10,10,10"},
		"R5 blocks no closing":      {notes: "12,-,11,-,9,-", etalement: true},
		"progressive and an absent": {notes: "AB,-,11,-,9,-", forme: "Progressive"},
	} {
		if err := fermer(c); err != nil {
			t.Errorf("%s: %v", nom, err)
		}
	}
}

// TestParametresDeLaRevision: the doubts D9 and D10 have another reading.
func TestParametresDeLaRevision(t *testing.T) {
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	p.Parametres.JustifieAuControle = false
	es := reglement(t, bacpro+", UF 1 F")
	d := &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: es}
	r := decision.Calculer(p, d, candidat(t, cas{notes: "10.5,10.5,8.5,9,AJ,14,10,11"}, es))
	if r.Decision != examen.Refuse || !strings.Contains(r.Pourquoi(), "convoqué à l’épreuve de remplacement") {
		t.Errorf("D9: %s %s", r.Decision, r.Pourquoi())
	}
	douze := cas{notes: "12,12,12,12,12,12,12,12,AB"}
	if r = decision.Calculer(p, d, candidat(t, douze, es)); r.Decision != examen.Admis {
		t.Errorf("D10: %s", r.Pourquoi())
	}
	p.Parametres.AbsentFacultativeRefuse = true
	if r = decision.Calculer(p, d, candidat(t, douze, es)); r.Decision != examen.Refuse || !strings.Contains(r.Pourquoi(), "UF") {
		t.Errorf("D10, the other reading: %s %s", r.Decision, r.Pourquoi())
	}
}

// TestPourAtteindreParLeProjet: a jury may also raise the projet, whose points
// weigh its coefficient.
func TestPourAtteindreParLeProjet(t *testing.T) {
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	// What the projet takes below 0 is to be made up for too.
	nul := reglement(t, "P1 10 P, PJ 2 J")
	c := candidat(t, cas{notes: "0,0", categorie: "SCOLAIRE"}, nul)
	if bs := decision.PourAtteindre(p, &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: nul}, c, 8); len(bs) != 1 ||
		bs[0].Note.String() != "10.00" {
		t.Errorf("%+v", bs)
	}
	es := reglement(t, bacpro+", PJ 2 J")
	d := &jury.Entete{Code: "1", Etat: examen.Deliberation1, Epreuves: es}
	for notes, want := range map[string]string{
		"11,10,9,9,9,10,12,10,7": "9.50",  // 197 - 6 = 191: 4.5 points more make 2.5
		"11,10,6,9,7,8,12,8,13":  "18.50", // 189: 11 points more make 5.5
		"11,10,6,9,7,8,12,8,6":   "18.50", // 175: 25 points more make 12.5
	} {
		got := ""
		for _, b := range decision.PourAtteindre(p, d, candidat(t, cas{notes: notes, categorie: "SCOLAIRE"}, es), 10) {
			if b.Epreuve.Code == "PJ" {
				got = b.Note.String()
			}
		}
		r := decision.Calculer(p, d, candidat(t, cas{notes: notes[:strings.LastIndex(notes, ",")+1] + want, categorie: "SCOLAIRE"}, es))
		if got != want || r.Decision != examen.Admis {
			t.Errorf("%s: %q, want %q, which gives %s", notes, got, want, r.Pourquoi())
		}
	}
}
