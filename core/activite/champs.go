package activite

// The fields that the activities of the menu ask for.

// Where the papillons of a plan de secours go.
const (
	papillonDansZIP = "dans-le-zip"
	papillonAPart   = "a-part"
)

// The groups of the form of the relevés, as the original has them.
const (
	groupeService = "Edition du service examen / concours"
	groupePied    = "Pied du relevé de notes"
)

// The questions over the jurys, in the original's words.
const (
	juryListe  = "Pour quel(s) jury(s) voulez-vous éditer la liste ?"
	juryEditer = "Jury à éditer"
)

// rappelPV is written on the original's screens of the PV.
var rappelPV = []string{"Le PV de tenue de délibération doit être imprimé par vos soins et signé par l'intervenant (président ou vice-président) " +
	"qui a modifié les notes en délibération."}

// The fields of what ends a group: the seal of the signed procès-verbal, or why there is none.
const (
	ChampSceau  = "sceau"
	ChampSansPV = "sans-pv"
)

var (
	formatsListe = []string{"pdf", "xlsx", "csv"}

	champMotif   = Champ{Nom: "motif", Libelle: "Motif", Obligatoire: true, Aide: "Il est inscrit au journal."}
	champPortail = Champ{
		Nom: "portail", Libelle: "Adresse du portail de secours", Aide: "Vide : un blanc à remplir",
	}

	champPVI = Champ{Nom: "presentation", Libelle: "PVI et tableau du jury", Genre: ChampListe, Defaut: "nominative", Options: []Option{
		{Code: "nominative", Libelle: "Nominatifs"}, {Code: "anonyme", Libelle: "Anonymes, correspondance à part"},
	}}
	champPapillon = Champ{Nom: "papillon", Libelle: "Papillon d’accès", Genre: ChampListe, Defaut: "dernier", Options: []Option{
		{Code: "dernier", Libelle: "Comme la dernière fois"}, {Code: papillonDansZIP, Libelle: "Dans le ZIP"},
		{Code: papillonAPart, Libelle: "À part, conseillé pour une clé"},
	}}
	champChiffrer = Champ{Nom: "chiffrer", Libelle: "Chiffrer le ZIP", Genre: ChampOui}
	champsPlan    = []Champ{champPortail, champPVI, champPapillon, champChiffrer, champImpression}

	champPapier = Champ{Nom: "papier", Libelle: "Papier des listes à afficher", Genre: ChampListe, Defaut: "a4", Options: []Option{
		{Code: "a4", Libelle: "A4"}, {Code: "a3", Libelle: "A3"},
	}}
	champImpression = Champ{Nom: "impression", Libelle: "Impression", Genre: ChampListe, Defaut: "recto-verso", Options: []Option{
		{Code: "recto-verso", Libelle: "Recto verso, feuilles neuves"}, {Code: "recto", Libelle: "Recto seul"},
	}}

	champListe1 = Champ{Nom: "liste", Libelle: "Choix de la liste à éditer", Genre: ChampListe, Defaut: "admis", Options: []Option{
		{"admis", "Liste d'affichage des admis", "Liste des admis du 1er groupe"},
		{"admissibles", "Liste des candidats admis à se présenter aux épreuves du second groupe", "Liste des candidats {admis2}"},
		{"non-admis", "Liste des non admis", "Liste des non admis du 1er groupe"},
	}}
	champListe2 = Champ{Nom: "liste", Libelle: "Choix de la liste à éditer", Genre: ChampListe, Defaut: "admis", Options: []Option{
		{"admis", "Liste d'affichage des admis", "Liste des admis {de2}"}, {"non-admis", "Liste des non admis", "Liste des non admis {de2}"},
	}}
	champDocuments = Champ{Nom: "documents", Libelle: "Paramètres d'édition", Genre: ChampListe, Defaut: "unique", Options: []Option{
		{Code: "unique", Libelle: "Une édition contenant tous les documents du PV"},
		{Code: "separes", Libelle: "Une édition par document du PV (regroupés dans un fichier Zip)"},
	}}
	champDepuis = Champ{Nom: "depuis", Libelle: "Ce qui est repris", Genre: ChampListe, Defaut: "dernier", Options: []Option{
		{Code: "dernier", Libelle: "Depuis le dernier report"}, {Code: "tout", Libelle: "Tout, depuis le début"},
	}}
	champSignataire = Champ{Nom: "signataire", Libelle: "Intervenant qui signe", Genre: ChampListe, Defaut: "president", Options: []Option{
		{Code: "president", Libelle: "Président du jury"}, {Code: "vice-president", Libelle: "Vice-président du jury"},
	}}

	champsTerminer = []Champ{
		{Nom: ChampSceau, Libelle: "Sceau du procès-verbal signé", Aide: "ses quatre premiers caractères, au pied de chaque page"},
		{Nom: ChampSansPV, Libelle: "Sans procès-verbal signé : pourquoi", Aide: "le motif est inscrit au journal"},
	}

	champCritere = Champ{Nom: "critere", Libelle: "Critères de sélection", Multiple: true, Aide: "CHAMP=V, CHAMP!=V, CHAMP~V (contient), CHAMP= (vide)"}
	champTri     = Champ{
		Nom: "tri", Libelle: "Tri", Genre: ChampListe, Defaut: "nom",
		Options: []Option{
			{Code: "nom", Libelle: "Par nom"}, {Code: "numero", Libelle: "Par numéro"}, {Code: "etablissement", Libelle: "Par établissement"},
		},
	}

	champsReleve = []Champ{
		{Nom: "fichiers", Libelle: "Vous souhaitez générer", Genre: ChampListe, Defaut: "unique", Options: []Option{
			{Code: "unique", Libelle: "Un seul fichier contenant tous les relevés de notes"}, {Code: "par-jury", Libelle: "Un fichier par jury"},
		}},
		{Nom: "etablissement", Libelle: "Editer l'établissement d'inscription du candidat", Genre: ChampOui, Groupe: "Entête du relevé de notes"},
		{Nom: "mail", Libelle: "Edition du mail du service examen / concours", Genre: ChampOui, Groupe: groupeService, Sous: "Du mail"},
		{Nom: "telephone", Libelle: "Edition du téléphone du service examen / concours", Genre: ChampOui, Groupe: groupeService, Sous: "Du téléphone"},
		{Nom: "signature-a", Libelle: "Signature à", Aide: "par défaut la ville du centre", Groupe: groupePied},
		{Nom: "signature-le", Libelle: "le", Genre: ChampDate, Aide: "JJ/MM/AAAA ; par défaut aujourd’hui", Groupe: groupePied},
		champImpression, champCritere, champTri,
	}

	champsChoix = []Champ{
		{Nom: "candidat", Libelle: "Candidat", Genre: ChampCandidat, Obligatoire: true, SaufSi: "fichier"},
		{Nom: "epreuve", Libelle: "Discipline", Genre: ChampEpreuve, Multiple: true, Obligatoire: true, SaufSi: "fichier"},
		{Nom: "centre", Libelle: "Centre d’épreuve (UAI)", Multiple: true, SaufSi: "fichier", Aide: "un pour toutes les disciplines, ou un pour chacune"},
		{
			Nom: "date", Libelle: "Date et heure", Genre: ChampDate, Multiple: true, SaufSi: "fichier",
			Aide: "JJ/MM/AAAA HH:MM, une pour toutes les disciplines, ou une pour chacune",
		},
		{Nom: "confirme", Libelle: "Deux épreuves d’une même langue : le choix est confirmé", Genre: ChampOui},
		{
			Nom: "fichier", Libelle: "Fichier de choix", Genre: ChampFichier,
			Aide: "XLSX ou CSV : numero, inscription, epreuve1, epreuve2, centre, date, confirme",
		},
		champApercu, champPartiel,
	}
	champsNotes = []Champ{
		{Nom: "candidat", Libelle: "Candidat", Genre: ChampCandidat, Obligatoire: true, SaufSi: "fichier"},
		{Nom: "epreuve", Libelle: "Discipline", Genre: ChampEpreuve, Obligatoire: true, SaufSi: "fichier"},
		{
			Nom: "valeur", Libelle: "Note", Obligatoire: true, SaufSi: "fichier",
			Aide: "10, 9,5 ou 9.5, « absent », ou « retirer » pour une note saisie par erreur",
		},
		{Nom: "motif", Libelle: "Motif du retrait", SaufSi: "fichier", Aide: "« Saisie par erreur » s’il n’est pas donné"},
		{Nom: "fichier", Libelle: "Bordereau rempli", Genre: ChampFichier, Aide: "XLSX ou CSV : numero, inscription, epreuve, note"},
		champApercu, champPartiel,
	}
	champPartiel = Champ{
		Nom: "partiel", Libelle: "Enregistrer les lignes bonnes et laisser les lignes refusées", Genre: ChampOui,
		Aide: "sans lui, une ligne refusée et rien n’est enregistré",
	}
	champApercu = Champ{Nom: "apercu", Libelle: "Aperçu du fichier, sans enregistrer", Genre: ChampOui}
)
