package decision_test

import (
	"fmt"
	"strings"
	"testing"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// reglement reads "U1 3 G oui, U2 2 G oui, U3 5 P" into épreuves: code,
// coefficient, nature (G, P, T pratique, F facultative, C controle /10, J projet,
// O option), choice.
func reglement(t testing.TB, texte string) []jury.Epreuve {
	t.Helper()
	natures := map[string]examen.Nature{"G": examen.Generale, "P": examen.Professionnelle, "T": examen.Pratique, "F": examen.Facultative, "C": examen.Controle,
		"J": examen.Projet, "O": examen.Option}
	var es []jury.Epreuve
	for i, ligne := range strings.Split(texte, ",") {
		f := strings.Fields(ligne)
		c, err := note.LireCoefficient(f[1])
		if err != nil {
			t.Fatal(err)
		}
		e := jury.Epreuve{Code: f[0], Libelle: f[0], Ordre: i + 1, Coefficient: c, Bareme: 20, Nature: natures[f[2]], Choix: examen.ChoixNon}
		if e.Nature == examen.Controle {
			e.Bareme, e.Choix = 10, examen.ChoixOui
		}
		if len(f) > 3 {
			e.Choix = examen.ChoixGroupe2(f[3])
		}
		if code, parent, ok := strings.Cut(f[0], "/"); ok {
			e.Code, e.Parent = code, parent
		}
		es = append(es, e)
	}
	return es
}

const (
	banque   = "U1 3 G oui, U2 2 G oui, U3 5 P, U41 4 P, U42 2 P, U5 4 P"
	bacpro   = "P1 5 P, P2 5 T, MATH 2 G A, PSE 1 G A, FR 3 G B, HG 2 G B, EPS 1 G, LVA 1 G"
	bacpro09 = bacpro + ", ECT1 1 C, ECT2 1 C"
)

// cas is one numbered example. Notes are in the order of the règlement: a mark,
// AB, AJ, DI, "BE 14", "RE 9.5" or "-" for a missing mark.
type cas struct {
	nom, examen, session, reglement, notes string
	forme                                  string
	categorie, pfmp                        string
	etalement                              bool
	controle                               string // "U1=12 U2=11": second-group marks, which are also the choices
	m, p                                   string // exact: "199/20"; "" when none
	affichee                               string // as printed
	decision                               examen.Decision
	mention                                string
}

func candidat(t testing.TB, c cas, es []jury.Epreuve) *jury.Candidat {
	t.Helper()
	x := &jury.Candidat{
		Cle: jury.Cle{Numero: "02319252150", Inscription: "001"}, Nom: "X", Forme: c.forme, Categorie: c.categorie, PFMP: c.pfmp, Etalement: c.etalement,
	}
	valeurs := strings.Split(c.notes, ",")
	for i, v := range valeurs {
		if valeur := valeur(t, v); !valeur.EstManquante() {
			x.Notes = append(x.Notes, jury.NoteEpreuve{Epreuve: es[i].Code, Groupe: 1, Valeur: valeur})
		}
	}
	for i, v := range strings.Fields(c.controle) {
		code, texte, _ := strings.Cut(v, "=")
		x.Choix = append(x.Choix, jury.Choix{Epreuve: code, Rang: i + 1})
		x.Notes = append(x.Notes, jury.NoteEpreuve{Epreuve: code, Groupe: 2, Valeur: valeur(t, texte)})
	}
	return x
}

func valeur(t testing.TB, texte string) note.Valeur {
	t.Helper()
	f := strings.Fields(texte)
	s := map[string]note.Statut{"AB": note.Absent, "AJ": note.AbsentJustifie, "DI": note.Dispense, "BE": note.Benefice, "RE": note.Report, "-": note.Manquante}
	statut, ok := s[f[0]]
	if !ok {
		statut = note.Notee
	}
	v := note.Valeur{Statut: statut}
	if statut.Chiffree() {
		n, err := note.Lire(f[len(f)-1])
		if err != nil {
			t.Fatalf("%q: %v", texte, err)
		}
		v.Note = n
	}
	return v
}

// TestExemples holds the code to the numbered examples of the rules.
func TestExemples(t *testing.T) {
	for _, c := range []cas{
		{nom: "B1", notes: "9,11,10,10,10,10", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{nom: "B1′", notes: "9,11,10,10,10,10", controle: "U1=12 U2=11", m: "52/5", p: "10", affichee: "10.40", decision: examen.Admis},
		{nom: "B2", notes: "10,10,10,10,10,10", m: "10", p: "10", affichee: "10.00", decision: examen.Admis},
		{nom: "B3", notes: "0,5,10,10,10,10", m: "8", p: "10", affichee: "8.00", decision: examen.Passe},
		{nom: "B4", notes: "0,4.5,10,10,10,10", m: "159/20", p: "10", affichee: "7.95", decision: examen.Refuse},
		{nom: "B5", notes: "12,12,9.5,10,9,8", m: "79/8", p: "55/6", affichee: "9.87", decision: examen.Refuse},
		{nom: "B6", notes: "9.5,9,10,10,9.5,10", m: "391/40", p: "149/15", affichee: "9.77", decision: examen.Refuse},
		{nom: "B6′", notes: "9,9,10,10,10.5,10", m: "49/5", p: "151/15", affichee: "9.80", decision: examen.Passe},
		{nom: "B7", reglement: banque + ", UF1 1 F", notes: "9,11,10,10,10,10,13", m: "101/10", p: "10", affichee: "10.10", decision: examen.Admis},
		{nom: "B7′ 9", reglement: banque + ", UF1 1 F", notes: "9,11,10,10,10,10,9", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{nom: "B7′ 10", reglement: banque + ", UF1 1 F", notes: "9,11,10,10,10,10,10", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{nom: "B7′ absent", reglement: banque + ", UF1 1 F", notes: "9,11,10,10,10,10,AB", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{nom: "B7′ missing", reglement: banque + ", UF1 1 F", notes: "9,11,10,10,10,10,-", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{nom: "B8", notes: "AB,16,14,13,14,12", m: "23/2", p: "66/5", affichee: "11.50", decision: examen.Refuse},
		{nom: "B9", notes: "AJ,16,14,13,14,12", m: "23/2", p: "66/5", affichee: "11.50", decision: examen.Admis},
		{nom: "B10", notes: "BE 14,7,9.5,10,11,8.5", m: "399/40", p: "287/30", affichee: "9.97", decision: examen.Refuse},
		{nom: "B11", notes: "DI,11,10,10,10,10", m: "172/17", p: "10", affichee: "10.11", decision: examen.Admis},
		{nom: "B12", notes: "9,11,10,10,10,10", controle: "U1=5 U2=8", m: "199/20", p: "10", affichee: "9.95", decision: examen.Refuse},
		{
			nom: "B12 on a unit made of sous-épreuves", reglement: "U1 3 G oui, U2 2 G oui, E/U2 1 G, O/U2 1 G, U3 15 P", notes: "9,-,6,16,10",
			controle: "U1=5 U2=8", m: "199/20", p: "10", affichee: "9.95", decision: examen.Refuse,
		},
		{
			nom: "B1′ on a unit made of sous-épreuves", reglement: "U1 3 G oui, U2 2 G oui, E/U2 1 G, O/U2 1 G, U3 15 P", notes: "9,-,6,16,10",
			controle: "U1=12 U2=11", m: "52/5", p: "10", affichee: "10.40", decision: examen.Admis,
		},
		{
			nom: "justified absence, then a mark at the contrôle", notes: "AJ,11,14,10,10,10", controle: "U1=8 U2=11", m: "54/5", p: "34/3", affichee: "10.80",
			decision: examen.Admis,
		},
		{nom: "one discipline of two chosen", notes: "9,11,10,10,10,10", controle: "U1=20", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{
			nom: "no discipline on offer", reglement: "U1 3 G, U2 2 G, U3 15 P", notes: "9,11,10", controle: " ", m: "199/20", p: "10", affichee: "9.95",
			decision: examen.Refuse,
		},
		{
			nom: "one part of an épreuve de contrôle", examen: "BCP", session: "2021-06", notes: "11,10,6,9,7,8,12,8,-,-", controle: "ECT1=10", m: "183/20",
			p: "21/2", affichee: "9.15", decision: examen.Passe,
		},
		{nom: "B13", notes: "9,11,10,10,10,10", controle: "U1=11 U2=AB", m: "41/4", p: "10", affichee: "10.25", decision: examen.Admis},
		{nom: "B14", reglement: "U1 30 G, U2 1 G, U3 69 P", notes: "10,9.5,10", m: "1999/200", p: "10", affichee: "9.99", decision: examen.Passe},
		{nom: "B15", forme: "Progressive", notes: "-,-,11,10,-,-", decision: examen.Partiel},
		{nom: "B16", forme: "Progressive", notes: "6,BE 10,BE 11,BE 10,BE 10,RE 9.5", m: "191/20", p: "51/5", affichee: "9.55", decision: examen.Passe},
		{nom: "B17 last mark", forme: "Progressive", notes: "7,11,12,10,10,10", m: "203/20", p: "32/3", affichee: "10.15", decision: examen.Admis},
		{nom: "B17 report", forme: "Progressive", notes: "RE 8,11,12,10,10,10", m: "103/10", p: "32/3", affichee: "10.30", decision: examen.Admis},
		{
			nom: "B20", reglement: "U1 1 G, LV 1 G oui, E/LV 1 G, O/LV 1 G, U3 2 P", notes: "10,-,6,15.5,10", m: "41/4", p: "10", affichee: "10.25",
			decision: examen.Admis,
		},

		{nom: "missing mark", notes: "9,-,10,10,10,10", decision: examen.Attente},
		{nom: "absent before missing", notes: "AB,-,10,10,10,10", decision: examen.Refuse},
		{nom: "absent, 8 ≤ M < 10 (doubt D3)", notes: "AB,11,10,10,10,10", m: "43/5", p: "10", affichee: "8.60", decision: examen.Refuse},
		{nom: "professional units dispensed (doubt D4)", notes: "9,11,DI,DI,DI,DI", m: "49/5", affichee: "9.80", decision: examen.Passe},
		{nom: "choices without marks", notes: "9,11,10,10,10,10", controle: "U1=- U2=-", m: "199/20", p: "10", affichee: "9.95", decision: examen.Passe},
		{
			nom: "one contrôle mark still missing", notes: "9,11,10,10,10,10", controle: "U1=20 U2=-", m: "199/20", p: "10", affichee: "9.95",
			decision: examen.Passe,
		},
		{nom: "absent to both orals", notes: "9,11,10,10,10,10", controle: "U1=AB U2=AB", m: "199/20", p: "10", affichee: "9.95", decision: examen.Refuse},

		{nom: "C1", examen: "BCP", session: "2022-06", notes: "11,10,6,9,7,8,12,8", m: "183/20", p: "21/2", affichee: "9.15", decision: examen.Passe},
		{
			nom: "C2", examen: "BCP", session: "2022-06", notes: "11,10,6,9,7,8,12,8", controle: "MATH=11 FR=9", m: "199/20", p: "21/2", affichee: "9.95",
			decision: examen.Refuse,
		},
		{
			nom: "C3", examen: "BCP", session: "2022-06", notes: "11,10,6,9,7,8,12,8", controle: "MATH=11 FR=10", m: "101/10", p: "21/2", affichee: "10.10",
			decision: examen.Admis,
		},
		{
			nom: "C3, no mention at 14.00 either", examen: "BCP", session: "2022-06", notes: "13,13,0,10,0,10,10,10", controle: "MATH=20 FR=20", m: "14",
			p: "13", affichee: "14.00", decision: examen.Admis,
		},
		{
			nom: "C4", examen: "BCP", session: "2021-06", reglement: strings.Replace(strings.Replace(bacpro09, "P1 5 P", "P1 5 T", 1), "P2 5 T", "P2 5 P", 1),
			notes: "11,10,6,9,7,8,12,8,-,-", controle: "ECT1=6 ECT2=5.5", m: "413/40", p: "21/2", affichee: "10.32", decision: examen.Admis,
		},
		{
			nom: "C5", examen: "BCP", session: "2021-06", notes: "11,10,6,9,7,8,12,8,-,-", controle: "ECT1=5 ECT2=5.5", m: "393/40", p: "21/2",
			affichee: "9.82", decision: examen.Refuse,
		},
		{
			nom: "C6", examen: "BCP", session: "2021-06", reglement: "P1 20 T, A 19 G, B 1 G, ECT1 1 C, ECT2 1 C", notes: "10,9,8.5,-,-",
			controle: "ECT1=5 ECT2=5.5", m: "1599/160", p: "10", affichee: "9.99", decision: examen.Refuse,
		},
		{nom: "C7 2022", examen: "BCP", session: "2022-06", notes: "9,10.5,8,9,9,9,12,10", m: "379/40", p: "39/4", affichee: "9.47", decision: examen.Refuse},
		{
			nom: "C7 2021", examen: "BCP", session: "2021-06", notes: "9,10.5,8,9,9,9,12,10,-,-", m: "379/40", p: "39/4", affichee: "9.47",
			decision: examen.Passe,
		},
		{nom: "C10", examen: "BCP", session: "2022-06", notes: "9.5,9.5,12,11,AJ,15,10,10", m: "9", p: "19/2", affichee: "9.00", decision: examen.Refuse},
		{nom: "C10′", examen: "BCP", session: "2022-06", notes: "10.5,10.5,8.5,9,AJ,14,10,11", m: "9", p: "21/2", affichee: "9.00", decision: examen.Passe},
		{
			nom: "C10 admitted all the same", examen: "BCP", session: "2022-06", notes: "14,14,10,10,AJ,10,10,10", m: "21/2", p: "14", affichee: "10.50",
			decision: examen.Admis,
		},
	} {
		t.Run(c.nom, func(t *testing.T) { verifier(t, c) })
	}
}

// TestC8 holds the mentions, and the félicitations to session 2024.
func TestC8(t *testing.T) {
	for _, c := range []struct{ session, note, mention string }{
		{"2024-06", "11.5", ""}, {"2024-06", "12", "AB"}, {"2024-06", "13.5", "AB"}, {"2024-06", "14", "B"}, {"2024-06", "15.5", "B"},
		{"2024-06", "16", "TB"}, {"2024-06", "18", "TBF"}, {"2023-06", "18", "TB"}, {"2021-06", "18", "TB"},
	} {
		m := strings.Replace(c.note, ".5", "", 1)
		verifier(t, cas{nom: c.note, examen: "BCP", session: c.session, reglement: "P1 5 T, FR 5 G", notes: c.note + "," + c.note,
			m: fraction(t, c.note), p: fraction(t, c.note), affichee: affichee(c.note, m), decision: examen.Admis, mention: c.mention})
	}
	// 11.99 and 13.99 need a weight that a half point cannot give with one unit.
	for notes, want := range map[string]string{"12,11": "", "14,13": "AB"} {
		verifier(t, cas{examen: "BCP", session: "2024-06", reglement: "P1 99 T, FR 1 G", notes: notes,
			m: map[string]string{"": "1199/100", "AB": "1399/100"}[want], p: strings.Split(notes, ",")[0],
			affichee: map[string]string{"": "11.99", "AB": "13.99"}[want], decision: examen.Admis, mention: want})
	}
}

func fraction(t *testing.T, s string) string {
	n, err := note.Lire(s)
	if err != nil {
		t.Fatal(err)
	}
	return n.Fraction(20).String()
}

func affichee(n, entier string) string {
	if n == entier {
		return n + ".00"
	}
	return entier + ".50"
}

func verifier(t *testing.T, c cas) {
	t.Helper()
	if c.examen == "" {
		c.examen, c.session = "BTS", "2023-06"
	}
	if c.reglement == "" {
		c.reglement = map[string]string{"BTS": banque, "BCP": bacpro}[c.examen]
		if c.examen == "BCP" && c.session < "2022" {
			c.reglement = bacpro09
		}
	}
	p, err := examen.Trouver(c.examen, c.session)
	if err != nil {
		t.Fatal(err)
	}
	es := reglement(t, c.reglement)
	d := &jury.Entete{Code: "31310", Etat: examen.Deliberation1, Epreuves: es}
	if c.controle != "" {
		d.Etat = examen.RecueilNotes
	}
	r := decision.Calculer(p, d, candidat(t, c, es))
	g := r.Premier
	if r.Controle != nil {
		g = *r.Controle
	}
	var m, pro string
	if len(r.Premier.Manquantes) == 0 {
		m = g.Valeur.String()
		if r.Premier.Pro.Definie() {
			pro = r.Premier.Pro.Valeur().String()
		}
	}
	if r.Decision != c.decision || m != c.m || pro != c.p || r.Moyenne != c.affichee || r.Mention != c.mention {
		t.Errorf("%s: got %s M=%s P=%s %q %q\nwant %s M=%s P=%s %q %q\nmotifs: %s", c.nom,
			r.Decision, m, pro, r.Moyenne, r.Mention, c.decision, c.m, c.p, c.affichee, c.mention, r.Pourquoi())
	}
	if len(r.Motifs()) == 0 {
		t.Errorf("%s: a decision without a reason", c.nom)
	}
}

// TestChoix holds B18 and B19, and the two lists of the bac pro since 2022.
func TestChoix(t *testing.T) {
	for _, c := range []struct {
		nom, examen, session, reglement, notes string
		choix                                  []string
		code                                   examen.Code
	}{
		{"two general disciplines", "BTS", "2023-06", banque, "9,11,10,10,10,10", []string{"U1", "U2"}, ""},
		{"B18 professional", "BTS", "2023-06", banque, "9,11,10,10,10,10", []string{"U3", "U1"}, examen.CodeChoix},
		{"B19 twice", "BTS", "2023-06", banque, "9,11,10,10,10,10", []string{"U1", "U1"}, examen.CodeChoix},
		{"one only", "BTS", "2023-06", banque, "9,11,10,10,10,10", []string{"U1"}, examen.CodeChoix},
		{"unknown", "BTS", "2023-06", banque, "9,11,10,10,10,10", []string{"U1", "U99"}, examen.CodeInconnu},
		{"dispensed", "BTS", "2023-06", banque + ", U6 1 G oui", "DI,11,10,10,10,10,9", []string{"U1", "U2"}, examen.CodeChoix},
		{"bénéfice", "BTS", "2023-06", banque, "BE 14,7,10,10,10,10", []string{"U1", "U2"}, ""},
		{"A and B", "BCP", "2022-06", bacpro, "11,10,6,9,7,8,12,8", []string{"MATH", "FR"}, ""},
		{"A and A", "BCP", "2022-06", bacpro, "11,10,6,9,7,8,12,8", []string{"MATH", "PSE"}, examen.CodeChoix},
		{"B and B", "BCP", "2022-06", bacpro, "11,10,6,9,7,8,12,8", []string{"HG", "FR"}, examen.CodeChoix},
	} {
		p, err := examen.Trouver(c.examen, c.session)
		if err != nil {
			t.Fatal(err)
		}
		es := reglement(t, c.reglement)
		d := &jury.Entete{Code: "1", Etat: examen.RecueilNotes, Epreuves: es}
		x := candidat(t, cas{notes: c.notes}, es)
		if got := examen.CodeDe(jury.VerifierChoix(p, d, x, c.choix)); got != c.code {
			t.Errorf("%s: %q, want %q", c.nom, got, c.code)
		}
	}
}

// TestParametres shows that each doubt is a parameter: the other reading gives another result.
func TestParametres(t *testing.T) {
	base := func() *examen.Profil { p, _ := examen.Trouver("BTS", "2023-06"); return p }
	lv := "LV 1 G oui, E/LV 1 G, O/LV 1 G"
	for _, c := range []struct {
		nom       string
		regler    func(*examen.Parametres)
		reglement string
		cas       cas
		want      string
	}{
		{"1 sup", func(*examen.Parametres) {}, lv, cas{notes: "-,6,15.5"}, "11.00 admis"},
		{"1 proche", func(x *examen.Parametres) { x.ArrondiUnite = examen.ArrondiProche }, lv, cas{notes: "-,6,15"}, "10.50 admis"},
		{"1 aucun", func(x *examen.Parametres) { x.ArrondiUnite = examen.ArrondiAucun }, lv, cas{notes: "-,6,15.5"}, "10.75 admis"},
		{"2 arrondi", func(x *examen.Parametres) { x.AffichageTronque = false }, "U1 2 G oui, U3 1 P", cas{notes: "9,10"}, "9.33 controle"},
		{"2 arrondi up", func(x *examen.Parametres) { x.AffichageTronque = false }, "U1 1 G oui, U3 2 P", cas{notes: "9,10"}, "9.67 controle"},
		{"3 absent admissible", func(x *examen.Parametres) { x.AbsentAdmissible = true }, banque, cas{notes: "AB,11,10,10,10,10"}, "8.60 controle"},
		{"3 absent never admitted", func(x *examen.Parametres) { x.AbsentAdmissible = true }, banque, cas{notes: "AB,16,14,13,14,12"}, "11.50 refuse"},
		{"4", func(x *examen.Parametres) { x.DispenseProAdmissible = false }, banque, cas{notes: "9,11,DI,DI,DI,DI"}, "9.80 refuse"},
		{"5", func(x *examen.Parametres) { x.AbsentControleGardeNote = false }, banque, cas{notes: "9,11,10,10,10,10", controle: "U1=11 U2=AB"}, "9.15 refuse"},
	} {
		p := base()
		c.regler(&p.Parametres)
		es := reglement(t, c.reglement)
		d := &jury.Entete{Code: "1", Etat: examen.RecueilNotes, Epreuves: es}
		r := decision.Calculer(p, d, candidat(t, c.cas, es))
		if got := fmt.Sprintf("%s %s", r.Moyenne, r.Decision); got != c.want {
			t.Errorf("%s: %s, want %s (%s)", c.nom, got, c.want, r.Pourquoi())
		}
	}
}
