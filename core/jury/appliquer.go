package jury

import (
	"fmt"
	"slices"
	"strings"

	"delib/core/examen"
	"delib/core/note"
)

// Appliquer gives the jury as it is after an act, or the reason why the act
// cannot be. It is the only write path of a jury.
func (d Dossier) Appliquer(p *examen.Profil, a Acte) (Dossier, error) {
	if a.Jury != d.Code {
		return d, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("L’acte vise le jury %s, non le jury %s.", a.Jury, d.Code), "")
	}
	if a.Epoque != d.Epoque {
		return d, examen.Refuser(examen.CodePerime,
			fmt.Sprintf("Le jury %s a changé d’état depuis que cet acte a été préparé.", d.Code),
			"Rafraîchissez l’écran et recommencez.")
	}
	if strings.TrimSpace(a.Auteur) == "" {
		return d, examen.Refuser(examen.CodeMotif, "Le nom de l’auteur de l’acte manque.", "Indiquez qui agit.").Par(examen.Champ("par"))
	}
	s, connu := SorteDe(a.Genre)
	if !connu || s.Faire == nil {
		return d, examen.Refuser(examen.CodeVersion, fmt.Sprintf("Le genre d’acte « %s » n’est pas connu de cette version.", a.Genre),
			"Ce jury est en lecture seule ici : mettez Délib à jour.")
	}
	if role := d.RoleDe(&a); !a.Bouge() && a.Role != role && a.Role != examen.RoleAcademie {
		return d, examen.Refuser(examen.CodeRole, fmt.Sprintf("Cet acte revient %s, non %s.", role.Au(), a.Role.Au()), "")
	}
	apres, err := s.faire(p, d, a)
	if err != nil {
		return d, err
	}
	apres.suivreDivergences(&a)
	apres.Rang++
	return apres, nil
}

// faire applies an act that the literal of its genre allows in this state.
func (s *Sorte) faire(p *examen.Profil, d Dossier, a Acte) (Dossier, error) {
	if s.Etats != nil && !slices.Contains(s.Etats, d.Etat) {
		return d, RefusEtat(p, &d.Entete, s.Titre, s.Etats...)
	}
	if s.Motif != "" && strings.TrimSpace(a.Motif) == "" {
		return d, examen.Refuser(examen.CodeMotif, s.Motif+" demande un motif.", "Indiquez-le : il figure au procès-verbal.").Par(examen.Champ("motif"))
	}
	return s.Faire(p, d, a)
}

// remplacer gives the dossier with one candidate changed by f, the others shared.
func (d Dossier) remplacer(cle Cle, f func(*Candidat) error) (Dossier, error) {
	for i, c := range d.Candidats {
		if c.Cle != cle {
			continue
		}
		n := c.copie()
		if err := f(n); err != nil {
			return d, err
		}
		d.Candidats = append([]*Candidat(nil), d.Candidats...)
		d.Candidats[i] = n
		return d, nil
	}
	return d, RefusCandidat(cle.String(), d.Code)
}

// RefusCandidat says that a candidate is not in a jury.
func RefusCandidat(cle, jury string) *examen.Refus {
	return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le candidat %s n’est pas connu dans le jury %s.", cle, jury),
		"Vérifiez son numéro et son inscription, sous la forme 02319252150-001.")
}

// RefusEtat says that a jury is not in a state that an act allows.
func RefusEtat(p *examen.Profil, d *Entete, acte string, permis ...examen.Etat) *examen.Refus {
	var noms []string
	for _, e := range permis {
		noms = append(noms, "« "+p.EtatComplet(e)+" »")
	}
	return examen.Refuser(examen.CodeEtat,
		fmt.Sprintf("%s : le jury %s est à l’état « %s ».", acte, d.Code, p.EtatComplet(d.Etat)),
		"Il doit être à l’état "+strings.Join(noms, " ou ")+".")
}

// ExigerEpreuve gives an épreuve of a jury, or a Refus that lists those there are.
func ExigerEpreuve(d *Dossier, code string) (*Epreuve, error) {
	if e, ok := d.Epreuve(code); ok {
		return e, nil
	}
	var codes []string
	for _, e := range d.Epreuves {
		codes = append(codes, e.Code)
	}
	return nil, examen.Refuser(examen.CodeInconnu,
		fmt.Sprintf("L’épreuve %s n’existe pas pour la spécialité %s (%s).", code, d.Libelle, d.Specialite),
		"Épreuves connues : "+strings.Join(codes, ", ")+".")
}

// exigerActuel refuses an act whose author saw another value than the present one.
func exigerActuel(a Acte, actuel string) error {
	if a.De != actuel {
		return examen.Refuser(examen.CodePerime,
			fmt.Sprintf("La valeur a changé entre-temps : elle était « %s », elle est « %s ».", a.De, actuel),
			"Rafraîchissez l’écran et décidez de nouveau.")
	}
	return nil
}

// LireSaisie reads a mark as a person enters it, "absent" included, and holds
// it to the bareme and to the step of the épreuve.
func LireSaisie(p *examen.Profil, e *Epreuve, texte string) (note.Valeur, error) {
	t := strings.ToLower(strings.TrimSpace(texte))
	switch t {
	case "absent", "absente", "abs", "ab":
		return note.Valeur{Statut: note.Absent}, nil
	case "absent_justifie", "aj":
		return note.Valeur{Statut: note.AbsentJustifie}, nil
	}
	n, err := note.Lire(t)
	if err != nil {
		return note.Valeur{}, examen.Refuser(examen.CodeValeur, fmt.Sprintf("« %s » n’est pas une note.", texte),
			fmt.Sprintf("Saisissez un nombre de 0 à %d (10, 9,5 ou 9.5), ou « absent ».", e.Bareme))
	}
	return note.De(n), VerifierNote(p, e, n)
}

// VerifierNote holds a mark to the bareme of its épreuve and to its step: for a
// unit of the BTS and the bac pro, whole or half points (arrêté du 24 juillet
// 1997, SCOL9702103A).
func VerifierNote(p *examen.Profil, e *Epreuve, n note.Note) error {
	if !n.DansBareme(e.Bareme) {
		return examen.Refuser(examen.CodeValeur, fmt.Sprintf("La note %s dépasse le barème de l’épreuve %s, notée sur %d.", n, e.Code, e.Bareme),
			fmt.Sprintf("Saisissez une note de 0 à %d.", e.Bareme))
	}
	if pas := e.PasDe(p); !n.AuPas(pas) {
		quoi := "l’épreuve"
		if e.EstUnite() {
			quoi = "l’unité"
		}
		return examen.Refuser(examen.CodeValeur, fmt.Sprintf("La note %s de %s %s n’est pas %s.", n, quoi, e.Code, nomPas(pas)),
			fmt.Sprintf("Saisissez %s ou %s (%s).", (n-n%pas).Court(), (n-n%pas+pas).Court(), p.ArticlePas))
	}
	return nil
}

// nomPas says in words what a step wants.
func nomPas(pas note.Note) string {
	switch pas {
	case 100:
		return "en points entiers"
	case 50:
		return "en points entiers ou demi-points"
	case 10:
		return "en dixièmes de point"
	}
	return "un multiple de " + pas.Court()
}
