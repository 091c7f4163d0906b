package activite

import (
	"slices"

	"delib/core/edition"
	"delib/core/examen"
)

// Ids that advice and screens lead to.
const (
	IDPlan1      = "plan-secours-groupe1"
	IDPlan2      = "plan-secours-groupe2"
	IDTerminer1  = "terminer-groupe1"
	IDTerminer2  = "terminer-groupe2"
	IDOuvrir2    = "ouvrir-groupe2"
	IDChoix      = "saisir-choix"
	IDNotes      = "saisir-notes"
	IDManquantes = "notes-manquantes"
	IDAvancement = "avancement"

	IDListes1      = "listes-resultats-groupe1"
	IDListes2      = "listes-resultats-groupe2"
	IDPV1          = "pv-groupe1"
	IDPV2          = "pv-groupe2"
	IDReleves      = "releves-notes"
	IDConvocations = "convocations"
)

// Menu is the original's menu, in its order.
func Menu() []*Activite {
	return slices.Concat(menuLivrets(), menuAvant1(), menuApres1(), menuOrganisation(), menuAvant2(), menuApres2(), menuGeneral())
}

func menuLivrets() []*Activite {
	return []*Activite{
		{
			ID: "liste-eleves-livret", Rubrique: Livrets, Libelle: "Editer la liste des élèves avec livret scolaire",
			Jurys: juryListe, Court: "Élèves avec livret", Document: "Liste des élèves avec livret scolaire", Fichier: "eleves_livret",
			Formats: formatsListe, Champs: []Champ{champCritere, champTri, champImpression}, editer: livrets(edition.ListeElevesLivret),
		},
		{
			ID: "liste-candidats-livret", Rubrique: Livrets, Libelle: "Editer la liste des candidats avec livret scolaire",
			Jurys: juryListe, Court: "Candidats avec livret", Document: "Liste des candidats avec livret scolaire", Fichier: "candidats_livret",
			Formats: formatsListe, Champs: []Champ{champCritere, champTri, champImpression}, editer: livrets(edition.ListeCandidatsLivret),
		},
	}
}

func menuAvant1() []*Activite {
	un := []examen.Etat{examen.Deliberation1}
	return []*Activite{
		{
			ID: IDPlan1, Rubrique: Avant1, Libelle: "Générer le plan de secours par jury", Genre: Traitement,
			Etats: []examen.Etat{examen.ModificationNotes, examen.Deliberation1},
			Court: "Générer le plan de secours", Synonymes: "pvi papillon zip", Document: "Plan de secours du 1er groupe",
			Explication: []string{
				"La génération du plan de secours est obligatoire. Elle pallie d’éventuelles difficultés techniques lors des délibérations.",
				"Le plan de secours est un fichier .zip que vous trouverez dans le compte rendu d’activité. Il contient, pour chaque jury :",
				"- les procès-verbaux individuels de notes des candidats du jury ;",
				"- les statistiques avant délibération du jury ;",
				"- le tableau du jury (A3 et A4), un procès-verbal à remplir, la feuille d’émargement et, réservée au président, la correspondance ;",
				"- un papillon d’accès : l’adresse du portail CYCLADES-JURY de secours, le login du jury et son mot de passe ;",
				"- de quoi reprendre la délibération sur un autre poste.",
				"L’adresse du portail n’est accessible qu’en cas de nécessité, et après autorisation du RSSI académique.",
				"Pensez à conserver le fichier .zip sur un autre support que ce poste.",
			},
			Champs: champsPlan, lancer: planSecours1,
		},
		{
			ID: "listes-candidats", Rubrique: Avant1, Libelle: "Editer les listes de candidats", Etats: un, Formats: formatsListe,
			Jurys: juryListe,
			Court: "Listes de candidats", Synonymes: "anonyme correspondance handicap", Document: "Listes de candidats", Fichier: "candidats_{liste}",
			Champs: []Champ{{Nom: "liste", Libelle: "Choix de la liste à éditer", Genre: ChampListe, Defaut: "anonyme", Options: []Option{
				{"anonyme", "Liste anonyme des candidats du jury", "Liste anonyme des candidats"},
				{"correspondance", "Liste de correspondance des candidats du Jury", "Liste de correspondance des candidats"},
				{"amenagements", "Liste des candidats avec mesures pour handicap", "Liste des candidats avec mesures pour handicap"},
				{"decision", "Liste des candidats triés par décision et moyenne descendantes", "Liste des candidats par décision et moyenne"},
			}}, champImpression}, editer: listesCandidats,
		},
		{
			ID: "statistiques", Rubrique: Avant1, Libelle: "Editer les statistiques avant délibération", Etats: un, Formats: formatsListe,
			Court: "Statistiques", Document: "Statistiques avant délibération", Fichier: "statistiques_{par}",
			Champs: []Champ{{Nom: "par", Libelle: "Statistiques", Genre: ChampListe, Defaut: "decision", Options: []Option{
				{"decision", "Par décision", "Statistiques avant délibération par décision"},
				{"epreuve", "Par épreuve", "Statistiques avant délibération par épreuve"},
			}}, champImpression}, editer: statistiques,
		},
	}
}

