package ecran

import (
	"context"
	"strings"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele/grille"
)

// reprendre asks for a filled sheet and shows what each row would do.
func (s *saisie) reprendre() {
	ouvrir := func() {
		champ := composant.NouvelleSaisie("", "Chemin du fichier XLSX ou CSV")
		parcourir := poste.ParcourirFichiers(s.p, champ, nil, ".xlsx", ".csv")
		aide := ""
		if c, ok := s.a.Champ("fichier"); ok {
			aide = c.Aide
		}
		composant.Ouvrir(s.p.Fenetre, composant.Contenu{
			Titre: "Reprendre un fichier", Largeur: 640, Premier: champ,
			Corps: composant.Pile(8, nil,
				composant.NouveauParagraphe("Rien n’est enregistré avant que vous ayez vu ce que fait chaque ligne. "+aide+".", composant.Police{}),
				composant.Rangee(8, champ, champ, parcourir)),
			Reponses: []composant.Reponse{
				{Texte: "Annuler", Annule: true},
				{
					Texte: "Voir ce que fait le fichier", Rang: composant.Principal, Defaut: true,
					Action: func() { s.apercevoir(strings.Trim(strings.TrimSpace(champ.Text), `"`)) },
				},
			},
		})
	}
	if !poste.Retenir(s.p, s, func() { s.m.Abandonner(); s.grille.Actualiser(); ouvrir() }) {
		ouvrir()
	}
}

// lancerFeuille runs the sheet; comment is "apercu", "partiel" or "" for all its rows.
func (s *saisie) lancerFeuille(ctx context.Context, fichier, comment, par string) (*activite.Bilan, error) {
	v := map[string][]string{"fichier": {fichier}}
	if comment != "" {
		v[comment] = []string{"oui"}
	}
	return s.p.Service.Lancer(ctx, s.a.ID, activite.Demande{Titre: activite.SansTitre, Par: par, Valeurs: v})
}

// apercevoir shows the rows of a sheet; all are recorded, or none.
func (s *saisie) apercevoir(fichier string) {
	if fichier == "" {
		s.avis.Dire("Indiquez le fichier à reprendre.", true)
		s.objet.Refresh()
		return
	}
	par := s.p.Par
	poste.Travailler(s.p, func(ctx context.Context) (*activite.Bilan, error) {
		return s.lancerFeuille(ctx, fichier, "apercu", par)
	}, func(b *activite.Bilan, err error) {
		if err != nil || b.Feuille == nil {
			s.p.Erreur(err)
			return
		}
		s.montrerFeuille(fichier, grille.NouvelleFeuille(b.Feuille))
	})
}

func (s *saisie) montrerFeuille(fichier string, r *grille.Feuille) {
	t := table.NouveauTableau([]table.Colonne{
		{Titre: "Ligne", Largeur: 55, Droite: true}, {Titre: "Effet", Largeur: 95}, {Titre: "Candidat", Largeur: 200, Part: 2},
		{Titre: "Objet", Largeur: 120, Part: 1},
		{Titre: "Valeur", Largeur: 140}, {Titre: "Raison", Largeur: 170, Part: 4},
	}, func() int { return len(r.Lignes) }, func(i, k int) table.Cellule {
		l := &r.Lignes[i]
		c := table.Cellule{Texte: l.Textes[k]}
		if k == 1 {
			c.Gras = true
			c.Ton = map[activite.Sort]composant.Ton{
				activite.SortNouvelle: composant.Bon, activite.SortModifiee: composant.Accent, activite.SortRefusee: composant.Mauvais,
			}[l.Sort]
		}
		return c
	})
	raison := composant.NouveauParagraphe("", composant.Police{Taille: 13, Ton: composant.Mauvais})
	t.Deplacer = func(i int) { raison.Changer(r.Lignes[i].Textes[5], composant.Mauvais) }
	t.Vide, t.Montrees = "Le fichier n’a aucune ligne.", 9
	reponses := []composant.Reponse{{Texte: "Fermer", Annule: true, Defaut: !r.Possible, Rang: map[bool]composant.Rang{false: composant.Principal}[r.Possible]}}
	if r.Possible {
		reponses[0].Texte = "Annuler"
		reponses = append(reponses,
			composant.Reponse{Texte: r.Bouton, Rang: composant.Principal, Defaut: true, Action: func() { s.appliquerFeuille(fichier, "") }})
	}
	if r.Partiel != "" {
		reponses = append(reponses, composant.Reponse{Texte: r.Partiel, Action: func() { s.appliquerFeuille(fichier, "partiel") }})
	}
	composant.Ouvrir(s.p.Fenetre, composant.Contenu{
		Titre: "Ce que fait le fichier", Largeur: 1040, Premier: t,
		Corps:    composant.Pile(8, t, composant.NouveauParagraphe(r.Resume, composant.Police{Gras: true}), t, composant.Hauteur(40, raison)),
		Reponses: reponses,
	})
}

func (s *saisie) appliquerFeuille(fichier, comment string) {
	par := s.p.Par
	poste.Travailler(s.p, func(ctx context.Context) (*activite.Bilan, error) {
		return s.lancerFeuille(ctx, fichier, comment, par)
	}, func(b *activite.Bilan, err error) {
		if err != nil {
			s.p.Erreur(err)
			return
		}
		s.recharger(nil, nil, func() {
			s.avis.Dire(poste.BilanEnClair("Fichier repris : ", b), false)
			s.objet.Refresh()
		})
	})
}
