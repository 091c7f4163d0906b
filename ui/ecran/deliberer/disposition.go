package deliberer

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// How the screen of a deliberation is laid out, in the room that there is.

func (d *deliberation) disposer() {
	d.bProjeter = composant.NouveauBouton("Projeter (F11)", composant.Normal, d.projeter)
	d.bNomsProjetes = composant.NouveauBouton("", composant.Normal, d.basculerNomsProjetes)
	d.bNomsProjetes.Hide()
	d.bMoyennes = composant.NouveauBouton("Répartition…", composant.Normal, d.montrerMoyennes)
	d.entete = composant.NouveauParagraphe(modele.TitreDeliberer, composant.Police{Taille: composant.TailleTitre, Gras: true})
	x := &disposition{d: d, ressort: composant.Ressort(), carte: composant.Carte(d.barres)}
	x.titre = composant.Rangee(14, d.entete)
	x.etat, x.nom, x.decide = composant.Largeur(0, d.etat), composant.Largeur(0, d.entete), composant.Largeur(0, d.decision)
	x.tete = composant.Rangee(8, x.ressort)
	x.filtres = composant.Rangee(10, nil)
	x.gauche = composant.Largeur(0, composant.Pile(5, d.tableau, d.tableau, d.comptes, x.carte))
	x.motif = composant.Hauteur(0, container.NewVScroll(d.motif)) // a long one scrolls
	x.proces = composant.Pile(3, d.epreuves)
	droite := composant.CarteSerree(x.proces)
	x.milieu = composant.Rangee(10, droite, x.gauche, droite)
	d.actes = composant.Rangee(8, nil, d.bClore, d.bModifiees, d.bPresence, d.bProjeter, d.bNomsProjetes, d.bMoyennes)
	x.bas = composant.Pile(6, nil)
	x.dit = composant.Pile(2, nil)
	d.vide = composant.Carte(container.NewStack())
	d.plein = []fyne.CanvasObject{x.tete, x.filtres, x.milieu, x.bas}
	d.montrerVide(false)
	pile := composant.Pile(7, x.milieu, append([]fyne.CanvasObject{d.vide}, d.plein...)...)
	x.placer(fyne.NewSize(largeurDelib, hauteurBarres))
	ajuste := composant.MesurerTaille(largeurDelib, x.placer, pile)
	d.place = x
	d.objet = poste.PageTitree("", x.titre, poste.NouvelAvis(), ajuste, ajuste)
}

// disposition is how the parts of the screen stand in the room that there is.
type disposition struct {
	d       *deliberation
	ressort fyne.CanvasObject
	carte   fyne.CanvasObject // the bars
	taille  fyne.Size
	titre, nom, etat, decide, tete, filtres,
	gauche, motif, proces, milieu, bas, dit *fyne.Container
}

// The sizes at which the screen drops something or stands otherwise, and the least
// width that it bears.
const (
	largeurDelib     = 900
	largeurBarres    = 940
	largeurAise      = 1036
	largeurUneRangee = 1300 // picker, filters and choices beside each other; the notice beside the acts
	hauteurBarres    = 640  // below, the rows of the candidates take the height of the bars
	largeurTableau   = 546
	largeurDecision  = 124  // of its column, at least
	largeurReplie    = 1600 // of the window: below, the side menu folds
	candidatsVus     = 16   // of the jury, in sight at once
)

// LargeurVoulue folds the side menu where the names and the marks want its room.
func (d *deliberation) LargeurVoulue() float32 { return largeurReplie }

