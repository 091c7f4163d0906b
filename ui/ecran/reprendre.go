package ecran

import (
	"context"
	"strings"

	"delib/core/activite"
	"delib/core/reprise"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele"
)

// OuvrirReprise asks for a plan de secours, a folder of plans or a copy, says
// what it holds and as of when, and rebuilds jurys from it once the person agrees.
func OuvrirReprise(p *poste.Hote, s *Soutien, fait func()) {
	champ := composant.NouvelleSaisie("", "Plan de secours (.zip), dossier de plans, fichier de reprise (.json) ou copie (.sqlite)")
	un := poste.ParcourirFichiers(p, champ, nil, ".zip", ".json", ".sqlite")
	un.Changer("Un fichier…")
	tous := p.ParcourirDossiers(champ)
	tous.Changer("Un dossier…")
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Reprendre d’un plan de secours ou d’une copie", Largeur: 720, Aide: p.AideSur(poste.AideCopies), Premier: champ,
		Corps: composant.Pile(10, nil,
			composant.NouveauParagraphe(
				"Indiquez un plan de secours de l’ancien poste, ou le dossier de la clé qui les contient : les plans des autres jurys, à côté, sont proposés aussi. "+
					"Une copie de sa base convient, si son disque peut être relu. Rien n’est enregistré avant que vous ayez vu ce qui serait repris.",
				composant.Police{}),
			champ, composant.Rangee(8, nil, un, tous)),
		Reponses: []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Voir ce qu’il contient", Rang: composant.Principal, Defaut: true, Action: func() {
				LireReprise(p, s, strings.Trim(strings.TrimSpace(champ.Text), `"`), fait)
			}},
		},
	})
}

// LireReprise is OuvrirReprise once the file is known.
func LireReprise(p *poste.Hote, s *Soutien, chemin string, fait func()) {
	poste.Lire(p, func(ctx context.Context) (*modele.AReprendre, error) {
		r, err := s.Lire(ctx, chemin)
		if err != nil {
			return nil, err
		}
		if p.Centres != nil && p.AutreCentre(&r.Jurys[0].Centre) {
			return modele.NouveauAReprendre(r, nil), nil // apart: its jurys are not those of this base
		}
		tenus, err := p.Service.Tenus(ctx, r)
		return modele.NouveauAReprendre(r, tenus), err
	}, func(x *modele.AReprendre) { proposerReprise(p, x, fait) })
}

// proposerReprise lists the jurys of the files, ticked, and as of when each is.
func proposerReprise(p *poste.Hote, x *modele.AReprendre, fait func()) {
	resume := composant.NouveauParagraphe(x.Resume(), composant.Police{Gras: true})
	t := table.NouveauTableau([]table.Colonne{{Titre: "Jury", Largeur: 90, Agit: true}, {Titre: "État", Largeur: 55}, {Titre: "Actes", Largeur: 80},
		{Titre: "Tel qu’il était", Largeur: 255}, {Titre: "Fichier", Largeur: 300, Part: 1, Milieu: true}}, func() int { return len(x.Jurys) },
		func(i, k int) table.Cellule {
			j := &x.Jurys[i]
			c := table.Cellule{Texte: j.Textes()[k]}
			if k == 0 {
				c.Genre, c.Cochee, c.Inactif = table.CelluleCase, j.Coche, j.Tenu
			}
			if j.Tenu {
				c.Ton = composant.Second
			}
			return c
		})
	t.Montrees = min(8, max(2, len(x.Jurys)))
	t.Agir = func(i, _ int) {
		if x.Cocher(i) {
			resume.Changer(x.Resume(), composant.Courant)
			t.Refresh()
		}
	}
	corps := composant.Pile(10, t, resume, t)
	if len(x.Ecartes) > 0 {
		corps.Add(poste.ListeDefilante(x.Ecartes, 70))
	}
	corps.Add(composant.Encart(true, composant.NouveauParagraphe(reprise.Limite, composant.Police{Taille: composant.TaillePetite})))
	reponses := []composant.Reponse{{Texte: "Fermer", Rang: composant.Principal, Annule: true, Defaut: true}}
	if x.Possible() {
		reponses = []composant.Reponse{
			{Texte: "Annuler", Annule: true},
			{Texte: "Reprendre sur ce poste", Rang: composant.Principal, Defaut: true,
				Verifier: func() bool { return len(x.Textes()) > 0 },
				Action:   func() { reprendrePour(p, x, fait) }},
		}
	}
	composant.Ouvrir(p.Fenetre, composant.Contenu{
		Titre: "Ce qui peut être repris", Largeur: 900, Aide: p.AideSur(poste.AideCopies), Corps: corps, Reponses: reponses,
	})
}

// reprendre records the jurys, all or none, and says what was done; those of
// another centre go in a data folder of their own.
func reprendrePour(p *poste.Hote, x *modele.AReprendre, fait func()) {
	par, textes := p.Par, x.Textes()
	if c := x.Centre(); p.Centres != nil && p.AutreCentre(c) {
		p.OuvrirAPart(c, func(ctx context.Context, s *activite.Service) error {
			_, err := s.Reprendre(ctx, textes, par)
			return err
		})
		return
	}
	poste.Lire(p, func(ctx context.Context) (*activite.Importe, error) {
		return p.Service.Reprendre(ctx, textes, par)
	}, func(r *activite.Importe) {
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Jurys repris", Largeur: 560, Corps: poste.ListeDefilante(r.Messages(), 200),
			Reponses: []composant.Reponse{{Texte: "Continuer", Rang: composant.Principal, Defaut: true, Annule: true, Action: fait}},
		})
	})
}
