package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/fond"
	"delib/core/jury"
	"delib/core/ordre"
)

// Integrer takes in an answer of the server, whole or not at all: acts in the
// order that it gave them, verdicts, and the jurys made again from them with the
// acts that still wait on top. When the server began another life, what it had
// answered before no longer counts, and its log is taken from the start.
func (b *Base) Integrer(ctx context.Context, r ordre.Recu) (ordre.Integration, error) {
	var bilan ordre.Integration
	generation, err := fond.Generation.Lire(ctx, b.db)
	if err != nil {
		return bilan, err
	}
	nouvelle := false
	if v, _ := vie(generation); v != r.Generation {
		if generation, err = b.changerVie(ctx, v, &r); err != nil {
			return bilan, err
		}
		nouvelle = true
	}
	avant := b.origines(ctx)
	err = b.db.Dans(ctx, func(tx *sql.Tx) error {
		i := integrateur{b: b, tx: tx, recu: &r, bilan: &bilan, touches: map[string]bool{}, generation: generation, nouvelle: nouvelle}
		return i.integrer(ctx)
	})
	if err == nil {
		b.doubler(ctx, avant)
	}
	return bilan, err
}

// changerVie copies the base before another life of the server, and gives the
// name under which its answers are kept. A life that is over is refused from a
// file, which may be old; a server that is in it again went back in time.
func (b *Base) changerVie(ctx context.Context, avant string, r *ordre.Recu) (string, error) {
	var finie, fois int
	err := b.db.QueryRowContext(ctx, `SELECT count(*), coalesce(max(CAST(substr(generation, length(?1) + 2) AS INTEGER)), 0) FROM (
		SELECT DISTINCT generation FROM confirmes UNION SELECT DISTINCT generation FROM verdicts)
		WHERE generation = ?1 OR generation LIKE ?1 || '#%'`, r.Generation).Scan(&finie, &fois)
	if err != nil {
		return "", fmt.Errorf("read generations: %w", err)
	}
	if r.Fichier && avant != "" && !slices.Contains(r.Ancetres, avant) {
		return "", examen.Refuser(examen.CodePerime, "Ces réponses datent d’avant une restauration du serveur de l’académie.",
			"Elles ne valent plus ; rien n’a été changé. Synchronisez ce poste, ou demandez un fichier plus récent.")
	}
	if avant != "" {
		if _, err := b.Copier(ctx, "avant-resynchronisation"); err != nil {
			return "", err
		}
	}
	if finie > 0 {
		return fmt.Sprintf("%s#%d", r.Generation, fois+1), nil
	}
	return r.Generation, nil
}

// vie splits what is kept of the server's generation: its own name, and how many
// times its log was taken again from the start.
func vie(generation string) (string, int) {
	nom, n, _ := strings.Cut(generation, "#")
	fois, _ := strconv.Atoi(n)
	return nom, fois
}

// Oublier makes the log of the centre be taken again from its start, and all
// acts be offered again, because an answer did not follow. Nothing is deleted; the
// jurys are made again at once from acts that all wait, so that journal and
// projection agree even if the network is gone for long.
func (b *Base) Oublier(ctx context.Context) error {
	if _, err := b.Copier(ctx, "avant-resynchronisation"); err != nil {
		return err
	}
	return b.db.Dans(ctx, func(tx *sql.Tx) error {
		generation, err := fond.Generation.Lire(ctx, tx)
		if err != nil {
			return err
		}
		nom, fois := vie(generation)
		if err := fond.Generation.Ecrire(ctx, tx, fmt.Sprintf("%s#%d", nom, fois+1)); err != nil {
			return err
		}
		codes, err := tousLesJurys(ctx, tx)
		if err != nil {
			return err
		}
		i := integrateur{b: b, tx: tx, recu: &ordre.Recu{}, bilan: &ordre.Integration{}}
		for _, code := range codes {
			if err := i.refaire(ctx, code); err != nil {
				return err
			}
		}
		return nil
	})
}

type integrateur struct {
	b       *Base
	tx      *sql.Tx
	recu    *ordre.Recu
	bilan   *ordre.Integration
	touches map[string]bool

	generation string // as this base keeps it
	nouvelle   bool

	curseur int64 // last entry of the log that is here
	chaine  string
	seqs    map[string]int64 // last rank of each jury
}

