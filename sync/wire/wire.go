// Package wire is what a workstation and the académie's server say to each
// other: two messages, Demande and Reponse, as bytes. HTTP is one carrier, a
// file on a USB stick another.
//
// It holds no state and judges nothing. Marks and names travel in it: whoever
// carries the bytes must protect them (TLS, age).
package wire

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
)

// Version of the messages. A server accepts the acts of every past version.
const Version = 2

// VersionDe gives the version that a workstation speaks. One that is named by its whole
// key speaks the second: a server that does not know such names asks it to wait, and
// judges nothing.
func VersionDe(poste string) int {
	if jury.NomEntier(poste) {
		return Version
	}
	return 1
}

// Type is the media type of both messages: an answer of another type is not ours.
const Type = "application/vnd.delib+json"

// Bounds of a message, in bytes.
const (
	MaxTransport = 16 << 20  // as it travels
	MaxContenu   = 256 << 20 // once decompressed
	MaxActes     = 500       // acts in one Demande
)

// Demande is what a workstation says: its unsent acts, and what it already knows.
type Demande struct {
	Version     int                       `json:"version"`
	Poste       string                    `json:"poste"`
	Application string                    `json:"application"`
	Horloge     time.Time                 `json:"horloge"`
	Generation  string                    `json:"generation,omitempty"`
	Curseur     int64                     `json:"curseur"`               // last entry known, under Generation
	Chaine      string                    `json:"chaine,omitempty"`      // hash of the log up to it
	Repondus    map[string]ordre.Repondus `json:"repondus,omitempty"`    // answers held, by workstation
	Attente     int                       `json:"attente"`               // acts without a final answer, those sent here included
	Complet     bool                      `json:"complet"`               // after these acts, none is left unsent
	Actes       []jury.ActeScelle         `json:"actes,omitempty"`       // in the order in which they are to be judged
	Cles        map[string][]byte         `json:"cles,omitempty"`        // public keys of the workstations whose acts are here
	Delegations map[string][]byte         `json:"delegations,omitempty"` // the server\'s signature under each key of its own processes
	Origines    []string                  `json:"origines,omitempty"`    // hashes held, when Curseur is 0
	CleEchange  string                    `json:"cle_echange,omitempty"`
	Enrolement  *Enrolement               `json:"enrolement,omitempty"`
	// NomsEntiers: it takes acts of workstations that are named by their whole key.
	NomsEntiers bool `json:"noms_entiers,omitempty"`
}

// Enrolement asks the server to take a workstation in.
type Enrolement struct {
	Code string `json:"code"`
	Nom  string `json:"nom"` // of the machine, for a person
	// What the workstation already holds, "" when nothing.
	UAI, Examen, Session string
}

// Reponse is what the server says.
type Reponse struct {
	Version      int                 `json:"version"`
	Generation   string              `json:"generation"`
	Ancetres     []string            `json:"ancetres,omitempty"` // generations that this one went on from
	Horloge      time.Time           `json:"horloge"`
	Refus        *Refus              `json:"refus,omitempty"` // nothing else then counts but Verdicts
	Verdicts     []ordre.Verdict     `json:"verdicts,omitempty"`
	Entrees      []ordre.Entree      `json:"entrees,omitempty"`
	Suite        bool                `json:"suite,omitempty"`       // more entries: ask again
	Recommencer  bool                `json:"recommencer,omitempty"` // the log is not the one whose entry was named: take it whole
	Origines     map[string][]byte   `json:"origines,omitempty"`
	Cles         map[string][]byte   `json:"cles,omitempty"`
	Delegations  map[string][]byte   `json:"delegations,omitempty"` // the server\'s signature under each key of its own processes
	Empreintes   map[string]string   `json:"empreintes,omitempty"`
	Postes       []Poste             `json:"postes,omitempty"` // the other workstations of the centre
	Raccordement *ordre.Raccordement `json:"raccordement,omitempty"`
}

// Poste is another workstation of the centre, as the server knows it.
type Poste struct {
	ID      string    `json:"id"`
	Nom     string    `json:"nom"`
	Etat    string    `json:"etat"` // actif, revoque, hors_service
	VuLe    time.Time `json:"vu_le"`
	Attente int       `json:"attente"` // acts that it last said to hold unsent
}

// Refus is a refusal of the whole exchange.
type Refus struct {
	Code    examen.Code `json:"code"`
	Message string      `json:"message"`
	Aide    string      `json:"aide,omitempty"`
	Details []string    `json:"details,omitempty"`
	// Remedes is unknown to older programs, whose texts say enough.
	Remedes []examen.Remede `json:"remedes,omitempty"`
}

// Refuser puts a Refus in an answer, without a name.
func Refuser(r *examen.Refus) *Refus {
	x := examen.Porteur{}.Porter(r)
	return &Refus{x.Code, x.Message, x.Aide, x.Details, x.Remedes}
}

// Erreur gives the Refus as a rule does.
func (r *Refus) Erreur() *examen.Refus {
	return examen.Refuser(r.Code, r.Message, r.Aide, r.Details...).Par(r.Remedes...)
}

// ErrTropGros says that a message passes the bounds.
var ErrTropGros = errors.New("message too large")

// compresseurs are used again: each takes a megabyte to make.
var compresseurs = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// Ecrire encodes a message, compressed.
func Ecrire(message any) ([]byte, error) {
	var b bytes.Buffer
	z := compresseurs.Get().(*gzip.Writer)
	defer compresseurs.Put(z)
	z.Reset(&b)
	e := json.NewEncoder(z)
	e.SetEscapeHTML(false)
	if err := e.Encode(message); err != nil {
		return nil, fmt.Errorf("encode message: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return b.Bytes(), nil
}

// Lire decodes a message; what travels and what it opens to are both bounded.
func Lire(r io.Reader, message any) error {
	z, err := gzip.NewReader(io.LimitReader(r, MaxTransport+1))
	if err != nil {
		return fmt.Errorf("decompress: %w", err)
	}
	borne := &io.LimitedReader{R: z, N: MaxContenu + 1}
	d := json.NewDecoder(borne)
	if err := d.Decode(message); err != nil {
		if borne.N <= 0 {
			return ErrTropGros
		}
		return fmt.Errorf("decode message: %w", err)
	}
	// Read on to the end: the checksum of the compression comes last.
	if _, err := io.Copy(io.Discard, io.MultiReader(d.Buffered(), borne)); err != nil {
		return fmt.Errorf("decompress: %w", err)
	}
	if borne.N <= 0 {
		return ErrTropGros
	}
	return nil
}
