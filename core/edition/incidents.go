package edition

import (
	"strings"

	"delib/core/document"
	"delib/core/jury"
)

// incidents are the paragraphs under "Observations du jury": what happened in the
// séance, in the order of the hours, and who noted it.
func incidents(d *jury.Dossier, groupe int) []document.Bloc {
	var blocs []document.Bloc
	for _, x := range d.IncidentsDe(groupe) {
		blocs = append(blocs, document.Paragraphe{Texte: strings.Replace(x.Heure, ":", " h ", 1) + " – " + x.Categorie.Libelle() + " : " + x.Texte +
			" (noté par " + x.Par + ")"})
	}
	if len(blocs) > 0 {
		blocs = append([]document.Bloc{document.Paragraphe{Style: document.Gras, Texte: "Incidents de séance"}}, blocs...)
	}
	return blocs
}
