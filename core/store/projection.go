package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Nothing but this file writes in the projection: the tables jurys and candidats,
// and what the jurys share. avancer goes on with acts that were judged; projeter makes
// a jury again from its history, and so takes in all that comes from outside.

// aLaFin leaves a jury in its place, or puts it after the last one.
const aLaFin = -1

// projeter makes a jury again from what the journal has of it, and puts it in the
// projection; politique says what becomes of an act that does not apply. It gives
// nothing for a jury of which the journal has nothing.
func projeter(ctx context.Context, tx *sql.Tx, code string, place int, politique jury.Politique) (*jury.Rejeu, error) {
	h, err := histoire(ctx, tx, code)
	if err != nil || len(h) == 0 {
		return nil, err
	}
	p, err := profil(ctx, tx)
	if err != nil {
		return nil, err
	}
	r, err := jury.Rejouer(p, h, origine(ctx, tx), politique)
	if err != nil {
		return nil, fmt.Errorf("replay jury %s: %w", code, err)
	}
	for id, raison := range r.Suspendus {
		if err := marquer(ctx, tx, id, code, "suspendu", raison.Error()); err != nil {
			return nil, err
		}
	}
	if r.Dossier.Code == "" {
		return &r, nil // not one act of it is understood
	}
	if place == aLaFin {
		err := tx.QueryRowContext(ctx, "SELECT coalesce((SELECT place FROM jurys WHERE code = ?), (SELECT coalesce(max(place), -1) + 1 FROM jurys))",
			code).Scan(&place)
		if err != nil {
			return nil, fmt.Errorf("read place of %s: %w", code, err)
		}
	}
	return &r, ecrireJury(ctx, tx, &r.Dossier, place)
}

// profil gives the rules of the centre; what the jurys share is taken from the journal
// when it is not yet there.
func profil(ctx context.Context, tx *sql.Tx) (*examen.Profil, error) {
	c, err := centre(ctx, tx)
	if err != nil {
		if err := refaireCentre(ctx, tx); err != nil {
			return nil, err
		}
		if c, err = centre(ctx, tx); err != nil {
			return nil, err
		}
	}
	return examen.Trouver(c.Examen, c.Session)
}

