package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"delib/ui/composant"
	"delib/ui/ecran"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// menuPrincipal gives the menu bar. Every shortcut of the window stands there:
// a focused text field would keep the others to itself.
func (f *Fenetre) menuPrincipal() *fyne.MainMenu {
	ctrl := func(touche fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: touche, Modifier: fyne.KeyModifierControl}
	}
	item := func(texte string, touche fyne.Shortcut, action func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(texte, func() {
			if f.Window.Canvas().Overlays().Top() == nil {
				action()
			}
		})
		if touche != nil {
			i.Label, i.Shortcut = texte+"   "+enClair(touche), raccourci{touche.ShortcutName()}
		}
		return i
	}
	quitter := fyne.NewMenuItem("Quitter   "+enClair(ctrl(fyne.KeyQ)), f.fermer)
	quitter.IsQuit, quitter.Shortcut = true, raccourci{ctrl(fyne.KeyQ).ShortcutName()}
	// Not a shortcut of the menu: a text field undoes what is typed in it by the same key.
	f.Window.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if f.Window.Canvas().Overlays().Top() == nil {
			f.annuler()
		}
	})
	chiffres := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8}
	aller := []*fyne.MenuItem{item(modele.TitreAccueil, ctrl(chiffres[0]), func() { f.Aller(modele.EcranAccueil, nil) })}
	for i, r := range modele.Rubriques(f.poste.Profil) {
		var raccourci fyne.Shortcut
		if i+1 < len(chiffres) {
			raccourci = ctrl(chiffres[i+1])
		}
		aller = append(aller, item(r.Titre, raccourci, func() { f.Aller(r.Entrees[0].ID, nil) }))
	}
	aller = append(aller, item(modele.TitreDeliberer, ctrl(fyne.KeyD), func() { f.Aller(modele.EcranDeliberer, nil) }),
		item("Comptes rendus", ctrl(fyne.Key9), func() { f.Aller(modele.EcranComptes, nil) }),
		item("Rechercher…", ctrl(fyne.KeyK), func() { ecran.OuvrirPalette(f.poste, f.pagesAide()) }),
		item("Menu de gauche", ctrl(fyne.KeyM), f.allerAuMenu))
	aller = append(aller, item(modele.TitreEchanges, ctrl(fyne.KeyE), func() { f.Aller(modele.EcranEchanges, nil) }))
	aller = append(aller, item(modele.TitrePortail, nil, func() { f.Aller(modele.EcranPortail, nil) }))
	fichier, aide := f.menuSoutien(item)
	return fyne.NewMainMenu(
		fyne.NewMenu("Fichier", append([]*fyne.MenuItem{item("Enregistrer", ctrl(fyne.KeyS), func() {
			if e, ok := f.ecran.(poste.Enregistreur); ok {
				e.Enregistrer()
			}
		}), item("Valider l’écran", ctrl(fyne.KeyReturn), f.valider), item("Imprimer…", ctrl(fyne.KeyP), func() {
			if e, ok := f.ecran.(poste.Imprimeur); ok {
				e.Imprimer()
				return
			}
			f.informer("Rien à imprimer ici", "Visualisez un document, ou choisissez-le dans « Comptes rendus », puis Ctrl+P.")
		}), item("Annuler la dernière modification…   Ctrl+Z", nil, f.annuler),
			item("Importer un dossier…", ctrl(fyne.KeyO), func() { f.Aller(modele.EcranImporter, nil) })},
			append(append(f.menuCentres(item), fichier...), item("Réglages de ce poste…", nil, f.poste.OuvrirReglages),
				fyne.NewMenuItemSeparator(), quitter)...)...),
		fyne.NewMenu("Aller à", aller...),
		fyne.NewMenu("Affichage", append([]*fyne.MenuItem{item("Rafraîchir (F5)", ctrl(fyne.KeyR), func() {
			if f.ecran != nil {
				f.ecran.Charger(nil)
			}
		})}, f.menuAffichage(item)...)...),
		fyne.NewMenu("Aide",
			append([]*fyne.MenuItem{
				item("Aide de cet écran (F1)", nil, f.aideEcran), item("Toutes les pages…", nil, f.toutesLesAides), item("Le clavier", nil, f.aideClavier),
			},
				append(aide, item("À propos de Délib", nil, f.aPropos))...)...),
	)
}

