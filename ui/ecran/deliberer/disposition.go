package deliberer

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/composant"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// How the screen of a deliberation is laid out, in the room that there is.

func (d *deliberation) disposer() {
	d.bProjeter = composant.NouveauBouton("Projeter (F11)", composant.Normal, d.projeter)
	ressort := composant.Ressort()
	etat := composant.Largeur(0, d.etat)
	tete := composant.Rangee(8, ressort, d.choix, composant.AuMilieu(etat), ressort, d.vue, d.tri)
	filtres := composant.Rangee(10, nil, d.filtres[0], d.filtres[1], d.filtres[2])
	barres := composant.Carte(d.barres)
	gauche := composant.Largeur(0, composant.Pile(5, d.tableau, d.tableau, d.comptes, barres))
	titre := composant.Pile(1, nil, d.titre, d.identite)
	motif := composant.Hauteur(0, container.NewVScroll(d.motif)) // a long one scrolls
	droite := composant.Carte(composant.Pile(5, d.epreuves, titre, d.epreuves, d.decision, motif, composant.Rangee(8, nil, d.bModifier, d.bLivret)))
	milieu := composant.Rangee(10, droite, gauche, droite)
	// The notice stands under the table: above it, it would push the rows down and
	// the next click would take another candidate.
	d.actes = composant.Rangee(8, nil, d.bClore, d.bModifiees, d.bProjeter)
	bas := composant.Pile(6, nil, d.avis.Objet, d.close, d.actes)
	d.vide = composant.Carte(container.NewStack())
	d.plein = []fyne.CanvasObject{tete, filtres, milieu, bas}
	d.montrerVide(false)
	pile := composant.Pile(7, milieu, append([]fyne.CanvasObject{d.vide}, d.plein...)...)
	// Where there is little room, the secondary columns go: the procès-verbal beside
	// has the professional mean, and the points.
	ajuste := composant.Mesurer(largeurDelib, func(largeur float32) {
		d.serre = largeur < largeurAise
		barres.Hidden = largeur < largeurBarres
		composant.Elargir(gauche, map[bool]float32{false: 546, true: 484}[d.serre])
		composant.Rehausser(motif, map[bool]float32{false: 54, true: 36}[d.serre])
		composant.Elargir(etat, map[bool]float32{false: 220, true: 206}[d.serre])
		d.tableau.Colonnes[2].Cachee = d.serre
		d.ajusterProces()
		d.ajusterChoix()
	}, pile)
	d.entete = composant.NouveauParagraphe(modele.TitreDeliberer, composant.Police{Taille: composant.TailleTitre, Gras: true})
	d.objet = poste.PageTitree("", d.entete, poste.NouvelAvis(), ajuste, ajuste)
}

// The widths at which the screen drops something, and the least that it bears.
const (
	largeurAise   = 1036
	largeurBarres = 940
	largeurDelib  = 900
)

// montrerVide shows why there is nothing to deliberate on, or the deliberation.
func (d *deliberation) montrerVide(vide bool) {
	d.vide.Hidden = !vide
	for _, o := range d.plein {
		if vide {
			o.Hide()
		} else {
			o.Show()
		}
	}
}

// expliquerVide says why no jury deliberates, and gives a way on.
func (d *deliberation) expliquerVide() {
	s := seance.SansDeliberation(d.p.Profil, d.situations)
	corps := composant.Pile(8, nil, composant.NouveauParagraphe("Aucun jury ne délibère en ce moment", composant.Police{Taille: 16, Gras: true}),
		composant.NouveauParagraphe(s.Pourquoi, composant.Police{}))
	for _, t := range s.Jurys {
		corps.Add(composant.NouveauParagraphe(t, composant.Police{Taille: 13}))
	}
	boutons := composant.Rangee(8, nil)
	d.suite = nil
	for i, a := range s.Suites {
		rang := composant.Normal
		if i == 0 {
			rang = composant.Principal
		}
		b := composant.NouveauBouton(a.Libelle, rang, func() { d.p.Aller(a.Activite, jurysDe(a)) })
		if i == 0 {
			d.suite = b
		}
		boutons.Add(b)
	}
	corps.Add(boutons)
	d.vide.Objects[len(d.vide.Objects)-1] = composant.Marge(10, 10, 12, corps)
}

func jurysDe(a modele.Action) []string {
	if a.Jury == "" {
		return nil
	}
	return []string{a.Jury}
}

// ajusterProces sets the columns of the procès-verbal: what would be needed only
// where a mark does it, and the points only where there is room.
func (d *deliberation) ajusterProces() {
	groupe := d.m.Groupe()
	cs := colonnesProces(groupe)
	for i, s := range d.pv.Seuils {
		utile := false
		for k := range d.pv.Lignes {
			utile = utile || i < len(d.pv.Lignes[k].Pour) && d.pv.Lignes[k].Pour[i] != ""
		}
		if groupe == 2 {
			i = 1
		}
		cs[4+i].Titre, cs[4+i].Cachee = fmt.Sprintf("Pour %d", s), !utile
	}
	cs[3].Cachee = d.serre
	copy(d.epreuves.Colonnes, cs)
	d.epreuves.Refresh()
}

// ajusterChoix gives the jury picker the room that there is.
func (d *deliberation) ajusterChoix() {
	if d.jurys != nil {
		large := map[bool]float32{false: 350, true: 280}[d.serre]
		d.jurys.Tenir(large - 30)
		d.choix.Objects = []fyne.CanvasObject{composant.Largeur(large, d.jurys.Vue)}
	}
}
