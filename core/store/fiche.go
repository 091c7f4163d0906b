package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
)

// baseBranche is the row that counts how many times this folder went back to a
// copy or was rebuilt: of two bases of a folder, the one of the higher branch is
// what the person chose last, whatever their dates say.
const baseBranche = "branche"

// fiche is what tells a base from another one of the same folder.
type fiche struct {
	poste   string
	branche int
	rang    int64  // of the last act that the workstation signed
	tete    string // the hash of that act
	ordre   int64  // of the last act of its journal
	lue     bool
}

// lireFiche reads it from a file that nobody writes; what cannot be read is nothing.
func lireFiche(ctx context.Context, chemin string) (f fiche) {
	db, err := sql.Open("sqlite", adresse(chemin, lectureSeule))
	if err != nil {
		return f
	}
	defer db.Close()
	if f, err = ficheDe(ctx, db); err != nil {
		return fiche{}
	}
	return f
}

// ficheDe reads it from a base that is open.
func ficheDe(ctx context.Context, q requete) (f fiche, err error) {
	v := map[string]string{}
	for _, nom := range []string{"poste", baseBranche, "tete"} {
		if v[nom], err = lireBase(ctx, q, nom); err != nil {
			return f, fmt.Errorf("read %s: %w", nom, err)
		}
	}
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(ordre), 0) FROM journal").Scan(&f.ordre); err != nil {
		return f, fmt.Errorf("read journal: %w", err)
	}
	f.poste, f.branche = v["poste"], nombre(v[baseBranche]) // a base of before branches is of the first
	f.rang, f.tete, _ = lireTete(v["tete"])                 // what is none is told by the check of the journal
	f.lue = f.poste != ""
	return f, nil
}

// nombre reads a number of the base; what is none counts for nothing.
func nombre(texte string) int {
	n, _ := strconv.Atoi(texte)
	return n
}

// parAge puts copies in the order in which they are worth being taken: the last
// branch first, and in it what holds the most acts. A date may lie: a file was
// touched, the workstation's clock went back.
func parAge(ctx context.Context, copies []Copie) []Copie {
	fiches := map[string]fiche{}
	for _, c := range copies {
		fiches[c.Chemin] = lireFiche(ctx, c.Chemin)
	}
	copies = slices.Clone(copies)
	slices.SortStableFunc(copies, func(x, y Copie) int {
		a, b := fiches[x.Chemin], fiches[y.Chemin]
		return cmp.Or(cmp.Compare(b.branche, a.branche), cmp.Compare(b.ordre, a.ordre), y.Le.Compare(x.Le))
	})
	return copies
}

// brancheSuivante gives a number beyond that of every base that the folder has.
func brancheSuivante(ctx context.Context, dossier string, autres ...int) (int, error) {
	copies, err := Copies(dossier)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, c := range copies {
		n = max(n, lireFiche(ctx, c.Chemin).branche)
	}
	return max(n, slices.Max(append(autres, 0))) + 1, nil
}

// verifierRetard looks for acts of this workstation that a copy beside has and the
// base no longer has: somebody put an older file in its place.
func (b *Base) verifierRetard(ctx context.Context, dire func(string, ...any)) error {
	copies, err := Copies(b.dossier)
	if err != nil || len(copies) == 0 {
		return err
	}
	ici, err := ficheDe(ctx, b.db)
	if err != nil {
		return err
	}
	var recente, autre Copie
	manque := int64(0)
	for _, c := range copies {
		f := lireFiche(ctx, c.Chemin)
		if f.poste != b.poste || f.branche != ici.branche || f.rang == 0 {
			continue
		}
		if f.rang-ici.rang > manque {
			recente, manque = c, f.rang-ici.rang
		}
		var la bool
		if err := b.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE poste = ? AND rang = ? AND empreinte = ?)", f.poste, f.rang, f.tete).Scan(&la); err != nil {
			return fmt.Errorf("read journal: %w", err)
		}
		if !la && f.rang <= ici.rang {
			autre = c
		}
	}
	if manque > 0 {
		dire("Journal des actes : la copie de sûreté « %s » contient %d acte(s) de ce poste que la base n’a plus.", recente.Nom, manque)
	}
	if autre.Nom != "" {
		dire("Journal des actes : la copie de sûreté « %s » contient un autre acte de ce poste au même rang que la base.", autre.Nom)
	}
	return nil
}
