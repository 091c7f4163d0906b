package poste

import (
	"fyne.io/fyne/v2"

	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
)

// Jurys is the table in which a person ticks the jurys of an activity, with a search
// and a sort where they are many.
type Jurys struct {
	Choix   *modele.Selection
	Tableau *table.Tableau
	Tete    *fyne.Container // over the table: the box that ticks all, and the search
	Change  func()          // hears of every tick

	tous      *composant.Case
	recherche *table.Recherche
	periode   *Periode
}

// NouveauxJurys gives the table.
func NouveauxJurys(choix *modele.Selection) *Jurys {
	x := &Jurys{Choix: choix}
	x.tous = composant.NouvelleCase(choix.TexteTous(), false, func(oui bool) {
		x.Choix.Tous(oui)
		x.change()
	})
	x.Tableau = table.NouveauTableau([]table.Colonne{
		{Titre: "Jury", Agit: true, Triable: true}, {Titre: "Spécialité", Largeur: 110, Part: 3, Agit: true, Triable: true},
		{Titre: "Etat d’avancement du jury", Largeur: 110, Part: 3, Agit: true, Triable: true}, {Agit: true, Triable: true},
	}, func() int { return x.Choix.Nombre() }, x.cellule)
	x.Tableau.Agir = func(i, _ int) {
		x.Choix.Basculer(i)
		x.change()
	}
	x.Tableau.Trier = func(k int) { x.Choix.Trier(k) }
	x.Tableau.Tri = func() (int, bool) { return x.Choix.Tri() }
	x.recherche = table.NouvelleRecherche("Rechercher un jury", x.Tableau)
	x.recherche.OnChanged = func(t string) {
		x.Choix.Rechercher(t)
		x.Tableau.Placer(0)
		x.change()
	}
	x.periode = NouvellePeriode(func(p string) {
		x.Choix.Periode(p)
		x.Tableau.Placer(0)
		x.change()
	})
	x.Tete = composant.Flot(16, false, composant.AuMilieu(x.tous), x.periode.Objet, composant.Largeur(220, x.recherche))
	x.Actualiser()
	return x
}

func (x *Jurys) change() {
	x.Actualiser()
	if x.Change != nil {
		x.Change()
	}
}

// Actualiser shows the jurys as they are ticked; a code is never cut.
func (x *Jurys) Actualiser() {
	c := x.Choix
	x.tous.Texte = c.TexteTous()
	x.tous.Cocher(c.TousVusCoches())
	x.tous.Hidden = c.Possibles() == 0
	x.Tete.Objects[0].(*fyne.Container).Hidden = x.tous.Hidden
	x.Tete.Objects[2].(*fyne.Container).Hidden = len(c.Jurys) < modele.Beaucoup
	x.periode.Montrer(c.Periodes(), c.PeriodeMontree())
	x.Tableau.Vide = c.Vide()
	cs := x.Tableau.Colonnes
	cs[0].Largeur = table.LargeurPour(c.Codes(), 24, 100)
	raison := &cs[3]
	raison.Titre, raison.Largeur = "", 4
	if c.Possibles() < len(c.Jurys) {
		raison.Titre, raison.Largeur = "Pourquoi", 184
	}
	raison.Triable = raison.Titre != ""
	x.Tableau.Refresh()
}

func (x *Jurys) cellule(i, k int) table.Cellule {
	j := x.Choix.Ligne(i)
	c := table.Cellule{Inactif: !j.Possible, Texte: []string{j.Code, j.Specialite, j.Etat, j.Raison}[k]}
	if k == 0 {
		c.Genre, c.Cochee, c.Gras = table.CelluleCase, j.Coche, j.Possible
	}
	return c
}
