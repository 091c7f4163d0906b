package modele_test

import (
	"strings"
	"testing"
	"time"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/ui/modele"
)

var midi = time.Date(2023, 6, 6, 12, 0, 0, 0, time.UTC)

func TestBandeau(t *testing.T) {
	trois := ordre.Balance{Emis: 3, Attente: 3}
	for _, c := range []struct {
		nom         string
		l           modele.Liaison
		long, court string
		titre       string
	}{
		{"alone", modele.Liaison{Balance: trois}, "Hors ligne – tout est enregistré sur ce poste", "Hors ligne", "n’est pas raccordé"},
		{"first try", modele.Liaison{Raccorde: true, Balance: trois}, "Connexion à l’académie… · 3 actes en attente", "Connexion… · 3", "Connexion"},
		{
			"online", modele.Liaison{Raccorde: true, EnLigne: true, Depuis: midi, Dernier: midi.Add(-time.Minute)}, "● En ligne · 0 en attente · 11:59",
			"● En ligne · 0 en attente", "En ligne avec",
		},
		{
			"offline", modele.Liaison{Raccorde: true, Adresse: "https://x", Depuis: midi.Add(-time.Hour), Dernier: midi.Add(-time.Hour), Balance: trois},
			"▲ Hors ligne depuis 11:00 · 3 actes en attente", "▲ Hors ligne · 3 en attente", "Hors ligne depuis 11:00.",
		},
		{"since yesterday", modele.Liaison{
			Raccorde: true, Adresse: "https://x", Depuis: midi.Add(-24 * time.Hour), Balance: ordre.Balance{Emis: 1, Attente: 1},
		},
			"▲ Hors ligne depuis le 05/06/2023 à 12:00 · 1 acte en attente", "▲ Hors ligne · 1 en attente", "Hors ligne depuis le 05/06/2023"},
		{
			"restarted", modele.Liaison{Raccorde: true, Adresse: "https://x", Depuis: midi, Dernier: midi.Add(-time.Hour)},
			"▲ Hors ligne depuis 12:00 · 0 acte en attente · échange : 11:00", "▲ Hors ligne · 0 en attente", "Hors ligne depuis 12:00.",
		},
		{
			"by files", modele.Liaison{Raccorde: true, Depuis: midi}, "▲ Hors ligne depuis 12:00 · 0 acte en attente", "▲ Hors ligne · 0 en attente",
			"par des fichiers",
		},
	} {
		long, court := c.l.Bandeau(midi)
		titre, _ := c.l.Phrase(midi)
		if long != c.long || court != c.court || !strings.Contains(titre, c.titre) {
			t.Errorf("%s: %q %q %q", c.nom, long, court, titre)
		}
	}
	l := modele.Liaison{Raccorde: true, EnLigne: true, Decalage: -7 * time.Minute}
	if _, suite := l.Phrase(midi); !strings.Contains(suite, "7 minutes") {
		t.Errorf("clocks: %q", suite)
	}
}

func TestLigneBalance(t *testing.T) {
	veut := "7 actes de ce poste : 1 accepté par l’académie, 2 déjà faits à l’identique ailleurs, 1 arrivé trop tard et 3 en attente."
	if s := modele.LigneBalance(ordre.Balance{Emis: 7, Acceptes: 1, Identiques: 2, Tardifs: 1, Attente: 3}); s != veut {
		t.Errorf("%q", s)
	}
}

// liaisonPleine has one of everything.
func liaisonPleine() modele.Liaison {
	c := &jury.Candidat{Cle: jury.Cle{Numero: "02319252150", Inscription: "001"}, Nom: "MARTIN", Prenoms: "Léa", Anonymat: "T230A1"}
	e := &jury.Epreuve{Code: "U2", Libelle: "Langue vivante 1"}
	d := activite.DivergenceDe{Jury: "31310", Candidat: c, Epreuve: e,
		Divergence: jury.Divergence{ID: "d1", Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: c.Cle, Epreuve: "U2", Groupe: 1},
			Valeur: "9.00", Auteur: "Anne", Horodatage: "2023-06-06T10:00:00Z", Autre: "8.00", AuteurAutre: "Paul", HorodatageAutre: "2023-06-06T10:05:00Z"}}
	levee := d
	levee.ID, levee.Auteur, levee.Levee, levee.Epreuve, levee.Valeur, levee.Autre = "d2", "", true, nil, "[]", "[]"
	a := jury.Acte{
		ID: "a1", Jury: "31310", Genre: jury.GenreModifier, Cle: d.Cle, De: "9.00", Vers: "11.00", Auteur: "Paul", Horodatage: "2023-06-06T10:05:00Z",
	}
	clore := jury.Acte{ID: "a2", Jury: "31310", Genre: jury.GenreClore, Vers: "130", Auteur: "Anne", Horodatage: "2023-06-05T10:05:00Z"}
	return modele.Liaison{
		Raccorde: true, EnLigne: true, Depuis: midi, Dernier: midi, Adresse: "https://x", Centre: "0250001R BTS 2023-06",
		Balance:     ordre.Balance{Emis: 4, Acceptes: 1, Tardifs: 1, Attente: 2},
		Divergences: []activite.DivergenceDe{d, levee},
		Reponses: []modele.Reponse{
			{
				Acte: a,
				Verdict: ordre.Verdict{
					Acte: "a1", Issue: jury.IssueTardif, Message: "MARTIN Léa (02319252150-001) : le jury était déjà clos.\n- 02319252150-001 MARTIN Léa",
				},
				Candidat: c, Epreuve: e,
			},
			{Acte: clore, Verdict: ordre.Verdict{Acte: "a2", Issue: jury.IssueRetenu, Message: "En attente d’un autre poste."}},
		},
		Postes: []modele.PosteCentre{
			{ID: "P1", Nom: "salle", Etat: "actif", VuLe: midi, Attente: 2}, {ID: "P2", Nom: "salle", Etat: "hors_service", Attente: 3},
			{ID: "P3", Etat: "revoque"},
		},
		Arrets: []modele.Arret{{Jury: "31408", Raison: "ses données ne sont pas celles de l’académie."}},
	}
}

