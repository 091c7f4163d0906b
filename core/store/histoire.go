package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// histoire gives the acts of a jury in the order in which they count: first
// those that the académie confirmed, in its order, then those of this base that
// wait for its answer. A base without a server has only the latter.
func histoire(ctx context.Context, q fond.Requete, code string) ([]jury.Pas, error) {
	generation, err := fond.Generation.Lire(ctx, q)
	if err != nil {
		return nil, err
	}
	lignes, err := q.QueryContext(ctx, `
		SELECT j.contenu, j.signature, c.issue, 0 FROM confirmes c JOIN journal j ON j.id = c.id
		WHERE c.generation = ? AND c.jury = ? ORDER BY c.seq`, generation, code)
	if err != nil {
		return nil, fmt.Errorf("read confirmed acts of %s: %w", code, err)
	}
	confirmes, err := lirePas(lignes)
	if err != nil {
		return nil, err
	}
	lignes, err = q.QueryContext(ctx, `
		SELECT j.contenu, j.signature, CASE WHEN m.marque = 'divergent' THEN 'divergent' ELSE '' END, coalesce(m.marque = 'suspendu', 0)
		FROM journal j LEFT JOIN marques m ON m.id = j.id
		WHERE j.jury = ? AND NOT EXISTS (SELECT 1 FROM confirmes c WHERE c.generation = ? AND c.id = j.id)
		AND NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.generation = ? AND v.id = j.id AND v.issue <> 'retenu')
		ORDER BY j.ordre`, code, generation, generation)
	if err != nil {
		return nil, fmt.Errorf("read acts of %s: %w", code, err)
	}
	enAttente, err := lirePas(lignes)
	if err != nil {
		return nil, err
	}
	synchronise := len(confirmes) > 0
	if !synchronise && !slices.ContainsFunc(enAttente, apporte) {
		// The académie refused its own forgotten import: the jury stays as it was until it is loaded again.
		if confirmes, err = dernierImport(ctx, q, code); err != nil {
			return nil, err
		}
	}
	for _, x := range enAttente {
		if synchronise && apporte(x) {
			continue // the académie's own import stands
		}
		confirmes = append(confirmes, x)
	}
	return confirmes, nil
}

func apporte(x jury.Pas) bool { return x.Acte.Genre == jury.GenreImporter }

// dernierImport gives the last act that brought a jury, whatever became of it.
func dernierImport(ctx context.Context, q fond.Requete, code string) ([]jury.Pas, error) {
	lignes, err := q.QueryContext(ctx, "SELECT contenu, signature, '', 0 FROM journal WHERE jury = ? AND genre = ? ORDER BY ordre DESC LIMIT 1", code,
		string(jury.GenreImporter))
	if err != nil {
		return nil, fmt.Errorf("read import of %s: %w", code, err)
	}
	return lirePas(lignes)
}

func lirePas(lignes *sql.Rows) ([]jury.Pas, error) {
	defer lignes.Close()
	var s []jury.Pas
	for lignes.Next() {
		var x jury.Pas
		if err := lignes.Scan(&x.Scelle.Contenu, &x.Scelle.Signature, &x.Issue, &x.Suspendue); err != nil {
			return nil, fmt.Errorf("read act: %w", err)
		}
		var err error
		if x.Acte, err = x.Scelle.Lire(); err != nil {
			return nil, err
		}
		s = append(s, x)
	}
	return s, lignes.Err()
}

// Actes gives the acts of a jury that count, in order, those of its import
// included: not the divergent, late, refused or suspended ones.
func (b *Base) Actes(ctx context.Context, code string) ([]jury.ActeScelle, error) {
	h, err := histoire(ctx, b.db, code)
	if err != nil {
		return nil, err
	}
	var s []jury.ActeScelle
	for _, x := range h {
		if x.Issue != jury.IssueDivergent && !x.Suspendue {
			s = append(s, x.Scelle)
		}
	}
	return s, nil
}

// Reconstruire makes a jury again from its origins and its journal.
func (b *Base) Reconstruire(ctx context.Context, p *examen.Profil, code string) (jury.Dossier, error) {
	h, err := histoire(ctx, b.db, code)
	if err != nil {
		return jury.Dossier{}, err
	}
	r, err := jury.Rejouer(p, h, origine(ctx, b.db), jury.Entiere)
	return r.Dossier, err
}

// origine gives the bytes that an import brought, by their hash.
func origine(ctx context.Context, q fond.Requete) func(string) ([]byte, error) {
	return func(empreinte string) ([]byte, error) {
		var contenu []byte
		err := q.QueryRowContext(ctx, "SELECT contenu FROM origines WHERE empreinte = ?", empreinte).Scan(&contenu)
		return contenu, err
	}
}

// colonne gives the texts of a request of one column.
func colonne(ctx context.Context, q fond.Requete, quoi, phrase string, args ...any) ([]string, error) {
	lignes, err := q.QueryContext(ctx, phrase, args...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", quoi, err)
	}
	defer lignes.Close()
	var s []string
	for lignes.Next() {
		var x string
		if err := lignes.Scan(&x); err != nil {
			return nil, fmt.Errorf("read %s: %w", quoi, err)
		}
		s = append(s, x)
	}
	return s, lignes.Err()
}
