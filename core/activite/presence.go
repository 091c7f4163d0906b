package activite

import (
	"context"
	"fmt"
	"strings"

	"delib/core/jury"
	"delib/core/tableur"
)

// Siege is what is said of one member of a jury. The zero Mode keeps the one that was
// said before.
type Siege struct {
	Jury, Membre string
	Mode         jury.Siege
	Preside      bool
	Refus        string // why he refuses to sign, "" when he does not
	Par          string
}

// NoterPresence records how a member of a jury sits. He is one of the dossier, by his
// name whatever the accents and the case, or another one, recorded as he is typed.
func (s *Service) NoterPresence(ctx context.Context, x Siege) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	return b, s.depot.Agir(ctx, p, []jury.Lot{{Jury: x.Jury, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		groupe := d.Etat.Groupe()
		nom := membreNomme(&d, groupe, x.Membre)
		avant := d.Presence(groupe, nom)
		apres := jury.Presence{Groupe: groupe, Membre: nom, Mode: x.Mode, Preside: x.Preside, Refus: strings.Join(strings.Fields(x.Refus), " ")}
		if apres.Mode == "" {
			apres.Mode = avant.Mode
		}
		a := jury.ActePresence(&d, apres, x.Par)
		mots := a.Sorte().Mots(p, &a)
		b.Messages = []string{fmt.Sprintf("Jury %s : %s.", d.Code, mots)}
		if avant == apres {
			b.Messages = []string{fmt.Sprintf("Jury %s : %s, déjà noté.", d.Code, mots)}
			return nil, nil
		}
		return []jury.Acte{a}, nil
	}}})
}

// membreNomme gives the name under which the dossier has a member, or else the one
// that was typed, without needless spaces.
func membreNomme(d *jury.Dossier, groupe int, texte string) string {
	texte = strings.Join(strings.Fields(texte), " ")
	cherche := tableur.Plier(texte)
	for _, m := range d.Composition(groupe) {
		nom := jury.NomDuMembre(&m)
		if tableur.Plier(nom) == cherche || tableur.Plier(m.Prenoms+" "+m.Nom) == cherche {
			return nom
		}
	}
	return texte
}
