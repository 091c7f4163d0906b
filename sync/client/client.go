// Package client is the workstation's side of the exchange: it sends the acts
// that wait, takes in what the académie answers, and starts again when the
// network comes back.
//
// It decides nothing: the server judges, the workstation's base keeps and
// applies. It deletes nothing: an act leaves the queue when it has its answer.
package client

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"time"

	"filippo.io/age"

	"delib/core/examen"
	"delib/core/jury"
	"delib/core/ordre"
	"delib/sync/wire"
)

// Journal is the workstation's base.
type Journal interface {
	Poste() string
	Cle() ed25519.PrivateKey
	Cles(ctx context.Context) (map[string][]byte, error)
	Delegations(ctx context.Context) (map[string][]byte, error)
	Centre(ctx context.Context) (*jury.Centre, error)
	Raccordement(ctx context.Context) (*ordre.Raccordement, error)
	Raccorder(ctx context.Context, r ordre.Raccordement) error
	AEnvoyer(ctx context.Context, apres int64, max int) ([]jury.ActeScelle, int64, error)
	Repondus(ctx context.Context) (map[string]ordre.Repondus, error)
	Origines(ctx context.Context) ([]string, error)
	Balance(ctx context.Context) (ordre.Balance, error)
	Integrer(ctx context.Context, r ordre.Recu) (ordre.Integration, error)
	Oublier(ctx context.Context) error
	Secret(ctx context.Context, nom string, faire func() (string, error)) (string, error)
}

// Lien carries one message to the server and its answer back.
type Lien interface {
	Echanger(ctx context.Context, d *wire.Demande) (*wire.Reponse, error)
}

// Client makes the exchanges of one workstation.
type Client struct {
	journal     Journal
	horloge     func() time.Time
	application string
	// NouveauServeur lets Raccorder take a server that is not the one before.
	NouveauServeur bool
}

// Nouveau gives the client of a base.
func Nouveau(j Journal, horloge func() time.Time, application string) *Client {
	return &Client{journal: j, horloge: horloge, application: application}
}

// Bilan says what an exchange did.
type Bilan struct {
	Envoyes   int             // acts sent
	Recues    int             // entries of the log that came
	Verdicts  []ordre.Verdict // new answers
	Jurys     []string        // made again
	Desaccord []string        // jurys whose hash is not the server's
	Postes    []wire.Poste    // the other workstations of the centre
	Decalage  time.Duration   // server's clock less this one's
}

// ErrSansServeur says that the base has no server.
var ErrSansServeur = examen.Refuser(examen.CodeReseau, "Ce poste n’est raccordé à aucun serveur.",
	"Demandez à votre académie l’adresse, l’empreinte et un code, puis raccordez ce poste.").Par(examen.Faire(examen.GesteRaccorder))

// tours bounds the messages of one exchange: a server that always says that
// there is more would never let go.
const tours = 2000

// Synchroniser sends what waits and takes in what is new. What was taken in
// before an error stays: the next call goes on from there.
func (c *Client) Synchroniser(ctx context.Context, l Lien) (Bilan, error) {
	var b Bilan
	var apres int64
	repris := false
	for range tours {
		d, suite, err := c.demande(ctx, apres)
		if err != nil {
			return b, err
		}
		r, err := l.Echanger(ctx, d)
		if err != nil {
			return b, err
		}
		b.Envoyes += len(d.Actes)
		autres, err := c.Integrer(ctx, r, false, &b)
		if errors.Is(err, ordre.ErrReprendre) && !repris {
			// The log is not what this base believed: take it again whole.
			repris, apres = true, 0
			if err := c.journal.Oublier(ctx); err != nil {
				return b, err
			}
			continue
		}
		if err != nil {
			return b, err
		}
		switch {
		case r.Refus != nil:
			return b, r.Refus.Erreur()
		case d.Generation != "" && d.Generation != r.Generation:
			apres = 0 // the server lost acts that it had answered: offer all again
		case !d.Complet:
			apres = suite
		case r.Suite:
		case autres || d.Generation == "":
			// Say once more what is held now: a closing elsewhere may wait for it.
		default:
			return b, nil
		}
	}
	return b, errors.New("the server never came to an end")
}

// Integrer takes in one answer, of the network or of a file; autres tells whether others' acts came with it.
func (c *Client) Integrer(ctx context.Context, r *wire.Reponse, fichier bool, b *Bilan) (autres bool, err error) {
	if r.Version > wire.Version {
		return false, examen.Refuser(examen.CodeVersion, "Le serveur de l’académie parle une version plus récente que ce poste.",
			"Mettez Délib à jour. Rien n’est perdu : ce qui n’a pas été envoyé reste sur ce poste.")
	}
	b.Decalage = r.Horloge.Sub(c.horloge())
	if r.Refus != nil && len(r.Verdicts) == 0 {
		return false, nil
	}
	for _, e := range r.Entrees {
		autres = autres || e.Acte != nil
	}
	i, err := c.journal.Integrer(ctx, ordre.Recu{
		Generation: r.Generation, Ancetres: r.Ancetres, Fichier: fichier, Verdicts: r.Verdicts, Entrees: r.Entrees, Origines: r.Origines, Cles: r.Cles,
		Delegations: r.Delegations, Empreintes: r.Empreintes, Fin: !fichier && !r.Suite && r.Refus == nil,
	})
	if err == nil && r.Recommencer {
		err = ordre.ErrReprendre
	}
	if err != nil {
		return autres, err
	}
	b.Recues += i.Entrees
	b.Verdicts = append(b.Verdicts, i.Verdicts...)
	b.Jurys = append(b.Jurys, i.Jurys...)
	b.Desaccord = append(b.Desaccord, i.Desaccord...)
	if r.Refus == nil {
		b.Postes = r.Postes
	}
	return autres, nil
}