// Refaire fills a base that is empty, in one transaction: poser writes what was read
// of another one, then every jury is made again. entier demands that each history
// apply whole; otherwise the acts that do not, and those that follow them, are given
// back: the base must then be made once more without them.
func (b *Base) Refaire(ctx context.Context, poser func(*sql.Tx) error, entier bool) (refuses []string, err error) {
	err = b.db.Dans(ctx, func(tx *sql.Tx) error {
		if err := poser(tx); err != nil {
			return err
		}
		if err := refaireCentre(ctx, tx); err != nil {
			return err
		}
		if refuses, err = refaireJurys(ctx, tx, entier); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return refuses, b.db.LirePoste(ctx)
}

// refaireJurys makes all the jurys again and gives the acts that could not be replayed.
func refaireJurys(ctx context.Context, tx *sql.Tx, entier bool) (refuses []string, err error) {
	if _, err := centre(ctx, tx); err != nil {
		if _, refus := examen.EstRefus(err); refus {
			return nil, nil // nothing was imported
		}
		return nil, err
	}
	// In the order in which they were first imported.
	codes, err := colonne(ctx, tx, "jurys", "SELECT jury FROM journal WHERE jury <> '' GROUP BY jury ORDER BY min(ordre)")
	if err != nil {
		return nil, err
	}
	generation, err := fond.Generation.Lire(ctx, tx)
	if err != nil {
		return nil, err
	}
	for place, code := range codes {
		r, err := projeter(ctx, tx, code, place, func(x jury.Pas, err error) jury.Suite {
			switch {
			case estArrete(ctx, tx, code): // beyond what this program understands, only what waits may count
				return jury.Arreter
			case entier:
				return jury.Echouer
			case generation != "" && examen.CodeDe(err) == examen.CodePerime:
				return jury.Suspendre // it stands on what the académie will bring again: it waits for that
			}
			return jury.Couper
		})
		if err != nil {
			return nil, err
		}
		if r != nil {
			refuses = append(refuses, r.Coupes...)
		}
	}
	return refuses, nil
}

// estArrete tells whether a jury stands still here because the académie confirmed
// an act that this program does not know.
func estArrete(ctx context.Context, q fond.Requete, code string) bool {
	a, err := fond.ArretDe.De(code).Lire(ctx, q)
	return err == nil && a.Tout && a.Raison != ""
}

// avancer puts a jury in the projection after acts that were judged on what it was.
func avancer(ctx context.Context, tx *sql.Tx, avant, apres *jury.Dossier) error {
	if err := ecrireChanges(ctx, tx, avant, apres); err != nil {
		return err
	}
	return ecrireEntete(ctx, tx, &apres.Entete)
}

// refaireCentre takes what the jurys share from the last act that brought it.
func refaireCentre(ctx context.Context, tx *sql.Tx) error {
	_, a, err := dernierCentre(ctx, tx)
	if err != nil || a == nil {
		return err
	}
	contenu, err := origine(ctx, tx)(a.Vers)
	if err != nil {
		return fmt.Errorf("origin of the centre: %w", err)
	}
	return fond.Centre.EcrireTexte(ctx, tx, string(contenu))
}

// dernierCentre gives the act that brought what the jurys share: the académie's
// last one if it confirmed any, otherwise the last of this base.
func dernierCentre(ctx context.Context, q fond.Requete) (s jury.ActeScelle, a *jury.Acte, err error) {
	err = q.QueryRowContext(ctx, `
		SELECT j.contenu, j.signature FROM journal j LEFT JOIN confirmes c ON c.id = j.id AND c.generation = (SELECT valeur FROM base WHERE nom = 'generation')
		WHERE j.genre = ? ORDER BY c.ordre IS NULL, c.ordre DESC, j.ordre DESC LIMIT 1`, string(jury.GenreCentre)).Scan(&s.Contenu, &s.Signature)
	if errors.Is(err, sql.ErrNoRows) {
		return s, nil, nil
	}
	if err != nil {
		return s, nil, fmt.Errorf("read act of the centre: %w", err)
	}
	lu, err := s.Lire()
	return s, &lu, err
}

// ecrireEntete writes a jury's own row.
func ecrireEntete(ctx context.Context, tx *sql.Tx, e *jury.Entete) error {
	texte, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode jury %s: %w", e.Code, err)
	}
	_, err = tx.ExecContext(ctx, "UPDATE jurys SET etat = ?, contenu = ? WHERE code = ?", int(e.Etat), string(texte), e.Code)
	if err != nil {
		return fmt.Errorf("write jury %s: %w", e.Code, err)
	}
	return nil
}

// ecrireChanges writes the candidates that an act replaced: Appliquer shares
// the others, so that a pointer tells which changed.
func ecrireChanges(ctx context.Context, tx *sql.Tx, avant, apres *jury.Dossier) error {
	for i, c := range apres.Candidats {
		if avant.Candidats[i] == c {
			continue
		}
		texte, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("encode candidat %s: %w", c.Cle, err)
		}
		if _, err := tx.ExecContext(ctx, "UPDATE candidats SET contenu = ? WHERE jury = ? AND place = ?", string(texte), apres.Code, i); err != nil {
			return fmt.Errorf("write candidat %s: %w", c.Cle, err)
		}
	}
	return nil
}

// ecrireJury writes a jury whole, in the place of what was there.
func ecrireJury(ctx context.Context, tx *sql.Tx, d *jury.Dossier, place int) error {
	entete, err := json.Marshal(d.Entete)
	if err != nil {
		return fmt.Errorf("encode jury %s: %w", d.Code, err)
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM candidats WHERE jury = ?", d.Code); err != nil {
		return fmt.Errorf("write jury %s: %w", d.Code, err)
	}
	_, err = tx.ExecContext(ctx,
		"INSERT INTO jurys (code, place, etat, contenu) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET place = excluded.place, etat = excluded.etat, "+
			"contenu = excluded.contenu",
		d.Code, place, int(d.Etat), string(entete))
	if err != nil {
		return fmt.Errorf("write jury %s: %w", d.Code, err)
	}
	inserer, err := tx.PrepareContext(ctx, "INSERT INTO candidats (jury, place, numero, inscription, contenu) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return fmt.Errorf("write jury %s: %w", d.Code, err)
	}
	defer inserer.Close()
	for i, c := range d.Candidats {
		texte, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("encode candidat %s: %w", c.Cle, err)
		}
		if _, err := inserer.ExecContext(ctx, d.Code, i, c.Numero, c.Inscription, string(texte)); err != nil {
			return fmt.Errorf("write candidat %s: %w", c.Cle, err)
		}
	}
	return nil
}
