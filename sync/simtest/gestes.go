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
func modifier(cle jury.Cle, epreuve, valeur, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		e, err := jury.ExigerEpreuve(&d, epreuve)
		if err != nil {
			return nil, err
		}
		v, err := jury.LireSaisie(e, valeur)
		if err != nil {
			return nil, err
		}
		c, ok := d.Candidat(cle)
		if !ok {
			return nil, jury.RefusCandidat(cle.String(), d.Code)
		}
		g := d.Etat.Groupe()
		a := jury.Acte{Genre: jury.GenreModifier, Cle: jury.CleActe{Cle: cle, Epreuve: epreuve, Groupe: g}, De: c.Valeur(epreuve, g).Texte(), Vers: v.Texte(), Motif: "bienveillance", Auteur: par, Role: examen.RoleJury}
		if d.Etat == examen.RecueilNotes {
			a.Genre, a.Role, a.Cle.Groupe, a.De = jury.GenreNote2, examen.RoleCentre, 2, c.Valeur(epreuve, 2).Texte()
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
				as = append(as, jury.Acte{Genre: jury.GenreLivret, Cle: jury.CleActe{Cle: c.Cle}, De: "non", Vers: "oui", Auteur: par, Role: examen.RoleJury})
			}
		}
		return as, nil
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
			for i := range min(2, len(offertes)) {
				choix = append(choix, jury.Choix{Epreuve: offertes[(i+decale)%len(offertes)].Code, Rang: i + 1})
			}
			a := jury.Acte{Genre: jury.GenreDiscipline, Cle: jury.CleActe{Cle: c.Cle}, De: jury.TexteChoix(c.Choix), Vers: jury.TexteChoix(choix), Auteur: par, Role: examen.RoleCentre}
			if a.De != a.Vers {
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
				f := modifier(m.Candidat.Cle, e.Code, valeur(), par)
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
		a := jury.Acte{Genre: jury.GenrePasser, De: s.De.Code(), Vers: s.Vers.Code(), Auteur: par, Role: s.Par}
		if s.Par == examen.RoleJury {
			a.Genre, a.Arretes = jury.GenreClore, decision.Arreter(p, &d)
		}
		return []jury.Acte{a}, nil
	}
}

// exception makes an exceptional move, one step either way.
func exception(p *examen.Profil, avant bool, par string) func(jury.Dossier) ([]jury.Acte, error) {
	return func(d jury.Dossier) ([]jury.Acte, error) {
		for _, x := range examen.Passages() {
			if !x.Exceptionnel || x.De != d.Etat || (x.Vers > x.De) != avant {
				continue
			}
			a := jury.Acte{Genre: jury.GenreAvancer, De: x.De.Code(), Vers: x.Vers.Code(), Motif: "erreur", Auteur: par, Role: examen.RoleCentre}
			if decision.FinDeDeliberation(x.De, x.Vers) {
				a.Arretes = decision.Arreter(p, &d)
			}
			return []jury.Acte{a}, nil
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
		x := d.Divergences[0]
		a := jury.Acte{Genre: jury.GenreResoudre, Cle: x.Cle, Motif: "tranché", Auteur: par, Role: examen.RoleCentre, Divergence: x.ID, Contre: x.Retenu}
		if x.Genre == jury.GenreModifier {
			a.Role = examen.RoleJury
		}
		if x.Genre == jury.GenreNote2 {
			a.Cle.Groupe = 2
		}
		a.De = d.Actuelle(&a)
		if a.Vers = a.De; autre {
			a.Vers = x.Autre
		}
		return []jury.Acte{a}, nil
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
