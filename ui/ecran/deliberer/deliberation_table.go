package deliberer

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// What is typed in the table of the candidates, and what stands under it once the
// jury has closed.

// taperTableau searches a candidate by what is typed.
func (d *deliberation) taperTableau(r rune) {
	if r < ' ' || r == ' ' && d.recherche == "" {
		return
	}
	d.chercher(d.recherche + string(r))
}

// toucheTableau uses the keys of the table: Space asks for the livret, but inside a
// search it is a letter like another.
func (d *deliberation) toucheTableau(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeySpace:
		if d.recherche == "" {
			d.livret()
		}
		return true
	case fyne.KeyBackspace:
		if t := []rune(d.recherche); len(t) > 0 {
			d.chercher(string(t[:len(t)-1]))
		}
		return true
	case fyne.KeyEscape:
		if d.recherche == "" {
			return false
		}
		d.chercher("")
		return true
	}
	if d.recherche != "" {
		d.chercher("") // an arrow, Enter: the search is over, the key does what it does
	}
	return false
}

// chercher goes to the first candidate that a search finds.
func (d *deliberation) chercher(texte string) {
	if i, _ := d.m.Trouver(texte); i >= 0 {
		d.tableau.Placer(i) // which ends the search of before
	}
	d.recherche = texte
	d.montrerComptes()
	d.comptes.Refresh()
}

// montrerComptes writes the decisions of the jury, or the search that goes on.
func (d *deliberation) montrerComptes() {
	if d.recherche == "" {
		d.comptes.Changer(d.m.Comptes()+"\n"+d.m.Elements(), composant.Second)
		return
	}
	_, n := d.m.Trouver(d.recherche)
	ton, texte := composant.Courant, modele.Compter(n, "candidat", "candidats")
	if n == 0 {
		ton, texte = composant.Attention, "aucun candidat"
		if !d.m.Nominatif {
			texte = "aucun n° anonymat"
		}
	}
	d.comptes.Changer(fmt.Sprintf("Recherche « %s » : %s\nÉchap : effacer", d.recherche, texte), ton)
}

// imprimerTout makes the PV and the lists of a jury that has closed, and prints them.
func (d *deliberation) imprimerTout() {
	code, groupe, par := d.code, d.m.Groupe(), d.p.Par
	d.avis.Dire("Production du procès-verbal et des listes…", false)
	poste.Travailler(d.p, func(ctx context.Context) (*activite.Bilan, error) {
		return d.p.Service.ToutEditer(ctx, code, groupe, par)
	},
		func(b *activite.Bilan, err error) {
			d.avis.Taire()
			d.objet.Refresh()
			if err != nil {
				d.p.Erreur(err)
				return
			}
			d.p.Imprimer(b.Fichiers, func(t string) {
				d.avis.Dire(t, false)
				d.objet.Refresh()
			})
		})
}

// montrerClose shows what a jury that has closed decided, and the ways on in the
// place of the acts of the jury.
func (d *deliberation) montrerClose() {
	c, clos := d.m.Close(d.situations)
	boutons := []fyne.CanvasObject{d.bClore, d.bModifiees, d.bPresence, d.bProjeter, d.bNomsProjetes, d.bMoyennes}
	if clos {
		boutons = boutons[1:]
		tout := composant.NouveauBouton("Imprimer tout…", composant.Normal, d.imprimerTout)
		boutons = append([]fyne.CanvasObject{tout}, boutons...)
		for i := len(c.Suites) - 1; i >= 0; i-- {
			x, rang := c.Suites[i], composant.Normal
			if i == 0 {
				rang = composant.Principal
			}
			b := composant.NouveauBouton(x.Libelle, rang, func() { d.p.Aller(x.Activite, []string{x.Jury}) })
			boutons = append([]fyne.CanvasObject{b}, boutons...)
		}
	}
	d.close.Hidden = !clos
	d.close.Changer(c.Texte, composant.Bon)
	d.actes.Objects = boutons
	d.actes.Refresh()
}
