package grille

import (
	"strings"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/modele"
)

// offrirCentres gives the centres of the dossier, by UAI and name.
func (s *Saisie) offrirCentres() []string {
	var l []string
	for _, e := range s.centres {
		l = append(l, nomCentre(e))
	}
	return l
}

func nomCentre(e jury.Etablissement) string {
	return e.UAI + " - " + strings.Join(strings.Fields(e.Nom+" "+e.Ville), " ")
}

// lireCentre reads a centre by its UAI, or by words of its name or town among those of
// the dossier.
func (s *Saisie) lireCentre(texte string) (uai string, err error) {
	texte = strings.TrimSpace(texte)
	premier, _, _ := strings.Cut(texte, " ")
	uai = strings.ToUpper(premier)
	if err = activite.VerifierUAI(uai); err == nil {
		return uai, nil
	}
	var trouves []jury.Etablissement
	for _, e := range s.centres {
		if modele.Contient(modele.Replier(nomCentre(e)), texte) {
			trouves = append(trouves, e)
		}
	}
	switch len(trouves) {
	case 0:
		return "", examen.Refuser(examen.CodeSaisie, "« "+texte+" » n’est ni un UAI (sept chiffres et la bonne lettre), ni un centre du dossier.",
			"Tapez un mot de son nom ou de sa ville ; Entrée ouvre la liste.")
	case 1:
		return trouves[0].UAI, nil
	}
	var noms []string
	for _, e := range trouves[:min(3, len(trouves))] {
		noms = append(noms, nomCentre(e))
	}
	return "", examen.Refuser(examen.CodeSaisie, modele.Compter(len(trouves), "centre", "centres")+" répondent à « "+texte+" » : "+strings.Join(noms, " ; ")+".",
		"Tapez un mot de plus, ou l’UAI.")
}
