package seance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// juryTest gives a jury at 110 whose candidates have these marks, one épreuve
// general and one professional of the same weight.
func juryTest(notes ...[2]note.Note) jury.Dossier {
	d := jury.Dossier{Entete: jury.Entete{Code: "1", Libelle: "S", Etat: examen.Deliberation1, Epreuves: []jury.Epreuve{
		{Code: "U1", Libelle: "Français", Coefficient: 200, Bareme: 20, Nature: examen.Generale, Choix: examen.ChoixOui},
		{Code: "U2", Libelle: "Métier", Coefficient: 200, Bareme: 20, Nature: examen.Professionnelle, Choix: examen.ChoixNon},
	}}}
	for i, n := range notes {
		c := &jury.Candidat{
			Cle: jury.Cle{Numero: fmt.Sprintf("0%010d", i), Inscription: "001"}, Nom: string(rune('Z' - i)), Prenoms: "P", Anonymat: fmt.Sprint(100 + i),
			Livret: "papier",
		}
		for k, code := range []string{"U1", "U2"} {
			if n[k] >= 0 {
				c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: code, Groupe: 1, Valeur: note.De(n[k])})
			}
		}
		d.Candidats = append(d.Candidats, c)
	}
	return d
}

func TestDeliberationSortFiltersAndNames(t *testing.T) {
	p := profil(t, "BTS")
	// means 9.75, 9.74 is not possible with half points: 9.5; 7.75; 12; missing; 6
	x := NouvelleDeliberation(p,
		juryTest([2]note.Note{950, 1000}, [2]note.Note{900, 1000}, [2]note.Note{750, 800}, [2]note.Note{1200, 1200}, [2]note.Note{1000, -1},
			[2]note.Note{600, 600}),
		nil)
	ordre := func() string {
		s := ""
		for i := range x.Nombre() {
			s += x.Ligne(i).Candidat.Anonymat + " "
		}
		return strings.TrimSpace(s)
	}
	if s := ordre(); s != "103 100 101 102 105 104" {
		t.Errorf("decision and mean: %s", s)
	}
	x.ParNom, x.Nominatif = true, true
	x.Montrer()
	if s := ordre(); s != "105 104 103 102 101 100" {
		t.Errorf("name: %s", s)
	}
	x.ParNom, x.QuartDePoint = false, true
	x.Montrer()
	if s := ordre(); s != "100 102" {
		t.Errorf("at 0.25: %s", s)
	}
	x.QuartDePoint, x.NoteManquante = false, true
	x.Montrer()
	if s := ordre(); s != "104" {
		t.Errorf("missing: %s", s)
	}
	x.NoteManquante, x.LivretAExaminer = false, true
	x.Montrer()
	if s := ordre(); s != "102 105" {
		t.Errorf("livret: %s", s)
	}
	x.LivretAExaminer, x.Nominatif = false, false
	x.Montrer()
	for i := range x.Nombre() {
		v := x.Proces(i)
		if v.Titre != "N° "+x.Ligne(i).Candidat.Anonymat || strings.Contains(strings.Join(v.Identite, " "), x.Ligne(i).Candidat.Numero) {
			t.Errorf("anonymous: %q %q", v.Titre, v.Identite)
		}
	}
	v := x.Proces(1) // 9.75
	if len(v.Seuils) != 1 || v.Lignes[0].Pour[0] != "10.0" || v.Lignes[1].Pour[0] != "10.5" {
		t.Errorf("needed: %+v", v)
	}
	var seize int
	for _, b := range x.Barres() {
		if b.Marquee != (len(b.Libelle) == 2) {
			t.Errorf("%+v", b)
		}
		seize += b.Nombre
	}
	if seize != 5 {
		t.Errorf("%d candidates in the chart", seize)
	}
}

