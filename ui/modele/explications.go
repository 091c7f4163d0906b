package modele

import (
	"strings"

	"delib/core/activite"
	"delib/core/examen"
)

// Explication gives what an activity is for, in the words of the original's
// own screen; a paragraph each, one that begins with "- " is a point of a list.
func Explication(a *activite.Activite, p *examen.Profil) []string {
	var t []string
	switch a.ID {
	case "plan-secours-groupe1":
		t = []string{
			"La génération du plan de secours est obligatoire. Elle pallie d’éventuelles difficultés techniques lors des délibérations.",
			"Le plan de secours est un fichier .zip que vous trouverez dans le compte rendu d’activité. Il contient, pour chaque jury :",
			"- les procès-verbaux individuels de notes des candidats du jury ;",
			"- les statistiques avant délibération du jury ;",
			"- un papillon d’accès : l’adresse du portail CYCLADES-JURY de secours, le login du jury et son mot de passe ;",
			"- de quoi reprendre la délibération sur un autre poste.",
			"L’adresse du portail n’est accessible qu’en cas de nécessité, et après autorisation du RSSI académique.",
			"Pensez à conserver le fichier .zip sur un autre support que ce poste.",
		}
	case "plan-secours-groupe2":
		t = []string{
			"Le centre de délibération est tenu de générer le plan de secours avant la délibération {de2}.",
			"Le plan de secours est un fichier .zip que vous trouverez dans le compte rendu d’activité. Il contient :",
			"- les procès-verbaux individuels de notes des candidats du jury {admis} ;",
			"- les papillons d’accès aux jurys : l’adresse du portail de secours, le login du jury et son mot de passe, à utiliser seulement avec l’accord de votre correspondant académique ;",
			"- de quoi reprendre la délibération sur un autre poste.",
			"Tous les jurys cochés : un seul fichier .zip pour le centre. Une partie seulement : un fichier .zip par jury.",
			"Le traitement peut durer, selon le nombre de candidats de vos jurys.",
		}
	case "notes-manquantes":
		t = []string{"Cette activité permet de contrôler qu’aucune note ne manque à l’issue du recueil des notes {de2}. S’il en manque, une édition donne la liste des candidats et des épreuves."}
	case "terminer-groupe1":
		t = []string{"Une fois les listes produites et les procès-verbaux signés, vous terminez la délibération du 1er groupe : les jurys passent de l’état 130 à l’état 140. Cela peut se faire globalement depuis la vue synthétique, ou jury par jury dans la vue détaillée."}
	case "ouvrir-groupe2":
		t = []string{"Ouvrir la délibération {de2} d’un jury consiste à le passer de l’état 200 à l’état 210. Cela peut se faire globalement depuis la vue synthétique, ou jury par jury dans la vue détaillée."}
	case "terminer-groupe2":
		t = []string{"Une fois les procès-verbaux signés, vous terminez {le2} : les jurys passent de l’état 211 à l’état 214. Cela peut se faire globalement depuis la vue synthétique, ou jury par jury dans la vue détaillée. L’académie reprend ensuite la main pour publier les résultats."}
	case "avancement":
		t = []string{"Cette activité gère des situations qui doivent rester exceptionnelles : un jury avance ou recule d’un état, avec un motif inscrit au journal. Pour terminer un groupe ou ouvrir une délibération, utilisez les activités de leur rubrique."}
	}
	m := strings.NewReplacer("{de2}", p.Mots.DuGroupe2, "{le2}", p.Mots.LeGroupe2, "{admis}", p.Mots.AdmisAu2)
	for i := range t {
		t[i] = m.Replace(t[i])
	}
	return t
}
