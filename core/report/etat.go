package report

import (
	"fmt"

	"delib/core/document"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/jury"
)

// Etat is the paper from which one jury is typed: a box a line, then the controls.
// dernier says when it was last typed, "" for never.
func Etat(f *edition.Faits, d *jury.Dossier, saisies []Saisie, dernier string) document.Document {
	t := document.Table{Vide: "Rien à reporter", Colonnes: []document.Colonne{
		{Titre: "Fait", Part: 5}, {Titre: "Rubrique", Part: 13}, {Titre: "N° de candidat", Part: 11}, {Titre: "Candidat", Part: 14},
		{Titre: "Épreuve, acte", Part: 15}, {Titre: "Avant", Part: 9}, {Titre: "À saisir", Part: 12}, {Titre: "Motif", Part: 12}, {Titre: "Par, le", Part: 9},
	}}
	var tout Controle
	var cles []string
	par, noms := map[string]*Controle{}, map[string]string{}
	for i := range saisies {
		s := &saisies[i]
		numero, nom := "", ""
		if s.Candidat != nil {
			numero, nom = s.Candidat.Cle.Affichee(), s.Candidat.NomComplet()
			k := s.Candidat.Cle.String()
			if par[k] == nil {
				par[k], noms[k] = &Controle{}, nom
				cles = append(cles, k)
			}
			par[k].Ajouter(s)
		}
		tout.Ajouter(s)
		quand := s.Par
		if !s.Quand.IsZero() {
			quand += s.Quand.In(f.Le.Location()).Format(", 02/01 15:04")
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
			document.T("[  ]"), document.T(s.Rubrique.Titre(f.Profil)), document.T(numero), document.T(nom), document.T(s.Quoi), document.T(s.Avant),
			document.T(s.Apres), document.T(s.Motif), document.T(quand),
		}})
	}
	depuis := "Tout ce qui a été fait sur ce poste."
	if dernier != "" {
		depuis = "Ce qui a été fait depuis le dernier report, " + dernier + "."
	}
	const titre = "État des saisies à reporter dans CYCLADES"
	blocs := []document.Bloc{
		document.Bandeau{Gauche: []string{f.Profil.Mots.Examen, "Session : " + f.Centre.Session}, Droite: []string{f.Centre.Lieu.Libelle(), f.EditeLe()}},
		document.Titre{Texte: titre, Encadre: true},
		document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Titre()}, {Libelle: "État du jury", Valeur: f.Profil.EtatComplet(d.Etat)},
			{Libelle: "À reporter", Valeur: examen.Dire("%d ligne(s)", len(saisies))}, {Libelle: "Contrôle du jury", Valeur: tout.Texte()}}},
		document.Paragraphe{Texte: depuis}, t,
	}
	controles := document.Table{Colonnes: []document.Colonne{
		{Titre: "N° de candidat (contrôle)", Part: 30}, {Titre: "Candidat", Part: 40}, {Titre: "Notes", Part: 10, Alignement: document.Droite},
		{Titre: "Somme", Part: 12, Alignement: document.Droite}, {Titre: "Absences", Part: 8, Alignement: document.Droite},
	}}
	for _, k := range cles {
		if c := par[k]; c.Notes+c.Absences > 0 {
			n, a := fmt.Sprint(c.Notes), fmt.Sprint(c.Absences)
			controles.Lignes = append(controles.Lignes, document.Ligne{Cellules: []document.Cellule{
				document.T(k), document.T(noms[k]), document.N(n, n), document.N(c.Somme.String(), c.Somme.String()), document.N(a, a),
			}})
		}
	}
	if len(controles.Lignes) > 0 {
		blocs = append(blocs,
			document.Paragraphe{Style: document.Gras, Texte: "Contrôle par candidat : après la saisie, comparez le nombre et la somme des notes"}, controles)
	}
	blocs = append(blocs, document.Champs{Colonnes: 2, Paires: []document.Paire{
		{Libelle: "Reporté dans CYCLADES par", Valeur: "................................"}, {Libelle: "le", Valeur: "................................"},
	}})
	return document.Document{
		Nom: fichier.Nom("Saisies_a_reporter_" + d.Code), Titre: titre + " - Jury " + d.Code, Paysage: true, Feuille: d.Code,
		Pied: "A ne pas afficher", Blocs: blocs,
		Donnees: []document.Paire{
			{Libelle: "Session", Valeur: f.Centre.Session}, {Libelle: "Centre", Valeur: f.Centre.Lieu.UAI}, {Libelle: "Jury de délibération", Valeur: d.Code},
			{Libelle: "Edité le", Valeur: f.Le.Format("02/01/2006")},
		},
	}
}
