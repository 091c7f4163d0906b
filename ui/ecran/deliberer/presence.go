package deliberer

import (
	"context"
	"strings"

	"delib/core/activite"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/composant/table"
	"delib/ui/ecran/poste"
	"delib/ui/modele/seance"
)

// presence asks who sits, how, who presides, who refuses to sign. Each member is recorded
// by himself; the dialog stays until it is closed.
func (d *deliberation) presence() { d.presenceSur("") }

func (d *deliberation) presenceSur(nom string) {
	ss := seance.Sieges(d.m.Jury())
	t := table.NouveauTableau([]table.Colonne{
		{Titre: "Membre", Largeur: 190, Part: 2}, {Titre: "Fonction", Largeur: 110}, {Titre: "Qualité", Largeur: 120, Part: 1},
		{Titre: "Présence", Largeur: 260, Part: 3},
	}, func() int { return len(ss) }, func(i, k int) table.Cellule {
		s := &ss[i]
		return table.Cellule{Texte: [...]string{s.Nom, s.Fonction, s.Qualite, s.Dit}[k], Gras: k == 0}
	})
	t.Montrees = min(8, max(3, len(ss)))
	t.Vide = "Le dossier ne nomme aucun membre : écrivez le nom ci-dessous."
	preside := composant.NouvelleCase("préside la séance", false, nil)
	refus := composant.NouvelleSaisie("", "Ses mots ; vide s’il signe")
	autre := composant.NouvelleSaisie("", "Nom et prénom d’une personne qui n’est pas dans la liste")
	modes := []jury.Siege{jury.SiegePresent, jury.SiegeVisio, jury.SiegeAbsent}
	var libelles []string
	for _, m := range modes {
		libelles = append(libelles, m.Libelle())
	}
	mode := composant.NouveauRadio(libelles, 0, nil)
	t.Deplacer = func(i int) {
		x := ss[i].Presence
		preside.Cocher(x.Preside)
		refus.SetText(x.Refus)
		for k, m := range modes {
			if m == x.Mode {
				mode.Choisir(k)
			}
		}
	}
	place := 0
	for i := range ss {
		if ss[i].Nom == nom {
			place = i
		}
	}
	if len(ss) > 0 {
		t.Placer(place)
	}
	noter := func() {
		x := activite.Siege{
			Jury: d.code, Membre: strings.TrimSpace(autre.Text), Mode: modes[max(0, mode.Choisi())], Preside: preside.Cochee, Refus: refus.Text, Par: d.p.Par,
		}
		if x.Membre == "" && len(ss) > 0 {
			x.Membre = ss[t.Curseur()].Nom
		}
		poste.Travailler(d.p, func(ctx context.Context) (*activite.Bilan, error) { return d.p.Service.NoterPresence(ctx, x) }, func(b *activite.Bilan, err error) {
			if err != nil {
				d.p.Erreur(err)
				return
			}
			d.avis.Dire(poste.BilanEnClair("", b), false)
			d.Charger(func() { d.presenceSur(x.Membre) })
		})
	}
	composant.Ouvrir(d.p.Fenetre, composant.Contenu{
		Titre: "Présence au jury " + d.code, Largeur: 900, Premier: t,
		Corps: composant.Pile(6, nil, t, autre, mode, preside, poste.Etiquette("Refuse de signer le procès-verbal : pourquoi"), refus,
			composant.NouveauParagraphe("La visioconférence est refusée à qui préside. Le procès-verbal imprime ce qui est noté.",
				composant.Police{Taille: 13, Ton: composant.Second})),
		Reponses: []composant.Reponse{
			{Texte: "Noter la présence", Rang: composant.Normal, Action: noter},
			{Texte: "Fermer", Rang: composant.Principal, Annule: true, Defaut: true},
		},
	})
}

// semblables shows, beside a candidate near a threshold, the others who are near to it
// and what was done for them.
func (d *deliberation) semblables() {
	seuil, autres, ok := d.m.Semblables(d.vu)
	c, connu := d.m.Jury().Candidat(d.vu)
	if !ok || !connu {
		return // the button is hidden
	}
	t := table.NouveauTableau([]table.Colonne{
		{Titre: "Candidat", Largeur: 170, Part: 1}, {Titre: "Moyenne", Largeur: 80, Droite: true}, {Titre: "Décision", Largeur: 180, Part: 1},
		{Titre: "Livret", Largeur: 110},
		{Titre: "Ce qui a été fait", Largeur: 260, Part: 3},
	}, func() int { return len(autres) }, func(i, k int) table.Cellule {
		s := &autres[i]
		return table.Cellule{Texte: [...]string{s.Nom, s.Moyenne, s.Decision, s.Livret, s.Fait}[k], Gras: k == 1}
	})
	t.Montrees = min(9, max(3, len(autres)))
	t.Vide = "Aucun autre candidat de ce jury n’est à un quart de point de ce seuil."
	composant.Ouvrir(d.p.Fenetre, composant.Contenu{
		Titre: seance.TitreSemblables(d.m.Nommer(c), seuil), Largeur: 980, Premier: t, Corps: composant.Pile(8, t, t),
		Reponses: []composant.Reponse{{Texte: "Fermer", Rang: composant.Principal, Annule: true, Defaut: true}},
	})
}

func (d *deliberation) aDesSemblables(cle jury.Cle) bool {
	_, _, ok := d.m.Semblables(cle)
	return ok
}
