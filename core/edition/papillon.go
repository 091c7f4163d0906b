package edition

import (
	"delib/core/document"
	"delib/core/fichier"
	"delib/core/jury"
)

// Acces is the way in of a jury to the rescue portal.
type Acces struct{ URL, Login, MotDePasse string }

// Papillon gives a jury its way in to the rescue portal CYCLADES-JURY. It is
// the only document that holds a password.
func Papillon(f *Faits, d *jury.Dossier, groupe string, a Acces) document.Document {
	return document.Document{
		Nom: fichier.Nom("Papillon_" + d.Code), Titre: "Papillon d’accès - Jury " + d.Code, Pied: "Papillon d’accès - Jury " + d.Code,
		Blocs: []document.Bloc{
			f.bandeau(),
			document.Titre{Texte: "Papillon d’accès au portail CYCLADES-JURY de secours", Encadre: true},
			document.Champs{Paires: []document.Paire{
				{Libelle: "Jury", Valeur: d.Titre()}, {Libelle: "Groupe de décision", Valeur: groupe},
				{Libelle: "Adresse (URL)", Valeur: a.URL}, {Libelle: "Identifiant (login)", Valeur: a.Login}, {Libelle: "Mot de passe", Valeur: a.MotDePasse},
			}},
			document.Paragraphe{Texte: "A utiliser seulement si votre correspondant académique a donné son accord : cette adresse n’est ouverte qu’en cas de nécessité et après autorisation du RSSI académique, qui la confirme.\n" +
				"Ce papillon est confidentiel : remettez-le au seul président du jury et détruisez-le après la délibération. Une nouvelle génération du plan de secours le remplace."},
		},
	}
}
