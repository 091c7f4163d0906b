package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
)

// Entetes gives every jury without its candidats, in the order of the dossier.
func (b *Base) Entetes(ctx context.Context) ([]jury.Entete, error) {
	lignes, err := b.db.QueryContext(ctx, "SELECT contenu FROM jurys ORDER BY place, code")
	if err != nil {
		return nil, fmt.Errorf("read jurys: %w", err)
	}
	defer lignes.Close()
	var es []jury.Entete
	for lignes.Next() {
		var texte []byte
		if err := lignes.Scan(&texte); err != nil {
			return nil, fmt.Errorf("read jury: %w", err)
		}
		var e jury.Entete
		if err := json.Unmarshal(texte, &e); err != nil {
			return nil, fmt.Errorf("decode jury: %w", err)
		}
		es = append(es, e)
	}
	return es, lignes.Err()
}

// Charger gives one jury, whole.
func (b *Base) Charger(ctx context.Context, code string) (jury.Dossier, error) {
	return charger(ctx, b.db, code)
}

func charger(ctx context.Context, q fond.Requete, code string) (jury.Dossier, error) {
	var d jury.Dossier
	var texte []byte
	err := q.QueryRowContext(ctx, "SELECT contenu FROM jurys WHERE code = ?", code).Scan(&texte)
	if errors.Is(err, sql.ErrNoRows) {
		return d, refusJury(ctx, q, code)
	}
	if err != nil {
		return d, fmt.Errorf("read jury %s: %w", code, err)
	}
	if err := json.Unmarshal(texte, &d.Entete); err != nil {
		return d, fmt.Errorf("decode jury %s: %w", code, err)
	}
	lignes, err := q.QueryContext(ctx, "SELECT contenu FROM candidats WHERE jury = ? ORDER BY place", code)
	if err != nil {
		return d, fmt.Errorf("read candidats of %s: %w", code, err)
	}
	defer lignes.Close()
	for lignes.Next() {
		if err := lignes.Scan(&texte); err != nil {
			return d, fmt.Errorf("read candidat of %s: %w", code, err)
		}
		c := new(jury.Candidat)
		if err := json.Unmarshal(texte, c); err != nil {
			return d, fmt.Errorf("decode candidat of %s: %w", code, err)
		}
		d.Candidats = append(d.Candidats, c)
	}
	return d, lignes.Err()
}

func refusJury(ctx context.Context, q fond.Requete, code string) error {
	aide := "Importez d’abord un dossier de centre."
	codes, err := colonne(ctx, q, "jurys", "SELECT code FROM jurys ORDER BY place, code LIMIT 40")
	if err != nil {
		return err
	}
	if len(codes) > 0 {
		aide = "Jurys de ce centre : " + strings.Join(codes, ", ") + "."
	}
	return examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le jury %s n’est pas connu sur ce poste.", code), aide)
}

// JuryDe gives the code of the jury that holds a candidate.
func (b *Base) JuryDe(ctx context.Context, cle jury.Cle) (string, error) {
	var code string
	err := b.db.QueryRowContext(ctx, "SELECT jury FROM candidats WHERE numero = ? AND inscription = ? ORDER BY jury LIMIT 1", cle.Numero,
		cle.Inscription).Scan(&code)
	if errors.Is(err, sql.ErrNoRows) {
		return "", examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Le candidat %s n’est dans aucun jury de ce poste.", cle),
			"Vérifiez son numéro et son inscription, sous la forme 02319252150-001.")
	}
	return code, err
}

// Effectifs counts the candidates of each jury.
func (b *Base) Effectifs(ctx context.Context) (map[string]int, error) {
	lignes, err := b.db.QueryContext(ctx, "SELECT jury, count(*) FROM candidats GROUP BY jury")
	if err != nil {
		return nil, fmt.Errorf("count candidats: %w", err)
	}
	defer lignes.Close()
	m := map[string]int{}
	for lignes.Next() {
		var code string
		var n int
		if err := lignes.Scan(&code, &n); err != nil {
			return nil, fmt.Errorf("count candidats: %w", err)
		}
		m[code] = n
	}
	return m, lignes.Err()
}
