package jury_test

import (
	"reflect"
	"testing"

	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

func bts(t *testing.T, etat examen.Etat) (*examen.Profil, jury.Dossier) {
	t.Helper()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	d := dossiertest.Fabriquer(1, 3).Jurys[0]
	d.Etat = etat
	return p, d
}

// modifier gives an act that is allowed at 110.
func modifier(d *jury.Dossier) jury.Acte {
	c := d.Candidats[0]
	return jury.Acte{
		Genre: jury.GenreModifier, Jury: d.Code, Epoque: d.Epoque, Cle: jury.CleActe{Cle: c.Cle, Epreuve: "U1", Groupe: 1},
		De: c.Valeur("U1", 1).Texte(), Vers: "12.00", Motif: "m", Auteur: "P", Role: examen.RoleJury,
	}
}

// TestAppliquer: one allowed act, and each way in which it is no longer.
func TestAppliquer(t *testing.T) {
	for _, c := range []struct {
		nom   string
		etat  examen.Etat
		gater func(*jury.Dossier, *jury.Acte)
		code  examen.Code
	}{
		{"allowed", examen.Deliberation1, func(*jury.Dossier, *jury.Acte) {}, ""},
		{"another jury", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Jury = "x" }, examen.CodeInconnu},
		{"older epoch", examen.Deliberation1, func(d *jury.Dossier, _ *jury.Acte) { d.Epoque++ }, examen.CodePerime},
		{"the value changed since", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.De = "3.00" }, examen.CodePerime},
		{"no author", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Auteur = " " }, examen.CodeMotif},
		{"no reason", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Motif = "" }, examen.CodeMotif},
		{"unknown genre", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Genre = "modifier-note.9" }, examen.CodeVersion},
		{"wrong state", examen.Editions1, func(*jury.Dossier, *jury.Acte) {}, examen.CodeEtat},
		{"group 2 at 110", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Cle.Groupe = 2 }, examen.CodeEtat},
		{"unknown candidate", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Cle.Numero = "9" }, examen.CodeInconnu},
		{"unknown épreuve", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Cle.Epreuve = "U99" }, examen.CodeInconnu},
		{"above the bareme", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Vers = "20.50" }, examen.CodeValeur},
		{"quarter point", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Vers = "9.25" }, examen.CodeValeur},
		{"a sous-épreuve in quarter points", examen.Deliberation1, func(d *jury.Dossier, a *jury.Acte) {
			a.Cle.Epreuve, a.Vers = "U2E", "9.25"
			a.De = d.Candidats[0].Valeur("U2E", 1).Texte()
		}, ""},
		{"a sous-épreuve above its bareme", examen.Deliberation1, func(d *jury.Dossier, a *jury.Acte) {
			a.Cle.Epreuve, a.Vers = "U2E", "20.25"
			a.De = d.Candidats[0].Valeur("U2E", 1).Texte()
		}, examen.CodeValeur},
		{"by the chef de centre", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Role = examen.RoleCentre }, examen.CodeRole},
		{"nothing", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Vers = "" }, examen.CodeValeur},
		{"absent", examen.Deliberation1, func(_ *jury.Dossier, a *jury.Acte) { a.Vers = "absent" }, ""},
		{"sous-épreuve of a unit that has its mark", examen.Deliberation1, func(d *jury.Dossier, a *jury.Acte) {
			d.Candidats[0].Notes = append(d.Candidats[0].Notes, jury.NoteEpreuve{Epreuve: "U2", Groupe: 1, Valeur: note.De(1000)})
			a.Cle.Epreuve, a.De = "U2E", d.Candidats[0].Valeur("U2E", 1).Texte()
		}, examen.CodeValeur},
		{"bénéfice", examen.Deliberation1, func(d *jury.Dossier, a *jury.Acte) {
			d.Candidats[0].Notes[0].Valeur.Statut = note.Benefice
			a.De = d.Candidats[0].Notes[0].Valeur.Texte()
		}, examen.CodeValeur},
		{"discipline not chosen", examen.Deliberation2, func(_ *jury.Dossier, a *jury.Acte) { a.Cle.Groupe, a.De = 2, "" }, examen.CodeChoix},
	} {
		p, d := bts(t, c.etat)
		a := modifier(&d)
		c.gater(&d, &a)
		avant := d.Empreinte()
		apres, err := d.Appliquer(p, a)
		if got := examen.CodeDe(err); got != c.code {
			t.Errorf("%s: %q, want %q (%v)", c.nom, got, c.code, err)
		}
		if d.Empreinte() != avant {
			t.Errorf("%s: the dossier before the act was changed", c.nom)
		}
		if c.code == "" && (apres.Rang != d.Rang+1 || apres.Candidats[1] != d.Candidats[1]) {
			t.Errorf("%s: rank %d, or untouched candidates copied", c.nom, apres.Rang)
		}
		if c.code != "" && !reflect.DeepEqual(apres, d) {
			t.Errorf("%s: refused, and changed all the same", c.nom)
		}
	}
}

