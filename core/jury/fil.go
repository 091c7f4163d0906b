package jury

import (
	"encoding/json"
	"fmt"

	"delib/core/examen"
)

// dossierJSON is a jury as an origin holds it.
type dossierJSON struct {
	Entete    Entete      `json:"entete"`
	Candidats []*Candidat `json:"candidats"`
}

// LireOrigine reads what EncoderOrigine wrote.
func LireOrigine(b []byte) (Dossier, error) {
	var j dossierJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return Dossier{}, fmt.Errorf("decode origin: %w", err)
	}
	return Dossier{Entete: j.Entete, Candidats: j.Candidats}, nil
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
