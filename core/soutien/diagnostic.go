package soutien

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/fond"
	"delib/core/store"
)

// Rapport is what the help desk needs and no more: versions, states and counts.
// It holds no name, no candidate's number, no mark.
type Rapport struct {
	Programme     string        `json:"programme"`
	Go            string        `json:"go"`
	Systeme       string        `json:"systeme"`
	Le            string        `json:"le"`
	Schema        int           `json:"schema"`
	Ouverture     string        `json:"ouverture"` // why the base does not open, "" when it does
	Poste         string        `json:"poste"`
	Examen        string        `json:"examen"`
	Session       string        `json:"session"`
	Centre        string        `json:"centre"` // UAI
	GenereLe      string        `json:"dossier_genere_le"`
	Jurys         []RapportJury `json:"jurys"`
	Integre       bool          `json:"integre"`
	Actes         int           `json:"actes"`
	ComptesRendus int           `json:"comptes_rendus"`
	Fautes        []string      `json:"fautes"`
	Executions    []Execution   `json:"dernieres_executions"`
	Copies        int           `json:"copies"`
	MisesDeCote   int           `json:"mises_de_cote"`
	Erreurs       []Erreur      `json:"dernieres_erreurs"`
	Plantage      []string      `json:"dernier_plantage"`
}

// RapportJury is one jury of a Rapport.
type RapportJury struct {
	Code       string `json:"code"`
	Etat       string `json:"etat"`
	Epoque     int    `json:"epoque"`
	Rang       int    `json:"rang"`
	Candidats  int    `json:"candidats"`
	Manquantes int    `json:"notes_manquantes"`
	Ecarts     int    `json:"decisions_arretees_differentes"`
}

// Execution is one run of an activity.
type Execution struct {
	Activite string `json:"activite"`
	Resultat string `json:"resultat"`
	Duree    string `json:"duree"`
	Alertes  int    `json:"alertes"`
}

// nominatif finds what could name a candidate in a fault: his number.
var nominatif = regexp.MustCompile(`\d{6,}(-\d+)?`)

// entreParentheses is the detail of a fault, which may quote a value.
var entreParentheses = regexp.MustCompile(`\([^)]*\)`)

// Hors gives the part of a Rapport that needs no base: it is all there is when
// the base does not open.
func Hors(dossier, programme string, quand time.Time, ouverture error) (*Rapport, error) {
	r := &Rapport{Programme: programme, Go: runtime.Version(), Systeme: runtime.GOOS + "/" + runtime.GOARCH, Le: quand.Format(time.RFC3339),
		Schema: fond.Schema,
		Jurys:  []RapportJury{}, Fautes: []string{}, Executions: []Execution{}, Erreurs: dernieresErreurs(dossier, 20), Plantage: []string{}}
	if ouverture != nil {
		r.Ouverture = "La base ne s’ouvre pas (" + string(examen.CodeDe(ouverture)) + ")."
		if fond.EstAbimee(ouverture) {
			r.Ouverture = "La base est abîmée ou a disparu."
		}
	}
	if p := dernierPlantage(dossier); p != "" {
		r.Plantage = strings.Split(strings.TrimSpace(p), "\n")
	}
	copies, err := fond.Copies(dossier)
	if err != nil {
		return nil, err
	}
	r.Copies = len(copies)
	cotes, err := fichier.Chercher(dossier, "mise-de-cote-*")
	if err != nil {
		return nil, fmt.Errorf("list set-aside bases: %w", err)
	}
	r.MisesDeCote = len(cotes)
	return r, nil
}

// Diagnostiquer looks at an open base.
func Diagnostiquer(ctx context.Context, b *store.Base, s *activite.Service, programme string, quand time.Time) (*Rapport, error) {
	r, err := Hors(b.Dossier(), programme, quand, nil)
	if err != nil {
		return nil, err
	}
	r.Poste = b.Poste()
	v, err := b.Verifier(ctx)
	if err != nil {
		return nil, err
	}
	r.Integre, r.Actes, r.ComptesRendus = len(v.Fautes) == 0, v.Actes, v.ComptesRendus
	for _, x := range v.Fautes {
		r.Fautes = append(r.Fautes, nominatif.ReplaceAllString(entreParentheses.ReplaceAllString(x, "(…)"), "…"))
	}
	cs, err := b.ComptesRendus(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range cs[:min(20, len(cs))] {
		r.Executions = append(r.Executions, Execution{c.Activite, string(c.Resultat), c.DureeHorloge(), len(c.Alertes)})
	}
	return r, r.ajouterJurys(ctx, b, s)
}

func (r *Rapport) ajouterJurys(ctx context.Context, b *store.Base, s *activite.Service) error {
	c, p, err := s.Centre(ctx)
	if _, refus := examen.EstRefus(err); refus {
		return nil // nothing imported yet
	}
	if err != nil {
		return err
	}
	r.Examen, r.Session, r.Centre, r.GenereLe = c.Examen, c.Session, c.Lieu.UAI, c.GenereLe
	es, err := b.Entetes(ctx)
	if err != nil {
		return err
	}
	for _, e := range es {
		d, err := b.Charger(ctx, e.Code)
		if err != nil {
			return err
		}
		x := RapportJury{
			Code: e.Code, Etat: e.Etat.Code(), Epoque: e.Epoque, Rang: e.Rang, Candidats: len(d.Candidats),
			Manquantes: len(decision.Manquantes(p, &d, e.Etat.Groupe())),
		}
		for _, c := range d.Candidats {
			if decision.Calculer(p, &d.Entete, c).Ecart != "" {
				x.Ecarts++
			}
		}
		r.Jurys = append(r.Jurys, x)
	}
	return nil
}

// Ecrire writes a Rapport in a folder and gives the path of the file.
func (r *Rapport) Ecrire(dossier string, quand time.Time) (string, error) {
	var texte bytes.Buffer
	e := json.NewEncoder(&texte)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return "", fmt.Errorf("encode diagnostic: %w", err)
	}
	return fichier.Ecrire(filepath.Join(dossier, "diagnostic-"+quand.Format("20060102-150405")+".json"), texte.Bytes())
}