// demande makes the next message: the acts that wait after one of them.
func (c *Client) demande(ctx context.Context, apres int64) (*wire.Demande, int64, error) {
	rac, err := c.journal.Raccordement(ctx)
	if err != nil {
		return nil, 0, err
	}
	if rac == nil {
		return nil, 0, ErrSansServeur
	}
	d := c.presenter(rac)
	var suite int64
	if d.Actes, suite, err = c.journal.AEnvoyer(ctx, apres, wire.MaxActes); err != nil {
		return nil, 0, err
	}
	d.Complet = len(d.Actes) < wire.MaxActes
	return d, suite, c.completer(ctx, d)
}

func (c *Client) presenter(rac *ordre.Raccordement) *wire.Demande {
	return &wire.Demande{
		Version: wire.VersionDe(c.journal.Poste()), NomsEntiers: true, Poste: c.journal.Poste(), Application: c.application, Horloge: c.horloge(),
		Generation: rac.Generation, Curseur: rac.Curseur, Chaine: rac.Chaine,
	}
}

// completer adds what goes with the acts of a message.
func (c *Client) completer(ctx context.Context, d *wire.Demande) error {
	balance, err := c.journal.Balance(ctx)
	if err != nil {
		return err
	}
	d.Attente = balance.Attente
	if d.Repondus, err = c.journal.Repondus(ctx); err != nil {
		return err
	}
	if err := c.presenterAutres(ctx, d); err != nil {
		return err
	}
	if d.Curseur == 0 {
		d.Origines, err = c.journal.Origines(ctx)
	}
	return err
}

// presenterAutres adds what tells the acts that others made from forged ones.
func (c *Client) presenterAutres(ctx context.Context, d *wire.Demande) error {
	var cles, delegations map[string][]byte
	for _, s := range d.Actes {
		a, err := s.Lire()
		if err != nil {
			return err
		}
		if a.Poste == d.Poste || d.Cles[a.Poste] != nil {
			continue
		}
		if cles == nil {
			if cles, err = c.journal.Cles(ctx); err != nil {
				return err
			}
			if delegations, err = c.journal.Delegations(ctx); err != nil {
				return err
			}
			d.Cles, d.Delegations = map[string][]byte{}, map[string][]byte{}
		}
		if cle := cles[a.Poste]; cle != nil {
			d.Cles[a.Poste] = cle
		}
		if delegation := delegations[a.Poste]; delegation != nil {
			d.Delegations[a.Poste] = delegation
		}
	}
	return nil
}

// Raccorder enrols this workstation with a one-time code and keeps the server.
func (c *Client) Raccorder(ctx context.Context, l Lien, code string, url, empreinte string) (*ordre.Raccordement, error) {
	e, err := c.enrolement(ctx, code)
	if err != nil {
		return nil, err
	}
	d := &wire.Demande{
		Version: wire.VersionDe(c.journal.Poste()), NomsEntiers: true, Poste: c.journal.Poste(), Application: c.application, Horloge: c.horloge(),
		Enrolement: e,
	}
	if d.CleEchange, err = c.cleEchange(ctx); err != nil {
		return nil, err
	}
	r, err := l.Echanger(ctx, d)
	if err != nil {
		return nil, err
	}
	if r.Refus != nil {
		return nil, r.Refus.Erreur()
	}
	if r.Raccordement == nil {
		return nil, fmt.Errorf("the server took the code and said nothing")
	}
	rac := *r.Raccordement
	rac.URL, rac.Empreinte, rac.Nouveau = url, empreinte, c.NouveauServeur
	return &rac, c.journal.Raccorder(ctx, rac)
}

func (c *Client) enrolement(ctx context.Context, code string) (*wire.Enrolement, error) {
	nom, err := os.Hostname()
	if err != nil {
		nom = "poste"
	}
	e := &wire.Enrolement{Code: code, Nom: nom}
	centre, err := c.journal.Centre(ctx)
	if _, refus := examen.EstRefus(err); err != nil && !refus {
		return nil, err
	}
	if centre != nil {
		e.UAI, e.Examen, e.Session = centre.Lieu.UAI, centre.Examen, centre.Session
	}
	return e, nil
}

// identite gives the key to which this workstation's files of verdicts are encrypted.
func (c *Client) identite(ctx context.Context) (*age.X25519Identity, error) {
	secret, err := c.journal.Secret(ctx, "echange", func() (string, error) {
		i, err := age.GenerateX25519Identity()
		if err != nil {
			return "", fmt.Errorf("make exchange key: %w", err)
		}
		return i.String(), nil
	})
	if err != nil {
		return nil, err
	}
	return age.ParseX25519Identity(secret)
}

func (c *Client) cleEchange(ctx context.Context) (string, error) {
	i, err := c.identite(ctx)
	if err != nil {
		return "", err
	}
	return i.Recipient().String(), nil
}

// Joindre tells whether the server answers this workstation; it sends no act and
// takes nothing in.
func (c *Client) Joindre(ctx context.Context, l Lien) error {
	rac, err := c.journal.Raccordement(ctx)
	if err != nil {
		return err
	}
	if rac == nil {
		return ErrSansServeur
	}
	b, err := c.journal.Balance(ctx)
	if err != nil {
		return err
	}
	d := c.presenter(rac)
	d.Attente = b.Attente
	if d.Repondus, err = c.journal.Repondus(ctx); err != nil {
		return err
	}
	r, err := l.Echanger(ctx, d)
	if err != nil {
		return err
	}
	if r.Refus != nil {
		return r.Refus.Erreur()
	}
	return nil
}
