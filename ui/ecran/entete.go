package ecran

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/composant"
)

// page lays a screen out: path, title, notice, then the rest.
func page(chemin, titre string, avis *avis, souple fyne.CanvasObject, reste ...fyne.CanvasObject) *fyne.Container {
	return pageTitree(chemin, composant.NouveauParagraphe(titre, composant.Police{Taille: composant.TailleTitre, Gras: true}), avis, souple, reste...)
}

// pageTitree is page with a title that may change.
func pageTitree(chemin string, t *composant.Paragraphe, avis *avis, souple fyne.CanvasObject, reste ...fyne.CanvasObject) *fyne.Container {
	objets := []fyne.CanvasObject{}
	ou := composant.Ligne(chemin, composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	ou.Hidden = chemin == ""
	objets = append(objets, ou)
	var aide *composant.Bouton
	aide = composant.NouveauBouton("?  Aide (F1)", composant.Discret, func() { composant.Transmettre(aide, &fyne.KeyEvent{Name: fyne.KeyF1}) })
	objets = append(objets, composant.Rangee(8, t, t, aide))
	if avis != nil {
		objets = append(objets, avis.objet)
	}
	// On a small or an enlarged screen, the path leaves its line to what is done there.
	const petit, sansLimite = 940, 1e6
	return composant.Marge(12, 12, 20, composant.Mesurer(sansLimite, func(largeur float32) {
		ou.Hidden = chemin == "" || largeur < petit
	}, composant.Pile(9, souple, append(objets, reste...)...)))
}

// avis is the line under a title that says what was done or refused.
type avis struct {
	objet *fyne.Container
	texte string
}

func nouvelAvis() *avis {
	a := &avis{objet: container.NewStack()}
	a.objet.Hide()
	return a
}

// dire shows a notice with the buttons that go on from it. The mark before the
// text says the kind without its colour.
func (a *avis) dire(texte string, attention bool, boutons ...fyne.CanvasObject) {
	marque, ton := "✓  ", composant.Bon
	if attention {
		marque, ton = "!  ", composant.Attention
	}
	a.texte = texte
	texte = strings.ReplaceAll(texte, " → ", " › ") // bold, the arrow's font lacks the space after it
	p := composant.NouveauParagraphe(marque+texte, composant.Police{Gras: true, Ton: ton})
	milieu := composant.AuMilieu(p)
	rangee := composant.Rangee(10, milieu, append([]fyne.CanvasObject{milieu}, boutons...)...)
	a.objet.Objects = []fyne.CanvasObject{composant.Encart(attention, rangee)}
	a.objet.Show()
	a.objet.Refresh()
}

func (a *avis) taire() {
	a.texte = ""
	a.objet.Objects = nil
	a.objet.Hide()
}
