package edition

import (
	"fmt"

	"delib/core/document"
	"delib/core/examen"
	"delib/core/fichier"
)

// Preparation is one point of the control of a workstation, in words.
type Preparation struct {
	Point, Etat, Message, Remede string
	Manque                       bool // the day cannot be held with it
}

// Attestation says what was looked at before the day, and what was found: the chef de
// centre signs it, or sees to what is missing and makes it again.
func Attestation(f *Faits, par string, points []Preparation) document.Liasse {
	t := document.Table{Colonnes: []document.Colonne{
		{Titre: "Point", Part: 20}, {Titre: "État", Part: 12}, {Titre: "Constat", Part: 40}, {Titre: "À faire", Part: 28},
	}}
	manquants := 0
	for _, p := range points {
		if p.Manque {
			manquants++
		}
		t.Lignes = append(t.Lignes, document.Ligne{Gras: p.Manque, Cellules: []document.Cellule{
			document.T(p.Point), document.T(p.Etat), document.T(p.Message), document.T(p.Remede),
		}})
	}
	conclusion := "Rien ne manque : ce poste est prêt."
	if manquants > 0 {
		conclusion = examen.Dire("%d point(s) à régler : ce poste n’est pas prêt.", manquants)
	}
	const titre = "Attestation de préparation"
	return document.Liasse{Nom: fichier.Nom(f.Titre), Titre: f.Titre, Documents: []document.Document{{
		Nom: "Attestation_preparation", Titre: titre, Pied: titre,
		Blocs: []document.Bloc{
			f.bandeau(),
			document.Titre{Texte: titre},
			document.Champs{Paires: []document.Paire{
				{Libelle: "Centre", Valeur: f.Centre.Lieu.Libelle()}, {Libelle: "Examen", Valeur: f.Profil.Mots.Examen + " - session " + f.Centre.Session},
				{Libelle: "Contrôle", Valeur: fmt.Sprintf("%s, par %s", f.Le.Format("02/01/2006 à 15:04"), par)},
			}},
			t,
			document.Paragraphe{Style: document.Gras, Texte: conclusion},
			document.Cadre{Titre: "Date et signature du chef de centre", Hauteur: 25},
		},
	}}}
}
