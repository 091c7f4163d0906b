package server

import (
	"fmt"

	"delib/core/decision"
	"delib/core/examen"
	"delib/core/jury"
)

// Jugement is what becomes of an act on a jury.
type Jugement struct {
	Issue   jury.Issue
	Code    examen.Code
	Message string
}

// Arbitre judges an act against a jury as its log makes it. It is pure: no base,
// no clock.
type Arbitre func(p *examen.Profil, d jury.Dossier, a jury.Acte) Jugement

// Arbitrer is the rule of the server, in the order in which it asks:
//
//   - whoever acts must own what he changes, in the state that the jury is in;
//   - what is already so is identical;
//   - a move must have seen the jury as it is, epoch included;
//   - an act older than the jury's last move counts if what it changes still
//     belongs to its role, and is late otherwise;
//   - a value that the person did not see changed meanwhile diverges;
//   - the rest is for the rules that the workstation applied too.
func Arbitrer(p *examen.Profil, d jury.Dossier, a jury.Acte) Jugement {
	switch {
	case a.Epoque > d.Epoque:
		return Jugement{
			jury.IssueRetenu, examen.CodePerime,
			fmt.Sprintf("Cet acte suppose un changement d’état du jury %s que l’académie n’a pas encore : il attend qu’elle le fasse.", d.Code),
		}
	case a.Bouge():
		return bouger(p, d, a)
	case a.Sorte().Tranche:
		return resoudre(p, d, a)
	}
	essai := a
	essai.Epoque, essai.De = d.Epoque, a.Facette().Dans(&d)
	if a.Sorte().Idempotent {
		a.De = essai.De
	}
	if essai.De == a.Vers {
		return Jugement{Issue: jury.IssueIdentique}
	}
	if _, err := decision.Juger(p, d, essai); err != nil {
		if a.Epoque < d.Epoque && examen.CodeDe(err) == examen.CodeEtat {
			return tardif(p, &d, err)
		}
		return refus(err)
	}
	if a.De != essai.De {
		return Jugement{
			jury.IssueDivergent, examen.CodeDivergence,
			fmt.Sprintf("La valeur était « %s » pour l’auteur de l’acte, elle est devenue « %s » entre-temps.", a.De, essai.De),
		}
	}
	return Jugement{Issue: jury.IssueAccepte}
}

func bouger(p *examen.Profil, d jury.Dossier, a jury.Acte) Jugement {
	if a.Epoque == d.Epoque-1 && a.Vers == d.Etat.Code() && memesArretes(&d, &a) {
		return Jugement{Issue: jury.IssueIdentique} // two workstations made the same move
	}
	_, err := decision.Juger(p, d, a)
	switch {
	case err == nil:
		return Jugement{Issue: jury.IssueAccepte}
	case a.Epoque < d.Epoque:
		return tardif(p, &d, err)
	}
	return refus(err)
}

// memesArretes tells whether the decisions that a move would settle are those
// that were settled.
func memesArretes(d *jury.Dossier, a *jury.Acte) bool {
	for _, x := range a.Arretes {
		c, ok := d.Candidat(x.Cle)
		if !ok {
			return false
		}
		la := c.Arrete1
		if d.Etat == examen.Editions2 {
			la = c.Arrete2
		}
		if la == nil || *la != x.Arrete {
			return false
		}
	}
	return true
}

func resoudre(p *examen.Profil, d jury.Dossier, a jury.Acte) Jugement {
	a.Epoque = d.Epoque
	_, err := decision.Juger(p, d, a)
	if err == nil {
		return Jugement{Issue: jury.IssueAccepte}
	}
	if _, ouverte := d.Divergence(a.Divergence); !ouverte && a.Facette().Dans(&d) == a.Vers {
		return Jugement{Issue: jury.IssueIdentique} // two persons settled it the same way
	}
	return refus(err)
}

func tardif(p *examen.Profil, d *jury.Dossier, err error) Jugement {
	return Jugement{jury.IssueTardif, examen.CodeDe(err), fmt.Sprintf("Le jury %s était déjà à l’état « %s ».", d.Code, p.EtatComplet(d.Etat))}
}

func refuser(code examen.Code, message string) Jugement {
	return Jugement{jury.IssueRefuse, code, message}
}

// refus gives the refusal of a rule. Anything else is a fault of the program:
// the act is held, not lost.
func refus(err error) Jugement {
	if r, ok := examen.EstRefus(err); ok {
		if r.Code == examen.CodeVersion {
			return Jugement{jury.IssueRetenu, examen.CodeVersion, "Le serveur ne connaît pas encore ce genre d’acte."}
		}
		return refuser(r.Code, r.Error())
	}
	return Jugement{jury.IssueRetenu, examen.CodeBase, "Le serveur n’a pas pu juger cet acte."}
}
