package activite

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"delib/core/edition"
	"delib/core/examen"
	"delib/core/jury"
	"delib/core/tableur"
)

// feuilleChoix takes back a sheet of choices, row by row.
func (s *Service) feuilleChoix(ctx context.Context, a *Activite, d Demande) (*Bilan, error) {
	centre, p, err := s.Centre(ctx)
	if err != nil {
		return nil, err
	}
	f, err := tableur.Lire(d.Valeur("fichier"), append(colonnesPersonne, colonnesChoix...)...)
	if err != nil {
		return nil, err
	}
	r, faits := s.lecteurFeuille(p, a, d), s.faits(centre, p, "")
	r.laisser(f)
	for _, l := range f.Lignes {
		err := r.ajouter(ctx, l, func(j *jury.Dossier, c *jury.Candidat, x *LigneFeuille) error {
			x.Objet = "choix"
			choix, err := lireChoix(p, j, c, l)
			if err != nil {
				return err
			}
			if len(choix) == 0 {
				x.Sort = SortInchangee
				return nil
			}
			if err := r.unique(c.Cle.String(), l); err != nil {
				return err
			}
			for i := range choix {
				if err := verifierDate(centre, choix[i].Date); err != nil {
					return err
				}
				completerChoix(c, &choix[i])
			}
			r.avertissements = append(r.avertissements, edition.AnomaliesPassages(faits, j, c, choix)...)
			x.Vers, x.De = nommerChoix(choix), nommerChoix(c.Choix)
			x.acte, err = acteChoix(j, c, choix, d.Valeur("confirme") != "" || strings.EqualFold(l.De("confirme", "confirmé"), "oui"), d.Par)
			if x.acte.De == x.acte.Vers {
				x.Sort = SortInchangee
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return r.conclure(ctx)
}

var uaiDans = regexp.MustCompile(`\b[0-9]{7}[A-Z]\b`)

var colonnesChoix = []string{
	"epreuve1|choix discipline 1|discipline1|discipline 1|choix1", "epreuve2|choix discipline 2|discipline2|discipline 2|choix2",
	"?centre|uai|centre (uai)|centre d'épreuve", "?centre1|uai1", "?centre2|uai2", "?date|date et heure|dates|jour", "?date1|jour1|date discipline 1",
	"?date2|jour2|date discipline 2", "?heure|heures",
	"?heure1", "?heure2",
	"?confirme|confirmé",
}

// lireChoix reads the disciplines of a row, each with its own centre and date: from
// its own columns, from a cell that holds one for each ("03/07/2023 9h ; 04/07/2023
// 14h"), or from one that is the same for both.
func lireChoix(p *examen.Profil, j *jury.Dossier, c *jury.Candidat, l tableur.Ligne) ([]jury.Choix, error) {
	var choix []jury.Choix
	for i, texte := range []string{l.De("epreuve1", "choix discipline 1", "discipline1", "choix1"),
		l.De("epreuve2", "choix discipline 2", "discipline2", "choix2")} {
		if texte == "" {
			continue
		}
		e, err := TrouverDiscipline(p, j, c, texte)
		if err != nil {
			return nil, err
		}
		n := jury.Choix{Epreuve: e.Code, Rang: len(choix) + 1}
		n.Centre = strings.ToUpper(unPourChacun(l.De(fmt.Sprintf("centre%d", i+1), fmt.Sprintf("uai%d", i+1)),
			l.De("centre", "uai", "centre (uai)", "centre d'épreuve"), i))
		if uai := uaiDans.FindString(n.Centre); uai != "" { // beside its name, as documents write it
			n.Centre = uai
		}
		if n.Centre != "" {
			if n.Centre, err = lireUAI(n.Centre); err != nil {
				return nil, err
			}
		}
		if n.Date, err = LireMoment(momentDe(l, i), AnneeOraux(&j.Entete)); err != nil {
			return nil, err
		}
		choix = append(choix, n)
	}
	return choix, nil
}

// momentDe gives the date of the discipline of a rank, with the hour that stands in a
// column of its own.
func momentDe(l tableur.Ligne, rang int) string {
	jour := unPourChacun(l.De(fmt.Sprintf("date%d", rang+1), fmt.Sprintf("jour%d", rang+1), fmt.Sprintf("datediscipline%d", rang+1)),
		l.De("date", "date et heure", "dates", "jour"), rang)
	heure := unPourChacun(l.De(fmt.Sprintf("heure%d", rang+1)), l.De("heure", "heures"), rang)
	return strings.TrimSpace(jour + " " + heure)
}

// unPourChacun gives the value of the discipline of a rank: its own, or its part of
// a cell that is for both.
func unPourChacun(sien, commun string, rang int) string {
	if sien != "" {
		return sien
	}
	parts := strings.Split(commun, ";")
	return strings.TrimSpace(parts[min(rang, len(parts)-1)])
}

// TrouverDiscipline reads a discipline as people write it: its code, its libellé
// with or without accents, or a part of it that fits one discipline only
// ("Anglais"). One of the jury that is not offered is found by its whole name too,
// so that the refusal says why.
func TrouverDiscipline(p *examen.Profil, d *jury.Dossier, c *jury.Candidat, texte string) (*jury.Epreuve, error) {
	t := tableur.Plier(texte)
	offertes := jury.Choisissables(p, &d.Entete, c)
	toutes := append([]*jury.Epreuve(nil), offertes...)
	for i := range d.Epreuves {
		toutes = append(toutes, &d.Epreuves[i])
	}
	for _, e := range toutes {
		for _, n := range []string{e.Code, e.Libelle, c.LibelleEpreuve(e), e.Code + e.Libelle, e.Code + c.LibelleEpreuve(e), e.Langue, e.Langue + c.Langue(e)} {
			if tableur.Plier(n) == t && t != "" {
				return e, nil
			}
		}
	}
	var trouvees, noms []string
	var une *jury.Epreuve
	for _, e := range offertes {
		nom := e.Code + " " + c.LibelleEpreuve(e)
		noms = append(noms, nom)
		if t != "" && strings.Contains(tableur.Plier(nom), t) {
			une = e
			trouvees = append(trouvees, nom)
		}
	}
	if len(trouvees) == 1 {
		return une, nil
	}
	dit := fmt.Sprintf("« %s » n’est pas une discipline offerte à ce candidat.", texte)
	if len(trouvees) > 1 {
		dit = fmt.Sprintf("« %s » désigne plusieurs disciplines : %s.", texte, strings.Join(trouvees, ", "))
	}
	return nil, examen.Refuser(examen.CodeChoix, dit, "Disciplines offertes : "+strings.Join(noms, ", ")+".")
}

func nommerChoix(choix []jury.Choix) string {
	var codes []string
	for _, x := range choix {
		codes = append(codes, x.Epreuve)
	}
	return strings.Join(codes, ", ")
}
