package simtest

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/wire"
)

// What an older program says and understands: the messages as they were before
// workstations had whole keys for names. These two are a fixture: they never change.

const versionDAvant = 1

type demandeDAvant struct {
	Version     int                       `json:"version"`
	Poste       string                    `json:"poste"`
	Application string                    `json:"application"`
	Horloge     time.Time                 `json:"horloge"`
	Generation  string                    `json:"generation,omitempty"`
	Curseur     int64                     `json:"curseur"`
	Chaine      string                    `json:"chaine,omitempty"`
	Repondus    map[string]ordre.Repondus `json:"repondus,omitempty"`
	Attente     int                       `json:"attente"`
	Complet     bool                      `json:"complet"`
	Actes       []jury.ActeScelle         `json:"actes,omitempty"`
	Cles        map[string][]byte         `json:"cles,omitempty"`
	Delegations map[string][]byte         `json:"delegations,omitempty"`
	Origines    []string                  `json:"origines,omitempty"`
	CleEchange  string                    `json:"cle_echange,omitempty"`
	Enrolement  *wire.Enrolement          `json:"enrolement,omitempty"`
}

type reponseDAvant struct {
	Version    int       `json:"version"`
	Generation string    `json:"generation"`
	Ancetres   []string  `json:"ancetres,omitempty"`
	Horloge    time.Time `json:"horloge"`
	Refus      *struct {
		Code    examen.Code `json:"code"`
		Message string      `json:"message"`
		Aide    string      `json:"aide,omitempty"`
		Details []string    `json:"details,omitempty"`
	} `json:"refus,omitempty"`
	Verdicts     []ordre.Verdict     `json:"verdicts,omitempty"`
	Entrees      []ordre.Entree      `json:"entrees,omitempty"`
	Suite        bool                `json:"suite,omitempty"`
	Recommencer  bool                `json:"recommencer,omitempty"`
	Origines     map[string][]byte   `json:"origines,omitempty"`
	Cles         map[string][]byte   `json:"cles,omitempty"`
	Delegations  map[string][]byte   `json:"delegations,omitempty"`
	Empreintes   map[string]string   `json:"empreintes,omitempty"`
	Postes       []wire.Poste        `json:"postes,omitempty"`
	Raccordement *ordre.Raccordement `json:"raccordement,omitempty"`
}

// parAvant passes a message through what an older program knows of it.
func parAvant[Avant, Message any](m *Message) (*Message, error) {
	texte, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	var avant Avant
	if err := json.Unmarshal(texte, &avant); err != nil {
		return nil, err
	}
	if texte, err = json.Marshal(avant); err != nil {
		return nil, err
	}
	var apres Message
	return &apres, json.NewDecoder(bytes.NewReader(texte)).Decode(&apres)
}

// vieillir makes of a new workstation one of an older program.
func (m *Monde) vieillir(p *Poste) error {
	p.vieux = true
	err := p.base.Fond().Dans(m.ctx, func(tx *sql.Tx) error {
		return fond.Poste.Ecrire(m.ctx, tx, jury.AncienIDPoste(p.base.Fond().Publique()))
	})
	if err != nil {
		return err
	}
	return m.rallumer(p)
}
