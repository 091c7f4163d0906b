package deliberer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"delib/core/activite"
	"delib/ui/composant"
)

// projection is a second window, for the room: one candidate in large type, without
// his name unless a person asks. The operator keeps his screen.
type projection struct {
	d       *deliberation
	fenetre fyne.Window
	toile   *toile
	noms    bool
	plein   bool
	essai   *activite.Effet // of the mark that is being typed
}

// TitreProjection is the title of the window for the room.
const TitreProjection = "Délib – projection"

// Touche uses F11 everywhere.
func (d *deliberation) Touche(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyF11 {
		d.projeter()
		return true
	}
	return false
}

// Decouvrir ends the projection, if there is one: the room sees no screen that the
// operator has left.
func (d *deliberation) Decouvrir() {
	if d.projection != nil {
		d.projection.fermer()
	}
}

// projeter opens the window for the room, or closes it.
func (d *deliberation) projeter() {
	if d.projection != nil {
		d.projection.fermer()
		return
	}
	if d.m.Nombre() == 0 {
		return
	}
	w := fyne.CurrentApp().NewWindow(TitreProjection)
	x := &projection{d: d, fenetre: w, toile: nouvelleToile()}
	d.projection = x
	w.SetPadded(false)
	w.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(composant.CouleurSurface)), x.toile))
	w.Resize(fyne.NewSize(1024, 640))
	w.Canvas().SetOnTypedKey(x.touche)
	w.SetOnClosed(x.fermee)
	dit := "Projection ouverte : glissez sa fenêtre sur l’écran de la salle, puis F11."
	if x.secondEcran() {
		x.plein = true
		dit = "Projection ouverte sur le second écran."
	}
	x.montrer()
	w.Show()
	d.p.Fenetre.RequestFocus() // the operator goes on where he was
	d.avis.Dire(dit, false)
	d.montrerProjection()
}

// secondEcran takes the whole second screen; false when there is none.
func (x *projection) secondEcran() bool {
	pilote, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if !ok || !pilote.HasSecondaryDisplay() {
		return false
	}
	w, ok := x.fenetre.(desktop.Window)
	if ok {
		w.RequestFullScreenSecondary()
	}
	return ok
}

func (x *projection) fermer() { x.fenetre.Close() }

// fermee is told that the window is closed, by whoever did it.
func (x *projection) fermee() {
	if x.d.projection == x {
		x.d.projection = nil
		x.d.avis.Taire()
		x.d.montrerProjection()
	}
}

// touche uses the keys of the window for the room.
func (x *projection) touche(ev *fyne.KeyEvent) {
	t := x.d.tableau
	switch ev.Name {
	case fyne.KeyEscape:
		x.fermer()
	case fyne.KeyF11:
		x.plein = !x.plein
		x.fenetre.SetFullScreen(x.plein)
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace:
		t.Placer(t.Curseur() + 1)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		t.Placer(t.Curseur() - 1)
	case fyne.KeyHome:
		t.Placer(0)
	case fyne.KeyEnd:
		t.Placer(x.d.m.Nombre() - 1)
	}
}

// montrer draws the candidate under the operator's cursor.
func (x *projection) montrer() {
	if i := x.d.tableau.Curseur(); i >= 0 && i < x.d.m.Nombre() {
		x.toile.changer(x.d.m.Projeter(i, x.noms, x.essai))
	}
}

// essayer shows the room what the mark that is typed would do; nil ends it.
func (d *deliberation) essayer(f *activite.Effet) {
	if x := d.projection; x != nil && x.essai != f {
		x.essai = f
		x.montrer()
	}
}

// basculerNomsProjetes shows the names to the room, or hides them.
func (d *deliberation) basculerNomsProjetes() {
	if x := d.projection; x != nil {
		x.noms = !x.noms
		x.montrer()
		d.montrerProjection()
	}
}

// montrerProjection writes the buttons of the projection.
func (d *deliberation) montrerProjection() {
	d.bProjeter.Changer(map[bool]string{false: "Projeter (F11)", true: "Fin de projection (F11)"}[d.projection != nil])
	d.bNomsProjetes.Hidden = d.projection == nil
	if d.projection != nil {
		d.bNomsProjetes.Changer(map[bool]string{false: "Projeter les noms", true: "Cacher les noms projetés"}[d.projection.noms])
	}
	d.place.placer(d.place.taille)
	d.objet.Refresh()
}
