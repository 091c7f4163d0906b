package jury

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"delib/core/examen"
)

// Categorie says what kind of incident a séance had.
type Categorie string

// The categories of incident.
const (
	IncidentCoupure      Categorie = "coupure"
	IncidentAbsence      Categorie = "absence"
	IncidentFraude       Categorie = "fraude"
	IncidentRemplacement Categorie = "remplacement"
	IncidentSuspension   Categorie = "suspension"
	IncidentAutre        Categorie = "autre"
)

// Categories gives the categories, in the order in which they are offered.
func Categories() []Categorie {
	return []Categorie{IncidentCoupure, IncidentAbsence, IncidentFraude, IncidentRemplacement, IncidentSuspension, IncidentAutre}
}

// Libelle gives the category in French.
func (c Categorie) Libelle() string {
	switch c {
	case IncidentCoupure:
		return "coupure"
	case IncidentAbsence:
		return "absence"
	case IncidentFraude:
		return "fraude"
	case IncidentRemplacement:
		return "remplacement"
	case IncidentSuspension:
		return "suspension de séance"
	}
	return "autre incident"
}

// Incident is something that happened in the deliberation of a group, and that its
// procès-verbal must tell.
type Incident struct {
	Groupe    int       `json:"groupe"`
	Categorie Categorie `json:"categorie"`
	Heure     string    `json:"heure"` // 15:04, as it was said
	Texte     string    `json:"texte"`
	Par       string    `json:"par"` // who noted it
}

// Ecrire writes an incident as an act holds it. The words come last: they may hold
// anything. Group and author are elsewhere in the act.
func (x *Incident) Ecrire() string { return string(x.Categorie) + ";" + x.Heure + ";" + x.Texte }

// LireIncident reads what Ecrire wrote.
func LireIncident(texte string) (Incident, error) {
	categorie, suite, _ := strings.Cut(texte, ";")
	heure, mots, _ := strings.Cut(suite, ";")
	x := Incident{Categorie: Categorie(categorie), Heure: heure, Texte: mots}
	if !slices.Contains(Categories(), x.Categorie) {
		var noms []string
		for _, c := range Categories() {
			noms = append(noms, string(c))
		}
		return x, examen.Refuser(examen.CodeValeur, fmt.Sprintf("« %s » n’est pas une catégorie d’incident.", categorie),
			"Les catégories sont "+strings.Join(noms, ", ")+".").Par(examen.Champ("categorie"))
	}
	if h, err := time.Parse("15:04", heure); err != nil || h.Format("15:04") != heure {
		return x, examen.Refuser(examen.CodeValeur, fmt.Sprintf("« %s » n’est pas une heure.", heure), "Écrivez-la comme 14:05.").Par(examen.Champ("heure"))
	}
	if strings.TrimSpace(mots) == "" {
		return x, examen.Refuser(examen.CodeSaisie, "Le texte de l’incident manque.", "Dites en une phrase ce qui s’est passé : il figure au procès-verbal.").
			Par(examen.Champ("texte"))
	}
	return x, nil
}

// ActeIncident says that something happened in the group that deliberates.
func ActeIncident(d *Dossier, x Incident, par string) Acte {
	return faire(d, GenreIncident, CleActe{Groupe: d.Etat.Groupe()}, x.Ecrire(), "", par)
}

// noterIncident adds an incident to those of the séance: nothing is ever taken from
// them. They stand in the order of their acts.
func noterIncident(_ *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	x, err := LireIncident(a.Vers)
	if err != nil {
		return d, err
	}
	x.Groupe, x.Par = a.Cle.Groupe, a.Auteur
	if x.Groupe != d.Etat.Groupe() {
		return d, examen.Refuser(examen.CodeEtat, fmt.Sprintf("Le jury %s n’en est pas au groupe %d.", d.Code, x.Groupe), "")
	}
	if a.Facette().Dans(&d) == "" {
		d.Incidents = append(slices.Clone(d.Incidents), x)
	}
	return d, nil
}

// Phrase says an incident in words, without its author.
func (x *Incident) Phrase() string {
	return x.Categorie.Libelle() + " à " + strings.Replace(x.Heure, ":", " h ", 1) + " – " + x.Texte
}

// motsIncident says what was recorded of a séance.
func motsIncident(_ *examen.Profil, a *Acte) string {
	x, err := LireIncident(a.Vers)
	if err != nil {
		return "incident de séance"
	}
	return "incident de séance : " + x.Phrase()
}

// IncidentsDe gives the incidents of a group, in the order of their hours.
func (e *Entete) IncidentsDe(groupe int) []Incident {
	var xs []Incident
	for _, x := range e.Incidents {
		if x.Groupe == groupe {
			xs = append(xs, x)
		}
	}
	slices.SortStableFunc(xs, func(x, y Incident) int { return strings.Compare(x.Heure, y.Heure) })
	return xs
}
