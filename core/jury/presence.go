package jury

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/examen"
)

// Siege says how a member of a jury sits.
type Siege string

// The ways to sit. The zero Siege is that of a member of whom nothing was said.
const (
	SiegePresent Siege = "present"
	SiegeVisio   Siege = "visio" // by audiovisual means; never the president
	SiegeAbsent  Siege = "absent"
)

// Libelle gives the mode in French.
func (m Siege) Libelle() string {
	switch m {
	case SiegePresent:
		return "présent"
	case SiegeVisio:
		return "présent par visioconférence"
	case SiegeAbsent:
		return "absent"
	}
	return "non dit"
}

// Presence says how one member sat in the deliberation of a group.
type Presence struct {
	Groupe  int    `json:"groupe"`
	Membre  string `json:"membre"` // his name as the table of the members has it, or as it was typed
	Mode    Siege  `json:"mode"`
	Preside bool   `json:"preside,omitempty"` // he presides, in the place of the president or as him
	Refus   string `json:"refus,omitempty"`   // he refuses to sign: his words
}

// Texte writes a presence as an act holds it; "" for one of which nothing was said.
// The words of a refusal come last: they may hold anything.
func (x Presence) Texte() string {
	t := string(x.Mode)
	if x.Mode == "" {
		return ""
	}
	if x.Preside {
		t += ";preside"
	}
	if x.Refus != "" {
		t += ";refus:" + x.Refus
	}
	return t
}

// LirePresence reads what Texte wrote; the member and the group are elsewhere.
func LirePresence(texte string) (Presence, error) {
	var x Presence
	mode, suite, autre := strings.Cut(texte, ";")
	switch x.Mode = Siege(mode); x.Mode {
	case SiegePresent, SiegeVisio, SiegeAbsent:
	default:
		return x, examen.Refuser(examen.CodeValeur, fmt.Sprintf("« %s » ne dit pas comment siège un membre.", mode), "Les modes sont present, visio et absent.")
	}
	if x.Preside = suite == "preside" || strings.HasPrefix(suite, "preside;"); x.Preside {
		_, suite, autre = strings.Cut(suite, ";")
	}
	if refus, ok := strings.CutPrefix(suite, "refus:"); ok {
		x.Refus = refus
	} else if autre && suite != "" {
		return x, examen.Refuser(examen.CodeValeur, fmt.Sprintf("« %s » ne dit rien d’un membre de jury.", suite), "")
	}
	return x, nil
}

// NomDuMembre writes a member as acts and papers name him.
func NomDuMembre(m *Membre) string { return strings.TrimSpace(m.Nom + " " + m.Prenoms) }

// Composition gives the persons who may sit: the table of the members, or else the
// president and the vice-president, whose names may be empty, and then those who were
// added by an act.
func (e *Entete) Composition(groupe int) []Membre {
	ms := slices.Clone(e.Membres)
	if len(ms) == 0 {
		ms = []Membre{{Nom: e.President, Fonction: FonctionPresident}, {Nom: e.VicePresident, Fonction: FonctionVicePresident}}
	}
	connus := map[string]bool{}
	for i := range ms {
		connus[NomDuMembre(&ms[i])] = true
	}
	for _, x := range e.Presences {
		if x.Groupe == groupe && !connus[x.Membre] {
			ms = append(ms, Membre{Nom: x.Membre, Fonction: FonctionMembre})
		}
	}
	return ms
}

// Presence gives what was said of a member in a group.
func (e *Entete) Presence(groupe int, membre string) Presence {
	for _, x := range e.Presences {
		if x.Groupe == groupe && x.Membre == membre {
			return x
		}
	}
	return Presence{Groupe: groupe, Membre: membre}
}

// Preside gives who presides a group: who was said to, or else the president of the
// dossier, "" when he is absent and nobody was named in his place.
func (e *Entete) Preside(groupe int) string {
	titulaire := e.President
	for i := range e.Membres {
		if e.Membres[i].Fonction == FonctionPresident {
			titulaire = NomDuMembre(&e.Membres[i])
		}
	}
	for _, x := range e.Presences {
		if x.Groupe == groupe && x.Preside && x.Mode != SiegeAbsent {
			return x.Membre
		}
	}
	if e.Presence(groupe, titulaire).Mode == SiegeAbsent {
		return ""
	}
	return titulaire
}

// ActePresence says how a member of a jury sits in the group that deliberates.
func ActePresence(d *Dossier, x Presence, par string) Acte {
	return faire(d, GenrePresence, CleActe{Membre: x.Membre, Groupe: d.Etat.Groupe()}, x.Texte(), "", par)
}

// noterPresence: who sat, how, who presided, who refused to sign and why. A jury whose
// composition is not proved decides nothing that holds (D643-31, D337-93). What was
// said before is in the journal: the last stands, whatever its author saw.
func noterPresence(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	x, err := LirePresence(a.Vers)
	if err != nil {
		return d, err
	}
	x.Membre, x.Groupe = strings.TrimSpace(a.Cle.Membre), a.Cle.Groupe
	switch {
	case x.Membre == "" || x.Membre != a.Cle.Membre:
		return d, examen.Refuser(examen.CodeSaisie, "Le nom du membre du jury manque.", "Indiquez de qui il s’agit.").Par(examen.Champ("membre"))
	case x.Groupe != d.Etat.Groupe():
		return d, examen.Refuser(examen.CodeEtat, fmt.Sprintf("Le jury %s n’en est pas au groupe %d.", d.Code, x.Groupe), "")
	case x.Preside && x.Mode == SiegeAbsent:
		return d, examen.Refuser(examen.CodeValeur, x.Membre+" ne peut pas présider : cette personne est absente.", "Indiquez qui préside à sa place.")
	}
	var autres []Presence
	for _, y := range d.Presences {
		if y.Groupe == x.Groupe && y.Membre == x.Membre {
			continue
		}
		if y.Groupe == x.Groupe && x.Preside {
			y.Preside = false // one presides at a time
		}
		autres = append(autres, y)
	}
	avant := d
	d.Presences = append(autres, x)
	if qui := d.Preside(x.Groupe); d.Presence(x.Groupe, qui).Mode == SiegeVisio {
		return avant, examen.Refuser(examen.CodeValeur, "Qui préside le jury siège sur place, jamais par visioconférence ("+p.ArticleVisio+").",
			"Si "+qui+" n’est pas sur place, indiquez d’abord qui préside à sa place.")
	}
	return d, nil
}

// motsPresence says what was recorded of a member.
func motsPresence(_ *examen.Profil, a *Acte) string {
	x, err := LirePresence(a.Vers)
	if err != nil {
		return "présence au jury"
	}
	t := "présence au jury : " + a.Cle.Membre + ", " + x.Mode.Libelle()
	if x.Preside {
		t += ", préside"
	}
	if x.Refus != "" {
		t += ", refuse de signer (« " + x.Refus + " »)"
	}
	return t
}
