package jury

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"delib/core/examen"
)

// dossierJSON is a jury as an origin holds it.
type dossierJSON struct {
	Entete    Entete      `json:"entete"`
	Candidats []*Candidat `json:"candidats"`
}

// EncoderOrigine writes a jury as it came: the same jury, the same bytes, so
// that its hash names it on any machine.
func EncoderOrigine(d *Dossier) ([]byte, error) {
	b, err := json.Marshal(dossierJSON{d.Entete, d.Candidats})
	if err != nil {
		return nil, fmt.Errorf("encode origin of %s: %w", d.Code, err)
	}
	return b, nil
}

// LireOrigine reads what EncoderOrigine wrote.
func LireOrigine(b []byte) (Dossier, error) {
	var j dossierJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return Dossier{}, fmt.Errorf("decode origin: %w", err)
	}
	return Dossier{Entete: j.Entete, Candidats: j.Candidats}, nil
}

// EmpreinteOrigine gives the SHA-256, in hexadecimal, by which the bytes that an
// import brought are named.
func EmpreinteOrigine(contenu []byte) string {
	h := sha256.Sum256(contenu)
	return hex.EncodeToString(h[:])
}

// Fil makes a jury from its acts, one after the other. It applies them without
// judging them again: the same acts give the same jury on any machine.
type Fil struct {
	Dossier Dossier

	profil   *examen.Profil
	origine  func(empreinte string) ([]byte, error)
	derniers map[Facette]*Acte // last act on each facette
}

// NouveauFil starts from nothing; origine gives the bytes that an import brought.
func NouveauFil(p *examen.Profil, origine func(empreinte string) ([]byte, error)) *Fil {
	return &Fil{profil: p, origine: origine, derniers: map[Facette]*Acte{}}
}

// Suivre goes on with one act: accepted (or of this workstation alone), or
// divergent. An error leaves the jury as it was.
func (f *Fil) Suivre(a Acte, i Issue) error {
	if i == IssueDivergent {
		f.Dossier = f.Dossier.Diverger(a, f.derniers[a.Facette()])
		return nil
	}
	d := f.Dossier
	if a.Genre == GenreImporter {
		contenu, err := f.origine(a.Vers)
		if err != nil {
			return fmt.Errorf("origin %s: %w", a.Vers, err)
		}
		if d, err = LireOrigine(contenu); err != nil {
			return err
		}
	}
	apres, err := d.Integrer(f.profil, a)
	if err != nil {
		return err
	}
	f.Dossier = apres
	if k := a.Facette(); k != (Facette{}) {
		f.derniers[k] = &a
	}
	return nil
}
