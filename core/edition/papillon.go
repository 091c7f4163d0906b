package edition

import (
	"slices"

	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// Acces is the way in of a jury to the rescue portal.
type Acces struct {
	URL, Login, MotDePasse string
	Empreinte              string // of the certificate, in short; "" when the address is not of this centre
	Local                  bool   // the portal is this workstation's, and the address answers
}

// Papillon gives a jury its way in to the rescue portal CYCLADES-JURY, on a slip
// of A5 with a stub that its receiver signs. It is the only document that holds a
// password. An address that nobody gave is left to be written by hand.
func Papillon(f *Faits, d *jury.Dossier, groupe string, a Acces) document.Document {
	adresse := a.URL
	if adresse == "" {
		adresse = pointilles + "\n(donnée par l’académie quand elle ouvre le portail)"
	}
	ou := []document.Bloc{document.Champs{Paires: []document.Paire{{Libelle: "Adresse (URL)", Valeur: adresse}}}}
	if a.Local {
		ou = append(ou, document.Paragraphe{Style: document.Petit, Texte: "Le navigateur prévient que le certificat n’est pas reconnu : " +
			"comparez son empreinte SHA-256, " +
			"qui commence par " + a.Empreinte + ", puis continuez."})
		ou = []document.Bloc{document.Colonnes{Parts: []int{74, 26}, Blocs: [][]document.Bloc{ou, {document.QR{Texte: a.URL, Cote: 24}}}}}
	}
	academie := f.Centre.Academie
	appeler := lignes(academie.Rectorat, prefixe("Tél. : ", academie.Telephone), prefixe("Mail. : ", academie.Mail))
	if academie.Telephone == "" {
		appeler = lignes(appeler, "Tél. : "+pointilles)
	}
	return document.Document{
		Nom: fichier.Nom("Papillon_" + d.Code), Titre: "Papillon d’accès - Jury " + d.Code, Format: document.A5,
		Pied: "Papillon d’accès - Jury " + d.Code + " - " + f.EditeLe(),
		Blocs: slices.Concat([]document.Bloc{
			f.bandeau(),
			document.Titre{Texte: "Papillon d’accès au portail CYCLADES-JURY de secours", Encadre: true},
			document.Champs{Paires: []document.Paire{{Libelle: "Jury", Valeur: d.Titre()}, {Libelle: "Groupe de décision", Valeur: groupe}}},
			document.Paragraphe{Style: document.Gras, Texte: "1. Attendez l’accord de votre correspondant académique"},
			document.Paragraphe{Texte: "Le portail n’est ouvert qu’en cas de nécessité, après autorisation du RSSI académique."},
			document.Paragraphe{Style: document.Gras, Texte: "2. Ouvrez cette adresse dans un navigateur"},
		}, ou, []document.Bloc{
			document.Paragraphe{Style: document.Gras, Texte: "3. Donnez l’identifiant et le mot de passe"},
			document.Champs{Paires: []document.Paire{{Libelle: "Identifiant (login)", Valeur: a.Login}}},
			document.Code{Libelle: "Mot de passe", Texte: a.MotDePasse},
			document.Paragraphe{Style: document.Petit, Texte: "O et I sont des lettres ; il n’y a ni zéro, ni un. Les traits d’union en font partie."},
			document.Paragraphe{Style: document.Gras, Texte: "En cas de difficulté, appelez"},
			document.Paragraphe{Texte: appeler},
			document.Paragraphe{Style: document.Petit, Texte: "Confidentiel : à remettre au seul président du jury, à détruire après la délibération. Il " +
				"reste bon si le plan de secours est généré de nouveau ; seul un nouveau papillon le remplace."},
			document.Decoupe{Texte: "Souche à garder par le centre"},
			document.Paragraphe{Texte: "Papillon du jury " + d.Code + " (groupe " + groupe + "), identifiant " + a.Login + "\nRemis à " +
				"........................................ le ..................... à ............ h"},
			document.Cadre{Titre: "Signature de qui le reçoit", Hauteur: 15},
		}),
	}
}
