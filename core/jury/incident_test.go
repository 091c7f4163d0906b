package jury_test

import (
	"testing"

	"delib/core/examen"
	"delib/core/jury"
)

// TestIncident: what may be said of a séance, in which state, and what is refused.
func TestIncident(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	origine := d.Empreinte()
	coupure := jury.Incident{Categorie: jury.IncidentCoupure, Heure: "10:32", Texte: "courant coupé ; reprise à 10:40"}
	for _, c := range []struct {
		nom       string
		x         jury.Incident
		etat      examen.Etat
		code      examen.Code
		incidents int
	}{
		{"a cut", coupure, examen.Deliberation1, "", 1},
		{"the same words again are the same incident", coupure, examen.Deliberation1, "", 1},
		{"another one at the same minute", jury.Incident{Categorie: jury.IncidentAutre, Heure: "10:32", Texte: "alarme"}, examen.Deliberation1, "", 2},
		{"after the closing", jury.Incident{Categorie: jury.IncidentSuspension, Heure: "23:59", Texte: "malaise"}, examen.Editions1, "", 3},
		{"the same in the second group", coupure, examen.Deliberation2, "", 4},
		{"before the deliberation", coupure, examen.ModificationNotes, examen.CodeEtat, 4},
		{"after the end", coupure, examen.Termine1, examen.CodeEtat, 4},
		{"no category", jury.Incident{Heure: "10:32", Texte: "x"}, examen.Deliberation1, examen.CodeValeur, 4},
		{"another category", jury.Incident{Categorie: "panne", Heure: "10:32", Texte: "x"}, examen.Deliberation1, examen.CodeValeur, 4},
		{"no such hour", jury.Incident{Categorie: jury.IncidentAutre, Heure: "24:00", Texte: "x"}, examen.Deliberation1, examen.CodeValeur, 4},
		{"an hour in another form", jury.Incident{Categorie: jury.IncidentAutre, Heure: "9:05", Texte: "x"}, examen.Deliberation1, examen.CodeValeur, 4},
		{"no words", jury.Incident{Categorie: jury.IncidentAutre, Heure: "10:32", Texte: "  "}, examen.Deliberation1, examen.CodeSaisie, 4},
	} {
		d.Etat = c.etat
		apres, err := d.Appliquer(p, jury.ActeIncident(&d, c.x, "Dubois Pierre"))
		if examen.CodeDe(err) != c.code {
			t.Errorf("%s: %v", c.nom, err)
		}
		d = apres
		if len(d.Incidents) != c.incidents {
			t.Errorf("%s: %d incidents", c.nom, len(d.Incidents))
		}
	}
	if d.Empreinte() == origine {
		t.Error("the incidents are not in the seal")
	}
	if x := d.Incidents[3]; x.Groupe != 2 || x.Par != "Dubois Pierre" || x.Texte != coupure.Texte {
		t.Errorf("%+v", x)
	}
}

// TestIncidentsNeverMeet: two incidents are two values, and one that stands already
// changes nothing; so nothing diverges.
func TestIncidentsNeverMeet(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	a := jury.ActeIncident(&d, jury.Incident{Categorie: jury.IncidentFraude, Heure: "09:00", Texte: "téléphone"}, "A")
	b := jury.ActeIncident(&d, jury.Incident{Categorie: jury.IncidentFraude, Heure: "09:00", Texte: "antisèche"}, "B")
	if a.Facette() == b.Facette() || a.De != "" || b.De != "" {
		t.Errorf("%q and %q are one value", a.Facette(), b.Facette())
	}
	avant := d
	d, err := d.Appliquer(p, a)
	if err != nil {
		t.Fatal(err)
	}
	if len(avant.Incidents) != 0 {
		t.Error("the jury of before has it too")
	}
	c := jury.ActeIncident(&d, jury.Incident{Categorie: jury.IncidentFraude, Heure: "09:00", Texte: "téléphone"}, "B")
	if c.De != c.Vers || c.Facette() != a.Facette() {
		t.Errorf("the same incident is another value: %q, %q", c.De, c.Vers)
	}
	if v := a.Sorte().Mots(p, &a); v != "incident de séance : fraude à 09 h 00 – téléphone" {
		t.Error(v)
	}
}
