package fond

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// Fiche is what tells a base from another one of the same folder.
type Fiche struct {
	Poste   string
	Branche int
	Tete    Tete  // last act that the workstation signed
	Ordre   int64 // of the last act of its journal
	Lue     bool
}

// LireFiche reads it from a file that nobody writes; what cannot be read is nothing.
func LireFiche(ctx context.Context, chemin string) (f Fiche) {
	db, err := sql.Open("sqlite", Adresse(chemin, LectureSeule))
	if err != nil {
		return f
	}
	defer db.Close()
	if f, err = FicheDe(ctx, db); err != nil {
		return Fiche{}
	}
	return f
}

// FicheDe reads it from a base that is open.
func FicheDe(ctx context.Context, q Requete) (f Fiche, err error) {
	if f.Poste, err = Poste.Lire(ctx, q); err != nil {
		return f, err
	}
	if f.Branche, err = Branche.Lire(ctx, q); err != nil {
		return f, err
	}
	tete, err := TeteJournal.Texte(ctx, q)
	if err != nil {
		return f, err
	}
	f.Tete, _ = LireTete(tete) // what is none is told by the check of the journal
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(ordre), 0) FROM journal").Scan(&f.Ordre); err != nil {
		return f, fmt.Errorf("read journal: %w", err)
	}
	f.Lue = f.Poste != ""
	return f, nil
}

// ParAge puts copies in the order in which they are worth being taken: the last
// branch first, and in it what holds the most acts. A date may lie: a file was
// touched, the workstation's clock went back.
func ParAge(ctx context.Context, copies []Copie) []Copie {
	fiches := map[string]Fiche{}
	for _, c := range copies {
		fiches[c.Chemin] = LireFiche(ctx, c.Chemin)
	}
	copies = slices.Clone(copies)
	slices.SortStableFunc(copies, func(x, y Copie) int {
		a, b := fiches[x.Chemin], fiches[y.Chemin]
		return cmp.Or(cmp.Compare(b.Branche, a.Branche), cmp.Compare(b.Ordre, a.Ordre), y.Le.Compare(x.Le))
	})
	return copies
}

// BrancheSuivante gives a number beyond that of every base that the folder has.
func BrancheSuivante(ctx context.Context, dossier string, autres ...int) (int, error) {
	copies, err := Copies(dossier)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, c := range copies {
		n = max(n, LireFiche(ctx, c.Chemin).Branche)
	}
	return max(n, slices.Max(append(autres, 0))) + 1, nil
}
