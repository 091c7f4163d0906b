package edition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/document/documenttest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

var listes1 = []edition.ListeResultats{edition.ListeAdmis, edition.ListeAdmissibles, edition.ListeNonAdmis}

// lignes gives the rows of the first table of a document.
func lignes(d document.Document) []document.Ligne {
	for _, b := range d.Blocs {
		if t, ok := b.(document.Table); ok {
			return t.Lignes
		}
	}
	return nil
}

// TestStatistiquesDuMemo is example B21: 20/3/6 of 29, to the cent of a percent.
func TestStatistiquesDuMemo(t *testing.T) {
	c := ouvrir(t, bts)
	d := c.jurys("31408")[0]
	comptes := edition.Compter(c.Profil, &d)
	texte := string(documenttest.Texte(assembler(c.Faits, edition.StatistiquesDecision(c.Faits, &d, comptes))))
	for _, ligne := range []string{"Admis 20 68.97% 20 68.97%", "Passe les épreuves de contrôle 3 10.34% 3 10.34%", "Total 23 79.31% 23 79.31%",
		"Refusé 6 20.69% 6 20.69%", "Total 6 20.69% 6 20.69%", "Total général 29 100% 29 100%"} {
		trouve := false
		for _, l := range strings.Split(texte, "\n") {
			trouve = trouve || strings.Join(strings.Fields(l), " ") == ligne
		}
		if !trouve {
			t.Errorf("no line %q in\n%s", ligne, texte)
		}
	}
}

func TestStatistiquesEpreuve(t *testing.T) {
	e := jury.Epreuve{Code: "U1", Libelle: "Un", Coefficient: 300, Bareme: 20, Nature: examen.Generale}
	d := jury.Dossier{Entete: jury.Entete{Code: "J", Epreuves: []jury.Epreuve{e}}}
	for i, v := range []note.Valeur{points("9.5"), points("10"), points("12"), points("0"), {Statut: note.Absent}, {Statut: note.AbsentJustifie},
		{Statut: note.Dispense},
		{Statut: note.Benefice, Note: 1500}, {}} {
		x := &jury.Candidat{Cle: jury.Cle{Numero: fmt.Sprint(i), Inscription: "001"}}
		if !v.EstManquante() {
			x.Notes = []jury.NoteEpreuve{{Epreuve: "U1", Groupe: 1, Valeur: v}}
		}
		d.Candidats = append(d.Candidats, x)
	}
	s := edition.StatistiquesParEpreuve(ouvrir(t, bts).Profil, &d)[0]
	if got := fmt.Sprint(s.Gardees, s.Dispenses, s.SansNote, s.Candidats()); got != "1 1 1 9" {
		t.Errorf("the row does not add up: %s", got)
	}
	moyenne, _ := s.Moyenne()
	mediane, _ := s.Mediane()
	if got := fmt.Sprint(len(s.Notes), s.Absents, s.SousDix(), moyenne, mediane, s.Notes[0], s.Notes[3]); got != "4 2 2 63/8 39/4 0 12" {
		t.Error(got)
	}
	vide := edition.StatistiqueEpreuve{}
	if _, ok := vide.Mediane(); ok {
		t.Error("median of nothing")
	}
	if _, ok := vide.Moyenne(); ok {
		t.Error("mean of nothing")
	}
	s.Notes = s.Notes[:3]
	if m, _ := s.Mediane(); m.String() != "19/2" {
		t.Error(m)
	}
}

// Nobody whom the decisions do not put there is on a list, nobody is on two,
// and those who may not be shown are on none that is put up.
func TestListesDeResultats(t *testing.T) {
	for _, nom := range []string{bts, bcp, melange} {
		t.Run(nom, func(t *testing.T) {
			c := ouvrir(t, nom)
			c.groupe1(examen.Editions1)
			c.ds[0].Candidats[0].ListeRouge, c.ds[0].Candidats[1].Fraudeur = true, true
			for i := range c.ds {
				verifierListes(t, c, &c.ds[i], 1, listes1)
			}
			c.groupe1(examen.RecueilNotes)
			c.choisir("")
			c.noter(points("8"), points("10"))
			c.groupe2(examen.Editions2)
			for i := range c.ds {
				verifierListes(t, c, &c.ds[i], 2, []edition.ListeResultats{edition.ListeAdmis, edition.ListeNonAdmis})
			}
		})
	}
}