func TestControleMarkNeeded(t *testing.T) {
	p := profil(t, "BTS")
	d := juryTest([2]note.Note{700, 1100})
	d.Etat = examen.Deliberation2
	d.Candidats[0].Choix = []jury.Choix{{Epreuve: "U1", Rang: 1}}
	x := NouvelleDeliberation(p, d, nil)
	if x.Nombre() != 1 || x.Ligne(0).Resultat.Premier.Decision != examen.Passe {
		t.Fatalf("%d", x.Nombre())
	}
	v := x.Proces(0)
	if !slices.Equal(v.Seuils, []int64{10}) {
		t.Errorf("column %v: who has 8 is not admitted by it in the second group", v.Seuils)
	}
	if l := v.Lignes[0]; l.Code != "U1" || l.Pour[0] != "9.0" || l.Premier != "7.0" || !l.Manque || !l.Modifiable || v.Lignes[1].Modifiable {
		t.Errorf("%+v", v.Lignes)
	}
	if r := decision.Calculer(p, &d.Entete, d.Candidats[0]); r.Controle != nil {
		t.Error("looking for a mark wrote one")
	}
}

func TestReasonsOffered(t *testing.T) {
	ms := Motifs(nil, []string{"A", "", "B", "A", MotifAnnulation})
	if len(ms) < 3 || ms[0] != "A" || ms[1] != "B" || strings.Contains(strings.Join(ms, "|"), MotifAnnulation) {
		t.Errorf("%q", ms)
	}
}

// TestProjetOnTheScreen: the projet shows its signed points and what it would
// need, a change of its mark shows at once in the mean, and who has none has no
// missing mark.
func TestProjetOnTheScreen(t *testing.T) {
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	d := juryTest([2]note.Note{900, 1000}, [2]note.Note{900, 1000}, [2]note.Note{900, 1000})
	d.Epreuves = append(d.Epreuves, jury.Epreuve{Code: "PJ", Libelle: "Projet", Coefficient: 200, Bareme: 20, Nature: examen.Projet, Choix: examen.ChoixNon})
	d.Candidats[0].Categorie, d.Candidats[1].Categorie, d.Candidats[2].Categorie = "SCOLAIRE", "SCOLAIRE", "FORMATION CONTINUE"
	d.Candidats[0].Notes = append(d.Candidats[0].Notes, jury.NoteEpreuve{Epreuve: "PJ", Groupe: 1, Valeur: note.De(900)})
	x := NouvelleDeliberation(p, d, nil)
	ligne := func(i int) (*Proces, LigneProces) {
		v := x.Proces(x.Chercher(d.Candidats[i].Cle))
		return v, v.Lignes[len(v.Lignes)-1]
	}
	v, l := ligne(0)
	if l.Code != "PJ" || l.Points != "-2.00" || !l.Modifiable || l.Pour[0] != "11.0" || v.Moyenne != "9.00" ||
		!strings.Contains(v.Motifs, "Projet : -2.00 points") {
		t.Errorf("%+v, %s, %s", l, v.Moyenne, v.Motifs)
	}
	if _, l = ligne(1); !l.Manque || l.Note != "manque" {
		t.Errorf("a scolaire without a projet: %+v", l)
	}
	if v, l = ligne(2); l.Manque || l.Note != "–" || v.Moyenne != "9.50" {
		t.Errorf("an adult without a projet: %+v, %s", l, v.Moyenne)
	}
	change := *d.Candidats[0]
	change.Notes = append(change.Notes[:2:2], jury.NoteEpreuve{Epreuve: "PJ", Groupe: 1, Valeur: note.De(1100)})
	if r := decision.Calculer(p, &d.Entete, &change); r.Decision != examen.Admis || r.Moyenne != "10.00" {
		t.Errorf("after the change: %s %s", r.Decision, r.Moyenne)
	}
}

