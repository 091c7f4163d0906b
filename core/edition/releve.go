package edition

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/document"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/note"
)

// The blocks that the procès-verbal individuel and the relevé de notes share:
// the identity, the table of the épreuves with its totals, the contrôle, the notes.

// service gives the address of the académie, and the lines to reach it.
func (f *Faits) service(contacts ...string) string {
	a := f.Centre.Academie
	return lignes(append([]string{a.Rectorat, a.Adresse, joindre(a.CodePostal, a.Ville)}, contacts...)...)
}

// identite is the two-column block at the head: the exam's service on the left,
// the candidate's numbers, then who he is.
func (f *Faits) identite(titre, service string, d *jury.Dossier, c *jury.Candidat, numeros []document.Paire, personne []document.Paire) []document.Bloc {
	return []document.Bloc{
		document.Colonnes{Parts: []int{5, 7, 6}, Blocs: [][]document.Bloc{
			{document.Paragraphe{Texte: f.academie(), Style: document.Gras}, document.Paragraphe{Texte: service, Style: document.Petit}},
			{document.Paragraphe{Texte: titre + "\n" + f.Profil.Mots.Examen, Style: document.Gras, Alignement: document.Centre}},
			{document.Champs{Paires: numeros}},
		}},
		document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
			{document.Champs{Paires: personne}},
			{document.Paragraphe{Texte: lignes(civilite(c)+c.NomComplet(), c.Adresse, joindre(c.CodePostal, c.Ville))}},
		}},
		document.Paragraphe{Texte: "Spécialité " + d.Libelle, Style: document.Gras},
	}
}

func civilite(c *jury.Candidat) string {
	switch c.Sexe {
	case "M":
		return "MONSIEUR "
	case "F":
		return "MADAME "
	}
	return ""
}

func lignes(s ...string) string {
	var t string
	for _, x := range s {
		if x == "" {
			continue
		}
		if t != "" {
			t += "\n"
		}
		t += x
	}
	return t
}

