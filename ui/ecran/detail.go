package ecran

import (
	"strings"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// detail is the vue détaillée: criteria, search, and a new state for each jury.
type detail struct {
	x           *avancement
	m           *modele.Detail
	objet       *fyne.Container
	criteres    *fyne.Container
	plus        *composant.Bouton
	deplie      bool
	cherche     bool // the criteria were applied: they fold
	nouvelle    *composant.Bouton
	rechercher  *composant.Bouton
	resume      *composant.Paragraphe
	recherche   *composant.Saisie
	tableau     *table.Tableau
	elements    *composant.Paragraphe
	enregistrer *composant.Bouton
	academie    *composant.Bouton
	motif       *composant.Saisie
}

func nouveauDetail(x *avancement) *detail {
	d := &detail{x: x, m: modele.NouveauDetail(x.a, x.p.Profil, nil), criteres: composant.Pile(5, nil)}
	d.plus = composant.NouveauBouton("", composant.Discret, func() {
		d.deplie = !d.deplie
		d.montrerCriteres()
		d.objet.Refresh()
	})
	d.rechercher = composant.NouveauBouton("Rechercher", composant.Normal, func() {
		d.cherche = true
		d.chercher()
		d.montrerCriteres()
		d.objet.Refresh()
		d.x.p.Fenetre.Canvas().Focus(d.tableau)
	})
	d.nouvelle = composant.NouveauBouton("Nouvelle recherche", composant.Normal, d.recommencer)
	d.resume = composant.NouveauParagraphe("", composant.Police{Taille: 13})
	d.recherche = composant.NouvelleSaisie("", "Rechercher dans les résultats")
	d.recherche.OnChanged = func(t string) {
		d.m.Recherche = t
		d.chercher()
	}
	d.tableau = table.NouveauTableau([]table.Colonne{
		{Titre: "Jury", Largeur: 65}, {Titre: "Spécialité", Largeur: 100, Part: 3}, {Titre: "Dates de délibération", Largeur: 263},
		{Titre: "Etat d’avancement du jury", Largeur: 110, Part: 3}, {Titre: "Nouvel état", Largeur: 225, Part: 1, Agit: true},
	}, d.m.Nombre, d.cellule)
	d.tableau.Vide = "Aucun jury ne répond aux critères."
	d.tableau.Agir = d.choisir
	d.tableau.Deplacer = func(int) { d.activer() }
	d.elements = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	d.enregistrer = composant.NouveauBouton("Enregistrer (Ctrl+S)", composant.Principal, func() { d.sauver(nil) })
	boutons := composant.Rangee(8, nil, d.enregistrer)
	if x.p.Demonstration {
		d.academie = composant.NouveauBouton("Acte de l’académie (simulé)", composant.Normal, func() {
			if d.m.Nombre() > 0 {
				if a, _, ok := d.m.Academie(d.tableau.Curseur()); ok {
					x.simuler(a)
				}
			}
		})
		boutons.Add(d.academie)
	}
	resume := composant.AuMilieu(d.resume)
	ligne := composant.Rangee(8, resume, d.rechercher, d.nouvelle, d.plus, resume, composant.Largeur(280, d.recherche))
	objets := []fyne.CanvasObject{d.criteres, ligne, d.tableau, d.elements}
	if d.m.DemandeMotif {
		d.motif = composant.NouvelleSaisie("", "Pourquoi ce changement ? Il est inscrit au journal.")
		objets = append(objets, composant.Rangee(8, d.motif, composant.Ligne("Motif *", composant.Police{Gras: true}), d.motif))
	}
	d.objet = composant.Marge(0, 0, 3, composant.Pile(7, d.tableau, append(objets, boutons)...))
	d.montrerCriteres()
	x.p.RetenirColonnes("avancement", d.tableau)
	return d
}

// recommencer shows the criteria again, without any.
func (d *detail) recommencer() {
	d.cherche = false
	d.m.Effacer()
	d.recherche.SetText("")
	d.montrerCriteres()
	d.montrer()
	d.objet.Refresh()
	d.x.p.Fenetre.Canvas().Focus(d.rechercher)
}

// montrerCriteres shows the first criterion, or the three; once they were applied, what
// was searched, and the way to another search.
func (d *detail) montrerCriteres() {
	d.nouvelle.Hidden, d.rechercher.Hidden, d.plus.Hidden, d.criteres.Hidden = !d.cherche, d.cherche, d.cherche, d.cherche
	d.resume.Changer("", composant.Second)
	if d.cherche {
		d.resume.Changer(d.m.ResumeCriteres(), composant.Second)
		return
	}
	n := 1
	d.plus.Changer("+ Voir plus de critères de recherche")
	if d.deplie {
		n = len(d.m.Criteres)
		d.plus.Changer("– Voir moins de critères de recherche")
	}
	d.criteres.Objects = nil
	for i := range d.m.Criteres {
		c := &d.m.Criteres[i]
		if i >= n {
			c.Choisie = 0
			continue
		}
		rang := 0
		if c.Differe {
			rang = 1
		}
		operateur := composant.NouveauChoix(modele.Operateurs, rang, func(k int) { c.Differe = k == 1 })
		valeur := composant.NouveauChoix(c.Valeurs, c.Choisie, func(k int) { c.Choisie = k })
		ressort := composant.Ressort()
		d.criteres.Add(composant.Rangee(8, ressort, composant.Largeur(110, composant.AuMilieu(composant.Pile(0, nil, poste.Etiquette(c.Nom)))),
			composant.Largeur(170, operateur.Vue), composant.Largeur(460, valeur.Vue), ressort))
	}
	d.criteres.Refresh()
}

func (d *detail) actualiser(ss []activite.Situation) {
	d.m.Actualiser(ss)
	d.tableau.Colonnes[0].Largeur = table.LargeurPour(d.m.Criteres[modele.CritereCode].Valeurs[1:], 0, 65)
	d.montrerCriteres()
	d.montrer()
}

func (d *detail) chercher() {
	d.m.Rechercher()
	d.montrer()
}

func (d *detail) montrer() {
	d.elements.Changer(modele.Elements(d.m.Nombre()), composant.Second)
	d.tableau.Refresh()
	d.activer()
}

func (d *detail) activer() {
	d.enregistrer.Activer(d.m.Changements() > 0)
	if c := d.x.p.Fenetre.Canvas(); d.enregistrer.Disabled() && c.Focused() == d.enregistrer {
		c.Focus(d.tableau) // the button has nothing left to do
	}
	if d.academie != nil {
		possible := false
		if d.m.Nombre() > 0 {
			_, _, possible = d.m.Academie(d.tableau.Curseur())
		}
		d.academie.Activer(possible)
	}
}

func (d *detail) cellule(ligne, colonne int) table.Cellule {
	l := d.m.Ligne(ligne)
	switch colonne {
	case 0:
		return table.Cellule{Texte: l.Jury, Gras: true}
	case 1:
		return table.Cellule{Texte: l.Specialite}
	case 2:
		return table.Cellule{Texte: l.Dates}
	case 3:
		return table.Cellule{Texte: l.Etat}
	}
	if !l.Possible {
		return table.Cellule{Texte: "–", Ton: composant.Second}
	}
	c := table.Cellule{Genre: table.CelluleBouton, Texte: "Choisir…  ▾"}
	if l.Nouvel != "" {
		c.Texte, c.Gras, c.Ton = l.Nouvel+"  ▾", true, composant.Accent
	}
	return c
}

// choisir opens the new states that a row allows.
func (d *detail) choisir(ligne, _ int) {
	options := d.m.Options(ligne)
	if len(options) == 0 {
		l := d.m.Ligne(ligne)
		d.x.avis.Dire("Jury "+l.Jury+" : depuis l’état « "+l.Etat+" », le passage suivant ne revient pas au chef de centre.", true)
		d.x.objet.Refresh()
		return
	}
	objet, place := d.tableau.Sous(ligne, 4)
	composant.Options(objet, place, options, func(k int) {
		d.m.Choisir(ligne, k)
		d.montrer()
	})
}

// sauver asks, then records the new states; suite, if any, runs once they are.
func (d *detail) sauver(suite func()) {
	motif := ""
	if d.motif != nil {
		motif = strings.TrimSpace(d.motif.Text)
		if motif == "" {
			d.x.avis.Dire("« Motif » est obligatoire pour un changement exceptionnel : il est inscrit au journal.", true)
			d.x.objet.Refresh()
			d.x.p.Fenetre.Canvas().Focus(d.motif)
			return
		}
	}
	d.x.p.Controler(d.m.Choisis(), func(cs []modele.ControleJury) {
		c := d.m.Confirmer(cs)
		if motif != "" {
			c.Consequence = strings.TrimSpace(c.Consequence + "\nMotif : " + motif)
		}
		d.x.p.Confirmer(c, d.motif != nil, func() { d.x.envoyer(d.m.Envois(), motif, suite) })
	})
}

func (d *detail) viderMotif() {
	if d.motif != nil {
		d.motif.SetText("")
	}
}
