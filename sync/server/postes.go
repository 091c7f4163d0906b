package server

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/jury"
	"delib/sync/wire"
)

// Kinds and states of a workstation.
const (
	genrePoste    = "poste"
	genreAcademie = "academie"

	etatActif       = "actif"
	etatRevoque     = "revoque"
	etatHorsService = "hors_service"
	etatPorte       = "porte" // never enrolled: another workstation brings its acts
)

// poste is one workstation, or the académie's own key of a generation.
type poste struct {
	ID, Centre, Genre, Etat string
	Cle                     ed25519.PublicKey
	Echange, Nom            string
	Rang                    int64
	Empreinte               string
	VuLe                    string
	Attente, Curseur        int64
	Version                 string
}

const colonnesPoste = "id, centre, genre, etat, cle, echange, nom, rang, empreinte, vu_le, attente, curseur, version"

func (p *poste) scan(scan func(...any) error) error {
	return scan(&p.ID, &p.Centre, &p.Genre, &p.Etat, &p.Cle, &p.Echange, &p.Nom, &p.Rang, &p.Empreinte, &p.VuLe, &p.Attente, &p.Curseur, &p.Version)
}

func (s *Serveur) inscrirePoste(ctx context.Context, tx *sql.Tx, p *poste) error {
	_, err := tx.ExecContext(ctx,
		s.depot.q("INSERT INTO postes ("+colonnesPoste+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET etat = excluded.etat, "+
			"echange = excluded.echange, nom = excluded.nom"),
		p.ID, p.Centre, p.Genre, p.Etat, []byte(p.Cle), p.Echange, p.Nom, p.Rang, p.Empreinte, p.VuLe, p.Attente, p.Curseur, p.Version)
	if err != nil {
		return fmt.Errorf("write workstation %s: %w", p.ID, err)
	}
	return nil
}

// posteDe gives a workstation, nil when it is not known.
func (s *Serveur) posteDe(ctx context.Context, q requete, id string) (*poste, error) {
	p := new(poste)
	err := p.scan(q.QueryRowContext(ctx, s.depot.q("SELECT "+colonnesPoste+" FROM postes WHERE id = ?"), id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read workstation %s: %w", id, err)
	}
	return p, nil
}

// posteParCle gives a workstation by its key, under whichever name it has.
func (s *Serveur) posteParCle(ctx context.Context, q requete, cle ed25519.PublicKey) (*poste, error) {
	p, err := s.posteDe(ctx, q, jury.IDPoste(cle))
	if err == nil && p == nil {
		p, err = s.posteDe(ctx, q, jury.AncienIDPoste(cle))
	}
	return p, err
}

// nomDe gives the name under which a workstation acts: it says it, and its key proves
// it. One that says none is of before.
func nomDe(cle ed25519.PublicKey, d *wire.Demande) string {
	if jury.EstPoste(d.Poste, cle) {
		return d.Poste
	}
	return jury.AncienIDPoste(cle)
}

// seul gives the one workstation whose name begins so, nil when there are several or
// none.
func seul(ps []*poste, debut string) (trouve *poste) {
	if len(debut) < 9 {
		return nil
	}
	for _, p := range ps {
		if strings.HasPrefix(p.ID, debut) {
			if trouve != nil {
				return nil
			}
			trouve = p
		}
	}
	return trouve
}

func (s *Serveur) postesDe(ctx context.Context, q requete, centre string) ([]*poste, error) {
	lignes, err := q.QueryContext(ctx, s.depot.q("SELECT "+colonnesPoste+" FROM postes WHERE centre = ? ORDER BY id"), centre)
	ps, err := lirePostes(lignes, err)
	if err != nil {
		return nil, fmt.Errorf("read workstations of %s: %w", centre, err)
	}
	return ps, nil
}

func (s *Serveur) tousLesPostes(ctx context.Context, q requete) ([]*poste, error) {
	lignes, err := q.QueryContext(ctx, "SELECT "+colonnesPoste+" FROM postes ORDER BY id")
	ps, err := lirePostes(lignes, err)
	if err != nil {
		return nil, fmt.Errorf("read workstations: %w", err)
	}
	return ps, nil
}

func lirePostes(lignes *sql.Rows, err error) ([]*poste, error) {
	var ps []*poste
	err = parcourir(lignes, err, func(scan func(...any) error) error {
		p := new(poste)
		ps = append(ps, p)
		return p.scan(scan)
	})
	return ps, err
}

// noter keeps what a workstation showed of itself in an exchange.
func (s *Serveur) noter(ctx context.Context, tx *sql.Tx, p *poste) error {
	_, err := tx.ExecContext(ctx,
		s.depot.q("UPDATE postes SET rang = ?, empreinte = ?, vu_le = ?, attente = ?, curseur = ?, version = ?, etat = ? WHERE id = ?"),
		p.Rang, p.Empreinte, p.VuLe, p.Attente, p.Curseur, p.Version, p.Etat, p.ID)
	if err != nil {
		return fmt.Errorf("write workstation %s: %w", p.ID, err)
	}
	return nil
}

// Revoquer shuts a workstation out: what it still sends is kept and refused.
func (s *Serveur) Revoquer(ctx context.Context, id string) error {
	return s.depot.dans(ctx, func(tx *sql.Tx) error {
		p, err := s.posteDe(ctx, tx, id)
		if err != nil {
			return err
		}
		if p == nil {
			ps, err := s.tousLesPostes(ctx, tx)
			if err != nil {
				return err
			}
			p = seul(ps, id)
		}
		if p == nil || p.Genre != genrePoste {
			return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le poste %s n’est pas connu de ce serveur.", id),
				"Choisissez-le parmi les postes de chaque centre.").Par(examen.Faire(examen.GesteEtatServeur))
		}
		p.Etat = etatRevoque
		return s.noter(ctx, tx, p)
	})
}

// enRetard names the workstations of a centre that were not heard, with nothing
// left to send, since an entry of its log.
func enRetard(ps []*poste, sauf string, ordre int64) []*poste {
	var r []*poste
	for _, p := range ps {
		if p.Genre == genrePoste && p.Etat == etatActif && p.ID != sauf && p.Curseur < ordre {
			r = append(r, p)
		}
	}
	return r
}

// preuve keeps what a workstation cannot have sent in good faith.
func (s *Serveur) preuve(ctx context.Context, tx *sql.Tx, par string, a *jury.Acte, scelle jury.ActeScelle, raison string) error {
	_, err := tx.ExecContext(ctx,
		s.depot.q("INSERT INTO preuves (poste, rang, empreinte, raison, par, contenu, signature, recu_le) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
		a.Poste, a.Rang, scelle.Empreinte(), raison, par, scelle.Contenu, scelle.Signature, instant(s.horloge()))
	if err != nil {
		return fmt.Errorf("keep evidence: %w", err)
	}
	return nil
}

// troue tells whether the acts of a key may come with gaps: those of a PC that
// will not be heard again, and the académie's own, which go to several centres.
func (p *poste) troue() bool {
	return p.Etat == etatHorsService || p.Etat == etatPorte || p.Genre == genreAcademie
}

// vu tells when a workstation was last heard, in words.
func (p *poste) vu() string {
	t := lireInstant(p.VuLe)
	if t.IsZero() {
		return "jamais entendu"
	}
	return "entendu pour la dernière fois le " + t.Local().Format("02/01/2006 à 15:04")
}

// ancien tells whether what is kept of a workstation is worth writing again.
func (p *poste) ancien(maintenant time.Time) bool {
	return maintenant.Sub(lireInstant(p.VuLe)) > 20*time.Second
}
