package poste

import (
	"context"
	"strings"

	"delib/core/activite"
	"delib/core/examen"
	"delib/ui/composant"
	"delib/ui/modele"
)

// PlanFait is what became of the plan de secours that a closing makes again.
type PlanFait struct {
	Texte     string // "" when none was asked
	Attention bool
}

// ReglagePlan reads what the person said of the plan at a closing.
func (p *Hote) ReglagePlan(ctx context.Context) (modele.PlanALaCloture, error) {
	t, err := p.Service.Reglage(ctx, modele.ReglagePlan)
	return modele.LireReglagePlan(t), err
}

// PlanALaCloture makes the plan de secours of a jury again before it closes, and puts
// a copy where the person said. A plan that cannot be made holds no closing up: it is
// told. It runs out of the screen's goroutine.
func (p *Hote) PlanALaCloture(ctx context.Context, code, par string) PlanFait {
	rate := func(err error) PlanFait {
		return PlanFait{"Le plan de secours d’avant la clôture n’a pas pu être refait : " + p.Expliquer(err).Message, true}
	}
	r, err := p.ReglagePlan(ctx)
	if err != nil {
		return rate(err)
	}
	if !r.Refaire {
		return PlanFait{}
	}
	s, err := p.Service.Situation(ctx, code)
	if err != nil {
		return rate(err)
	}
	if !r.Avant(s) {
		return PlanFait{}
	}
	id, d := modele.DemandePlan(s, par)
	if a, ok := activite.Trouver(id); ok {
		d.Titre = a.TitreDocument(p.Profil, &d)
	}
	b, err := p.Service.Lancer(ctx, id, d)
	if err != nil {
		return rate(err)
	}
	return p.copierPlan(r, b.Fichiers)
}

// copierPlan puts the files of a plan in the second folder, if there is one.
func (p *Hote) copierPlan(r modele.PlanALaCloture, fichiers []string) PlanFait {
	fait := PlanFait{Texte: "Plan de secours refait avant la clôture : " + NomsFichiers(fichiers)}
	if r.Dossier == "" {
		fait.Texte += "."
		return fait
	}
	if err := copierLa(r.Dossier, fichiers); err != nil {
		return PlanFait{fait.Texte + ". La copie n’a pas été faite : " + p.Expliquer(err).Message, true}
	}
	fait.Texte += ", copié dans « " + r.Dossier + " »."
	return fait
}

// copierLa copies files into a folder that is there: that of a key that was taken out
// is not made again on the disk.
func copierLa(dossier string, fichiers []string) error {
	if !existe(dossier) {
		return examen.Refuser(examen.CodeFichier, "Le dossier « "+dossier+" » n’est pas là.", "Branchez la clé, ou choisissez un autre dossier.")
	}
	_, err := Copier(dossier, Sources(fichiers))
	return err
}

// OuvrirReglages asks, once, what is made by itself on this workstation.
func (p *Hote) OuvrirReglages() {
	Lire(p, p.ReglagePlan, func(r modele.PlanALaCloture) {
		dossier := composant.NouvelleSaisie(r.Dossier, "Aucune copie")
		faute := composant.NouveauParagraphe("", composant.Police{Ton: composant.Mauvais})
		refaire := composant.NouvelleCase("Refaire le plan de secours du jury juste avant chaque clôture", r.Refaire, nil)
		composant.Ouvrir(p.Fenetre, composant.Contenu{
			Titre: "Réglages de ce poste", Largeur: 660, Premier: refaire, Aide: p.AideSur(activite.IDPlan1),
			Corps: composant.Pile(8, nil, refaire, Etiquette("et en mettre une copie dans ce dossier (clé USB, autre disque ; facultatif)"),
				composant.Rangee(8, dossier, dossier, p.ParcourirDossiers(dossier)),
				composant.NouveauParagraphe("Une clôture n’attend jamais une clé absente : la copie qui manque est dite. "+
					"Le papillon d’un jury reste le même d’un plan à l’autre.", composant.Police{Taille: composant.TaillePetite, Ton: composant.Second}), faute),
			Reponses: []composant.Reponse{
				{Texte: "Annuler", Annule: true},
				{Texte: "Enregistrer", Rang: composant.Principal, Defaut: true,
					Verifier: func() bool {
						r = modele.PlanALaCloture{Refaire: refaire.Cochee, Dossier: strings.TrimSpace(dossier.Text)}
						if r.Dossier == "" || existe(r.Dossier) {
							return true
						}
						faute.Changer("!  Le dossier « "+r.Dossier+" » n’est pas là.", composant.Mauvais)
						p.Fenetre.Canvas().Focus(dossier)
						return false
					},
					Action: func() {
						Lire(p, func(ctx context.Context) (bool, error) {
							return true, p.Service.Regler(ctx, modele.ReglagePlan, r.Texte())
						}, func(bool) {})
					}},
			},
		})
	})
}
