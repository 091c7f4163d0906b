package edition_test

import (
	"strings"
	"testing"
	"time"

	"delib/core/document"
	"delib/core/document/documenttest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// bacProAvecProjet is a jury of session 2026 with a projet in two halves: a
// scolaire who has it, one who was absent to its oral, an adult who has none.
func bacProAvecProjet(t *testing.T) (*edition.Faits, *jury.Dossier) {
	t.Helper()
	p, err := examen.Trouver("BCP", "2026-06")
	if err != nil {
		t.Fatal(err)
	}
	e := func(code, parent string, coefficient int, nature examen.Nature, choix examen.ChoixGroupe2) jury.Epreuve {
		return jury.Epreuve{
			Code: code, Libelle: "Épreuve " + code, Parent: parent, Coefficient: note.Coefficient(coefficient * 100), Bareme: 20, Nature: nature, Choix: choix,
		}
	}
	d := &jury.Dossier{Entete: jury.Entete{Code: "25510", Libelle: "MELEC", Etat: examen.Deliberation1, Epreuves: []jury.Epreuve{
		e("P1", "", 10, examen.Professionnelle, examen.ChoixNon), e("MATH", "", 5, examen.Generale, examen.ChoixA),
		e("FR", "", 5, examen.Generale, examen.ChoixB),
		e("PJ", "", 2, examen.Projet, examen.ChoixNon), e("LIV", "PJ", 1, examen.Generale, examen.ChoixNon),
		e("ORAL", "PJ", 1, examen.Generale, examen.ChoixNon),
	}}}
	un := func(nom, categorie string, notes map[string]note.Valeur) {
		c := &jury.Candidat{Cle: jury.Cle{Numero: "02600000" + nom, Inscription: "001"}, Nom: nom, Categorie: categorie}
		for _, x := range d.Epreuves {
			if v, ok := notes[x.Code]; ok {
				c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: x.Code, Groupe: 1, Valeur: v})
			}
		}
		d.Candidats = append(d.Candidats, c)
	}
	absent := note.Valeur{Statut: note.Absent}
	un("SEIZE", "SCOLAIRE", map[string]note.Valeur{"P1": note.De(1050), "MATH": note.De(700), "FR": note.De(850), "LIV": note.De(1500), "ORAL": note.De(1700)})
	un("ORAL", "SCOLAIRE", map[string]note.Valeur{"P1": note.De(1050), "MATH": note.De(700), "FR": note.De(850), "LIV": note.De(1200), "ORAL": absent})
	un("ADULTE", "FORMATION CONTINUE", map[string]note.Valeur{"P1": note.De(1050), "MATH": note.De(700), "FR": note.De(850)})
	f := &edition.Faits{Centre: &jury.Centre{Examen: "BCP", Session: "2026-06"}, Profil: p, Le: time.Date(2026, 7, 3, 0, 0, 0, 0, time.UTC), Titre: "Essai"}
	return f, d
}

// TestR1OnPaper: the projet has a line of its own on the relevé and on the
// procès-verbal individuel, with its sign; who has none has no trace of it.
func TestR1OnPaper(t *testing.T) {
	f, d := bacProAvecProjet(t)
	for i, c := range []struct{ ligne, points, moyenne, motif string }{
		{"Projet : +12.00 points", "+12.00", "Moyenne : 9.72/20", ""},
		{"Projet : -8.00 points", "-8.00", "Moyenne : 8.72/20", ""},
		{"", "", "Moyenne : 9.12/20", ""},
	} {
		for nom, doc := range map[string]document.Document{
			"relevé": edition.RLN(f, d, d.Candidats[i], edition.OptionsReleve{}), "PVI": edition.PVI(f, d, d.Candidats[i], 1, false),
		} {
			texte := string(documenttest.Texte(document.Liasse{Documents: []document.Document{doc}}))
			seule := false
			for _, l := range strings.Split(texte, "\n") {
				seule = seule || strings.TrimSpace(l) == c.ligne
			}
			if c.ligne != "" && (!seule || !strings.Contains(texte, " "+c.points)) || !strings.Contains(texte, c.moyenne) {
				t.Errorf("%s of %s: want %q and %q\n%s", nom, d.Candidats[i].Nom, c.ligne, c.moyenne, texte)
			}
			if c.ligne == "" && (strings.Contains(texte, "Projet") || strings.Contains(texte, "PJ")) {
				t.Errorf("%s of %s speaks of a projet\n%s", nom, d.Candidats[i].Nom, texte)
			}
			if strings.Contains(texte, "diplôme ne peut") {
				t.Errorf("%s of %s: an absence to a half refuses", nom, d.Candidats[i].Nom)
			}
		}
	}
}

