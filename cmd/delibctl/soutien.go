package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"

	"delib/core/activite"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/store"
)

// rapport is what the help desk needs and no more: versions, states and counts.
// It holds no name, no candidate's number, no mark.
type rapport struct {
	Programme     string        `json:"programme"`
	Go            string        `json:"go"`
	Systeme       string        `json:"systeme"`
	Schema        int           `json:"schema"`
	Poste         string        `json:"poste"`
	Examen        string        `json:"examen"`
	Session       string        `json:"session"`
	Centre        string        `json:"centre"` // UAI
	GenereLe      string        `json:"dossier_genere_le"`
	Jurys         []rapportJury `json:"jurys"`
	Integre       bool          `json:"integre"`
	Actes         int           `json:"actes"`
	ComptesRendus int           `json:"comptes_rendus"`
	Fautes        []string      `json:"fautes"`
	Executions    []execution   `json:"dernieres_executions"`
	Copies        int           `json:"copies"`
}

type rapportJury struct {
	Code       string `json:"code"`
	Etat       string `json:"etat"`
	Epoque     int    `json:"epoque"`
	Rang       int    `json:"rang"`
	Candidats  int    `json:"candidats"`
	Manquantes int    `json:"notes_manquantes"`
	Ecarts     int    `json:"decisions_arretees_differentes"`
}

type execution struct {
	Activite string `json:"activite"`
	Resultat string `json:"resultat"`
	Duree    string `json:"duree"`
	Alertes  int    `json:"alertes"`
}

// nominatif finds what could name a candidate in a fault: his number.
var nominatif = regexp.MustCompile(`\d{6,}(-\d+)?`)

func diagnostic(a *app, nom string, args []string) error {
	f := a.flags(nom)
	sortie := f.String("sortie", ".", "dossier du fichier")
	if err := lireSans(f, args); err != nil {
		return err
	}
	return a.avec(false, func(b *store.Base, s *activite.Service) error {
		r, err := a.rapporter(b, s)
		if err != nil {
			return err
		}
		if a.json {
			return a.ecrireJSON(r)
		}
		var texte bytes.Buffer
		e := json.NewEncoder(&texte)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(r); err != nil {
			return fmt.Errorf("encode diagnostic: %w", err)
		}
		chemin, err := fichier.Ecrire(filepath.Join(*sortie, "diagnostic-"+a.horloge().Format("20060102-150405")+".json"), texte.Bytes())
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, chemin)
		return nil
	})
}

