package activite

import (
	"context"
	"fmt"

	"delib/core/document"
	"delib/core/dossier"
	"delib/core/examen"
	"delib/core/fichier"
	"delib/core/render"
)

// VerifierUAI refuses what is not the number of a school.
func VerifierUAI(uai string) error {
	if dossier.UAIValide(uai) {
		return nil
	}
	return examen.Refuser(examen.CodeSaisie, fmt.Sprintf("« %s » n’est pas un UAI : sept chiffres et la bonne lettre.", uai),
		"Vérifiez l’UAI du centre d’épreuve.")
}

// ExporterCSV writes a grid as it is shown, in the folder of the documents: a
// CSV as French spreadsheets read it. It gives the path of the file.
func (s *Service) ExporterCSV(ctx context.Context, nom string, titres []string, lignes [][]string) (string, error) {
	t := document.Table{}
	for _, x := range titres {
		t.Colonnes = append(t.Colonnes, document.Colonne{Titre: x})
	}
	for _, l := range lignes {
		var cs []document.Cellule
		for _, x := range l {
			cs = append(cs, document.T(x))
		}
		t.Lignes = append(t.Lignes, document.Ligne{Cellules: cs})
	}
	octets := render.CSV(document.Liasse{Documents: []document.Document{{Titre: nom, Blocs: []document.Bloc{t}}}})
	if err := ctx.Err(); err != nil {
		return "", err
	}
	lot, err := fichier.Preparer(s.Documents)
	if err != nil {
		return "", err
	}
	defer lot.Abandonner()
	w, err := lot.Creer(fichier.Nom(nom) + ".csv")
	if err != nil {
		return "", err
	}
	if _, err := w.Write(octets); err != nil {
		return "", err
	}
	chemins, err := lot.Valider()
	if err != nil {
		return "", err
	}
	return chemins[0], nil
}
