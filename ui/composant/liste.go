package composant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"delib/ui/modele"
)

// longue is from how many options on a list has a search; auPlus is how many it shows
// at once.
const (
	longue = 12
	auPlus = 11
)

// listeLongue is a list of options over the window, narrowed by what is typed.
type listeLongue struct {
	champ   *champListe
	options []string
	replies []string
	trouves []int // ranks in options
	debut   int   // of the trouves that are shown
	courant int   // among the trouves
	lignes  []*Bouton
	dit     *Paragraphe
	boite   *Boite
	choisir func(int)
}

// champListe is the field over a list: the keys that move go to the list.
type champListe struct {
	Saisie
	l *listeLongue
}

// ouvrirListe shows a long list of options over a window.
func ouvrirListe(w fyne.Window, options []string, choisir func(int)) {
	l := &listeLongue{options: options, choisir: choisir, dit: NouveauParagraphe("", Police{Taille: TaillePetite, Ton: Second})}
	l.champ = &champListe{l: l}
	l.champ.PlaceHolder = "Tapez pour chercher"
	l.champ.ExtendBaseWidget(l.champ)
	l.champ.OnChanged = l.chercher
	pile := Pile(2, nil)
	for i := range auPlus {
		b := NouveauBouton("", Discret, func() { l.prendre(l.debut + i) })
		b.aGauche = true
		l.lignes = append(l.lignes, b)
		pile.Add(b)
	}
	for _, o := range options {
		l.replies = append(l.replies, modele.Replier(o))
	}
	l.boite = Ouvrir(w, Contenu{
		Titre: "Choisir", Largeur: 620, Premier: l.champ, Corps: container.New(&largeurPleine{}, Pile(8, nil, l.champ, pile, l.dit)),
		Reponses: []Reponse{{Texte: "Fermer", Annule: true}},
	})
	l.chercher("")
}

// largeurPleine gives one object the width that there is.
type largeurPleine struct{}

func (*largeurPleine) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, o[0].MinSize().Height)
}

func (*largeurPleine) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// chercher keeps the options that hold every word.
func (l *listeLongue) chercher(texte string) {
	l.trouves = l.trouves[:0]
	for i, r := range l.replies {
		if modele.Contient(r, texte) {
			l.trouves = append(l.trouves, i)
		}
	}
	l.placer(0)
}

// placer lights an option and brings it into sight.
func (l *listeLongue) placer(i int) {
	l.courant = max(0, min(i, len(l.trouves)-1))
	l.debut = max(0, min(l.debut, l.courant))
	if l.courant >= l.debut+auPlus {
		l.debut = l.courant - auPlus + 1
	}
	for k, b := range l.lignes {
		r := l.debut + k
		b.Hidden = r >= len(l.trouves)
		if b.Hidden {
			continue
		}
		b.Rang = Onglet
		if r == l.courant {
			b.Rang = OngletVu
		}
		b.Changer(Couper(l.options[l.trouves[r]], Police{}, 540))
	}
	t := modele.Compter(len(l.trouves), "choix", "choix")
	if len(l.trouves) == 0 {
		t = "Rien ne répond à cette recherche."
	}
	l.dit.Changer(t+"   Flèches : choisir. Entrée : prendre. Échap : fermer.", Second)
}

func (l *listeLongue) prendre(i int) {
	if i < 0 || i >= len(l.trouves) {
		return
	}
	l.boite.Fermer()
	l.choisir(l.trouves[i])
}

// TypedKey moves in the list and takes what is lit.
func (c *champListe) TypedKey(ev *fyne.KeyEvent) {
	l := c.l
	switch ev.Name {
	case fyne.KeyUp:
		l.placer(l.courant - 1)
	case fyne.KeyDown:
		l.placer(l.courant + 1)
	case fyne.KeyPageUp:
		l.placer(l.courant - auPlus)
	case fyne.KeyPageDown:
		l.placer(l.courant + auPlus)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.prendre(l.courant)
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF5:
		Transmettre(c, ev)
	default:
		c.Saisie.TypedKey(ev)
	}
}
