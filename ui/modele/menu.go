package modele

import (
	"delib/core/activite"
	"delib/core/examen"
)

// EcranDeliberer is the screen of a jury's deliberation.
const EcranDeliberer = activite.IDDeliberer

// The screens that are no activity.
const (
	EcranAccueil  = activite.IDAccueil
	EcranComptes  = activite.IDComptes
	EcranImporter = activite.IDImporter

	EcranEchanges     = activite.IDEchanges
	EcranPortail      = activite.IDPortail
	EcranUtilisateurs = activite.IDUtilisateurs
)

// titreDe gives the title of an entry that says the same in every exam.
func titreDe(id string) string {
	a, _ := activite.TrouverEntree(id)
	return a.Libelle
}

// Titles of screens.
var (
	TitreAccueil      = titreDe(EcranAccueil)
	TitreDeliberer    = titreDe(EcranDeliberer)
	TitreEchanges     = titreDe(EcranEchanges)
	TitrePortail      = titreDe(EcranPortail)
	TitreUtilisateurs = titreDe(EcranUtilisateurs)
)

// Entree is an entry of the menu; a heading has no ID. Court is what the side menu says.
type Entree struct{ ID, Titre, Court string }

// Rubrique is a heading and its entries; Menu is the heading of the side menu.
type Rubrique struct {
	Titre   string
	Menu    string
	Entrees []Entree
}

// AUnEcran tells whether an activity can be shown in the window.
func AUnEcran(a *activite.Activite) bool { return a.Genre <= activite.Saisie }

// Rubriques gives the menu of the registry in the exam's own words; a heading
// without entries is left out.
func Rubriques(p *examen.Profil) []Rubrique {
	var rs []Rubrique
	for _, a := range activite.Menu() {
		if !AUnEcran(a) {
			continue
		}
		titre := a.Rubrique.Titre(p)
		if n := len(rs); n == 0 || rs[n-1].Titre != titre {
			rs = append(rs, Rubrique{Titre: titre, Menu: a.Rubrique.TitreMenu(p)})
		}
		r := &rs[len(rs)-1]
		r.Entrees = append(r.Entrees, Entree{a.ID, a.Titre(p), a.TitreCourt(p)})
	}
	return rs
}

// MenuEntier gives the lines of the side menu: home, deliberation, the original's
// menu, this workstation's own.
func MenuEntier(p *examen.Profil) []Entree {
	es := []Entree{{EcranAccueil, TitreAccueil, TitreAccueil}, {EcranDeliberer, TitreDeliberer, TitreDeliberer}}
	for _, r := range Rubriques(p) {
		es = append(es, Entree{"", r.Titre, r.Menu})
		es = append(es, r.Entrees...)
	}
	es = append(es, Entree{"", string(activite.CePoste), string(activite.CePoste)})
	for _, a := range activite.EntreesDuPoste() {
		if a.Rubrique == activite.CePoste && a.Ecran {
			es = append(es, Entree{a.ID, a.Libelle, a.Libelle})
		}
	}
	return es
}

// Chemin is the line above a screen's title: "Délibération > rubrique", and the entry
// whose sub-activity the screen is.
func Chemin(a *activite.Activite, p *examen.Profil) string {
	t := "Délibération  ›  " + a.Rubrique.Titre(p)
	if a.Sous != "" {
		t += "  ›  " + a.Titre(p)
	}
	return t
}