func verifierListes(t *testing.T, c *centre, d *jury.Dossier, groupe int, listes []edition.ListeResultats) {
	t.Helper()
	sur := map[jury.Cle]edition.ListeResultats{}
	for _, liste := range listes {
		for _, r := range edition.Resultat(c.Profil, d, groupe, liste) {
			if autre, deja := sur[r.Candidat.Cle]; deja {
				t.Errorf("%s is on %s and %s", r.Candidat.Cle, autre, liste)
			}
			sur[r.Candidat.Cle] = liste
		}
	}
	for _, x := range d.Candidats {
		r := decision.Calculer(c.Profil, &d.Entete, x)
		final := r.Premier.Decision
		if groupe == 2 {
			final = r.Decision
			if r.Premier.Decision != examen.Passe {
				final = ""
			}
		}
		want := map[examen.Decision]edition.ListeResultats{
			examen.Admis: edition.ListeAdmis, examen.Passe: edition.ListeAdmissibles, examen.Refuse: edition.ListeNonAdmis,
		}[final]
		if sur[x.Cle] != want {
			t.Errorf("%s (%s) is on %q; want %q", x.Cle, final, sur[x.Cle], want)
		}
	}
	cache := func(x *jury.Candidat) bool { return x.ListeRouge || x.Fraudeur }
	for _, liste := range listes {
		attendus := 0
		for _, r := range edition.Resultat(c.Profil, d, groupe, liste) {
			if !liste.Affichee() || !cache(r.Candidat) {
				attendus++
			}
		}
		l := edition.ListesResultats(c.Faits, []jury.Dossier{*d}, groupe, liste, document.A4)
		if n := len(lignes(l.Documents[0])); n != attendus {
			t.Errorf("%s: %d rows; want %d", liste, n, attendus)
		}
		if s := string(documenttest.Texte(l)); strings.Contains(s, "A ne pas afficher.") == liste.Affichee() {
			t.Errorf("%s: %s", liste, s)
		}
		par := 0
		for _, doc := range edition.ListesResultatsEpreuve(c.Faits, []jury.Dossier{*d}, groupe, liste, document.A4).Documents {
			par += len(lignes(doc))
		}
		if par != attendus {
			t.Errorf("%s by centre: %d rows; want %d", liste, par, attendus)
		}
	}
	n := 0
	for _, doc := range edition.PV(c.Faits, d, groupe, edition.Tenue{}) {
		if !strings.Contains(doc.Titre, "notes modifiées") && !strings.Contains(doc.Titre, "Composition") {
			n += len(lignes(doc))
		}
	}
	if n != len(sur) {
		t.Errorf("the PV of %s has %d candidates; want %d", d.Code, n, len(sur))
	}
}

func TestSignalesHorsAffichage(t *testing.T) {
	c := ouvrir(t, bts)
	for i := range c.ds {
		for k, x := range c.ds[i].Candidats {
			x.ListeRouge, x.Fraudeur = k%2 == 0, k%2 == 1
		}
	}
	c.groupe1(examen.Editions1)
	for _, l := range []document.Liasse{
		edition.ListesResultats(c.Faits, c.ds, 1, edition.ListeAdmis, document.A4), edition.ListesResultats(c.Faits, c.ds, 1, edition.ListeAdmissibles, document.A4),
		edition.ListesResultatsEpreuve(c.Faits, c.ds, 1, edition.ListeAdmis, document.A4),
	} {
		for _, doc := range l.Documents {
			if s := string(documenttest.Texte(assembler(c.Faits, doc))); len(lignes(doc)) > 0 || !strings.Contains(s, "Pas de candidat concerné") {
				t.Error(s)
			}
		}
	}
	for _, doc := range edition.ListesResultats(c.Faits, c.jurys("31408"), 1, edition.ListeNonAdmis, document.A4).Documents {
		if len(lignes(doc)) != 6 {
			t.Errorf("%d non admis", len(lignes(doc)))
		}
	}
	tous := 0
	for _, d := range c.ds {
		tous += len(d.Candidats)
	}
	if n := len(lignes(edition.FraudeursListeRouge(c.Faits, c.ds).Documents[0])); n != tous {
		t.Errorf("%d marked; want %d", n, tous)
	}
}

