package render

import (
	"fmt"
	"time"

	"delib/core/document"
)

var date = time.Date(2023, 6, 6, 13, 54, 24, 0, time.UTC)

var options = Options{Auteur: "Lycée Nelson Mandela – Audincourt", Date: date}

// pvi is a procès-verbal individuel as the editions make it.
func pvi(i int) document.Document {
	nom := fmt.Sprintf("AZBTSUN%03d", i)
	note := func(n int) document.Cellule { return document.N(fmt.Sprintf("%d.0/20", n), fmt.Sprintf("%d.0", n)) }
	ligne := func(epreuve string, n, coeff int, obs string) document.Ligne {
		return document.Ligne{Cellules: []document.Cellule{document.T(epreuve), note(n), document.N(fmt.Sprintf("%d.0", coeff), fmt.Sprintf("%d.0", coeff)),
			document.N(fmt.Sprintf("%d.00", n*coeff), fmt.Sprintf("%d.00", n*coeff)), document.T(""), document.T(obs)}}
	}
	sous := func(epreuve string, n int) document.Ligne {
		return document.Ligne{
			Retrait: true, Cellules: []document.Cellule{document.T(epreuve), note(n), document.N("1.0", "1.0"), document.T(""), document.T(""), document.T("")},
		}
	}
	k := i % 7
	resultat := func(cells ...document.Cellule) document.Ligne {
		return document.Ligne{Gras: true, Fond: true, Cellules: cells}
	}
	colonnes := []document.Colonne{{Titre: "Épreuves", Part: 38}, {Titre: "Note", Part: 11, Alignement: document.Droite}, {
		Titre: "Coeff.", Part: 10, Alignement: document.Droite,
	},
		{Titre: "Points", Part: 11, Alignement: document.Droite}, {Titre: "ECTS (1)", Part: 10, Alignement: document.Droite}, {Titre: "Observations", Part: 22}}
	return document.Document{
		Nom: fmt.Sprintf("PVI_31310_%010d", 2319252150+i), Titre: fmt.Sprintf("PVI %s John", nom),
		Pied: "BTS – session 2023-06 – Jury 31310 – Édité le 06/06/2023",
		Blocs: []document.Bloc{
			document.Bandeau{Gauche: []string{"ACADÉMIE DE BESANÇON", "Rectorat de Besançon – 1 rue des Champs, 25000 BESANÇON"},
				Droite: []string{"BREVET DE TECHNICIEN SUPÉRIEUR", "Session 2023-06 – 1er groupe"}},
			document.Titre{Texte: "PROCÈS-VERBAL INDIVIDUEL DE NOTES", Encadre: true},
			document.Colonnes{Parts: []int{1, 1}, Blocs: [][]document.Bloc{
				{document.Champs{Paires: []document.Paire{{
					Libelle: "N° candidat", Valeur: fmt.Sprintf("%011d", 2319252150+i),
				}, {Libelle: "Inscription n°", Valeur: "001"}, {Libelle: "Jury", Valeur: "31310"},
					{Libelle: "Forme de passage", Valeur: "Globale"}, {Libelle: "Catégorie", Valeur: "Scolaire"}}}},
				{document.Champs{Paires: []document.Paire{{Libelle: "Nom de famille", Valeur: nom}, {Libelle: "Prénom(s)", Valeur: "John"}, {
					Libelle: "Né le", Valeur: "01/09/2002 à Rennes (035)",
				},
					{Libelle: "INE", Valeur: "210340601AA"}, {Libelle: "Centre", Valeur: "Lycée professionnel Nelson Mandela – Audincourt Cedex (0250001R)"}}}},
			}},
			document.Paragraphe{Texte: "Spécialité : Banque – conseiller de clientèle", Style: document.Gras},
			document.Table{Colonnes: colonnes, Lignes: []document.Ligne{
				ligne("U1 Culture générale et expression (3)", 9+k, 3, ""), ligne("U2 Langue vivante 1 – Allemand (3)", 11, 2, ""),
				sous("Langue vivante 1 : écrite – Allemand", 6), sous("Langue vivante 1 : orale – Allemand", 16),
				ligne("U3 Gestion de la relation client (2)", 10+k, 5, ""), sous("Dévelop. suivi activ. commercia.", 10),
				ligne("U41 Étude de cas (2)", 10, 4, ""), ligne("U42 Analyse situation commerciale (2)", 10, 2, ""),
				ligne("U5 Env. éco. jur. orgs. activ. bancai. (2)", 10+k, 4, "Bénéfice conservé de la session 2022"),
				ligne("UF1 Langue vivante 2 – Espagnol", 12, 1, "Facultative"),
				resultat(document.T("RÉSULTAT : Épreuves"), document.T(""), document.N("20.0", "20.0"), document.N("199.00", "199.00"),
					document.T("Moyenne : 9.95/20")),
				resultat(document.T("Épreuves professionnelles"), document.T(""), document.N("15.0", "15.0"), document.N("150.00", "150.00"),
					document.T("Moyenne : 10.00/20")),
			}},
			document.Cases{
				Titre: "DÉCISION DU JURY",
				Choix: []document.Case{
					{Libelle: "Admis", Cochee: k > 2}, {Libelle: "Passe l'épreuve de contrôle", Cochee: k <= 2}, {Libelle: "Refusé", Cochee: false},
					{Libelle: "Absent", Cochee: false}, {Libelle: "Décision réservée", Cochee: false},
				},
			},
			document.Champs{
				Colonnes: 2,
				Paires: []document.Paire{
					{Libelle: "Mention portée au livret", Valeur: "Avis favorable"}, {Libelle: "Crédits européens (ECTS)", Valeur: "120"},
				},
			},
			document.Colonnes{Parts: []int{3, 2}, Blocs: [][]document.Bloc{
				{document.Cadre{Titre: "Observations du jury", Hauteur: 38}},
				{document.Cadre{Titre: "Le président du jury (nom, date, signature)", Hauteur: 38}},
			}},
			document.Paragraphe{
				Style: document.Petit,
				Texte: "(1) ECTS – Crédits européens (European Credits Transfer System). Les ECTS acquis les sessions précédentes sont conservés.",
			},
			document.Paragraphe{Style: document.Petit, Texte: "(2) Épreuve professionnelle."},
			document.Paragraphe{Style: document.Petit, Texte: "(3) Épreuve générale pouvant être choisie en épreuve de contrôle."},
		},
	}
}