// TestActsNeedTheirReason: each genre that asks for a reason is refused without
// one, whatever its state.
func TestActsNeedTheirReason(t *testing.T) {
	avec := 0
	for _, s := range jury.Sortes() {
		if s.Motif == "" {
			continue
		}
		avec++
		etat := examen.Deliberation1
		if len(s.Etats) > 0 {
			etat = s.Etats[0]
		}
		p, d := bts(t, etat)
		a := modifier(&d)
		if s.Genre == jury.GenreRetirer2 {
			c := d.Candidats[0]
			c.Choix = []jury.Choix{{Epreuve: "U1", Rang: 1}}
			c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: "U1", Groupe: 2, Valeur: note.De(1200)})
			a = jury.ActeRetrait2(&d, c.Cle, "U1", "", "P")
		}
		if a.Genre = s.Genre; s.Bouge {
			a = jury.ActeAvancement(&d, examen.ModificationNotes, nil, "", "P")
		}
		if s.Tranche {
			autre := a
			autre.Poste, autre.ID = "B", "b"
			autre.Genre = jury.GenreModifier
			d = d.Diverger(autre, nil)
			a = jury.ActeResolution(&d, &d.Divergences[0], "12.00", "", "P")
		}
		for _, motif := range []string{"", " \t"} {
			a.Motif = motif
			if _, err := d.Appliquer(p, a); examen.CodeDe(err) != examen.CodeMotif {
				t.Errorf("%s with reason %q: %v", s.Genre, motif, err)
			}
		}
		a.Motif = "Erreur de report"
		if _, err := d.Appliquer(p, a); err != nil {
			t.Errorf("%s with its reason: %v", s.Genre, err)
		}
	}
	if avec != 4 {
		t.Errorf("%d genres ask for a reason, want 4", avec)
	}
}

// TestPassages: each move of the table by each role and genre; all that is not
// in the table is refused.
func TestPassages(t *testing.T) {
	normaux := 0
	for _, de := range examen.Etats() {
		for _, vers := range examen.Etats() {
			for _, genre := range []jury.Genre{jury.GenrePasser, jury.GenreClore, jury.GenreAvancer} {
				for _, role := range []examen.Role{examen.RoleJury, examen.RoleCentre, examen.RoleAcademie} {
					p, d := bts(t, de)
					a := jury.Acte{Genre: genre, Jury: d.Code, De: de.Code(), Vers: vers.Code(), Auteur: "P", Motif: "m", Role: role}
					apres, err := d.Appliquer(p, a)
					passage, connu := examen.TrouverPassage(de, vers, genre == jury.GenreAvancer)
					permis := connu && passage.Par == role && (genre == jury.GenreClore) == (role == examen.RoleJury)
					if (err == nil) != permis {
						t.Errorf("%s→%s %s by %s: %v", de.Code(), vers.Code(), genre, role, err)
					}
					if err == nil {
						if apres.Etat != vers || apres.Epoque != d.Epoque+1 {
							t.Errorf("%s→%s: state %v epoch %d", de.Code(), vers.Code(), apres.Etat, apres.Epoque)
						}
						if genre != jury.GenreAvancer {
							normaux++
						}
					}
				}
			}
		}
	}
	if normaux != 10 {
		t.Errorf("%d normal moves, want 10", normaux)
	}
}

