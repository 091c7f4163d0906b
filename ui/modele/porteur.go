package modele

import (
	"strings"

	"delib/core/examen"
)

// Nominatif and Anonyme write refusals for the window: candidates by their names,
// or by their N° anonymat alone while the room sees none.
var (
	Nominatif = examen.Porteur{Nommer: nommerSujet, Remede: entree}
	Anonyme   = examen.Porteur{Nommer: anonymat, Remede: entree}
)

// PorteurPour gives the carrier of a screen that shows names, or none.
func PorteurPour(nominatif bool) examen.Porteur {
	if nominatif {
		return Nominatif
	}
	return Anonyme
}

func nommerSujet(s examen.Sujet) string {
	if s.Nom == "" {
		return s.Cle
	}
	return s.Nom + " (" + s.Cle + ")"
}

func anonymat(s examen.Sujet) string {
	if s.Anonymat == "" {
		return sansAnonymat
	}
	return "N° " + s.Anonymat
}

// sansAnonymat stands for a candidate who has no N° anonymat where none may be named.
const sansAnonymat = "(sans n° anonymat)"

// entrees says where the window does each gesture; "" where a button, a field or
// the words of the refusal say it already, or where it is the académie's.
var entrees = map[examen.Geste]string{
	examen.GesteChamp:        "",
	examen.GesteLister:       "",
	examen.GesteImporter:     "Fichier, « Importer un dossier… »",
	examen.GesteReprendre:    "Fichier, « Reprendre d’un plan de secours… »",
	examen.GesteAutreCentre:  "Fichier, « Ouvrir un autre centre… »",
	examen.GesteAutreDossier: "",
	examen.GesteAutreSortie:  "",
	examen.GesteSecourir:     "",
	examen.GesteSecourirTout: "",
	examen.GesteVerifier:     "",
	examen.GesteDiagnostic:   "Aide, « Fichier pour l’assistance… »",
	examen.GesteApercu:       "",

	examen.GesteNote:       "",
	examen.GesteLivrets:    "",
	examen.GesteClore:      "« Délibérer »",
	examen.GesteChoix:      "« Organisation », saisie des choix",
	examen.GesteAvancer:    "« Gérer l'avancement des jurys »",
	examen.GesteDivergence: "",

	examen.GesteRaccorder:     "« Échanges avec l’académie »",
	examen.GesteAutreServeur:  "",
	examen.GesteEmpreinte:     "",
	examen.GesteHorsService:   "« Échanges avec l’académie »",
	examen.GesteExporter:      "« Échanges avec l’académie »",
	examen.GesteImporterRendu: "« Échanges avec l’académie »",
	examen.GesteCleEchange:    "",

	examen.GesteCharger:     "",
	examen.GesteEnroler:     "",
	examen.GesteEtatServeur: "",
	examen.GestePasserJury:  "",
	examen.GesteMontrerCle:  "",
	examen.GesteRecevoir:    "",
	examen.GesteCentre:      "",
}

func entree(r examen.Remede) string { return entrees[r.Geste] }

// propose tells whether a refusal has a gesture among what to do next: a screen
// offers it as a button.
func propose(err error, g examen.Geste) bool {
	r, ok := examen.EstRefus(err)
	return ok && r.Propose(g)
}

// ManqueLivret tells whether a refusal names livrets that are not examined.
func ManqueLivret(err error) bool { return propose(err, examen.GesteLivrets) }

// ManqueNote tells whether a refusal to close names marks that lack.
func ManqueNote(err error) bool { return propose(err, examen.GesteNote) }

// DivergenceEmpeche tells whether a refusal names divergences.
func DivergenceEmpeche(err error) bool { return propose(err, examen.GesteDivergence) }

// RaisonEnClair writes a refusal in one line.
func RaisonEnClair(err error) string {
	if r, ok := examen.EstRefus(err); ok {
		x := Nominatif.Porter(r)
		return strings.TrimSpace(x.Message + " " + x.Aide)
	}
	return err.Error()
}
