package activite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"delib/core/examen"
)

// Rubrique is a heading of the menu.
type Rubrique string

// The headings, as the original's menu has them; {de2} and the like become the
// exam's own words.
const (
	Livrets      Rubrique = "Préparation des livrets scolaires pour le jury"
	Avant1       Rubrique = "Avant la délibération du 1er groupe"
	Apres1       Rubrique = "Après la délibération du 1er groupe"
	Organisation Rubrique = "Organisation {de2}"
	Avant2       Rubrique = "Avant la délibération {de2}"
	Apres2       Rubrique = "Après la délibération {de2}"
	General      Rubrique = "Général"
)

// Titre gives the heading in the exam's own words.
func (r Rubrique) Titre(p *examen.Profil) string { return EnMots(string(r), p) }

// TitreMenu gives the heading with the verb of its entries, which then need not say it;
// an entry that does something else does.
func (r Rubrique) TitreMenu(p *examen.Profil) string {
	if r == General {
		return r.Titre(p)
	}
	return r.Titre(p) + "\u00a0: éditer"
}

// EnMots puts the exam's own words in the place of {2}, {de2}, {le2}, {epreuves2},
// {admis2}, and a state's label in that of its number: {110}.
func EnMots(texte string, p *examen.Profil) string {
	m := p.Mots
	paires := []string{"{de2}", m.DuGroupe2, "{le2}", m.LeGroupe2, "{2}", m.Groupe2, "{epreuves2}", m.Epreuves2, "{admis2}", m.AdmisAu2}
	for _, e := range examen.Etats() {
		paires = append(paires, "{"+e.Code()+"}", p.Etat(e))
	}
	return strings.NewReplacer(paires...).Replace(texte)
}

// Genre is the kind of an activity: it decides which screen shows it.
type Genre int

// The kinds.
const (
	Edition    Genre = iota // makes documents
	Traitement              // makes files and an account, may last
	Avancement              // moves jurys
	Saisie                  // enters values
	DuJury                  // what a jury does itself, in its deliberation
	DuPoste                 // of this workstation, not of the original's menu
)

// GenreChamp is the kind of a field of a form.
type GenreChamp int

// The kinds of field.
const (
	ChampTexte GenreChamp = iota
	ChampListe            // one of Options
	ChampCandidat
	ChampEpreuve
	ChampEtat
	ChampDate
	ChampFichier
	ChampOui
)

// Champ is a field of an activity's form and a flag of its command.
type Champ struct {
	Nom         string
	Libelle     string
	Genre       GenreChamp
	Multiple    bool
	Obligatoire bool
	SaufSi      string // not compulsory, and refused, when this other field is given
	Defaut      string
	Options     []Option
	Aide        string
	// Groupe is the heading that the original puts over it and the fields beside it;
	// Sous is its label there, where it differs.
	Groupe, Sous string
}

// Option is one choice of a list; Document is the title of what it makes, where it
// is not the entry's own.
type Option struct{ Code, Libelle, Document string }

// Activite is one entry of the registry: all that menu, command, screen, search,
// help and papers say of it stands in its literal. In its texts {de2}, {le2}, {2}
// become the exam's own words.
type Activite struct {
	ID       string
	Rubrique Rubrique
	Libelle  string // as the original's menu has it
	Genre    Genre
	Court    string // in few words, where a whole title has no room
	// Sous is the original's sub-activity that a centre de délibération takes, the title
	// of the screen.
	Sous string
	// Jurys is the question over the jurys of a form, in the original's words.
	Jurys     string
	Synonymes string // other words by which people look for it
	Clavier   string // its shortcut in the window
	Page      string // its help page, when it is not its id
	// Explication says what it is for, in the words of the original's screen: a
	// paragraph each, one that begins with "- " is a point of a list.
	Explication []string
	// Document is the title of what it makes, a noun; {option} becomes the label of
	// a field's choice. Fichier names the file, after the jury's code.
	Document, Fichier string
	Ecran             bool // of what is not in the original's menu: it has a screen of its own
	// Bouton is the original's own, in the vue synthétique of an Avancement.
	Bouton string
	// Etats in which a jury can be ticked; nil is all.
	Etats []examen.Etat
	// Vers is the state that an Avancement leads to, 0 for the exceptional one.
	Vers    examen.Etat
	Champs  []Champ
	Formats []string // of the documents, the default first

	// One of the two: editer says which documents to make, lancer does the rest.
	editer func(*edite) ([]sortie, error)
	lancer func(*Service, context.Context, *Activite, Demande) (*Bilan, error)
}

// Titre gives the entry's title in the exam's own words.
func (a *Activite) Titre(p *examen.Profil) string { return EnMots(a.Libelle, p) }

// TitreCourt gives the title in few words.
func (a *Activite) TitreCourt(p *examen.Profil) string { return EnMots(cmp.Or(a.Court, a.Libelle), p) }

// TitreEcran gives the title of its screen: that of the sub-activity, where it has one.
func (a *Activite) TitreEcran(p *examen.Profil) string { return EnMots(cmp.Or(a.Sous, a.Libelle), p) }

// QuestionJurys gives what is written over the jurys of its form.
func (a *Activite) QuestionJurys() string { return cmp.Or(a.Jurys, "Pour quel(s) jury(s) ?") }

// Expliquer gives what the entry is for, in the exam's own words.
func (a *Activite) Expliquer(p *examen.Profil) []string {
	var t []string
	for _, x := range a.Explication {
		t = append(t, EnMots(x, p))
	}
	return t
}

// PageAide gives the id of the entry's help page.
func (a *Activite) PageAide() string { return cmp.Or(a.Page, a.ID) }

// TitreDocument gives the title of what the entry makes: that of the list that the
// form chooses, where it chooses one.
func (a *Activite) TitreDocument(p *examen.Profil, d *Demande) string {
	for i := range a.Champs {
		c := &a.Champs[i]
		if c.Genre != ChampListe {
			continue
		}
		for _, o := range c.Options {
			if o.Document != "" && o.Code == cmp.Or(d.Valeur(c.Nom), c.Defaut) {
				return EnMots(o.Document, p)
			}
		}
	}
	return EnMots(cmp.Or(a.Document, a.Libelle), p)
}

// Permet tells whether a jury in this state can be ticked.
func (a *Activite) Permet(e examen.Etat) bool {
	if a.Etats == nil {
		return true
	}
	for _, x := range a.Etats {
		if x == e {
			return true
		}
	}
	return false
}

// Champ gives a field by its name.
func (a *Activite) Champ(nom string) (*Champ, bool) {
	for i := range a.Champs {
		if a.Champs[i].Nom == nom {
			return &a.Champs[i], true
		}
	}
	return nil, false
}

// Registre gives every entry: the original's menu, what a jury does, what this
// workstation has.
func Registre() []*Activite {
	return slices.Concat(Menu(), EntreesDuJury(), EntreesDuPoste())
}

// Trouver gives an activity of the menu by its id.
func Trouver(id string) (*Activite, bool) { return parmi(Menu(), id) }

// TrouverEntree gives an entry of the whole registry by its id.
func TrouverEntree(id string) (*Activite, bool) { return parmi(Registre(), id) }

func parmi(as []*Activite, id string) (*Activite, bool) {
	for _, a := range as {
		if a.ID == id {
			return a, true
		}
	}
	return nil, false
}