// TestSearchInTheTable: by name only while names are shown, accents indifferent.
func TestSearchInTheTable(t *testing.T) {
	p := profil(t, "BTS")
	d := juryTest([2]note.Note{900, 1000}, [2]note.Note{950, 1000}, [2]note.Note{700, 1000})
	d.Candidats[0].Nom, d.Candidats[1].Nom, d.Candidats[2].Nom = "LÉGER", "LE GALL", "BELLEGARDE"
	x := NouvelleDeliberation(p, d, nil)
	for _, c := range []struct {
		nominatif bool
		texte     string
		veut      int // candidate of the dossier, -1 for none
		combien   int
	}{
		{true, "le", 1, 3}, {true, "le gall", 1, 1}, {true, "leger", 0, 1}, {true, "garde", 2, 1}, {true, "xyz", -1, 0}, {true, "101", 1, 1}, {true, "", -1, 0},
		{false, "le gall", -1, 0}, {false, "102", 2, 1}, {false, "10", 1, 3},
	} {
		x.Nominatif, x.ParNom = c.nominatif, false
		x.Montrer()
		i, n := x.Trouver(c.texte)
		if n != c.combien || (i < 0) != (c.veut < 0) || i >= 0 && x.Ligne(i).Candidat != d.Candidats[c.veut] {
			t.Errorf("%v %q: row %d of %d", c.nominatif, c.texte, i, n)
		}
	}
}

// TestNextJury goes round the centre, over those that do not deliberate.
func TestNextJury(t *testing.T) {
	ss := []activite.Situation{
		situation("1", "", examen.Deliberation1), situation("2", "", examen.Editions1), situation("3", "", examen.RecueilNotes),
		situation("4", "", examen.Deliberation2),
	}
	for de, vers := range map[string]string{"1": "4", "2": "4", "4": "1"} {
		if v := JurySuivant(ss, de); v != vers {
			t.Errorf("after %s: %q", de, v)
		}
	}
	if v := JurySuivant(ss[1:3], "2"); v != "" {
		t.Errorf("none deliberates: %q", v)
	}
	for nomme, veut := range map[string]string{"": "1", "2": "2", "3": "1", "4": "4"} {
		if v := JuryADeliberer(ss, nomme); v != veut {
			t.Errorf("%q named: %q", nomme, v)
		}
	}
}

// TestHeadingsSort: by each column, then the other way round; a candidate without a
// mean comes before the others.
func TestHeadingsSort(t *testing.T) {
	d := juryTest([2]note.Note{1000, 1200}, [2]note.Note{900, 850}, [2]note.Note{1400, 1500}, [2]note.Note{-1, 1000})
	d.Candidats[1].LivretExamine = true
	x := NouvelleDeliberation(profil(t, "BTS"), d, nil)
	ordre := func() (l []string) {
		for i := range x.Nombre() {
			l = append(l, x.Ligne(i).Candidat.Anonymat)
		}
		return l
	}
	for _, c := range []struct {
		colonne int
		veut    []string
	}{
		{ColonneMoyenne, []string{"103", "101", "100", "102"}}, {ColonneMoyenne, []string{"102", "100", "101", "103"}},
		{ColonnePro, []string{"103", "101", "100", "102"}}, {ColonneCandidat, []string{"100", "101", "102", "103"}},
		{ColonneCandidat, []string{"103", "102", "101", "100"}},
	} {
		if x.Trier(c.colonne); !slices.Equal(ordre(), c.veut) {
			t.Errorf("by column %d: %v, not %v", c.colonne, ordre(), c.veut)
		}
	}
	x.Trier(ColonneLivret)
	y := NouvelleDeliberation(profil(t, "BTS"), d, nil)
	if y.Garder(x); y.Ligne(3).Candidat.Anonymat != "101" {
		t.Errorf("the sort is not kept: %s last", y.Ligne(3).Candidat.Anonymat)
	}
}

func profil(t *testing.T, examenNom string) *examen.Profil {
	t.Helper()
	p, err := examen.Trouver(examenNom, "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func situation(code, libelle string, e examen.Etat) activite.Situation {
	return activite.Situation{Entete: jury.Entete{Code: code, Libelle: libelle, Etat: e}}
}