func joindre(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func prefixe(p, s string) string {
	if s == "" {
		return ""
	}
	return p + s
}

// personne gives who the candidate is, in the order of the relevé.
func personne(d *jury.Dossier, c *jury.Candidat) []document.Paire {
	ne := "Né le"
	if c.Sexe == "F" {
		ne = "Née le"
	}
	lieu := c.Commune
	if c.Departement != "" {
		lieu += " (" + c.Departement + ")"
	}
	naissance := joindre(Jour(c.Naissance), prefixe("A : ", lieu))
	return []document.Paire{
		{Libelle: "Nom de famille", Valeur: c.Nom}, {Libelle: "Nom d'usage", Valeur: c.NomUsage}, {Libelle: "Prénom(s)", Valeur: c.Prenoms},
		{Libelle: ne, Valeur: naissance}, {Libelle: "INE", Valeur: c.INE},
		{Libelle: "Forme de passage", Valeur: joindre2(c.Forme, "Jury : "+d.Code)}, {Libelle: "Catégorie", Valeur: c.Categorie},
	}
}

func joindre2(a, b string) string {
	if a == "" {
		return b
	}
	return a + " - " + b
}

var colonnesEpreuves = []document.Colonne{
	{Titre: "Épreuves", Part: 40}, {Titre: "Note", Part: 10, Alignement: document.Droite}, {Titre: "Coeff.", Part: 8, Alignement: document.Droite},
	{Titre: "Points", Part: 10, Alignement: document.Droite}, {Titre: "ECTS(1)", Part: 8, Alignement: document.Droite}, {Titre: "Observations", Part: 24},
}

// tableEpreuves lists the units with their sous-épreuves, as the relevé does.
func (f *Faits) tableEpreuves(d *jury.Dossier, c *jury.Candidat, r *decision.Resultat) document.Table {
	t := document.Table{Colonnes: f.colonnes(d)}
	for i := range r.Premier.Unites {
		u := &r.Premier.Unites[i]
		if u.Statut == note.Manquante && !r.Premier.Manque(u.Epreuve) && !u.Epreuve.Nature.EstObligatoire() {
			continue // not presented, or not his: it is nobody's missing mark
		}
		ligne := f.ligneUnite(d, c, u)
		if n := u.Epreuve.Credits; n > 0 && f.credits(d) {
			ligne.Cellules[4] = document.N(fmt.Sprint(n), fmt.Sprint(n)) // data of the dossier (rule R6)
		}
		t.Lignes = append(t.Lignes, ligne)
		for _, s := range u.Sous {
			obs := observation(s.Valeur.Statut, s.Valeur)
			if s.Valeur.EstManquante() && !u.Valeur.EstManquante() {
				obs = "" // the unit has its own value: nothing is missing under it
			}
			t.Lignes = append(t.Lignes, f.ligne(d, true, c.LibelleEpreuve(s.Epreuve), noteSous(s), s.Epreuve.Coefficient.String(), "", obs))
		}
	}
	return t
}

// credits tells whether the dossier gives credits to the épreuves of a jury.
func (f *Faits) credits(d *jury.Dossier) bool {
	return f.Profil.ECTS > 0 && slices.ContainsFunc(d.Epreuves, func(e jury.Epreuve) bool { return e.Credits > 0 })
}

// colonnes drops the credits where the épreuves have none.
func (f *Faits) colonnes(d *jury.Dossier) []document.Colonne {
	if f.credits(d) {
		return colonnesEpreuves
	}
	return append(append([]document.Colonne(nil), colonnesEpreuves[:4]...), colonnesEpreuves[5])
}

func (f *Faits) ligne(d *jury.Dossier, retrait bool, libelle, note, coefficient, points, observation string) document.Ligne {
	cellules := []document.Cellule{document.T(libelle), document.T(note), document.N(coefficient, coefficient), document.N(points, points)}
	if f.credits(d) {
		cellules = append(cellules, document.T(""))
	}
	return document.Ligne{Cellules: append(cellules, document.T(observation)), Retrait: retrait}
}

func (f *Faits) ligneUnite(d *jury.Dossier, c *jury.Candidat, u *decision.Unite) document.Ligne {
	e := u.Epreuve
	return f.ligne(d, false, e.Code+" "+c.LibelleEpreuve(e)+f.renvoi(d, c, e), noteUnite(u), e.Coefficient.String(), u.PointsEnClair(),
		observation(u.Statut, u.Valeur))
}

// renvoi gives the notes (2) and (3) of an épreuve.
func (f *Faits) renvoi(d *jury.Dossier, c *jury.Candidat, e *jury.Epreuve) string {
	switch {
	case e.Nature.EstProfessionnelle():
		return f.Profil.Mots.Releve.RenvoiPro
	case e.Nature == examen.Facultative:
		return " (facultative)"
	case e.Nature == examen.Option:
		return " (option)"
	}
	for _, x := range jury.Choisissables(f.Profil, &d.Entete, c) {
		if x.Code == e.Code {
			return f.Profil.Mots.Releve.RenvoiAuChoix
		}
	}
	return ""
}

// noteUnite writes a unit's mark on the épreuve's bareme; one that is computed
// with other decimals than a half point shows two.
func noteUnite(u *decision.Unite) string {
	sur := "/20"
	switch u.Statut {
	case note.Manquante:
		return "–"
	case note.Absent:
		return "AB"
	case note.Dispense:
		return "DI"
	case note.AbsentJustifie:
		return "AJ"
	}
	if !u.Valeur.EstManquante() {
		if u.Epreuve.Bareme == 10 {
			sur = "/10"
		}
		return u.Valeur.Note.Court() + sur
	}
	if n, err := note.Lire(u.Note.Tronque()); err == nil && u.Note.Exacte() {
		return n.Court() + sur
	}
	return u.Note.Tronque() + sur
}

// noteSous writes a sous-épreuve's mark; the reference relevé prints those of
// the professional units (contrôle en cours de formation) with two decimals.
func noteSous(s decision.Sous) string {
	if !s.Valeur.Statut.Chiffree() {
		if s.Valeur.EstManquante() {
			return ""
		}
		return s.Valeur.Libelle()
	}
	sur := "/20"
	if s.Epreuve.Bareme == 10 {
		sur = "/10"
	}
	if s.Epreuve.Nature.EstProfessionnelle() {
		return s.Valeur.Note.String() + sur
	}
	return s.Valeur.Note.Court() + sur
}

func observation(s note.Statut, v note.Valeur) string {
	switch s {
	case note.Manquante:
		return "Note manquante"
	case note.Absent:
		return "Absent"
	case note.AbsentJustifie:
		return "Absence justifiée"
	case note.Dispense:
		return "Dispense"
	case note.Benefice:
		return joindre("Bénéfice", v.Origine)
	case note.Report:
		return joindre("Report", v.Origine)
	}
	return ""
}

// totaux are the line of the projet and the two RÉSULTAT lines under the table.
func (f *Faits) totaux(titre string, g *decision.Groupe, moyenne string, pro bool) document.Table {
	t := document.Table{Colonnes: []document.Colonne{
		{Part: 44}, {Part: 18, Alignement: document.Droite}, {Part: 14, Alignement: document.Droite}, {Part: 24, Alignement: document.Droite},
	}}
	ligne := func(titre string, m note.Moyenne, valeur string) {
		if len(g.Manquantes) > 0 || !m.Definie() {
			t.Lignes = append(t.Lignes,
				document.Ligne{
					Gras: true, Fond: true, Cellules: []document.Cellule{document.T(titre), document.T(""), document.T(""), document.T("Moyenne : –")},
				})
			return
		}
		t.Lignes = append(t.Lignes, document.Ligne{Gras: true, Fond: true, Cellules: []document.Cellule{
			document.T(titre), document.T("Total : " + coefficient(m.Coefficients)), document.N(m.Points.Tronque(), m.Points.Tronque()),
			document.T("Moyenne : " + valeur + "/20"),
		}})
	}
	for i := range g.Unites {
		if u := &g.Unites[i]; u.Epreuve.Nature == examen.Projet && u.Pese() {
			t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{document.T(decision.LigneProjet(f.Profil, u))}})
		}
	}
	ligne(titre, g.Generale, moyenne)
	if pro && g.Pro.Definie() {
		ligne(f.Profil.Mots.Releve.Pro, g.Pro, decision.Texte(f.Profil, g.Pro.Valeur()))
		// Bac pro until 2021: the pratique professionnelle opens the contrôle.
		if m := g.Sur(examen.Pratiques); m.Definie() && f.Profil.Controle != nil &&
			slices.ContainsFunc(f.Profil.Controle.Seuils, func(s examen.Seuil) bool { return s.Sur == examen.Pratiques }) {
			ligne("Évaluation de la pratique professionnelle", m, decision.Texte(f.Profil, m.Valeur()))
		}
	}
	return t
}

