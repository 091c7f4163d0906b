package modele

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"delib/core/activite"
	"delib/core/examen"
)

// Critere is a criterion of the vue détaillée.
type Critere struct {
	Nom     string
	Valeurs []string // what can be chosen; the first is "all"
	Choisie int
	Differe bool // "N'est pas égal à"
}

// Operateurs of a criterion, in the order of the choice.
var Operateurs = []string{"Egal", "N’est pas égal à"}

// Detail is the vue détaillée: criteria, search, and the new state of each jury.
type Detail struct {
	profil       *examen.Profil
	exceptionnel bool
	situations   []activite.Situation
	Criteres     [3]Critere // état, code, spécialité
	Recherche    string
	nouveaux     map[string]examen.Etat
	lignes       []int
	DemandeMotif bool
}

// The ranks of the criteria.
const (
	CritereEtat = iota
	CritereCode
	CritereSpecialite
)

// NouveauDetail gives the vue détaillée of an activity.
func NouveauDetail(a *activite.Activite, p *examen.Profil, ss []activite.Situation) *Detail {
	d := &Detail{profil: p, exceptionnel: Exceptionnel(a), nouveaux: map[string]examen.Etat{}}
	d.DemandeMotif = d.exceptionnel
	d.Criteres = [3]Critere{{Nom: "Etat du jury"}, {Nom: "Code jury"}, {Nom: "Spécialité"}}
	d.Criteres[CritereEtat].Valeurs = []string{"Tous les états"}
	for _, e := range examen.Etats() {
		d.Criteres[CritereEtat].Valeurs = append(d.Criteres[CritereEtat].Valeurs, p.EtatComplet(e))
	}
	d.Actualiser(ss)
	return d
}

// Actualiser takes the present situations and forgets the choices not saved.
func (d *Detail) Actualiser(ss []activite.Situation) {
	d.situations, d.nouveaux = ss, map[string]examen.Etat{}
	codes, specialites := []string{"Tous les jurys"}, []string{"Toutes les spécialités"}
	vues := map[string]bool{}
	for i := range ss {
		codes = append(codes, ss[i].Code)
		if !vues[ss[i].Libelle] {
			vues[ss[i].Libelle] = true
			specialites = append(specialites, ss[i].Libelle)
		}
	}
	d.Criteres[CritereCode].Valeurs, d.Criteres[CritereSpecialite].Valeurs = codes, specialites
	for i := range d.Criteres {
		if d.Criteres[i].Choisie >= len(d.Criteres[i].Valeurs) {
			d.Criteres[i].Choisie = 0
		}
	}
	d.Rechercher()
}

// Rechercher applies the criteria and the search.
func (d *Detail) Rechercher() {
	d.lignes = nil
	for i := range d.situations {
		s := &d.situations[i]
		valeurs := [3]string{d.profil.EtatComplet(s.Etat), s.Code, s.Libelle}
		garde := true
		for k, c := range d.Criteres {
			garde = garde && (c.Choisie == 0 || (c.Valeurs[c.Choisie] == valeurs[k]) != c.Differe)
		}
		if garde && Contient(Replier(s.Code+" "+s.Libelle+" "+valeurs[0]+" "+Dates(s.Date1, s.Date2)), d.Recherche) {
			d.lignes = append(d.lignes, i)
		}
	}
}

// Effacer begins a new search: no criterion asks for anything.
func (d *Detail) Effacer() {
	for i := range d.Criteres {
		d.Criteres[i].Choisie, d.Criteres[i].Differe = 0, false
	}
	d.Recherche = ""
	d.Rechercher()
}

// ResumeCriteres says what was searched.
func (d *Detail) ResumeCriteres() string {
	var l []string
	for i := range d.Criteres {
		if c := &d.Criteres[i]; c.Choisie > 0 {
			l = append(l, c.Nom+" : "+map[bool]string{true: "tout sauf "}[c.Differe]+c.Valeurs[c.Choisie])
		}
	}
	if len(l) == 0 {
		return "Tous les jurys."
	}
	return strings.Join(l, " ; ")
}

// Nombre counts the rows.
func (d *Detail) Nombre() int { return len(d.lignes) }

// LigneDetail is a row of the vue détaillée.
type LigneDetail struct {
	Jury, Specialite, Dates, Etat string
	Nouvel                        string // chosen, "" when none
	Possible                      bool   // a new state can be chosen
}

