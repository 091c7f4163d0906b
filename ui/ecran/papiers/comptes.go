package papiers

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

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
	p          *poste.Hote
	objet      *fyne.Container
	avis       *poste.Avis
	m          *modele.Comptes
	recherche  *composant.Saisie
	activite   *fyne.Container // the list of the activities
	garder     *composant.Bouton
	liste      *table.Tableau
	elements   *composant.Paragraphe
	documents  *table.Tableau
	docs       *modele.Documents
	ouvrir     *composant.Bouton
	vers       *composant.Bouton
	tout       *composant.Bouton
	imprimer   *composant.Bouton
	dossier    *composant.Bouton
	texte      *composant.TexteLong
	numero     int64 // of the account that is shown
	AfficherLe int64 // to show once the register is read
}

// NouveauxComptes gives the screen of the comptes rendus.
func NouveauxComptes(p *poste.Hote) *Comptes {
	x := &Comptes{p: p, avis: poste.NouvelAvis(), m: modele.NouveauxComptes(p.Profil, nil), docs: &modele.Documents{}}
	x.recherche = composant.NouvelleSaisie("", "Rechercher : jury, titre, date…")
	x.recherche.OnChanged = func(t string) {
		x.m.Rechercher(t)
		x.montrerListe()
	}
	x.liste = table.NouveauTableau([]table.Colonne{
		{Titre: "Date", Largeur: 155}, {Titre: "Etat", Largeur: 138}, {Titre: "Titre", Largeur: 190, Part: 2}, {Titre: "Jury", Largeur: 110, Part: 1},
		{Titre: "Groupe", Largeur: 130}, {Titre: "Résultat", Largeur: 200}, {Titre: "Durée", Largeur: 150},
	}, func() int { return len(x.m.Lignes) }, x.cellule)
	x.liste.Montrees = 4
	x.liste.Deplacer = func(i int) { x.afficher(x.m.Lignes[i].Numero) }
	x.elements = composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Second})
	x.documents = table.NouveauTableau([]table.Colonne{
		{Titre: "Document", Largeur: 200, Part: 1, Agit: true, Milieu: true}, {Titre: "Taille", Largeur: 80, Droite: true}, {Titre: "", Largeur: 12},
		{Titre: "Type", Largeur: 60},
	}, func() int { return len(x.docs.Lignes) }, x.celluleDocument)
	x.documents.Vide, x.documents.Montrees = "Aucun document.", 3
	x.documents.Agir = func(i, k int) {
		if k == 0 {
			x.cocher(i)
			return
		}
		x.ouvrirDocument() // Enter
	}
	x.documents.Double = func(int) { x.ouvrirDocument() }
	x.documents.Touche = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeySpace {
			return false
		}
		x.cocher(x.documents.Curseur())
		return true
	}
	x.documents.Deplacer = func(int) { x.activer() }
	x.ouvrir = composant.NouveauBouton("Ouvrir", composant.Principal, x.ouvrirDocument)
	montrer := func() { x.objet.Refresh() }
	x.vers = composant.NouveauBouton("Enregistrer vers…", composant.Normal, func() {
		p.EnregistrerVers(x.docs.Choisis(x.documents.Curseur()), x.avis, montrer)
	})
	x.tout = composant.NouveauBouton("Tout copier…", composant.Normal, func() { p.EnregistrerVers(x.docs.Tous(), x.avis, montrer) })
	x.imprimer = composant.NouveauBouton("Imprimer…", composant.Normal, x.Imprimer)
	x.dossier = composant.NouveauBouton("Ouvrir le dossier", composant.Normal, func() {
		if l := x.docs.Choisis(x.documents.Curseur()); len(l) > 0 {
			p.Ouvrir(filepath.Dir(l[0]))
		}
	})
	x.activite = composant.Largeur(330, composant.Ressort())
	x.garder = composant.NouveauBouton("Télécharger le compte rendu", composant.Normal, func() {
		p.EnregistrerTexte(x.nomDuCompte(), x.texte.Texte(), x.avis, montrer)
	})
	x.texte = composant.NouveauTexteLong("")
	x.texte.Defil = container.NewVScroll(x.texte)
	x.texte.Defil.SetMinSize(fyne.NewSize(280, 120))
	elements := composant.AuMilieu(x.elements)
	gestes := composant.Rangee(8, nil, x.ouvrir, x.imprimer, x.vers, x.tout, x.dossier)
	gauche := composant.Largeur(
		max(560, gestes.MinSize().Width),
		composant.Pile(6, x.documents, poste.Etiquette("Liste des documents générés"), x.documents, gestes),
	)
	carte := composant.Carte(x.texte.Defil)
	ressort := composant.Ressort()
	droite := composant.Pile(6, carte,
		composant.Rangee(8, ressort, composant.AuMilieu(composant.Pile(0, nil, poste.Etiquette("Compte rendu"))), ressort, x.garder), carte)
	bas := composant.Rangee(16, droite, gauche, droite)
	moities := container.New(&moities{},
		composant.Pile(6, x.liste, composant.Rangee(8, elements, x.activite, elements, composant.Largeur(240, x.recherche)), x.liste), bas)
	const aise, large = 980, 1250 // below, the state leaves its room, and the group: the title says it
	ajuste := composant.Mesurer(890, func(largeur float32) {
		x.liste.Colonnes[1].Cachee, x.liste.Colonnes[4].Cachee = largeur < aise, largeur < large
	}, moities)
	x.objet = poste.Page("", "Comptes rendus", x.avis, ajuste, ajuste)
	x.activer()
	p.RetenirColonnes("comptes", x.liste)
	p.RetenirColonnes("documents", x.documents)
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
		montree := x.m.Montree()
		x.m = modele.NouveauxComptes(x.p.Profil, cs)
		x.m.Rechercher(x.recherche.Text)
		if a := x.m.ActiviteDe(x.AfficherLe); a != "" { // a person comes from it
			montree = a
		}
		x.offrir(montree)
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

