package ui

import (
	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/guide"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// largeurAide is the width of the help panel.
const largeurAide = 520

// aideEcran shows the help of the screen; that of the first start is how to import.
func (f *Fenetre) aideEcran() {
	if f.vide {
		f.ouvrirAide(modele.EcranImporter)
		return
	}
	f.ouvrirAide(pageAide(f.id))
}

// ouvrirAide shows a help page, on the right of the window.
func (f *Fenetre) ouvrirAide(page string) {
	if !montrerAide(f.Window, page, f.poste.Profil) {
		f.aideClavier()
	}
}

// aideUtilisateurs tells who acts on a workstation, and by which passphrase.
func (f *Fenetre) aideUtilisateurs() { f.ouvrirAide(modele.EcranUtilisateurs) }

// montrerAide shows a help page, in the words of an exam where there is one, on the
// right of a window; false when there is no such page.
func montrerAide(w fyne.Window, page string, p *examen.Profil) bool {
	texte, ok := guide.Page(page, p)
	if ok {
		n := composant.NouvelleNotice(texte)
		composant.OuvrirPanneau(w, "Aide", largeurAide, n, n)
	}
	return ok
}

// toutesLesAides lists the help pages, in the order of the printed guide.
func (f *Fenetre) toutesLesAides() {
	type ligne struct{ chapitre, id, titre string }
	var lignes []ligne
	for _, c := range guide.Chapitres(f.poste.Profil) {
		chapitre := c.Titre
		for _, id := range c.Pages {
			lignes = append(lignes, ligne{chapitre, id, guide.Titre(id, f.poste.Profil)})
			chapitre = "" // written once
		}
	}
	t := table.NouveauTableau([]table.Colonne{
		{Titre: "Chapitre", Largeur: 200, Part: 2, Agit: true}, {Titre: "Page", Largeur: 260, Part: 3, Agit: true},
	},
		func() int { return len(lignes) }, func(i, k int) table.Cellule {
			if k == 0 {
				return table.Cellule{Texte: lignes[i].chapitre, Ton: composant.Second}
			}
			return table.Cellule{Texte: lignes[i].titre, Gras: true}
		})
	t.Montrees = 12
	var boite *composant.Boite
	lire := func(i int) {
		boite.Fermer()
		f.ouvrirAide(lignes[i].id)
	}
	t.Agir = func(i, _ int) { lire(i) }
	taille := f.Window.Canvas().Size()
	boite = composant.Ouvrir(f.Window, composant.Contenu{
		Titre: "Toutes les pages d’aide", Largeur: min(980, taille.Width-40), Premier: t,
		Corps:    composant.Hauteur(max(120, min(430, taille.Height-190)), t),
		Reponses: []composant.Reponse{{Texte: "Fermer", Annule: true}},
	})
}

// pagesAide gives the pages of the help, for the search.
func (f *Fenetre) pagesAide() []modele.PageAide {
	var ps []modele.PageAide
	for _, c := range guide.Chapitres(f.poste.Profil) {
		for _, id := range c.Pages {
			ps = append(ps, modele.PageAide{ID: id, Titre: guide.Titre(id, f.poste.Profil)})
		}
	}
	return ps
}

// pageAide gives the help page of a screen.
func pageAide(id string) string {
	if a, ok := activite.TrouverEntree(id); ok {
		return a.PageAide()
	}
	return id
}

// touchePartout does what F1 asks; false for another key.
func (f *Fenetre) touchePartout(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyF1 && (f.menu != nil || f.vide) {
		f.aideEcran()
		return true
	}
	return false
}
