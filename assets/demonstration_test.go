package assets_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"delib/assets"
	"delib/core/decision"
	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// The demonstrations are made here, from nothing random: with DELIB_DEMONSTRATION
// the test writes them, without it compares.
const (
	cheminBTS    = "demonstration/dossier-bts-2023-06-0250001R.zip"
	cheminBacPro = "demonstration/dossier-bcp-2026-06-0250001R.zip"
)

// devenir gives the marks of a candidate by what becomes of him: general units,
// professional ones.
type devenir struct{ generales, pro note.Note }

var (
	recu     = devenir{1250, 1300}
	mention  = devenir{1450, 1500}
	controle = devenir{750, 1050}
	refuse   = devenir{700, 850}
)

// noter gives a candidate a mark in every unit, a little apart from each other.
func noter(es []jury.Epreuve, c *jury.Candidat, d devenir, rang int) {
	c.Notes, c.Choix = nil, nil
	for i, e := range es {
		if e.Parent != "" || e.Nature == examen.Facultative || e.Nature == examen.Controle || e.Nature == examen.Projet {
			continue
		}
		n := d.generales
		if e.Nature.EstProfessionnelle() {
			n = d.pro
		}
		n += note.Note([]int{0, 50, -50, 100}[(i+rang)%4])
		if e.Nature.EstProfessionnelle() {
			n = max(n, d.pro) // the professional mean keeps its side of 10
			if d == refuse {
				n = d.pro
			}
		}
		c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: e.Code, Groupe: 1, Valeur: note.De(n)})
	}
}

// choisir gives the second-group choices of a candidate, and the marks of the first ones.
func choisir(t *testing.T, p *examen.Profil, d *jury.Dossier, c *jury.Candidat, notes ...note.Note) {
	t.Helper()
	var codes []string
	listes := map[examen.ChoixGroupe2]bool{}
	for _, e := range jury.Choisissables(p, &d.Entete, c) {
		if len(codes) < p.Controle.Nombre && (e.Choix == examen.ChoixOui || !listes[e.Choix]) {
			codes, listes[e.Choix] = append(codes, e.Code), true
		}
	}
	jour, _, _ := strings.Cut(d.Date2, "T")
	for i, code := range codes {
		c.Choix = append(c.Choix, jury.Choix{Epreuve: code, Rang: i + 1, Centre: c.CentreEpreuve, Date: fmt.Sprintf("%sT%02d:30", jour, 8+i)})
		if i < len(notes) {
			c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: code, Groupe: 2, Valeur: note.De(notes[i])})
		}
	}
	if err := jury.VerifierChoix(p, &d.Entete, c, codes); err != nil {
		t.Fatal(err)
	}
}

// demonstrationBTS is the centre of the tests, three of whose jurys have gone on:
// one has closed the first group, one gathers the marks of the second, one has
// closed it.
func demonstrationBTS(t *testing.T) *dossier.Contenu {
	c, err := dossier.Lire("../core/dossier/testdata/dossier-bts-2023-06-0250001R.zip")
	if err != nil {
		t.Fatal(err)
	}
	p, err := examen.Trouver(c.Centre.Examen, c.Centre.Session)
	if err != nil {
		t.Fatal(err)
	}
	etats := map[string]examen.Etat{"20112": examen.Editions1, "22207": examen.RecueilNotes, "25302": examen.Editions2}
	suite := []devenir{controle, recu, controle, refuse, recu}
	for i := range c.Jurys {
		d := &c.Jurys[i]
		if _, change := etats[d.Code]; !change {
			continue
		}
		d.Etat = etats[d.Code]
		au2 := 0
		for k, x := range d.Candidats {
			noter(d.Epreuves, x, suite[k%len(suite)], k)
			if decision.Calculer(p, &d.Entete, x).Premier.Decision != examen.Passe {
				continue
			}
			switch au2++; {
			case d.Etat == examen.RecueilNotes && au2 == 1:
				choisir(t, p, d, x, 1200) // the other mark is awaited
			case d.Etat == examen.RecueilNotes:
				choisir(t, p, d, x)
			case d.Etat == examen.Editions2 && au2 == 1:
				choisir(t, p, d, x, 1400, 1300)
			case d.Etat == examen.Editions2:
				choisir(t, p, d, x, 800, 700)
			}
		}
	}
	return c
}

