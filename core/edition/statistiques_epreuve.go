package edition

import (
	"fmt"
	"slices"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
	"delib/core/note"
)

// StatistiqueEpreuve is what the marks of one épreuve are in a jury. A mark
// kept from another session, a dispense or a missing mark is not in it: a jury
// compares what it marks.
type StatistiqueEpreuve struct {
	Epreuve *jury.Epreuve
	Notes   []note.Fraction // on 20, ascending
	Absents int             // justified or not

	Gardees, Dispenses, SansNote int // bénéfices and reports; missing, or not presented
}

// Candidats counts all of whom the row speaks: each is in one of its columns.
func (s *StatistiqueEpreuve) Candidats() int {
	return len(s.Notes) + s.Absents + s.Gardees + s.Dispenses + s.SansNote
}

// Moyenne gives the exact mean; false without a mark.
func (s *StatistiqueEpreuve) Moyenne() (note.Fraction, bool) {
	if len(s.Notes) == 0 {
		return note.Fraction{}, false
	}
	var total note.Fraction
	for _, n := range s.Notes {
		total = total.Plus(n)
	}
	return total.Sur(note.Entier(int64(len(s.Notes)))), true
}

// Mediane gives the mark in the middle, the half-sum of the two middle ones
// for an even number; false without a mark.
func (s *StatistiqueEpreuve) Mediane() (note.Fraction, bool) {
	n := len(s.Notes)
	if n == 0 {
		return note.Fraction{}, false
	}
	if n%2 == 1 {
		return s.Notes[n/2], true
	}
	return s.Notes[n/2-1].Plus(s.Notes[n/2]).Sur(note.Entier(2)), true
}

// SousDix counts the marks below 10.
func (s *StatistiqueEpreuve) SousDix() int {
	n := 0
	for _, x := range s.Notes {
		if !x.AuMoins(10) {
			n++
		}
	}
	return n
}

// StatistiquesParEpreuve gives the figures of each unit of a jury, in order,
// followed by those of its sous-épreuves.
func StatistiquesParEpreuve(p *examen.Profil, d *jury.Dossier) []StatistiqueEpreuve {
	var s []StatistiqueEpreuve
	rang := map[string]int{}
	ajouter := func(e *jury.Epreuve, statut note.Statut, n note.Fraction) {
		k, connue := rang[e.Code]
		if !connue {
			k = len(s)
			rang[e.Code] = k
			s = append(s, StatistiqueEpreuve{Epreuve: e})
		}
		switch statut {
		case note.Notee:
			s[k].Notes = append(s[k].Notes, n)
		case note.Absent, note.AbsentJustifie:
			s[k].Absents++
		case note.Benefice, note.Report:
			s[k].Gardees++
		case note.Dispense:
			s[k].Dispenses++
		default:
			s[k].SansNote++
		}
	}
	for _, c := range d.Candidats {
		r := decision.Calculer(p, &d.Entete, c)
		for i := range r.Premier.Unites {
			u := &r.Premier.Unites[i]
			ajouter(u.Epreuve, u.Statut, u.Note)
			for _, x := range u.Sous {
				ajouter(x.Epreuve, x.Valeur.Statut, x.Valeur.Note.Fraction(x.Epreuve.Bareme))
			}
		}
	}
	for i := range s {
		slices.SortFunc(s[i].Notes, note.Fraction.Compare)
	}
	return s
}

