package activite

import (
	"context"
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
func (r Rubrique) Titre(p *examen.Profil) string { return enMots(string(r), p) }

func enMots(texte string, p *examen.Profil) string {
	m := p.Mots
	return strings.NewReplacer("{de2}", m.DuGroupe2, "{le2}", m.LeGroupe2, "{2}", m.Groupe2).Replace(texte)
}

// Genre is the kind of an activity: it decides which screen shows it.
type Genre int

// The kinds.
const (
	Edition    Genre = iota // makes documents
	Traitement              // makes files and an account, may last
	Avancement              // moves jurys
	Saisie                  // enters values
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
}

// Option is one choice of a list.
type Option struct{ Code, Libelle string }

// Activite is one entry of the menu.
type Activite struct {
	ID       string
	Rubrique Rubrique
	Libelle  string // {de2}, {le2}, {2} become the exam's own words
	Genre    Genre
	Par      examen.Role
	// Etats in which a jury can be ticked; nil is all.
	Etats []examen.Etat
	// Vers is the state that an Avancement leads to, 0 for the exceptional one.
	Vers    examen.Etat
	Champs  []Champ
	Formats []string // of the documents, the default first

	lancer func(*Service, context.Context, *Activite, Demande) (*Bilan, error)
}

// Titre gives the entry's title in the exam's own words.
func (a *Activite) Titre(p *examen.Profil) string { return enMots(a.Libelle, p) }

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

var (
	champMotif   = Champ{Nom: "motif", Libelle: "Motif", Obligatoire: true, Aide: "Il est inscrit au journal."}
	champPortail = Champ{Nom: "portail", Libelle: "Adresse du portail de secours", Aide: "Adresse du portail CYCLADES-JURY de votre académie ; elle figure sur les papillons."}
	formatsListe = []string{"pdf", "xlsx", "csv"}
)

// Menu is the registry, in the order of the original's menu.
func Menu() []*Activite {
	return []*Activite{
		{ID: "plan-secours-groupe1", Rubrique: Avant1, Libelle: "Générer le plan de secours par jury", Genre: Traitement, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.Deliberation1}, Champs: []Champ{champPortail}, lancer: planSecours1},

		{ID: "terminer-groupe1", Rubrique: Apres1, Libelle: "Terminer le 1er groupe", Genre: Avancement, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.Editions1}, Vers: examen.Termine1, lancer: avancerNormal},

		{ID: "saisir-choix", Rubrique: Organisation, Libelle: "Saisir les choix et dates des épreuves {de2}", Genre: Saisie, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.Verrouille1, examen.RecueilNotes},
			Champs: []Champ{
				{Nom: "candidat", Libelle: "Candidat", Genre: ChampCandidat, Obligatoire: true, SaufSi: "fichier"},
				{Nom: "epreuve", Libelle: "Discipline", Genre: ChampEpreuve, Multiple: true, Obligatoire: true, SaufSi: "fichier"},
				{Nom: "centre", Libelle: "Centre d’épreuve (UAI)", SaufSi: "fichier"},
				{Nom: "date", Libelle: "Date et heure", Genre: ChampDate, SaufSi: "fichier", Aide: "JJ/MM/AAAA HH:MM"},
				{Nom: "fichier", Libelle: "Fichier de choix", Genre: ChampFichier, Aide: "XLSX ou CSV : numero, inscription, epreuve1, epreuve2, centre, date"},
			}, lancer: saisirChoix},

		{ID: "saisir-notes", Rubrique: Avant2, Libelle: "Saisir les notes des épreuves {de2}", Genre: Saisie, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.RecueilNotes},
			Champs: []Champ{
				{Nom: "candidat", Libelle: "Candidat", Genre: ChampCandidat, Obligatoire: true, SaufSi: "fichier"},
				{Nom: "epreuve", Libelle: "Discipline", Genre: ChampEpreuve, Obligatoire: true, SaufSi: "fichier"},
				{Nom: "valeur", Libelle: "Note", Obligatoire: true, SaufSi: "fichier", Aide: "10, 9,5 ou 9.5, ou « absent »"},
				{Nom: "fichier", Libelle: "Bordereau rempli", Genre: ChampFichier, Aide: "XLSX ou CSV : numero, inscription, epreuve, note"},
				{Nom: "apercu", Libelle: "Aperçu sans enregistrer", Genre: ChampOui},
			}, lancer: saisirNotes},

		{ID: "notes-manquantes", Rubrique: Avant2, Libelle: "Contrôler les notes manquantes", Genre: Edition, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.RecueilNotes}, Formats: formatsListe, lancer: notesManquantes},

		{ID: "plan-secours-groupe2", Rubrique: Avant2, Libelle: "Générer le plan de secours", Genre: Traitement, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.RecueilNotes}, Champs: []Champ{champPortail}, lancer: planSecours2},

		{ID: "ouvrir-groupe2", Rubrique: Avant2, Libelle: "Ouvrir la délibération {de2}", Genre: Avancement, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.RecueilNotes}, Vers: examen.Deliberation2, lancer: avancerNormal},

		{ID: "terminer-groupe2", Rubrique: Apres2, Libelle: "Terminer {le2}", Genre: Avancement, Par: examen.RoleCentre,
			Etats: []examen.Etat{examen.Editions2}, Vers: examen.Termine2, lancer: avancerNormal},

		{ID: "avancement", Rubrique: General, Libelle: "Gérer l'avancement des jurys", Genre: Avancement, Par: examen.RoleCentre,
			Champs: []Champ{{Nom: "etat", Libelle: "Nouvel état", Genre: ChampEtat, Obligatoire: true}, champMotif}, lancer: avancerExceptionnel},
	}
}

// Trouver gives an activity by its id.
func Trouver(id string) (*Activite, bool) {
	for _, a := range Menu() {
		if a.ID == id {
			return a, true
		}
	}
	return nil, false
}
