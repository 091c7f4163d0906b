package poste

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"delib/core/activite"
	"delib/core/examen"
	"delib/core/jury"
	"delib/ui/composant"
	"delib/ui/modele"
)

// SortieDivergence is the way out of what a divergence refuses.
func (p *Hote) SortieDivergence(err error) []composant.Reponse {
	if !modele.DivergenceEmpeche(err) {
		return nil
	}
	return []composant.Reponse{{Texte: "Trancher les divergences", Action: func() { p.Aller(modele.EcranEchanges, nil) }}}
}

// BilanEnClair writes what was done and what is to look at.
func BilanEnClair(debut string, b *activite.Bilan) string {
	t := debut + examen.Accorder(strings.Join(b.Messages, "\n"))
	for _, x := range b.Avertissements {
		t += "\nÀ noter : " + examen.Accorder(x)
	}
	return t
}

// NomsFichiers names files, the first ones only when they are many.
func NomsFichiers(chemins []string) string {
	var noms []string
	for _, f := range chemins {
		noms = append(noms, filepath.Base(f))
	}
	if len(noms) > 3 {
		noms = append(noms[:2], modele.Compter(len(chemins)-2, "autre fichier", "autres fichiers"))
	}
	return modele.Enumerer(noms)
}

// Explication shows what an activity is for; nil when nothing is to be said.
func Explication(a *activite.Activite, p *examen.Profil) fyne.CanvasObject {
	textes := a.Expliquer(p)
	if len(textes) == 0 {
		return nil
	}
	pile := composant.Pile(6, nil)
	for _, t := range textes {
		if point, ok := strings.CutPrefix(t, "- "); ok {
			x := composant.NouveauParagraphe(point, composant.Police{Taille: 13})
			pile.Add(composant.Rangee(6, x, composant.Largeur(10, composant.Pile(0, nil, composant.Ligne("•", composant.Police{Taille: 13}))), x))
			continue
		}
		pile.Add(composant.NouveauParagraphe(t, composant.Police{Taille: 13}))
	}
	return pile
}

// TonDecision gives the tone of a decision.
func TonDecision(x examen.Decision) composant.Ton {
	switch x {
	case examen.Admis:
		return composant.Bon
	case examen.Refuse:
		return composant.Mauvais
	case examen.Attente:
		return composant.Attention
	}
	return composant.Courant
}

// Gras is a paragraph in bold.
func Gras(t string) *composant.Paragraphe {
	return composant.NouveauParagraphe(t, composant.Police{Gras: true})
}

// CentreLu is what the search looks in, read once when it opens.
type CentreLu struct {
	Situations []activite.Situation
	Dossiers   []jury.Dossier
}

// LireCentre reads the whole centre.
func LireCentre(ctx context.Context, s *activite.Service) (c CentreLu, err error) {
	if c.Situations, err = s.Situations(ctx); err != nil {
		return c, err
	}
	for i := range c.Situations {
		d, err := s.Jury(ctx, c.Situations[i].Code)
		if err != nil {
			return c, err
		}
		c.Dossiers = append(c.Dossiers, d)
	}
	return c, nil
}

// Agir runs a gesture out of the screen's goroutine, says what came of it, and then reads
// the screen again.
func Agir(p *Hote, avis *Avis, faire func(context.Context) (string, error), relire func()) {
	Travailler(p, faire, func(dit string, err error) {
		if err != nil {
			p.Erreur(err)
		} else if dit != "" {
			avis.Dire(dit, false)
		}
		relire()
	})
}
