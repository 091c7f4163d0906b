package examen

// bts2022 are the rules of the BTS from session 2022 on: the épreuves de
// contrôle as décret 2022-850 of 3 June 2022 made them permanent.
func bts2022() *Profil {
	return &Profil{
		Examen: "BTS", Depuis: "2022",
		Sources: []string{
			"Code de l'éducation, art. D643-13 à D643-35-1",
			"Décret n° 2022-850 du 3 juin 2022 (épreuves de contrôle)",
			"Arrêté du 24 juillet 1997, SCOL9702103A (notes en points ou demi-points)",
		},
		ArticleDecision: "D643-22", ArticleAbsence: "D643-24", ArticleLivret: "D643-26",
		SeuilAdmission: 10, SeuilControle: 8, SeuilPro: 10, // D643-22
		ConditionPro: MoyenneProfessionnelle, // D643-22
		Formule:      MeilleureNote,          // D643-22, note (4) of the relevé
		ECTS:         120,                    // D643-33
		Parametres:   ParDefaut(),
		Mots: Mots{
			Examen: "BREVET DE TECHNICIEN SUPÉRIEUR", ExamenCourt: "BTS",
			Groupe2: "2nd groupe", DuGroupe2: "du 2nd groupe", LeGroupe2: "le 2nd groupe",
			Centre2: "Centre du 2nd groupe", Epreuves2: "des épreuves du 2nd groupe", AdmisAu2: "admis à passer les épreuves du 2nd groupe",
			Manquantes: "CONTROLE DES NOTES MANQUANTES DU SECOND GROUPE",
			Decisions: map[Decision]string{
				Admis: "Admis", Passe: "Passe les épreuves de contrôle", Refuse: "Refusé",
				Attente: "En attente de note", Partiel: "Unités non toutes présentées",
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
		},
	}
}
