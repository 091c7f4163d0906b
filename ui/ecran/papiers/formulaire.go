package papiers

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/ecran/poste"
)

// formulaire shows the fields that the registry gives to an activity.
type formulaire struct {
	objet  *fyne.Container
	champs []champ
	// Change is called when a choice of a list changed; it may be nil.
	Change func()
}

type champ struct {
	c      activite.Champ
	lire   func() []string
	objets []fyne.CanvasObject
}

// cote gives the fields beside each other, those of a group under its heading, on as
// many lines as the width asks for: no label is cut.
func (f *formulaire) cote() fyne.CanvasObject {
	var groupes []fyne.CanvasObject
	var pile, ligne *fyne.Container
	dernier := ""
	for _, x := range f.champs {
		if pile == nil || x.c.Groupe == "" || x.c.Groupe != dernier {
			pile, ligne = composant.Pile(5, nil), nil
			if x.c.Groupe != "" {
				pile.Add(poste.Etiquette(x.c.Groupe))
			}
			groupes = append(groupes, pile)
		}
		dernier = x.c.Groupe
		objets := x.objets
		if x.c.Genre == activite.ChampTexte || x.c.Genre == activite.ChampDate {
			n, large := len(objets)-1, largeurChamp
			if x.c.Genre == activite.ChampDate {
				large += largeurCalendrier
			}
			objets = append(objets[:n:n], composant.Largeur(large, objets[n]))
			if x.c.Groupe != "" { // the labels and the fields of the group on one line
				ligne = enLigne(pile, ligne, x.objets[0], objets[n])
				continue
			}
		}
		for _, o := range objets {
			pile.Add(o)
		}
	}
	f.objet = composant.Flot(26, false, groupes...)
	f.objet.Hidden = len(groupes) == 0
	return f.objet
}

// enLigne adds a label and its field to the line of a group, which it begins.
func enLigne(pile, ligne *fyne.Container, titre, champ fyne.CanvasObject) *fyne.Container {
	if ligne == nil {
		ligne = composant.Rangee(8, nil)
		pile.Add(ligne)
	}
	ligne.Add(composant.AuMilieu(composant.Pile(0, nil, titre)))
	ligne.Add(champ)
	return ligne
}

// The width of a field that stands beside others, and of the button of its calendar.
const (
	largeurChamp      float32 = 260
	largeurCalendrier float32 = 45
)

// nouveauFormulaire shows the fields but those named, which the screen shows itself.
func nouveauFormulaire(a *activite.Activite, sauf ...string) *formulaire {
	f := &formulaire{objet: composant.Pile(5, nil)}
	for _, c := range a.Champs {
		omis := false
		for _, s := range sauf {
			omis = omis || s == c.Nom
		}
		if omis {
			continue
		}
		x := nouveauChamp(c, f.change)
		f.champs = append(f.champs, x)
		for _, o := range x.objets {
			f.objet.Add(o)
		}
	}
	f.objet.Hidden = len(f.champs) == 0
	return f
}

func (f *formulaire) change() {
	if f.Change != nil {
		f.Change()
	}
}

// nouveauChamp makes a field; change is told when a choice of a list changed.
func nouveauChamp(c activite.Champ, change func()) champ {
	titre := cmp.Or(c.Sous, c.Libelle)
	if c.Obligatoire {
		titre += " *"
	}
	x := champ{c: c}
	switch {
	case c.Genre == activite.ChampOui:
		k := composant.NouvelleCase(titre, c.Defaut == "oui", nil)
		x.lire = func() []string {
			if k.Cochee {
				return []string{"oui"}
			}
			return nil
		}
		x.objets = []fyne.CanvasObject{k}
	case c.Genre == activite.ChampListe && c.Multiple:
		x.objets = append(x.objets, poste.Etiquette(titre))
		var cases []*composant.Case
		for _, o := range c.Options {
			k := composant.NouvelleCase(o.Libelle, o.Code == c.Defaut, nil)
			cases = append(cases, k)
			x.objets = append(x.objets, k)
		}
		x.lire = func() []string {
			var l []string
			for i, k := range cases {
				if k.Cochee {
					l = append(l, c.Options[i].Code)
				}
			}
			return l
		}
	case c.Genre == activite.ChampListe:
		r := composant.NouveauRadio(libelles(c.Options), rangDefaut(c), func(int) { change() })
		x.lire = func() []string {
			if i := r.Choisi(); i >= 0 {
				return []string{c.Options[i].Code}
			}
			return nil
		}
		x.objets = []fyne.CanvasObject{poste.Etiquette(titre), r}
	default:
		e := composant.NouvelleSaisie(c.Defaut, c.Aide)
		if c.Multiple {
			e.PlaceHolder += " ; plusieurs : séparés par « ; »"
		}
		x.lire = func() []string { return valeursDe(e.Text, c.Multiple) }
		x.objets = []fyne.CanvasObject{poste.Etiquette(titre), e}
		if c.Genre == activite.ChampDate {
			var b *composant.Bouton
			b = composant.NouveauBouton("▾", composant.Normal, func() {
				composant.OuvrirCalendrier(b, jourDe(e.Text), func(t time.Time) { e.SetText(t.Format("02/01/2006")) })
			})
			x.objets[1] = composant.Rangee(4, e, e, b)
		}
	}
	return x
}

// jourDe gives the day that a field holds, today for none.
func jourDe(texte string) time.Time {
	if t, err := time.Parse("02/01/2006", strings.TrimSpace(texte)); err == nil {
		return t
	}
	return time.Now()
}

// valeursDe gives the values of a text field, several where the field takes them.
func valeursDe(texte string, plusieurs bool) []string {
	parts := []string{texte}
	if plusieurs {
		parts = strings.Split(texte, ";")
	}
	var l []string
	for _, t := range parts {
		if t = strings.TrimSpace(t); t != "" {
			l = append(l, t)
		}
	}
	return l
}

func libelles(os []activite.Option) []string {
	var l []string
	for _, o := range os {
		l = append(l, o.Libelle)
	}
	return l
}

func rangDefaut(c activite.Champ) int {
	for i, o := range c.Options {
		if o.Code == c.Defaut {
			return i
		}
	}
	if c.Obligatoire {
		return 0
	}
	return -1
}

// valeurs gives what was entered, by name of field.
func (f *formulaire) valeurs() map[string][]string {
	m := map[string][]string{}
	for _, x := range f.champs {
		if v := x.lire(); len(v) > 0 {
			m[x.c.Nom] = v
		}
	}
	return m
}

// faute says which compulsory field is empty, "" for none.
func (f *formulaire) faute() string {
	for _, x := range f.champs {
		if x.c.Obligatoire && len(x.lire()) == 0 {
			return "« " + x.c.Libelle + " » est obligatoire."
		}
	}
	return ""
}