// liste is a list of n candidates.
func liste(n int) document.Document {
	t := document.Table{Vide: "Aucun candidat.",
		Colonnes: []document.Colonne{{Titre: "N° candidat", Part: 17}, {Titre: "Nom", Part: 18}, {Titre: "Prénom", Part: 13},
			{Titre: "Note(s) manquante(s)", Part: 32}, {Titre: "Centre du 2nd groupe", Part: 32}, {Titre: "Moyenne", Part: 10, Alignement: document.Droite}}}
	noms := []string{"GONÇALVES", "JOOMUN", "YOU", "PÉROTIN-D'ALBRET", "NGUYỄN", "ŁUKASZEWSKI", "ØSTERGÅRD"}
	notes := []string{
		"Culture générale et expression\nAnglais", "Culture générale et expression\nCulture économique, juridique et managériale", "Langue vivante 1",
	}
	for i := range n {
		t.Lignes = append(t.Lignes,
			document.Ligne{Cellules: []document.Cellule{document.T(fmt.Sprintf("%011d\u00a0-\u00a0001", 2246250289+i)), document.T(noms[i%7]), document.T([]string{"Laura", "Rayane", "Norind"}[i%3]),
				document.T(notes[i%3]), document.T("LP P. ADRIEN PARIS – BESANÇON (0250013D)"),
				document.N(fmt.Sprintf("%d.%02d", 8+i%7, i%100), fmt.Sprintf("%d.%02d", 8+i%7, i%100))}})
	}
	return document.Document{Nom: "LISTE", Titre: "Contrôle des notes manquantes", Pied: "Jury 31408 – confidentiel", Blocs: []document.Bloc{
		document.Bandeau{
			Gauche: []string{"BTS 2023-06", "Comptabilité et gestion"},
			Droite: []string{"LP NELSON MANDELA – AUDINCOURT CEDEX (0250001R)", "Édité le 06/06/2023"},
		},
		document.Titre{Texte: "CONTRÔLE DES NOTES MANQUANTES DU SECOND GROUPE"},
		document.Paragraphe{Texte: "Jury : 31408", Style: document.Gras},
		t,
		document.Paragraphe{Texte: fmt.Sprintf("%d candidat(s)", n), Alignement: document.Droite, Style: document.Italique},
	}}
}

// statistiques is a page of figures with a chart, in landscape.
func statistiques() document.Document {
	t := document.Table{Colonnes: []document.Colonne{{Titre: "Jury", Part: 8}, {Titre: "Spécialité", Part: 30}, {
		Titre: "Présents", Part: 10, Alignement: document.Droite,
	},
		{Titre: "Admis", Part: 10, Alignement: document.Droite}, {Titre: "Taux", Part: 10, Alignement: document.Droite},
		{Titre: "Moyenne", Part: 10, Alignement: document.Droite}}}
	for i, s := range []string{
		"Aéronautique", "Banque – conseiller de clientèle", "Comptabilité et gestion", "Systèmes numériques option A : Informatique et réseaux",
		"Bioanalyses et contrôles",
	} {
		t.Lignes = append(t.Lignes,
			document.Ligne{Cellules: []document.Cellule{
				document.T(fmt.Sprint(25302 + i)), document.T(s), document.N(fmt.Sprint(29+i), fmt.Sprint(29+i)),
				document.N(fmt.Sprint(20+i), fmt.Sprint(20+i)), document.P("68.97"), document.N("10.53", "10.53"),
			}})
	}
	t.Lignes = append(t.Lignes,
		document.Ligne{
			Gras: true, Fond: true,
			Cellules: []document.Cellule{
				document.T("Total"), document.T(""), document.N("155", "155"), document.N("110", "110"), document.P("70.97"), document.N("10.58", "10.58"),
			},
		})
	b := document.Barres{Titre: "Répartition des moyennes (hachuré : moyenne d'admission atteinte)"}
	for n := range 16 {
		b.Barres = append(b.Barres, document.Barre{Libelle: fmt.Sprintf("de %d à %d", n+3, n+4), Nombre: (n * 37) % 41, Marquee: n >= 7})
	}
	return document.Document{Nom: "STAT", Titre: "Statistiques", Paysage: true, Marque: "copie", Pied: "Centre 0250001R", Blocs: []document.Bloc{
		document.Bandeau{Gauche: []string{"BTS 2023-06"}, Droite: []string{"LP NELSON MANDELA", "Édité le 06/06/2023"}},
		document.Titre{Texte: "STATISTIQUES DU CENTRE", Encadre: true}, t, b,
	}}
}
