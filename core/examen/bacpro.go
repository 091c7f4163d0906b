package examen

// motsBacPro are the words of the baccalauréat professionnel, as seed S0 prints them.
func motsBacPro(r Releve) Mots {
	return Mots{
		Examen: "BACCALAURÉAT PROFESSIONNEL", ExamenCourt: "Bac pro",
		Groupe2: "épreuve de contrôle", DuGroupe2: "de l'épreuve de contrôle", LeGroupe2: "l'épreuve de contrôle",
		Centre2: "Centre épreuve de contrôle", Epreuves2: "de l'épreuve de contrôle", AdmisAu2: "admis à passer l'épreuve de contrôle",
		Manquantes: "CONTROLE DES NOTES MANQUANTES A L'EPREUVE DE CONTROLE", DevantNote2: "Epreuve de contrôle : ",
		MoyennePro: "Moyenne épr. prof.", Listes: listesDeControle(), Releve: r,
		Decisions: map[Decision]string{
			Admis: "Admis", Passe: "Passe l'épreuve de contrôle", Refuse: "Refusé",
			Attente: "En attente de note", Partiel: "Sans décision finale",
		},
		Etats: map[Etat]string{
			NonCommencee:      "Délibération non commencée",
			ModificationNotes: "Modification de notes avant la délibération du 1er groupe",
			Deliberation1:     "Délibération du 1er groupe",
			Editions1:         "Editions après la délibération du 1er groupe",
			Termine1:          "1er groupe terminé en centre",
			Verrouille1:       "1er groupe verrouillé en académie",
			RecueilNotes:      "Recueil des notes de l'épreuve de contrôle",
			Deliberation2:     "Délibération de l'épreuve de contrôle",
			Editions2:         "Editions après la délibération de l'épreuve de contrôle",
			Termine2:          "Epreuve de contrôle terminée en centre",
			Verrouille2:       "Epreuve de contrôle verrouillée en académie",
		},
	}
}

// mentionsBacPro: D337-86; the félicitations come from décret 2024-122 of 19 February 2024.
func mentionsBacPro() []Mention {
	return []Mention{
		{Code: "AB", Libelle: "Assez bien", Seuil: 12},
		{Code: "B", Libelle: "Bien", Seuil: 14},
		{Code: "TB", Libelle: "Très bien", Seuil: 16},
		{Code: "TBF", Libelle: "Très bien avec les félicitations du jury", Seuil: 18, Depuis: "2024-01"},
	}
}

// bacPro fills in what no reform has changed since 2009.
func bacPro(p *Profil) *Profil {
	p.Examen, p.Parametres, p.Mentions = "BCP", ParDefaut(), mentionsBacPro()
	p.ArticleDecision, p.ArticleAbsence, p.ArticleLivret, p.ArticleVisio = "D337-78", "D337-81", "D337-85", "D337-93-1"
	p.ArticlePFMP = "D337-81"
	p.Admission = []Seuil{{Ensemble, 10}} // D337-78
	p.Certificat = &Certificat{Nom: "certificat de fin d’études professionnelles secondaires", Article: "D337-87", Seuil: 8}
	p.Remplacement = true // D337-81, D337-92
	p.Pas, p.ArticlePas = 50, "arrêté du 24 juillet 1997"
	p.MentionAvecNoteGardee, p.ArticleMention = true, "D337-86" // none after the contrôle
	return p
}

// bacPro2009 are the rules of the sessions 2009 to 2021: décret 2009-145. The
// one-off measure of session 2021 (décret 2021-727, art. 3) is not applied.
func bacPro2009() *Profil {
	return bacPro(&Profil{
		Depuis: "2009", Jusqua: "2021",
		Sources: []string{
			"Code de l'éducation, art. D337-51 à D337-94-1, version issue du décret n° 2009-145 du 10 février 2009",
			"Arrêté du 18 février 2010 (épreuve de contrôle)",
			"Arrêté du 24 juillet 1997, SCOL9702103A (notes en points ou demi-points)",
		},
		Controle: &RegleControle{
			Seuils:  []Seuil{{Ensemble, 8}, {Pratiques, 10}},            // D337-78 (2009)
			Formule: MoyenneAvecControle, Nombre: 2, CommuneATous: true, // D337-78 (2009)
			Article: "arrêté du 18 février 2010",
		},
		Mots: motsBacPro(releveDemiSomme()),
	})
}

// bacPro2022 are the rules of the sessions 2022 to 2024: décret 2021-1524, arrêté
// of 25 November 2021, and the chef-d'œuvre of arrêté of 20 October 2020.
func bacPro2022() *Profil { return bacProParUnites("2022", "2024", "Chef-d’œuvre") }

// bacPro2025 are the rules from session 2025 on: décret 2024-542 calls the
// chef-d'œuvre projet, and changes nothing else here.
func bacPro2025() *Profil {
	p := bacProParUnites("2025", "", "Projet")
	p.Sources = append(p.Sources, "Décret n° 2024-542 du 13 juin 2024 (projet)")
	return p
}

func bacProParUnites(depuis, jusqua, projet string) *Profil {
	return bacPro(&Profil{
		Depuis: depuis, Jusqua: jusqua,
		Sources: []string{
			"Code de l'éducation, art. D337-51 à D337-94-1, version issue du décret n° 2021-1524",
			"Décret n° 2020-1277 du 20 octobre 2020 et arrêté du 20 octobre 2020 (chef-d'œuvre)",
			"Arrêté du 25 novembre 2021 (épreuve de contrôle)",
			"Décret n° 2024-122 du 19 février 2024 (félicitations)",
			"Arrêté du 24 juillet 1997, SCOL9702103A (notes en points ou demi-points)",
		},
		Controle: &RegleControle{
			Seuils:  []Seuil{{Ensemble, 8}, {Professionnelles, 10}}, // D337-78 (2022)
			Formule: MeilleureNote, Nombre: 2, Article: "arrêté du 25 novembre 2021",
		},
		Projet: &RegleProjet{Nom: projet, Article: "arrêté du 20 octobre 2020", Categories: []string{"SCOLAIRE", "APPRENTI"}},
		Mots:   motsBacPro(releveMeilleureNote()),
	})
}