func (i *integrateur) integrer(ctx context.Context) error {
	if i.nouvelle {
		if err := fond.Generation.Ecrire(ctx, i.tx, i.generation); err != nil {
			return err
		}
		codes, err := tousLesJurys(ctx, i.tx)
		if err != nil {
			return err
		}
		for _, c := range codes {
			i.touches[c] = true
		}
	}
	if err := i.cles(ctx); err != nil {
		return err
	}
	for empreinte, contenu := range i.recu.Origines {
		if e, err := deposer(ctx, i.tx, contenu); err != nil {
			return err
		} else if e != empreinte {
			return fmt.Errorf("origin %s: other bytes", empreinte)
		}
	}
	// Verdicts first: they say why, the log only says what.
	for _, v := range i.recu.Verdicts {
		if err := i.verdict(ctx, v); err != nil {
			return err
		}
	}
	for _, e := range i.recu.Entrees {
		if err := i.entree(ctx, e); err != nil {
			return err
		}
	}
	if err := i.confronter(ctx); err != nil {
		return err
	}
	for _, code := range slices.Sorted(maps.Keys(i.touches)) {
		if err := i.refaire(ctx, code); err != nil {
			return err
		}
	}
	return fond.DernierEchange.Ecrire(ctx, i.tx, i.b.horloge().Format(time.RFC3339))
}

// confronter holds the verdicts to the log, once it is here to its end. What was said
// to be accepted and is not in it, or stands in it otherwise, was judged again since, by
// a server that went back in time and to which another workstation had brought these
// acts before this one was heard.
func (i *integrateur) confronter(ctx context.Context) error {
	if !i.recu.Fin || len(i.recu.Entrees)+len(i.recu.Verdicts) == 0 {
		return nil
	}
	var id string
	err := i.tx.QueryRowContext(ctx, `SELECT v.id FROM verdicts v LEFT JOIN confirmes c ON c.generation = v.generation AND c.id = v.id
		WHERE v.generation = ?1 AND v.issue <> ?2 AND coalesce(c.issue, '') <> CASE WHEN v.issue IN (?3, ?4) THEN v.issue ELSE '' END LIMIT 1`, i.generation,
		string(jury.IssueRetenu), string(jury.IssueAccepte), string(jury.IssueDivergent)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("hold verdicts to the log: %w", err)
	}
	return fmt.Errorf("%w: act %s was judged otherwise since", ordre.ErrReprendre, id)
}

// cles keeps the public keys of the workstations whose acts came.
func (i *integrateur) cles(ctx context.Context) error {
	for poste, cle := range i.recu.Cles {
		if poste == i.b.db.Poste() {
			continue
		}
		if !jury.EstPoste(poste, cle) {
			return fmt.Errorf("key of %s is another's", poste)
		}
		if err := fond.CleDe.De(poste).Ecrire(ctx, i.tx, cle); err != nil {
			return err
		}
	}
	for poste, delegation := range i.recu.Delegations {
		// Kept as it came: the server checks it, if it ever has to take its own acts back.
		if err := fond.DelegationDe.De(poste).Ecrire(ctx, i.tx, delegation); err != nil {
			return err
		}
	}
	return nil
}

// entree takes in one line of the log.
func (i *integrateur) entree(ctx context.Context, e ordre.Entree) error {
	if err := i.situer(ctx, e.Jury); err != nil {
		return err
	}
	if e.Ordre <= i.curseur {
		return nil // the same answer twice
	}
	if e.Seq != i.seqs[e.Jury]+1 || e.Ordre != i.curseur+1 {
		return fmt.Errorf("%w: entry %d of jury %s after %d", ordre.ErrReprendre, e.Seq, e.Jury, i.seqs[e.Jury])
	}
	if e.Acte != nil {
		if err := i.recevoir(ctx, e); err != nil {
			return err
		}
	}
	var connu, venu bool
	if err := i.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE id = ?1 AND jury = ?2), EXISTS (SELECT 1 FROM recus WHERE id = ?1)", e.ID,
		e.Jury).Scan(&connu, &venu); err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	if !connu {
		return fmt.Errorf("%w: act %s is not here", ordre.ErrReprendre, e.ID)
	}
	if _, err := i.tx.ExecContext(ctx, "INSERT INTO confirmes (generation, ordre, jury, seq, id, issue, chaine) VALUES (?, ?, ?, ?, ?, ?, ?)", i.generation,
		e.Ordre, e.Jury, e.Seq, e.ID, string(e.Issue), ordre.Chainer(i.chaine, e.ID, e.Issue)); err != nil {
		return fmt.Errorf("write log: %w", err)
	}
	i.curseur, i.chaine, i.seqs[e.Jury] = e.Ordre, ordre.Chainer(i.chaine, e.ID, e.Issue), e.Seq
	i.touches[e.Jury] = true
	i.bilan.Entrees++
	if !venu { // this base made it: the log is its verdict, even if the answer that carried it was lost
		return i.verdict(ctx, ordre.Verdict{Acte: e.ID, Issue: e.Issue, Seq: e.Seq})
	}
	return nil
}

