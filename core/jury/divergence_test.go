package jury_test

import (
	"testing"

	"delib/core/examen"
	"delib/core/jury"
)

// TestDivergence: what an open divergence says follows the value that stands;
// one that was passed over counts again when the jury comes back, and a new one
// never hides in it.
func TestDivergence(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	c := d.Candidats[0]
	acte := func(id, poste, de, vers string) jury.Acte {
		return jury.Acte{ID: id, Poste: poste, Genre: jury.GenreModifier, Jury: d.Code, Epoque: d.Epoque,
			Cle: jury.CleActe{Cle: c.Cle, Epreuve: "U1", Groupe: 1},
			De:  de, Vers: vers, Motif: "m", Auteur: "P " + poste, Role: examen.RoleJury}
	}
	appliquer := func(a jury.Acte) {
		t.Helper()
		apres, err := d.Appliquer(p, a)
		if err != nil {
			t.Fatal(err)
		}
		d = apres
	}
	avant := c.Valeur("U1", 1).Texte()
	appliquer(acte("a1", "A", avant, "3.00"))
	a1 := acte("a1", "A", avant, "3.00")
	d = d.Diverger(acte("b1", "B", avant, "4.00"), &a1)
	appliquer(acte("a2", "A", "3.00", "5.00"))
	if x := d.Divergences[0]; x.Valeur != "5.00" || x.Retenu != "a2" || x.Autre != "4.00" {
		t.Errorf("%+v: 5 stands now", x)
	}
	bouger := func(de, vers string) {
		t.Helper()
		appliquer(jury.Acte{Genre: jury.GenreAvancer, Jury: d.Code, Epoque: d.Epoque, De: de, Vers: vers, Motif: "m", Auteur: "Chef", Role: examen.RoleCentre})
	}
	bouger("110", "130")
	if len(d.DivergencesOuvertes()) != 0 || len(d.Divergences) != 1 {
		t.Errorf("passed over: %+v", d.Divergences)
	}
	d = d.Diverger(acte("b2", "B", avant, "6.00"), nil)
	if len(d.Divergences) != 2 || len(d.DivergencesOuvertes()) != 1 {
		t.Errorf("a new one hides in the old: %+v", d.Divergences)
	}
	bouger("130", "110")
	if len(d.DivergencesOuvertes()) != 2 {
		t.Errorf("back: %+v", d.Divergences)
	}
	resoudre := jury.Acte{ID: "r", Genre: jury.GenreResoudre, Jury: d.Code, Epoque: d.Epoque, Cle: acte("", "", "", "").Cle, De: "5.00", Vers: "7.00",
		Motif: "m", Auteur: "P",
		Role: examen.RoleJury, Divergence: "b1", Contre: "a2"}
	appliquer(resoudre)
	if len(d.Divergences) != 1 || d.Divergences[0].Valeur != "7.00" {
		t.Errorf("%+v: the other one sees what was decided", d.Divergences)
	}
	if _, err := d.Appliquer(p, resoudre); examen.CodeDe(err) != examen.CodeInconnu {
		t.Errorf("settled twice: %v", err)
	}
}
