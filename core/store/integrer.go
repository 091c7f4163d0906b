package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"delib/core/examen"
	"delib/core/jury"
)

// Integrer takes in an answer of the server, whole or not at all: acts in the
// order that it gave them, verdicts, and the jurys made again from them with the
// acts that still wait on top. When the server began another life, what it had
// answered before no longer counts, and its log is taken from the start.
func (b *Base) Integrer(ctx context.Context, r jury.Recu) (jury.Integration, error) {
	var bilan jury.Integration
	generation, err := lireBase(ctx, b.db, baseGeneration)
	if err != nil {
		return bilan, fmt.Errorf("read generation: %w", err)
	}
	nouvelle := false
	if v, _ := vie(generation); v != r.Generation {
		if generation, err = b.changerVie(ctx, v, &r); err != nil {
			return bilan, err
		}
		nouvelle = true
	}
	avant := b.origines(ctx)
	err = b.dans(ctx, func(tx *sql.Tx) error {
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
func (b *Base) changerVie(ctx context.Context, avant string, r *jury.Recu) (string, error) {
	var finie, fois int
	err := b.db.QueryRowContext(ctx, `SELECT count(*), coalesce(max(CAST(substr(generation, length(?1) + 2) AS INTEGER)), 0) FROM (
		SELECT DISTINCT generation FROM confirmes UNION SELECT DISTINCT generation FROM verdicts) WHERE generation = ?1 OR generation LIKE ?1 || '#%'`, r.Generation).Scan(&finie, &fois)
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
// acts be offered again, because an answer did not follow. Nothing is deleted.
func (b *Base) Oublier(ctx context.Context) error {
	if _, err := b.Copier(ctx, "avant-resynchronisation"); err != nil {
		return err
	}
	return b.dans(ctx, func(tx *sql.Tx) error {
		generation, err := lireBase(ctx, tx, baseGeneration)
		if err != nil {
			return fmt.Errorf("read generation: %w", err)
		}
		nom, fois := vie(generation)
		return ecrireBase(ctx, tx, map[string]string{baseGeneration: fmt.Sprintf("%s#%d", nom, fois+1)})
	})
}

type integrateur struct {
	b       *Base
	tx      *sql.Tx
	recu    *jury.Recu
	bilan   *jury.Integration
	touches map[string]bool

	generation string // as this base keeps it
	nouvelle   bool

	curseur int64 // last entry of the log that is here
	chaine  string
	seqs    map[string]int64 // last rank of each jury
}

func (i *integrateur) integrer(ctx context.Context) error {
	if i.nouvelle {
		if err := ecrireBase(ctx, i.tx, map[string]string{baseGeneration: i.generation}); err != nil {
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
	for _, code := range slices.Sorted(maps.Keys(i.touches)) {
		if err := i.refaire(ctx, code); err != nil {
			return err
		}
	}
	return ecrireBase(ctx, i.tx, map[string]string{baseDernier: i.b.horloge().Format(time.RFC3339)})
}

// cles keeps the public keys of the workstations whose acts came.
func (i *integrateur) cles(ctx context.Context) error {
	for poste, cle := range i.recu.Cles {
		if poste == i.b.poste {
			continue
		}
		if jury.IDPoste(cle) != poste {
			return fmt.Errorf("key of %s is another's", poste)
		}
		if err := ecrireBase(ctx, i.tx, map[string]string{"cle " + poste: base64.StdEncoding.EncodeToString(cle)}); err != nil {
			return err
		}
	}
	for poste, delegation := range i.recu.Delegations {
		// Kept as it came: the server checks it, if it ever has to take its own acts back.
		if err := ecrireBase(ctx, i.tx, map[string]string{"delegation " + poste: base64.StdEncoding.EncodeToString(delegation)}); err != nil {
			return err
		}
	}
	return nil
}

// entree takes in one line of the log.
func (i *integrateur) entree(ctx context.Context, e jury.Entree) error {
	if err := i.situer(ctx, e.Jury); err != nil {
		return err
	}
	if e.Ordre <= i.curseur {
		return nil // the same answer twice
	}
	if e.Seq != i.seqs[e.Jury]+1 || e.Ordre != i.curseur+1 {
		return fmt.Errorf("%w: entry %d of jury %s after %d", jury.ErrReprendre, e.Seq, e.Jury, i.seqs[e.Jury])
	}
	if e.Acte != nil {
		if err := i.recevoir(ctx, e); err != nil {
			return err
		}
	}
	var connu, venu bool
	if err := i.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE id = ?1 AND jury = ?2), EXISTS (SELECT 1 FROM recus WHERE id = ?1)", e.ID, e.Jury).Scan(&connu, &venu); err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	if !connu {
		return fmt.Errorf("%w: act %s is not here", jury.ErrReprendre, e.ID)
	}
	if _, err := i.tx.ExecContext(ctx, "INSERT INTO confirmes (generation, ordre, jury, seq, id, issue, chaine) VALUES (?, ?, ?, ?, ?, ?, ?)", i.generation, e.Ordre, e.Jury, e.Seq, e.ID, string(e.Issue), jury.Chainer(i.chaine, e.ID, e.Issue)); err != nil {
		return fmt.Errorf("write log: %w", err)
	}
	i.curseur, i.chaine, i.seqs[e.Jury] = e.Ordre, jury.Chainer(i.chaine, e.ID, e.Issue), e.Seq
	i.touches[e.Jury] = true
	i.bilan.Entrees++
	if !venu { // this base made it: the log is its verdict, even if the answer that carried it was lost
		return i.verdict(ctx, jury.Verdict{Acte: e.ID, Issue: e.Issue, Seq: e.Seq})
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
		err := i.tx.QueryRowContext(ctx, "SELECT ordre, chaine FROM confirmes WHERE generation = ? ORDER BY ordre DESC LIMIT 1", i.generation).Scan(&i.curseur, &i.chaine)
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
func (i *integrateur) recevoir(ctx context.Context, e jury.Entree) error {
	a, err := e.Acte.Lire()
	if err != nil {
		return err
	}
	if a.ID != e.ID || a.Jury != e.Jury {
		return fmt.Errorf("act %s does not say what its entry says", e.ID)
	}
	cle, err := lireBase(ctx, i.tx, "cle "+a.Poste)
	if err != nil {
		return fmt.Errorf("read key: %w", err)
	}
	publique, err := base64.StdEncoding.DecodeString(cle)
	if a.Poste == i.b.poste {
		publique, err = i.b.cle[32:], nil
	}
	if err != nil || !e.Acte.Authentique(publique) {
		return fmt.Errorf("act %s is not signed by %s", e.ID, a.Poste)
	}
	var autre bool
	if err := i.tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE poste = ? AND rang = ? AND id <> ?)", a.Poste, a.Rang, a.ID).Scan(&autre); err != nil {
		return fmt.Errorf("read journal: %w", err)
	}
	if autre {
		return refusDouble(a.Poste)
	}
	neuf, err := joindre(ctx, i.tx, *e.Acte, &a)
	if err != nil || !neuf {
		return err
	}
	if a.Poste == i.b.poste {
		return i.retrouver(ctx, &a, e.Acte)
	}
	_, err = i.tx.ExecContext(ctx, "INSERT INTO recus (id) VALUES (?)", a.ID)
	return err
}

// retrouver goes on with an act that this workstation made and no longer had: an
// older file was put in the place of its base. Where the act follows the last one
// here, its history is whole again; else other acts are missing that no answer holds.
func (i *integrateur) retrouver(ctx context.Context, a *jury.Acte, s *jury.ActeScelle) error {
	rang, empreinte, err := tete(ctx, i.tx)
	if err != nil {
		return err
	}
	if a.Rang != rang+1 || a.Precedent != empreinte {
		return examen.Refuser(examen.CodeChaine, fmt.Sprintf("Ce dossier de données est revenu en arrière : l’académie a son acte n° %d, il n’a plus que les %d premiers.", a.Rang, rang),
			"Rien n’a été changé. Fermez Délib et faites reconstruire la base ; si rien n’est retrouvé, faites une copie de sûreté, revenez-y, et raccordez ce poste par un nouveau code.").Par(examen.Faire(examen.GesteSecourirTout))
	}
	return ecrireBase(ctx, i.tx, map[string]string{"tete": fmt.Sprintf("%d %s", a.Rang, s.Empreinte())})
}

// refusDouble says that two folders act under one identity: one is a copy of the
// other, or went back in time by itself. Neither may be believed against the other.
func refusDouble(poste string) error {
	return examen.Refuser(examen.CodeChaine, fmt.Sprintf("Ce dossier de données est la copie d’un autre, ou est revenu en arrière : l’académie a déjà d’autres actes du poste %s aux mêmes rangs.", poste),
		"Ne continuez pas ici : rien n’y est effacé. Prenez un dossier de données neuf, raccordez-le par un nouveau code, et ressaisissez-y les actes qui attendent ici. Un dossier de données ne se copie pas d’un poste à l’autre : importez-le sur chacun.").Par(examen.Faire(examen.GesteAutreDossier), examen.Lister(examen.ListeActes))
}

// verdict records what became of an act; a final one never changes.
func (i *integrateur) verdict(ctx context.Context, v jury.Verdict) error {
	var code, avant, poste string
	var rang int64
	err := i.tx.QueryRowContext(ctx, "SELECT j.jury, j.poste, j.rang, coalesce(v.issue, '') FROM journal j LEFT JOIN verdicts v ON v.generation = ? AND v.id = j.id WHERE j.id = ?", i.generation, v.Acte).Scan(&code, &poste, &rang, &avant)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // of an act of another workstation
	}
	if err != nil {
		return fmt.Errorf("read verdict: %w", err)
	}
	if avant != "" && avant != string(jury.IssueRetenu) {
		return nil
	}
	_, err = i.tx.ExecContext(ctx, `INSERT INTO verdicts (generation, id, poste, rang, issue, code, message, seq, recu_le, vu_le) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')
		ON CONFLICT (generation, id) DO UPDATE SET issue = excluded.issue, code = excluded.code, message = excluded.message, seq = excluded.seq, recu_le = excluded.recu_le`,
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
		return i.refaireCentre(ctx)
	}
	if _, err := i.tx.ExecContext(ctx, "DELETE FROM marques WHERE jury = ? AND marque = 'suspendu'", code); err != nil {
		return fmt.Errorf("clear marks: %w", err)
	}
	h, err := histoire(ctx, i.tx, code)
	if err != nil || len(h) == 0 {
		return err
	}
	c, err := centre(ctx, i.tx)
	if err != nil {
		if err := i.refaireCentre(ctx); err != nil {
			return err
		}
		if c, err = centre(ctx, i.tx); err != nil {
			return err
		}
	}
	p, err := examen.Trouver(c.Examen, c.Session)
	if err != nil {
		return err
	}
	f := jury.NouveauFil(p, i.b.origine(ctx, i.tx))
	n, arret := 0, ""
	for ; n < len(h) && (h[n].issue == jury.IssueAccepte || h[n].issue == jury.IssueDivergent); n++ {
		if err := f.Suivre(h[n].acte, h[n].issue); err != nil {
			arret = "tout l’académie a confirmé un acte que cette version de Délib ne sait pas appliquer."
			break
		}
	}
	if attendue, dite := i.recu.Empreintes[code]; dite && arret == "" && attendue != f.Dossier.Empreinte() {
		arret = "passages ses données ne sont pas celles de l’académie."
		i.bilan.Desaccord = append(i.bilan.Desaccord, code)
	}
	for _, x := range h[n:] {
		if arret != "" && n < len(h) && x.issue != "" {
			continue // confirmed, but beyond what this program understands
		}
		if err := f.Suivre(x.acte, x.issue); err != nil {
			if err := marquer(ctx, i.tx, x.acte.ID, code, "suspendu", err.Error()); err != nil {
				return err
			}
		}
	}
	if err := ecrireBase(ctx, i.tx, map[string]string{"arret " + code: arret}); err != nil {
		return err
	}
	if f.Dossier.Code == "" {
		return nil // not one act of it is understood
	}
	i.bilan.Jurys = append(i.bilan.Jurys, code)
	return i.ecrire(ctx, &f.Dossier)
}

// ecrire puts a jury in the place that it has, or after the last one.
func (i *integrateur) ecrire(ctx context.Context, d *jury.Dossier) error {
	var place int
	err := i.tx.QueryRowContext(ctx, "SELECT coalesce((SELECT place FROM jurys WHERE code = ?), (SELECT coalesce(max(place), -1) + 1 FROM jurys))", d.Code).Scan(&place)
	if err != nil {
		return fmt.Errorf("read place of %s: %w", d.Code, err)
	}
	return ecrireJury(ctx, i.tx, d, place)
}

// refaireCentre takes what the jurys share from the last act that brought it.
func (i *integrateur) refaireCentre(ctx context.Context) error {
	a, err := dernierCentre(ctx, i.tx)
	if err != nil || a == nil {
		return err
	}
	contenu, err := i.b.origine(ctx, i.tx)(a.Vers)
	if err != nil {
		return fmt.Errorf("origin of the centre: %w", err)
	}
	return ecrireBase(ctx, i.tx, map[string]string{"centre": string(contenu)})
}

// dernierCentre gives the act that brought what the jurys share: the académie's
// last one if it confirmed any, otherwise the last of this base.
func dernierCentre(ctx context.Context, q requete) (*jury.Acte, error) {
	var s jury.ActeScelle
	err := q.QueryRowContext(ctx, `
		SELECT j.contenu FROM journal j LEFT JOIN confirmes c ON c.id = j.id AND c.generation = (SELECT valeur FROM base WHERE nom = 'generation')
		WHERE j.genre = ? ORDER BY c.ordre IS NULL, c.ordre DESC, j.ordre DESC LIMIT 1`, string(jury.GenreCentre)).Scan(&s.Contenu)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read act of the centre: %w", err)
	}
	a, err := s.Lire()
	return &a, err
}

func tousLesJurys(ctx context.Context, q requete) ([]string, error) {
	return colonne(ctx, q, "jurys", "SELECT DISTINCT jury FROM journal")
}
