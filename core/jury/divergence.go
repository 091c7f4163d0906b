package jury

import (
	"fmt"
	"slices"

	"delib/core/examen"
)

// Divergence is a value that two workstations changed without seeing each
// other. The first that the server ordered stands; the other waits for a person.
// While it is open it counts like a missing mark: the jury cannot close.
type Divergence struct {
	ID     string   `json:"id"`    // of the first act that came second
	Actes  []string `json:"actes"` // all the acts of that workstation on this value
	Retenu string   `json:"retenu,omitempty"`
	Genre  Genre    `json:"genre"`
	Cle    CleActe  `json:"cle"`

	Valeur     string `json:"valeur"` // that stands
	Auteur     string `json:"auteur,omitempty"`
	Horodatage string `json:"horodatage,omitempty"`

	Autre           string `json:"autre"`
	AuteurAutre     string `json:"auteur_autre"`
	HorodatageAutre string `json:"horodatage_autre"`
	PosteAutre      string `json:"poste_autre"`

	// Levee: the jury was moved on by the exceptional activity in spite of it.
	Levee bool `json:"levee,omitempty"`
}

// RoleDe gives the role that an act needs.
func (d *Dossier) RoleDe(a *Acte) examen.Role {
	if r := a.Sorte().Role; r != nil {
		return r(d, a)
	}
	return examen.RoleCentre
}

// Divergence gives an open divergence by its id.
func (e *Entete) Divergence(id string) (*Divergence, bool) {
	for i := range e.Divergences {
		if e.Divergences[i].ID == id {
			return &e.Divergences[i], true
		}
	}
	return nil, false
}

// DivergencesOuvertes gives those that stop the jury.
func (e *Entete) DivergencesOuvertes() []Divergence {
	var s []Divergence
	for _, x := range e.Divergences {
		if !x.Levee {
			s = append(s, x)
		}
	}
	return s
}

// Integrer applies an act in the order that the server gave it. An act that
// changes a value may be older than the jury's last move, if what it changes
// still belongs to its role; a move must have seen the jury as it is.
func (d Dossier) Integrer(p *examen.Profil, a Acte) (Dossier, error) {
	if !a.Bouge() && a.Epoque < d.Epoque {
		a.Epoque = d.Epoque
	}
	return d.Appliquer(p, a)
}

// Diverger records that an act came second. contre is the act whose value
// stands, nil when the dossier brought it.
func (d Dossier) Diverger(a Acte, contre *Acte) Dossier {
	d.Rang++
	d.Divergences = slices.Clone(d.Divergences)
	for i := range d.Divergences {
		x := &d.Divergences[i]
		if !x.Levee && x.PosteAutre == a.Poste && x.Facette() == a.Facette() {
			// Later acts of the same person on the same value are one story.
			x.Actes = append(slices.Clone(x.Actes), a.ID)
			x.Autre, x.AuteurAutre, x.HorodatageAutre = a.Vers, a.Auteur, a.Horodatage
			return d
		}
	}
	x := Divergence{ID: a.ID, Actes: []string{a.ID}, Genre: a.Genre, Cle: a.Cle, Valeur: a.Facette().Dans(&d),
		Autre: a.Vers, AuteurAutre: a.Auteur, HorodatageAutre: a.Horodatage, PosteAutre: a.Poste}
	if contre != nil {
		x.Retenu, x.Auteur, x.Horodatage = contre.ID, contre.Auteur, contre.Horodatage
	}
	d.Divergences = append(d.Divergences, x)
	return d
}

// suivreDivergences keeps what open divergences say of the value that stands:
// an act just changed it.
func (d *Dossier) suivreDivergences(a *Acte) {
	k := a.Facette()
	for i := range d.Divergences {
		if k == (Facette{}) || d.Divergences[i].Facette() != k {
			continue
		}
		d.Divergences = slices.Clone(d.Divergences)
		for j := i; j < len(d.Divergences); j++ {
			if x := &d.Divergences[j]; x.Facette() == k {
				x.Valeur, x.Retenu, x.Auteur, x.Horodatage = a.Vers, a.ID, a.Auteur, a.Horodatage
			}
		}
		return
	}
}

// Facette gives the value on which two workstations differ.
func (x *Divergence) Facette() Facette {
	a := Acte{Genre: x.Genre, Cle: x.Cle}
	return a.Facette()
}

// pourValeur gives the genre that brings a mark of the second group to the value that
// a person chose: entered, taken back, or, once the deliberation is open, changed as
// the jury would.
func pourValeur(d *Dossier, g Genre, vers string) Genre {
	if g != GenreNote2 && g != GenreRetirer2 {
		return g
	}
	switch {
	case d.Etat == examen.Deliberation2:
		return GenreModifier
	case vers == "":
		return GenreRetirer2
	}
	return GenreNote2
}

// resoudre: a person settles a divergence; the act names both acts and the value
// that stands from now on, which may be a third one.
func resoudre(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	x, ok := d.Divergence(a.Divergence)
	if !ok {
		return d, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("La divergence « %s » n’est pas ouverte dans le jury %s.", a.Divergence, d.Code),
			"Elle a peut-être été résolue sur un autre poste : rafraîchissez la liste.")
	}
	if x.Retenu != a.Contre || x.Facette() != a.Facette() {
		return d, examen.Refuser(examen.CodePerime, "Cette divergence n’est pas celle que vous avez vue.", "Rafraîchissez la liste et décidez de nouveau.")
	}
	if err := exigerActuel(a, a.Facette().Dans(&d)); err != nil {
		return d, err
	}
	id := x.ID
	apres := d
	if a.De != a.Vers {
		b := a
		b.Genre = x.Genre
		var err error
		b.Genre = pourValeur(&d, x.Genre, a.Vers)
		apres, err = b.Sorte().faire(p, d, b)
		if err != nil {
			return d, err
		}
	}
	apres.Divergences = slices.DeleteFunc(slices.Clone(apres.Divergences), func(y Divergence) bool { return y.ID == id })
	if len(apres.Divergences) == 0 {
		apres.Divergences = nil
	}
	return apres, nil
}