// placer sets the parts for a size. Where there is little room, the secondary columns
// go: the procès-verbal beside has the professional mean, and the points. Where there
// is width, rows stand beside each other, and the candidates have the height.
func (x *disposition) placer(s fyne.Size) {
	d := x.d
	x.taille = s
	d.serre = s.Width < largeurAise
	large := s.Width >= largeurUneRangee
	bas := s.Height < hauteurBarres
	x.carte.(*fyne.Container).Hidden = s.Width < largeurBarres || bas && large
	d.bMoyennes.Hidden = !x.carte.(*fyne.Container).Hidden || d.projection != nil
	d.tableau.EnVue, d.epreuves.EnVue, d.avis.Serre = 0, 0, large
	composant.Elargir(x.gauche, map[bool]float32{false: largeurTableau, true: 484}[d.serre])
	composant.Rehausser(x.motif, map[bool]float32{false: 54, true: 34}[d.serre || large && bas])
	composant.Elargir(x.etat, map[bool]float32{false: 220, true: 206}[d.serre])
	d.tableau.Colonnes[2].Cachee, d.tableau.Colonnes[3].Largeur = d.serre, largeurDecision
	milieu := composant.AuMilieu(x.etat)
	if large {
		d.tableau.EnVue, d.epreuves.EnVue = candidatsVus, toutes
		composant.Elargir(x.etat, 300)
		composant.Elargir(x.gauche, max(largeurTableau, min(s.Width*0.52, d.largeurNoms())))
		composant.Elargir(x.nom, min(s.Width-560, d.entete.SurUneLigne()))
		x.titre.Objects = []fyne.CanvasObject{x.nom, milieu}
		x.tete.Objects = []fyne.CanvasObject{d.choix, d.filtres[0], d.filtres[1], d.filtres[2], x.ressort, d.vue, d.tri}
		x.filtres.Objects = nil
		x.proces.Objects = []fyne.CanvasObject{
			composant.Rangee(14, d.titre, d.titre, x.decide), d.identite, d.epreuves,
			composant.Rangee(8, x.motif, x.motif, composant.AuMilieu(d.bSemblables), composant.AuMilieu(d.bModifier), composant.AuMilieu(d.bLivret)),
		}
		// The notice has its place beside the acts: it moves no row, and the next click
		// takes no other candidate.
		x.dit.Objects = []fyne.CanvasObject{d.close, d.avis.Objet}
		place := composant.Hauteur(40, container.NewVScroll(composant.Marge(4, 2, 2, x.dit)))
		x.bas.Objects = []fyne.CanvasObject{composant.Rangee(12, place, composant.AuMilieu(d.actes), place)}
	} else {
		x.titre.Objects = []fyne.CanvasObject{d.entete}
		x.tete.Objects = []fyne.CanvasObject{d.choix, milieu, x.ressort, d.vue, d.tri}
		x.filtres.Objects = []fyne.CanvasObject{d.filtres[0], d.filtres[1], d.filtres[2]}
		x.proces.Objects = []fyne.CanvasObject{
			composant.Pile(1, nil, d.titre, d.identite), d.epreuves, d.decision, x.motif, composant.Rangee(8, nil, d.bModifier, d.bLivret, d.bSemblables),
		}
		x.bas.Objects = []fyne.CanvasObject{d.avis.Objet, d.close, d.actes}
	}
	x.filtres.Hidden = len(x.filtres.Objects) == 0 || !d.vide.Hidden
	d.ajusterProces()
	d.ajusterChoix()
	d.montrerComptes()
}

// ajusterDecision gives the decision of a candidate the width of its words.
func (x *disposition) ajusterDecision() {
	composant.Elargir(x.decide, min(x.taille.Width*0.4, x.d.decision.SurUneLigne()))
	x.proces.Refresh()
}

// toutes the marks of a candidate are to be in sight.
const toutes = 1000

// largeurNoms gives the decisions the width of their words, and the width of the
// candidates' table that cuts no name.
func (d *deliberation) largeurNoms() float32 {
	var noms, decisions []string
	for i := range d.m.Nombre() {
		noms = append(noms, d.cellule(i, 0).Texte)
		decisions = append(decisions, d.cellule(i, 3).Texte)
	}
	cs := d.tableau.Colonnes
	cs[3].Largeur = table.LargeurPour(decisions, -8, largeurDecision)
	l := table.LargeurPour(noms, 0, cs[0].Largeur)
	for _, c := range cs[1:] {
		if !c.Cachee {
			l += c.Largeur
		}
	}
	return l + largeurDefil
}

// largeurDefil is what the bar of a scroll covers.
const largeurDefil = 14

// montrerMoyennes shows how the means are spread, where the screen has no room for it.
func (d *deliberation) montrerMoyennes() {
	b := composant.NouvellesBarres(fmt.Sprintf("≥ %d : admis", d.p.Profil.SeuilAdmission()))
	b.Changer(d.m.Barres())
	composant.Ouvrir(d.p.Fenetre, composant.Contenu{
		Titre: "Répartition des moyennes", Largeur: 720, Corps: composant.Hauteur(260, b),
		Reponses: []composant.Reponse{{Texte: "Fermer", Rang: composant.Principal, Annule: true, Defaut: true}},
	})
}

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
	if d.place != nil {
		d.place.filtres.Hidden = vide || len(d.place.filtres.Objects) == 0
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
		large := map[bool]float32{false: 350, true: 280}[d.serre || d.avis.Serre]
		d.jurys.Tenir(large - 30)
		d.choix.Objects = []fyne.CanvasObject{composant.Largeur(large, d.jurys.Vue)}
	}
}
