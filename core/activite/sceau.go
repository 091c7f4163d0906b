package activite

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/reprise"
)

// seance gives the deliberation of a group, as the history of its jury tells it.
func (s *Service) seance(ctx context.Context, code string, groupe int) (reprise.Seance, error) {
	texte, err := s.depot.Reprise(ctx, code)
	if err != nil {
		return reprise.Seance{}, err
	}
	return reprise.LireSeance(texte, groupe)
}

// SceauPV gives the seal that the procès-verbal of a jury's group bears, whole.
func (s *Service) SceauPV(ctx context.Context, code string, groupe int) (string, error) {
	x, err := s.seance(ctx, code, groupe)
	return x.Close.Empreinte(), err
}

var formeSceau = regexp.MustCompile(fmt.Sprintf("^[0-9a-f]{%d,64}$", edition.LongueurSceau))

// pvSigne reads what a person says of the signed procès-verbal when a group ends: the
// beginning of its seal, which must be that of the jury as it is, or why there is none.
// Both are empty when nothing is said.
func (s *Service) pvSigne(ctx context.Context, ds []jury.Dossier, d *Demande) (sceau, motif string, err error) {
	_, ditSceau := d.Valeurs[ChampSceau]
	_, ditMotif := d.Valeurs[ChampSansPV]
	motif = strings.Join(strings.Fields(d.Valeur(ChampSansPV)), " ")
	sceau = strings.ToLower(strings.Join(strings.Fields(d.Valeur(ChampSceau)), ""))
	champ := examen.Champ(ChampSceau)
	switch {
	case ditSceau && ditMotif:
		return "", "", examen.Refuser(examen.CodeSaisie, "Le sceau du procès-verbal signé ne va pas avec un motif de s’en passer.",
			"Indiquez l’un ou l’autre.").Par(champ)
	case ditMotif && motif == "":
		return "", "", examen.Refuser(examen.CodeMotif, "Terminer sans procès-verbal signé demande un motif.", "Indiquez-le : il est inscrit au journal.").
			Par(examen.Champ(ChampSansPV))
	case !ditSceau:
		return "", motif, nil
	case len(ds) != 1:
		return "", "", examen.Refuser(examen.CodeSaisie, "Un sceau est celui d’un seul jury.",
			"Terminez les jurys un par un, chacun avec le sceau de son procès-verbal.").Par(examen.Champ("jury"))
	case !formeSceau.MatchString(sceau):
		return "", "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas le début d’un sceau.", d.Valeur(ChampSceau)),
			"Recopiez ses quatre premiers caractères, au pied du procès-verbal : des chiffres et des lettres de a à f.").Par(champ)
	}
	j := &ds[0]
	actuel, err := s.SceauPV(ctx, j.Code, j.Etat.Groupe())
	if err != nil {
		return "", "", err
	}
	if !strings.HasPrefix(actuel, sceau) {
		return "", "", s.autrePV(ctx, j, sceau)
	}
	return sceau[:edition.LongueurSceau], "", nil
}

// autrePV says of which procès-verbal a seal is, as far as the register knows.
func (s *Service) autrePV(ctx context.Context, d *jury.Dossier, sceau string) error {
	cs, err := s.depot.ComptesRendus(ctx)
	if err != nil {
		return err
	}
	autre := ""
	for i := range cs { // the latest first
		for _, j := range cs[i].Jurys {
			switch {
			case j.Sceau == "" || !strings.HasPrefix(j.Sceau, sceau):
			case j.Code == d.Code:
				return refusPV(j.Rang, d.Rang)
			case autre == "":
				autre = " C’est celui du jury " + j.Code + "."
			}
		}
	}
	return examen.Refuser(examen.CodeSaisie, "Ce n’est le sceau d’aucun procès-verbal de ce jury."+autre,
		"Vérifiez-le au pied de la page signée, ou éditez de nouveau le procès-verbal. Rien n’a été changé.").Par(examen.Champ(ChampSceau))
}

// refusPV says that the signed paper is that of an earlier state of its jury.
func refusPV(rang, actuel int) error {
	return examen.Refuser(examen.CodePerime, fmt.Sprintf("Ce PV est celui de l’acte %d ; le jury en est à %d.", rang, actuel),
		"Éditez de nouveau le procès-verbal, faites-le signer, et recopiez son sceau. Rien n’a été changé.").Par(examen.Champ(ChampSceau))
}
