package poste

import (
	"context"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/ui/composant"
	"delib/ui/modele"
)

// Confirmer asks before an act, with the jurys and the consequence named.
func (p *Hote) Confirmer(c modele.Confirmation, danger bool, faire func()) {
	p.ConfirmerChoix(c, c, "", danger, func(bool) { faire() })
}

// ConfirmerChoix is confirmer with a choice, not ticked at first, that makes it tous.
func (p *Hote) ConfirmerChoix(c, tous modele.Confirmation, choix string, danger bool, faire func(tous bool)) {
	rang := composant.Principal
	if danger {
		rang = composant.Danger
	}
	coche := false
	corps := corpsConfirmation(c)
	if choix != "" {
		etroit, large := corps, corpsConfirmation(tous)
		large.Hide()
		option := composant.NouvelleCase(choix, false, nil)
		pile := composant.Pile(10, nil, etroit, large, option)
		option.Change = func(oui bool) {
			coche = oui
			etroit.Hidden, large.Hidden = oui, !oui
			pile.Refresh()
		}
		corps = pile
	}
	annuler := composant.Reponse{Texte: "Annuler", Annule: true}
	agir := composant.Reponse{Texte: c.Bouton, Rang: rang, Defaut: !c.Mouvement, Action: func() { faire(coche) }}
	if c.Mouvement { // Enter, pressed once too often, moves no jury
		annuler.Defaut = true
	}
	composant.Ouvrir(p.Fenetre, composant.Contenu{Titre: c.Titre, Corps: corps, Largeur: 600, Reponses: []composant.Reponse{annuler, agir}})
}

// corpsConfirmation writes what a person reads before an act: what moves, the
// checklist, the consequence.
func corpsConfirmation(c modele.Confirmation) *fyne.Container {
	corps := composant.Pile(10, nil, composant.NouveauParagraphe(c.Question, composant.Police{}), ListeDefilante(c.Jurys, 190))
	if len(c.Points) > 0 {
		points := composant.Pile(3, nil)
		for _, pt := range c.Points {
			marque, ton, gras := "·  ", composant.Courant, false
			switch pt.Signe {
			case modele.SigneBon:
				marque, ton = "✓  ", composant.Bon
			case modele.SigneAttention:
				marque, ton, gras = "!  ", composant.Attention, true
			}
			points.Add(composant.NouveauParagraphe(marque+pt.Texte, composant.Police{Ton: ton, Gras: gras}))
		}
		corps.Add(points)
	}
	if c.Consequence != "" {
		corps.Add(composant.Encart(true, composant.NouveauParagraphe(c.Consequence, composant.Police{})))
	}
	return corps
}

// releve is what the checklists are made of.
type releve struct {
	situations []activite.Situation
	modifiees  map[string]int
	plan       modele.PlanALaCloture
}

// Controler reads the checklists of jurys, as they are now, before they move.
func (p *Hote) Controler(codes []string, suite func([]modele.ControleJury)) {
	Lire(p, func(ctx context.Context) (r releve, err error) {
		if r.situations, err = p.Service.Situations(ctx); err != nil {
			return r, err
		}
		if r.plan, err = p.ReglagePlan(ctx); err != nil {
			return r, err
		}
		r.modifiees = map[string]int{}
		for _, code := range codes {
			ms, err := p.Service.Modifiees(ctx, code)
			if err != nil {
				return r, err
			}
			r.modifiees[code] = len(ms)
		}
		return r, nil
	}, func(r releve) {
		cs := modele.ControleDe(r.situations, r.modifiees, codes)
		for i := range cs {
			cs[i].Plan = r.plan
		}
		suite(cs)
	})
}

// ControlerActe asks before one jury moves by an act of its own or of the académie.
func (p *Hote) ControlerActe(a modele.Action, faire func()) {
	p.Controler([]string{a.Jury}, func(cs []modele.ControleJury) {
		if len(cs) == 1 {
			p.Confirmer(modele.ConfirmerActe(p.Profil, a, cs[0]), false, faire)
		}
	})
}
