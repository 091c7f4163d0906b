package ecran

import (
	"context"

	"delib/core/activite"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/modele"
)

// cocherLivrets lists the candidates whose livret the jury has not examined yet,
// and records those that are ticked.
func (p *Poste) cocherLivrets(code string, fait func(*activite.Bilan)) {
	lire(p, func(ctx context.Context) (jury.Dossier, error) { return p.Service.Jury(ctx, code) }, func(d jury.Dossier) {
		livrets := modele.LivretsAExaminer(&d)
		t := composant.NouveauTableau([]composant.Colonne{{Titre: "Livret examiné par le jury", Largeur: 300, Part: 1, Agit: true}, {Titre: "N° candidat", Largeur: 170, Agit: true}},
			func() int { return len(livrets) }, func(i, k int) composant.Cellule {
				if k == 0 {
					return composant.Cellule{Genre: composant.CelluleCase, Cochee: livrets[i].Examine, Texte: livrets[i].Nom}
				}
				return composant.Cellule{Texte: livrets[i].Cle}
			})
		t.Vide, t.Montrees = "Tous les livrets sont examinés.", 8
		t.Agir = func(i, _ int) {
			livrets[i].Examine = !livrets[i].Examine
			t.Refresh()
		}
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Jury " + d.Titre(), Largeur: 620, Premier: t,
			Corps: composant.Pile(8, nil, composant.NouveauParagraphe("Cochez les candidats dont le jury a examiné le livret scolaire (Espace ou Entrée).", composant.Police{}),
				t),
			Reponses: []composant.Reponse{
				{Texte: "Annuler", Annule: true},
				{Texte: "Enregistrer", Rang: composant.Principal, Action: func() {
					cles := modele.Examines(livrets)
					if len(cles) == 0 {
						return // an empty list would mean all of them
					}
					par := p.Par
					travailler(p, func(ctx context.Context) (*activite.Bilan, error) {
						return p.Service.ExaminerLivrets(ctx, code, cles, par)
					}, func(b *activite.Bilan, err error) {
						if err != nil {
							p.Erreur(err)
							return
						}
						fait(b)
					})
				}},
			},
		})
	})
}
