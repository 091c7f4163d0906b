package activite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"delib/core/decision"
	"delib/core/dossier"
	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/tableur"
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
	return examen.Refuser(examen.CodeSaisie, "L’aperçu et l’enregistrement partiel ne concernent que la reprise d’un fichier.",
		"Indiquez le fichier, ou renoncez-y.").Par(examen.Champ("fichier"))
}

// saisirChoix records the second-group disciplines of one candidate.
func saisirChoix(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	if d.Valeur("fichier") != "" {
		return s.feuilleChoix(ctx, a, d)
	}
	if d.Valeur("apercu")+d.Valeur("partiel") != "" {
		return nil, refusApercu()
	}
	centre, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	cle, code, err := s.candidatDe(ctx, d.Valeur("candidat"), d.Jurys)
	if err != nil {
		return nil, err
	}
	saisis, err := choixSaisis(centre, &d)
	if err != nil {
		return nil, err
	}
	b := &Bilan{}
	err = s.depot.Agir(ctx, p, []jury.Lot{{Jury: code, Actes: func(x jury.Dossier) ([]jury.Acte, error) {
		if !a.Permet(x.Etat) {
			return nil, jury.RefusEtat(p, &x.Entete, "« "+a.Titre(p)+" »", a.Etats...)
		}
		c, _ := x.Candidat(cle)
		choix := slices.Clone(saisis)
		for i := range choix {
			completerChoix(c, &choix[i])
		}
		b.Messages = []string{fmt.Sprintf("%s (%s) : %s.", c.NomComplet(), cle, nommerChoix(choix))}
		b.Avertissements = edition.AnomaliesPassages(s.faits(centre, p, ""), &x, c, choix)
		acte, err := acteChoix(&x, c, choix, d.Valeur("confirme") != "", d.Par)
		return siChange(acte), err
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

// choixSaisis gives the disciplines of a form, each with its centre and its date:
// one for each discipline, or one for all.
func choixSaisis(c *jury.Centre, d *Demande) ([]jury.Choix, error) {
	epreuves := d.Valeurs["epreuve"]
	pour := func(nom string, i int) (string, error) {
		v := d.Valeurs[nom]
		switch {
		case len(v) == 0:
			return "", nil
		case len(v) == 1:
			return v[0], nil
		case len(v) == len(epreuves):
			return v[i], nil
		}
		return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("%d valeurs sont données pour %d disciplines.", len(v), len(epreuves)),
			"Donnez-en une pour toutes, ou une pour chacune, dans le même ordre.").Par(examen.Champ(nom))
	}
	var choix []jury.Choix
	for i, e := range epreuves {
		n := jury.Choix{Epreuve: strings.TrimSpace(e), Rang: i + 1}
		centre, err := pour("centre", i)
		if err != nil {
			return nil, err
		}
		if n.Centre, err = lireUAI(centre); err != nil {
			return nil, err
		}
		date, err := pour("date", i)
		if err != nil {
			return nil, err
		}
		if n.Date, err = LireMoment(date, ""); err != nil {
			return nil, err
		}
		if err := verifierDate(c, n.Date); err != nil {
			return nil, err
		}
		choix = append(choix, n)
	}
	return choix, nil
}

// lireUAI reads the UAI of a centre; nothing stays nothing.
func lireUAI(texte string) (string, error) {
	uai := strings.ToUpper(strings.TrimSpace(texte))
	if uai != "" && !dossier.UAIValide(uai) {
		return "", examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un UAI : sept chiffres et la bonne lettre.", texte),
			"Vérifiez l’UAI du centre d’épreuve.").Par(examen.Champ("centre"))
	}
	return uai, nil
}

// verifierDate holds an oral to the year of the session or the next: a mistyped
// year would call nobody.
func verifierDate(c *jury.Centre, date string) error {
	if date == "" || edition.DansLaSession(c.Session, date) {
		return nil
	}
	return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("La date « %s » est hors de la session %s.", edition.Moment(date), c.Session),
		"Vérifiez l’année.").Par(examen.Champ("date"))
}

// MemeLangue gives the names of the disciplines when they are two épreuves of one
// language, "" when they are not (rule R7).
func MemeLangue(d *jury.Entete, choix []jury.Choix) string {
	var es []*jury.Epreuve
	var noms []string
	for _, x := range choix {
		if e, ok := d.Epreuve(x.Epreuve); ok {
			es, noms = append(es, e), append(noms, e.Code+" "+e.Libelle)
		}
	}
	if !decision.MemeLangue(es) {
		return ""
	}
	return strings.Join(noms, ", ")
}

// acteChoix makes the act of a choice. Both épreuves of one language must be
// confirmed, and the act keeps that they were.
func acteChoix(d *jury.Dossier, c *jury.Candidat, choix []jury.Choix, confirme bool, par string) (jury.Acte, error) {
	a := jury.ActeChoix(d, c.Cle, choix, par)
	noms := MemeLangue(&d.Entete, choix)
	switch {
	case noms == "" || a.De == a.Vers:
		return a, nil
	case !confirme:
		return a, examen.Refuser(examen.CodeChoix, fmt.Sprintf("Les disciplines choisies sont deux épreuves d’une même langue : %s.", noms),
			"Vérifiez auprès de votre académie que ce choix est permis, puis confirmez-le.").Par(examen.Champ("confirme"))
	}
	a.Motif = "Choix confirmé : deux épreuves d’une même langue (" + noms + ")."
	return a, nil
}

// completerChoix keeps the centre and the date that were known for the same
// discipline, whatever its rank, and takes the candidate's own centre when none was
// ever given.
func completerChoix(c *jury.Candidat, n *jury.Choix) {
	for _, ancien := range c.Choix {
		if ancien.Epreuve != n.Epreuve {
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

// retraitSansMotif is the reason of a mark that was taken back, when none is given.
const retraitSansMotif = "Saisie par erreur"

// Retire tells whether a person takes back a mark in the place of entering one.
func Retire(valeur string) bool {
	switch tableur.Plier(valeur) {
	case "retirer", "retiree", "nm", "manquante", "notemanquante":
		return true
	}
	return false
}

// saisirNotes records one second-group mark, or takes one back.
func saisirNotes(s *Service, ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	if d.Valeur("fichier") != "" {
		return s.feuilleNotes(ctx, a, d)
	}
	if d.Valeur("apercu")+d.Valeur("partiel") != "" {
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
		if Retire(d.Valeur("valeur")) {
			b.Messages = []string{fmt.Sprintf("%s (%s), %s %s : note retirée.", c.NomComplet(), cle, e.Code, c.LibelleEpreuve(e))}
			return []jury.Acte{jury.ActeRetrait2(&x, cle, e.Code, cmp.Or(strings.TrimSpace(d.Valeur("motif")), retraitSansMotif), d.Par)}, nil
		}
		v, err := jury.LireSaisie(p, e, d.Valeur("valeur"))
		if err != nil {
			return nil, err
		}
		b.Messages = []string{fmt.Sprintf("%s (%s), %s %s : %s.", c.NomComplet(), cle, e.Code, c.LibelleEpreuve(e), v.Libelle())}
		return siChange(jury.ActeNote2(&x, cle, e.Code, v, d.Par)), nil
	}}})
	return b, err
}
