package simtest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"delib/sync/wire"
)

// panne is what the network does to one message.
type panne int

const (
	passe       panne = iota
	perdAller         // the server never sees it
	perdRetour        // the server did it, the workstation never knows
	double            // the server sees it twice
	coupeAller        // the server sees half of it
	coupeRetour       // the workstation sees half of the answer
	rejoue            // an older message comes back after this one
	retard            // the answer is kept and comes after a later one
	pannes
)

var nomsPannes = []string{"passe", "perd l’aller", "perd le retour", "double", "coupe l’aller", "coupe le retour", "rejoue un ancien", "retarde le retour"}

// errReseau is all that a workstation knows of a message that did not come back.
var errReseau = errors.New("network")

// parfait is a network that works.
func parfait() panne { return passe }

// lien is the way of one workstation to the server, for one exchange. Messages
// go through the real encoding.
type lien struct {
	m      *Monde
	p      *Poste
	tirage func() panne
}

// anciens are messages that the network kept, by workstation.
type anciens struct {
	aller  [][]byte
	retour []*wire.Reponse
}

// Echanger carries a message, or does not.
func (l *lien) Echanger(ctx context.Context, d *wire.Demande) (*wire.Reponse, error) {
	if l.p.vieux {
		avant, err := parAvant[demandeDAvant](d)
		if err != nil {
			return nil, err
		}
		d = avant
	}
	texte, err := wire.Ecrire(d)
	if err != nil {
		return nil, err
	}
	p := l.tirage()
	if p != passe {
		l.m.dire("    réseau : %s", nomsPannes[p])
	}
	vieux := &l.p.anciens
	switch p {
	case perdAller:
		return nil, errReseau
	case coupeAller:
		_, err := l.servir(ctx, texte[:len(texte)/2])
		return nil, errors.Join(errReseau, err)
	case double:
		if _, err := l.servir(ctx, texte); err != nil {
			return nil, err
		}
	}
	r, err := l.servir(ctx, texte)
	if err != nil {
		return nil, err
	}
	if p == rejoue && len(vieux.aller) > 0 {
		if _, err := l.servir(ctx, vieux.aller[0]); err != nil {
			return nil, err
		}
		vieux.aller = vieux.aller[1:]
	}
	vieux.aller = append(vieux.aller, texte)
	octets, err := wire.Ecrire(r)
	if err != nil {
		return nil, err
	}
	switch p {
	case perdRetour:
		return nil, errReseau
	case coupeRetour:
		octets = octets[:len(octets)*2/3]
	}
	recu := new(wire.Reponse)
	if err := wire.Lire(bytes.NewReader(octets), recu); err != nil {
		return nil, errReseau
	}
	if p == retard {
		vieux.retour = append(vieux.retour, recu)
		return nil, errReseau
	}
	if l.p.vieux {
		if recu.Version > versionDAvant {
			return nil, fmt.Errorf("an older program is answered in version %d", recu.Version)
		}
		return parAvant[reponseDAvant](recu)
	}
	return recu, nil
}

// servir hands bytes to the server, as its carrier does.
func (l *lien) servir(ctx context.Context, texte []byte) (*wire.Reponse, error) {
	var d wire.Demande
	if err := wire.Lire(bytes.NewReader(texte), &d); err != nil {
		return nil, nil // refused before it is looked at
	}
	r, err := l.m.serveur.Echanger(ctx, l.p.base.Cle()[32:], &d)
	if err != nil && l.m.defauts.Oublie > 0 {
		return nil, errReseau // a broken server fails in many ways
	}
	return r, err
}

// enRetard gives a late answer to a workstation, which must not mind.
func (m *Monde) enRetard(p *Poste) error {
	v := &p.anciens
	if len(v.retour) == 0 {
		return nil
	}
	r := v.retour[0]
	v.retour = v.retour[1:]
	_, err := p.client.Integrer(m.ctx, r, true, nouveauBilan())
	return err
}

// oublieuse ends every nth transaction without keeping it, and says that it did.
func oublieuse(n int) func(*sql.Tx) error {
	fois := 0
	return func(tx *sql.Tx) error {
		if fois++; fois > 10 && fois%n == 0 {
			return tx.Rollback()
		}
		return tx.Commit()
	}
}
