package ecran

import (
	"delib/core/activite"
	"delib/ui/ecran/deliberer"
	"delib/ui/ecran/papiers"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// Ouvrir gives the screen of an id, nil when there is none.
func Ouvrir(p *poste.Hote, id string, jurys []string) poste.Ecran {
	switch id {
	case modele.EcranAccueil:
		return nouvelAccueil(p)
	case modele.EcranComptes:
		return papiers.NouveauxComptes(p)
	case modele.EcranImporter:
		return nouvelImport(p)
	case modele.EcranDeliberer:
		return deliberer.NouvelleDeliberation(p, jurys)
	case modele.EcranEchanges:
		return nouveauxEchanges(p)
	case modele.EcranPortail:
		return nouveauPortail(p)
	case modele.EcranUtilisateurs:
		return nouveauxUtilisateurs(p)
	}
	a, ok := activite.Trouver(id)
	if !ok {
		return nil
	}
	switch a.Genre {
	case activite.Traitement, activite.Edition:
		return papiers.NouveauLancement(p, a, jurys)
	case activite.Avancement:
		return nouvelAvancement(p, a, jurys)
	case activite.Saisie:
		return nouvelleSaisie(p, a, jurys)
	}
	return nil
}

// AfficherCompte asks a screen of the comptes rendus to show one.
func AfficherCompte(e poste.Ecran, numero int64) {
	if c, ok := e.(*papiers.Comptes); ok {
		c.AfficherLe = numero
	}
}
