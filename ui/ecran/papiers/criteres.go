package papiers

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// criteres shows the tree of the criteria and those that are chosen.
type criteres struct {
	p      *poste.Hote
	m      *modele.Criteres
	objet  *fyne.Container
	arbre  *table.Tableau
	lignes *fyne.Container
	resume *composant.Paragraphe
	lus    bool
}

func nouveauxCriteres(p *poste.Hote) *criteres {
	x := &criteres{p: p, m: modele.NouveauxCriteres(), lignes: composant.Pile(6, nil)}
	x.arbre = table.NouveauTableau([]table.Colonne{{Titre: "Cliquer, ou Entrée : ajouter", Largeur: 200, Part: 1, Agit: true}},
		func() int { return len(x.m.Arbre) }, func(i, _ int) table.Cellule { return table.Cellule{Texte: "+  " + x.m.Arbre[i].Libelle} })
	x.arbre.Agir = func(i, _ int) {
		x.m.Ajouter(i)
		x.montrer()
	}
	x.arbre.Vide = "Aucun critère de ce nom."
	filtre := table.NouvelleRecherche("Filtrer", x.arbre)
	filtre.OnChanged = func(t string) {
		x.m.Filtrer(t)
		x.arbre.Placer(0)
		x.arbre.Refresh()
	}
	x.resume = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	gauche := composant.Largeur(290, composant.Pile(6, x.arbre, poste.Etiquette("Arbre des critères de recherche"), filtre, x.arbre))
	defil := container.NewVScroll(composant.Marge(3, 3, 4, x.lignes))
	droite := composant.Pile(6, defil, poste.Etiquette("Critères de sélection"), defil, x.resume)
	x.objet = composant.Rangee(14, droite, gauche, droite)
	x.montrer()
	return x
}

// lire adds the extra columns of the jurys to the tree, the first time that it is shown.
func (x *criteres) lire() {
	if x.lus {
		return
	}
	x.lus = true
	poste.Lire(x.p, func(ctx context.Context) (poste.CentreLu, error) { return poste.LireCentre(ctx, x.p.Service) }, func(c poste.CentreLu) {
		x.m.Champs(c.Dossiers)
		x.arbre.Refresh()
	})
}

// montrer shows a line a criterion: field, operator, value, cross.
func (x *criteres) montrer() {
	x.lignes.Objects = nil
	for i := range x.m.Liste {
		c := &x.m.Liste[i]
		valeur := composant.NouvelleSaisie(c.Valeur, "")
		valeur.OnChanged = func(t string) {
			c.Valeur = t
			x.resume.Changer(x.m.Resume(), composant.Second)
		}
		sans := func() {
			valeur.Enable()
			if c.SansValeur() {
				valeur.Disable()
			}
		}
		sans()
		rang := 0
		for k, o := range modele.OperateursCritere() {
			if o == c.Operateur {
				rang = k
			}
		}
		operateur := composant.NouveauChoix(modele.LibellesOperateurs(), rang, func(k int) {
			c.Operateur = modele.OperateursCritere()[k]
			sans()
			x.resume.Changer(x.m.Resume(), composant.Second)
		})
		croix := composant.NouveauBouton("×", composant.Normal, func() {
			x.m.Oter(i)
			x.montrer()
			x.p.Fenetre.Canvas().Focus(x.arbre)
		})
		x.lignes.Add(composant.Rangee(8, valeur, composant.Largeur(170,
			composant.AuMilieu(composant.NouveauParagraphe(c.Libelle, composant.Police{Taille: 13, Gras: true}))),
			composant.Largeur(160, operateur.Vue), valeur, croix))
	}
	x.resume.Changer(x.m.Resume(), composant.Second)
	x.lignes.Refresh()
}

// Names of the fields that have a tab of their own.
const (
	champCritere = "critere"
	champTri     = "tri"
)

// formerOnglets lays out a form with criteria as the original does: three tabs.
func (l *lancement) formerOnglets(boutons fyne.CanvasObject) *fyne.Container {
	var autres []string
	for _, c := range l.a.Champs {
		if c.Nom != champTri {
			autres = append(autres, c.Nom)
		}
	}
	choix := nouveauxCriteres(l.p)
	tri := nouveauFormulaire(l.a, autres...)
	parametres := nouveauFormulaire(l.a, champCritere, champTri)
	l.champs = &formulaire{objet: parametres.objet, champs: append(parametres.champs, tri.champs...)}
	if c, ok := l.a.Champ(champCritere); ok {
		l.champs.champs = append(l.champs.champs, champ{c: *c, lire: choix.m.Textes})
	}
	l.choix.Tableau.Montrees = 2 // the smallest screen has the rest as well
	premiere := composant.Pile(7, l.choix.Tableau, poste.Etiquette(l.a.QuestionJurys()), l.choix.Tete, l.choix.Tableau, l.resume, parametres.cote())
	pages := []fyne.CanvasObject{premiere, choix.objet, composant.Pile(0, nil, composant.Carte(tri.objet))}
	vue := container.NewStack(pages[0])
	onglets, _ := composant.NouveauxOnglets([]string{"Paramètres d'édition", "Critères de sélection", "Regroupement/Tri"}, 0, func(i int) {
		vue.Objects = []fyne.CanvasObject{pages[i]}
		vue.Refresh()
		if i == 1 {
			choix.lire()
		}
	})
	return composant.Pile(7, vue, poste.Etiquette("Titre édition *"), l.titre, onglets, vue, boutons, l.marche.Objet)
}