// StatistiquesEpreuve is "Statistiques avant délibération" by épreuve, one
// document a jury: the figures of each épreuve, the distribution of the means,
// then one of the marks of each unit. The reference document names it without
// showing it.
func StatistiquesEpreuve(f *Faits, d *jury.Dossier) document.Document {
	t := document.Table{Vide: "Pas d'épreuve", Colonnes: []document.Colonne{
		{Titre: "Épreuve", Part: 30}, {Titre: "Coeff.", Part: 7, Alignement: document.Droite}, {Titre: "Candidats", Part: 10, Alignement: document.Droite},
		{Titre: "Notes", Part: 7, Alignement: document.Droite}, {Titre: "Absents", Part: 8, Alignement: document.Droite},
		{Titre: "Bénéfices, reports", Part: 10, Alignement: document.Droite}, {Titre: "Dispenses", Part: 10, Alignement: document.Droite},
		{Titre: "Sans note", Part: 7, Alignement: document.Droite}, {Titre: "Moyenne", Part: 9, Alignement: document.Droite},
		{Titre: "Médiane", Part: 9, Alignement: document.Droite},
		{Titre: "Min.", Part: 7, Alignement: document.Droite}, {Titre: "Max.", Part: 7, Alignement: document.Droite},
		{Titre: "Notes < 10", Part: 8, Alignement: document.Droite},
	}}
	var barres []document.Barres
	for _, s := range StatistiquesParEpreuve(f.Profil, d) {
		e := s.Epreuve
		libelle := e.Libelle
		if e.EstUnite() {
			libelle = e.Code + " " + e.Libelle
		}
		l := document.Ligne{Retrait: !e.EstUnite(), Cellules: []document.Cellule{
			document.T(libelle), document.N(e.Coefficient.String(), e.Coefficient.String()), nombre(s.Candidats()), nombre(len(s.Notes)), nombre(s.Absents),
			nombre(s.Gardees), nombre(s.Dispenses), nombre(s.SansNote),
		}}
		if moyenne, ok := s.Moyenne(); ok {
			mediane, _ := s.Mediane()
			for _, x := range []note.Fraction{moyenne, mediane, s.Notes[0], s.Notes[len(s.Notes)-1]} {
				texte := decision.Texte(f.Profil, x)
				l.Cellules = append(l.Cellules, document.N(texte, texte))
			}
			l.Cellules = append(l.Cellules, nombre(s.SousDix()))
			if e.EstUnite() {
				barres = append(barres, classes(f.Profil, e.Code+" "+e.Libelle, s.Notes, 2))
			}
		} else {
			l.Cellules = append(l.Cellules, document.T("–"), document.T("–"), document.T("–"), document.T("–"), document.T(""))
		}
		t.Lignes = append(t.Lignes, l)
	}
	doc := document.Document{
		Nom: fichier.Nom("Statistiques_epreuves_" + d.Code), Titre: "Statistiques par épreuve - Jury " + d.Code,
		Pied: "Statistiques avant délibération - Jury " + d.Code, Paysage: true,
		Blocs: []document.Bloc{
			document.Bandeau{Gauche: []string{f.Centre.Session}, Droite: []string{f.Centre.Lieu.Libelle(), f.editeLeHeure()}},
			document.Titre{Texte: f.Titre, Encadre: true},
			document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Code}, {Libelle: "Spécialité", Valeur: d.Specialite + " - " + d.Libelle}}},
			t,
			document.Paragraphe{Style: document.Petit, Texte: "Notes de la session, sur 20. " +
				"Candidats = notes + absents + bénéfices et reports + dispenses + sans note " +
				"(manquante, ou épreuve non présentée) ; moyenne, médiane et barres : les notes seules. Les barres des épreuves sont à la même échelle."},
			Repartition(f.Profil, d), hachures(f.Profil),
		},
	}
	echelle := 0
	for _, b := range barres {
		for _, x := range b.Barres {
			echelle = max(echelle, x.Nombre)
		}
	}
	for i := range barres {
		barres[i].Echelle = echelle
	}
	for i := 0; i < len(barres); i += 2 {
		cote := [][]document.Bloc{{barres[i]}, nil}
		if i+1 < len(barres) {
			cote[1] = []document.Bloc{barres[i+1]}
		}
		doc.Blocs = append(doc.Blocs, document.Colonnes{Parts: []int{1, 1}, Blocs: cote})
	}
	return f.rangees(doc, d.Code, d.Code)
}

func nombre(n int) document.Cellule { return document.N(fmt.Sprint(n), fmt.Sprint(n)) }
