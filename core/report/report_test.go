package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"delib/core/document"
	"delib/core/document/documenttest"
	"delib/core/dossier/dossiertest"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
	"delib/core/report"
)

// jouer applies acts to a jury and gives them with their ranks.
func jouer(t *testing.T, p *examen.Profil, d *jury.Dossier, faire ...func(*jury.Dossier) jury.Acte) []jury.Acte {
	t.Helper()
	var actes []jury.Acte
	for _, f := range faire {
		a := f(d)
		a.RangJury, a.Horodatage = d.Rang, "2023-06-06T11:18:00+02:00"
		apres, err := d.Appliquer(p, a)
		if err != nil {
			t.Fatal(err)
		}
		*d = apres
		actes = append(actes, a)
	}
	return actes
}

func noter(i int, epreuve string, n note.Note, motif string) func(*jury.Dossier) jury.Acte {
	return func(d *jury.Dossier) jury.Acte {
		return jury.ActeNote(d, d.Candidats[i].Cle, epreuve, note.De(n), motif, "Présidente")
	}
}

// TestWhatIsTyped: the net change of each value, in the order in which CYCLADES asks;
// what came back to what it was is not there; since the last report, only what followed.
func TestWhatIsTyped(t *testing.T) {
	p, err := examen.Trouver("BTS", "2023-06")
	if err != nil {
		t.Fatal(err)
	}
	d := dossiertest.Fabriquer(1, 4).Jurys[0]
	d.Etat = examen.Deliberation1
	v := d.Candidats[1].Valeur("U1", 1)
	actes := jouer(t, p, &d,
		noter(0, "U1", 1200, "Livret"), noter(1, "U1", 1950, "Erreur"), noter(0, "U1", 1350, "Copie relue"),
		func(d *jury.Dossier) jury.Acte {
			return jury.ActeNote(d, d.Candidats[1].Cle, "U1", v, "Remise", "Présidente")
		},
		func(d *jury.Dossier) jury.Acte { return jury.ActeLivret(d, d.Candidats[2].Cle, "Présidente") },
		func(d *jury.Dossier) jury.Acte {
			return jury.ActePresence(d, jury.Presence{Membre: "KANE Awa", Mode: jury.SiegePresent}, "Présidente")
		},
		func(d *jury.Dossier) jury.Acte {
			return jury.ActeNote(d, d.Candidats[3].Cle, "U1", note.Valeur{Statut: note.Absent}, "Malade", "Présidente")
		})
	dire := func(ss []report.Saisie) []string {
		var t []string
		for _, s := range ss {
			nom := ""
			if s.Candidat != nil {
				nom = s.Candidat.Cle.String() + " "
			}
			t = append(t, s.Rubrique.Titre(p)+" | "+nom+s.Quoi+" | "+s.Avant+" > "+s.Apres+" | "+s.Motif)
		}
		return t
	}
	tout := report.Recueillir(p, &d, actes, 0)
	e, _ := d.Epreuve("U1")
	u1 := "U1 " + d.Candidats[0].LibelleEpreuve(e)
	veut := []string{
		"Notes modifiées au 1er groupe | " + d.Candidats[0].Cle.String() + " " + u1 + " | " + lu(t, actes[0].De) + " > 13.5 | Copie relue",
		"Notes modifiées au 1er groupe | " + d.Candidats[3].Cle.String() + " " + u1 + " | " + lu(t, actes[6].De) + " > AB | Malade",
		"Livrets examinés | " + d.Candidats[2].Cle.String() + " Livret scolaire | non examiné > examiné | ",
	}
	if got := dire(tout); !slices.Equal(got, veut) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	var c report.Controle
	for i := range tout {
		c.Ajouter(&tout[i])
	}
	if c.Texte() != "1 note, somme 13.50, absences : 1" {
		t.Error(c.Texte())
	}
	if suite := report.Recueillir(p, &d, actes, 4); len(suite) != 2 {
		t.Errorf("since the last report: %v", dire(suite))
	}

	f := &edition.Faits{Centre: &jury.Centre{Session: "2023-06", Lieu: jury.Etablissement{UAI: "0250001R", Nom: "LP"}}, Profil: p, Titre: "x",
		Le: time.Date(2023, 6, 7, 9, 0, 0, 0, time.UTC)}
	texte := string(documenttest.Texte(document.Liasse{Documents: []document.Document{report.Etat(f, &d, tout, "")}}))
	texte = strings.Join(strings.Fields(texte), " ")
	for _, x := range []string{"Contrôle du jury : 1 note, somme 13.50, absences : 1", "Tout ce qui a été fait sur ce poste.", "[ ]", "Contrôle par candidat", "Reporté dans CYCLADES par"} {
		if !strings.Contains(texte, x) {
			t.Errorf("%q is not in %s", x, texte)
		}
	}
	vide := string(documenttest.Texte(document.Liasse{Documents: []document.Document{report.Etat(f, &d, nil, "le 06/06/2023")}}))
	if !strings.Contains(vide, "Rien à reporter") || !strings.Contains(vide, "depuis le dernier report, le 06/06/2023") {
		t.Error(vide)
	}
}

func lu(t *testing.T, texte string) string {
	t.Helper()
	v, err := note.LireValeur(texte)
	if err != nil {
		t.Fatal(err)
	}
	return v.Libelle()
}
