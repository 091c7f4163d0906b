package activite

// Ids of the entries that are not of the original's menu.
const (
	IDDeliberer = "deliberer"

	IDModifierNote  = "modifier-note"
	IDLivretExamine = "livret-examine"
	IDClore         = "clore"

	IDAccueil      = "accueil"
	IDEchanges     = "echanges"
	IDPortail      = "portail"
	IDUtilisateurs = "utilisateurs"
	IDComptes      = "comptes-rendus"
	IDImporter     = "importer"
	IDCopies       = "copies"
	IDReprendre    = "reprendre"
)

// EntreesDuJury gives the deliberation, and the acts that a jury makes in it.
func EntreesDuJury() []*Activite {
	return []*Activite{
		{
			ID: IDDeliberer, Rubrique: Avant1, Genre: DuJury, Ecran: true, Libelle: "Délibérer", Clavier: "Ctrl+D", Page: "deliberation",
			Synonymes: "jury vote decision",
		},
		{ID: IDModifierNote, Rubrique: Avant1, Genre: DuJury, Libelle: "Modifier une note", Page: "deliberation"},
		{ID: IDLivretExamine, Rubrique: Avant1, Genre: DuJury, Libelle: "Cocher « livret examiné »", Page: "deliberation"},
		{ID: IDClore, Rubrique: Avant1, Genre: DuJury, Libelle: "Clore la délibération", Page: "deliberation"},
	}
}

// CePoste is the heading of what is the workstation's own.
const CePoste Rubrique = "Ce poste"

// EntreesDuPoste gives what this workstation has beside the original's menu, the
// home first.
func EntreesDuPoste() []*Activite {
	return []*Activite{
		{ID: IDAccueil, Genre: DuPoste, Ecran: true, Libelle: "Où en sommes-nous ?", Clavier: "Ctrl+1", Synonymes: "accueil debut"},
		{
			ID: IDEchanges, Rubrique: CePoste, Genre: DuPoste, Ecran: true, Libelle: "Échanges avec l’académie", Clavier: "Ctrl+E",
			Synonymes: "synchroniser raccorder reseau serveur usb divergences trancher en ligne",
		},
		{
			ID: IDPortail, Rubrique: CePoste, Genre: DuPoste, Ecran: true, Libelle: "Portail de secours",
			Synonymes: "salles navigateur papillon cyclades-jury reseau",
		},
		{
			ID: IDUtilisateurs, Rubrique: CePoste, Genre: DuPoste, Ecran: true, Libelle: "Utilisateurs de ce poste",
			Synonymes: "phrase passe role chef adjoint president",
		},
		{
			ID: IDComptes, Rubrique: CePoste, Genre: DuPoste, Ecran: true, Libelle: "Comptes rendus", Clavier: "Ctrl+9",
			Synonymes: "documents produits telecharger",
		},
		{ID: IDImporter, Rubrique: CePoste, Genre: DuPoste, Ecran: true, Libelle: "Importer un dossier", Clavier: "Ctrl+O", Synonymes: "zip charger"},
		{ID: IDCopies, Rubrique: CePoste, Genre: DuPoste, Libelle: "Copies de sûreté", Page: "copies-de-surete", Synonymes: "sauvegarde restaurer"},
		{
			ID: IDReprendre, Rubrique: CePoste, Genre: DuPoste, Libelle: "Reprendre d’un plan de secours", Page: "copies-de-surete",
			Synonymes: "cle usb poste perdu",
		},
	}
}
