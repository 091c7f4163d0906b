// Package dossier reads and writes the dossier de centre (formats
// delib-dossier/1 and /2): a ZIP of one manifest and eight tables from which a centre
// starts.
//
// A dossier is foreign input: it is bounded before it is read, every fault of
// it is reported with file, line and column, and one fault refuses it whole.
// The package writes to no base; package store takes what it has read.
package dossier

import (
	"fmt"
	"sort"

	"delib/core/examen"
	"delib/core/jury"
)

// The formats that are read. What can be said in the first is written in it, so
// that an older program reads it; the second has a few columns more.
const (
	Format  = "delib-dossier/1"
	Format2 = "delib-dossier/2"
)

// Contenu is a dossier without a fault.
type Contenu struct {
	Centre         jury.Centre
	Jurys          []jury.Dossier
	Avertissements []string // what is kept but deserves a look
}

// Candidats counts the candidates of all the jurys.
func (c *Contenu) Candidats() int {
	n := 0
	for i := range c.Jurys {
		n += len(c.Jurys[i].Candidats)
	}
	return n
}

// Faute is one fault, with its place. Ligne is 0 for a fault of a whole file.
type Faute struct {
	Fichier string
	Ligne   int
	Colonne string
	Message string
	rang    int // the file's place in the report
}

// String gives "notes.csv, ligne 12, colonne valeur : …".
func (f Faute) String() string {
	s := f.Fichier
	if f.Ligne > 0 {
		s += fmt.Sprintf(", ligne %d", f.Ligne)
	}
	if f.Colonne != "" {
		s += ", colonne " + f.Colonne
	}
	return s + " : " + f.Message
}

// maxFautes bounds the report, so that a file of the wrong kind does not fill the memory.
const maxFautes = 10000

// rapport gathers the faults of a dossier.
type rapport struct {
	fautes []Faute
	total  int
}

func (r *rapport) ajouter(f Faute) {
	r.total++
	if len(r.fautes) < maxFautes {
		r.fautes = append(r.fautes, f)
	}
}

// refus gives the report as one Refus, nil when there is no fault.
func (r *rapport) refus() error {
	if r.total == 0 {
		return nil
	}
	sort.SliceStable(r.fautes, func(i, j int) bool {
		a, b := r.fautes[i], r.fautes[j]
		if a.rang != b.rang {
			return a.rang < b.rang
		}
		return a.Ligne < b.Ligne
	})
	details := make([]string, 0, len(r.fautes)+1)
	for _, f := range r.fautes {
		details = append(details, f.String())
	}
	if r.total > len(r.fautes) {
		details = append(details, fmt.Sprintf("… et %d autres fautes.", r.total-len(r.fautes)))
	}
	return examen.Refuser(examen.CodeDossier, examen.Dire("Le dossier est refusé : %d faute(s).", r.total),
		"Rien n’a été changé sur ce poste. Demandez à votre académie un dossier corrigé.", details...)
}
