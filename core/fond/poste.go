package fond

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"

	"delib/core/jury"
)

// creerPoste makes the workstation's key; its id is drawn from the public key,
// so that one cannot be changed without the other.
func creerPoste(ctx context.Context, tx *sql.Tx) error {
	publique, privee, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	return errors.Join(Poste.Ecrire(ctx, tx, jury.IDPoste(publique)), ClePublique.Ecrire(ctx, tx, publique),
		ClePrivee.Ecrire(ctx, tx, privee.Seed()), TeteJournal.Ecrire(ctx, tx, Tete{}))
}

// ChangerPoste gives the workstation a new identity and keeps the public key and
// the last act of the one before. A base that goes back to a copy must not sign
// a second history under the rank of acts that may have been seen elsewhere.
func (f *Fond) ChangerPoste(ctx context.Context, branche int) error {
	return f.Dans(ctx, func(tx *sql.Tx) error {
		tete, err := TeteJournal.Texte(ctx, tx)
		if err != nil {
			return err
		}
		cle, err := ClePublique.Texte(ctx, tx)
		if err != nil {
			return err
		}
		if err := errors.Join(CleDe.De(f.poste).EcrireTexte(ctx, tx, cle), TeteDe.De(f.poste).EcrireTexte(ctx, tx, tete),
			Branche.Ecrire(ctx, tx, branche)); err != nil {
			return err
		}
		if err := creerPoste(ctx, tx); err != nil {
			return err
		}
		return NommerComme(ctx, tx, f.poste)
	})
}

// NommerComme gives an identity that signed nothing yet a name of the kind that the
// workstation had: the académie's server may know no other kind, and a rescue must not
// have to wait for it.
func NommerComme(ctx context.Context, tx *sql.Tx, avant string) error {
	if avant == "" || jury.NomEntier(avant) {
		return nil
	}
	cle, err := ClePublique.Lire(ctx, tx)
	if err != nil {
		return err
	}
	return Poste.Ecrire(ctx, tx, jury.AncienIDPoste(cle))
}

// LirePoste takes from the base who it is, after somebody wrote it anew.
func (f *Fond) LirePoste(ctx context.Context) error {
	graine, err := ClePrivee.Lire(ctx, f.db)
	if err != nil && !errors.Is(err, ErrValeur) {
		return err
	}
	if err != nil || len(graine) != ed25519.SeedSize {
		return Abimer(f.dossier, "- la clé de ce poste est illisible")
	}
	f.cle = ed25519.NewKeyFromSeed(graine)
	f.poste, err = Poste.Lire(ctx, f.db)
	return err
}

// Poste gives the id of this workstation.
func (f *Fond) Poste() string { return f.poste }

// Cle gives the key that signs for this workstation.
func (f *Fond) Cle() ed25519.PrivateKey { return f.cle }

// Publique gives the key by which its signatures are checked.
func (f *Fond) Publique() ed25519.PublicKey { return f.cle.Public().(ed25519.PublicKey) }
