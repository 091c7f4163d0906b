package poste

import (
	"context"

	"delib/core/activite"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/modele"
	"delib/ui/modele/seance"
)

// CocherLivrets lists the candidates whose livret the jury has not examined yet,
// those that the closing waits for first, and records those that are ticked.
// nommer names them as the screen does: by their number alone in an anonymous room.
func (p *Hote) CocherLivrets(code string, nominatif bool, nommer func(*jury.Candidat) string, fait func(*activite.Bilan)) {
	Lire(p, func(ctx context.Context) (jury.Dossier, error) { return p.Service.Jury(ctx, code) }, func(d jury.Dossier) {
		livrets := seance.LivretsAExaminer(p.Profil, &d, nominatif)
		t := table.NouveauTableau([]table.Colonne{
			{Titre: "Livret examiné par le jury", Largeur: 260, Part: 1, Agit: true}, {Titre: "Pour clore", Largeur: 250, Agit: true},
		},
			func() int { return len(livrets) }, func(i, k int) table.Cellule {
				l := &livrets[i]
				switch {
				case k == 0:
					return table.Cellule{Genre: table.CelluleCase, Cochee: l.Examine, Texte: nommer(l.Candidat), Gras: l.Obligatoire}
				case l.Obligatoire:
					return table.Cellule{Texte: "! obligatoire : serait refusé", Gras: true, Ton: composant.Attention}
				}
				return table.Cellule{Texte: "facultatif", Ton: composant.Second}
			})
		t.Vide, t.Montrees = "Tous les livrets sont examinés.", 8
		faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
		t.Agir = func(i, _ int) {
			livrets[i].Examine = !livrets[i].Examine
			faute.Changer("", composant.Mauvais)
			t.Refresh()
		}
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Jury " + d.Titre(), Largeur: 620, Premier: t,
			Corps: composant.Pile(8, t,
				composant.NouveauParagraphe("Cochez les candidats dont le jury a examiné le livret scolaire (Espace ou Entrée).", composant.Police{}),
				t, composant.Hauteur(22, faute)),
			Reponses: []composant.Reponse{
				{Texte: "Annuler", Annule: true},
				{Texte: "Enregistrer", Rang: composant.Principal,
					Verifier: func() bool {
						if len(seance.Examines(livrets)) == 0 { // an empty list would mean all of them
							faute.Changer("!  Cochez au moins un candidat.", composant.Mauvais)
							p.Fenetre.Canvas().Focus(t)
							return false
						}
						return true
					},
					Action: func() { p.ConfirmerLivrets(code, seance.Examines(livrets), nommer, fait) }},
			},
		})
	})
}

// ConfirmerLivrets names what cannot be undone before it is recorded.
func (p *Hote) ConfirmerLivrets(code string, examines []*jury.Candidat, nommer func(*jury.Candidat) string, fait func(*activite.Bilan)) {
	n := len(examines)
	c := modele.Confirmation{
		Titre: "Livrets examinés", Bouton: "Enregistrer " + modele.Compter(n, "livret examiné", "livrets examinés"),
		Question:    "Le jury " + code + " a examiné le livret scolaire de " + modele.Compter(n, "candidat", "candidats") + " :",
		Consequence: "La coche est inscrite au journal avec votre nom, et permet au jury de prononcer un refus. Elle se retire jusqu’à la clôture.",
	}
	var cles []string
	for _, x := range examines {
		cles = append(cles, x.Cle.String())
		c.Jurys = append(c.Jurys, nommer(x))
	}
	par := p.Par
	p.Confirmer(c, false, func() {
		Travailler(p, func(ctx context.Context) (*activite.Bilan, error) {
			return p.Service.ExaminerLivrets(ctx, code, cles, par)
		}, func(b *activite.Bilan, err error) {
			if err != nil {
				p.Erreur(err)
				return
			}
			fait(b)
		})
	})
}
