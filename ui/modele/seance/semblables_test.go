package seance

import (
	"strings"
	"testing"

	"delib/core/edition"
	"delib/core/note"
)

// TestLikeCases: those within a quarter of a point of the same threshold, as they are
// or as they came, with what was done for them.
func TestLikeCases(t *testing.T) {
	d := juryTest([2]note.Note{975, 975}, [2]note.Note{1025, 1025}, [2]note.Note{974, 974}, [2]note.Note{1026, 1026}, [2]note.Note{800, 800}, [2]note.Note{1100, 1100})
	c := d.Candidats[5]
	x := NouvelleDeliberation(profil(t, "BTS"), d, []edition.NoteModifiee{{
		Candidat: c, Epreuve: "U1 Français", Avant: note.De(880), Apres: note.De(1100), MoyenneAvant: "9.90", MoyenneApres: "11.00", Motif: "Livret",
	}})
	seuil, autres, ok := x.Semblables(d.Candidats[0].Cle)
	if !ok || seuil != 10 || len(autres) != 2 {
		t.Fatalf("%v %d %+v", ok, seuil, autres)
	}
	if autres[0].Candidat != c || autres[0].Fait != "U1 Français : 8.8 devient 11.0 (Livret)" || autres[1].Candidat != d.Candidats[1] ||
		autres[1].Fait != "rien n’a été modifié" {
		t.Errorf("%+v", autres)
	}
	if strings.Contains(autres[0].Nom, c.Nom) {
		t.Errorf("a name is given away: %s", autres[0].Nom)
	}
	if s, autres, ok := x.Semblables(d.Candidats[4].Cle); !ok || s != 8 || len(autres) != 0 {
		t.Errorf("8.00: %v %d %v", ok, s, autres)
	}
	for _, i := range []int{2, 3} {
		if _, _, ok := x.Semblables(d.Candidats[i].Cle); ok {
			t.Errorf("%s is near no threshold", d.Candidats[i].Cle)
		}
	}
}