// TestReopening: going back to a deliberation drops what it settled; going
// further back does not touch what an earlier one settled.
func TestReopening(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	cle := d.Candidats[0].Cle
	mouvoir := func(genre jury.Genre, role examen.Role, vers examen.Etat, x ...jury.ArreteDe) {
		t.Helper()
		var err error
		d, err = d.Appliquer(p,
			jury.Acte{Genre: genre, Jury: d.Code, Epoque: d.Epoque, De: d.Etat.Code(), Vers: vers.Code(), Auteur: "P", Motif: "m", Role: role, Arretes: x})
		if err != nil {
			t.Fatal(err)
		}
	}
	arrete := jury.ArreteDe{Cle: cle, Arrete: jury.Arrete{Decision: examen.Passe, Moyenne: "9.00"}}
	mouvoir(jury.GenreClore, examen.RoleJury, examen.Editions1, arrete)
	if c, _ := d.Candidat(cle); c.Arrete1 == nil || c.Arrete1.Moyenne != "9.00" {
		t.Fatal("the closing settled nothing")
	}
	for _, e := range []examen.Etat{examen.Termine1, examen.Verrouille1, examen.RecueilNotes, examen.Deliberation2} {
		mouvoir(jury.GenreAvancer, examen.RoleCentre, e)
	}
	mouvoir(jury.GenreClore, examen.RoleJury, examen.Editions2, arrete)
	mouvoir(jury.GenreAvancer, examen.RoleCentre, examen.Deliberation2)
	if c, _ := d.Candidat(cle); c.Arrete1 == nil || c.Arrete2 != nil {
		t.Error("reopening group 2 must drop its decisions alone")
	}
	for _, e := range []examen.Etat{examen.RecueilNotes, examen.Verrouille1, examen.Termine1, examen.Editions1} {
		mouvoir(jury.GenreAvancer, examen.RoleCentre, e)
	}
	if c, _ := d.Candidat(cle); c.Arrete1 == nil {
		t.Error("130 keeps what the jury settled")
	}
	mouvoir(jury.GenreAvancer, examen.RoleCentre, examen.Deliberation1)
	if c, _ := d.Candidat(cle); c.Arrete1 != nil {
		t.Error("reopening group 1 must drop its decisions")
	}
}

func TestLireCle(t *testing.T) {
	want := jury.Cle{Numero: "02319252150", Inscription: "001"}
	for _, s := range []string{"02319252150-001", "02319252150 - 001", "2319252150-001", " 02319252150 -001 "} {
		if got, ok := jury.LireCle(s); !ok || got != want {
			t.Errorf("%q: %v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "-", "02319252150", "-001", "02319252150-"} {
		if _, ok := jury.LireCle(s); ok {
			t.Errorf("%q: accepted", s)
		}
	}
}

// TestTickOfALivretIsTakenBack: until the jury closes, and only where there is one.
func TestTickOfALivretIsTakenBack(t *testing.T) {
	p, d := bts(t, examen.Deliberation1)
	cle := d.Candidats[0].Cle
	d.Candidats[0].Livret = "numerique"
	if _, err := d.Appliquer(p, jury.ActeRetraitLivret(&d, cle, "", "P")); examen.CodeDe(err) != examen.CodeLivret {
		t.Errorf("nothing to take back: %v", err)
	}
	coche, err := d.Appliquer(p, jury.ActeLivret(&d, cle, "P"))
	if err != nil {
		t.Fatal(err)
	}
	a := jury.ActeRetraitLivret(&coche, cle, "Mauvais candidat", "P")
	if a.De != "oui" || a.Vers != "non" || a.Role != examen.RoleJury {
		t.Errorf("%+v", a)
	}
	apres, err := coche.Appliquer(p, a)
	if err != nil || apres.Candidats[0].LivretExamine || !coche.Candidats[0].LivretExamine || apres.Rang != coche.Rang+1 {
		t.Errorf("%v %+v", err, apres.Candidats[0])
	}
	coche.Etat = examen.Editions1
	if _, err := coche.Appliquer(p, jury.ActeRetraitLivret(&coche, cle, "", "P")); examen.CodeDe(err) != examen.CodeEtat {
		t.Errorf("after the closing: %v", err)
	}
}