func TestListeAnonyme(t *testing.T) {
	for _, nom := range []string{bts, bcp, melange} {
		c := ouvrir(t, nom)
		l := edition.ListesCandidats(c.titre("Liste anonyme"), c.ds, edition.ListeAnonyme)
		bordereaux := edition.Bordereaux(c.titre("Bordereaux"), c.ds, true)
		for _, doc := range append(l.Documents, bordereaux.Documents...) {
			mots := strings.FieldsFunc(string(documenttest.Texte(assembler(c.Faits, doc))), func(r rune) bool { return strings.ContainsRune(" \n\t/", r) })
			for i := range c.ds {
				for _, x := range c.ds[i].Candidats {
					if slices.Contains(mots, x.Nom) || slices.Contains(mots, x.NomUsage) && x.NomUsage != "" {
						t.Errorf("%s names %s", doc.Titre, x.Nom)
					}
				}
			}
		}
	}
}

func TestMarqueCopie(t *testing.T) {
	for etat, want := range map[examen.Etat][2]string{examen.Editions1: {"", ""}, examen.Termine1: {"", ""}, examen.Verrouille1: {"copie", ""},
		examen.Editions2: {"copie", ""}, examen.Termine2: {"copie", ""}, examen.Verrouille2: {"copie", "copie"}} {
		c := ouvrir(t, bts)
		c.groupe1(etat)
		for groupe := 1; groupe <= 2; groupe++ {
			docs := append(edition.ListesResultats(c.Faits, c.ds, groupe, edition.ListeAdmis, document.A4).Documents,
				edition.PV(c.Faits, &c.ds[0], groupe, edition.Tenue{})...)
			docs = append(docs, edition.ListesResultatsEpreuve(c.Faits, c.ds, groupe, edition.ListeNonAdmis, document.A4).Documents...)
			for _, doc := range docs {
				if doc.Marque != want[groupe-1] {
					t.Errorf("%s at %s: marque %q; want %q", doc.Titre, etat.Code(), doc.Marque, want[groupe-1])
				}
			}
		}
	}
}

func TestMentions(t *testing.T) {
	c := ouvrir(t, bcp)
	d := &c.ds[0]
	for i, x := range d.Candidats {
		for k := range x.Notes {
			x.Notes[k].Valeur = note.De(note.Note(1200 + 200*(i%3)))
		}
	}
	var vues []string
	for _, r := range edition.Resultat(c.Profil, d, 1, edition.ListeAdmis) {
		vues = append(vues, r.Decision)
	}
	slices.Sort(vues)
	if got := slices.Compact(vues); !slices.Equal(got, []string{"Admis mention Assez bien", "Admis mention Bien", "Admis mention Très bien"}) {
		t.Errorf("%q", got)
	}
}

// Every edition of every sample, in every state, is made and rendered.
func TestToutEstProduit(t *testing.T) {
	for _, nom := range []string{bts, bcp, melange} {
		c := ouvrir(t, nom)
		tour := func() {
			var docs []document.Document
			for _, x := range []edition.ListeCandidats{edition.ListeAnonyme, edition.ListeCorrespondance, edition.ListeAmenagements, edition.ListeDecision} {
				docs = append(docs, edition.ListesCandidats(c.Faits, c.ds, x).Documents...)
			}
			for _, l := range []document.Liasse{edition.ListeElevesLivret(c.Faits, c.ds, edition.OptionsLivrets{}),
				edition.ListeCandidatsLivret(c.Faits, c.ds, edition.OptionsLivrets{}),
				edition.FraudeursListeRouge(c.Faits, c.ds),
				edition.RelevesNotes(c.Faits, c.ds, edition.OptionsReleve{Tri: edition.TriEtablissement}), edition.Convocations(c.Faits, c.ds),
				edition.ListeConvocations(c.Faits, c.ds, false), edition.Bordereaux(c.Faits, c.ds, false), edition.NotesManquantes(c.Faits, c.ds)} {
				docs = append(docs, l.Documents...)
			}
			for i := range c.ds {
				d := &c.ds[i]
				docs = append(docs, edition.StatistiquesEpreuve(c.Faits, d), edition.StatistiquesDecision(c.Faits, d, edition.Compter(c.Profil, d)))
				docs = append(docs, edition.PV(c.Faits, d, 1, edition.Tenue{})...)
				docs = append(docs, edition.PV(c.Faits, d, 2, edition.Tenue{Signataire: edition.VicePresident(d)})...)
				for _, x := range d.Candidats {
					docs = append(docs, edition.PVI(c.Faits, d, x, 1, false), edition.PVI(c.Faits, d, x, 2, false))
				}
			}
			noms := map[string]bool{}
			for _, doc := range docs {
				if doc.Nom == "" || doc.Titre == "" || len(doc.Blocs) == 0 {
					t.Errorf("%+v", doc)
				}
				noms[doc.Nom] = true
			}
			if len(documenttest.Texte(assembler(c.Faits, docs...))) < 1000 || len(noms) < 20 {
				t.Error("too little")
			}
		}
		tour()
		c.groupe1(examen.Verrouille1)
		tour()
		c.groupe1(examen.RecueilNotes)
		c.choisir("0250013D")
		tour()
		c.noter(points("10"), note.Valeur{Statut: note.Absent})
		c.groupe2(examen.Verrouille2)
		tour()
	}
}