// raccourci is a shortcut that the toolkit does not draw: it would do it too faintly to
// be read. The label of its entry has it instead.
type raccourci struct{ nom string }

// ShortcutName is the name of the keys.
func (r raccourci) ShortcutName() string { return r.nom }

// enClair writes the keys of a shortcut: "Ctrl+K".
func enClair(s fyne.Shortcut) string {
	x, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return ""
	}
	touche := string(x.KeyName)
	switch x.KeyName {
	case fyne.KeyEqual:
		touche = "+" // where the sign is on most keyboards
	case fyne.KeyReturn:
		touche = "Entrée"
	}
	return "Ctrl+" + touche
}

// valider does what the screen is for: Visualiser, Générer, Enregistrer.
func (f *Fenetre) valider() {
	switch e := f.ecran.(type) {
	case poste.Valideur:
		e.Valider()
	case poste.Enregistreur:
		e.Enregistrer()
	}
}

// annuler undoes the last act of the screen, if it has one that can be undone.
func (f *Fenetre) annuler() {
	if e, ok := f.ecran.(poste.Annuleur); ok {
		e.AnnulerLeDernier()
		return
	}
	f.informer("Rien à annuler ici", "Ctrl+Z remet la note d’avant la dernière modification, sur l’écran « "+modele.TitreDeliberer+" ».")
}

func (f *Fenetre) informer(titre, texte string) {
	composant.Ouvrir(f.Window, composant.Contenu{
		Titre: titre, Corps: composant.NouveauParagraphe(texte, composant.Police{}), Largeur: 600,
		Reponses: []composant.Reponse{{Texte: "Fermer", Rang: composant.Principal, Defaut: true, Annule: true}},
	})
}

func (f *Fenetre) aideClavier() {
	f.informer("Le clavier", "Tab et Maj+Tab : aller d’un élément à l’autre. Le cadre orange montre où vous êtes.\n"+
		"Flèches : dans le menu, les tableaux et les onglets. Entrée ou Espace : activer, cocher, choisir.\n"+
		"Échap : annuler une fenêtre, revenir au menu. Entrée : confirmer. F5 : rafraîchir. F1 : l’aide de l’écran.\n"+
		"Dans un tableau, F3 : trier par la colonne suivante. Ctrl+C : copier ses lignes, pour un tableur.\n"+
		"Ctrl+1 : Où en sommes-nous ? Ctrl+2, Ctrl+3… : les rubriques dans l’ordre du menu. Ctrl+9 : comptes rendus. Ctrl+P : imprimer. "+
		"Ctrl+Entrée : Visualiser, Générer ou Enregistrer.\n"+
		"Ctrl+E : les échanges avec l’académie.\n"+
		"Ctrl+Z : dans Délibérer, remettre la note d’avant la dernière modification, après confirmation.\n"+
		"Ctrl+D : délibérer. F11 : projeter le candidat dans la salle, dans une seconde fenêtre. "+
		"Ctrl+S : enregistrer une grille de saisie, ou les nouveaux états.\n"+
		"Ctrl+K : rechercher une activité, un jury, un candidat. Ctrl+M : le menu de gauche. Ctrl+O : importer un dossier. Ctrl++ et Ctrl+- : agrandir, "+
		"réduire. Ctrl+Q : quitter.")
}

func (f *Fenetre) aPropos() {
	f.informer("Délib "+f.o.Version,
		"Délibérations d’examen en centre, sans réseau.\n\nDonnées de ce poste :\n"+f.o.Donnees+"\n\nDocuments produits :\n"+f.o.Service.Documents)
}
