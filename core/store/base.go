// Package store is the workstation's replica: what came with the dossiers
// (origines), what was done (journal), and the jurys as they are now, which can be
// rebuilt from the two; with them the register of accounts, the users, and what the
// exchange with the académie keeps.
//
// An act has one way in: Agir, which judges it, appends it to the hash-chained and
// signed journal and changes the projection in one transaction. What comes from
// outside (an import, a resume, the académie's acts, a rescue) has one as well: it
// is put in the journal, and the projection is made again from it (projection.go).
// The journal refuses UPDATE and DELETE.
//
// It holds no rule: package decision judges, package jury applies. The file itself
// is package fond's.
package store

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"sync"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Base is an open replica. Its methods may be called from several goroutines.
type Base struct {
	db          *fond.Fond
	horloge     func() time.Time
	application string
	phrase      func(nom string) (string, error)

	acces     sync.Mutex
	identifie string // who last gave his passphrase
}

// Options of an opening.
type Options struct {
	Creer       bool                // make the base when there is none
	Horloge     func() time.Time    // dates acts; time.Now by default
	Application string              // program and version, written in each act
	Machine     func() fond.Machine // tells this computer from others; fond.CetteMachine by default
	// Phrase asks a user for his passphrase; it is not called on a base without users.
	Phrase func(nom string) (string, error)
}

// Ouvrir opens the replica of a folder, and holds the folder alone until Fermer.
func Ouvrir(ctx context.Context, dossier string, o Options) (*Base, error) {
	if o.Horloge == nil {
		o.Horloge = time.Now
	}
	f, err := fond.Ouvrir(ctx, dossier, fond.Options{Creer: o.Creer, Horloge: o.Horloge, Machine: o.Machine})
	if err != nil {
		return nil, err
	}
	return &Base{db: f, horloge: o.Horloge, application: o.Application, phrase: o.Phrase}, nil
}

// OuvrirPiece opens a base that is worked on beside, in a folder of its own that
// no other program knows, and makes it when there is none.
func OuvrirPiece(ctx context.Context, chemin string) (*Base, error) {
	f, err := fond.OuvrirPiece(ctx, chemin)
	if err != nil {
		return nil, err
	}
	return &Base{db: f, horloge: time.Now}, nil
}

// Fond gives the file of the base.
func (b *Base) Fond() *fond.Fond { return b.db }

// Poste gives the id of this workstation.
func (b *Base) Poste() string { return b.db.Poste() }

// Dedouble says in words that this workstation took another name when it was opened:
// its folder is a copy of another one's. It is nil when nothing changed.
func (b *Base) Dedouble(ctx context.Context) (*examen.Refus, error) {
	avant := b.db.Avant()
	if avant == "" {
		return nil, nil
	}
	message := fmt.Sprintf("Ce dossier de données est une copie : il vient d’un autre poste, ou d’un autre dossier de ce poste. Ce poste prend un nouveau "+
		"nom, %s ; il s’appelait %s.",
		jury.PosteCourt(b.Poste()), jury.PosteCourt(avant))
	rac, err := b.Raccordement(ctx)
	if err != nil || rac == nil {
		return examen.Refuser(examen.CodeIdentite, message, "Rien n’est perdu, et il n’y a rien à faire."), err
	}
	return examen.Refuser(examen.CodeIdentite, message,
		"Rien n’est perdu : ce qui n’avait pas été envoyé partira d’ici, signé de son ancien nom. Demandez un nouveau code à votre académie et raccordez ce "+
			"poste. Si l’ancien ne sert plus, déclarez-le hors service : sans cela, la fin d’une délibération l’attendrait.").Par(
		examen.Faire(examen.GesteRaccorder), examen.Faire(examen.GesteHorsService)), nil
}

// Cle gives the key that signs for this workstation.
func (b *Base) Cle() ed25519.PrivateKey { return b.db.Cle() }

// Dossier gives the folder of this workstation.
func (b *Base) Dossier() string { return b.db.Dossier() }

// Fermer closes the base and frees the folder.
func (b *Base) Fermer() error { return b.db.Fermer() }

// Copier writes a copy of the base beside it, checks it, and gives its path. nom
// says when it was made: "avant-import".
func (b *Base) Copier(ctx context.Context, nom string) (string, error) { return b.db.Copier(ctx, nom) }

// Centre gives what all the jurys share; a Refus when nothing was imported yet.
func (b *Base) Centre(ctx context.Context) (*jury.Centre, error) { return centre(ctx, b.db) }

func centre(ctx context.Context, q fond.Requete) (*jury.Centre, error) {
	c, err := fond.Centre.Lire(ctx, q)
	if err == nil && c == nil {
		err = examen.Refuser(examen.CodeBase, "Aucun dossier de centre n’a encore été importé.", "Importez le dossier ZIP reçu de l’académie.")
	}
	return c, err
}
