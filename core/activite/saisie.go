package activite

import (
	"context"
	"fmt"
	"strings"
	"time"

	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/jury"
)

// candidatDe gives the key of a candidate and the jury that holds him; a jury
// that the person named must be that one.
func (s *Service) candidatDe(ctx context.Context, texte string, jurys []string) (jury.Cle, string, error) {
	cle, ok := jury.LireCle(texte)
	if !ok {
		return cle, "", jury.RefusCandidat(texte, "demandé")
	}
	code, err := s.depot.JuryDe(ctx, cle)
	if err != nil {
		return cle, "", err
	}
	for _, j := range jurys {
		if j != code {
			return cle, "", jury.RefusCandidat(cle.String(), j)
		}
	}
	return cle, code, nil
}

// refusApercu keeps a preview that was asked for from recording something.
func refusApercu() error {
	return examen.Refuser(examen.CodeSaisie, "L’aperçu ne concerne que la reprise d’un fichier.", "Indiquez le fichier, ou renoncez à l’aperçu.").Par(examen.Champ("fichier"))
}

// saisirChoix records the second-group disciplines of one candidate.
func saisirChoix(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	if d.Valeur("fichier") != "" {
		return s.feuilleChoix(ctx, a, d)
	}
	if d.Valeur("apercu") != "" {
		return nil, refusApercu()
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	cle, code, err := s.candidatDe(ctx, d.Valeur("candidat"), d.Jurys)
	if err != nil {
		return nil, err
	}
	centre := strings.ToUpper(d.Valeur("centre"))
	if centre != "" && !dossier.UAIValide(centre) {
		return nil, examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un UAI : sept chiffres et la bonne lettre.", centre), "Vérifiez l’UAI du centre d’épreuve.").Par(examen.Champ("centre"))
	}
	date, err := lireMoment(d.Valeur("date"))
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	err = s.depot.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(x jury.Dossier) ([]jury.Acte, error) {
		if !a.Permet(x.Etat) {
			return nil, jury.RefusEtat(p, &x.Entete, "« "+a.Titre(p)+" »", a.Etats...)
		}
		c, _ := x.Candidat(cle)
		var choix []jury.Choix
		for i, e := range d.Valeurs["epreuve"] {
			n := jury.Choix{Epreuve: strings.TrimSpace(e), Rang: i + 1, Centre: centre, Date: date}
			completerChoix(c, &n)
			choix = append(choix, n)
		}
		b.Messages = []string{fmt.Sprintf("%s (%s) : %s.", c.NomComplet(), cle, strings.Join(d.Valeurs["epreuve"], ", "))}
		return siChange(jury.ActeChoix(&x, cle, choix, d.Par)), nil
	}}})
	return b, err
}

// siChange drops an act that would change a value into itself.
func siChange(a jury.Acte) []jury.Acte {
	if a.De == a.Vers {
		return nil
	}
	return []jury.Acte{a}
}

// completerChoix keeps the centre and the date that were known for the same
// rank, and takes the candidate's own centre when none was ever given.
func completerChoix(c *jury.Candidat, n *jury.Choix) {
	for _, ancien := range c.Choix {
		if ancien.Rang != n.Rang {
			continue
		}
		if n.Centre == "" {
			n.Centre = ancien.Centre
		}
		if n.Date == "" {
			n.Date = ancien.Date
		}
	}
	if n.Centre == "" {
		n.Centre = c.CentreEpreuve
	}
}

// lireMoment reads a date and hour as a person types them, or as ISO 8601.
func lireMoment(texte string) (string, error) {
	if texte == "" {
		return "", nil
	}
	for _, f := range []string{"02/01/2006 15:04", "02/01/2006 15h04", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(f, texte); err == nil {
			return t.Format("2006-01-02T15:04"), nil
		}
	}
	for _, f := range []string{"02/01/2006", time.DateOnly} {
		if t, err := time.Parse(f, texte); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas une date.", texte), "Écrivez-la JJ/MM/AAAA HH:MM, par exemple 03/07/2023 08:30.")
}

// saisirNotes records one second-group mark.
func saisirNotes(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	if d.Valeur("fichier") != "" {
		return s.feuilleNotes(ctx, a, d)
	}
	if d.Valeur("apercu") != "" {
		return nil, refusApercu()
	}
	_, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	cle, code, err := s.candidatDe(ctx, d.Valeur("candidat"), d.Jurys)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	err = s.depot.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(x jury.Dossier) ([]jury.Acte, error) {
		if !a.Permet(x.Etat) {
			return nil, jury.RefusEtat(p, &x.Entete, "« "+a.Titre(p)+" »", a.Etats...)
		}
		c, _ := x.Candidat(cle)
		e, err := jury.ExigerEpreuve(&x, d.Valeur("epreuve"))
		if err != nil {
			return nil, err
		}
		v, err := jury.LireSaisie(e, d.Valeur("valeur"))
		if err != nil {
			return nil, err
		}
		b.Messages = []string{fmt.Sprintf("%s (%s), %s %s : %s.", c.NomComplet(), cle, e.Code, c.LibelleEpreuve(e), v.Libelle())}
		return siChange(jury.ActeNote2(&x, cle, e.Code, v, d.Par)), nil
	}}})
	return b, err
}
