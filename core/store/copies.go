package store

import (
	"context"
	"fmt"

	"delib/core/fond"
)

// origines counts the jurys as they came from outside.
func (b *Base) origines(ctx context.Context) (n int) {
	_ = b.db.QueryRowContext(ctx, "SELECT count(*) FROM origines").Scan(&n) // a copy too many does no harm
	return n
}

// doubler copies the base when jurys came from outside since there were avant:
// with the keys, what acts stand on is then twice on the disk, for acts alone
// can be found again in the pages of a damaged file. What came in is in the base
// whatever becomes of its copy: the next copy says what is wrong with the disk.
func (b *Base) doubler(ctx context.Context, avant int) {
	if b.origines(ctx) > avant {
		_, _ = b.Copier(ctx, "apres-import")
	}
}

// Depuis is what a base holds that a copy of it does not.
type Depuis struct {
	Actes int
	Jurys []string // codes of the jurys that changed since
}

// DepuisCopie tells what going back to a copy would leave behind.
func (b *Base) DepuisCopie(ctx context.Context, nom string) (d Depuis, err error) {
	c, err := fond.TrouverCopie(b.db.Dossier(), nom, "Elle a été déplacée ou effacée.")
	if err != nil {
		return d, err
	}
	if !fond.Saine(ctx, c.Chemin) {
		return d, fond.CopieAbimee(nom)
	}
	if _, err := b.db.ExecContext(ctx, "ATTACH ? AS copie", fond.Adresse(c.Chemin, fond.LectureSeule)); err != nil {
		return d, fmt.Errorf("attach copy: %w", err)
	}
	defer func() { _, _ = b.db.ExecContext(context.WithoutCancel(ctx), "DETACH copie") }()
	lignes, err := b.db.QueryContext(ctx, "SELECT jury, count(*) FROM main.journal WHERE id NOT IN (SELECT id FROM copie.journal) GROUP BY jury ORDER BY jury")
	if err != nil {
		return d, fmt.Errorf("compare with copy: %w", err)
	}
	defer lignes.Close()
	for lignes.Next() {
		var code string
		var n int
		if err := lignes.Scan(&code, &n); err != nil {
			return d, fmt.Errorf("compare with copy: %w", err)
		}
		d.Actes += n
		if code != "" {
			d.Jurys = append(d.Jurys, code)
		}
	}
	return d, lignes.Err()
}
