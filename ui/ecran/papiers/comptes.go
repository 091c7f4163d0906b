package papiers

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/core/compterendu"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// Comptes is the register of the comptes rendus, and the one that is chosen.
type Comptes struct {
	p          *poste.Poste
	objet      *fyne.Container
	avis       *poste.Avis
	m          *modele.Comptes
	recherche  *composant.Saisie
	liste      *table.Tableau
	elements   *composant.Paragraphe
	documents  *table.Tableau
	lignes     []modele.LigneDocument
	ouvrir     *composant.Bouton
	sous       *composant.Bouton
	texte      *composant.TexteLong
	numero     int64 // of the account that is shown
	AfficherLe int64 // to show once the register is read
}

// NouveauxComptes gives the screen of the comptes rendus.
func NouveauxComptes(p *poste.Poste) *Comptes {
	x := &Comptes{p: p, avis: poste.NouvelAvis(), m: modele.NouveauxComptes(nil)}
	x.recherche = composant.NouvelleSaisie("", "Rechercher dans les résultats")
	x.recherche.OnChanged = func(t string) {
		x.m.Rechercher(t)
		x.montrerListe()
	}
	x.liste = table.NouveauTableau([]table.Colonne{
		{Titre: "Date", Largeur: 160}, {Titre: "Titre", Largeur: 200, Part: 1}, {Titre: "Résultat", Largeur: 210}, {Titre: "Durée", Largeur: 165},
		{Titre: "Domaine", Largeur: 110},
	}, func() int { return len(x.m.Lignes) }, x.cellule)
	x.liste.Vide, x.liste.Montrees = "Aucun compte rendu : rien n’a encore été produit sur ce poste.", 4
	x.liste.Deplacer = func(i int) { x.afficher(x.m.Lignes[i].Numero) }
	x.elements = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	x.documents = table.NouveauTableau([]table.Colonne{
		{Titre: "Document", Largeur: 200, Part: 1}, {Titre: "Taille", Largeur: 80, Droite: true}, {Titre: "", Largeur: 12}, {Titre: "Type", Largeur: 60},
	}, func() int { return len(x.lignes) }, x.celluleDocument)
	x.documents.Vide, x.documents.Montrees = "Aucun document.", 3
	x.documents.Agir = func(int, int) { x.ouvrirDocument() }
	x.documents.Deplacer = func(int) { x.activer() }
	x.ouvrir = composant.NouveauBouton("Ouvrir", composant.Principal, x.ouvrirDocument)
	x.sous = composant.NouveauBouton("Enregistrer sous…", composant.Normal, func() {
		if i := x.documents.Curseur(); i >= 0 {
			p.EnregistrerSous(x.lignes[i].Chemin, func(vers string) {
				x.avis.Dire("Enregistré : "+vers, false)
				x.objet.Refresh()
			})
		}
	})
	x.texte = composant.NouveauTexteLong("")
	x.texte.Defil = container.NewVScroll(x.texte)
	x.texte.Defil.SetMinSize(fyne.NewSize(300, 120))
	elements := composant.AuMilieu(x.elements)
	gauche := composant.Largeur(560, composant.Pile(6, x.documents, poste.Etiquette("Liste des documents générés"), x.documents,
		composant.Rangee(8, nil, x.ouvrir, x.sous)))
	carte := composant.Carte(x.texte.Defil)
	droite := composant.Pile(6, carte, poste.Etiquette("Compte rendu"), carte)
	bas := composant.Rangee(16, droite, gauche, droite)
	moities := container.New(&moities{}, composant.Pile(6, x.liste, composant.Rangee(8, elements, elements, composant.Largeur(280, x.recherche)), x.liste), bas)
	x.objet = poste.Page("", "Comptes rendus", x.avis, moities, moities)
	x.activer()
	return x
}

// moities gives two objects each a half of the height.
type moities struct{}

func (moities) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+10)
}

func (moities) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := max(o[0].MinSize().Height, (s.Height-10)*0.42)
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-h-10))
	o[1].Move(fyne.NewPos(0, h+10))
}

func (x *Comptes) Objet() fyne.CanvasObject { return x.objet }
func (x *Comptes) Premier() fyne.Focusable  { return x.liste }

func (x *Comptes) Charger(pret func()) {
	poste.Lire(x.p, x.p.Service.ComptesRendus, func(cs []compterendu.CompteRendu) {
		x.m = modele.NouveauxComptes(cs)
		x.m.Rechercher(x.recherche.Text)
		x.montrerListe()
		place := x.m.Place(x.AfficherLe)
		if place < 0 {
			place = max(0, x.m.Place(x.numero))
		}
		x.AfficherLe = 0
		if len(x.m.Lignes) > 0 {
			x.liste.Placer(place)
		}
		if pret != nil {
			pret()
		}
	})
}

func (x *Comptes) montrerListe() {
	x.elements.Changer(modele.Elements(len(x.m.Lignes)), composant.Second)
	x.liste.Refresh()
	x.objet.Refresh()
}

// afficher reads an account and shows it, unless another was asked meanwhile.
func (x *Comptes) afficher(numero int64) {
	if numero == x.numero {
		return
	}
	x.numero = numero
	poste.Lire(x.p, func(ctx context.Context) (*compterendu.CompteRendu, error) {
		return x.p.Service.CompteRendu(ctx, numero)
	}, func(c *compterendu.CompteRendu) {
		if numero != x.numero {
			return
		}
		x.lignes = modele.Documents(c)
		x.texte.Changer(c.Texte())
		x.documents.Placer(0)
		x.documents.Refresh()
		x.activer()
	})
}

func (x *Comptes) activer() {
	i := x.documents.Curseur()
	present := i >= 0 && i < len(x.lignes) && x.lignes[i].Present
	x.ouvrir.Activer(present)
	x.sous.Activer(present)
}

func (x *Comptes) ouvrirDocument() {
	if i := x.documents.Curseur(); i >= 0 {
		x.p.Ouvrir(x.lignes[i].Chemin)
	}
}

func (x *Comptes) cellule(ligne, colonne int) table.Cellule {
	l := &x.m.Lignes[ligne]
	switch colonne {
	case 0:
		return table.Cellule{Texte: l.Date}
	case 1:
		return table.Cellule{Texte: l.Titre, Gras: true}
	case 2:
		if l.Bon {
			return table.Cellule{Texte: "✓ " + l.Resultat, Ton: composant.Bon}
		}
		return table.Cellule{Texte: "! " + l.Resultat, Ton: composant.Attention}
	case 3:
		return table.Cellule{Texte: l.Duree}
	}
	return table.Cellule{Texte: l.Domaine}
}

func (x *Comptes) celluleDocument(ligne, colonne int) table.Cellule {
	l := &x.lignes[ligne]
	c := table.Cellule{Inactif: !l.Present}
	switch colonne {
	case 0:
		c.Texte = l.Nom
		if !l.Present {
			c.Texte = "(n’est plus à sa place) " + l.Nom
		}
	case 1:
		c.Texte = l.Taille
	case 3:
		c.Texte = l.Type
	}
	return c
}
