package jury

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"delib/core/examen"
)

// Genre names what a person meant, with its version. A published genre is
// never changed; another one is added beside it.
type Genre string

// The genres.
const (
	GenreImporter      Genre = "importer.1"            // a jury came with a dossier; Vers is the hash of its origin
	GenreCentre        Genre = "importer-centre.1"     // what all the jurys share came; Vers is the hash of its origin; no jury
	GenreModifier      Genre = "modifier-note.1"       // a mark changed in deliberation
	GenreLivret        Genre = "examiner-livret.1"     // the jury has read a livret
	GenreRetraitLivret Genre = "retirer-livret.1"      // a livret was ticked by mistake: it is not examined
	GenreClore         Genre = "clore.1"               // the jury closes and settles its decisions
	GenrePasser        Genre = "passer.1"              // a normal move of the chef de centre or the académie
	GenreAvancer       Genre = "avancer.1"             // an exceptional move, one step either way, with its reason
	GenreDiscipline    Genre = "choisir-disciplines.1" // the second-group choices of a candidate
	GenreNote2         Genre = "noter-groupe2.1"       // a second-group mark is entered
	GenreRetirer2      Genre = "retirer-note2.1"       // a second-group mark that was entered by mistake is taken back
	GenrePresence      Genre = "presence.1"            // who sits in a jury, how, who presides, who refuses to sign; Cle.Membre names him
	GenreIncident      Genre = "incident.1"            // something happened in the séance: its category, its hour, the words of who noted it
	GenreResoudre      Genre = "resoudre.1"            // a divergence is settled; Divergence and Contre name both acts
	GenrePortail       Genre = "portail.1"             // the rescue portal was opened, closed, its slips made anew; Vers says how; no jury
	GenreReport        Genre = "reporter.1"            // what was done up to a rank was typed into CYCLADES; Vers is the jury and the rank; no jury
	GenreHorsPoste     Genre = "poste-hors-service.1"  // a workstation will not be heard again; Vers is its id; no jury
	GenreAcces         Genre = "acces-refuse.1"        // a person was refused access; Auteur is the name tried; no jury
	GenreUtilisateur   Genre = "utilisateur.1"         // the users of a workstation changed; Vers says how; no jury
)

// Acte is what a person did to one jury. It is written once, chained to the
// previous act of the same workstation and signed by it, and never changed.
// From De and Vers a reader knows the value that the person saw and the one he
// wanted; they are also the text of the PV of modified marks.
type Acte struct {
	ID          string      `json:"id"`    // UUIDv7, made by the workstation
	Poste       string      `json:"poste"` // the workstation's id
	Rang        int64       `json:"rang"`  // dense, from 1, per workstation
	Precedent   string      `json:"precedent"`
	Genre       Genre       `json:"genre"`
	Jury        string      `json:"jury"`
	Epoque      int         `json:"epoque"` // of the jury when the person acted
	Cle         CleActe     `json:"cle"`
	De          string      `json:"de"`
	Vers        string      `json:"vers"`
	Motif       string      `json:"motif,omitempty"`
	Auteur      string      `json:"auteur"`
	Role        examen.Role `json:"role"`
	RangJury    int         `json:"rang_jury"`  // acts applied to the jury before this one
	Horodatage  string      `json:"horodatage"` // RFC 3339; never orders anything
	Application string      `json:"application"`
	Arretes     []ArreteDe  `json:"arretes,omitempty"`    // clore, avancer: the decisions settled
	Divergence  string      `json:"divergence,omitempty"` // resoudre: the divergence settled
	Centre      string      `json:"centre,omitempty"`     // of an act of the académie, whose key serves several
	Acces       string      `json:"acces,omitempty"`      // login of the slip by which it came through the rescue portal
	Contre      string      `json:"contre,omitempty"`     // resoudre: the act whose value stood, "" for the dossier's
	Sceau       string      `json:"sceau,omitempty"`      // passer, that ends a group: the beginning of the seal of the procès-verbal signed
}

