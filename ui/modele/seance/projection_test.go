package seance

import (
	"strings"
	"testing"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/note"
)

func TestProjectionIsAnonymousUnlessAsked(t *testing.T) {
	p := profil(t, "BTS")
	x := NouvelleDeliberation(p, juryTest([2]note.Note{950, 1000}), nil)
	x.Nominatif = true // the operator sees the names
	nom := x.Ligne(0).Candidat.NomComplet()
	if v := x.Projeter(0, false, nil); strings.Contains(v.Titre, nom) || v.Titre != "N° 100" || !x.Nominatif {
		t.Errorf("%q, the operator sees names: %v", v.Titre, x.Nominatif)
	}
	if v := x.Projeter(0, true, nil); v.Titre != nom {
		t.Errorf("asked: %q", v.Titre)
	}
}

func TestProjectionShowsWhatIsTried(t *testing.T) {
	p := profil(t, "BTS")
	d := juryTest([2]note.Note{950, 1000}, [2]note.Note{600, 600})
	x := NouvelleDeliberation(p, d, nil)
	v := x.Projeter(0, false, nil)
	if v.Moyenne != "9.75" || v.Avant != "" || v.Echelle.Valeur != 975 || v.Echelle.Avant != -1 || v.Echelle.SeuilAtteint {
		t.Errorf("before: %+v", v)
	}
	var lus []string
	for _, s := range v.Echelle.Seuils {
		lus = append(lus, s.Libelle)
	}
	if s := strings.Join(lus, ", "); s != "8 : contrôle, 10 : admis" {
		t.Errorf("thresholds: %s", s)
	}
	c := d.Candidats[0]
	tente := *c
	tente.Notes = append(tente.Notes[:0:0], c.Notes...)
	tente.Notes[0].Valeur = note.De(1000)
	apres := decision.Calculer(p, &d.Entete, &tente)
	essai := &activite.Effet{Candidat: c, Epreuve: &d.Epreuves[0], Avant: x.Ligne(0).Resultat, Apres: apres, De: note.De(950), Vers: note.De(1000)}
	v = x.Projeter(0, false, essai)
	l := v.Lignes[0]
	if v.Moyenne != "10.00" || v.Etat != examen.Admis || v.Avant != "Avant : 9.75  –  Passe les épreuves de contrôle" ||
		v.Echelle.Valeur != 1000 || v.Echelle.Avant != 975 || !v.Echelle.SeuilAtteint || l.Note != "10.0" || l.Ancienne != "9.5" {
		t.Errorf("tried: %+v", v)
	}
	if v = x.Projeter(1, false, essai); v.Avant != "" || v.Moyenne != "6.00" {
		t.Errorf("another candidate: %+v", v)
	}
}

func TestCentiemesOnlyOfMeans(t *testing.T) {
	for texte, veut := range map[string]int{"9.75": 975, "20.00": 2000, "0.00": 0, "–": -1, "": -1, "21.00": -1} {
		if n := Centiemes(texte); n != veut {
			t.Errorf("%q: %d", texte, n)
		}
	}
}
