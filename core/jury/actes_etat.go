package jury

import (
	"fmt"
	"slices"

	"delib/core/examen"
)

// passer: a normal move of the chef de centre or of the académie.
func passer(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	return d.mouvoir(p, a, false, examen.RoleCentre, examen.RoleAcademie)
}

// clore: the jury closes its deliberation, 110→130 or 210→211, and settles its decisions.
func clore(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	return d.mouvoir(p, a, false, examen.RoleJury)
}

// avancer: "Gérer l'avancement des jurys", one step either way, with its reason.
func avancer(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	return d.mouvoir(p, a, true, examen.RoleCentre)
}

// mouvoir makes a move of the table, counts it in the epoch, and settles or
// drops the decisions of the deliberation that it ends or opens again.
func (d Dossier) mouvoir(p *examen.Profil, a Acte, exceptionnel bool, roles ...examen.Role) (Dossier, error) {
	vers, ok := examen.LireEtat(a.Vers)
	if !ok {
		return d, RefusEtatInconnu(a.Vers)
	}
	if err := exigerActuel(a, d.Etat.Code()); err != nil {
		return d, err
	}
	passage, ok := examen.TrouverPassage(d.Etat, vers, exceptionnel)
	if !ok {
		return d, RefusPassage(p, &d.Entete, vers, exceptionnel)
	}
	permis := false
	for _, r := range roles {
		permis = permis || r == passage.Par
	}
	if !permis || a.Role != passage.Par {
		return d, examen.Refuser(examen.CodeRole,
			fmt.Sprintf("Le passage du jury %s de %s à %s revient %s.", d.Code, d.Etat.Code(), vers.Code(), passage.Par.Au()),
			aideRole[passage.Par].mots).Par(aideRole[passage.Par].gestes...)
	}
	// The candidates share their slice with the dossier before: settle on copies.
	d.Candidats = append([]*Candidat(nil), d.Candidats...)
	switch {
	case d.Etat == examen.Deliberation1 && vers == examen.Editions1:
		d.arreter(a.Arretes, func(c *Candidat, x *Arrete) { c.Arrete1 = x })
	case d.Etat == examen.Deliberation2 && vers == examen.Editions2:
		d.arreter(a.Arretes, func(c *Candidat, x *Arrete) { c.Arrete2 = x })
	case d.Etat == examen.Editions1 && vers == examen.Deliberation1:
		d.rouvrir(func(c *Candidat) { c.Arrete1, c.Arrete2 = nil, nil })
	case d.Etat == examen.Editions2 && vers == examen.Deliberation2:
		d.rouvrir(func(c *Candidat) { c.Arrete2 = nil })
	}
	if exceptionnel && len(d.Divergences) > 0 {
		// Moved on in spite of them; they count again when the jury comes back.
		d.Divergences = slices.Clone(d.Divergences)
		for i := range d.Divergences {
			d.Divergences[i].Levee = vers > d.Etat
		}
	}
	d.Etat = vers
	d.Epoque++
	return d, nil
}

// aideRole says how each role makes its moves.
var aideRole = map[examen.Role]struct {
	mots   string
	gestes []examen.Remede
}{
	examen.RoleJury:     {"Le jury le fait en clôturant sa délibération.", []examen.Remede{examen.Faire(examen.GesteClore)}},
	examen.RoleCentre:   {"Le chef de centre le fait par l’activité du menu : terminer ou ouvrir.", nil},
	examen.RoleAcademie: {"Attendez l’acte de l’académie.", nil},
}

func (d *Dossier) arreter(arretes []ArreteDe, poser func(*Candidat, *Arrete)) {
	par := make(map[Cle]*Arrete, len(arretes))
	for i := range arretes {
		par[arretes[i].Cle] = &arretes[i].Arrete
	}
	for i, c := range d.Candidats {
		if x := par[c.Cle]; x != nil {
			n := c.copie()
			poser(n, x)
			d.Candidats[i] = n
		}
	}
}

func (d *Dossier) rouvrir(oter func(*Candidat)) {
	for i, c := range d.Candidats {
		if c.Arrete1 != nil || c.Arrete2 != nil {
			n := c.copie()
			oter(n)
			d.Candidats[i] = n
		}
	}
}

// RefusEtatInconnu says that a text is not one of the eleven states.
func RefusEtatInconnu(texte string) *examen.Refus {
	return examen.Refuser(examen.CodeEtat, fmt.Sprintf("L’état « %s » n’existe pas.", texte),
		"Les états sont 000, 105, 110, 130, 140, 198, 200, 210, 211, 214 et 218.")
}

// RefusPassage says that a move is not in the table, with both states named.
func RefusPassage(p *examen.Profil, d *Entete, vers examen.Etat, exceptionnel bool) *examen.Refus {
	aide := ""
	if s, ok := examen.Suivant(d.Etat); ok && !exceptionnel {
		aide = fmt.Sprintf("Depuis cet état, l’acte normal est le passage à « %s », par %s.", p.EtatComplet(s.Vers), s.Par.Libelle())
	}
	if exceptionnel {
		aide = "L’avancement exceptionnel avance ou recule d’un seul état à la fois."
	}
	return examen.Refuser(examen.CodeEtat,
		fmt.Sprintf("Le jury %s est à l’état « %s » : il ne peut pas passer à « %s ».", d.Code, p.EtatComplet(d.Etat), p.EtatComplet(vers)), aide)
}
