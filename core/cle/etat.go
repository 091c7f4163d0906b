package cle

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	"delib/core/fichier"
	"delib/core/reprise"
)

// Etat says where the key stands, once it has been read back.
type Etat struct {
	Choisie  bool       `json:"choisie"`
	Dossier  string     `json:"dossier"`
	Presente bool       `json:"presente"`
	Raison   string     `json:"raison"`  // why it is not there, or cannot be used
	Absente  string     `json:"absente"` // RFC 3339: since when it fails; "" when it does not
	Jurys    []EtatJury `json:"jurys"`
}

// EtatJury says up to which act a jury is on the key.
type EtatJury struct {
	Code    string `json:"jury"`
	Acte    int    `json:"acte"`     // of the base
	SurCle  int    `json:"acte_cle"` // on the key; 0 when it is not there or cannot be read
	AJour   bool   `json:"a_jour"`   // the key has the jury as it is
	EcritLe string `json:"ecrit_le"` // RFC 3339
	Raison  string `json:"raison"`   // why it cannot be resumed from
}

// AJour tells whether every jury could be resumed from the key, as it is.
func (e *Etat) AJour() bool {
	for _, j := range e.Jurys {
		if !j.AJour {
			return false
		}
	}
	return e.Presente
}

// Etat reads the key back: each file is checked and replayed, as another workstation
// would to resume from it.
func (c *Cle) Etat(ctx context.Context) (Etat, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x, err := c.lire(ctx)
	if err != nil || x.Dossier == "" {
		return Etat{}, err
	}
	moi, err := c.moi(ctx)
	if err != nil {
		return Etat{}, err
	}
	e := Etat{Choisie: true, Dossier: x.Dossier, Absente: x.Absente, Raison: empeche(x.Dossier, moi)}
	e.Presente = e.Raison == ""
	es, err := c.base.Entetes(ctx)
	if err != nil {
		return e, err
	}
	oublies := 0
	for _, entete := range es {
		j := EtatJury{Code: entete.Code, Acte: entete.Rang}
		if e.Presente {
			d, err := c.base.Charger(ctx, entete.Code)
			if err != nil {
				return e, err
			}
			j.relire(cheminDe(x.Dossier, entete.Code), d.Empreinte())
			if _, ecrit := x.Ecrits[j.Code]; ecrit && !j.AJour {
				delete(x.Ecrits, j.Code) // what is there is not what was written: it will be, again
				oublies++
			}
		}
		e.Jurys = append(e.Jurys, j)
	}
	if oublies > 0 {
		return e, c.ecrire(ctx, x)
	}
	return e, nil
}

func (j *EtatJury) relire(chemin, empreinte string) {
	info, err := os.Stat(chemin)
	if errors.Is(err, os.ErrNotExist) {
		j.Raison = "il n’est pas sur la clé"
		return
	}
	var texte []byte
	if err == nil {
		texte, err = os.ReadFile(chemin)
	}
	if err != nil {
		j.Raison = cmp.Or(fichier.Raison(err), "il ne peut pas être lu")
		return
	}
	j.EcritLe = info.ModTime().Format(time.RFC3339)
	_, d, err := reprise.Lire(texte)
	switch {
	case err != nil || d.Code != j.Code:
		j.Raison = "son fichier est abîmé"
	default:
		j.SurCle, j.AJour = d.Rang, d.Empreinte() == empreinte
	}
}
