package jury

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"delib/core/examen"
)

// Presents are the candidates that a workstation, or the server, holds, each with
// the jurys where he stands.
type Presents map[Cle]Present

// Present is one of them.
type Present struct {
	Nom   string
	Jurys []string
}

// Ajouter counts a candidate in a jury.
func (p Presents) Ajouter(c Cle, nom, code string) {
	p[c] = Present{Nom: strings.TrimSpace(nom), Jurys: append(p[c].Jurys, code)}
}

// rangs gives the candidates in the order of their numbers.
func (p Presents) rangs() []Cle {
	return slices.SortedFunc(maps.Keys(p), func(a, b Cle) int { return strings.Compare(a.String(), b.String()) })
}

// HorsDe gives the codes that no jury of a dossier has.
func HorsDe(codes []string, jurys []Dossier) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
		return slices.ContainsFunc(jurys, func(d Dossier) bool { return d.Code == code })
	})
}

// Retirer takes out of a jury that a dossier no longer has the candidates whom this
// dossier puts in another one: a jury that was renamed, or cut in two.
func (d *Dossier) Retirer(jurys []Dossier) {
	ailleurs := map[Cle]bool{}
	for i := range jurys {
		for _, c := range jurys[i].Candidats {
			ailleurs[c.Cle] = true
		}
	}
	d.Candidats = slices.DeleteFunc(d.Candidats, func(c *Candidat) bool { return ailleurs[c.Cle] })
}

// Confronter holds the candidates after an import to those before it and to those
// of the dossier. It refuses an import that leaves a candidate in two jurys, or in
// none though he was in one and the dossier has him; it names in the account whom
// the dossier brought in vain, and whom it no longer has.
func (r *Import) Confronter(avant, apres Presents, jurys []Dossier) error {
	var doubles, perdus []string
	for _, c := range apres.rangs() {
		if x := apres[c]; len(x.Jurys) > 1 {
			doubles = append(doubles, fmt.Sprintf("- %s (%s) : jurys %s", x.Nom, c, strings.Join(x.Jurys, ", ")))
		}
	}
	attendus := map[Cle]bool{}
	for i := range jurys {
		for _, c := range jurys[i].Candidats {
			attendus[c.Cle] = true
			x, etait := avant[c.Cle]
			if _, la := apres[c.Cle]; la {
				continue
			} else if etait {
				perdus = append(perdus, fmt.Sprintf("- %s (%s) : du jury %s au jury %s", x.Nom, c.Cle, strings.Join(x.Jurys, ", "), jurys[i].Code))
				continue
			}
			r.Laisses = append(r.Laisses, fmt.Sprintf("%s (%s), jury %s", c.NomComplet(), c.Cle, jurys[i].Code))
		}
	}
	for _, c := range avant.rangs() {
		if _, la := apres[c]; !la && !attendus[c] {
			r.Retires = append(r.Retires, fmt.Sprintf("%s (%s), jury %s", avant[c].Nom, c, strings.Join(avant[c].Jurys, ", ")))
		}
	}
	if len(doubles) > 0 {
		return examen.Refuser(examen.CodeDossier, "Ce dossier change de jury des candidats dont l’ancien jury porte déjà des actes :",
			"Rien n’a été changé : ces candidats seraient dans deux jurys. Voyez avec votre académie.", doubles...)
	}
	if len(perdus) > 0 {
		return examen.Refuser(examen.CodeDossier,
			"Ce dossier met des candidats dans un jury qui porte déjà des actes, et qui ne peut donc plus être rechargé :",
			"Rien n’a été changé : ces candidats ne seraient plus dans aucun jury. Voyez avec votre académie.", perdus...)
	}
	return nil
}

// Mouvements says in words whom and what the dossier and this base do not share.
func (r *Import) Mouvements() []string {
	var m []string
	if n := len(r.Absents); n > 0 {
		m = append(m, examen.Dire("%d jury(s) gardé(s), que ce dossier n’a pas : %s.", n, strings.Join(r.Absents, ", ")))
	}
	if n := len(r.Laisses); n > 0 {
		m = append(m,
			examen.Dire("%d candidat(s) de ce dossier sans place, car leur jury porte déjà des actes : %s. Voyez avec l’académie.", n,
				strings.Join(r.Laisses, " ; ")))
	}
	if n := len(r.Retires); n > 0 {
		m = append(m, examen.Dire("%d candidat(s) retiré(s), que ce dossier n’a plus : %s.", n, strings.Join(r.Retires, " ; ")))
	}
	return m
}
