package modele

import (
	"path/filepath"
	"slices"

	"delib/core/jury"
	"delib/core/reprise"
)

// JuryAReprendre is a jury that a file gives back, and whether it will be taken.
type JuryAReprendre struct {
	*reprise.Jury
	Tenu, Coche bool
}

// Textes gives the cells of its row: jury, state, acts, as of when, file.
func (j *JuryAReprendre) Textes() [5]string {
	quand := j.Quand()
	if j.Tenu {
		quand = "déjà sur ce poste : laissé tel quel"
	}
	return [5]string{j.Code, j.Etat.Code(), Compter(len(j.Actes), "acte", "actes"), quand, filepath.Base(j.Fichier)}
}

// AReprendre is what a person is asked before jurys are resumed.
type AReprendre struct {
	Jurys   []JuryAReprendre
	Ecartes []string
}

// NouveauAReprendre ticks every jury that the files bring something to.
func NouveauAReprendre(r *reprise.Recueil, tenus []string) *AReprendre {
	x := &AReprendre{Ecartes: r.Ecartes}
	for i := range r.Jurys {
		tenu := slices.Contains(tenus, r.Jurys[i].Code)
		x.Jurys = append(x.Jurys, JuryAReprendre{&r.Jurys[i], tenu, !tenu})
	}
	return x
}

// Centre gives the centre of the jurys; there is always one.
func (x *AReprendre) Centre() *jury.Centre { return &x.Jurys[0].Jury.Centre }

// Cocher ticks a jury or not; false when the workstation holds it already.
func (x *AReprendre) Cocher(i int) bool {
	j := &x.Jurys[i]
	if !j.Tenu {
		j.Coche = !j.Coche
	}
	return !j.Tenu
}

// Possible tells whether a jury can be resumed at all.
func (x *AReprendre) Possible() bool {
	return slices.ContainsFunc(x.Jurys, func(j JuryAReprendre) bool { return !j.Tenu })
}

// Textes gives the files of the jurys that are ticked.
func (x *AReprendre) Textes() (textes [][]byte) {
	for i := range x.Jurys {
		if x.Jurys[i].Coche {
			textes = append(textes, x.Jurys[i].Texte)
		}
	}
	return textes
}

// Resume says what will be done.
func (x *AReprendre) Resume() string {
	n, trouves := len(x.Textes()), 0
	for i := range x.Jurys {
		if x.Jurys[i].Trouve && x.Jurys[i].Coche {
			trouves++
		}
	}
	switch {
	case !x.Possible():
		return "Ce poste tient déjà tous ces jurys : il n’y a rien à reprendre."
	case n == 0:
		return "Cochez les jurys à reprendre (Espace)."
	}
	t := Compter(n, "jury sera repris", "jurys seront repris") + " sur ce poste."
	if trouves > 0 {
		t += " " + Compter(trouves, "vient d’un plan trouvé", "viennent de plans trouvés") + " à côté de celui que vous avez indiqué."
	}
	return t
}
