package poste

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/composant"
)

// Page lays a screen out: path, title, notice, then the rest.
func Page(chemin, titre string, avis *Avis, souple fyne.CanvasObject, reste ...fyne.CanvasObject) *fyne.Container {
	return PageTitree(chemin, composant.NouveauParagraphe(titre, composant.Police{Taille: composant.TailleTitre, Gras: true}), avis, souple, reste...)
}

// PageTitree is page with a title that may change, and what stands beside it.
func PageTitree(chemin string, t fyne.CanvasObject, avis *Avis, souple fyne.CanvasObject, reste ...fyne.CanvasObject) *fyne.Container {
	objets := []fyne.CanvasObject{}
	ou := composant.Ligne(chemin, composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	ou.Hidden = chemin == ""
	objets = append(objets, ou)
	var aide *composant.Bouton
	aide = composant.NouveauBouton("?  Aide (F1)", composant.Discret, func() { composant.Transmettre(aide, &fyne.KeyEvent{Name: fyne.KeyF1}) })
	objets = append(objets, composant.Rangee(8, t, t, aide))
	if avis != nil {
		objets = append(objets, avis.Objet)
	}
	// On a small or an enlarged screen, the path leaves its line to what is done there.
	const petit, sansLimite = 940, 1e6
	return composant.Marge(12, 12, 20, composant.Mesurer(sansLimite, func(largeur float32) {
		ou.Hidden = chemin == "" || largeur < petit
	}, composant.Pile(9, souple, append(objets, reste...)...)))
}

// Avis is the line under a title that says what was done or refused.
type Avis struct {
	Objet *fyne.Container
	Serre bool // small, where a notice has a place of its own that does not grow
	texte string
}

// NouvelAvis gives a notice that says nothing yet.
func NouvelAvis() *Avis {
	a := &Avis{Objet: container.NewStack()}
	a.Objet.Hide()
	return a
}

// Dire shows a notice with the buttons that go on from it. The mark before the
// text says the kind without its colour.
func (a *Avis) Dire(texte string, attention bool, boutons ...fyne.CanvasObject) {
	marque, ton := "✓  ", composant.Bon
	if attention {
		marque, ton = "!  ", composant.Attention
	}
	a.texte = texte
	texte = strings.ReplaceAll(texte, " → ", " › ") // bold, the arrow's font lacks the space after it
	police := composant.Police{Gras: true, Ton: ton}
	if a.Serre {
		police.Taille = composant.TaillePetite
	}
	p := composant.NouveauParagraphe(marque+texte, police)
	milieu := composant.AuMilieu(p)
	rangee := composant.Rangee(10, milieu, append([]fyne.CanvasObject{milieu}, boutons...)...)
	a.Objet.Objects = []fyne.CanvasObject{composant.Encart(attention, rangee)}
	if a.Serre {
		a.Objet.Objects = []fyne.CanvasObject{composant.EncartSerre(attention, rangee)}
	}
	a.Objet.Show()
	a.Objet.Refresh()
}

// Taire takes the notice away.
func (a *Avis) Taire() {
	a.texte = ""
	a.Objet.Objects = nil
	a.Objet.Hide()
}