// totauxControle are the RÉSULTAT lines after the contrôle. Where the contrôle
// is one mark, that mark stands before the half-sum that it makes.
func (f *Faits) totauxControle(r *decision.Resultat) document.Table {
	mots := &f.Profil.Mots.Releve
	t := f.totaux(mots.Resultat2, r.Controle, r.Moyenne, false)
	if mots.NoteControle != "" {
		ligne := func(titre, valeur string) document.Ligne {
			return document.Ligne{Gras: true, Fond: true, Cellules: []document.Cellule{document.T(titre), document.T(""), document.T(""), document.T(valeur)}}
		}
		t.Lignes = []document.Ligne{ligne(mots.NoteControle, r.ECT.Tronque()+"/20"), ligne(mots.Resultat2, "Moyenne : "+r.Moyenne+"/20")}
	}
	return t
}

// coefficient writes a sum of coefficients: "20.0".
func coefficient(f note.Fraction) string {
	n, err := note.LireCoefficient(f.Tronque())
	if err != nil {
		return f.Tronque()
	}
	return n.String()
}

// controle is the table of the second group: each discipline, its mark, and
// which of its two marks counts; manquante is said of a mark that is not there.
func (f *Faits) controle(d *jury.Dossier, c *jury.Candidat, r *decision.Resultat, manquante string) document.Table {
	colonnes := f.colonnes(d)
	t := document.Table{Colonnes: append([]document.Colonne(nil), colonnes...), Vide: "Choix de disciplines non saisi"}
	t.Colonnes[0].Titre = f.Profil.Mots.Releve.Controle
	for _, e := range decision.Disciplines(f.Profil, &d.Entete, c) {
		v := c.Valeur(e.Code, 2)
		texte, obs := "–", manquante
		if !v.EstManquante() {
			texte, obs = f.noteControle(r, e, v)
		}
		t.Lignes = append(t.Lignes, f.ligne(d, false, e.Code+" "+c.LibelleEpreuve(e), texte, "", "", obs))
	}
	return t
}

// noteControle writes a mark of the second group, and whether it is the one that counts.
func (f *Faits) noteControle(r *decision.Resultat, e *jury.Epreuve, v note.Valeur) (texte, obs string) {
	if !v.Statut.Chiffree() {
		return v.Libelle(), observation(v.Statut, v)
	}
	texte = v.Note.Court() + "/20"
	if e.Bareme == 10 {
		texte = v.Note.Court() + "/10"
	}
	if r.Controle != nil && retenue(r, e, v) {
		obs = f.Profil.Mots.Releve.Retenue
	}
	return texte, obs
}

// retenue tells whether the contrôle's mark of a discipline counts: it is above
// the first one, which may come from sous-épreuves; an equal one is not said so.
func retenue(r *decision.Resultat, e *jury.Epreuve, v note.Valeur) bool {
	seconde := v.Note.Fraction(e.Bareme)
	for i := range r.Premier.Unites {
		u := &r.Premier.Unites[i]
		if u.Epreuve.Code == e.Code {
			return r.Controle.Unites[i].Retenue && (!u.Statut.Chiffree() || seconde.Compare(u.Note) > 0)
		}
		for _, s := range u.Sous {
			if s.Epreuve.Code == e.Code {
				return r.Controle.Unites[i].Retenue && (!s.Valeur.Statut.Chiffree() || seconde.Compare(s.Valeur.Note.Fraction(e.Bareme)) > 0)
			}
		}
	}
	return false
}

// notes are the notes at the foot of a relevé; the one on the credits goes with
// their column.
func (f *Faits) notes(d *jury.Dossier) document.Paragraphe {
	notes := slices.Clone(f.Profil.Mots.Releve.Notes)
	if !f.credits(d) {
		notes = slices.DeleteFunc(notes, func(s string) bool { return strings.HasPrefix(s, "(1) ") })
	}
	return document.Paragraphe{Texte: lignes(notes...), Style: document.Petit}
}
