package decision_test

import (
	"strings"
	"testing"

	"delib/core/decision"
	"delib/core/dossier/dossiertest"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

func cloture(t *testing.T) (*examen.Profil, jury.Dossier) {
	t.Helper()
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	d := dossiertest.Fabriquer(1, 12).Jurys[0]
	for _, c := range d.Candidats {
		c.LivretExamine = true
	}
	return p, d
}

func clore(p *examen.Profil, d *jury.Dossier) jury.Acte {
	vers := examen.Editions1
	if d.Etat == examen.Deliberation2 {
		vers = examen.Editions2
	}
	return jury.Acte{
		Genre: jury.GenreClore, Jury: d.Code, Epoque: d.Epoque, De: d.Etat.Code(), Vers: vers.Code(), Auteur: "P", Role: examen.RoleJury,
		Arretes: decision.Arreter(p, d),
	}
}

// TestClosing: what stands in the way of a closing.
func TestClosing(t *testing.T) {
	for _, c := range []struct {
		nom   string
		gater func(*examen.Profil, *jury.Dossier)
		acte  func(*jury.Acte)
		code  examen.Code
	}{
		{"nothing", func(*examen.Profil, *jury.Dossier) {}, nil, ""},
		{"a missing mark", func(_ *examen.Profil, d *jury.Dossier) { d.Candidats[3].Notes = d.Candidats[3].Notes[1:] }, nil, examen.CodeNoteManquante},
		{"no unit counts", func(_ *examen.Profil, d *jury.Dossier) {
			d.Candidats[3].Notes = nil
			for _, e := range d.Epreuves {
				if e.EstUnite() {
					d.Candidats[3].Notes = append(d.Candidats[3].Notes,
						jury.NoteEpreuve{Epreuve: e.Code, Groupe: 1, Valeur: note.Valeur{Statut: note.Dispense}})
				}
			}
		}, nil, examen.CodeNoteManquante},
		{"absent instead", func(_ *examen.Profil, d *jury.Dossier) {
			d.Candidats[3].Notes[0].Valeur = note.Valeur{Statut: note.Absent}
		}, nil, ""},
		{"a missing mark of an absent candidate", func(_ *examen.Profil, d *jury.Dossier) {
			d.Candidats[3].Notes[6].Valeur = note.Valeur{Statut: note.Absent}
			d.Candidats[3].Notes = d.Candidats[3].Notes[1:]
		}, nil, examen.CodeNoteManquante},
		{"units not presented, forme progressive", func(_ *examen.Profil, d *jury.Dossier) {
			d.Candidats[3].Forme, d.Candidats[3].Notes = "Progressive", d.Candidats[3].Notes[3:]
		}, nil, ""},
		{"a livret of a refused candidate not examined", func(p *examen.Profil, d *jury.Dossier) {
			premier(p, d, examen.Refuse).LivretExamine = false
		}, nil, examen.CodeLivret},
		{"the same without a livret", func(p *examen.Profil, d *jury.Dossier) {
			c := premier(p, d, examen.Refuse)
			c.LivretExamine, c.Livret = false, "aucun"
		}, nil, ""},
		{"a livret of an admitted candidate not examined", func(p *examen.Profil, d *jury.Dossier) {
			premier(p, d, examen.Admis).LivretExamine = false
		}, nil, ""},
		{"a decision that the rules do not give", nil, func(a *jury.Acte) { a.Arretes[0].Decision = examen.Attente }, examen.CodePerime},
		{"a decision left out", nil, func(a *jury.Acte) { a.Arretes = a.Arretes[1:] }, examen.CodePerime},
	} {
		p, d := cloture(t)
		if c.gater != nil {
			c.gater(p, &d)
		}
		a := clore(p, &d)
		if c.acte != nil {
			c.acte(&a)
		}
		if _, err := decision.Juger(p, d, a); examen.CodeDe(err) != c.code {
			t.Errorf("%s: %v, want %q", c.nom, err, c.code)
		}
	}
}

func premier(p *examen.Profil, d *jury.Dossier, x examen.Decision) *jury.Candidat {
	for _, c := range d.Candidats {
		if decision.Calculer(p, &d.Entete, c).Decision == x {
			return c
		}
	}
	return nil
}

// TestSettledDecisionsStay: what a jury settled is not computed again, and the
// difference is told.
func TestSettledDecisionsStay(t *testing.T) {
	p, d := cloture(t)
	d, err := decision.Juger(p, d, clore(p, &d))
	if err != nil {
		t.Fatal(err)
	}
	c := premier(p, &d, examen.Admis)
	want := decision.Calculer(p, &d.Entete, c)
	if want.Ecart != "" {
		t.Fatal(want.Ecart)
	}
	for i := range c.Notes { // as if a later version read the marks otherwise
		c.Notes[i].Valeur = note.De(300)
	}
	r := decision.Calculer(p, &d.Entete, c)
	if r.Decision != want.Decision || r.Moyenne != want.Moyenne || r.MoyennePro != want.MoyennePro {
		t.Errorf("settled %s %s, now %s %s", want.Decision, want.Moyenne, r.Decision, r.Moyenne)
	}
	if r.Ecart == "" || !strings.Contains(r.Pourquoi(), "conservée") {
		t.Errorf("the difference is not told: %v", r.Motifs())
	}
	// And the same at the end of the second group.
	c = premier(p, &d, examen.Passe)
	c.Choix = []jury.Choix{{Epreuve: "U1", Rang: 1}, {Epreuve: "U2", Rang: 2}}
	for _, e := range []string{"U1", "U2"} {
		c.Notes = append(c.Notes, jury.NoteEpreuve{Epreuve: e, Groupe: 2, Valeur: note.De(2000)})
	}
	d.Etat = examen.Deliberation2
	fin := decision.Calculer(p, &d.Entete, c)
	if fin.Decision != examen.Admis {
		t.Fatalf("%v", fin.Motifs())
	}
	for _, x := range decision.Arreter(p, &d) {
		if x.Cle == c.Cle {
			c.Arrete2 = &x.Arrete
		}
	}
	if c.Arrete2 == nil {
		t.Fatal("the closing of group 2 settles nothing")
	}
	for i := range c.Notes {
		if c.Notes[i].Groupe == 2 {
			c.Notes[i].Valeur = note.De(0)
		}
	}
	if r := decision.Calculer(p, &d.Entete, c); r.Decision != examen.Admis || r.Moyenne != fin.Moyenne || r.Ecart == "" {
		t.Errorf("settled admis %s, now %s %s", fin.Moyenne, r.Decision, r.Moyenne)
	}
}

// TestOnlyTheAdmittedHaveASecondGroup: choices and marks of the others are refused.
func TestOnlyTheAdmittedHaveASecondGroup(t *testing.T) {
	p, d := cloture(t)
	d.Etat = examen.RecueilNotes
	for _, x := range []examen.Decision{examen.Admis, examen.Refuse, examen.Passe} {
		c := premier(p, &d, x)
		a := jury.Acte{Genre: jury.GenreDiscipline, Jury: d.Code, Cle: jury.CleActe{Cle: c.Cle}, Auteur: "C", Role: examen.RoleCentre,
			Vers: jury.TexteChoix([]jury.Choix{{Epreuve: "U1", Rang: 1}, {Epreuve: "U2", Rang: 2}})}
		_, err := decision.Juger(p, d, a)
		if ok := err == nil; ok != (x == examen.Passe) {
			t.Errorf("%s: %v", x, err)
		}
	}
}