func menuApres1() []*Activite {
	return []*Activite{
		{
			ID: IDListes1, Rubrique: Apres1, Libelle: "Editer les listes de résultats du 1er groupe du centre de délibération",
			Jurys: juryListe, Court: "Listes de résultats", Synonymes: "admis affichage", Document: "Résultats du 1er groupe", Fichier: "{liste}_groupe1",
			Etats: depuis(examen.Editions1), Formats: formatsListe, Champs: []Champ{champListe1, champPapier, champImpression},
			editer: resultats(1, edition.ListesResultats),
		},
		{
			ID: IDPV1, Rubrique: Apres1, Libelle: "Editer les Procès Verbaux de tenue de délibération du 1er groupe",
			Jurys: juryEditer, Explication: rappelPV,
			Court: "Procès-verbaux", Synonymes: "pv", Document: "Procès-verbal de tenue de délibération du 1er groupe", Fichier: "pv_groupe1",
			Etats: depuis(examen.Editions1), Champs: []Champ{champDocuments, champSignataire, champImpression}, editer: pv(1),
		},
		{
			ID: IDTerminer1, Rubrique: Apres1, Libelle: "Terminer le 1er groupe", Genre: Avancement, Bouton: "Terminer 1er groupe",
			Explication: []string{"Une fois les listes produites et les procès-verbaux signés, vous terminez la délibération du 1er groupe : les jurys passent " +
				"de l’état 130 à l’état 140. Cela peut se faire globalement depuis la vue synthétique, ou jury par jury dans la vue détaillée."},
			Etats: []examen.Etat{examen.Editions1}, Vers: examen.Termine1, Champs: champsTerminer, lancer: avancerNormal,
		},
		{
			ID: "listes-resultats-groupe1-epreuve", Rubrique: Apres1, Libelle: "Editer les listes de résultats du 1er groupe du centre d'épreuve",
			Jurys: juryListe,
			Court: "Résultats par centre d’épreuve", Document: "Résultats du 1er groupe du centre d’épreuve", Fichier: "{liste}_groupe1_epreuve",
			Etats: depuis(examen.Editions1), Formats: formatsListe, Champs: []Champ{champListe1, champPapier, champImpression},
			editer: resultats(1, edition.ListesResultatsEpreuve),
		},
	}
}

func menuOrganisation() []*Activite {
	return []*Activite{
		{
			ID: IDReleves, Rubrique: Organisation, Libelle: "Editer le relevé de notes des candidats admissibles",
			Sous:  "RLN des candidats admissibles du centre de délibération",
			Court: "Relevés de notes", Synonymes: "rln", Document: "Relevés de notes des candidats admissibles", Fichier: "releves",
			Etats: depuis(examen.Termine1), Champs: champsReleve, editer: releves,
		},
		{
			ID: IDChoix, Rubrique: Organisation, Libelle: "Saisir les choix et dates {epreuves2}", Genre: Saisie,
			Sous:  "Saisir les choix des candidats du centre de délibération",
			Court: "Saisir les choix", Synonymes: "disciplines oraux",
			Etats: []examen.Etat{examen.Verrouille1, examen.RecueilNotes}, Champs: champsChoix, lancer: saisirChoix,
		},
		{
			ID: IDConvocations, Rubrique: Organisation, Libelle: "Convocations {2}",
			Court: "Convocations", Synonymes: "oraux rattrapage", Document: "Convocations {2}", Fichier: "convocations",
			Etats: depuis(examen.Termine1), Formats: formatsListe, Champs: []Champ{champImpression}, editer: convocations,
		},
	}
}