// offrir lists the activities that have accounts, and shows those of one.
func (x *Comptes) offrir(montree string) {
	options := x.m.Activites()
	rang := max(0, slices.Index(options, montree))
	x.m.Montrer(options[rang])
	c := composant.NouveauChoix(options, rang, func(i int) {
		x.m.Montrer(options[i])
		x.montrerListe()
		if len(x.m.Lignes) > 0 {
			x.liste.Placer(0)
		}
	})
	c.Tenir(300)
	x.activite.Objects = []fyne.CanvasObject{c.Vue}
	x.activite.Refresh()
}

// nomDuCompte names the file of the account that is shown.
func (x *Comptes) nomDuCompte() string {
	nom := "compte rendu"
	if i := x.m.Place(x.numero); i >= 0 {
		l := x.m.Lignes[i]
		nom += " - " + l.Titre + " - " + strings.NewReplacer("/", "-", ":", "h").Replace(l.Date[:16])
	}
	return nom + ".txt"
}

func (x *Comptes) montrerListe() {
	x.elements.Changer(modele.Elements(len(x.m.Lignes)), composant.Second)
	x.liste.Vide = x.m.Vide()
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
		x.docs = modele.NouveauxDocuments(c)
		x.texte.Changer(c.Texte())
		x.documents.Placer(0)
		x.documents.Refresh()
		x.activer()
	})
}

func (x *Comptes) activer() {
	i := x.documents.Curseur()
	x.garder.Activer(x.numero != 0 && x.texte.Texte() != "")
	x.ouvrir.Activer(i >= 0 && i < len(x.docs.Lignes) && x.docs.Lignes[i].Present)
	n := len(x.docs.Choisis(i))
	x.vers.Activer(n > 0)
	x.imprimer.Activer(poste.Imprimable(x.docs.Choisis(i)))
	x.dossier.Activer(n > 0)
	x.tout.Activer(len(x.docs.Tous()) > 0)
}

// Imprimer prints the documents that are ticked, or the one that is lit.
func (x *Comptes) Imprimer() {
	x.p.Imprimer(x.docs.Choisis(x.documents.Curseur()), func(t string) {
		x.avis.Dire(t, false)
		x.objet.Refresh()
	})
}

// cocher ticks or unticks a document, to save several at once.
func (x *Comptes) cocher(i int) {
	x.docs.Basculer(i)
	x.documents.Refresh()
	x.activer()
}

func (x *Comptes) ouvrirDocument() {
	if i := x.documents.Curseur(); i >= 0 && !x.ouvrir.Disabled() {
		x.p.Ouvrir(x.docs.Lignes[i].Chemin)
	}
}

func (x *Comptes) cellule(ligne, colonne int) table.Cellule {
	l := &x.m.Lignes[ligne]
	switch colonne {
	case 0:
		return table.Cellule{Texte: l.Date}
	case 1:
		return table.Cellule{Texte: l.Etat, Ton: composant.Second}
	case 2:
		return table.Cellule{Texte: l.Titre, Gras: true}
	case 3:
		return table.Cellule{Texte: l.Jurys}
	case 4:
		return table.Cellule{Texte: l.Groupe}
	case 5:
		if l.Bon {
			return table.Cellule{Texte: "✓ " + l.Resultat, Ton: composant.Bon}
		}
		return table.Cellule{Texte: "! " + l.Resultat, Ton: composant.Attention}
	}
	return table.Cellule{Texte: l.Duree}
}

func (x *Comptes) celluleDocument(ligne, colonne int) table.Cellule {
	l := &x.docs.Lignes[ligne]
	c := table.Cellule{Inactif: !l.Present}
	switch colonne {
	case 0:
		c.Genre, c.Cochee, c.Texte = table.CelluleCase, x.docs.Coche(ligne), l.Nom
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