// cuisine is the règlement of the bac pro Cuisine (arrêté of 31 May 2011,
// MENE1115107A, annexe IIb), with the projet that came in 2022.
func cuisine() []jury.Epreuve {
	e := func(code, libelle, parent string, coefficient int, nature examen.Nature, choix examen.ChoixGroupe2, langue string) jury.Epreuve {
		return jury.Epreuve{
			Code: code, Libelle: libelle, Parent: parent, Coefficient: note.Coefficient(coefficient), Bareme: 20, Nature: nature, Choix: choix, Langue: langue,
		}
	}
	const g, pro = examen.Generale, examen.Professionnelle
	es := []jury.Epreuve{
		e("U11", "Technologie", "", 200, pro, examen.ChoixNon, ""), e("U12", "Sciences appliquées", "", 200, pro, examen.ChoixNon, ""),
		e("U13", "Mathématiques", "", 100, g, examen.ChoixA, ""), e("U21", "Gestion appliquée", "", 200, pro, examen.ChoixNon, ""),
		e("U22", "Présentation du dossier professionnel", "", 300, pro, examen.ChoixNon, ""),
		e("U31", "Pratique professionnelle", "", 800, examen.Pratique, examen.ChoixNon, ""),
		e("U32", "Prévention-santé-environnement", "", 100, g, examen.ChoixA, ""), e("U4", "Langue vivante", "", 300, g, examen.ChoixNon, "lv1"),
		e("U51", "Français", "", 250, g, examen.ChoixB, ""), e("U52", "Histoire-géographie et enseignement moral et civique", "", 250, g, examen.ChoixB, ""),
		e("U6", "Arts appliqués et cultures artistiques", "", 100, g, examen.ChoixNon, ""),
		e("U7", "Éducation physique et sportive", "", 100, g, examen.ChoixNon, ""),
		e("UF1", "Langue vivante facultative", "", 100, examen.Facultative, examen.ChoixNon, "lv2"),
		e("PJ", "Projet", "", 200, examen.Projet, examen.ChoixNon, ""),
		e("PJ1", "Projet : livret", "PJ", 100, g, examen.ChoixNon, ""), e("PJ2", "Projet : oral", "PJ", 100, g, examen.ChoixNon, ""),
	}
	for i := range es {
		es[i].Ordre = i + 1
		if es[i].Code == "U7" {
			es[i].Remplacement = "non"
		}
	}
	return es
}

var (
	nomsInventes    = []string{"ALBARET", "BÉRANGER", "CHASTANG", "DELORME", "ESTÈVE", "FOURNEL", "GRANIER", "HUGUET", "ISNARD", "JOUVE", "KERVELLA", "LAFARGE"}
	prenomsInventes = []string{"Maëlle", "Théo", "Inès", "Nathan", "Louise", "Karim", "Zoé", "Hugo", "Léa", "Yanis", "Manon", "Enzo"}
)