func menuAvant2() []*Activite {
	recueil := []examen.Etat{examen.RecueilNotes}
	return []*Activite{
		{
			ID: "bordereaux", Rubrique: Avant2, Libelle: "Editer les bordereaux de notation épreuves {de2}", Etats: recueil,
			Court: "Bordereaux de notation", Document: "Bordereaux de notation {epreuves2}", Fichier: "bordereaux",
			Champs: []Champ{{Nom: "presentation", Libelle: "Présentation", Genre: ChampListe, Defaut: "nominative", Options: []Option{
				{Code: "nominative", Libelle: "Nominative"}, {Code: "anonyme", Libelle: "Anonyme"},
			}}, champImpression}, editer: bordereaux,
		},
		{
			ID: IDNotes, Rubrique: Avant2, Libelle: "Saisir les notes {epreuves2}", Genre: Saisie,
			Court: "Saisir les notes", Synonymes: "oraux rattrapage",
			Etats: recueil, Champs: champsNotes, lancer: saisirNotes,
		},
		{
			ID: IDManquantes, Rubrique: Avant2, Libelle: "Contrôler les notes manquantes", Etats: recueil, Formats: formatsListe,
			Document: "Notes manquantes {epreuves2}", Fichier: "notes_manquantes",
			Explication: []string{"Cette activité permet de contrôler qu’aucune note ne manque à l’issue du recueil des notes {de2}. S’il en manque, une édition " +
				"donne la liste des candidats et des épreuves."},
			Champs: []Champ{champImpression}, editer: notesManquantes,
		},
		{
			ID: IDPlan2, Rubrique: Avant2, Libelle: "Générer le plan de secours", Genre: Traitement,
			Etats:     []examen.Etat{examen.RecueilNotes, examen.Deliberation2},
			Synonymes: "pvi papillon zip", Document: "Plan de secours {de2}",
			Explication: []string{
				"Le centre de délibération est tenu de générer le plan de secours avant la délibération {de2}.",
				"Le plan de secours est un fichier .zip que vous trouverez dans le compte rendu d’activité. Il contient :",
				"- les procès-verbaux individuels de notes des candidats du jury {admis2} ;",
				"- le tableau du jury (A3 et A4), un procès-verbal à remplir, la feuille d’émargement et, réservée au président, la correspondance ;",
				"- les papillons d’accès aux jurys : l’adresse du portail de secours, le login du jury et son mot de passe, à utiliser seulement avec l’accord de " +
					"votre correspondant académique ;",
				"- de quoi reprendre la délibération sur un autre poste.",
				"Tous les jurys cochés : un seul fichier .zip pour le centre. Une partie seulement : un fichier .zip par jury.",
				"Le traitement peut durer, selon le nombre de candidats de vos jurys.",
			},
			Champs: champsPlan, lancer: planSecours2,
		},
		{
			ID: IDOuvrir2, Rubrique: Avant2, Libelle: "Ouvrir la délibération {de2}", Genre: Avancement, Court: "Ouvrir la délibération",
			Bouton: "Ouvrir délibération {2}",
			Explication: []string{"Ouvrir la délibération {de2} d’un jury consiste à le passer de l’état 200 à l’état 210. Cela peut se faire globalement depuis " +
				"la vue synthétique, ou jury par jury dans la vue détaillée."},
			Etats: recueil, Vers: examen.Deliberation2, lancer: avancerNormal,
		},
	}
}