func (a *app) rapporter(b *store.Base, s *activite.Service) (*rapport, error) {
	r := &rapport{Programme: "delibctl " + version, Go: runtime.Version(), Systeme: runtime.GOOS + "/" + runtime.GOARCH, Schema: store.Schema,
		Poste: b.Poste(), Jurys: []rapportJury{}, Fautes: []string{}, Executions: []execution{}}
	v, err := b.Verifier(a.ctx)
	if err != nil {
		return nil, err
	}
	r.Integre, r.Actes, r.ComptesRendus = len(v.Fautes) == 0, v.Actes, v.ComptesRendus
	for _, x := range v.Fautes {
		r.Fautes = append(r.Fautes, nominatif.ReplaceAllString(x, "…"))
	}
	copies, err := store.Copies(a.base)
	if err != nil {
		return nil, err
	}
	r.Copies = len(copies)
	cs, err := b.ComptesRendus(a.ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range cs[:min(20, len(cs))] {
		r.Executions = append(r.Executions, execution{c.Activite, string(c.Resultat), c.DureeHorloge(), len(c.Alertes)})
	}
	c, p, err := s.Centre(a.ctx)
	if _, refus := examen.EstRefus(err); refus {
		return r, nil // nothing imported yet
	}
	if err != nil {
		return nil, err
	}
	r.Examen, r.Session, r.Centre, r.GenereLe = c.Examen, c.Session, c.Lieu.UAI, c.GenereLe
	es, err := b.Entetes(a.ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		d, err := b.Charger(a.ctx, e.Code)
		if err != nil {
			return nil, err
		}
		x := rapportJury{Code: e.Code, Etat: e.Etat.Code(), Epoque: e.Epoque, Rang: e.Rang, Candidats: len(d.Candidats), Manquantes: len(decision.Manquantes(p, &d, e.Etat.Groupe()))}
		for _, c := range d.Candidats {
			if decision.Calculer(p, &d.Entete, c).Ecart != "" {
				x.Ecarts++
			}
		}
		r.Jurys = append(r.Jurys, x)
	}
	return r, nil
}

// purger exports the journal, then removes the base and its copies: the end of a
// session, on the order of the chef de centre. The documents stay: procès-verbaux
// and lists are public archives (code du patrimoine, L211-4 and R212-14).
func purger(a *app, nom string, args []string) error {
	f := a.flags(nom)
	sortie := f.String("sortie", "", "dossier où exporter le journal")
	confirmer := f.String("confirmer", "", "l’UAI du centre, pour confirmer")
	if err := lireSans(f, args); err != nil {
		return err
	}
	if *sortie == "" || *confirmer == "" {
		return usage("purger attend --sortie DOSSIER et --confirmer UAI.")
	}
	var chemin string
	err := a.avec(false, func(b *store.Base, s *activite.Service) error {
		c, p, err := s.Centre(a.ctx)
		if err != nil {
			return err
		}
		if *confirmer != c.Lieu.UAI {
			return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("Ce poste tient le centre %s, non %s.", c.Lieu.UAI, *confirmer), "Rien n’a été effacé. Indiquez l’UAI de ce centre (--confirmer).")
		}
		es, err := b.Entetes(a.ctx)
		if err != nil {
			return err
		}
		var ouverts []string
		for _, e := range es {
			if e.Etat != examen.Verrouille2 {
				ouverts = append(ouverts, "- jury "+e.Code+" : "+p.EtatComplet(e.Etat))
			}
		}
		if len(ouverts) > 0 {
			return examen.Refuser(examen.CodeEtat, "Des jurys ne sont pas encore verrouillés en académie : rien n’a été effacé.", "La purge n’est possible que lorsque tous les jurys sont à l’état 218.", ouverts...)
		}
		if err := toutEnvoye(a, b); err != nil {
			return err
		}
		abs, err := filepath.Abs(*sortie)
		if err != nil {
			return fmt.Errorf("resolve folder: %w", err)
		}
		base, err := filepath.Abs(a.base)
		if err != nil {
			return fmt.Errorf("resolve folder: %w", err)
		}
		if abs == base || filepath.Dir(abs) == base {
			return examen.Refuser(examen.CodeSaisie, "Le journal ne peut pas être exporté dans le dossier qui va être effacé.", "Choisissez un autre dossier (--sortie), sur une clé USB par exemple.")
		}
		texte, err := s.ExporterJournal(a.ctx)
		if err != nil {
			return err
		}
		chemin, err = fichier.Ecrire(filepath.Join(*sortie, fmt.Sprintf("journal-%s-%s-%s.zip", c.Lieu.UAI, c.Examen, c.Session)), texte)
		return err
	})
	if err != nil {
		return err
	}
	if err := store.Effacer(a.ctx, a.base); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, chemin)
	fmt.Fprintln(a.stdout, "La base et ses copies sont effacées. Les documents produits restent dans "+filepath.Join(a.base, "documents")+" : ce sont des archives publiques.")
	if _, err := os.Stat(chemin); err != nil {
		return fmt.Errorf("exported journal: %w", err)
	}
	return nil
}

// toutEnvoye refuses to erase acts that the académie has not answered.
func toutEnvoye(a *app, b *store.Base) error {
	r, err := b.Raccordement(a.ctx)
	if err != nil || r == nil {
		return err
	}
	s, err := b.Balance(a.ctx)
	if err != nil || s.Attente == 0 {
		return err
	}
	return examen.Refuser(examen.CodeReseau, fmt.Sprintf("Ce poste porte %d acte(s) auxquels l’académie n’a pas répondu : rien n’a été effacé.", s.Attente),
		"Synchronisez-le (delibctl synchroniser), ou exportez-les (delibctl exporter-actes) et attendez la réponse.")
}
