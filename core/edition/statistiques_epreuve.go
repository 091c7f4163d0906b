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
		{Titre: "Épreuve", Part: 36}, {Titre: "Coeff.", Part: 7, Alignement: document.Droite}, {Titre: "Notes", Part: 7, Alignement: document.Droite},
		{Titre: "Absents", Part: 9, Alignement: document.Droite}, {Titre: "Moyenne", Part: 10, Alignement: document.Droite},
		{Titre: "Médiane", Part: 9, Alignement: document.Droite},
		{Titre: "Min.", Part: 7, Alignement: document.Droite}, {Titre: "Max.", Part: 7, Alignement: document.Droite},
		{Titre: "Notes < 10", Part: 8, Alignement: document.Droite},
	}}
	var barres []document.Bloc
	for _, s := range StatistiquesParEpreuve(f.Profil, d) {
		e := s.Epreuve
		libelle := e.Libelle
		if e.EstUnite() {
			libelle = e.Code + " " + e.Libelle
		}
		l := document.Ligne{Retrait: !e.EstUnite(), Cellules: []document.Cellule{
			document.T(libelle), document.N(e.Coefficient.String(), e.Coefficient.String()), nombre(len(s.Notes)), nombre(s.Absents),
		}}
		if moyenne, ok := s.Moyenne(); ok {
			mediane, _ := s.Mediane()
			for _, x := range []note.Fraction{moyenne, mediane, s.Notes[0], s.Notes[len(s.Notes)-1]} {
				texte := decision.Texte(f.Profil, x)
				l.Cellules = append(l.Cellules, document.N(texte, texte))
			}
			l.Cellules = append(l.Cellules, nombre(s.SousDix()))
			if e.EstUnite() {
				barres = append(barres, s.barres(f.Profil))
			}
		} else {
			l.Cellules = append(l.Cellules, document.T("–"), document.T("–"), document.T("–"), document.T("–"), document.T(""))
		}
		t.Lignes = append(t.Lignes, l)
	}
	doc := document.Document{
		Nom: fichier.Nom("Statistiques_epreuves_" + d.Code), Titre: "Statistiques par épreuve - Jury " + d.Code, Feuille: d.Code,
		Pied: "Statistiques avant délibération - Jury " + d.Code,
		Blocs: []document.Bloc{
			document.Bandeau{Gauche: []string{f.Centre.Session}, Droite: []string{f.Centre.Lieu.Libelle(), f.editeLeHeure()}},
			document.Titre{Texte: f.Titre, Encadre: true},
			document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Code}, {Libelle: "Spécialité", Valeur: d.Specialite + " - " + d.Libelle}}},
			t,
			document.Paragraphe{Style: document.Petit, Texte: "Notes de la session, sur 20 : les bénéfices, reports et dispenses ne sont pas comptés."},
			Repartition(f.Profil, d),
		},
	}
	for i := 0; i < len(barres); i += 2 {
		cote := [][]document.Bloc{{barres[i]}, nil}
		if i+1 < len(barres) {
			cote[1] = []document.Bloc{barres[i+1]}
		}
		doc.Blocs = append(doc.Blocs, document.Colonnes{Parts: []int{1, 1}, Blocs: cote})
	}
	return doc
}

// bornes of the bars of one épreuve: narrow around 10, where a jury looks.
var bornes = []int64{0, 5, 8, 10, 12, 14, 16, 20}

func (s *StatistiqueEpreuve) barres(p *examen.Profil) document.Barres {
	b := document.Barres{Titre: s.Epreuve.Code + " " + s.Epreuve.Libelle}
	for i := 0; i+1 < len(bornes); i++ {
		n := 0
		for _, x := range s.Notes {
			if x.AuMoins(bornes[i]) && (i+2 == len(bornes) || !x.AuMoins(bornes[i+1])) {
				n++
			}
		}
		b.Barres = append(b.Barres,
			document.Barre{Libelle: fmt.Sprintf("%d à %d", bornes[i], bornes[i+1]), Nombre: n, Marquee: bornes[i] >= p.SeuilAdmission()})
	}
	return b
}

func nombre(n int) document.Cellule { return document.N(fmt.Sprint(n), fmt.Sprint(n)) }
