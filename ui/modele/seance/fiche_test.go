package seance

import (
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// TestFicheReadsOnTheTelephone: the mark of a unit made of sous-épreuves is computed, a
// facultative that was not taken lacks nothing, and the history says all.
func TestFicheReadsOnTheTelephone(t *testing.T) {
	p := profil(t, "BTS")
	d := juryTest([2]note.Note{1000, 1200})
	d.Epreuves = append(d.Epreuves,
		jury.Epreuve{Code: "U3", Libelle: "Langue", Coefficient: 200, Bareme: 20, Nature: examen.Generale},
		jury.Epreuve{Code: "U3E", Libelle: "Écrit", Coefficient: 100, Bareme: 20, Nature: examen.Generale, Parent: "U3"},
		jury.Epreuve{Code: "U3O", Libelle: "Oral", Coefficient: 100, Bareme: 20, Nature: examen.Generale, Parent: "U3"},
		jury.Epreuve{Code: "UF", Libelle: "Sport", Coefficient: 100, Bareme: 20, Nature: examen.Facultative})
	c := d.Candidats[0]
	c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: "U3E", Groupe: 1, Valeur: note.De(1100)},
		jury.NoteEpreuve{Epreuve: "U3O", Groupe: 1, Valeur: note.De(1300)})
	s := activite.Situation{Entete: d.Entete}
	a := jury.ActeNote(&d, c.Cle, "U1", note.De(1100), "Copie relue", "Claire")
	a.Horodatage = "2023-06-06T11:18:00Z"
	l := jury.ActeRetraitLivret(&d, c.Cle, "", "Claire")
	l.De = "oui"
	x := jury.ActeChoix(&d, c.Cle, []jury.Choix{{Epreuve: "U1", Rang: 1}, {Epreuve: "U2", Rang: 2}}, "Claire")
	f := NouvelleFiche(p, &s, &d, c, []jury.Acte{a, l, x})
	var notes []string
	for _, n := range f.Notes {
		notes = append(notes, strings.TrimSpace(n.Epreuve)+"="+n.Note)
	}
	if v := strings.Join(notes, " | "); v != "U1  Français=10.0/20 | U2  Métier=12.0/20 | U3  Langue=12.00/20 | "+
		"U3E  Écrit=11.0/20 | U3O  Oral=13.0/20 | UF  Sport=–" {
		t.Error(v)
	}
	var actes []string
	for _, a := range f.Actes {
		actes = append(actes, strings.Join(a.Textes[:], ", "))
	}
	if v := strings.Join(actes, "\n"); v != "06/06/2023 11:18, U1 Français, 10.0 devient 11.0, Copie relue, Claire\n"+
		", Retirer la coche « livret examiné », livret examiné devient livret non examiné, –, Claire\n"+
		", Saisir les choix de disciplines, – devient Français et Métier, –, Claire" {
		t.Error(v)
	}
	c.Notes = c.Notes[1:]
	if f := NouvelleFiche(p, &s, &d, c, nil); f.Notes[0].Note != (note.Valeur{}).Libelle() {
		t.Errorf("a mark that lacks: %q", f.Notes[0].Note)
	}
}
