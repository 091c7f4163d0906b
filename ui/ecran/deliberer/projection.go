package deliberer

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele/seance"
)

// projection shows one candidate in large type over the whole window, for the
// room; no name unless the screen shows them.
type projection struct {
	d     *deliberation
	avant fyne.CanvasObject
	focus fyne.Focusable
	place *fyne.Container
}

// Touche uses F11 everywhere, and the arrows and Esc while projecting.
func (d *deliberation) Touche(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyF11 {
		d.projeter()
		return true
	}
	if d.projection == nil {
		return false
	}
	i := d.tableau.Curseur()
	switch ev.Name {
	case fyne.KeyEscape:
		d.projeter()
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace:
		d.tableau.Placer(i + 1)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		d.tableau.Placer(i - 1)
	case fyne.KeyHome:
		d.tableau.Placer(0)
	case fyne.KeyEnd:
		d.tableau.Placer(d.m.Nombre() - 1)
	}
	return true
}

// Decouvrir ends the projection, if there is one.
func (d *deliberation) Decouvrir() {
	if d.projection != nil {
		d.projeter()
	}
}

// projeter starts the projection, or ends it.
func (d *deliberation) projeter() {
	w := d.p.Fenetre
	if x := d.projection; x != nil {
		d.projection = nil
		w.SetFullScreen(false)
		w.SetContent(x.avant)
		w.Canvas().Focus(x.focus)
		return
	}
	if d.m.Nombre() == 0 {
		return
	}
	x := &projection{d: d, avant: w.Content(), focus: d.tableau, place: container.NewStack()}
	d.projection = x
	w.Canvas().Unfocus()
	w.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(composant.CouleurSurface)), x.place))
	w.SetFullScreen(true)
	x.montrer()
}

// montrer draws the candidate under the cursor; the size follows the number of lines.
func (x *projection) montrer() {
	d := x.d
	pv := d.pv
	const grand = 40
	taille := float32(26)
	if n := len(pv.Lignes); n > 12 {
		taille = max(15, 26*12/float32(n))
	}
	ligne := func(t string, p composant.Police) fyne.CanvasObject { return composant.Ligne(t, p) }
	tete := composant.Pile(4, nil, composant.NouveauParagraphe("Jury "+d.m.Jury().Titre(), composant.Police{Taille: 20, Ton: composant.Second}),
		composant.NouveauParagraphe(pv.Titre, composant.Police{Taille: grand, Gras: true}))
	lignes := composant.Pile(2, nil)
	for i := range pv.Lignes {
		l := &pv.Lignes[i]
		nom := l.Code + "  " + l.Libelle
		if l.Sous {
			nom = "      " + nom
		}
		note := l.Note
		if l.Modifiee {
			note = "● " + note
		}
		if d.m.Groupe() == 2 && note == "" {
			note = l.Premier
		}
		ressort := composant.Ressort()
		lignes.Add(composant.Rangee(10, ressort, ligne(composant.Couper(nom, composant.Police{Taille: taille}, 820), composant.Police{Taille: taille}), ressort,
			ligne(note, composant.Police{Taille: taille, Gras: true, Ton: tonNote(l)}),
			composant.Largeur(taille*4.6, container.NewStack(ligne("coef. "+l.Coef, composant.Police{Taille: taille * 0.7, Ton: composant.Second})))))
	}
	decision := composant.NouveauParagraphe("Moyenne "+pv.Moyenne+"   –   "+pv.Decision,
		composant.Police{Taille: grand, Gras: true, Ton: poste.TonDecision(pv.Etat)})
	pied := composant.NouveauParagraphe(fmt.Sprintf("%d / %d     %s     Flèches : candidat suivant. F11 ou Échap : quitter la projection.",
		d.tableau.Curseur()+1, d.m.Nombre(), pv.Totaux),
		composant.Police{Taille: 15, Ton: composant.Second})
	milieu := container.NewVScroll(lignes)
	x.place.Objects = []fyne.CanvasObject{composant.Marge(22, 18, 44, composant.Pile(14, milieu, tete, milieu, decision, pied))}
	x.place.Refresh()
}

func tonNote(l *seance.LigneProces) composant.Ton {
	switch {
	case l.Manque:
		return composant.Attention
	case l.Modifiee:
		return composant.Accent
	}
	return composant.Courant
}