// situer reads, the first time, where the log stands here.
func (i *integrateur) situer(ctx context.Context, code string) error {
	rien := func(err error) error {
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	}
	if i.seqs == nil {
		i.seqs = map[string]int64{}
		err := i.tx.QueryRowContext(ctx, "SELECT ordre, chaine FROM confirmes WHERE generation = ? ORDER BY ordre DESC LIMIT 1",
			i.generation).Scan(&i.curseur, &i.chaine)
		if rien(err) != nil {
			return fmt.Errorf("read log: %w", err)
		}
	}
	if _, lu := i.seqs[code]; lu {
		return nil
	}
	var seq int64
	err := i.tx.QueryRowContext(ctx, "SELECT seq FROM confirmes WHERE generation = ? AND jury = ? ORDER BY seq DESC LIMIT 1", i.generation, code).Scan(&seq)
	if rien(err) != nil {
		return fmt.Errorf("read log: %w", err)
	}
	i.seqs[code] = seq
	return nil
}

// recevoir puts an act that another workstation made in the journal, after a
// check of its signature.
func (i *integrateur) recevoir(ctx context.Context, e ordre.Entree) error {
	a, err := e.Acte.Lire()
	if err != nil {
		return err
	}
	if a.ID != e.ID || a.Jury != e.Jury {
		return fmt.Errorf("act %s does not say what its entry says", e.ID)
	}
	publique, err := fond.CleDe.De(a.Poste).Lire(ctx, i.tx)
	if err != nil && !errors.Is(err, fond.ErrValeur) {
		return err
	}
	if a.Poste == i.b.db.Poste() {
		publique, err = i.b.db.Publique(), nil
	}
	if err != nil || !e.Acte.Authentique(publique) {
		return fmt.Errorf("act %s is not signed by %s", e.ID, a.Poste)
	}
	var autre bool
	if err := i.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE poste = ? AND rang = ? AND id <> ?)", a.Poste, a.Rang,
		a.ID).Scan(&autre); err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	if autre {
		return refusDouble(a.Poste)
	}
	neuf, err := joindre(ctx, i.tx, *e.Acte, &a)
	if err != nil || !neuf {
		return err
	}
	if a.Poste == i.b.db.Poste() {
		return i.retrouver(ctx, &a, e.Acte)
	}
	_, err = i.tx.ExecContext(ctx, "INSERT INTO recus (id) VALUES (?)", a.ID)
	return err
}

// retrouver goes on with an act that this workstation made and no longer had: an
// older file was put in the place of its base. Where the act follows the last one
// here, its history is whole again; else other acts are missing that no answer holds.
func (i *integrateur) retrouver(ctx context.Context, a *jury.Acte, s *jury.ActeScelle) error {
	t, err := tete(ctx, i.tx)
	if err != nil {
		return err
	}
	if a.Rang != t.Rang+1 || a.Precedent != t.Empreinte {
		return examen.Refuser(examen.CodeChaine,
			fmt.Sprintf("Ce dossier de données est revenu en arrière : l’académie a son acte n° %d, il n’a plus que les %d premiers.", a.Rang, t.Rang),
			"Rien n’a été changé. Fermez Délib et faites reconstruire la base ; si rien n’est retrouvé, faites une copie de sûreté, revenez-y, et raccordez ce "+
				"poste par un nouveau code.").Par(examen.Faire(examen.GesteSecourirTout))
	}
	return fond.TeteJournal.Ecrire(ctx, i.tx, fond.Tete{Rang: a.Rang, Empreinte: s.Empreinte()})
}

