// Package ordre is what a workstation and the académie's server agree on of the
// order of acts: the log of a centre and its hash, the verdict on each act, and what
// a base keeps of an exchange.
//
// It holds types and their sums. How they travel is for sync/wire, what becomes of an
// act for sync/server, what a base makes of them for package store.
package ordre

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"delib/core/examen"
	"delib/core/jury"
)

// ErrReprendre says that an answer of the server does not follow what a base
// holds: its log must be taken again from the beginning.
var ErrReprendre = errors.New("the answer does not follow what this base holds")

// Verdict is the server's answer to one act.
type Verdict struct {
	Acte    string      `json:"acte"` // its id
	Issue   jury.Issue  `json:"issue"`
	Seq     int64       `json:"seq,omitempty"` // rank in the jury's log: accepted, divergent
	Code    examen.Code `json:"code,omitempty"`
	Message string      `json:"message,omitempty"` // for a person
}

// Entree is one line of a jury's log as the server ordered it.
type Entree struct {
	Ordre int64      `json:"ordre"` // among all the entries of the centre
	Seq   int64      `json:"seq"`   // dense in the jury, from 1
	Jury  string     `json:"jury"`
	ID    string     `json:"id"`
	Issue jury.Issue `json:"issue"` // accepted or divergent
	// Acte is left out when the workstation that asks made it.
	Acte *jury.ActeScelle `json:"acte,omitempty"`
}

// Balance counts the acts of a workstation by issue: Emis is always the sum of
// the others, so that none can be lost unseen.
type Balance struct {
	Emis       int `json:"emis"`
	Acceptes   int `json:"acceptes"`
	Identiques int `json:"identiques"`
	Divergents int `json:"divergents"`
	Tardifs    int `json:"tardifs"`
	Refuses    int `json:"refuses"`
	Attente    int `json:"attente"` // not sent, or held
}

// Juste tells whether the sum holds.
func (b Balance) Juste() bool {
	return b.Emis == b.Acceptes+b.Identiques+b.Divergents+b.Tardifs+b.Refuses+b.Attente
}

// Compter adds n acts of an issue; an unknown issue is counted as waiting.
func (b *Balance) Compter(i jury.Issue, n int) {
	switch i {
	case jury.IssueAccepte:
		b.Acceptes += n
	case jury.IssueIdentique:
		b.Identiques += n
	case jury.IssueDivergent:
		b.Divergents += n
	case jury.IssueTardif:
		b.Tardifs += n
	case jury.IssueRefuse:
		b.Refuses += n
	default:
		b.Attente += n
	}
}

// Chainer gives the hash of a log up to one more entry: two bases that show the
// same hash at the same place hold the same entries in the same order.
func Chainer(avant, id string, i jury.Issue) string {
	h := sha256.Sum256([]byte(avant + "\x00" + id + "\x00" + string(i)))
	return hex.EncodeToString(h[:])
}

// Repondus says how many acts of a workstation have their answer, and up to which rank.
type Repondus struct {
	Rang   int64 `json:"rang"`
	Nombre int64 `json:"nombre"`
}

// Recu is what a workstation takes in from one exchange with the server.
type Recu struct {
	Generation  string            // life of the server
	Ancetres    []string          // generations that it went on from
	Fichier     bool              // it came as a file, perhaps an old one
	Verdicts    []Verdict         // on the acts that were sent
	Entrees     []Entree          // of the log of the centre, in order, after what was known
	Origines    map[string][]byte // what imports brought, by hash
	Cles        map[string][]byte // public keys of the workstations that made acts, by id
	Delegations map[string][]byte // the server's signature under the keys of its processes
	Empreintes  map[string]string // hash of each jury of Entrees, at the end of its log
	Fin         bool              // the log goes no further for now: every act that was accepted is in it
}

// Integration says what an exchange changed on the workstation.
type Integration struct {
	Entrees   int
	Jurys     []string  // whose state was made again
	Verdicts  []Verdict // the new ones
	Desaccord []string  // jurys whose hash is not the server's: they cannot move
}

// Raccordement is what a workstation keeps of the académie's server.
type Raccordement struct {
	URL        string `json:"url"`
	Empreinte  string `json:"empreinte,omitempty"` // "SHA256:…" of the certificate; "" when a public authority answers for it
	Centre     string `json:"centre"`              // the centre's id there
	Serveur    string `json:"serveur"`             // id of the académie's own key
	CleServeur []byte `json:"cle_serveur"`         // Ed25519, signs files of verdicts
	CleEchange string `json:"cle_echange"`         // age recipient: files of acts are encrypted to it
	RaccordeLe string `json:"raccorde_le"`
	Nouveau    bool   `json:"-"` // take this server in the place of another one
	Generation string `json:"-"`
	Curseur    int64  `json:"-"` // last entry of the centre's log that is here
	Chaine     string `json:"-"` // hash of the log up to it
	Dernier    string `json:"-"` // RFC 3339 of the last exchange, "" when none
}