func TestVuesDeLaLiaison(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	l := liaisonPleine()
	if n := l.ARegarder(); n != 4 { // two divergences, a late act, a jury; the held act leaves by itself
		t.Errorf("%d to look at", n)
	}
	for _, nominatif := range []bool{false, true} {
		ds, rs := l.VuesDivergences(nominatif, midi), l.VuesReponses(p, nominatif, midi)
		tout := ds[0].Titre + rs[0].Titre + rs[0].Detail + rs[0].Raison
		if strings.Contains(tout, "MARTIN") != nominatif || strings.Contains(tout, "02319252150") != nominatif ||
			strings.Contains(tout, "T230A1") == nominatif {
			t.Errorf("names %v: %q", nominatif, tout)
		}
		if ds[0].Valeurs != [2]string{"9.00", "8.00"} || ds[0].Origines != [2]string{"Anne, 10:00", "Paul, 10:05"} ||
			!strings.Contains(ds[0].Consequence, "ne peut pas clore") {
			t.Errorf("%+v", ds[0])
		}
		if ds[1].Origines[0] != "valeur du dossier de centre" || len(ds[1].Options()) != 2 || strings.Contains(ds[1].Consequence, "clore") {
			t.Errorf("%+v", ds[1])
		}
		if !rs[0].AVoir || rs[0].Titre != "Tardif : note « 9.00 » devenue « 11.00 »" || !strings.Contains(rs[0].Detail, "Paul  ·  10:05") {
			t.Errorf("%+v", rs[0])
		}
		if rs[1].AVoir || !strings.Contains(rs[1].Titre, "En attente : passage à l’état « 130") || !strings.Contains(rs[1].Detail, "05/06/2023") {
			t.Errorf("%+v", rs[1])
		}
	}
	v := l.VuesDivergences(false, midi)[0]
	if m, ok := v.Essai(1, ""); !ok || m.Valeur != "8.00" || m.Epreuve != "U2" || m.Candidat != "02319252150-001" {
		t.Errorf("%+v %v", m, ok)
	}
	if _, ok := v.Essai(2, " "); ok {
		t.Error("nothing was typed")
	}
	for i, veut := range []string{activite.ValeurRetenue, activite.ValeurAutre, "10"} {
		if s := v.Choisie(i, " 10 "); s != veut {
			t.Errorf("option %d: %q", i, s)
		}
	}
	ps := l.VuesPostes(midi)
	if ps[0].Nom != "salle (P1)" || !ps[0].Alerte || !ps[0].Declarable || ps[1].Alerte || ps[1].Declarable || ps[2].Nom != "P3" || ps[2].Declarable {
		t.Errorf("%+v", ps)
	}
	if c := modele.ConfirmerHorsService(&ps[0]); !strings.Contains(c.Consequence, "que chez lui") || !strings.Contains(c.Consequence, "pas appliqués") {
		t.Errorf("%+v", c)
	}
	if ts := l.Totaux(); len(ts) != 2 || ts[0].Nombre != "2" || !ts[1].Alerte {
		t.Errorf("%+v", ts)
	}
	l.Raccorde = false
	if len(l.Totaux()) != 0 {
		t.Error("a workstation alone has nothing to send")
	}
}

func TestFauteUtilisateur(t *testing.T) {
	for _, c := range []struct {
		nom, role, phrase, encore string
		premier                   bool
		veut                      string
	}{
		{" ", "chef", "longue phrase", "longue phrase", true, "nom"},
		{"Anne", "president", "longue phrase", "longue phrase", true, "chef de centre"},
		{"Anne", "chef", "éééé", "éééé", true, "8 caractères"},
		{"Anne", "chef", "longue phrase", "autre phrase", true, "pas les mêmes"},
		{"Anne", "president", "longue phrase", "longue phrase", false, ""},
	} {
		u := modele.Utilisateur{Nom: c.nom, Role: c.role}
		if dit := modele.FauteUtilisateur(&u, c.phrase, c.encore, c.premier); (dit == "") != (c.veut == "") || !strings.Contains(dit, c.veut) {
			t.Errorf("%+v: %q", c, dit)
		}
	}
	u := modele.Utilisateur{Role: "president", Jurys: modele.LireJurys("31310, 31408;22207")}
	if !strings.Contains(u.Detail(), "jurys 31310, 31408 et 22207") {
		t.Errorf("%q", u.Detail())
	}
}
