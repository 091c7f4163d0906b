package jury

import (
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/note"
)

// Choisissables gives the disciplines that a candidate may choose, in order:
// those that the dossier marks, save the professional ones (D643-15, arrêté du
// 9 mai 2025), what the exam does not offer and, by default, those he is
// dispensed from.
func Choisissables(p *examen.Profil, d *Entete, c *Candidat) []*Epreuve {
	if p.Controle == nil {
		return nil
	}
	var s []*Epreuve
	for i := range d.Epreuves {
		e := &d.Epreuves[i]
		// The contrôle of a sous-épreuve could not change a unit that has its own mark.
		if e.Parent != "" && !c.Valeur(e.Parent, 1).EstManquante() {
			continue
		}
		if e.Choix == examen.ChoixNon || !e.Nature.Choisissable() || p.Controle.Ecrites && e.Ecrit != "oui" {
			continue
		}
		switch c.Valeur(e.Code, 1).Statut {
		case note.Dispense:
			if !p.Parametres.DispenseChoisissable {
				continue
			}
		case note.Benefice, note.Report:
			if !p.Parametres.BeneficeChoisissable {
				continue
			}
		}
		s = append(s, e)
	}
	return s
}

// Attendues gives how many disciplines a candidate must choose: as many as the
// exam wants, or all that he is offered.
func Attendues(p *examen.Profil, d *Entete, c *Candidat) int {
	if p.Controle == nil {
		return 0
	}
	return min(p.Controle.Nombre, len(Choisissables(p, d, c)))
}

// VerifierChoix holds choices to the rules: different disciplines among
// those offered, one of each list where there are two lists A and B.
func VerifierChoix(p *examen.Profil, d *Entete, c *Candidat, codes []string) error {
	offertes := Choisissables(p, d, c)
	attendues := Attendues(p, d, c)
	listes := map[examen.ChoixGroupe2]int{}
	vues := map[string]bool{}
	for _, code := range codes {
		e, ok := d.Epreuve(code)
		switch {
		case !ok:
			return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("L’épreuve %s n’existe pas pour la spécialité %s.", code, d.Libelle), offre(offertes))
		case vues[code]:
			return examen.Refuser(examen.CodeChoix, fmt.Sprintf("L’épreuve %s (%s) est choisie deux fois.", code, e.Libelle),
				"Les deux disciplines doivent être différentes. "+offre(offertes))
		case e.Nature.EstProfessionnelle():
			return examen.Refuser(examen.CodeChoix, fmt.Sprintf("L’épreuve %s (%s) est professionnelle : elle ne peut pas être choisie.", code, e.Libelle),
				offre(offertes))
		case !contient(offertes, code):
			return examen.Refuser(examen.CodeChoix, fmt.Sprintf("L’épreuve %s (%s) ne peut pas être choisie par ce candidat.", code, e.Libelle),
				offre(offertes))
		}
		vues[code] = true
		listes[e.Choix]++
	}
	if len(codes) != attendues {
		return examen.Refuser(examen.CodeChoix,
			examen.Dire("%s doit choisir %d disciplines ; %d indiquée(s).", examen.Qui, attendues, len(codes)), offre(offertes)).Nommant(c.Sujet(d.Code))
	}
	if listes[examen.ChoixA] > 1 || listes[examen.ChoixB] > 1 {
		return examen.Refuser(examen.CodeChoix, "Les deux disciplines sont de la même liste.",
			"Une discipline de chaque liste, A et B, doit être choisie ("+p.Controle.Article+"). "+offre(offertes))
	}
	return nil
}

func contient(es []*Epreuve, code string) bool {
	for _, e := range es {
		if e.Code == code {
			return true
		}
	}
	return false
}

func offre(es []*Epreuve) string {
	var s []string
	for _, e := range es {
		t := e.Code + " (" + e.Libelle
		if e.Choix == examen.ChoixA || e.Choix == examen.ChoixB {
			t += ", liste " + string(e.Choix)
		}
		s = append(s, t+")")
	}
	if len(s) == 0 {
		return "Aucune discipline n’est offerte à ce candidat."
	}
	return "Disciplines offertes : " + strings.Join(s, ", ") + "."
}

// choisirDisciplines: the second-group choices of a candidate, in 198 or 200 (seed S1 §5.2).
func choisirDisciplines(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	choix, err := LireTexteChoix(a.Vers)
	if err != nil {
		return d, examen.Refuser(examen.CodeChoix, "Les choix de disciplines sont illisibles.", "")
	}
	return d.remplacer(a.Cle.Cle, func(c *Candidat) error {
		var codes []string
		for _, x := range choix {
			codes = append(codes, x.Epreuve)
		}
		if err := VerifierChoix(p, &d.Entete, c, codes); err != nil {
			return err
		}
		if err := exigerActuel(a, TexteChoix(c.Choix)); err != nil {
			return err
		}
		c.Choix = choix
		return nil
	})
}