// demonstrationBacPro is a made-up bac pro of session 2026, at 110 and at 200.
func demonstrationBacPro(t *testing.T) *dossier.Contenu {
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	centre := jury.Etablissement{UAI: "0250001R", Nom: "LP NELSON MANDELA", Ville: "AUDINCOURT CEDEX", CodePostal: "25405", Adresse: "2 rue René Girardot"}
	c := &dossier.Contenu{Centre: jury.Centre{
		Examen: "BCP", Session: "2026-06", GenereLe: "2026-06-22T09:00:00+02:00",
		Lieu:           jury.Etablissement{UAI: centre.UAI, Nom: centre.Nom, Ville: centre.Ville},
		Etablissements: []jury.Etablissement{centre},
		Academie: jury.Academie{
			Code: "03", Nom: "BESANÇON", Rectorat: "Rectorat de Besançon", Adresse: "10 rue de la Convention", CodePostal: "25000", Ville: "BESANÇON",
			Telephone: "03 00 00 00 00", Mail: "examens@exemple.fr",
		},
	}}
	for j, d := range []jury.Dossier{
		{Entete: jury.Entete{Code: "22106", Etat: examen.Deliberation1, Date1: "2026-07-03T09:00", Date2: "2026-07-08T14:00"}},
		{Entete: jury.Entete{Code: "22107", Etat: examen.RecueilNotes, Date1: "2026-07-02T09:00", Date2: "2026-07-08T09:00"}},
	} {
		d.Specialite, d.Libelle, d.Periode, d.Epreuves = "22106", "Cuisine", "Session normale", cuisine()
		d.President, d.VicePresident = "Moreau Claire", "Petit Alain"
		d.Membres = []jury.Membre{{
			Nom: "Moreau", Prenoms: "Claire", Qualite: "Enseignant-chercheur", Fonction: "president",
		}, {Nom: "Petit", Prenoms: "Alain", Qualite: "Inspecteur", Fonction: "vice_president"},
			{Nom: "Gillet", Prenoms: "Romane", Qualite: "Professionnel", Fonction: "membre"},
			{Nom: "Gilbert", Prenoms: "Lou", Qualite: "Enseignant", Fonction: "membre"}}
		for k := range nomsInventes {
			d.Candidats = append(d.Candidats, cuisinier(d.Epreuves, j, k))
		}
		if d.Etat == examen.RecueilNotes {
			au2 := 0
			for _, x := range d.Candidats {
				if decision.Calculer(p, &d.Entete, x).Premier.Decision == examen.Passe {
					if au2++; au2 == 1 {
						choisir(t, p, &d, x, 1100)
					} else {
						choisir(t, p, &d, x)
					}
				}
			}
		}
		c.Jurys = append(c.Jurys, d)
	}
	return c
}

// cuisinier is one of them; the last ones show a rule each.
func cuisinier(es []jury.Epreuve, j, k int) *jury.Candidat {
	n := 100*j + k
	x := &jury.Candidat{
		Cle: jury.Cle{Numero: fmt.Sprintf("025452603%02d", n%100+20*j), Inscription: "001"}, Anonymat: fmt.Sprintf("T260A03100%04d", n),
		Nom: nomsInventes[(k+5*j)%len(nomsInventes)], Prenoms: prenomsInventes[(k+4*j)%len(prenomsInventes)], Sexe: []string{"F", "M"}[k%2],
		Naissance: fmt.Sprintf("2008-%02d-%02d", k%12+1, k+3), Commune: "MONTBÉLIARD", Departement: "025", Pays: "FRANCE", Nationalite: "FRANÇAISE",
		INE: fmt.Sprintf("2600%05d%s", n, "HA"), Categorie: []string{"SCOLAIRE", "SCOLAIRE", "APPRENTI"}[k%3], Forme: "Globale", Etablissement: "0250001R",
		CentreEpreuve: "0250001R",
		Adresse:       fmt.Sprintf("%d rue des Essais", k+1), CodePostal: "25400", Ville: "AUDINCOURT", LV1: "Anglais", LV2: "Allemand", Livret: "numerique",
		PFMP: "oui",
	}
	noter(es, x, []devenir{recu, controle, mention, controle, recu, refuse, controle, recu}[(k+j)%8], k)
	ajouter := func(code string, v note.Valeur) {
		x.Notes = append(x.Notes, jury.NoteEpreuve{Epreuve: code, Groupe: 1, Valeur: v})
	}
	changer := func(code string, v note.Valeur) {
		for i := range x.Notes {
			if x.Notes[i].Epreuve == code {
				x.Notes[i].Valeur = v
			}
		}
	}
	if k%4 == 1 {
		ajouter("UF1", note.De(1300))
	}
	oral := note.De(note.Note(700 + 150*(k%7)))
	switch k {
	case 6: // the oral of the projet was missed: 0 for that half, and no refusal
		oral = note.Valeur{Statut: note.Absent}
	case 7: // EPS missed with a reason: 0, and no replacement
		changer("U7", note.Valeur{Statut: note.AbsentJustifie})
	case 8: // training periods not validated
		x.PFMP = "non"
	case 9: // an adult: no projet
		x.Categorie, x.PFMP, x.Livret = "FORMATION CONTINUE", "", "aucun"
		return x
	case 10: // épreuves spread over sessions
		x.Etalement, x.Amenagement = true, "Étalement des épreuves sur deux sessions"
		x.Notes = x.Notes[:6]
		return x
	}
	if k == 11 && j == 0 { // the jury cannot close yet
		return x
	}
	ajouter("PJ1", note.De(note.Note(1000+100*(k%6))))
	ajouter("PJ2", oral)
	return x
}

