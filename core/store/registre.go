package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"delib/core/compterendu"
	"delib/core/examen"
	"delib/core/fond"
)

// Enregistrer adds an account to the register and gives it its number, with the
// plans de secours that the run made and the ways in to the rescue portal.
func (b *Base) Enregistrer(ctx context.Context, c *compterendu.CompteRendu, plans []compterendu.Plan, papillons []compterendu.Papillon) error {
	return b.db.Dans(ctx, func(tx *sql.Tx) error {
		var numero int64
		var precedente string
		err := tx.QueryRowContext(ctx, "SELECT numero, empreinte FROM comptes_rendus ORDER BY numero DESC LIMIT 1").Scan(&numero, &precedente)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("read register: %w", err)
		}
		c.Numero = numero + 1
		c.Plans = plans
		for i := range c.Plans {
			c.Plans[i].CompteRendu = c.Numero
		}
		c.Papillons, c.PourQui = nil, nil
		for i := range papillons {
			c.Papillons, c.PourQui = append(c.Papillons, papillons[i].Empreinte()), append(c.PourQui, papillons[i].PourQui())
		}
		contenu, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("encode account: %w", err)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO comptes_rendus (numero, contenu, empreinte) VALUES (?, ?, ?)", c.Numero, contenu,
			chainer(precedente, contenu)); err != nil {
			return fmt.Errorf("write account: %w", err)
		}
		if err := fond.TeteRegistre.Ecrire(ctx, tx, fond.Tete{Rang: c.Numero, Empreinte: chainer(precedente, contenu)}); err != nil {
			return err
		}
		for _, p := range plans {
			_, err := tx.ExecContext(ctx, `INSERT INTO plans (jury, groupe, rang, empreinte, fait_le, compte_rendu) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT (jury, groupe) DO UPDATE SET rang = excluded.rang, empreinte = excluded.empreinte, fait_le = excluded.fait_le,
						compte_rendu = excluded.compte_rendu`,
				p.Jury, p.Groupe, p.Rang, p.Empreinte, p.FaitLe.Format(time.RFC3339), c.Numero)
			if err != nil {
				return fmt.Errorf("write plan: %w", err)
			}
		}
		for _, p := range papillons {
			_, err := tx.ExecContext(ctx, `INSERT INTO papillons (jury, groupe, login, sel, hachage) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (jury, groupe) DO UPDATE SET login = excluded.login, sel = excluded.sel, hachage = excluded.hachage`,
				p.Jury, p.Groupe, p.Login, p.Sel, p.Hachage)
			if err != nil {
				return fmt.Errorf("write papillon: %w", err)
			}
		}
		return nil
	})
}

func chainer(precedente string, contenu []byte) string {
	h := sha256.New()
	h.Write([]byte(precedente))
	h.Write(contenu)
	return hex.EncodeToString(h.Sum(nil))
}

// ComptesRendus gives the register, the latest first.
func (b *Base) ComptesRendus(ctx context.Context) ([]compterendu.CompteRendu, error) {
	lignes, err := b.db.QueryContext(ctx, "SELECT contenu FROM comptes_rendus ORDER BY numero DESC")
	if err != nil {
		return nil, fmt.Errorf("read register: %w", err)
	}
	defer lignes.Close()
	var cs []compterendu.CompteRendu
	for lignes.Next() {
		var contenu []byte
		if err := lignes.Scan(&contenu); err != nil {
			return nil, fmt.Errorf("read account: %w", err)
		}
		var c compterendu.CompteRendu
		if err := json.Unmarshal(contenu, &c); err != nil {
			return nil, fmt.Errorf("decode account: %w", err)
		}
		cs = append(cs, c)
	}
	return cs, lignes.Err()
}

// CompteRendu gives one account by its number.
func (b *Base) CompteRendu(ctx context.Context, numero int64) (*compterendu.CompteRendu, error) {
	var contenu []byte
	err := b.db.QueryRowContext(ctx, "SELECT contenu FROM comptes_rendus WHERE numero = ?", numero).Scan(&contenu)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, examen.Refuser(examen.CodeInconnu, fmt.Sprintf("Il n’y a pas de compte rendu n° %d.", numero),
			"Choisissez-le dans la liste.").Par(examen.Lister(examen.ListeComptesRendus))
	}
	if err != nil {
		return nil, fmt.Errorf("read account: %w", err)
	}
	c := new(compterendu.CompteRendu)
	if err := json.Unmarshal(contenu, c); err != nil {
		return nil, fmt.Errorf("decode account: %w", err)
	}
	return c, nil
}

// Plans gives the last plan de secours of each jury and group.
func (b *Base) Plans(ctx context.Context) ([]compterendu.Plan, error) {
	lignes, err := b.db.QueryContext(ctx, "SELECT jury, groupe, rang, empreinte, fait_le, compte_rendu FROM plans ORDER BY jury, groupe")
	if err != nil {
		return nil, fmt.Errorf("read plans: %w", err)
	}
	defer lignes.Close()
	var ps []compterendu.Plan
	for lignes.Next() {
		var p compterendu.Plan
		var quand string
		if err := lignes.Scan(&p.Jury, &p.Groupe, &p.Rang, &p.Empreinte, &quand, &p.CompteRendu); err != nil {
			return nil, fmt.Errorf("read plan: %w", err)
		}
		if p.FaitLe, err = time.Parse(time.RFC3339, quand); err != nil {
			return nil, fmt.Errorf("read plan: %w", err)
		}
		ps = append(ps, p)
	}
	return ps, lignes.Err()
}

