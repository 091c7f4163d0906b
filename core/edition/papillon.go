package edition

import (
	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// Acces is the way in of a jury to the rescue portal.
type Acces struct{ URL, Login, MotDePasse string }

// Papillon gives a jury its way in to the rescue portal CYCLADES-JURY, on a slip
// of A5 with a stub that its receiver signs. It is the only document that holds a
// password. An address that nobody gave is left to be written by hand.
func Papillon(f *Faits, d *jury.Dossier, groupe string, a Acces) document.Document {
	adresse := a.URL
	if adresse == "" {
		adresse = pointilles + "\n(donnée par l’académie quand elle ouvre le portail)"
	}
	academie := f.Centre.Academie
	appeler := lignes(academie.Rectorat, prefixe("Tél. : ", academie.Telephone), prefixe("Mail. : ", academie.Mail))
	if academie.Telephone == "" {
		appeler = lignes(appeler, "Tél. : "+pointilles)
	}
	return document.Document{
		Nom: fichier.Nom("Papillon_" + d.Code), Titre: "Papillon d’accès - Jury " + d.Code, Format: document.A5,
		Pied: "Papillon d’accès - Jury " + d.Code + " - " + f.EditeLe(),
		Blocs: []document.Bloc{
			f.bandeau(),
			document.Titre{Texte: "Papillon d’accès au portail CYCLADES-JURY de secours", Encadre: true},
			document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Titre()}, {Libelle: "Groupe de décision", Valeur: groupe}}},
			document.Paragraphe{Style: document.Gras, Texte: "1. Attendez l’accord de votre correspondant académique"},
			document.Paragraphe{Texte: "Le portail n’est ouvert qu’en cas de nécessité, après autorisation du RSSI académique."},
			document.Paragraphe{Style: document.Gras, Texte: "2. Ouvrez cette adresse dans un navigateur"},
			document.Champs{Paires: []document.Paire{{Libelle: "Adresse (URL)", Valeur: adresse}}},
			document.Paragraphe{Style: document.Gras, Texte: "3. Donnez l’identifiant et le mot de passe"},
			document.Champs{Paires: []document.Paire{{Libelle: "Identifiant (login)", Valeur: a.Login}}},
			document.Code{Libelle: "Mot de passe", Texte: a.MotDePasse},
			document.Paragraphe{Style: document.Petit, Texte: "O et I sont des lettres ; il n’y a ni zéro, ni un. Les traits d’union en font partie."},
			document.Paragraphe{Style: document.Gras, Texte: "En cas de difficulté, appelez"},
			document.Paragraphe{Texte: appeler},
			document.Paragraphe{Style: document.Petit, Texte: "Confidentiel : à remettre au seul président du jury, à détruire après la délibération. Une " +
				"nouvelle génération du plan de secours le remplace."},
			document.Decoupe{Texte: "Souche à garder par le centre"},
			document.Paragraphe{Texte: "Papillon du jury " + d.Code + " (groupe " + groupe + "), identifiant " + a.Login + "\nRemis à " +
				"........................................ le ..................... à ............ h"},
			document.Cadre{Titre: "Signature de qui le reçoit", Hauteur: 15},
		},
	}
}
