package activite

import (
	"context"
	"strings"

	"delib/core/edition"
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

// Menu is the registry, in the order of the original's menu.
func Menu() []*Activite {
	un := []examen.Etat{examen.Deliberation1}
	return []*Activite{
		{ID: "liste-eleves-livret", Rubrique: Livrets, Libelle: "Editer la liste des élèves avec livret scolaire", Formats: formatsListe, editer: livrets(edition.ListeElevesLivret)},
		{ID: "liste-candidats-livret", Rubrique: Livrets, Libelle: "Editer la liste des candidats avec livret scolaire", Formats: formatsListe, editer: livrets(edition.ListeCandidatsLivret)},

		{ID: "plan-secours-groupe1", Rubrique: Avant1, Libelle: "Générer le plan de secours par jury", Genre: Traitement, Etats: un, Champs: []Champ{champPortail}, lancer: planSecours1},
		{ID: "listes-candidats", Rubrique: Avant1, Libelle: "Editer les listes de candidats", Etats: un, Formats: formatsListe,
			Champs: []Champ{{Nom: "liste", Libelle: "Choix de la liste à éditer", Genre: ChampListe, Defaut: "anonyme", Options: []Option{
				{"anonyme", "Liste anonyme des candidats du jury"}, {"correspondance", "Liste de correspondance des candidats du Jury"},
				{"amenagements", "Liste des candidats avec mesures pour handicap"}, {"decision", "Liste des candidats triés par décision et moyenne descendantes"},
			}}}, editer: listesCandidats},
		{ID: "statistiques", Rubrique: Avant1, Libelle: "Editer les statistiques avant délibération", Etats: un, Formats: formatsListe,
			Champs: []Champ{{Nom: "par", Libelle: "Statistiques", Genre: ChampListe, Defaut: "decision", Options: []Option{{"decision", "Par décision"}, {"epreuve", "Par épreuve"}}}},
			editer: statistiques},

		{ID: "listes-resultats-groupe1", Rubrique: Apres1, Libelle: "Editer les listes de résultats du 1er groupe du centre de délibération", Etats: depuis(examen.Editions1),
			Formats: formatsListe, Champs: []Champ{champListe1}, editer: resultats(1, edition.ListesResultats)},
		{ID: "pv-groupe1", Rubrique: Apres1, Libelle: "Editer les Procès Verbaux de tenue de délibération du 1er groupe", Etats: depuis(examen.Editions1),
			Champs: []Champ{champDocuments, champSignataire}, editer: pv(1)},
		{ID: "terminer-groupe1", Rubrique: Apres1, Libelle: "Terminer le 1er groupe", Genre: Avancement, Etats: []examen.Etat{examen.Editions1}, Vers: examen.Termine1, lancer: avancerNormal},
		{ID: "listes-resultats-groupe1-epreuve", Rubrique: Apres1, Libelle: "Editer les listes de résultats du 1er groupe du centre d'épreuve", Etats: depuis(examen.Editions1),
			Formats: formatsListe, Champs: []Champ{champListe1}, editer: resultats(1, edition.ListesResultatsEpreuve)},

		{ID: "releves-notes", Rubrique: Organisation, Libelle: "Editer le relevé de notes des candidats admissibles", Etats: depuis(examen.Termine1), Champs: champsReleve, editer: releves},
		{ID: "saisir-choix", Rubrique: Organisation, Libelle: "Saisir les choix et dates {epreuves2}", Genre: Saisie,
			Etats: []examen.Etat{examen.Verrouille1, examen.RecueilNotes}, Champs: champsChoix, lancer: saisirChoix},
		{ID: "convocations", Rubrique: Organisation, Libelle: "Convocations {2}", Etats: depuis(examen.Termine1), Formats: formatsListe, editer: convocations},

		{ID: "bordereaux", Rubrique: Avant2, Libelle: "Editer les bordereaux de notation épreuves {de2}", Etats: []examen.Etat{examen.RecueilNotes},
			Champs: []Champ{{Nom: "presentation", Libelle: "Présentation", Genre: ChampListe, Defaut: "nominative", Options: []Option{{"nominative", "Nominative"}, {"anonyme", "Anonyme"}}}},
			editer: bordereaux},
		{ID: "saisir-notes", Rubrique: Avant2, Libelle: "Saisir les notes {epreuves2}", Genre: Saisie, Etats: []examen.Etat{examen.RecueilNotes}, Champs: champsNotes, lancer: saisirNotes},
		{ID: "notes-manquantes", Rubrique: Avant2, Libelle: "Contrôler les notes manquantes", Etats: []examen.Etat{examen.RecueilNotes}, Formats: formatsListe, editer: notesManquantes},
		{ID: "plan-secours-groupe2", Rubrique: Avant2, Libelle: "Générer le plan de secours", Genre: Traitement, Etats: []examen.Etat{examen.RecueilNotes}, Champs: []Champ{champPortail}, lancer: planSecours2},
		{ID: "ouvrir-groupe2", Rubrique: Avant2, Libelle: "Ouvrir la délibération {de2}", Genre: Avancement, Etats: []examen.Etat{examen.RecueilNotes}, Vers: examen.Deliberation2, lancer: avancerNormal},

		{ID: "listes-resultats-groupe2", Rubrique: Apres2, Libelle: "Editer les listes de résultats {de2} du jury - centre de délibération", Etats: depuis(examen.Editions2),
			Formats: formatsListe, Champs: []Champ{champListe2}, editer: resultats(2, edition.ListesResultats)},
		{ID: "pv-groupe2", Rubrique: Apres2, Libelle: "Editer les Procès Verbaux de tenue de délibération {de2}", Etats: depuis(examen.Editions2),
			Champs: []Champ{champDocuments, champSignataire}, editer: pv(2)},
		{ID: "terminer-groupe2", Rubrique: Apres2, Libelle: "Terminer {le2}", Genre: Avancement, Etats: []examen.Etat{examen.Editions2}, Vers: examen.Termine2, lancer: avancerNormal},
		{ID: "listes-resultats-groupe2-epreuve", Rubrique: Apres2, Libelle: "Editer les listes de résultats {de2} du jury - centre d'épreuve", Etats: depuis(examen.Editions2),
			Formats: formatsListe, Champs: []Champ{champListe2}, editer: resultats(2, edition.ListesResultatsEpreuve)},

		{ID: "avancement", Rubrique: General, Libelle: "Gérer l'avancement des jurys", Genre: Avancement,
			Champs: []Champ{{Nom: "etat", Libelle: "Nouvel état", Genre: ChampEtat, Obligatoire: true}, champMotif}, lancer: avancerExceptionnel},
		{ID: "fraudeurs-liste-rouge", Rubrique: General, Libelle: "Editer la liste des candidats présumés fraudeurs ou inscrits en liste rouge", Formats: formatsListe, editer: signales},
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
