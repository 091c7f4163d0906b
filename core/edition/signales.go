package edition

import (
	"slices"

	"delib/core/document"
	"delib/core/jury"
)

// FraudeursListeRouge is the list of the candidates who are on no list put up:
// one document for the centre, in the order of the jurys, as the reference
// document shows it.
func FraudeursListeRouge(f *Faits, ds []jury.Dossier) document.Liasse {
	const titre = "Liste des candidats présumés fraudeurs et/ou en liste rouge"
	t := document.Table{Vide: aucun, Colonnes: []document.Colonne{
		{Titre: "Jury", Part: 32}, {Titre: "N° de candidat", Part: 20}, {Titre: "Nom / prénom candidat", Part: 26},
		{Titre: "Présumé fraudeur - Liste rouge", Part: 22},
	}}
	for i := range ds {
		d := &ds[i]
		for _, c := range Trier(d.Candidats) {
			if signale := signalement(c); signale != "" {
				t.Lignes = append(t.Lignes, document.Ligne{Cellules: []document.Cellule{
					document.T(d.Code + " " + d.Libelle), document.T(c.Cle.String()), document.T(c.NomComplet()), document.T(signale),
				}})
			}
		}
	}
	doc := document.Document{
		Nom: "Fraudeurs_liste_rouge", Titre: titre, Pied: "A ne pas afficher",
		Blocs: []document.Bloc{f.bandeau(), document.Titre{Texte: titre, Encadre: true},
			document.Paragraphe{Texte: "A ne pas afficher.", Style: document.Gras, Alignement: document.Centre}, t},
	}
	doc = f.rangees(doc, f.Centre.Lieu.UAI, "")
	doc.Donnees = slices.DeleteFunc(doc.Donnees, func(p document.Paire) bool { return p.Valeur == "" }) // its rows say their jury
	return f.liasse([]document.Document{doc})
}

func signalement(c *jury.Candidat) string {
	switch {
	case c.Fraudeur && c.ListeRouge:
		return "Suspecté de fraude - Liste rouge"
	case c.Fraudeur:
		return "Suspecté de fraude"
	case c.ListeRouge:
		return "Liste rouge"
	}
	return ""
}