// Ligne gives a row.
func (d *Detail) Ligne(i int) LigneDetail {
	s := &d.situations[d.lignes[i]]
	l := LigneDetail{
		Jury: s.Code, Specialite: s.Libelle, Dates: Dates(s.Date1, s.Date2), Etat: d.profil.EtatComplet(s.Etat), Possible: len(d.permis(s.Etat)) > 0,
	}
	if e, ok := d.nouveaux[s.Code]; ok {
		l.Nouvel = d.profil.EtatComplet(e)
	}
	return l
}

// permis gives the states that a chef de centre may choose from another.
func (d *Detail) permis(de examen.Etat) []examen.Etat {
	var es []examen.Etat
	for _, x := range examen.Passages() {
		if x.De == de && x.Par == examen.RoleCentre && x.Exceptionnel == d.exceptionnel {
			es = append(es, x.Vers)
		}
	}
	return es
}

// Options gives the choices of "Nouvel état" of a row; the first is none.
func (d *Detail) Options(i int) []string {
	es := d.permis(d.situations[d.lignes[i]].Etat)
	if len(es) == 0 {
		return nil
	}
	o := []string{"(pas de changement)"}
	for _, e := range es {
		o = append(o, d.profil.EtatComplet(e))
	}
	return o
}

// Choisir takes an option of a row.
func (d *Detail) Choisir(i, option int) {
	s := &d.situations[d.lignes[i]]
	es := d.permis(s.Etat)
	if option <= 0 || option > len(es) {
		delete(d.nouveaux, s.Code)
		return
	}
	d.nouveaux[s.Code] = es[option-1]
}

// Academie gives the act of the académie that a row can simulate.
func (d *Detail) Academie(i int) (Action, *activite.Situation, bool) {
	s := &d.situations[d.lignes[i]]
	x, ok := examen.Suivant(s.Etat)
	if !ok || x.Par != examen.RoleAcademie {
		return Action{}, s, false
	}
	return Action{Genre: ActeAcademie, Libelle: "Acte de l’académie (simulé)", Jury: s.Code, Vers: x.Vers}, s, true
}

// Changements counts the new states that are not saved.
func (d *Detail) Changements() int { return len(d.nouveaux) }

// Envoi is one request to save: the jurys that go to one state.
type Envoi struct {
	Activite string
	Jurys    []string
	Vers     examen.Etat
}

// Envois gives what saving asks, in the order of the states.
func (d *Detail) Envois() []Envoi {
	var es []Envoi
	for _, e := range examen.Etats() {
		x := Envoi{Vers: e, Activite: activite.IDAvancement}
		if !d.exceptionnel {
			a := activiteVers(e)
			if a == nil {
				continue
			}
			x.Activite = a.ID
		}
		for i := range d.situations {
			if n, ok := d.nouveaux[d.situations[i].Code]; ok && n == e {
				x.Jurys = append(x.Jurys, d.situations[i].Code)
			}
		}
		if len(x.Jurys) > 0 {
			es = append(es, x)
		}
	}
	return es
}

// Choisis gives the jurys that have a new state, not saved yet.
func (d *Detail) Choisis() []string { return slices.Sorted(maps.Keys(d.nouveaux)) }

// Confirmer asks before the new states are saved; cs are the checklists of the jurys
// that move.
func (d *Detail) Confirmer(cs []ControleJury) Confirmation {
	c := Confirmation{Titre: "Enregistrer les nouveaux états", Bouton: "Enregistrer", Question: passentA(len(d.nouveaux)), Mouvement: true}
	dites := map[string]bool{}
	for _, x := range cs {
		e, ok := d.nouveaux[x.Code]
		if !ok {
			continue
		}
		c.Jurys = append(c.Jurys, fmt.Sprintf("%s : de « %s » à « %s »", x.Titre(), d.profil.EtatComplet(x.Etat), d.profil.EtatComplet(e)))
		for _, pt := range Controler(d.profil, x, e) {
			if pt.Signe == SigneAttention {
				c.Jurys = append(c.Jurys, "        !  "+pt.Texte)
			}
		}
		if y := Consequence(d.profil, x.Etat, e); y != "" && !dites[y] {
			dites[y] = true
			c.Consequence = strings.TrimSpace(c.Consequence + "\n" + y)
		}
	}
	if d.exceptionnel {
		c.Titre = "Changement exceptionnel d’état"
	}
	return c
}

func passentA(n int) string {
	if n > 1 {
		return fmt.Sprintf("%d jurys changent d’état :", n)
	}
	return "Un jury change d’état :"
}
