package jury

import (
	"fmt"
	"slices"

	"delib/core/examen"
	"delib/core/note"
)

// modifierNote: the jury changes a mark, in 110 the one of the first group, in
// 210 the one of the second (seeds: PV des notes modifiées; D643-26, D337-88).
func modifierNote(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	e, err := ExigerEpreuve(&d, a.Cle.Epreuve)
	if err != nil {
		return d, err
	}
	groupe := d.Etat.Groupe()
	if a.Cle.Groupe != groupe {
		return d, RefusEtat(p, &d.Entete, fmt.Sprintf("Modifier une note du groupe %d", a.Cle.Groupe),
			map[int]examen.Etat{1: examen.Deliberation1, 2: examen.Deliberation2}[a.Cle.Groupe])
	}
	return d.remplacer(a.Cle.Cle, func(c *Candidat) error {
		if groupe == 1 {
			err = modifiableGroupe1(&d.Entete, c, e)
		} else {
			err = exigerChoisie(p, &d.Entete, c, e)
		}
		if err != nil {
			return err
		}
		return c.remplacerNote(p, e, groupe, a)
	})
}

// remplacerNote sets a mark after the value that the person saw and the bareme were checked.
func (c *Candidat) remplacerNote(p *examen.Profil, e *Epreuve, groupe int, a Acte) error {
	v, err := note.LireValeur(a.Vers)
	if err != nil || v.EstManquante() {
		_, err = LireSaisie(p, e, a.Vers)
		return err
	}
	if v.Statut.Chiffree() {
		if err := VerifierNote(p, e, v.Note); err != nil {
			return err
		}
	}
	if err := exigerActuel(a, c.Valeur(e.Code, groupe).Texte()); err != nil {
		return err
	}
	c.noter(e.Code, groupe, v)
	return nil
}

// modifiableGroupe1 refuses what is not a mark of this session's first group.
func modifiableGroupe1(d *Entete, c *Candidat, e *Epreuve) error {
	if e.Nature == examen.Controle {
		return examen.Refuser(examen.CodeEtat, fmt.Sprintf("L’épreuve %s n’existe qu’au second groupe.", e.Code),
			"Sa note se modifie à l’état 210.")
	}
	if !e.EstUnite() && !c.Valeur(e.Parent, 1).EstManquante() {
		return examen.Refuser(examen.CodeValeur,
			fmt.Sprintf("L’unité %s a sa propre note : modifier la sous-épreuve %s ne changerait rien.", e.Parent, e.Code),
			fmt.Sprintf("Modifiez la note de l’unité %s.", e.Parent))
	}
	switch s := c.Valeur(e.Code, 1).Statut; s {
	case note.Benefice, note.Report, note.Dispense:
		return examen.Refuser(examen.CodeValeur,
			fmt.Sprintf("L’épreuve %s de %s n’a pas été passée à cette session (%s).", e.Code, examen.Qui, libelleStatut(s)),
			"Le jury ne modifie que les notes de la session ; voyez l’académie pour une erreur matérielle.").Nommant(c.Sujet(d.Code))
	}
	return nil
}

func libelleStatut(s note.Statut) string {
	switch s {
	case note.Benefice:
		return "note en bénéfice"
	case note.Report:
		return "note reportée"
	}
	return "dispense"
}

// exigerChoisie holds a second-group mark to the disciplines of the candidate.
// Where the épreuve de contrôle is one épreuve in two parts (bac pro until
// 2021), the parts are the same for all and no choice is needed.
func exigerChoisie(p *examen.Profil, d *Entete, c *Candidat, e *Epreuve) error {
	if c.Choisit(e.Code) || !p.ParChoix() && e.Nature == examen.Controle {
		return nil
	}
	return examen.Refuser(examen.CodeChoix,
		fmt.Sprintf("%s n’a pas choisi l’épreuve %s (%s) au second groupe.", examen.Qui, e.Code, e.Libelle),
		"Enregistrez d’abord son choix de disciplines, possible aux états 198 et 200.").Nommant(c.Sujet(d.Code)).Par(examen.Faire(examen.GesteChoix))
}

// noterGroupe2: a second-group mark is entered (seed S1, "Saisir les notes des épreuves du 2nd groupe").
func noterGroupe2(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	e, err := ExigerEpreuve(&d, a.Cle.Epreuve)
	if err != nil {
		return d, err
	}
	return d.remplacer(a.Cle.Cle, func(c *Candidat) error {
		if err := exigerChoisie(p, &d.Entete, c, e); err != nil {
			return err
		}
		return c.remplacerNote(p, e, 2, a)
	})
}

// retirerNote2: a second-group mark that was entered by mistake is missing again. It
// may be one of a discipline that is no longer chosen.
func retirerNote2(_ *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	if a.Vers != "" {
		return d, examen.Refuser(examen.CodeValeur, "Retirer une note n’en met pas une autre à la place.", "Saisissez la nouvelle note.")
	}
	e, err := ExigerEpreuve(&d, a.Cle.Epreuve)
	if err != nil {
		return d, err
	}
	return d.remplacer(a.Cle.Cle, func(c *Candidat) error {
		if c.Valeur(e.Code, 2).EstManquante() {
			return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("%s n’a pas de note de second groupe en %s.", examen.Qui, e.Code),
				"Il n’y a rien à retirer.").Nommant(c.Sujet(d.Code))
		}
		if err := exigerActuel(a, c.Valeur(e.Code, 2).Texte()); err != nil {
			return err
		}
		c.Notes = slices.DeleteFunc(c.Notes, func(n NoteEpreuve) bool { return n.Groupe == 2 && n.Epreuve == e.Code })
		return nil
	})
}

// examinerLivret: the jury has read the livret (D643-26, D337-85).
func examinerLivret(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	return d.remplacer(a.Cle.Cle, func(c *Candidat) error {
		if !c.ALivret() {
			return examen.Refuser(examen.CodeLivret, examen.Qui+" n’a pas de livret.",
				"Il n’y a rien à cocher pour ce candidat.").Nommant(c.Sujet(d.Code))
		}
		c.LivretExamine = true
		return nil
	})
}

// retirerLivret: a livret that was ticked by mistake is to be read again. A jury that
// has closed keeps its ticks: its refusals stand on them.
func retirerLivret(_ *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	return d.remplacer(a.Cle.Cle, func(c *Candidat) error {
		if !c.LivretExamine {
			return examen.Refuser(examen.CodeLivret, "Le livret de "+examen.Qui+" n’est pas coché comme examiné.",
				"Il n’y a rien à retirer.").Nommant(c.Sujet(d.Code))
		}
		c.LivretExamine = false
		return nil
	})
}
