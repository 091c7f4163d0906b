package ecran

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/activite"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// trouvesAuPlus is how many lines the search shows.
const trouvesAuPlus = 60

// palette is the search over the menu, the jurys, the help and the candidates.
type palette struct {
	p       *poste.Hote
	m       *modele.Palette
	trouves []modele.Trouve
	champ   *table.Recherche
	liste   *table.Tableau
	compte  *composant.Paragraphe
	boite   *composant.Boite
	lit     bool // a candidate that was chosen is being read
}

// OuvrirPalette opens the search over the window; pages are those of the help. What
// was read for it is kept until something changes.
func OuvrirPalette(p *poste.Hote, pages []modele.PageAide) {
	x := &palette{p: p, m: p.Palette}
	if x.m == nil {
		x.m = modele.NouvellePalette(p.Profil, pages, nil, nil)
	}
	x.liste = table.NouveauTableau([]table.Colonne{
		{Titre: "Genre", Largeur: 85, Agit: true}, {Titre: "Nom", Largeur: 250, Part: 3, Agit: true, Milieu: true},
		{Titre: "Où", Largeur: 220, Part: 1, Agit: true},
	}, func() int { return len(x.trouves) }, x.cellule)
	x.liste.Agir = func(i, _ int) { x.choisir(i) }
	x.liste.Deplacer = func(int) {}
	x.liste.Vide, x.liste.Montrees = "Rien ne répond à cette recherche.", 8
	x.champ = table.NouvelleRecherche("Une activité, un jury, un candidat (nom, numéro, anonymat)…", x.liste)
	x.champ.OnChanged = x.chercher
	x.compte = composant.NouveauParagraphe("Lecture des candidats…", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second})
	haut := min(430, p.Fenetre.Canvas().Size().Height-210)
	x.boite = composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Rechercher", Largeur: min(980, p.Fenetre.Canvas().Size().Width-40), Premier: x.champ,
		Corps:    composant.Pile(8, nil, x.champ, composant.Hauteur(max(120, haut), x.liste), x.compte),
		Reponses: []composant.Reponse{{Texte: "Fermer", Annule: true}},
	})
	x.chercher("")
	poste.Lire(p, func(ctx context.Context) (*modele.Palette, error) {
		es, err := p.Service.Entetes(ctx)
		if err != nil || p.Palette.De(es) {
			return p.Palette, err
		}
		c, err := poste.LireCentre(ctx, p.Service)
		return modele.NouvellePalette(p.Profil, pages, c.Situations, c.Dossiers), err
	}, func(m *modele.Palette) {
		if m != p.Palette {
			x.m, p.Palette = m, m
			x.chercher(x.champ.Text)
		}
	})
}

func (x *palette) chercher(texte string) {
	x.trouves = x.m.Chercher(texte, trouvesAuPlus)
	x.liste.Placer(0)
	x.liste.Refresh()
	t := modele.Compter(len(x.trouves), "résultat", "résultats")
	if len(x.trouves) == trouvesAuPlus {
		t = "Les " + t[:len(t)-len("résultats")] + "premiers résultats : précisez la recherche."
	}
	x.compte.Changer(t+"   Flèches : choisir. Entrée : y aller. Échap : fermer.", composant.Second)
}

func (x *palette) cellule(ligne, colonne int) table.Cellule {
	t := &x.trouves[ligne]
	switch colonne {
	case 0:
		return table.Cellule{Texte: t.Sorte(), Ton: composant.Second}
	case 1:
		return table.Cellule{Texte: t.Titre, Gras: true}
	}
	return table.Cellule{Texte: t.Detail, Ton: composant.Second}
}

// choisir goes where a line leads; a candidate is shown first.
func (x *palette) choisir(i int) {
	t := x.trouves[i]
	switch t.Genre {
	case modele.TrouveCandidat:
		x.montrerFiche(t)
	case modele.TrouveJury:
		x.allerAuJury(t)
	case modele.TrouveAide:
		x.boite.Fermer()
		x.p.Aide(t.Ecran)
	default:
		x.boite.Fermer()
		x.p.Aller(t.Ecran, nil)
	}
}

// ficheLue is what the sheet of a candidate is made of, as it is now.
type ficheLue struct {
	situations []activite.Situation
	dossier    jury.Dossier
	actes      []jury.Acte
}