func menuApres2() []*Activite {
	return []*Activite{
		{
			ID: IDListes2, Rubrique: Apres2, Libelle: "Editer les listes de résultats {de2} du jury - centre de délibération",
			Jurys: juryListe, Court: "Listes de résultats", Synonymes: "admis affichage", Document: "Résultats {de2}", Fichier: "{liste}_groupe2",
			Etats: depuis(examen.Editions2), Formats: formatsListe, Champs: []Champ{champListe2, champPapier, champImpression},
			editer: resultats(2, edition.ListesResultats),
		},
		{
			ID: IDPV2, Rubrique: Apres2, Libelle: "Editer les Procès Verbaux de tenue de délibération {de2}",
			Jurys: juryEditer, Explication: rappelPV,
			Court: "Procès-verbaux", Synonymes: "pv", Document: "Procès-verbal de tenue de délibération {de2}", Fichier: "pv_groupe2",
			Etats: depuis(examen.Editions2), Champs: []Champ{champDocuments, champSignataire, champImpression}, editer: pv(2),
		},
		{
			ID: IDTerminer2, Rubrique: Apres2, Libelle: "Terminer {le2}", Genre: Avancement, Bouton: "Terminer {2}",
			Explication: []string{"Une fois les procès-verbaux signés, vous terminez {le2} : les jurys passent de l’état 211 à l’état 214. Cela peut se faire " +
				"globalement depuis la vue synthétique, ou jury par jury dans la vue détaillée. L’académie reprend ensuite la main pour publier les résultats."},
			Etats: []examen.Etat{examen.Editions2}, Vers: examen.Termine2, Champs: champsTerminer, lancer: avancerNormal,
		},
		{
			ID: "listes-resultats-groupe2-epreuve", Rubrique: Apres2, Libelle: "Editer les listes de résultats {de2} du jury - centre d'épreuve",
			Jurys: juryListe,
			Court: "Résultats par centre d’épreuve", Document: "Résultats {de2} du centre d’épreuve", Fichier: "{liste}_groupe2_epreuve",
			Etats: depuis(examen.Editions2), Formats: formatsListe, Champs: []Champ{champListe2, champPapier, champImpression},
			editer: resultats(2, edition.ListesResultatsEpreuve),
		},
	}
}

func menuGeneral() []*Activite {
	return []*Activite{
		{
			ID: IDAvancement, Rubrique: General, Libelle: "Gérer l'avancement des jurys", Genre: Avancement,
			Court: "Gérer l’avancement", Synonymes: "etat reculer",
			Explication: []string{"Cette activité gère des situations qui doivent rester exceptionnelles : un jury avance ou recule d’un état, avec un motif " +
				"inscrit au journal. Pour terminer un groupe ou ouvrir une délibération, utilisez les activités de leur rubrique."},
			Champs: []Champ{{Nom: "etat", Libelle: "Nouvel état", Genre: ChampEtat, Obligatoire: true}, champMotif}, lancer: avancerExceptionnel,
		},
		{
			ID: "fraudeurs-liste-rouge", Rubrique: General, Libelle: "Editer la liste des candidats présumés fraudeurs ou inscrits en liste rouge",
			Court: "Fraudeurs et liste rouge", Synonymes: "fraude", Document: "Candidats présumés fraudeurs ou inscrits en liste rouge",
			Fichier: "fraudeurs_liste_rouge",
			Formats: formatsListe, editer: signales,
		},
		{
			ID: "saisies-a-reporter", Rubrique: General, Libelle: "Editer l'état des saisies à reporter",
			Court: "Saisies à reporter", Synonymes: "cyclades report ressaisir", Document: "État des saisies à reporter dans CYCLADES", Fichier: "saisies_a_reporter",
			Explication: []string{"Après une coupure, ce que le centre a fait ici se saisit dans CYCLADES : notes modifiées, livrets examinés, " +
				"clôtures, choix, notes {de2}, " +
				"dans l’ordre où il le demande, avec une case par ligne, des comptes et des sommes de contrôle. Quand un jury est saisi, marquez-le comme reporté : " +
				"l’état suivant ne reprend que la suite."},
			Formats: formatsListe, Champs: []Champ{champDepuis, champImpression}, editer: saisiesAReporter,
		},
	}
}