func TestJuryVide(t *testing.T) {
	c := ouvrir(t, bts)
	c.ds = []jury.Dossier{{Entete: jury.Entete{Code: "JURY_SP", Libelle: "Systèmes photoniques"}}}
	for _, l := range []document.Liasse{edition.ListesResultats(c.Faits, c.ds, 1, edition.ListeAdmis, document.A4),
		edition.ListesCandidats(c.Faits, c.ds, edition.ListeDecision),
		edition.ListeCandidatsLivret(c.Faits, c.ds, edition.OptionsLivrets{}), assembler(c.Faits, edition.PV(c.Faits, &c.ds[0], 1, edition.Tenue{})...)} {
		if s := string(documenttest.Texte(l)); !strings.Contains(s, "Pas de candidat concerné") || !strings.Contains(s, "JURY_SP") {
			t.Error(s)
		}
	}
	edition.StatistiquesEpreuve(c.Faits, &c.ds[0])
	for _, l := range []document.Liasse{edition.RelevesNotes(c.Faits, c.ds, edition.OptionsReleve{}), edition.Convocations(c.Faits, c.ds),
		edition.Bordereaux(c.Faits, c.ds, false),
		edition.ListesResultats(c.Faits, c.ds, 2, edition.ListeAdmissibles, document.A4), edition.ListesCandidats(c.Faits, c.ds, "autre")} {
		if len(l.Documents) > 0 {
			t.Errorf("%s", documenttest.Texte(l))
		}
	}
}

// TestJour: what is known of a date is printed.
func TestJour(t *testing.T) {
	for iso, want := range map[string]string{"2002-09-01": "01/09/2002", "2002-09": "09/2002", "2002": "2002", "": ""} {
		if got := edition.Jour(iso); got != want {
			t.Errorf("%s: %q", iso, got)
		}
	}
}

// TestOrderOfWhatPrintsAlike: an apostrophe, a hyphen, a space sort as one, whichever
// character was typed.
func TestOrderOfWhatPrintsAlike(t *testing.T) {
	var cs []*jury.Candidat
	for i, nom := range []string{"D'ÉPINAY", "D\u2019ANGE", "DANIEL", "SAINT-PAUL", "SAINT\u2011ANNE", "SAINT\u2013MARC", "LE\u00a0GOFF", "LE BRIS", "LE\u202fDU"} {
		cs = append(cs, &jury.Candidat{Cle: jury.Cle{Numero: fmt.Sprint(i)}, Nom: nom})
	}
	var noms []string
	for _, c := range edition.Trier(cs) {
		noms = append(noms, c.Nom)
	}
	want := []string{"D\u2019ANGE", "DANIEL", "D'ÉPINAY", "LE BRIS", "LE\u202fDU", "LE\u00a0GOFF", "SAINT\u2011ANNE", "SAINT\u2013MARC", "SAINT-PAUL"}
	if !slices.Equal(noms, want) {
		t.Errorf("%q", noms)
	}
}

func TestHomonymes(t *testing.T) {
	c := ouvrir(t, bts)
	c.groupe1(examen.Editions1)
	d := c.jurys("31408")[0]
	a, b := d.Candidats[0], d.Candidats[1]
	b.Nom, b.Prenoms = a.Nom, a.Prenoms
	ls := lignes(edition.ListesResultats(c.Faits, []jury.Dossier{d}, 1, edition.ListeAdmis, document.A4).Documents[0])
	if ls[0].Cellules[1].Affichage != "Imane (02244250322 - 001)" || ls[1].Cellules[1].Affichage != "Imane (02244250323 - 001)" ||
		ls[2].Cellules[1].Affichage != "Boubacar" {
		t.Errorf("%+v", ls[:3])
	}
	if s := edition.Homonymes(c.Faits, []jury.Dossier{d}, 1, edition.ListeAdmis); len(s) != 2 || !strings.Contains(s[0], "02244250322-001") {
		t.Errorf("not told: %v", s)
	}
	// Two that a reader cannot tell apart are homonyms too.
	a.Nom, b.Nom = "D'ANGE-L\u2019OR", "D\u2019ANGE\u2011L'OR"
	if s := edition.Homonymes(c.Faits, []jury.Dossier{d}, 1, edition.ListeAdmis); len(s) != 2 {
		t.Errorf("names that print alike are not told: %v", s)
	}
	if s := edition.Homonymes(c.Faits, []jury.Dossier{d}, 1, edition.ListeNonAdmis); len(s) != 0 {
		t.Errorf("told of a list that is not put up: %v", s)
	}
}

