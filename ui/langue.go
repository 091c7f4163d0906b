package ui

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// motsDeFyne are the toolkit's own words, which show in file dialogs and in the
// menus of text fields; they are French whatever the system's language is.
var motsDeFyne = map[string]any{
	"Quit": "Quitter", "Create Folder": "Créer un dossier", "Cut": "Couper", "Folder": "Dossier", "Advanced": "Avancé", "Cancel": "Annuler",
	"Confirm": "Confirmer", "Copy": "Copier", "Enter filename": "Nom du fichier", "Error": "Erreur", "Favourites": "Favoris", "File": "Fichier",
	"New Folder": "Nouveau dossier", "No": "Non", "OK": "OK", "Open": "Ouvrir", "Paste": "Coller", "Redo": "Rétablir", "Save": "Enregistrer",
	"Select all": "Tout sélectionner", "Show Hidden Files": "Afficher les fichiers cachés", "Undo": "Annuler la frappe", "Yes": "Oui",
	"Submit":    "Valider",
	"file.name": map[string]string{"other": "Nom"}, "file.parent": map[string]string{"other": "Dossier parent"},
	"monday": "lundi", "tuesday": "mardi", "wednesday": "mercredi", "thursday": "jeudi", "friday": "vendredi", "saturday": "samedi", "sunday": "dimanche",
}

// Franciser makes the toolkit's own words French. It runs before any widget is made.
func Franciser() error {
	b, err := json.Marshal(motsDeFyne)
	if err != nil {
		return err
	}
	for _, l := range []string{"fr", lang.SystemLocale().LanguageString()} {
		if err := lang.AddTranslations(fyne.NewStaticResource(l+".json", b)); err != nil {
			return err
		}
	}
	return nil
}