// allerAuJury goes where the next act of a jury is, now: what the search keeps may be
// older than a paper that was made since.
func (x *palette) allerAuJury(t modele.Trouve) {
	if x.lit {
		return
	}
	x.lit = true
	poste.Travailler(x.p, x.p.Service.Situations, func(ss []activite.Situation, err error) {
		x.lit = false
		x.boite.Fermer()
		if err != nil {
			x.p.Erreur(err)
			return
		}
		for i := range ss {
			if ss[i].Code == t.Jury {
				x.p.Aller(modele.EcranDuJury(&ss[i]), []string{t.Jury})
			}
		}
	})
}

// montrerFiche reads a candidate and shows him in the place of the search, which stands
// until then: a key that is pressed meanwhile does nothing to the screen below.
func (x *palette) montrerFiche(t modele.Trouve) {
	if x.lit {
		return
	}
	x.lit = true
	poste.Travailler(x.p, func(ctx context.Context) (f ficheLue, err error) {
		if f.situations, err = x.p.Service.Situations(ctx); err != nil {
			return f, err
		}
		if f.dossier, err = x.p.Service.Jury(ctx, t.Jury); err != nil {
			return f, err
		}
		f.actes, err = x.p.Service.Historique(ctx, t.Jury, t.Cle)
		return f, err
	}, func(f ficheLue, err error) {
		x.lit = false
		x.boite.Fermer()
		if err != nil {
			x.p.Erreur(err)
			return
		}
		c, ok := f.dossier.Candidat(t.Cle)
		for i := range f.situations {
			if s := &f.situations[i]; ok && s.Code == t.Jury {
				montrerFiche(x.p, seance.NouvelleFiche(x.p.Profil, s, &f.dossier, c, f.actes), t.Jury)
			}
		}
	})
}

// montrerFiche shows a candidate in short, and where to act for him.
func montrerFiche(p *poste.Hote, f seance.Fiche, jury string) {
	corps := composant.Pile(3, nil)
	for _, x := range f.Faits {
		valeur := composant.NouveauParagraphe(x[1], composant.Police{Gras: true})
		corps.Add(composant.Rangee(8, valeur, composant.Largeur(130, composant.NouveauParagraphe(x[0], composant.Police{Ton: composant.Second})), valeur))
	}
	notes := table.NouveauTableau([]table.Colonne{
		{Titre: "Épreuve", Largeur: 240, Part: 1}, {Titre: "Coef.", Largeur: 60, Droite: true}, {Titre: "1er groupe", Largeur: 110, Droite: true},
		{Titre: p.Profil.Mots.Groupe2, Largeur: 130, Droite: true},
	}, func() int { return len(f.Notes) }, func(i, k int) table.Cellule {
		n := f.Notes[i]
		return table.Cellule{Texte: [...]string{n.Epreuve, n.Coefficient, n.Note, n.Note2}[k]}
	})
	notes.Entier = true
	defil := container.NewVScroll(notes)
	haut := p.Fenetre.Canvas().Size().Height - 350
	if len(f.Actes) > 0 {
		haut -= 150
	}
	defil.SetMinSize(fyne.NewSize(0, max(110, min(haut, notes.MinSize().Height+4))))
	corps.Add(defil)
	if len(f.Actes) > 0 {
		corps.Add(poste.Etiquette("Ce qui a été changé"))
		actes := table.NouveauTableau([]table.Colonne{
			{Titre: "Quand", Largeur: 136}, {Titre: "Quoi", Largeur: 150, Part: 2}, {Titre: "Avant, après", Largeur: 180, Part: 1},
			{Titre: "Motif", Largeur: 140, Part: 2}, {Titre: "Par", Largeur: 110},
		}, func() int { return len(f.Actes) }, func(i, k int) table.Cellule {
			return table.Cellule{Texte: f.Actes[i].Textes[k], Gras: k == 2}
		})
		actes.Montrees = min(3, len(f.Actes))
		corps.Add(actes)
	}
	corps.Add(composant.NouveauParagraphe(f.Conclu, composant.Police{Gras: true, Ton: composant.Accent}))
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: f.Titre, Corps: corps, Largeur: min(880, p.Fenetre.Canvas().Size().Width-40),
		Reponses: []composant.Reponse{
			{Texte: "Fermer", Annule: true},
			{Texte: f.Agir, Rang: composant.Principal, Defaut: true, Action: func() { p.Aller(f.Ecran, []string{jury}) }},
		},
	})
}