// refusDouble says that two folders act under one identity: one is a copy of the
// other, or went back in time by itself. Neither may be believed against the other.
func refusDouble(poste string) error {
	return examen.Refuser(examen.CodeChaine,
		fmt.Sprintf("Ce dossier de données est la copie d’un autre, ou est revenu en arrière : l’académie a déjà d’autres actes du poste %s aux mêmes rangs.",
			jury.PosteCourt(poste)),
		"Ne continuez pas ici : rien n’y est effacé. Prenez un dossier de données neuf, raccordez-le par un nouveau code, et ressaisissez-y les actes qui "+
			"attendent ici. Un dossier de données ne se copie pas d’un poste à l’autre : importez-le sur chacun.").Par(
		examen.Faire(examen.GesteAutreDossier), examen.Lister(examen.ListeActes))
}

// verdict records what became of an act; a final one never changes.
func (i *integrateur) verdict(ctx context.Context, v ordre.Verdict) error {
	var code, avant, poste string
	var rang int64
	err := i.tx.QueryRowContext(ctx,
		"SELECT j.jury, j.poste, j.rang, coalesce(v.issue, '') FROM journal j LEFT JOIN verdicts v ON v.generation = ? AND v.id = j.id WHERE j.id = ?",
		i.generation, v.Acte).Scan(&code, &poste, &rang, &avant)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // of an act of another workstation
	}
	if err != nil {
		return fmt.Errorf("read verdict: %w", err)
	}
	if avant != "" && avant != string(jury.IssueRetenu) {
		return nil
	}
	_, err = i.tx.ExecContext(ctx, `
		INSERT INTO verdicts (generation, id, poste, rang, issue, code, message, seq, recu_le, vu_le) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')
		ON CONFLICT (generation, id) DO UPDATE SET issue = excluded.issue, code = excluded.code, message = excluded.message, seq = excluded.seq,
				recu_le = excluded.recu_le`,
		i.generation, v.Acte, poste, rang, string(v.Issue), string(v.Code), v.Message, v.Seq, i.b.horloge().Format(time.RFC3339))
	if err != nil {
		return fmt.Errorf("write verdict: %w", err)
	}
	i.touches[code] = true
	if avant != string(v.Issue) {
		i.bilan.Verdicts = append(i.bilan.Verdicts, v)
	}
	return nil
}

// refaire makes a jury again: what was confirmed, then what waits. A waiting act
// that no longer applies is set aside until the server has judged it.
func (i *integrateur) refaire(ctx context.Context, code string) error {
	if code == "" {
		return refaireCentre(ctx, i.tx)
	}
	if _, err := i.tx.ExecContext(ctx, "DELETE FROM marques WHERE jury = ? AND marque = 'suspendu'", code); err != nil {
		return fmt.Errorf("clear marks: %w", err)
	}
	r, err := projeter(ctx, i.tx, code, aLaFin, func(x jury.Pas, _ error) jury.Suite {
		if x.Issue != "" {
			return jury.Arreter
		}
		return jury.Suspendre
	})
	if err != nil || r == nil {
		return err
	}
	var arret fond.Arret
	if r.Arrete {
		arret = fond.Arret{Tout: true, Raison: "l’académie a confirmé un acte que cette version de Délib ne sait pas appliquer."}
	} else if attendue, dite := i.recu.Empreintes[code]; dite && attendue != r.Ordonne.Empreinte() {
		arret.Raison = "ses données ne sont pas celles de l’académie."
		i.bilan.Desaccord = append(i.bilan.Desaccord, code)
	}
	if err := fond.ArretDe.De(code).Ecrire(ctx, i.tx, arret); err != nil {
		return err
	}
	if r.Dossier.Code != "" { // else not one act of it is understood
		i.bilan.Jurys = append(i.bilan.Jurys, code)
	}
	return nil
}

func tousLesJurys(ctx context.Context, q fond.Requete) ([]string, error) {
	return colonne(ctx, q, "jurys", "SELECT DISTINCT jury FROM journal")
}