// The means decide, not the texts that show them.
func TestListeDecisionTrie(t *testing.T) {
	c := ouvrir(t, melange)
	rang := map[string]int{"Admis": 0, "Passe les épreuves de contrôle": 1, "Refusé": 2, "En attente de note": 3, "Sans décision finale": 4}
	for _, doc := range edition.ListesCandidats(c.Faits, c.ds, edition.ListeDecision).Documents {
		avant, moyenne := 0, note.Note(0)
		for _, l := range lignes(doc) {
			r, connue := rang[l.Cellules[3].Affichage]
			m, _ := note.Lire(l.Cellules[4].Affichage)
			if !connue || r < avant || r == avant && m > moyenne && avant+int(moyenne) > 0 {
				t.Errorf("%s: %+v out of order", doc.Titre, l.Cellules)
			}
			avant, moyenne = r, m
		}
	}
}

func TestSceau(t *testing.T) {
	c := ouvrir(t, bts)
	d := c.jurys("31408")[0]
	d.Rang = 12
	s, e := edition.Sceau(&d), d.Empreinte()
	if !strings.HasPrefix(s, "Jury 31408 – Sceau : "+e[:4]+" "+e[4:8]+" ") || strings.ReplaceAll(s[strings.Index(s, " : ")+3:], " ", "") != e || len(e) != 64 {
		t.Error(s)
	}
}

func TestAlerteLivrets(t *testing.T) {
	c := ouvrir(t, melange)
	sans := edition.ScolairesSansStatut(c.Faits, c.ds)
	n, attendu := 0, 0
	for _, s := range sans {
		n += s.Nombre
	}
	for _, d := range c.ds {
		for _, x := range d.Candidats {
			if x.Categorie == "SCOLAIRE" && x.Livret == "" {
				attendu++
			}
		}
	}
	if alerte := edition.AlerteLivrets(sans); n != attendu || n == 0 || !strings.HasPrefix(alerte, fmt.Sprintf("%d candidats scolaires n'ont pas", n)) ||
		!strings.Contains(alerte, "LP CORDIER – DOLE (0258248E) : ") {
		t.Error(n, attendu, alerte)
	}
	if edition.AlerteLivrets(edition.ScolairesSansStatut(c.Faits, nil)) != "" {
		t.Error("alert without reason")
	}
}

func TestNotesModifiees(t *testing.T) {
	c := ouvrir(t, bts)
	d := c.jurys("31310")[0]
	ms := modifiees(c.Faits.Profil, &d)
	if len(ms) != 2 || ms[0].Avant.Statut != note.Manquante || ms[0].Apres.Statut != note.Absent || ms[1].Apres != points("9.5") ||
		ms[1].Epreuve != "U1 Culture générale et expression" || ms[1].Par != "Dubois Pierre" {
		t.Errorf("%+v", ms)
	}
	// The hour is that of the place where the paper is made.
	f := *c.Faits
	f.Le = f.Le.In(time.FixedZone("CEST", 7200))
	if s := string(documenttest.Texte(assembler(&f, edition.PV(&f, &d, 1, edition.Tenue{Modifiees: ms})...))); !strings.Contains(s, "31/05/2023 17:04") {
		t.Error(s)
	}
	inconnu := edition.NotesModifiees(c.Faits.Profil, &d,
		[]jury.Acte{{Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: jury.Cle{Numero: "1", Inscription: "2"}, Groupe: 1, Epreuve: "X"}, Vers: "?"}}, 1)
	if len(inconnu) != 1 || inconnu[0].Candidat.Numero != "1" || inconnu[0].Epreuve != "X" {
		t.Errorf("%+v", inconnu)
	}
}