func TestDemonstrations(t *testing.T) {
	for chemin, c := range map[string]*dossier.Contenu{cheminBTS: demonstrationBTS(t), cheminBacPro: demonstrationBacPro(t)} {
		var b bytes.Buffer
		if err := dossier.Ecrire(&b, c); err != nil {
			t.Fatal(err)
		}
		lu, err := dossier.LireDe(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatalf("%s: %v", chemin, err)
		}
		if len(lu.Avertissements) > 0 {
			t.Errorf("%s: %q", chemin, lu.Avertissements)
		}
		if os.Getenv("DELIB_DEMONSTRATION") != "" {
			if err := os.WriteFile(chemin, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if fait := map[string][]byte{cheminBTS: assets.Demonstration, cheminBacPro: assets.DemonstrationBacPro}[chemin]; !bytes.Equal(fait, b.Bytes()) {
			t.Errorf("%s is not what this test makes: run it with DELIB_DEMONSTRATION=oui", chemin)
		}
	}
}

// TestDemonstrationsShowEverything: jurys at each step, someone for each decision,
// and each rule of the bac pro of today in a reason.
func TestDemonstrationsShowEverything(t *testing.T) {
	dire := func(c *dossier.Contenu) (etats []examen.Etat, decisions map[examen.Etat]map[examen.Decision]int, motifs string) {
		p, err := examen.Trouver(c.Centre.Examen, c.Centre.Session)
		if err != nil {
			t.Fatal(err)
		}
		decisions = map[examen.Etat]map[examen.Decision]int{}
		for i := range c.Jurys {
			d := &c.Jurys[i]
			if decisions[d.Etat] == nil {
				etats, decisions[d.Etat] = append(etats, d.Etat), map[examen.Decision]int{}
			}
			for _, x := range d.Candidats {
				r := decision.Calculer(p, &d.Entete, x)
				decisions[d.Etat][r.Decision]++
				motifs += r.Pourquoi() + "\n"
			}
		}
		slices.Sort(etats)
		return etats, decisions, motifs
	}
	etats, ds, _ := dire(demonstrationBTS(t))
	if !slices.Equal(etats, []examen.Etat{examen.Deliberation1, examen.Editions1, examen.RecueilNotes, examen.Editions2}) {
		t.Errorf("the BTS stands at %v", etats)
	}
	for _, e := range []examen.Etat{examen.Deliberation1, examen.Editions1, examen.RecueilNotes} {
		for _, x := range []examen.Decision{examen.Admis, examen.Passe, examen.Refuse} {
			if ds[e][x] == 0 {
				t.Errorf("nobody is %s at %s", x, e.Code())
			}
		}
	}
	if ds[examen.Editions2][examen.Admis] < 2 || ds[examen.Editions2][examen.Refuse] < 2 || ds[examen.Editions2][examen.Passe] > 0 {
		t.Errorf("at 211: %v", ds[examen.Editions2])
	}
	etats, ds, motifs := dire(demonstrationBacPro(t))
	if !slices.Equal(etats, []examen.Etat{examen.Deliberation1, examen.RecueilNotes}) {
		t.Errorf("the bac pro stands at %v", etats)
	}
	for _, x := range []examen.Decision{examen.Admis, examen.Passe, examen.Refuse, examen.Attente, examen.Partiel} {
		if ds[examen.Deliberation1][x] == 0 {
			t.Errorf("nobody is %s: %v", x, ds)
		}
	}
	if ds[examen.RecueilNotes][examen.Attente] > 0 {
		t.Error("a mark of the first group is missing at 200")
	}
	for _, x := range []string{"Projet : +", "Projet : -", "non validées", "étalées", "Note manquante : PJ"} {
		if !strings.Contains(motifs, x) {
			t.Errorf("no reason says %q", x)
		}
	}
}
