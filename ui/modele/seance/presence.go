package seance

import (
	"delib/core/jury"
)

// Siege is a member of a jury and what was recorded of him.
type Siege struct {
	Nom, Fonction, Qualite string
	Presence               jury.Presence
	Dit                    string       // in words
	Modes                  []jury.Siege // that may be chosen: never by audiovisual means for who presides
}

var fonctions = map[string]string{jury.FonctionPresident: "président", jury.FonctionVicePresident: "vice-président", jury.FonctionMembre: "membre"}

// Sieges gives those who may sit in the present group of a jury, with what was recorded.
func Sieges(d *jury.Dossier) []Siege {
	groupe := d.Etat.Groupe()
	preside := d.Preside(groupe)
	var ss []Siege
	for _, m := range d.Composition(groupe) {
		nom := jury.NomDuMembre(&m)
		if nom == "" {
			continue
		}
		s := Siege{Nom: nom, Fonction: fonctions[m.Fonction], Qualite: m.Qualite, Presence: d.Presence(groupe, nom), Dit: "Rien n’est encore noté."}
		if x := s.Presence; x.Mode != "" {
			s.Dit = "Noté : " + x.Mode.Libelle()
			if x.Preside {
				s.Dit += ", préside"
			}
			if x.Refus != "" {
				s.Dit += " ; refuse de signer : « " + x.Refus + " »"
			}
			s.Dit += "."
		}
		for _, mode := range []jury.Siege{jury.SiegePresent, jury.SiegeVisio, jury.SiegeAbsent} {
			if mode != jury.SiegeVisio || preside != nom {
				s.Modes = append(s.Modes, mode)
			}
		}
		ss = append(ss, s)
	}
	return ss
}
