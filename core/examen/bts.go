package examen

// bts2022 are the rules of the BTS from session 2022 on: the épreuves de
// contrôle as décret 2022-850 of 3 June 2022 made them permanent.
func bts2022() *Profil {
	return &Profil{
		Examen: "BTS", Depuis: "2022",
		Sources: []string{
			"Code de l'éducation, art. D643-13 à D643-35-1",
			"Décret n° 2022-850 du 3 juin 2022 (épreuves de contrôle)",
			"Décret n° 2024-788 du 8 juillet 2024 (épreuves et unités, progressivement à partir de la session 2025)",
			"Arrêté du 9 mai 2025 (disciplines des épreuves de contrôle)",
			"Arrêté du 24 juillet 1997, SCOL9702103A (notes en points ou demi-points)",
		},
		ArticleDecision: "D643-22", ArticleAbsence: "D643-24", ArticleLivret: "D643-26",
		ArticleVisio: "D643-31-1",
		Admission:    []Seuil{{Ensemble, 10}}, // D643-22
		Controle: &RegleControle{
			Seuils:  []Seuil{{Ensemble, 8}, {Professionnelles, 10}}, // D643-22
			Formule: MeilleureNote,                                  // D643-22, note (4) of the relevé
			Nombre:  2, Article: "D643-15",
		},
		Pas: 50, ArticlePas: "arrêté du 24 juillet 1997",
		ECTS:       120, // D643-33
		Parametres: ParDefaut(),
		Mots: Mots{
			Examen: "BREVET DE TECHNICIEN SUPÉRIEUR", ExamenCourt: "BTS",
			Groupe2: "2nd groupe", DuGroupe2: "du 2nd groupe", LeGroupe2: "le 2nd groupe",
			Centre2: "Centre du 2nd groupe", Epreuves2: "des épreuves du 2nd groupe", AdmisAu2: "admis à passer les épreuves du 2nd groupe",
			Manquantes: "CONTROLE DES NOTES MANQUANTES DU SECOND GROUPE", MoyennePro: "Moyenne épr. prof.",
			Decisions: map[Decision]string{
				Admis: "Admis", Passe: "Passe les épreuves de contrôle", Refuse: "Refusé",
				Attente: "En attente de note", Partiel: "Sans décision finale",
			},
			Etats: map[Etat]string{
				NonCommencee:      "Délibération non commencée",
				ModificationNotes: "Modification de notes avant la délibération du 1er groupe",
				Deliberation1:     "Délibération du 1er groupe",
				Editions1:         "Editions après la délibération du 1er groupe",
				Termine1:          "1er groupe terminé en centre",
				Verrouille1:       "1er groupe verrouillé en académie",
				RecueilNotes:      "Recueil des notes du 2nd groupe",
				Deliberation2:     "Délibération du 2nd groupe",
				Editions2:         "Editions après la délibération du 2nd groupe",
				Termine2:          "2nd groupe terminé en centre",
				Verrouille2:       "2nd groupe verrouillé en académie",
			},
			Listes: listesDeControle(),
			Releve: releveMeilleureNote(
				"(1) : ECTS - Crédits européens (European Credits Transfer System). Les ECTS acquis les sessions précédentes sont conservés."),
		},
	}
}

// listesDeControle are the titles of the reference documents; those of both exams
// speak of the épreuve de contrôle.
func listesDeControle() [2]Listes {
	return [2]Listes{{
		Admis:       "Liste des candidats ADMIS après délibération du 1er groupe",
		Admissibles: "Liste des candidats admis à se présenter à l'épreuve de contrôle",
		NonAdmis:    "Liste des candidats non admis après délibération du 1er groupe",
		Modifiees:   "Liste des notes modifiées en délibération du 1er groupe",
	}, {
		Admis:     "Liste des candidats ADMIS à l'issue de l'épreuve de contrôle",
		NonAdmis:  "Liste des candidats non admis après délibération de l'épreuve de contrôle",
		Modifiees: "Liste des notes modifiées en délibération de l'épreuve de contrôle",
	}}
}

// releve are the words that the relevés of both exams share.
func releve() Releve {
	return Releve{Pro: "Épreuves professionnelles", Controle: "Épreuves de contrôle", Resultat2: "RÉSULTAT : Épreuves de contrôle", RenvoiPro: " (2)"}
}

// releveMeilleureNote adds those of a contrôle whose best mark is kept; avant are
// the notes that come first.
func releveMeilleureNote(avant ...string) Releve {
	r := releve()
	r.RenvoiAuChoix, r.Retenue = " (3)", "Meilleure note retenue (4)"
	r.Notes = append(avant, "(2) : Epreuve professionnelle.",
		"(3) : Epreuve générale pouvant être choisie en épreuve de contrôle.",
		"(4) : La meilleure note entre l'épreuve initiale et celle de contrôle correspondante est retenue pour la moyenne générale à l'issue des épreuves de "+
			"contrôle.")
	return r
}

// releveDemiSomme adds those of a contrôle that is one mark.
func releveDemiSomme() Releve {
	r := releve()
	r.NoteControle = "Note de l'épreuve de contrôle (3)"
	r.Notes = []string{"(2) : Epreuve professionnelle.",
		"(3) : La moyenne à l'issue de l'épreuve de contrôle est la demi-somme de la moyenne générale et de la note de l'épreuve de contrôle."}
	return r
}
