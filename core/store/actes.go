package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"delib/core/acces"
	"delib/core/decision"
	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Agir does what persons want to several jurys, in one transaction: all of it
// is recorded, or nothing. A Refus names what stood in the way.
func (b *Base) Agir(ctx context.Context, p *examen.Profil, lots []jury.Lot) error {
	return b.agirIdentifie(ctx, func(tx *sql.Tx) error {
		for _, lot := range lots {
			d, err := charger(ctx, tx, lot.Jury)
			if err != nil {
				return err
			}
			actes, err := lot.Actes(d)
			if err != nil {
				return err
			}
			avant := d
			for _, a := range actes {
				if err := b.completer(ctx, tx, &a, &d); err != nil {
					return err
				}
				if err := b.exigerRole(ctx, tx, &a); err != nil {
					return err
				}
				if err := exigerLibre(ctx, tx, &a); err != nil {
					return err
				}
				if d, err = decision.Juger(p, d, a); err != nil {
					return err
				}
				if err := b.inscrire(ctx, tx, a); err != nil {
					return err
				}
			}
			if len(actes) == 0 {
				continue
			}
			if err := avancer(ctx, tx, &avant, &d); err != nil {
				return err
			}
		}
		return nil
	})
}

// completer fills in what the base knows of an act.
func (b *Base) completer(ctx context.Context, tx *sql.Tx, a *jury.Acte, d *jury.Dossier) error {
	t, err := tete(ctx, tx)
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make id: %w", err)
	}
	a.ID, a.Poste, a.Rang, a.Precedent = id.String(), b.db.Poste(), t.Rang+1, t.Empreinte
	a.Horodatage = b.horloge().Format(time.RFC3339)
	a.Application = b.application
	if e, ok := acces.De(ctx); ok {
		a.Acces = e.Login
	}
	if d != nil {
		a.Jury, a.Epoque, a.RangJury = d.Code, d.Epoque, d.Rang
	}
	return nil
}

// tete gives the rank and the hash of this workstation's last act.
func tete(ctx context.Context, q fond.Requete) (fond.Tete, error) {
	t, err := fond.TeteJournal.Lire(ctx, q)
	if errors.Is(err, fond.ErrValeur) {
		return t, examen.Refuser(examen.CodeBase, "La tête du journal est illisible : la base est abîmée.",
			"Vérifiez la base et prévenez l’assistance.").Par(examen.Faire(examen.GesteVerifier))
	}
	return t, err
}

// inscrire seals an act and appends it to the journal.
func (b *Base) inscrire(ctx context.Context, tx *sql.Tx, a jury.Acte) error {
	s, err := jury.Sceller(a, b.db.Cle())
	if err != nil {
		return err
	}
	empreinte := s.Empreinte()
	_, err = tx.ExecContext(ctx, "INSERT INTO journal (poste, rang, id, jury, genre, contenu, empreinte, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		a.Poste, a.Rang, a.ID, a.Jury, string(a.Genre), s.Contenu, empreinte, s.Signature)
	if err != nil {
		return fmt.Errorf("append act: %w", err)
	}
	return fond.TeteJournal.Ecrire(ctx, tx, fond.Tete{Rang: a.Rang, Empreinte: empreinte})
}

// joindre puts an act that another workstation made in the journal; neuf tells
// that it was not there.
func joindre(ctx context.Context, tx *sql.Tx, s jury.ActeScelle, a *jury.Acte) (neuf bool, err error) {
	r, err := tx.ExecContext(ctx,
		"INSERT INTO journal (poste, rang, id, jury, genre, contenu, empreinte, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
		a.Poste, a.Rang, a.ID, a.Jury, string(a.Genre), s.Contenu, s.Empreinte(), s.Signature)
	if err != nil {
		return false, fmt.Errorf("append act: %w", err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}
