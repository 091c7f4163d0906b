package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Importer loads the jurys of a dossier. It never touches a jury that holds
// acts of this base, and changes nothing when there is nothing new. Nobody leaves a
// jury in silence: a move that this base cannot follow refuses the whole dossier,
// and whoever the dossier and the base do not share is named in the account.
func (b *Base) Importer(ctx context.Context, c jury.Centre, jurys []jury.Dossier, auteur string) (jury.Import, error) {
	var r jury.Import
	if b.occupee(ctx) {
		if _, err := b.Copier(ctx, "avant-import"); err != nil {
			return r, err
		}
	}
	avant := b.origines(ctx)
	err := b.agirIdentifie(ctx, func(tx *sql.Tx) error {
		r = jury.Import{}
		if err := b.exigerRole(ctx, tx, &jury.Acte{Auteur: auteur, Role: examen.RoleCentre}); err != nil {
			return err
		}
		presents, err := lirePresents(ctx, tx)
		if err != nil {
			return err
		}
		if err := b.importerCentre(ctx, tx, c, auteur); err != nil {
			return err
		}
		for place := range jurys {
			d := jurys[place]
			etat, err := b.importerJury(ctx, tx, &d, place, auteur)
			if err != nil {
				return err
			}
			etat.ranger(&r, d.Code)
		}
		return b.mouvements(ctx, tx, presents, jurys, auteur, &r)
	})
	if err == nil {
		b.doubler(ctx, avant)
	}
	return r, err
}

// occupee tells whether the base holds something worth a copy.
func (b *Base) occupee(ctx context.Context) bool {
	var n int
	return b.db.QueryRowContext(ctx, "SELECT count(*) FROM journal").Scan(&n) == nil && n > 0
}

// importerCentre records what the jurys share. A dossier of another centre, exam
// or session is refused, and so is one older than what the base already has.
func (b *Base) importerCentre(ctx context.Context, tx *sql.Tx, c jury.Centre, auteur string) error {
	contenu := jury.EncoderCentre(&c)
	ancien, err := centre(ctx, tx)
	if _, refus := examen.EstRefus(err); err != nil && !refus {
		return err
	}
	if ancien != nil {
		if !ancien.Meme(&c) {
			return examen.Refuser(examen.CodeDossier,
				fmt.Sprintf("Ce dossier est celui du centre %s, %s %s ; ce poste tient le centre %s, %s %s.", c.Lieu.UAI, c.Examen, c.Session, ancien.Lieu.UAI,
					ancien.Examen, ancien.Session),
				"Rien n’a été changé. Chaque centre, examen et session a son dossier de données : ouvrez le sien.").Par(examen.Faire(examen.GesteAutreCentre))
		}
		if c.PlusAncien(ancien) {
			return examen.Refuser(examen.CodeDossier,
				fmt.Sprintf("Ce dossier (%s) est plus ancien que celui que ce poste tient déjà (%s).", c.GenereLe, ancien.GenereLe),
				"Rien n’a été changé. Importez le dossier le plus récent de votre académie.")
		}
		texte, err := fond.Centre.Texte(ctx, tx)
		if err != nil || texte == string(contenu) {
			return err
		}
		if r, err := raccordement(ctx, tx); err != nil || r != nil && r.Curseur > 0 {
			return errors.Join(err, examen.Refuser(examen.CodeDossier, "Ce poste est raccordé à l’académie : c’est elle qui lui envoie les dossiers.",
				"Rien n’a été changé. Synchronisez ce poste ; si un jury manque, voyez avec votre académie."))
		}
	}
	if err := b.inscrireCentre(ctx, tx, contenu, auteur); err != nil {
		return err
	}
	return refaireCentre(ctx, tx)
}

// inscrireCentre keeps what the jurys share and signs for it.
func (b *Base) inscrireCentre(ctx context.Context, tx *sql.Tx, contenu []byte, auteur string) error {
	empreinte, err := deposer(ctx, tx, contenu)
	if err != nil {
		return err
	}
	a := jury.Acte{Genre: jury.GenreCentre, Vers: empreinte, Auteur: auteur, Role: examen.RoleCentre}
	if err := b.completer(ctx, tx, &a, nil); err != nil {
		return err
	}
	return b.inscrire(ctx, tx, a)
}

// deposer keeps the bytes that came, under their hash.
func deposer(ctx context.Context, tx *sql.Tx, contenu []byte) (string, error) {
	empreinte := jury.EmpreinteOrigine(contenu)
	if _, err := tx.ExecContext(ctx, "INSERT INTO origines (empreinte, contenu) VALUES (?, ?) ON CONFLICT DO NOTHING", empreinte, contenu); err != nil {
		return "", fmt.Errorf("keep origin: %w", err)
	}
	return empreinte, nil
}

type issue int

const (
	charge issue = iota
	inchange
	intouche
	ordonne // the académie orders this jury here
	autre   // it stands here on a dossier that the file did not have
)

// ranger says in the account of an import what became of a jury.
func (i issue) ranger(r *jury.Import, code string) {
	l := map[issue]*[]string{charge: &r.Charges, inchange: &r.Inchanges, intouche: &r.Intouches, ordonne: &r.Ordonnes, autre: &r.Autres}[i]
	*l = append(*l, code)
}

func (b *Base) importerJury(ctx context.Context, tx *sql.Tx, d *jury.Dossier, place int, auteur string) (issue, error) {
	contenu := jury.EncoderOrigine(d)
	nouvelle := jury.EmpreinteOrigine(contenu)
	ancienne, actes, err := origineDe(ctx, tx, d.Code)
	switch {
	case err != nil:
		return 0, err
	case ancienne == nouvelle:
		return inchange, nil
	case actes > 0:
		return intouche, nil
	}
	if _, err := deposer(ctx, tx, contenu); err != nil {
		return 0, err
	}
	a := jury.Acte{Genre: jury.GenreImporter, De: ancienne, Vers: nouvelle, Auteur: auteur, Role: examen.RoleCentre}
	if err := b.completer(ctx, tx, &a, d); err != nil {
		return 0, err
	}
	if err := b.inscrire(ctx, tx, a); err != nil {
		return 0, err
	}
	_, err = projeter(ctx, tx, d.Code, place, jury.Entiere)
	return charge, err
}

// origineDe gives the hash of a jury's latest origin and counts the acts since;
// a jury that the académie holds counts as acted on.
func origineDe(ctx context.Context, q fond.Requete, code string) (string, int, error) {
	var ordre int64
	var contenu []byte
	err := q.QueryRowContext(ctx, "SELECT ordre, contenu FROM journal WHERE jury = ? AND genre = ? ORDER BY ordre DESC LIMIT 1", code,
		string(jury.GenreImporter)).Scan(&ordre, &contenu)
	if errors.Is(err, sql.ErrNoRows) {
		return "", 0, nil
	}
	if err != nil {
		return "", 0, fmt.Errorf("read origin of %s: %w", code, err)
	}
	a, err := jury.ActeScelle{Contenu: contenu}.Lire()
	if err != nil {
		return "", 0, err
	}
	var n int
	if err := q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM journal WHERE jury = ?1 AND ordre > ?2)
		+ (SELECT count(*) FROM confirmes WHERE jury = ?1)`, code, ordre).Scan(&n); err != nil {
		return "", 0, fmt.Errorf("count acts of %s: %w", code, err)
	}
	return a.Vers, n, nil
}
