package client

import (
	"context"
	"errors"
	"slices"

	"delib/core/examen"
	"delib/core/ordre"
	"delib/sync/wire"
)

// ExporterActes puts all that waits in a file encrypted to the académie. A
// workstation that was never enrolled gives the académie's key and a code: the
// file enrols it.
func (c *Client) ExporterActes(ctx context.Context, cle, code string) (fichier []byte, actes int, err error) {
	rac, err := c.journal.Raccordement(ctx)
	if err != nil {
		return nil, 0, err
	}
	if rac == nil {
		if cle == "" || code == "" {
			return nil, 0, examen.Refuser(examen.CodeReseau, "Ce poste n’a jamais été raccordé : il ne connaît pas la clé de l’académie.",
				"Demandez-lui sa clé d’échange et un code, par téléphone s’il le faut, puis donnez-les.").Par(examen.Faire(examen.GesteCleEchange))
		}
		rac = &ordre.Raccordement{}
	}
	if cle == "" {
		cle = rac.CleEchange
	}
	var messages []*wire.Demande
	for apres := int64(0); ; {
		d := c.presenter(rac)
		var suite int64
		if d.Actes, suite, err = c.journal.AEnvoyer(ctx, apres, wire.MaxActes); err != nil {
			return nil, 0, err
		}
		d.Complet = len(d.Actes) < wire.MaxActes
		if err := c.completer(ctx, d); err != nil {
			return nil, 0, err
		}
		if d.CleEchange, err = c.cleEchange(ctx); err != nil {
			return nil, 0, err
		}
		if code != "" && len(messages) == 0 {
			if d.Enrolement, err = c.enrolement(ctx, code); err != nil {
				return nil, 0, err
			}
		}
		messages, apres, actes = append(messages, d), suite, actes+len(d.Actes)
		if d.Complet {
			break
		}
	}
	fichier, err = wire.CreerFichier(wire.FormatActes, messages, c.journal.Cle(), cle)
	return fichier, actes, err
}

// ImporterVerdicts takes in a file of the académie's answers, in any order and
// as often as one likes.
func (c *Client) ImporterVerdicts(ctx context.Context, fichier []byte) (Bilan, error) {
	var b Bilan
	secret, err := c.identite(ctx)
	if err != nil {
		return b, err
	}
	var reponses []*wire.Reponse
	signataire, err := wire.OuvrirFichier(wire.FormatVerdicts, fichier, secret, &reponses)
	if err != nil {
		return b, err
	}
	rac, err := c.journal.Raccordement(ctx)
	if err != nil {
		return b, err
	}
	for i, r := range reponses {
		if rac == nil && r.Raccordement != nil && slices.Equal(r.Raccordement.CleServeur, signataire) {
			if err := c.journal.Raccorder(ctx, *r.Raccordement); err != nil {
				return b, err
			}
			rac = r.Raccordement
		}
		if rac == nil {
			return b, ErrSansServeur
		}
		if !slices.Equal(rac.CleServeur, signataire) && r.Generation == rac.Generation {
			return b, examen.Refuser(examen.CodeIdentite, "Ce fichier n’est pas signé par le serveur de ce poste.",
				"Vérifiez d’où il vient. Rien n’a été changé.")
		}
		if _, err := c.Integrer(ctx, r, true, &b); err != nil {
			if i > 0 && errors.Is(err, ordre.ErrReprendre) {
				continue // a later file brought the rest already
			}
			return b, err
		}
		if r.Refus != nil {
			return b, r.Refus.Erreur()
		}
	}
	return b, nil
}
