package simtest

import (
	"fmt"
	"math/rand/v2"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
	"delib/sync/client"
)

func nouveauBilan() *client.Bilan { return &client.Bilan{} }

// modifier makes the act of a jury that changes a mark, as it sees it.
func modifier(p *examen.Profil, cle jury.Cle, epreuve, valeur, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		e, err := jury.ExigerEpreuve(&d, epreuve)
		if err != nil {
			return nil, err
		}
		v, err := jury.LireSaisie(p, e, valeur)
		if err != nil {
			return nil, err
		}
		if _, ok := d.Candidat(cle); !ok {
			return nil, jury.RefusCandidat(cle.String(), d.Code)
		}
		a := jury.ActeNote(&d, cle, epreuve, v, "bienveillance", par)
		if d.Etat == examen.RecueilNotes {
			a = jury.ActeNote2(&d, cle, epreuve, v, par)
		}
		if a.De == a.Vers {
			return nil, nil
		}
		return []jury.Acte{a}, nil
	}
}

// livrets ticks all the livrets of a jury.
func livrets(par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) (as []jury.Acte, err error) {
		for _, c := range d.Candidats {
			if c.ALivret() && !c.LivretExamine {
				as = append(as, jury.ActeLivret(&d, c.Cle, par))
			}
		}
		return as, nil
	}
}

// retirerLivrets takes the ticks back.
func retirerLivrets(par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) (as []jury.Acte, err error) {
		for _, c := range d.Candidats {
			if c.LivretExamine {
				as = append(as, jury.ActeRetraitLivret(&d, c.Cle, "cochés par erreur", par))
			}
		}
		return as, nil
	}
}

// sieger says how one member of a jury sits, as the jury sees it.
func sieger(tirage int, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		x := jury.Presence{
			Membre: fmt.Sprintf("MEMBRE %d", tirage%4), Mode: []jury.Siege{jury.SiegePresent, jury.SiegeVisio, jury.SiegeAbsent}[tirage/4%3],
			Preside: tirage/12%5 == 0,
		}
		if tirage/60%4 == 0 {
			x.Refus = "désaccord"
		}
		a := jury.ActePresence(&d, x, par)
		if a.De == a.Vers {
			return nil, nil
		}
		return []jury.Acte{a}, nil
	}
}

// signaler notes an incident of the séance, as the jury sees it.
func signaler(tirage int, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		categories := jury.Categories()
		a := jury.ActeIncident(&d, jury.Incident{
			Categorie: categories[tirage%len(categories)], Heure: fmt.Sprintf("%02d:%02d", 8+tirage/6%10, tirage/60%60), Texte: "constaté en salle",
		}, par)
		if a.De == a.Vers {
			return nil, nil
		}
		return []jury.Acte{a}, nil
	}
}

// retirer2 takes back a second-group mark that was recorded, if there is one.
func retirer2(tirage int, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		var as []jury.Acte
		for _, c := range d.Candidats {
			for _, n := range c.Notes {
				if n.Groupe == 2 {
					as = append(as, jury.ActeRetrait2(&d, c.Cle, n.Epreuve, "saisie sur une autre ligne", par))
				}
			}
		}
		if len(as) == 0 {
			return nil, nil
		}
		return as[tirage%len(as):][:1], nil
	}
}

// choisir gives each candidate admitted to the contrôle the first disciplines offered.
func choisir(p *examen.Profil, decale int, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) (as []jury.Acte, err error) {
		for _, c := range d.Candidats {
			if decision.Calculer(p, &d.Entete, c).Premier.Decision != examen.Passe {
				continue
			}
			offertes := jury.Choisissables(p, &d.Entete, c)
			var choix []jury.Choix
			for i := range jury.Attendues(p, &d.Entete, c) {
				choix = append(choix, jury.Choix{Epreuve: offertes[(i+decale)%len(offertes)].Code, Rang: i + 1})
			}
			if a := jury.ActeChoix(&d, c.Cle, choix, par); a.De != a.Vers {
				as = append(as, a)
			}
		}
		return as, nil
	}
}

// noter enters every second-group mark that lacks.
func noter(p *examen.Profil, valeur func() string, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) (as []jury.Acte, err error) {
		for _, m := range decision.Manquantes(p, &d, 2) {
			for _, e := range m.Epreuves {
				f := modifier(p, m.Candidat.Cle, e.Code, valeur(), par)
				x, err := f(d)
				if err != nil {
					return nil, err
				}
				as = append(as, x...)
			}
		}
		return as, nil
	}
}

// suivant makes the normal move of a jury or of a centre.
func suivant(p *examen.Profil, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		s, ok := examen.Suivant(d.Etat)
		if !ok || s.Par == examen.RoleAcademie {
			return nil, nil
		}
		if s.Par == examen.RoleJury {
			return []jury.Acte{jury.ActeCloture(&d, s.Vers, decision.Arreter(p, &d), par)}, nil
		}
		return []jury.Acte{jury.ActePassage(&d, s.Vers, s.Par, par)}, nil
	}
}

// exception makes an exceptional move, one step either way.
func exception(p *examen.Profil, avant bool, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		for _, x := range examen.Passages() {
			if !x.Exceptionnel || x.De != d.Etat || (x.Vers > x.De) != avant {
				continue
			}
			var arretes []jury.ArreteDe
			if decision.FinDeDeliberation(x.De, x.Vers) {
				arretes = decision.Arreter(p, &d)
			}
			return []jury.Acte{jury.ActeAvancement(&d, x.Vers, arretes, "erreur", par)}, nil
		}
		return nil, nil
	}
}

// resoudre settles the first divergence of a jury, in favour of either value.
func resoudre(autre bool, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		if len(d.Divergences) == 0 {
			return nil, nil
		}
		x := &d.Divergences[0]
		f := x.Facette()
		vers := f.Dans(&d)
		if autre {
			vers = x.Autre
		}
		return []jury.Acte{jury.ActeResolution(&d, x, vers, "tranché", par)}, nil
	}
}

// valeurAuHasard gives a mark, in half points, or an absence.
func valeurAuHasard(h *rand.Rand) string {
	if h.IntN(12) == 0 {
		return "absent"
	}
	n := h.IntN(41)
	return fmt.Sprintf("%d.%d", n/2, n%2*5)
}