// TestR1InTheStatistics: a projet is marked like the rest, and its points are in
// the means that are spread.
func TestR1InTheStatistics(t *testing.T) {
	f, d := bacProAvecProjet(t)
	n := 0
	for _, s := range edition.StatistiquesParEpreuve(f.Profil, d) {
		if s.Epreuve.Code == "PJ" {
			n = len(s.Notes)
		}
	}
	if n != 2 {
		t.Errorf("%d marks of the projet, want 2", n)
	}
	for _, b := range edition.Repartition(f.Profil, d).Barres {
		if want := map[string]int{"[8 ; 9[": 1, "[9 ; 10[": 2}[b.Libelle]; b.Nombre != want {
			t.Errorf("%s: %d, want %d", b.Libelle, b.Nombre, want)
		}
	}
}

// TestR5OnPaper: who spreads his épreuves is on no list, and his papers say so.
func TestR5OnPaper(t *testing.T) {
	f, d := bacProAvecProjet(t)
	c := d.Candidats[0]
	c.Etalement, c.PFMP, c.Notes = true, "oui", c.Notes[:2]
	texte := string(documenttest.Texte(document.Liasse{Documents: []document.Document{edition.PVI(f, d, c, 1, false)}}))
	for _, x := range []string{"Sans décision finale", "sans décision finale", "Étalement : Oui", "PFMP validées : Oui"} {
		if !strings.Contains(texte, x) {
			t.Errorf("%q is not on the procès-verbal\n%s", x, texte)
		}
	}
	for _, l := range []edition.ListeResultats{edition.ListeAdmis, edition.ListeAdmissibles, edition.ListeNonAdmis} {
		for _, r := range edition.Resultat(f.Profil, d, 1, l) {
			if r.Candidat == c {
				t.Errorf("he is on the list %s", l)
			}
		}
	}
}

// TestR8: the composition offers no V to the president.
func TestR8(t *testing.T) {
	f, d := bacProAvecProjet(t)
	d.Membres = []jury.Membre{{Nom: "MOREAU", Fonction: "president"}, {Nom: "PETIT", Fonction: "vice_president"}, {Nom: "GILLET", Fonction: "membre"}}
	texte := string(documenttest.Texte(document.Liasse{Documents: edition.PV(f, d, 1, edition.Tenue{Sceau: "x"})}))
	for nom, want := range map[string]bool{"MOREAU": false, "PETIT": true, "GILLET": true} {
		vu := false
		for _, l := range strings.Split(texte, "\n") {
			if strings.HasPrefix(l, nom) {
				vu = true
				if strings.Contains(l, " V ") != want {
					t.Errorf("%s", l)
				}
			}
		}
		if !vu {
			t.Errorf("%s is not in the composition", nom)
		}
	}
}

// TestPVSaysWhoSat: what was recorded of the members stands in the composition, and
// the letters to circle remain for who was not spoken of.
func TestPVSaysWhoSat(t *testing.T) {
	f, d := bacProAvecProjet(t)
	d.President = "MOREAU Claire"
	d.Membres = []jury.Membre{
		{Nom: "MOREAU", Prenoms: "Claire", Fonction: jury.FonctionPresident}, {Nom: "PETIT", Prenoms: "Alain", Fonction: jury.FonctionVicePresident},
		{Nom: "GILLET", Prenoms: "Romane", Fonction: jury.FonctionMembre},
	}
	d.Presences = []jury.Presence{
		{Groupe: 1, Membre: "MOREAU Claire", Mode: jury.SiegeAbsent},
		{Groupe: 1, Membre: "PETIT Alain", Mode: jury.SiegePresent, Preside: true},
		{Groupe: 1, Membre: "KANE Awa", Mode: jury.SiegeVisio, Refus: "désaccord"},
		{Groupe: 2, Membre: "ROUX Léa", Mode: jury.SiegePresent},
	}
	texte := string(documenttest.Texte(document.Liasse{Documents: edition.PV(f, d, 1, edition.Tenue{Sceau: "x"})}))
	_, texte, _ = strings.Cut(texte, "Composition du jury et émargement - Jury")
	for _, veut := range []string{
		"MOREAU Claire Président A", "PETIT Alain Vice-président P, préside", "GILLET Romane Membre P V A", "KANE Awa Membre V",
		"A présidé la séance : PETIT Alain", "Refuse de signer : KANE Awa – « désaccord »",
	} {
		if !strings.Contains(strings.Join(strings.Fields(texte), " "), veut) {
			t.Errorf("%q is not in\n%s", veut, texte)
		}
	}
	if strings.Contains(texte, "ROUX") {
		t.Error("who sat in the other group is in this one")
	}
}