// CleActe says what an act touches inside its jury.
type CleActe struct {
	Cle
	Epreuve string `json:"epreuve,omitempty"`
	Groupe  int    `json:"groupe,omitempty"`
	Membre  string `json:"membre,omitempty"` // of a presence
}

// ArreteDe is the decision settled for one candidate.
type ArreteDe struct {
	Cle
	Arrete
}

// ActeScelle is an act as it stands in a journal or travels: its exact bytes,
// so that hash and signature never depend on how a later version writes JSON.
type ActeScelle struct {
	Contenu   []byte `json:"contenu"`
	Signature []byte `json:"signature"`
}

// IDPoste names a workstation by its whole public key, so that neither can be changed
// without the other.
func IDPoste(publique ed25519.PublicKey) string { return "P" + hex.EncodeToString(publique) }

// AncienIDPoste gives the name that a workstation of before has, the beginning of the
// hash of its key. The académie's server keeps such a name: its workstations know it
// by that one.
func AncienIDPoste(publique ed25519.PublicKey) string {
	h := sha256.Sum256(publique)
	return "P" + hex.EncodeToString(h[:8])
}

// EstPoste tells whether a workstation's name, of today or of before, is that of a key.
func EstPoste(id string, publique ed25519.PublicKey) bool {
	return len(publique) == ed25519.PublicKeySize && (id == IDPoste(publique) || id == AncienIDPoste(publique))
}

// NomEntier tells whether a workstation is named by its whole key.
func NomEntier(id string) bool { return len(id) == 1+2*ed25519.PublicKeySize }

// PosteCourt gives as much of a workstation's name as tells it from others to a
// person; a name of before is whole.
func PosteCourt(id string) string { return id[:min(len(id), 17)] }

// Sceller writes an act and signs it.
func Sceller(a Acte, cle ed25519.PrivateKey) (ActeScelle, error) {
	contenu, err := json.Marshal(a)
	if err != nil {
		return ActeScelle{}, fmt.Errorf("encode act: %w", err)
	}
	h := sha256.Sum256(contenu)
	return ActeScelle{Contenu: contenu, Signature: ed25519.Sign(cle, h[:])}, nil
}

// Empreinte gives the SHA-256 of the act, in hexadecimal: the Precedent of the next one.
func (s ActeScelle) Empreinte() string {
	h := sha256.Sum256(s.Contenu)
	return hex.EncodeToString(h[:])
}

// Lire decodes the act.
func (s ActeScelle) Lire() (Acte, error) {
	var a Acte
	if err := json.Unmarshal(s.Contenu, &a); err != nil {
		return Acte{}, fmt.Errorf("decode act: %w", err)
	}
	return a, nil
}

// Authentique tells whether the workstation that holds the key wrote this act.
func (s ActeScelle) Authentique(cle ed25519.PublicKey) bool {
	h := sha256.Sum256(s.Contenu)
	return len(cle) == ed25519.PublicKeySize && ed25519.Verify(cle, h[:], s.Signature)
}

// Lot is what a person wants done to one jury: from the jury as it is, the acts
// with their Genre, Cle, De, Vers, Motif, Auteur, Role and Arretes. The rest of
// each act is the base's to fill in.
type Lot struct {
	Jury  string
	Actes func(Dossier) ([]Acte, error)
}

// Import is what became of the jurys of a dossier.
type Import struct {
	Charges   []string // new, or replaced by a newer dossier
	Inchanges []string // already the same
	Intouches []string // left as they are: they hold acts of this base
	Ordonnes  []string // left as they are: the académie orders them on this base
	Autres    []string // left as they are: the file stands on a dossier that this base does not have
	Absents   []string // jurys of this base that the dossier does not have: kept
	Laisses   []string // candidates whom the dossier adds to a jury left as it is: not here; name, number, jury
	Retires   []string // candidates whom the dossier no longer has in a jury that it replaced; name, number, jury
}
