package server

import (
	"context"

	"delib/core/examen"
	"delib/sync/wire"
)

// Recevoir takes in a file of acts and gives the file of answers to take back to
// its workstation. The same file may come ten times, or after the network
// brought the same acts.
func (s *Serveur) Recevoir(ctx context.Context, fichier []byte) (reponse []byte, actes int, err error) {
	var messages []*wire.Demande
	cle, err := wire.OuvrirFichier(wire.FormatActes, fichier, s.age, &messages)
	if err != nil {
		return nil, 0, err
	}
	var reponses []*wire.Reponse
	destinataire := ""
	for _, d := range messages {
		if d.CleEchange != "" {
			destinataire = d.CleEchange
		}
		r, err := s.Echanger(ctx, cle, d)
		if err != nil {
			return nil, actes, err
		}
		if r.Refus != nil && len(r.Verdicts) == 0 {
			return nil, actes, r.Refus.Erreur()
		}
		actes += len(d.Actes)
		reponses = append(reponses, r)
		// What the log holds beyond one page goes with it.
		for suite := r; suite.Suite && suite.Refus == nil; {
			n := len(suite.Entrees)
			if suite, err = s.Echanger(ctx, cle,
				&wire.Demande{
					Version: d.Version, NomsEntiers: d.NomsEntiers, Poste: d.Poste, Application: d.Application, Generation: s.generation,
					Curseur: suite.Entrees[n-1].Ordre, Attente: d.Attente,
				}); err != nil {
				return nil, actes, err
			}
			reponses = append(reponses, suite)
		}
	}
	if destinataire == "" {
		return nil, actes, examen.Refuser(examen.CodeFichier, "Ce fichier ne dit pas à quelle clé répondre.",
			"Exportez-le de nouveau avec une version à jour de Délib.")
	}
	reponse, err = wire.CreerFichier(wire.FormatVerdicts, reponses, s.cle, destinataire)
	return reponse, actes, err
}