// Papillons gives the ways in to the rescue portal, without their passwords.
func (b *Base) Papillons(ctx context.Context) ([]compterendu.Papillon, error) {
	lignes, err := b.db.QueryContext(ctx, "SELECT jury, groupe, login, sel, hachage FROM papillons ORDER BY jury, groupe")
	if err != nil {
		return nil, fmt.Errorf("read papillons: %w", err)
	}
	defer lignes.Close()
	var ps []compterendu.Papillon
	for lignes.Next() {
		var p compterendu.Papillon
		if err := lignes.Scan(&p.Jury, &p.Groupe, &p.Login, &p.Sel, &p.Hachage); err != nil {
			return nil, fmt.Errorf("read papillon: %w", err)
		}
		ps = append(ps, p)
	}
	return ps, lignes.Err()
}

// Reglage gives a setting of this workstation, "" when it was never set.
func (b *Base) Reglage(ctx context.Context, nom string) (string, error) {
	var v string
	err := b.db.QueryRowContext(ctx, "SELECT valeur FROM reglages WHERE nom = ?", nom).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

// Regler keeps a setting of this workstation.
func (b *Base) Regler(ctx context.Context, nom, valeur string) error {
	_, err := b.db.ExecContext(ctx, "INSERT INTO reglages (nom, valeur) VALUES (?, ?) ON CONFLICT (nom) DO UPDATE SET valeur = excluded.valeur", nom, valeur)
	if err != nil {
		return fmt.Errorf("write setting: %w", err)
	}
	return nil
}

// verifierRegistre follows the chain of the register.
func (b *Base) verifierRegistre(ctx context.Context, v *Verification, dire func(string, ...any)) error {
	lignes, err := b.db.QueryContext(ctx, "SELECT numero, contenu, empreinte FROM comptes_rendus ORDER BY numero")
	if err != nil {
		return fmt.Errorf("read register: %w", err)
	}
	defer lignes.Close()
	precedente, attendu := "", int64(1)
	plans, papillons := map[string]compterendu.Plan{}, map[string]string{}
	for lignes.Next() {
		var numero int64
		var contenu []byte
		var empreinte string
		if err := lignes.Scan(&numero, &contenu, &empreinte); err != nil {
			return fmt.Errorf("read account: %w", err)
		}
		v.ComptesRendus++
		if numero != attendu {
			dire("Compte rendu n° %d : il manque au registre.", attendu)
		} else if chainer(precedente, contenu) != empreinte {
			dire("Compte rendu n° %d : son contenu a été altéré.", numero)
		}
		precedente, attendu = empreinte, numero+1
		var c compterendu.CompteRendu
		if json.Unmarshal(contenu, &c) == nil {
			for i, p := range c.Plans {
				cle := fmt.Sprintf("%s, groupe %d", p.Jury, p.Groupe)
				plans[cle] = p
				if i < len(c.Papillons) && len(c.PourQui) == 0 {
					papillons[cle] = c.Papillons[i]
				}
			}
			for i, qui := range c.PourQui {
				if i < len(c.Papillons) {
					papillons[qui] = c.Papillons[i]
				}
			}
		}
	}
	if err := lignes.Err(); err != nil {
		return fmt.Errorf("read register: %w", err)
	}
	tete, err := fond.TeteRegistre.Texte(ctx, b.db)
	if err != nil {
		return err
	}
	if vue := (fond.Tete{Rang: attendu - 1, Empreinte: precedente}).String(); tete != vue && (attendu > 1 || tete != "") {
		dire("Registre : il s’arrête au compte rendu n° %d, un autre était le dernier.", attendu-1)
	}
	return b.verifierPlans(ctx, plans, papillons, dire)
}

// verifierPlans holds the last plan de secours of each jury, and what is kept of
// its papillon, to the account of the run that made it.
func (b *Base) verifierPlans(ctx context.Context, plans map[string]compterendu.Plan, papillons map[string]string, dire func(string, ...any)) error {
	actuels, err := b.Plans(ctx)
	if err != nil {
		dire("Plans de secours : leur table est illisible.")
		return nil
	}
	vus := map[string]bool{}
	for _, p := range actuels {
		cle := fmt.Sprintf("%s, groupe %d", p.Jury, p.Groupe)
		vus[cle] = true
		q, ok := plans[cle]
		if !ok || q.Rang != p.Rang || q.Empreinte != p.Empreinte || q.CompteRendu != p.CompteRendu || q.FaitLe.Unix() != p.FaitLe.Unix() {
			dire("Plan de secours du jury %s : il n’est pas celui que dit le registre.", cle)
		}
	}
	for cle := range plans {
		if !vus[cle] {
			dire("Plan de secours du jury %s : il a disparu.", cle)
		}
	}
	ps, err := b.Papillons(ctx)
	if err != nil {
		return err
	}
	for i := range ps {
		if qui := ps[i].PourQui(); papillons[qui] != ps[i].Empreinte() {
			dire("Papillon du jury %s : il n’est pas celui que dit le registre.", qui)
		}
	}
	if len(ps) < len(papillons) {
		dire("Papillons : %d ont disparu.", len(papillons)-len(ps))
	}
	return nil
}
