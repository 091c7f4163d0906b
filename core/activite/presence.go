package activite

import (
	"context"
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
	return s.noterSeance(ctx, x.Jury, func(d *jury.Dossier) jury.Acte {
		groupe := d.Etat.Groupe()
		apres := jury.Presence{
			Groupe: groupe, Membre: membreNomme(d, groupe, x.Membre), Mode: x.Mode, Preside: x.Preside, Refus: strings.Join(strings.Fields(x.Refus), " "),
		}
		if apres.Mode == "" {
			apres.Mode = d.Presence(groupe, apres.Membre).Mode
		}
		return jury.ActePresence(d, apres, x.Par)
	})
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
