package activite

import (
	"context"
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/jury"
)

// DivergenceDe is an open divergence in its jury, with what a person needs to
// settle it.
type DivergenceDe struct {
	jury.Divergence
	Jury     string
	Candidat *jury.Candidat
	Epreuve  *jury.Epreuve // nil for choices of disciplines
	Etat     examen.Etat
}

// Divergences gives those of every jury, in the order of the dossier.
func (s *Service) Divergences(ctx context.Context) ([]DivergenceDe, error) {
	es, err := s.depot.Entetes(ctx)
	if err != nil {
		return nil, err
	}
	var ds []DivergenceDe
	for _, e := range es {
		if len(e.Divergences) == 0 {
			continue
		}
		d, err := s.depot.Charger(ctx, e.Code)
		if err != nil {
			return nil, err
		}
		for _, x := range d.Divergences {
			v := DivergenceDe{Divergence: x, Jury: e.Code, Etat: d.Etat}
			v.Candidat, _ = d.Candidat(x.Cle.Cle)
			v.Epreuve, _ = d.Epreuve(x.Cle.Epreuve)
			ds = append(ds, v)
		}
	}
	return ds, nil
}

// Words that stand for one of the two values of a divergence.
const (
	ValeurRetenue = "retenue"
	ValeurAutre   = "autre"
)

// Resoudre settles a divergence: valeur is a mark, "absent", "retenue" or
// "autre". id may be its first characters, if they name one only.
func (s *Service) Resoudre(ctx context.Context, id, valeur, motif, par string) (*Bilan, error) {
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	ds, err := s.Divergences(ctx)
	if err != nil {
		return nil, err
	}
	var x *DivergenceDe
	for i := range ds {
		if id != "" && strings.HasPrefix(ds[i].ID, id) {
			if x != nil {
				return nil, examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » désigne plusieurs divergences.", id),
					"Donnez plus de caractères de leur identifiant.")
			}
			x = &ds[i]
		}
	}
	if x == nil {
		return nil, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("La divergence « %s » n’est pas ouverte sur ce poste.", id),
			"Elle a peut-être été résolue sur un autre poste : voyez celles qui sont ouvertes.").Par(examen.Lister(examen.ListeDivergences))
	}
	vers, err := x.lire(p, valeur)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(motif) == "" {
		motif = fmt.Sprintf("Deux postes avaient saisi « %s » et « %s »", x.lisible(x.Valeur), x.lisible(x.Autre))
	}
	err = s.depot.Agir(ctx, p, []jury.Lot{{Jury: x.Jury, Actes: func(d jury.Dossier) ([]jury.Acte, error) {
		return []jury.Acte{jury.ActeResolution(&d, &x.Divergence, vers, motif, par)}, nil
	}}})
	if err != nil {
		return nil, err
	}
	return &Bilan{Messages: []string{fmt.Sprintf("Jury %s, %s (%s) : la divergence est résolue, la valeur est « %s ».", x.Jury, x.Candidat.NomComplet(),
		x.Candidat.Cle, x.lisible(vers))}}, nil
}

// lire gives the value that a person chose, as acts write it.
func (x *DivergenceDe) lire(p *examen.Profil, valeur string) (string, error) {
	switch strings.ToLower(strings.TrimSpace(valeur)) {
	case ValeurRetenue:
		return x.Valeur, nil
	case ValeurAutre:
		return x.Autre, nil
	case "":
		return "", examen.Refuser(examen.CodeSaisie, "La valeur à retenir manque.", "Indiquez une note, « retenue » ou « autre ».").Par(examen.Champ("valeur"))
	}
	if x.Epreuve == nil {
		return "", examen.Refuser(examen.CodeSaisie, "Pour des choix de disciplines, la valeur est « retenue » ou « autre ».",
			"Gardez l’un des deux choix ; il se modifie ensuite comme les autres.").Par(examen.Faire(examen.GesteChoix))
	}
	v, err := jury.LireSaisie(p, x.Epreuve, valeur)
	return v.Texte(), err
}

// lisible writes one value of a divergence for a person.
func (x *DivergenceDe) lisible(texte string) string {
	if x.Epreuve != nil {
		return texte
	}
	choix, err := jury.LireTexteChoix(texte)
	if err != nil {
		return texte
	}
	if len(choix) == 0 {
		return "aucun choix"
	}
	return nommerChoix(choix)
}

// Valeurs gives both values in words, the one that stands first.
func (x *DivergenceDe) Valeurs() (retenue, autre string) {
	return x.lisible(x.Valeur), x.lisible(x.Autre)
}

// HorsService declares that a workstation of the centre will not be heard again.
func (s *Service) HorsService(ctx context.Context, poste, par string) (*Bilan, error) {
	r, err := s.depot.Raccordement(ctx)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, examen.Refuser(examen.CodeReseau, "Ce poste n’est raccordé à aucun serveur : il n’y a personne à qui le déclarer.",
			"Raccordez-le d’abord.").Par(examen.Faire(examen.GesteRaccorder))
	}
	if strings.TrimSpace(poste) == "" || strings.TrimSpace(par) == "" {
		return nil, examen.Refuser(examen.CodeSaisie, "Le poste ou l’auteur manque.",
			"Indiquez les deux.").Par(examen.Faire(examen.GesteHorsService), examen.Champ("par"))
	}
	err = s.depot.AgirCentre(ctx, jury.ActeHorsService(strings.TrimSpace(poste), par))
	return &Bilan{Messages: []string{fmt.Sprintf("Le poste %s est déclaré hors service ; l’académie le saura à la prochaine synchronisation.", poste)}}, err
}

// sansDivergence refuses a procès-verbal while two workstations disagree on a
// value of its group.
func sansDivergence(d *jury.Dossier, groupe int) error {
	var details []string
	for _, x := range d.DivergencesOuvertes() {
		if (x.Facette().Groupe == 1) == (groupe == 1) {
			details = append(details, fmt.Sprintf("- %s %s : « %s » ou « %s »", x.Cle.Cle, x.Cle.Epreuve, x.Valeur, x.Autre))
		}
	}
	if len(details) == 0 {
		return nil
	}
	return examen.Refuser(examen.CodeDivergence,
		fmt.Sprintf("Jury %s : deux postes ont donné deux valeurs, le procès-verbal attend qu’une personne tranche.", d.Code),
		"Résolvez ces divergences, puis recommencez.", details...).Par(examen.Faire(examen.GesteDivergence))
}

// exigerSansServeur refuses what only a base without a server may do.
func (s *Service) exigerSansServeur(ctx context.Context) error {
	r, err := s.depot.Raccordement(ctx)
	if err != nil || r == nil {
		return err
	}
	return examen.Refuser(examen.CodeRole, "Ce poste est raccordé à l’académie : ses passages viennent d’elle.",
		"Synchronisez ce poste ; si un passage tarde, voyez avec votre académie.")
}
